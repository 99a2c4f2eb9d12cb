"""What is tried out: everything is shown with it, and nothing is changed."""

from __future__ import annotations

from typing import Any

from visprop.engine.arrays import Array


class Trial:
    """Parameters, or an input in the place of the example, that are tried out; neither of them where nothing is.

    Attributes:
        note: what is tried out, for the user.
        p: the parameters; None for those of the frame.
        tried: the input, as the frame's kind takes it; None for the example at work.
    """

    def __init__(self, note: str = "", p: Array | None = None, tried: Any = None) -> None:
        self.note, self.p, self._tried = note, p, tried
        self._of: tuple[Any, Any] = (None, None)

    @property
    def is_on(self) -> bool:
        """Whether anything is."""
        return self.p is not None or self._tried is not None

    # Typed by its kind, as in `Experiment.frame`.
    def of(self, frame: Any) -> Any:
        """A frame with what is tried out; the frame itself where nothing is."""
        if not self.is_on:
            return frame
        if self._of[0] is not frame:
            shown = frame if self.p is None else frame.with_parameters(self.p)
            self._of = (frame, shown if self._tried is None else shown.trying(self._tried))
        return self._of[1]
