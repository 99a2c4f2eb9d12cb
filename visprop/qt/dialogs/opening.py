"""The windows beside the main one, each imported when it is first wanted, and freed when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.dialogs.export_memory import ExportMemory
from visprop.qt.plain import warn
from visprop.qt.views.session_view import SessionView
from visprop.qt.views.views import Views
from visprop.qt.waiting import by_turns, in_slices, last_of

if TYPE_CHECKING:
    from visprop.engine.check import Check
    from visprop.export.formats import Format
    from visprop.qt.dialogs.animation import AnimationDialog
    from visprop.qt.dialogs.export_dialog import ExportDialog

_OF_EXPORTS = (
    "visprop.export.flags", "visprop.export.composing", "visprop.figures.tables.table_registry", "visprop.export.registry",
    "visprop.export.order", "visprop.export.svg", "visprop.qt.clipboard", "visprop.qt.dialogs.paper_fields",
    "visprop.qt.dialogs.export_form", "visprop.qt.dialogs.making", "visprop.qt.dialogs.preview",
    "visprop.qt.dialogs.export_dialog",
)  # fmt: skip
"""What the dialogue of figures is made of, in pieces that take some milliseconds each."""


@dataclass(frozen=True)
class Surroundings:
    """What the dialogues need of the window.

    Attributes:
        views: those of the window.
        folder: where file dialogues begin.
        menus: by their titles, once they are there.
        show_check: shows what a gradient check at an update found.
        bring_up: shows a panel in front of those in the same place.
        make_start_page: makes the start page.
        make_preferences: makes the preferences.
        export_memory: what was chosen for figures before.
    """

    views: Views
    folder: Callable[[], Path]
    menus: Callable[[], Mapping[str, QMenu]]
    show_check: Callable[[Check, str, int], object]
    bring_up: Callable[[str], object]
    make_start_page: Callable[[], QDialog]
    make_preferences: Callable[[], QDialog]
    export_memory: ExportMemory


class Dialogs:
    """Shows them; of each there is at most one.

    Args:
        adapter: the session and its clock.
        window: their parent.
        around: what they need of it.
    """

    def __init__(self, adapter: Adapter, window: QWidget, around: Surroundings) -> None:
        self._adapter, self._session = adapter, adapter.session
        self._window, self._around = window, around
        self._open: dict[str, QDialog] = {}

    def _show(self, name: str, make: Callable[[], QDialog]) -> None:
        """Show a dialogue; one of its name that is open already is closed first, as it speaks of an earlier moment."""
        self._close(name)
        dialog = make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName(name)
        dialog.destroyed.connect(lambda: self._open.pop(name, None) if self._open.get(name) is dialog else None)
        self._open[name] = dialog
        dialog.show()

    def _close(self, name: str) -> None:
        found = self._open.pop(name, None)
        if found is not None:
            found.close()

    def close_all(self) -> None:
        """Close all of them: what they speak of is not open any more."""
        for name in list(self._open):
            self._close(name)

    @property
    def current_view(self) -> str:
        """The name of the view in whose panel the focus is, or of the first one that is seen."""
        focus, views = QApplication.focusWidget(), self._around.views
        names = list(self._session.kind.views())
        made = {name: views[name] for name in names if name in views}
        panels = {name: view.parentWidget() for name, view in made.items()}
        held = [name for name, panel in panels.items() if focus is not None and panel is not None and panel.isAncestorOf(focus)]
        return (held or [name for name, view in made.items() if view.is_seen] or names)[0]

    def export(self) -> None:
        """Ask for the choices and write a view."""
        self.export_view(self.current_view)

    def export_view(self, name: str) -> None:
        """The same, beginning with one of them."""
        self._session.playback.pause()
        dialog = by_turns(self._made_in_steps(name))
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()

    def _made_in_steps(self, name: str) -> Generator[None, None, ExportDialog]:
        """The dialogue after what it is made of; it is painted in a turn of its own."""
        for piece in _OF_EXPORTS:
            import_module(piece)
            yield
        dialog = self.export_dialog(name)
        yield
        return dialog

    def export_dialog(self, name: str) -> ExportDialog:
        """The dialogue that asks for the choices, of a view as it is on the screen, so that all that is seen there is in it."""
        from visprop.qt.dialogs.export_dialog import ExportDialog

        around = self._around
        dialog = ExportDialog(self._session, around.views.finished, name, around.export_memory, around.folder(), self._window)
        shown = around.views.get(name)
        if shown is not None and shown.is_seen:
            dialog.set_size(shown.page_size())
        return dialog

    def animate(self) -> None:
        """Ask for the choices and write an animation."""
        from visprop.export.formats import ExportError
        from visprop.qt.dialogs.animation import AnimationDialog

        self._session.playback.pause()
        dialog = AnimationDialog(self._session, self._session.kind.views(), self.current_view, self._window)
        try:
            if dialog.exec() and (path := dialog.ask_path(self._around.folder())) is not None:
                self._film(dialog, path)
        except ExportError as error:
            warn(self._window, "Export animation", str(error))
        finally:
            dialog.deleteLater()

    def _film(self, dialog: AnimationDialog, path: Path) -> None:
        view, options = dialog.chosen_view, self._session.options
        filming = dialog.filming(self._around.views.finished(view, options), path)
        with closing(filming.steps()) as steps:
            if in_slices(steps, f"Writing {path.name}…", self._window, lambda: filming.share) is not None:
                self._session.changes.tell(f"Wrote {path}")

    def web(self) -> None:
        """Ask for the choices and write a page of the web."""
        from visprop.export.formats import ExportError
        from visprop.qt.dialogs.web_dialog import WebDialog

        session = self._session
        session.playback.pause()
        dialog = WebDialog(session, self._around.views.finished, self._window)
        try:
            if dialog.exec() and (path := dialog.ask_path(self._around.folder())) is not None:
                webbing = dialog.webbing(path)
                if last_of(webbing.steps(), f"Writing {path.name}…", self._window, lambda: webbing.share) is not None:
                    session.changes.tell(f"Wrote {path}: {path.stat().st_size / 1e6:.2f} MB")
        except ExportError as error:
            warn(self._window, "Export as web page", str(error))
        finally:
            dialog.deleteLater()

    def code(self) -> None:
        """Ask for the choices and write the training as code, from where the time line begins."""
        from visprop.qt.dialogs.code_dialog import CodeDialog

        session = self._session
        session.playback.pause()
        run = session.playback.experiment.run.called(session.title, "")
        self._show("code", lambda: CodeDialog(run, self._around.folder(), session.changes.tell, self._window))

    def worksheet(self) -> None:
        """Ask for the choices and write the present update as a worksheet."""
        from visprop.qt.dialogs.worksheet import WorksheetDialog

        session = self._session
        session.playback.pause()
        experiment, folder = session.playback.experiment, self._around.folder()
        # All of a pass is asked, whichever line one is at.
        at = ".".join(experiment.walk.text(session.playback.position).split(".")[:2])
        run = experiment.run.called(session.title, "")
        file = session.path.name if session.path is not None and not session.is_modified else ""
        memory, tell = self._around.export_memory, session.changes.tell
        self._show("worksheet", lambda: WorksheetDialog(run, file, at, folder, memory, tell, self._window))

    def print_(self) -> None:
        """Show a view as it will be on paper, and print it."""
        from visprop.qt.dialogs.printing import PrintDialog, drawing

        session, views = self._session, self._around.views
        session.playback.pause()
        selected = session.selection.selected is not None
        shown = {name: view for name, view in session.kind.views().items() if selected or not view.needs_selection}

        def options_of(view: View) -> object:
            return views.finished(view, session.options)

        draw = drawing(lambda view: session.moment().at_once(view.shows_past), options_of)  # type: ignore[arg-type]
        self._show("print", lambda: PrintDialog(shown, self.current_view, draw, self._window))

    def copy_picture(self) -> None:
        """Put the picture of the view that has the focus on the clipboard."""
        self.copy_view(self._around.views[self.current_view])

    def copy_view(self, view: SessionView) -> None:
        """Put a view's picture on the clipboard, as pixels and as SVG."""
        from visprop.qt.clipboard import copy_figure

        figure = view.finished(view.page_size())
        if copy_figure(figure, f"“{view.view.title}”", self._window):
            self._session.changes.tell(f"“{view.view.title}” is on the clipboard")

    def text_formats(self, name: str) -> list[Format]:
        """The formats in which a view is text, to be pasted into a document."""
        from visprop.export.registry import formats_of

        return [found for found in formats_of(self._session.kind.views()[name]) if found.is_text]

    def copy_as(self, name: str, found: Format) -> None:
        """Put a view on the clipboard in a format of text."""
        from visprop.export.composing import Sheet
        from visprop.export.formats import ExportError
        from visprop.export.order import Made, Order
        from visprop.export.paper import Paper
        from visprop.figures.sheet.panels import Panel
        from visprop.qt.clipboard import copy_text

        session, view = self._session, self._session.kind.views()[name]
        options = self._around.views.finished(view, session.options)
        panel = Panel(view, session.moment().at_once(view.shows_past), options)
        try:
            if copy_text(Made(Order((panel,), (), Sheet(), Paper(), found), panel), found, self._window):
                session.changes.tell(f"“{view.title}” is on the clipboard as {found.short}")
        except ExportError as error:
            warn(self._window, "Copy", str(error))

    def check(self) -> None:
        """Check the gradient at the present parameters and show it in its panel."""
        from visprop.engine.check import afforded, check_steps
        from visprop.timeline.diverged import Diverged
        from visprop.timeline.timeline import Timeline
        from visprop.timeline.update_check import check_update

        session, playback = self._session, self._session.playback
        playback.pause()
        frame, run = playback.frame, self._session.edits.present_run()

        def both() -> Iterator[tuple[Check, str] | None]:
            try:
                # On a time line of its own, as this is another thread.
                again = check_update(Timeline(run), run.update).sentence
            except Diverged as stop:
                again = f"there is no next update: {stop}"
            objective = run.scenario.objective
            for found in check_steps(objective, run.scenario.p0, afforded(objective)):
                yield None if found is None else (found, again)

        told = last_of(both(), "Checking the gradient…", self._window)
        if told is not None and run.scenario.network is session.scenario.network:
            self._around.show_check(*told, frame.done)

    def compare(self) -> None:
        """Let the user choose trainings that run beside this one."""
        from visprop.qt.dialogs.compare import CompareDialog

        self._show("compare", lambda: CompareDialog(self._session, self._window))

    def swarm(self) -> None:
        """Let the user train from many starts at once."""
        from visprop.qt.dialogs.swarm import SwarmDialog

        self._session.playback.pause()
        self._show("swarm", lambda: SwarmDialog(self._session, lambda: self._around.bring_up("swarm"), self._window))

    def nudge(self) -> None:
        """Let the user nudge what is selected."""
        from visprop.qt.dialogs.nudge import NudgeDialog

        self._session.playback.pause()
        selected = self._session.selection.selected
        if selected is not None:
            self._show("nudge", lambda: NudgeDialog(self._adapter, selected.parameter, self._window))

    def start_page(self) -> None:
        """Let the user choose a scenario to begin with."""
        self._session.playback.pause()
        self._show("start page", self._around.make_start_page)

    def leave_start_page(self) -> None:
        """What lies below it is wanted."""
        self._close("start page")

    def preferences(self) -> None:
        """Let the user set what stays."""
        self._show("preferences", self._around.make_preferences)

    def palette(self) -> None:
        """Let the user search every command."""
        from visprop.qt.dialogs.palette import Palette

        self._show("palette", lambda: Palette(self._around.menus(), self._window))

    def about(self) -> None:
        """Say what this is."""
        from visprop.qt.dialogs.about import about_box

        self._show("about", lambda: about_box(self._window))
