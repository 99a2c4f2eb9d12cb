"""How far a run has come, as a file that is quickly written: what it goes on from when it is not trained there anew."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.files.whole import replacing
from visprop.scenario.run import Run


@dataclass(frozen=True, eq=False)
class Progress:
    """The state that a run has reached.

    Attributes:
        revision: of the kept session whose present run it is.
        update: how many updates were done.
        age: of how many of them the optimiser remembers something.
        p: the parameters.
        memory: what the optimiser remembers, each of p's length.
    """

    revision: str
    update: int
    age: int
    p: Array
    memory: tuple[Array, ...]

    @classmethod
    def of(cls, run: Run, revision: str) -> Progress:
        """Of the run that would begin now."""
        return cls(revision, run.update, run.age, run.scenario.p0, run.memory)

    def write(self, path: Path) -> None:
        """Write it as a whole: bytes, not text, as it is done again and again.

        Raises:
            OSError: it cannot be written.
        """
        parts = {f"memory{i}": part for i, part in enumerate(self.memory)}
        with replacing(path) as file:
            np.savez(file, revision=np.array(self.revision), counts=np.array([self.update, self.age]), p=self.p, **parts)  # type: ignore[arg-type]

    @classmethod
    def read(cls, path: Path) -> Progress:
        """The same from its file.

        Raises:
            OSError: it cannot be read.
            ValueError: it is damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as found:
                update, age = (int(count) for count in found["counts"])
                names = sorted(name for name in found.files if name.startswith("memory"))
                memory = tuple(found[name] for name in names)
                made = cls(str(found["revision"]), update, age, found["p"], memory)
        except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError(f"{path.name} is damaged: {error}") from error
        parts = (made.p, *memory)
        if not all(part.dtype == np.float64 and part.shape == made.p.shape and np.isfinite(part).all() for part in parts):
            raise ValueError(f"{path.name} is damaged: no finite parameters")
        return made

    def goes_on(self, run: Run) -> Run | None:
        """A run as it is after these updates, with its own beginning; None if this is not its state."""
        scenario = run.scenario
        fits = self.p.shape == scenario.p0.shape and len(self.memory) in (0, len(scenario.optimiser.memory))
        if not fits or self.update < run.update:
            return None
        return Run(scenario.with_parameters(self.p), self.update, self.memory, self.age).begun_as(run.begun)
