"""What stays from one start to the next, at one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from visprop.figures.moment import ViewOptions
from visprop.figures.option import Choice, WholeNumber
from visprop.qt.panels.panel_parts import scrolled
from visprop.session.session import Session
from visprop.session.window_state import TEXT_SIZES

T = TypeVar("T")


@dataclass(frozen=True)
class StartChoice:
    """What the start of the application does.

    Attributes:
        words: what it can do.
        now: what it does.
        choose: chooses another.
    """

    words: dict[str, str]
    now: Callable[[], str]
    choose: Callable[[str], object]


class PreferencesDialog(QDialog):
    """Each choice holds at once.

    Args:
        session: whose choices they are.
        starts: what the start of the application does.
        parent: the window.
    """

    def __init__(self, session: Session, starts: StartChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._session = session
        playback = session.playback
        self.theme = self._list_of(ViewOptions.theme, "The colours")
        self.text = _box({size: f"{size} %" for size in TEXT_SIZES}, session.window.text, "How large all text is")
        self.text.activated.connect(lambda: session.window.set_text(self.text.currentData()))
        self.digits = self._number_of(ViewOptions.digits, "Significant digits of numbers")
        self.notation = self._list_of(ViewOptions.notation, "How equations are written")
        self.motion = QCheckBox("leave motion out")
        self.motion.setToolTip("Lines are executed at once, without being on their way")
        self.motion.setChecked(playback.reduce_motion)
        self.motion.toggled.connect(playback.set_reduce_motion)
        self.memory = QSpinBox(minimum=50, maximum=8000, singleStep=50, value=session.runs.budget_mb, suffix=" MB")
        self.memory.setToolTip("How much memory all runs together may hold, so that undo and steps back need not train again")
        self.memory.valueChanged.connect(session.set_budget)
        self.start = _box(starts.words, starts.now(), "What the start of visprop does")
        self.start.activated.connect(lambda: starts.choose(self.start.currentData()))
        page = QWidget()
        form = QFormLayout(page)
        for label, field in (
            ("&Colours", self.theme), ("&Text", self.text), ("&Digits", self.digits), ("&Notation", self.notation),
            ("M&otion", self.motion), ("&Memory", self.memory), ("At the &start", self.start),
        ):  # fmt: skip
            form.addRow(label, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(page, wide=True))
        layout.addWidget(buttons)
        self.resize(page.sizeHint().width() + 60, page.sizeHint().height() + 90)

    def _list_of(self, option: Choice[T], tip: str) -> QComboBox:
        names = {name: option.words(value) for name, value in option.named().items()}
        box = _box(names, option.written(self._session.options[option]), tip)
        box.activated.connect(lambda: self._session.choose(option, option.read(box.currentData())))
        return box

    def _number_of(self, option: WholeNumber, tip: str) -> QSpinBox:
        box = QSpinBox(minimum=option.low, maximum=option.high, value=self._session.options[option])
        box.setToolTip(tip)
        box.valueChanged.connect(partial(self._session.choose, option))
        return box


def _box(entries: dict[str, str] | dict[int, str], now: str | int, tip: str) -> QComboBox:
    box = QComboBox()
    for value, words in entries.items():
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(now))
    box.setToolTip(tip)
    return box
