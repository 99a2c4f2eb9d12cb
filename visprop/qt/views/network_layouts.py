"""Lays networks out beside the window: it takes long where numbers find no room at once."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.plan import network_layout
from visprop.figures.network.layout.request import Request
from visprop.qt.gui_thread import Caller
from visprop.session.background import own_thread
from visprop.session.collector import aside

_WAIT = 0.04
"""How long the window waits for a layout, as most are there sooner, in seconds."""


class Layouts(QObject):
    """Makes one layout at a time; it is kept where `network_layout` keeps them.

    Signals:
        made: the layout that was asked for last is there.
    """

    made = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._job: tuple[Request, Future[Layout]] | None = None

    def has(self, request: Request) -> bool:
        """Whether a layout is there; if not, it is being made.

        Raises:
            Exception: what making it raised.
        """
        if self._job is None or self._job[0] != request:
            self._job = (request, self._begun(request))
        future = self._job[1]
        if future.done():
            future.result()
        return future.done()

    def _begun(self, request: Request) -> Future[Layout]:
        if self._pool is None:
            self._pool = own_thread("layout")
        if self._job is not None:
            # Nobody waits any more for one that has not been begun.
            self._job[1].cancel()
        future = self._pool.submit(aside(network_layout), request)
        try:
            future.result(_WAIT)
        except TimeoutError:
            tell = Caller(self._on_made)
            future.add_done_callback(lambda done: None if done.cancelled() else tell(request))
        return future

    def _on_made(self, request: Request) -> None:
        if self._job is not None and self._job[0] == request:
            self.made.emit()
