"""Ctrl+C while something is computed: what was reached is kept."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class Interruption:
    """Notes the first Ctrl+C, so that the work can end at its next step; the second one ends it at once.

    Attributes:
        came: whether it did.
    """

    def __init__(self) -> None:
        self.came = False
        # Signals are handled by the main thread alone.
        self._is_heard = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Interruption:
        if self._is_heard:
            self._before = signal.signal(signal.SIGINT, self._on_signal)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._is_heard:
            signal.signal(signal.SIGINT, self._before)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.came:
            raise KeyboardInterrupt
        self.came = True
