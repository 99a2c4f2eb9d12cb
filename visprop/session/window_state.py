"""How the window is arranged: which workspace, and how large its text is."""

from __future__ import annotations

from visprop.session.changes import Changes
from visprop.timeline.parts import Part

TEXT_SIZES = (75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""The sizes of text that can be chosen, in percent."""
USUAL_TEXT = 100
"""The size of text at first, in percent."""


class WindowState:
    """What the user has chosen of the window itself.

    Attributes (to be read):
        workspace: the name of the arrangement.
        text: the size of all text, in percent of the platform's.
    """

    def __init__(self, changes: Changes, workspace: str) -> None:
        self._changes = changes
        self.workspace, self.text = workspace, USUAL_TEXT

    def choose(self, workspace: str) -> None:
        """Choose an arrangement."""
        if workspace != self.workspace:
            self.workspace = workspace
            self._changes.note(Part.WINDOW)

    def set_text(self, percent: int) -> None:
        """Choose the size of text; beyond the ends it is the smallest or the largest."""
        percent = min(TEXT_SIZES[-1], max(TEXT_SIZES[0], percent))
        if percent != self.text:
            self.text = percent
            self._changes.note(Part.WINDOW)

    def larger(self) -> None:
        """Take the next larger text."""
        self.set_text(next((size for size in TEXT_SIZES if size > self.text), TEXT_SIZES[-1]))

    def smaller(self) -> None:
        """Take the next smaller text."""
        self.set_text(next((size for size in reversed(TEXT_SIZES) if size < self.text), TEXT_SIZES[0]))
