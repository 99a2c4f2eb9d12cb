"""Below the network: what is selected with its numbers, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from visprop.figures.base.style import FONT
from visprop.figures.base.text import plain
from visprop.figures.network.hints import hint, short_hint
from visprop.qt.adapter import Adapter
from visprop.qt.look.icons import icon
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.monitor_legend import html_of
from visprop.timeline.parts import Part

EMPTY = "Click an edge or a neuron to see its numbers."
_ICON, _NUMBERS = 18, 15
_APART = "&nbsp;&nbsp;&nbsp; "
_SELECTED = f"Selected:{_APART}"


class SelectionStrip(QFrame):
    """A row of numbers, and buttons that ask why, change and watch.

    Attributes:
        why, change, keep_watch: the buttons; what the first two do is the window's.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.setProperty("role", "strip")
        self.words = QLabel(EMPTY)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.why = _button("Why?", "Why is the gradient this large? Every path from here to the cost")
        self.change = _button("Change", "Type another value (F2)")
        self.keep_watch = _button("Watch", "Keep its value in the panel Watch")
        # With and without them the picture above is as high: a second click or a drag meets what the first one did.
        policy = self.why.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.why.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        for button in self._buttons:
            self._row.addWidget(button)
        self.keep_watch.clicked.connect(self._on_watch)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.SELECTION, Part.OPTIONS, Part.TRIAL), every=10)
        adapter.watch(self._scale, (Part.WINDOW, Part.OPTIONS))
        self._scale()
        self.refresh()

    @property
    def _buttons(self) -> dict[QToolButton, str]:
        return {self.why: "question", self.change: "pencil", self.keep_watch: "look"}

    def _scale(self) -> None:
        self._row.setContentsMargins(px(14), px(2), px(8), px(2))
        self._row.setSpacing(px(4))
        for button, name in self._buttons.items():
            button.setIcon(icon(name, self._session.options.theme))
            button.setIconSize(QSize(px(_ICON), px(_ICON)))
        self._set_letters()

    def _set_letters(self) -> None:
        """Numbers are set in the letters of figures, words in those of the window."""
        font = QApplication.font()
        if self._session.selection.selected is not None:
            font = sized(font, _NUMBERS, QFont.Weight.Normal)
            font.setFamily(FONT)
        self.words.setFont(font)

    def refresh(self) -> None:
        """Show what is selected."""
        selected, playback = self._session.selection.selected, self._session.playback
        for button in self._buttons:
            button.setVisible(selected is not None and self._session.options.dress.has(selected.parameter.letter))
        self._set_letters()
        if selected is None:
            self.words.setText(EMPTY)
            self.words.setToolTip("")
            return
        naming, frame = self._session.naming, playback.shown
        if playback.at_speed:
            # Nobody could read its numbers; those of an earlier moment are not to stand beside this one's.
            self.words.setText(_SELECTED + html_of(plain(naming.text(selected.parameter))))
            self.words.setToolTip("")
        else:
            told = short_hint(frame, selected, naming, self._session.options.digits)
            self.words.setText(_SELECTED + _APART.join(html_of(plain(one)) for one in told))
            self.words.setToolTip(hint(frame, selected, naming))

    def _on_watch(self) -> None:
        selected = self._session.selection.selected
        if selected is not None:
            self._session.selection.watch(selected.parameter)
            self._session.changes.tell(f"{self._session.naming.text(selected.parameter)} stands in the panel Watch")


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setProperty("role", "quiet")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
