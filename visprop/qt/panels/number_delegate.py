"""How the cells of tables are drawn: words in the letters of the window, numbers in those of figures."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from visprop.figures.base.style import FONT
from visprop.qt.look.letters import sized

_SIZE = 15


class NumberDelegate(QStyledItemDelegate):
    """Sets what stands at the right of its cell, as numbers do, like the numbers of pictures; a line parts the rows."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.font = sized(option.font, _SIZE, option.font.weight())
            option.font.setFamily(FONT)
