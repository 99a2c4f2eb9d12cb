"""How letters are written as bytes in a table."""

from __future__ import annotations

ENCODINGS = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Western (Windows-1252)"}
"""How letters may be written as bytes, and what that is called."""


def decoded(raw: bytes, encoding: str) -> str:
    """Bytes as text.

    Raises:
        ValueError: they are not written so; it says where.
    """
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ValueError(f"row {line} is not {ENCODINGS[encoding]} (byte {error.start}: {error.reason})") from error


def encoding_of(raw: bytes) -> str:
    """How bytes are most likely written."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
