"""How a kind's own part of a file is read and written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.fields import Field

Tree = dict[str, Any]
"""An object of a JSON document."""


class Written(Protocol):
    """A file that is written beside a document."""

    def write(self) -> None:
        """Write it; it raises OSError."""


@dataclass(frozen=True)
class FilePart:
    """What of a file belongs to its kind.

    Attributes:
        fields: the names of its fields, in files of a version.
        read: the run of a whole file (root, version, folder, repairs), where what was settled in one that contradicts itself is
            added to the repairs; it raises FieldError.
        write: the fields of a run, its title and notes among them; what lies in the folder is named, not written.
        prepared: the run as it is saved to a path, and what is written beside it, or None; whether that may replace a file.
        workspaces: what `moment.workspace` may name, the first one first.
    """

    fields: Callable[[int], tuple[str, ...]]
    read: Callable[[Field, int, Path, list[str]], AnyRun]
    write: Callable[[Any, Path | None], Tree]
    prepared: Callable[[Any, Path, bool], tuple[AnyRun, Written | None]]
    workspaces: Collection[str]


def alone(run: AnyRun, path: Path, may_replace: bool) -> tuple[AnyRun, None]:
    """The run as it is, with nothing beside it."""
    return run, None
