"""Files of any kind: opened and saved."""

from __future__ import annotations

from pathlib import Path

from visprop.benches.registry import PREFIX
from visprop.kinds.kind import Offer
from visprop.kinds.registry import KINDS, offers
from visprop.scenario.any_run import AnyRun
from visprop.scenario.builtin import open_document
from visprop.scenario.files.document import Document, dumps_any, load_any, loads_any, save_any
from visprop.scenario.files.part import FilePart


def _parts() -> dict[str, FilePart]:
    return {name: kind.file for name, kind in KINDS.items()}


def open_any(name: str) -> Document[AnyRun]:
    """A file by its built-in name or by its path, as `open_document` finds it, or `bench:NAME`.

    Raises:
        FieldError: the file is no valid one.
        OSError: there is no such file or bench, or it cannot be read.
    """
    return Document(begun_with(name).run()) if name.startswith(PREFIX) else open_document(name, _parts())


def begun_with(name: str) -> Offer:
    """What `bench:NAME` begins with.

    Raises:
        FileNotFoundError: there is none of it.
    """
    found = offers()
    if (bare := name.removeprefix(PREFIX)) not in found:
        raise FileNotFoundError(f"there is no bench {bare!r}, but {', '.join(found)}")
    return found[bare]


def load(path: Path) -> Document[AnyRun]:
    """Read a file.

    Raises:
        FieldError: a field is missing, unknown or wrong, or the kind is unknown; the message begins with the field's path.
        OSError: the file cannot be read.
    """
    return load_any(path, _parts())


def loads(text: str, folder: Path) -> Document[AnyRun]:
    """A document from the text of a file that lies in a folder, as `load` does."""
    return loads_any(text, folder, _parts())


def dumps(document: Document[AnyRun], folder: Path | None) -> str:
    """The text of a document's file; what lies in the folder is named, not written, or all where none is given."""
    return dumps_any(document, folder, _parts())


def save(document: Document[AnyRun], path: Path, may_replace_table: bool = False) -> None:
    """Write a file; loading it gives bit-identical numbers. An existing file is replaced at once.

    Raises:
        OSError: it cannot be written, or is too large to be read again; then nothing is written.
        TableInTheWay: where a table would be written beside it is another one, which may not be replaced.
    """
    save_any(document, path, may_replace_table, _parts())
