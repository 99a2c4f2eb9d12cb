"""A scenario file as a whole: one run, and where one was in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from visprop.scenario.data.regular import read_regular, refuse_unreadable
from visprop.scenario.files.fields import Field, FieldError
from visprop.scenario.files.reading import read_network, read_run
from visprop.scenario.files.whole import write_whole
from visprop.scenario.files.writing import prepared, run_document, written
from visprop.scenario.run import Run
from visprop.scenario.workspaces import WORKSPACES

VERSION = 2
"""The version of the file format that is written, in its field `visprop`; all up to it are read."""
SUFFIX = ".visprop"
"""How a scenario file's name ends."""


@dataclass(frozen=True)
class Document:
    """What a file holds.

    Attributes:
        run: the scenario and its start.
        at: the position at which one was, as `Walk.parse` reads it; empty if the file does not say.
        workspace: in which arrangement of the window that was; empty if the file does not say.
        repairs: what was settled in a file of version 1 that contradicts itself, as sentences.
    """

    run: Run
    at: str = ""
    workspace: str = ""
    repairs: tuple[str, ...] = ()


def load(path: Path) -> Document:
    """Read a scenario file.

    Raises:
        FieldError: a field is missing, unknown or wrong; the message begins with its path.
        OSError: the file cannot be read.
    """
    try:
        text = read_regular(path)
    except ValueError as error:
        raise FieldError(f"the file: {error}") from error
    return loads(text, path.parent)


def loads(text: str, folder: Path) -> Document:
    """A document from the text of a file that lies in a folder, as `load` does."""
    try:
        tree = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise FieldError(f"the file: not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise FieldError("the file: nested too deeply") from error
    except FieldError:
        raise
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise FieldError("the file: a number has too many digits") from error
    root = Field(tree)
    version = _version(root)
    sections = ("visprop", "title", "notes", "network", "parameters", "data", "training")
    root.keys(*sections, *(("beginning", "start", "moment") if version > 1 else ()))
    repairs: list[str] = []
    run = read_run(root, read_network(root["network"]), version, folder, repairs)
    return Document(run, *_read_moment(root.get("moment", {})), tuple(repairs))


def _version(root: Field) -> int:
    field = root["visprop"]
    version = field.whole(1, 10**6)
    if version > VERSION:
        raise field.error(f"version {version} was written by a newer visprop; this one reads versions up to {VERSION}")
    return version


def _read_moment(field: Field) -> tuple[str, str]:
    field.keys("at", "workspace")
    workspace = field["workspace"].choice(tuple(WORKSPACES)) if field.has("workspace") else ""
    return field.get("at", "").text(), workspace


def _refuse_constant(name: str) -> Any:
    raise FieldError(f"the file: {name} is not a finite number")


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise FieldError(f"{key}: given twice")
        result[key] = value
    return result


def dumps(document: Document, folder: Path | None) -> str:
    """The text of a document's file, parameters in full; a CSV file is named only where it lies in the folder.

    Without a folder it is named as it is: it will lie there.
    """
    tree = {"visprop": VERSION, **run_document(document.run, folder)}
    moment = {"at": document.at, "workspace": document.workspace}
    given = {name: value for name, value in moment.items() if value}
    return written(tree | ({"moment": given} if given else {}))


def save(document: Document, path: Path, may_replace_table: bool = False) -> None:
    """Write a scenario file; loading it gives bit-identical numbers. An existing file is replaced at once.

    A large imported table is written beside it.

    Raises:
        OSError: it cannot be written, or is too large to be read again; then nothing is written.
        TableInTheWay: where the table would be written is another one, which may not be replaced.
    """
    run, table = prepared(document.run, path, may_replace_table)
    text = dumps(replace(document, run=run), path.parent if table is None else None).encode()
    refuse_unreadable(text, path.name)
    if table is not None:
        table.write()
    write_whole(path, text)
