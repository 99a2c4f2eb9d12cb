"""Small helpers by which the panels look alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QWidget

from visprop.qt.caption import name_choice
from visprop.qt.panels.flow_layout import FlowLayout

T = TypeVar("T")


def choice_box(name: str, tip: str, entries: Mapping[T, str], length: int = 8) -> QComboBox:
    """A list of choices with their words, each with its own data, that may become as narrow as so many letters."""
    box = QComboBox()
    for data, words in entries.items():
        box.addItem(words, data)
    name_choice(box, name)
    box.setToolTip(tip)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(length)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def whole_box(name: str, tip: str, entries: Mapping[T, str]) -> QComboBox:
    """The same as wide as its longest choice, for a row that goes on below where there is no room."""
    box = choice_box(name, tip, entries)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    # Narrower only where even a row of its own is.
    box.setMinimumWidth(60)
    return box


def set_choice(box: QComboBox, index: int, tip: str, unfit: str) -> None:
    """Let a choice be taken or not, and tell at it what it is, or why it cannot be taken."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    item = model.item(index)
    item.setEnabled(not unfit)
    item.setToolTip(f"{tip}: {unfit}" if unfit else tip)


def row_of(widgets: Iterable[QWidget], parent: QWidget | None = None, top: int = 4) -> QHBoxLayout:
    """Widgets beside one another, as they stand above a view."""
    row = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    row.setContentsMargins(8, top, 8, 0)
    for widget in widgets:
        row.addWidget(widget)
    return row


def flow_of(widgets: Iterable[QWidget], top: int = 0, side: int = 8) -> QWidget:
    """The same in as many rows as it takes."""
    whole = QWidget()
    flow = FlowLayout(whole)
    flow.setContentsMargins(side, top, side, 0)
    for widget in widgets:
        flow.addWidget(widget)
    return whole


def link_button(text: str, tip: str) -> QToolButton:
    """A button that looks like a link."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setProperty("role", "link")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def scrolled(widget: QWidget, wide: bool = False, parent: QWidget | None = None) -> QScrollArea:
    """A widget that is scrolled if it is taller than its place, or wider if it may be."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    # What is in it has the focus, and is brought into sight with it.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
