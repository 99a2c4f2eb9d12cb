"""A figure for print: what is chosen, beside it what will be in the file, and what writes or copies it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from visprop.export.composing import Given, panel_of, require_room
from visprop.export.formats import ExportError, Format
from visprop.export.order import Elsewhere, Made, Order, settled
from visprop.export.registry import format_of, formats_of
from visprop.figures.base.omission import told
from visprop.figures.base.style import LIGHT
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.sheet.panels import Panel
from visprop.figures.views import View
from visprop.qt.clipboard import copy_figure, copy_text
from visprop.qt.dialogs.export_form import ExportForm
from visprop.qt.dialogs.export_memory import ExportMemory
from visprop.qt.dialogs.making import Making
from visprop.qt.dialogs.preview import Preview
from visprop.qt.dialogs.save_row import save_row
from visprop.qt.look.letters import px
from visprop.qt.views.views import Finished
from visprop.qt.waiting import beside, wait_for
from visprop.session.session import Session
from visprop.timeline.diverged import Diverged

_SOON_MS = 150
"""How long after the last choice the preview is made, in milliseconds."""


class ExportDialog(QDialog):
    """The choices of one figure, its preview, and Save.

    Args:
        session: what is open.
        finished: the choices of a view in full quality: of one in the window, as it is seen there.
        current: the name of the view that is chosen at first.
        memory: what was chosen before.
        folder: where a file is written.
        parent: the window.
    """

    def __init__(
        self, session: Session, finished: Finished, current: str, memory: ExportMemory, folder: Path,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("Export figure")
        self._session, self._finished, self._memory = session, finished, memory
        self._whole: dict[bool, Moment] = {}
        self.made: Made | None = None
        views = {name: view for name, view in session.kind.views().items() if self._is_there(view)}
        self.form = ExportForm(views, current, self._base, memory, folder)
        self.preview = Preview()
        self._making = Making(session.playback.experiment.run, self)
        self.copy = QPushButton("Cop&y")
        self.copy.setMenu(QMenu(self.copy))
        self.copy.setToolTip("Put the figure on the clipboard")
        self._lay_out()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._order_now)
        self.form.changed.connect(self._on_changed)
        self._making.made.connect(self._on_made)
        self._making.failed.connect(self._on_failed)
        self.copy.menu().aboutToShow.connect(self._fill_copies)
        self.preview.zoom.setCurrentIndex(max(0, self.preview.zoom.findData(memory.zoom)))
        self.preview.zoomed.connect(lambda: memory.set_zoom(str(self.preview.zoom.currentData())))
        self.finished.connect(self._making.close)
        # In a turn of its own, once the dialogue is there.
        self._timer.start(0)

    def _lay_out(self) -> None:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.form)
        halves.addWidget(self.preview)
        halves.setStretchFactor(1, 1)
        halves.setChildrenCollapsible(False)
        buttons, self.save = save_row(self, self.on_save, self.copy, words="&Save")
        layout = QVBoxLayout(self)
        layout.addWidget(halves, 1)
        layout.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(min(px(920), room.width() - 40), min(px(620), room.height() - 60))
        halves.setSizes([px(360), px(560)])
        self.form.presets.setFocus()

    def _is_there(self, view: View) -> bool:
        """Whether there is something for a view."""
        moment = self._session.moment()
        has_swarm = "swarm" not in view.uses or getattr(moment, "swarm", None) is not None
        return has_swarm and (moment.selected is not None or not view.needs_selection)

    def set_size(self, points: tuple[float, float]) -> None:
        """Choose a size in points, unless one was chosen for the view before."""
        if self._memory.recall(self.form.view.name) is None:
            self.form.offer_size(points)

    # What is ordered

    def _base(self, view: View) -> ViewOptions:
        """How the window shows a view; in dark ink, as it is for paper."""
        options = self._session.options.choose(ViewOptions.theme, LIGHT)
        return self._finished(view, options)

    def _moment(self, with_past: bool) -> Moment:
        """That of now with all that is computed, with nothing pointed at; it does not change while the dialogue is open."""
        if with_past not in self._whole:
            self._whole[with_past] = replace(self._session.moment().at_once(with_past), pointed=None)
        return self._whole[with_past]

    def order(self) -> Order:
        """What is ordered.

        Raises:
            ExportError: the choices do not go together; the text says how.
        """
        form, given = self.form, self.form.given()
        format_of(form.view, form.file.path)
        require_room(len(form.panels.chosen))
        panels = tuple(self._panel(view, at, given) for view, at in form.panels.chosen)
        return Order(panels, given, form.sheet(), form.paper, form.chosen_format)

    def _panel(self, view: View, at: str, given: Given) -> Panel | Elsewhere:
        if not at:
            now = panel_of(view, self._session.moment(), given, self._base(view))
            return settled(now, self._moment(view.shows_past))
        try:
            return Elsewhere(view, self._session.playback.experiment.walk.parse(at), self._base(view))
        except ValueError as error:
            raise ExportError(str(error)) from error

    def _on_changed(self) -> None:
        # What is still being made is of other choices.
        self.made = None
        self._making.forget()
        self._timer.start(_SOON_MS)

    def _order_now(self) -> None:
        self._timer.stop()
        try:
            self._making.ask(self.order())
        except ExportError as error:
            self._on_failed(str(error))
            return
        self.save.setEnabled(True)
        self.preview.say("Laying out…")

    def _on_made(self, made: Made) -> None:
        self.made = made
        self.preview.show_made(made)
        if self.form.numbers.isChecked() and (lacking := _numbers(made)):
            self._on_failed(lacking)

    def _on_failed(self, words: str) -> None:
        self.preview.say(words)
        self.save.setEnabled(False)

    def finished_order(self) -> Made | None:
        """What is ordered now, once it is made; None if it cannot be, or the user cancels."""
        if self._timer.isActive():
            self._order_now()
        if self.made is None and self.save.isEnabled() and (job := self._making.job) is not None:
            try:
                found = wait_for(job, "Laying out…", self)
            except (ExportError, Diverged) as error:
                self._on_failed(str(error))
                return None
            if found is not None:
                self._on_made(found)
        return self.made if self.save.isEnabled() else None

    # What is done with it

    def on_save(self) -> None:
        """Write it, and close; or say why not."""
        made, path = self.finished_order(), self.form.file.path
        if made is None or not self.form.file.may_write():
            return
        try:
            paths = beside(partial(made.write, path), f"Writing {path.name}…", self)
        except ExportError as error:
            self._on_failed(str(error))
            return
        if paths is None:
            return
        self._memory.remember(*self.form.remembered())
        more = f" to {paths[-1].name}" if len(paths) > 1 else ""
        omitted = told(made.omitted)
        self._session.changes.tell(f"Wrote {paths[0]}{more}" + (f"; not shown for want of room: {omitted}" if omitted else ""))
        self.accept()

    def _fill_copies(self) -> None:
        menu = self.copy.menu()
        menu.clear()
        if self.made is None or self.made.figures:
            menu.addAction("as a picture", self.copy_picture)
        for found in formats_of(self.form.view):
            if found.is_text:
                menu.addAction(f"as {found.short}", partial(self.copy_as, found))

    def copy_picture(self) -> None:
        """Put the page that is seen on the clipboard, as pixels and as SVG."""
        if self.finished_order() is not None and self.preview.figure is not None:
            copy_figure(self.preview.figure, "the figure", self)
            self.preview.say("The figure is on the clipboard.")

    def copy_as(self, found: Format) -> None:
        """Put its text in a format on the clipboard."""
        made = self.finished_order()
        if made is None:
            return
        try:
            copy_text(made, found, self)
            self.preview.say(f"The {found.short} is on the clipboard.")
        except ExportError as error:
            self.preview.say(str(error))


def _numbers(made: Made) -> str:
    """Why a figure is not to be saved of which all numbers are required; empty where all are there."""
    numbers = [one for one in made.omitted if one.is_number]
    return f"There is no room for {told(numbers)}; a larger page or smaller letters may have it." if numbers else ""
