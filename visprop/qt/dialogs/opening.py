"""The windows beside the main one, each imported when it is first wanted, and what is copied or exported from there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from visprop.export.files import ExportError, export_figure, figure_image
from visprop.qt.session import Session
from visprop.qt.views.figure_view import FigureView
from visprop.qt.window.documents import Documents


class Dialogs:
    """Shows them.

    Args:
        session: the state.
        window: their parent.
        views: the views that can be exported, by their names; the first one is the network.
        documents: knows where files are.
        tell: says something to the user.
    """

    def __init__(
        self,
        session: Session,
        window: QWidget,
        views: dict[str, FigureView],
        documents: Documents,
        tell: Callable[[str], object],
    ) -> None:
        self._session, self._window, self._views = session, window, views
        self._documents, self._tell = documents, tell

    def export(self) -> None:
        """Ask for the choices and write a figure."""
        from visprop.qt.dialogs.export_dialog import ExportDialog

        self._session.pause()
        views = self._views
        focus = QGuiApplication.focusObject()
        current = next((name for name, view in views.items() if view is focus), next(iter(views)))
        dialog = ExportDialog(list(views), current, self._window)
        if not dialog.exec():
            return
        path = dialog.ask_path(self._documents.folder)
        if path is None:
            return
        figure = views[dialog.view.currentText()].make_figure(dialog.size_points, theme=dialog.theme)
        try:
            export_figure(figure, path, dialog.text.currentData(), dialog.dpi.value(), dialog.transparent.isChecked())
        except ExportError as error:
            QMessageBox.warning(self._window, "Export", str(error))
            return
        self._tell(f"Wrote {path}")

    def copy_picture(self) -> None:
        """Put the network's picture on the clipboard."""
        view = next(iter(self._views.values()))
        QGuiApplication.clipboard().setImage(figure_image(view.make_figure(view.page_size()), 3.0))
        self._tell("The network is on the clipboard")

    def data(self) -> None:
        """Show the examples in a table."""
        from visprop.qt.dialogs.tables import data_dialog

        data_dialog(self._session.scenario, self._session.options.digits, self._window).show()

    def check(self) -> None:
        """Check the gradient at the present parameters and show it in a table."""
        from visprop.qt.dialogs.tables import check_dialog, checked_with_progress

        session = self._session
        session.pause()
        found = checked_with_progress(session.scenario, session.frame.p, self._window)
        if found is not None:
            check_dialog(session.scenario, found, session.position.update, session.options.digits, self._window).show()

    def compare(self) -> None:
        """Let the user choose trainings that run beside this one."""
        from visprop.qt.dialogs.compare import CompareDialog

        CompareDialog(self._session, self._window).show()

    def nudge(self) -> None:
        """Let the user nudge what is selected."""
        from visprop.qt.dialogs.nudge import NudgeDialog

        self._session.pause()
        NudgeDialog(self._session, self._window).show()

    def homework(self) -> None:
        """Let the user check what they computed."""
        from visprop.qt.dialogs.check_work import HomeworkDialog

        self._session.pause()
        HomeworkDialog(self._session.frame, self._session.options.digits, self._window).show()

    def shortcuts(self) -> None:
        """List every shortcut."""
        from visprop.qt.dialogs.about import shortcuts_box

        shortcuts_box(self._window).show()

    def about(self) -> None:
        """Say what this is."""
        from visprop.qt.dialogs.about import about_box

        about_box(self._window).show()
