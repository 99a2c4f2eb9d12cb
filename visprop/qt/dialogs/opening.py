"""The windows beside the main one, each imported when it is first wanted, and freed when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from visprop.engine.check import Check, check_steps
from visprop.export.formats import ExportError
from visprop.qt.adapter import Adapter
from visprop.qt.clipboard import copy_figure
from visprop.qt.patience import beside, last_of
from visprop.qt.views.session_view import SessionView
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_check import UpdateCheck, check_update


class Dialogs:
    """Shows them; of each there is at most one.

    Args:
        adapter: the session and its clock.
        window: their parent.
        views: the views of the window by their names in the registry.
        folder: where file dialogues begin.
        shortcuts: what the list of shortcuts shows: (what it does, the keys).
    """

    def __init__(
        self,
        adapter: Adapter,
        window: QWidget,
        views: Mapping[str, SessionView],
        folder: Callable[[], Path],
        shortcuts: Callable[[], list[tuple[str, str]]],
    ) -> None:
        self._adapter, self._session = adapter, adapter.session
        self._window, self._views, self._folder, self._shortcuts = window, views, folder, shortcuts
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

    def export(self) -> None:
        """Ask for the choices and write a view."""
        from visprop.qt.dialogs.export_dialog import ExportDialog

        self._session.playback.pause()
        focus = QGuiApplication.focusObject()
        current = next((name for name, view in self._views.items() if view is focus), next(iter(self._views)))
        dialog = ExportDialog(current, self._session.selection.selected is not None, self._window)
        try:
            if dialog.exec() and (path := dialog.ask_path(self._folder())) is not None:
                self._write(dialog, path)
        finally:
            dialog.deleteLater()

    def _write(self, dialog: QDialog, path: Path) -> None:
        from visprop.qt.dialogs.export_dialog import ExportDialog

        assert isinstance(dialog, ExportDialog)
        try:
            write = dialog.writing(self._session, self._views, path)
            if beside(write, f"Writing {path.name}…", self._window) is None:
                return
        except ExportError as error:
            QMessageBox.warning(self._window, "Export", str(error))
            return
        self._session.changes.tell(f"Wrote {path}")

    def copy_picture(self) -> None:
        """Put the network's picture on the clipboard."""
        view = self._views["network"]
        figure = view.finished(view.page_size())
        if copy_figure(figure, "the network", self._window):
            self._session.changes.tell("The network is on the clipboard")

    def data(self) -> None:
        """Show the examples in a table."""
        from visprop.qt.dialogs.tables import data_dialog

        self._show("data", lambda: data_dialog(self._session.scenario, self._session.options.digits, self._window))

    def training(self) -> None:
        """Let the user change every training setting."""
        from visprop.qt.dialogs.training import TrainingDialog

        self._session.playback.pause()
        self._show("training", lambda: TrainingDialog(self._session, self._window))

    def check(self) -> None:
        """Check the gradient at the present parameters and show it in a table."""
        from visprop.qt.dialogs.tables import check_dialog

        session, playback = self._session, self._session.playback
        playback.pause()
        frame, run, digits = playback.frame, self._session.edits.present_run(), session.options.digits

        def both() -> Iterator[tuple[Check, UpdateCheck] | None]:
            # On a time line of its own, as this is another thread.
            again = check_update(Timeline(run), run.update)
            for found in check_steps(run.scenario.objective, run.scenario.p0):
                yield None if found is None else (found, again)

        told = last_of(both(), "Checking the gradient…", self._window)
        if told is not None:
            found, again = told
            update = frame.done
            self._show("check", lambda: check_dialog(found, again, update, digits, self._window))

    def compare(self) -> None:
        """Let the user choose trainings that run beside this one."""
        from visprop.qt.dialogs.compare import CompareDialog

        self._show("compare", lambda: CompareDialog(self._session, self._window))

    def nudge(self) -> None:
        """Let the user nudge what is selected."""
        from visprop.qt.dialogs.nudge import NudgeDialog

        self._session.playback.pause()
        selected = self._session.selection.selected
        if selected is not None:
            self._show("nudge", lambda: NudgeDialog(self._adapter, selected.parameter, self._window))

    def check_work(self) -> None:
        """Let the user check what they computed."""
        from visprop.qt.dialogs.check_work import CheckWorkDialog

        self._session.playback.pause()
        frame, digits = self._session.playback.frame, self._session.options.digits
        self._show("check_work", lambda: CheckWorkDialog(frame, digits, self._session.naming, self._window))

    def shortcuts(self) -> None:
        """List every shortcut."""
        from visprop.qt.dialogs.about import shortcuts_box

        self._show("shortcuts", lambda: shortcuts_box(self._shortcuts(), self._window))

    def about(self) -> None:
        """Say what this is."""
        from visprop.qt.dialogs.about import about_box

        self._show("about", lambda: about_box(self._window))
