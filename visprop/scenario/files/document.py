"""A file as a whole: one run of a kind, and where one was in it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from visprop.scenario.any_run import AnyRun
from visprop.scenario.data.regular import read_regular, refuse_unreadable, size_of
from visprop.scenario.files.fields import Field, FieldError
from visprop.scenario.files.long_lists import LARGE, tree_in_blocks
from visprop.scenario.files.part import FilePart
from visprop.scenario.files.reading import read_network, read_run
from visprop.scenario.files.whole import write_whole
from visprop.scenario.files.writing import prepared, run_document, written
from visprop.scenario.run import Run
from visprop.scenario.workspaces import WORKSPACES

R_co = TypeVar("R_co", bound=AnyRun, covariant=True)

VERSION = 2
"""The version of the file format that is written, in its field `visprop`; all up to it are read."""
SUFFIX = ".visprop"
"""How a scenario file's name ends."""


def _fields(version: int) -> tuple[str, ...]:
    return ("network", "parameters", "data", "training", *(("beginning", "start") if version > 1 else ()))


def _read(root: Field, version: int, folder: Path, repairs: list[str]) -> Run:
    return read_run(root, read_network(root["network"]), version, folder, repairs)


NETWORK = FilePart(_fields, _read, run_document, prepared, WORKSPACES)
"""A network's run in a file."""
NETWORKS = {Run.kind: NETWORK}
"""Files that hold a network's run and nothing else."""


@dataclass(frozen=True)
class Document(Generic[R_co]):
    """What a file holds.

    Attributes:
        run: the scenario and its start.
        at: the position at which one was, as `Walk.parse` reads it; empty if the file does not say.
        workspace: in which arrangement of the window that was; empty if the file does not say.
        repairs: what was settled in a file of version 1 that contradicts itself, as sentences.
    """

    run: R_co
    at: str = ""
    workspace: str = ""
    repairs: tuple[str, ...] = ()


def load(path: Path) -> Document[Run]:
    """Read the file of a network's run.

    Raises:
        FieldError: a field is missing, unknown or wrong; the message begins with its path.
        OSError: the file cannot be read.
    """
    found = load_any(path, NETWORKS)
    assert isinstance(found.run, Run)
    return Document(found.run, found.at, found.workspace, found.repairs)


def loads(text: str, folder: Path) -> Document[Run]:
    """The same from the text of a file that lies in a folder."""
    found = loads_any(text, folder, NETWORKS)
    assert isinstance(found.run, Run)
    return Document(found.run, found.at, found.workspace, found.repairs)


def load_any(path: Path, parts: Mapping[str, FilePart]) -> Document[AnyRun]:
    """Read a file of one of several kinds, by their names; the first one is that of a file that names none.

    Raises:
        FieldError: a field is missing, unknown or wrong; the message begins with its path.
        OSError: the file cannot be read.
    """
    try:
        tree = _large_tree(path)
        text = read_regular(path) if tree is None else ""
    except ValueError as error:
        raise FieldError(f"the file: {error}") from error
    return _document(_tree(text) if tree is None else tree, path.parent, parts)


def loads_any(text: str, folder: Path, parts: Mapping[str, FilePart]) -> Document[AnyRun]:
    """A document from the text of a file that lies in a folder, as `load_any` does."""
    return _document(_tree(text), folder, parts)


def _document(tree: Any, folder: Path, parts: Mapping[str, FilePart]) -> Document[AnyRun]:
    root = Field(tree)
    version = _version(root)
    unnamed, *named = parts
    # A file that holds what every file held before there were kinds need not say so.
    kind = root["kind"].choice(named) if root.has("kind") and version > 1 else unnamed
    part, is_named = parts[kind], kind != unnamed
    root.keys("visprop", *(("kind",) if is_named else ()), "title", "notes", *part.fields(version), *_NEWER[version > 1])
    repairs: list[str] = []
    run = part.read(root, version, folder, repairs)
    return Document(run, *_read_moment(root.get("moment", {}), part.workspaces), tuple(repairs))


_NEWER: dict[bool, tuple[str, ...]] = {False: (), True: ("moment",)}
"""What files of version 1 do not have."""


def _large_tree(path: Path) -> Any:
    """The tree of a large file that is as it should be; None for any other, which is read as a whole."""
    if size_of(path) <= LARGE:
        return None
    try:
        return tree_in_blocks(path, _unique_keys)
    except ValueError:
        return None


def _tree(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise FieldError(f"the file: not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise FieldError("the file: nested too deeply") from error
    except FieldError:
        raise
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise FieldError("the file: a number has too many digits") from error


def _version(root: Field) -> int:
    field = root["visprop"]
    version = field.whole(1, 10**6)
    if version > VERSION:
        raise field.error(f"version {version} was written by a newer visprop; this one reads versions up to {VERSION}")
    return version


def _read_moment(field: Field, workspaces: Collection[str]) -> tuple[str, str]:
    field.keys("at", "workspace")
    workspace = field["workspace"].choice(tuple(workspaces)) if field.has("workspace") else ""
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


def dumps(document: Document[Run], folder: Path | None) -> str:
    """The text of the file of a network's run, parameters in full; a CSV file is named only where it lies in the folder.

    Without a folder it is named as it is: it will lie there.
    """
    return dumps_any(document, folder, NETWORKS)


def dumps_any(document: Document[AnyRun], folder: Path | None, parts: Mapping[str, FilePart]) -> str:
    """The text of a document's file of one of several kinds, as `loads_any` reads it."""
    kind = document.run.kind
    named = {} if kind == next(iter(parts)) else {"kind": kind}
    tree = {"visprop": VERSION, **named, **parts[kind].write(document.run, folder)}
    moment = {"at": document.at, "workspace": document.workspace}
    given = {name: value for name, value in moment.items() if value}
    return written(tree | ({"moment": given} if given else {}))


def save(document: Document[Run], path: Path, may_replace_table: bool = False) -> None:
    """Write the file of a network's run; loading it gives bit-identical numbers. An existing file is replaced at once.

    A large imported table is written beside it.

    Raises:
        OSError: it cannot be written, or is too large to be read again; then nothing is written.
        TableInTheWay: where the table would be written is another one, which may not be replaced.
    """
    save_any(document, path, may_replace_table, NETWORKS)


def save_any(document: Document[AnyRun], path: Path, may_replace: bool, parts: Mapping[str, FilePart]) -> None:
    """Write a file of one of several kinds, as `save` does."""
    run, beside = parts[document.run.kind].prepared(document.run, path, may_replace)
    text = dumps_any(replace(document, run=run), path.parent if beside is None else None, parts).encode()
    refuse_unreadable(text, path.name)
    if beside is not None:
        beside.write()
    write_whole(path, text)
