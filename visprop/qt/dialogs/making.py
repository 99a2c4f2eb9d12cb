"""Makes figures beside the window, the one that was ordered last."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from visprop.export.formats import ExportError
from visprop.export.order import Made, Maker, Order
from visprop.qt.gui_thread import Caller
from visprop.scenario.any_run import AnyRun
from visprop.session.background import own_thread
from visprop.session.collector import aside
from visprop.timeline.diverged import Diverged


class Making(QObject):
    """One thread, and the maker that works in it.

    Args:
        run: what is open.
        parent: the dialogue.

    Signals:
        made: what was ordered last is there, a `Made`.
        failed: it cannot be made; in words, why.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, run: AnyRun, parent: QObject) -> None:
        super().__init__(parent)
        self._maker, self._pool = Maker(run), own_thread("export")
        self._job: tuple[Order, Future[Made]] | None = None
        self._wanted: Order | None = None
        self._is_closed = False
        self._tell = Caller(self._on_done)

    def ask(self, order: Order) -> None:
        """Make another one, and that before it no more."""
        self.forget()
        if self._is_closed:
            # What is left of a dialogue that is closed may still change.
            return
        self._wanted = order
        future = self._pool.submit(aside(self._maker.make), order, lambda: self._wanted is order)
        self._job = (order, future)
        future.add_done_callback(lambda done: None if done.cancelled() else self._tell(order))

    def forget(self) -> None:
        """What is being made is not wanted any more."""
        before, self._job, self._wanted = self._job, None, None
        if before is not None:
            before[1].cancel()

    @property
    def job(self) -> Future[Made] | None:
        """What is being made, or was made last."""
        return None if self._job is None else self._job[1]

    def _on_done(self, order: Order) -> None:
        if self._job is None or self._job[0] is not order:
            return
        try:
            found = self._job[1].result()
        except (ExportError, Diverged) as error:
            self.failed.emit(str(error))
            return
        self.made.emit(found)

    def close(self) -> None:
        """Make nothing any more."""
        self._is_closed = True
        self.forget()
        self._pool.submit(aside(self._maker.close))
        self._pool.shutdown(wait=False)
