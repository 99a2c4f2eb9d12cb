"""A bench in a file: `"kind": "slope", "bench": {…}`, with `beginning` where Reset leads elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from visprop.benches.entry import BenchEntry
from visprop.scenario.files.fields import Field
from visprop.scenario.files.part import FilePart, Tree, alone

if TYPE_CHECKING:
    # A process that reads the file of a network needs no bench.
    from visprop.benches.run import BenchRun
    from visprop.benches.values import Values

WORKSPACES = ("bench", "lesson", "present")
"""What every bench has."""


def file_part(entry: BenchEntry) -> FilePart:
    """How the files of a bench are read and written."""

    def read(root: Field, version: int, folder: Path, repairs: list[str]) -> BenchRun:
        from visprop.benches.run import BenchRun

        values = _values(entry, root["bench"])
        beginning = _values(entry, root["beginning"]) if root.has("beginning") else None
        return BenchRun(entry, values, root.get("title", entry.title).text(), root.get("notes", "").text(), beginning)

    return FilePart(lambda version: ("bench", "beginning"), read, _written, alone, WORKSPACES)


def _values(entry: BenchEntry, field: Field) -> Values:
    """What a file says, and for the rest what is set at first."""
    bench = entry.bench
    field.keys(*(control.name for control in bench.controls))
    given = {control.name: control.read(field[control.name]) for control in bench.controls if field.has(control.name)}
    values = bench.start.put(given)
    if reason := bench.unfit(values):
        raise field.error(reason)
    return values


def _written(run: BenchRun, folder: Path | None) -> Tree:
    beginning = {} if run.beginning is None else {"beginning": _tree(run, run.beginning)}
    return {"title": run.title, "notes": run.notes, "bench": _tree(run, run.values), **beginning}


def _tree(run: BenchRun, values: Values) -> dict[str, Any]:
    return {control.name: control.written(values[control.name]) for control in run.bench.controls}
