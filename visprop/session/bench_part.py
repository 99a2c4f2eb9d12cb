"""What a bench has of the session."""

from __future__ import annotations

from typing import Any

from visprop.benches.bench import Bench
from visprop.benches.pictures import BenchMoment
from visprop.benches.run import BenchFrame
from visprop.benches.values import Values
from visprop.engine.key import Key
from visprop.notation.layout.said import said
from visprop.session.kind_part import KindPart


class BenchPart(KindPart):
    """The bench that is open, and what is set of it."""

    meanings = "What is seen at this step"
    moment_type = BenchMoment

    @property
    def frame(self) -> BenchFrame:
        """What is known at the present step."""
        frame = self.shared.playback.frame
        assert isinstance(frame, BenchFrame)
        return frame

    @property
    def bench(self) -> Bench:
        """What is open."""
        return self.frame.run.bench

    @property
    def values(self) -> Values:
        """What is set."""
        return self.frame.values

    def has(self, key: Key) -> bool:
        """Whether it is a part of what its pictures show, which they call layers."""
        return key.letter == "layer"

    def put(self, changed: dict[str, Any]) -> bool:
        """Set something; an entry of undo, which what is set right after it joins. Whether it was done: a refusal is told."""
        if all(self.values[name] == value for name, value in changed.items()):
            return True
        labels = frozenset(self.bench.control(name).label for name in changed)
        return self.edits.change(", ".join(sorted(labels)), lambda run: run.put(changed), typed=labels)

    def numbers_told(self, digits: int) -> list[str]:
        """What is seen at this step, in words."""
        return [self.frame.words]

    def caption(self) -> str:
        return self.frame.words

    def line_told(self) -> str:
        return said(self.frame.words)
