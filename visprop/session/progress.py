"""How far a run has come, as a file that is quickly written: what it goes on from when it is not trained there anew."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.whole import replacing

_OWN = "own_"
"""How names of its kind's numbers begin in the file."""


@dataclass(frozen=True, eq=False)
class Progress:
    """The state that a run has reached.

    Attributes:
        revision: of the kept session whose present run it is.
        update: how many updates were done.
        numbers: what the run goes on from there, by names that its kind knows.
    """

    revision: str
    update: int
    numbers: Mapping[str, Array]

    @classmethod
    def of(cls, run: AnyRun, revision: str) -> Progress:
        """Of the run that would begin now."""
        return cls(revision, run.update, run.reached())

    def write(self, path: Path) -> None:
        """Write it as a whole: bytes, not text, as it is done again and again.

        Raises:
            OSError: it cannot be written.
        """
        parts = {_OWN + name: values for name, values in self.numbers.items()}
        with replacing(path) as file:
            np.savez(file, revision=np.array(self.revision), update=np.array(self.update), **parts)  # type: ignore[arg-type]

    @classmethod
    def read(cls, path: Path) -> Progress:
        """The same from its file.

        Raises:
            OSError: it cannot be read.
            ValueError: it is damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as found:
                numbers = {name.removeprefix(_OWN): found[name] for name in found.files if name.startswith(_OWN)}
                made = cls(str(found["revision"]), int(found["update"]), numbers)
        except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError(f"{path.name} is damaged: {error}") from error
        if not all(values.dtype == np.float64 and np.isfinite(values).all() for values in numbers.values()):
            raise ValueError(f"{path.name} is damaged: numbers that are not finite")
        return made

    @property
    def largest(self) -> int:
        """How many numbers are in the largest array."""
        return max((values.size for values in self.numbers.values()), default=0)
