"""A page of the web: which pictures stand on it, from where to where, and about how large it will be."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visprop.export.animation.reel import positions
from visprop.export.formats import ExportError
from visprop.export.web.estimate import estimate
from visprop.export.web.slides import USUAL_OPTIONS, Slides, usual_views
from visprop.export.web.webbing import SUFFIX, Webbing, page_path
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.views import View
from visprop.notation.expression.numbers import counted
from visprop.qt.views.views import Finished
from visprop.session.background import own_thread
from visprop.session.collector import aside
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit

_SOON = 400
"""So long after the last change it is begun to estimate, in milliseconds."""
_POLL = 50
"""How often it is looked whether that is done, in milliseconds."""
_ROWS = 9


class WebDialog(QDialog):
    """Asks for a page of the run that is open.

    Args:
        session: whose run it is of.
        finished: how each view is shown.
        parent: the window.
    """

    def __init__(self, session: Session, finished: Finished, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export as web page")
        self._session, self._finished = session, finished
        self.views, self.by, self.told = QListWidget(), QComboBox(), QLabel()
        for unit in Unit:
            self.by.addItem(unit.value, unit)
        walk = session.playback.experiment.walk
        done = walk.done(session.playback.position)
        self.first, self.last = QLineEdit(walk.text(walk.update_end(done))), QLineEdit(walk.text(walk.update_end(done + 1)))
        self._fill()
        self._lay_out()
        self._work: _Estimate | None = None
        self._later = QTimer(self, singleShot=True, interval=_SOON)
        self._later.timeout.connect(self._begin)
        self._looks = QTimer(self, interval=_POLL)
        self._looks.timeout.connect(self._look)
        self.finished.connect(self._give_up)
        self.by.currentIndexChanged.connect(self._tell)
        self.views.itemChanged.connect(self._tell)
        for line in (self.first, self.last):
            line.textChanged.connect(self._tell)
        self._tell()

    def _fill(self) -> None:
        """All views, those that stand on a page as a rule first and chosen."""
        session = self._session
        every = [
            view for view in session.kind.views().values() if session.selection.selected is not None or not view.needs_selection
        ]
        usual = usual_views(every, session.moment())
        for view in (*usual, *(one for one in every if one not in usual)):
            item = QListWidgetItem(view.title, self.views)
            item.setToolTip(view.tip)
            item.setData(Qt.ItemDataRole.UserRole, view)
            item.setCheckState(Qt.CheckState.Checked if view in usual else Qt.CheckState.Unchecked)

    def _lay_out(self) -> None:
        self.views.setToolTip("What stands on the page, in this order: the first is the largest. Drag one to another place")
        self.views.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.views.setMinimumHeight(_ROWS * self.fontMetrics().lineSpacing())
        form = QFormLayout()
        for label, field, tip in (
            ("&Pictures", self.views, self.views.toolTip()),
            ("F&rom", self.first, "Where it begins: UPDATE, or UPDATE.EXAMPLE.LINE"),
            ("&To", self.last, "Where it ends: UPDATE, or UPDATE.EXAMPLE.LINE"),
            ("&By", self.by, "How far a step goes"),
            ("", self.told, ""),
        ):
            field.setToolTip(tip)
            form.addRow(label, field)
        self.told.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.save.setDefault(True)

    # What is chosen

    def chosen_views(self) -> list[View]:
        """The views that are chosen, in their order."""
        items = map(self.views.item, range(self.views.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def places(self) -> list[Position]:
        """The positions that it has.

        Raises:
            ExportError: there are none, or too many, or nothing is chosen.
        """
        if not self.chosen_views():
            raise ExportError("choose a picture that is to stand on the page")
        walk = self._session.playback.experiment.walk
        try:
            ends = [walk.parse(field.text()) for field in (self.first, self.last)]
        except ValueError as error:
            raise ExportError(str(error)) from error
        return positions(walk, ends[0], ends[1], self.by.currentData())

    def ask_path(self, folder: Path) -> Path | None:
        """Ask where to write; the ending is added where it is missing."""
        name = str(folder / f"{self._session.title or 'page'}{SUFFIX}".replace("/", "-"))
        chosen, _ = QFileDialog.getSaveFileName(self.parentWidget(), self.windowTitle(), name, f"*{SUFFIX}")
        if not chosen:
            return None
        return Path(chosen if chosen.lower().endswith((SUFFIX, ".htm")) else f"{chosen}{SUFFIX}")

    def webbing(self, path: Path) -> Webbing:
        """What makes it, in a session of its own.

        Raises:
            ExportError: it cannot be made so.
        """
        return Webbing(self._slides(self.places()), self._session.title, page_path(path))

    def _slides(self, places: list[Position]) -> Slides:
        session, selected, views = self._session, self._session.selection.selected, self.chosen_views()
        options = session.options
        for view in views:
            options = self._finished(view, options)

        def marked(moment: Moment) -> Moment:
            return replace(moment, selected=selected)

        usual = options.choose(ViewOptions.grid, USUAL_OPTIONS.grid)
        return Slides(session.playback.experiment.run, places, views, usual, marked)

    # What is shown

    def _tell(self) -> None:
        """Say how many positions it has, and soon how large it will be; or why there is none."""
        self._give_up()
        try:
            places = self.places()
        except ExportError as error:
            self.told.setText(str(error))
            self.save.setEnabled(False)
            return
        self.save.setEnabled(True)
        self.told.setText(counted(len(places), "position"))
        self._later.start()

    def _begin(self) -> None:
        places = self.places()
        self._work = _Estimate(estimate(lambda count: self._slides(places[:count]), len(places)))
        self._looks.start()

    def _look(self) -> None:
        if self._work is None or not self._work.future.done():
            return
        self._looks.stop()
        try:
            size = self._work.future.result()
        except ExportError as error:
            self.told.setText(str(error))
            return
        if size is not None:
            self.told.setText(f"{counted(len(self.places()), 'position')}, about {size / 1e6:.2f} MB")

    def _give_up(self) -> None:
        self._later.stop()
        self._looks.stop()
        if self._work is not None:
            self._work.is_wanted = False


class _Estimate:
    """An estimate that is made beside the window.

    Attributes:
        is_wanted: whether it is to go on; else it ends at its next step.
        future: its result, None if it was not wanted to the end.
    """

    def __init__(self, steps: Iterator[float | None]) -> None:
        self._steps, self.is_wanted = steps, True
        pool = own_thread("estimate")
        self.future: Future[float | None] = pool.submit(aside(self._run))
        pool.shutdown(wait=False)

    def _run(self) -> float | None:
        found = None
        while self.is_wanted and found is None:
            found = next(self._steps)
        return found
