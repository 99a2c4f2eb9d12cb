"""Sizes by venue, the usual ones and those that the user has saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QToolButton, QWidget

from visprop.export.paper import Paper
from visprop.export.presets import PRESETS
from visprop.qt.dialogs.export_memory import ExportMemory
from visprop.qt.look.letters import px
from visprop.qt.panels.panel_parts import choice_box
from visprop.qt.plain import warn

OWN_SIZE = "another size"
_CLOSE = 0.6
"""A size that differs by less is the same, in points: fields are rounded."""


class PresetField(QWidget):
    """A list of venues, and buttons that save the present size under a name and delete one.

    Args:
        memory: where the user's own are kept.
        paper: what is chosen now.

    Signals:
        chosen: a venue was chosen, a `Paper`.
    """

    chosen = Signal(object)

    def __init__(self, memory: ExportMemory, paper: Callable[[], Paper]) -> None:
        super().__init__()
        self._memory, self._paper = memory, paper
        self.box = choice_box("Venue", "Where it will stand: width, height and letters that fit there", {}, 14)
        self.save, self.delete = QToolButton(), QToolButton()
        for button, words, tip in (
            (self.save, "Keep…", "Keep this size under a name of your own"),
            (self.delete, "Delete", "Delete the chosen size of your own"),
        ):
            button.setText(words)
            button.setToolTip(tip)
            button.setMinimumSize(px(24), px(24))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.save)
        row.addWidget(self.delete)
        self.setFocusProxy(self.box)
        # Else the letter of its label leads nowhere.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill()
        self.box.activated.connect(self._on_chosen)
        self.save.clicked.connect(self._on_save)
        self.delete.clicked.connect(self._on_delete)

    def _fill(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(OWN_SIZE, None)
            for preset in PRESETS.values():
                self.box.addItem(preset.name, preset.paper)
                self.box.setItemData(self.box.count() - 1, preset.tip, Qt.ItemDataRole.ToolTipRole)
            for name, paper in self._memory.presets.items():
                self.box.addItem(name, paper)
        self.follow()

    def follow(self) -> None:
        """Show which venue the present size is that of, or none."""
        now = self._paper()
        index = next((i for i in range(1, self.box.count()) if _is_same(self.box.itemData(i), now)), 0)
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(index)
        self.delete.setEnabled(self.box.currentText() in self._memory.presets)

    def _on_chosen(self) -> None:
        paper = self.box.currentData()
        if isinstance(paper, Paper):
            self.chosen.emit(paper)
        self.follow()

    def _on_save(self) -> None:
        name, is_given = QInputDialog.getText(self, "Keep a size", "Its name")
        name = name.strip()
        if is_given and name in (*PRESETS, OWN_SIZE):
            warn(self, "Keep a size", f"“{name}” is one of the usual sizes: take another name")
        elif is_given and name:
            self._memory.set_presets({**self._memory.presets, name: self._paper()})
            self._fill()
            self.box.setCurrentIndex(self.box.findText(name))
            self.delete.setEnabled(True)

    def _on_delete(self) -> None:
        own = self._memory.presets
        own.pop(self.box.currentText(), None)
        self._memory.set_presets(own)
        self._fill()


def _is_same(one: Paper, other: Paper) -> bool:
    """Whether two sizes are the same, but for what fields round away."""
    pairs = ((one.width, other.width), (one.height, other.height), (one.font, other.font))
    return one.crop is other.crop and all(a == b or (a is not None and b is not None and abs(a - b) < _CLOSE) for a, b in pairs)
