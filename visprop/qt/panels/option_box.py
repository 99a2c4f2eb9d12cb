"""A list of what an option offers, behind a few words that say what it is about."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from visprop.figures.option import Option
from visprop.qt.adapter import Adapter
from visprop.qt.caption import name_choice
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.panel_parts import set_choice
from visprop.timeline.parts import Part

_LETTERS, _ARROW = 13, 30
"""How large the letters of a quiet list are, and how wide its arrow and what is around it are, in units."""


def as_wide_as_chosen(box: QComboBox) -> None:
    """Let a quiet list be as wide as what is chosen, not as what could be; open, it shows all of each."""
    metrics = QFontMetrics(sized(box.font(), _LETTERS, QFont.Weight.DemiBold))
    offers = [metrics.horizontalAdvance(box.itemText(index)) for index in range(box.count())]
    box.view().setMinimumWidth(max(offers, default=0) + px(_ARROW))
    box.setFixedWidth(metrics.horizontalAdvance(box.currentText()) + px(_ARROW))


def be_quiet(box: QComboBox) -> None:
    """Let a list look like the words of a sentence."""
    box.setProperty("role", "quiet")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)


def caption(words: str) -> QLabel:
    """The words before a quiet list."""
    label = QLabel(words)
    label.setProperty("role", "faint")
    return label


class OptionBox(QWidget):
    """The caption and the list; a choice is the session's at once, one that does not fit says why.

    Args:
        adapter: the session and its clock.
        option: which has an entry, as it stands in a menu too.
        before: the words before the list.
    """

    def __init__(self, adapter: Adapter, option: Option[Any], before: str) -> None:
        super().__init__()
        assert option.entry is not None
        self.option, self._session, self._tip = option, adapter.session, option.entry.tip
        self.box = QComboBox()
        be_quiet(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        name_choice(self.box, option.entry.text.replace("&", ""))
        self.box.setToolTip(self._tip)
        for value, words in option.offers().items():
            self.box.addItem(words, value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(caption(before))
        row.addWidget(self.box)
        self.box.activated.connect(self._on_chosen)
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS, Part.WINDOW))
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen, and what can be."""
        offers = list(self.option.offers())
        self.box.setCurrentIndex(offers.index(self._session.options[self.option]))
        for index, value in enumerate(offers):
            set_choice(self.box, index, getattr(value, "tip", self._tip), self._session.own.unfit(self.option, value))
        as_wide_as_chosen(self.box)

    def _on_chosen(self, index: int) -> None:
        self._session.choose(self.option, list(self.option.offers())[index])
        # A refused one is put back.
        self.refresh()
