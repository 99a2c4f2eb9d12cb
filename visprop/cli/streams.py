"""What is printed: in any encoding, and without characters that a terminal would obey."""

from __future__ import annotations

import codecs
import io
import sys
from typing import TextIO

_PLAIN = {
    "φ": "phi", "≈": "~", "∇": "grad ", "∂": "d", "η": "eta", "δ": "delta", "Δ": "Delta", "σ": "sigma", "λ": "lambda",
    "ε": "epsilon", "−": "-", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "·": "*", "×": "x", "‖": "||", "½": "1/2",
    "₁": "1", "₂": "2", "✓": "ok", "✗": "wrong",
}  # fmt: skip
"""How what an encoding lacks is written in letters that all of them have."""


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    return "".join(_PLAIN.get(letter, "?") for letter in lacking), error.end


def prepare_streams() -> None:
    """Let everything be printed in whatever encoding the terminal has."""
    codecs.register_error("visprop.plain", _in_plain_letters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="visprop.plain")


def say(text: str, file: TextIO | None = None) -> None:
    """Print a text; control characters, which may come from a file, are printed as what they are called."""
    print("".join(map(_seen, text)), file=sys.stdout if file is None else file)


def _seen(letter: str) -> str:
    return letter if letter == "\n" or letter.isprintable() else letter.encode("unicode_escape").decode()


def has_all_letters(stream: TextIO) -> bool:
    """Whether a stream can write every character."""
    return codecs.lookup(stream.encoding or "ascii").name.startswith("utf")
