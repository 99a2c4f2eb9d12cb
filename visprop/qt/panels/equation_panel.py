"""The equations with the choice of what they are about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from visprop.figures.moment import ViewOptions
from visprop.figures.pages.equation_options import EquationOptions
from visprop.figures.views import View
from visprop.notation.explanations.pages import Subject, line_title
from visprop.notation.explanations.paths import MAX_PATHS, path_count
from visprop.notation.notations.quantities import Quantities
from visprop.qt.adapter import Adapter
from visprop.qt.look.icons import inked
from visprop.qt.look.letters import px
from visprop.qt.panels.check_badge import CheckBadge
from visprop.qt.panels.option_box import OptionBox, as_wide_as_chosen
from visprop.qt.panels.page_panel import copy_button
from visprop.qt.panels.panel_parts import choice_box, flow_of, scrolled
from visprop.qt.views.equation_view import EquationView
from visprop.timeline.experiment import AnyProgram
from visprop.timeline.parts import Part

SUBJECT_WORDS = {
    Subject.LINE: "present line",
    Subject.SELECTED: "selected",
    Subject.WHY: "why this gradient?",
    Subject.UNWOUND: "unwound",
    Subject.PARTIALS: "every partial derivative",
    Subject.TERMS: "term by term",
    Subject.BESIDE: "components beside vectors",
    Subject.DESCENT: "descent: promised and come",
    Subject.DERIVATIVES: "rules of differentiation",
    Subject.ERRATA: "misprints of the article",
}
"""What the equations can be about, as the user reads it; the lines of the algorithm follow."""

_ICON = 18
PATH_MS = 1200
"""How long each path is lit when they are played, in milliseconds."""


class EquationPanel(QWidget):
    """A row of choices above the equations, and one for the paths if there are several.

    Attributes:
        more: the button of a menu: how much is written out, and how the page is copied.
    """

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self._program: AnyProgram | None = None
        self.view = EquationView(adapter, view)
        tip = "What the equations are about: the present line, another one, or what is selected"
        self.subject = choice_box("Subject of the equations", tip, {})
        self.subject.setProperty("role", "quiet")
        self.subject.activated.connect(self._on_subject)
        self.badge = CheckBadge(adapter)
        self._make_more()
        self._play = QTimer(self, interval=PATH_MS)
        self._play.timeout.connect(self._play_on)
        self.notation = OptionBox(adapter, ViewOptions.notation, "as")
        row = flow_of((self.subject, self.notation, self.badge, self.more), top=4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)
        layout.addWidget(self._path_row())
        layout.addWidget(scrolled(self.view, wide=True), 1)
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS, Part.SELECTION, Part.WINDOW), every=10)
        self.refresh()

    def _make_more(self) -> None:
        self.more = copy_button(self.view, "Copy the equations, or write all terms out")
        self.more.setText("")
        self.more.setAccessibleName("More of the equations")
        self.more.setProperty("role", "quiet")
        self._whole = QAction("all terms", self, checkable=True)
        self._whole.setToolTip("Write the equations of layers of up to 32 neurons out, every neuron and term")
        self._whole.toggled.connect(partial(self._session.choose, EquationOptions.whole))
        self.more.menu().addSeparator()
        self.more.menu().addAction(self._whole)

    def _path_row(self) -> QWidget:
        self.path_text = QLabel()
        back = _button("◀", "Light up the path before (Ctrl+[)")
        on = _button("▶", "Light up the next path from the selected to the cost (Ctrl+])")
        self._play_button = _button("play", "Light up the paths one after another (Ctrl+B)")
        back.clicked.connect(self.previous_path)
        on.clicked.connect(self.next_path)
        self._play_button.clicked.connect(self.play_paths)
        self._paths = flow_of((back, on, self._play_button, self.path_text))
        return self._paths

    def refresh(self) -> None:
        """Show the present choices."""
        own, route = self._session.options.of(EquationOptions), self._session.selection.route
        if self._program is not self._session.playback.experiment.program:
            self._fill()
        self._whole.setChecked(own.whole)
        self._dress()
        entry = own.subject if own.line is None else own.line
        self.subject.setCurrentIndex(self.subject.findData(entry))
        as_wide_as_chosen(self.subject)
        count = self._path_count()
        self._paths.setVisible(own.subject is Subject.WHY and count > 1)
        self.path_text.setText(f"{count} paths, no path is lit" if route is None else f"path {route + 1} of {count}")
        if self._play.isActive() and not self._paths.isVisibleTo(self):
            self._stop()

    def _dress(self) -> None:
        theme = self._session.options.theme
        self.more.setIcon(inked("more", theme.faint, theme.rule))
        self.more.setIconSize(QSize(px(_ICON), px(_ICON)))

    def _fill(self) -> None:
        self._program = self._session.playback.experiment.program
        self.subject.clear()
        for subject, words in SUBJECT_WORDS.items():
            self.subject.addItem(words, subject)
        self.subject.insertSeparator(self.subject.count())
        for line in self._program.lines:
            self.subject.addItem(line_title(line), line.number)

    def _on_subject(self, index: int) -> None:
        entry = self.subject.itemData(index)
        if entry is None:
            return
        self._session.selection.light(None)
        if isinstance(entry, Subject):
            self._session.view.ask(entry)
        else:
            self._session.view.ask(Subject.LINE, int(entry))

    # Paths

    def _path_count(self) -> int:
        """How many paths from the selected can be told apart; 0 if nothing is selected."""
        selected = self._session.selection.selected
        if selected is None:
            return 0
        dress = self._session.options.dress
        if not (dress.has(selected.parameter.letter) and dress.is_opened and dress.has_numbers):
            return 0
        return min(MAX_PATHS, path_count(Quantities(self._session.playback.frame, dress), selected.parameter))

    def next_path(self) -> None:
        """Light up the next path from the selected parameter to the cost; after the last one comes the first."""
        self._go_to_path(1)

    def previous_path(self) -> None:
        """Light up the path before."""
        self._go_to_path(-1)

    def _go_to_path(self, by: int) -> None:
        count = self._path_count()
        if not count:
            self._session.changes.tell("Select a weight or a neuron first: click on it in the network")
            return
        route = self._session.selection.route
        self._light((0 if by > 0 else count - 1) if route is None else (route + by) % count)

    def _light(self, route: int) -> None:
        self._session.view.ask(Subject.WHY)
        self._session.selection.light(route)

    def play_paths(self) -> None:
        """Light up all paths one after another, or stop doing so."""
        if self._play.isActive():
            self._stop()
        elif self._path_count():
            self._session.playback.pause()
            self._light(0)
            self._play.start()
            self._play_button.setText("stop")
        else:
            self.next_path()

    def _play_on(self) -> None:
        route = self._session.selection.route
        if route is None or route + 1 >= self._path_count():
            self._stop()
        else:
            self.next_path()

    def _stop(self) -> None:
        self._play.stop()
        self._play_button.setText("play")


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    return button
