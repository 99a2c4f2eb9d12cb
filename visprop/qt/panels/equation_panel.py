"""The equations with the choice of what they are about."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from visprop.notation.explanations.pages import Subject, line_title
from visprop.notation.explanations.paths import MAX_PATHS, path_count
from visprop.qt.panels.check_badge import CheckBadge
from visprop.qt.session import Session
from visprop.qt.views.equation_view import EquationView, scrolled
from visprop.timeline.program import Program

SUBJECT_WORDS = {
    Subject.LINE: "present line",
    Subject.SELECTED: "selected",
    Subject.WHY: "why this gradient?",
    Subject.UNWOUND: "unwound",
    Subject.DERIVATIVES: "rules of differentiation",
    Subject.ERRATA: "misprints of the article",
}
"""What the equations can be about, as the user reads it; the lines of the algorithm follow."""

PATH_MS = 1200
"""How long each path is lit when they are played, in milliseconds."""


class EquationPanel(QWidget):
    """A row of choices above the equations, and one for the paths where there are several."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._program: Program | None = None
        self.view = EquationView(session)
        self.subject = QComboBox()
        self.subject.setToolTip("What the equations are about: the present line, another one, or what is selected")
        self.subject.setAccessibleName("Subject of the equations")
        self.subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.subject.setMinimumContentsLength(6)
        self.subject.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.subject.setMaximumWidth(230)
        self.subject.activated.connect(self._on_subject)
        self.whole = QCheckBox("full")
        self.whole.setToolTip("Write the equations of large layers out, every neuron and term")
        self.whole.clicked.connect(lambda checked: session.set_options(whole=checked))
        self.badge = CheckBadge(session)
        self._play = QTimer(self, interval=PATH_MS)
        self._play.timeout.connect(self._play_on)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.subject, 1)
        for widget in (self.whole, self.badge):
            row.addWidget(widget)
        row.addWidget(self._copy_button())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self._path_row())
        layout.addWidget(scrolled(self.view, wide=True), 1)
        session.changed.connect(self.refresh)
        self.refresh()

    def _copy_button(self) -> QToolButton:
        self.copy = QToolButton()
        self.copy.setText("Copy")
        self.copy.setToolTip("Copy the equations")
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.copy)
        menu.addAction("as LaTeX", self.view.copy_latex)
        menu.addAction("as plain text", self.view.copy_text)
        menu.addAction("as a picture", self.view.copy_picture)
        self.copy.setMenu(menu)
        return self.copy

    def _path_row(self) -> QWidget:
        self._paths = QWidget()
        self.path_text = QLabel()
        row = QHBoxLayout(self._paths)
        row.setContentsMargins(8, 0, 8, 0)
        for text, tip, slot in (
            ("◀", "Light up the path before (Ctrl+,)", lambda: self.go_to_path(-1)),
            ("▶", "Light up the next path from the selected to the cost (Ctrl+.)", lambda: self.go_to_path(1)),
            ("play", "Light up the paths one after another (Ctrl+B)", self.play_paths),
        ):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
            self._play_button = button
        row.addWidget(self.path_text, 1)
        return self._paths

    def refresh(self) -> None:
        """Show the present choices."""
        if not self._session.is_due(10, 0):
            return
        options = self._session.options
        if self._program is not self._session.timeline.program:
            self._fill()
        self.whole.setChecked(options.whole)
        entry = options.subject if options.line is None else options.line
        self.subject.setCurrentIndex(self.subject.findData(entry))
        count = self._path_count()
        self._paths.setVisible(options.subject is Subject.WHY and count > 1)
        lit = "no path is lit" if options.route is None else f"path {options.route + 1}"
        self.path_text.setText(f"{lit} of {count}" if options.route is not None else f"{count} paths, {lit}")
        if self._play.isActive() and not self._paths.isVisibleTo(self):
            self._stop()

    def _fill(self) -> None:
        self._program = self._session.timeline.program
        self.subject.clear()
        for subject, words in SUBJECT_WORDS.items():
            self.subject.addItem(words, subject)
        self.subject.insertSeparator(self.subject.count())
        for line in self._program.lines:
            self.subject.addItem(line_title(line), line.number)

    def _on_subject(self, index: int) -> None:
        entry = self.subject.itemData(index)
        if isinstance(entry, Subject):
            self._session.set_options(subject=entry, line=None, route=None)
        else:
            self._session.set_options(subject=Subject.LINE, line=int(entry), route=None)

    # Paths

    def _path_count(self) -> int:
        """How many paths from the selected can be told apart; 0 where nothing is selected."""
        session = self._session
        name = session.options.selected.replace("a", "b")
        return min(MAX_PATHS, path_count(session.frame, name)) if name else 0

    def go_to_path(self, by: int) -> None:
        """Light up another path from the selected parameter to the cost; behind the last one comes the first."""
        count = self._path_count()
        if not count:
            self._session.told.emit("Select a weight or a neuron first: click on it in the network")
            return
        route = self._session.options.route
        after = (0 if by > 0 else count - 1) if route is None else (route + by) % count
        self._session.set_options(subject=Subject.WHY, line=None, route=after)

    def play_paths(self) -> None:
        """Light up all paths one after another, or stop doing so."""
        if self._play.isActive():
            self._stop()
        elif self._path_count():
            self._session.pause()
            self._session.set_options(subject=Subject.WHY, line=None, route=0)
            self._play.start()
            self._play_button.setText("stop")
        else:
            self.go_to_path(1)

    def _play_on(self) -> None:
        route = self._session.options.route
        if route is None or route + 1 >= self._path_count():
            self._stop()
        else:
            self.go_to_path(1)

    def _stop(self) -> None:
        self._play.stop()
        self._play_button.setText("play")
