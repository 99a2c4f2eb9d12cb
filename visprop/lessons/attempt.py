"""A reader at a step: what was answered, which hints were read, whether it is done or only shown."""

from __future__ import annotations

from visprop.lessons.conditions import Verdict
from visprop.lessons.lesson import Step
from visprop.lessons.progress_kept import Mark
from visprop.timeline.by_name import Numbers


class Attempt:
    """One reader at one step.

    Args:
        step: which.
        before: what has become of it earlier.

    Attributes (to be read):
        step: which.
        hints: how many hints were read.
        tries: how many answers were given that are not right.
        verdict: what is said of the last answer; None before there is one.
        given: the last answer, as it was given.
        mark: whether it is done now, or shown.
        has_asked_why: whether the reader wants to know why.
    """

    def __init__(self, step: Step, before: Mark = Mark.LEFT) -> None:
        self.step, self.before = step, before
        self.hints = self.tries = 0
        self.verdict: Verdict | None = None
        self.given = ""
        self.mark = Mark.LEFT
        self.has_asked_why = False

    @property
    def is_open(self) -> bool:
        """Whether something is still asked."""
        return self.step.asks is not None and self.mark is Mark.LEFT

    def answer(self, given: str, numbers: Numbers) -> bool:
        """Give an answer; whether it is right."""
        asks = self.step.asks
        if asks is None or not self.is_open:
            return False
        self.given = given
        self._take(asks.judge(given, numbers))
        return self.mark is Mark.DONE

    def _take(self, verdict: Verdict) -> None:
        self.verdict = verdict
        if verdict.is_right:
            self.mark = Mark.DONE
        else:
            self.tries += 1

    def do(self, given: str = "") -> None:
        """What was asked was done in the experiment itself."""
        self.given = given
        self._take(Verdict(True))

    def hint(self) -> bool:
        """Read one hint more; whether there was one."""
        if self.is_open and self.hints < len(self.step.hints):
            self.hints += 1
            return True
        return False

    def show(self, numbers: Numbers) -> None:
        """Let the answer be shown."""
        asks = self.step.asks
        if asks is not None and self.is_open:
            self.given, self.verdict, self.mark = asks.right(numbers), None, Mark.SHOWN

    def read(self) -> None:
        """A step that asks nothing was read: that is all there is to do."""
        if self.step.asks is None:
            self.mark = Mark.DONE

    def ask_why(self) -> None:
        """Read why, or no longer."""
        self.has_asked_why = not self.has_asked_why
