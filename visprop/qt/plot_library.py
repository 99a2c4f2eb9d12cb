"""The library of plots, pyqtgraph, loaded in pieces by the window's own thread: at once it takes 300 ms.

Not by another thread: Qt's bindings make each class when it is first asked for, and two threads that ask at once end the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from time import perf_counter
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from visprop.figures.base.libraries import Library

_BEGINS_MS = 250
"""How long nothing is loaded after it is asked for, in milliseconds: the first pictures need the processor."""
_PAUSE_MS = 5
_SLICE = 0.008
"""How long a slice takes about, in seconds; a single piece may take longer."""
_LIBRARY = Library("pyqtgraph", (
    "cProfile", "decimal", "importlib.resources", "subprocess", "socket", "secrets", "multiprocessing.context",
    "multiprocessing.connection", "platform", "urllib.parse", "pydoc", "xml.etree.ElementTree",
))  # fmt: skip
_BINDINGS = ("QtCore", "QtGui", "QtWidgets", "QtTest", "QtOpenGL", "QtOpenGLWidgets")


def _pieces() -> Iterator[None]:
    """What the library asks of Qt's bindings when it is loaded, and then itself."""
    for name in _BINDINGS:
        binding = import_module(f"PySide6.{name}")
        for attribute in dir(binding):
            getattr(binding, attribute)
            yield
    while not _LIBRARY.load_some():
        yield


class PlotLibrary(QObject):
    """Loads the library when it is first asked for.

    Attributes:
        loaded: told once it is there.
    """

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)

    def is_here(self) -> bool:
        """Whether it is loaded; if not, it soon will be."""
        if _LIBRARY.is_here:
            return True
        if self._pieces is None:
            self._pieces = _pieces()
            self._timer.start(_BEGINS_MS)
        return False

    def _work(self) -> None:
        self._timer.setInterval(_PAUSE_MS)
        deadline = perf_counter() + _SLICE
        assert self._pieces is not None
        for _ in self._pieces:
            if perf_counter() > deadline:
                return
        self._timer.stop()
        self.loaded.emit()


def without_menus(plot: Any) -> None:
    """Numbers as they stand, all of the curve, and no menu of the library's own."""
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setClipToView(True)
    plot.setDownsampling(auto=True, mode="peak")
    for side in ("left", "bottom"):
        # Numbers stand as they are. To switch prefixes off keeps the one that an axis has.
        plot.getAxis(side).setSIPrefixEnableRanges(())
    # The library's own menu says other things than ours, and its dialogue of exports fails.
    menu, plot.ctrlMenu = plot.ctrlMenu, None
    shiboken6.delete(menu)
