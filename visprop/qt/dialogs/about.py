"""The two boxes of the help menu."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

import visprop
from visprop.qt.dialogs.table_model import Column, ColumnsModel, ColumnsView

_ABOUT = """
<h3>visprop {version}</h3>
<p>Backpropagation made visible, exactly: every number on the screen is computed, at the line that computes it.</p>
<p>It follows Mike Gordon's article <i>My attempt to understand the backpropagation algorithm for training neural
networks</i> and the equations of Michael Nielsen's book <i>Neural Networks and Deep Learning</i>.</p>
<p>Free software under the MIT licence. The bundled fonts are STIX, under the SIL Open Font Licence.</p>
"""


def about_box(parent: QWidget) -> QDialog:
    """What this is."""
    return _box("About visprop", _ABOUT.format(version=visprop.__version__), parent)


def shortcuts_box(shortcuts: list[tuple[str, str]], parent: QWidget) -> QDialog:
    """What each shortcut does, and its keys, as a table: so many rows of rich text would take longer."""
    moving = ("Move the enlarged network", "drag, or Alt and an arrow key when it has the focus")
    tips, keys = zip(*(*shortcuts, moving), strict=True)
    dialog = QDialog(parent)
    dialog.setWindowTitle("Keyboard shortcuts")
    dialog.resize(620, 480)
    table = ColumnsView(ColumnsModel((Column("what", np.array(tips)), Column("keys", np.array(keys))), 4))
    table.setColumnWidth(0, 400)
    table.horizontalHeader().setStretchLastSection(True)
    QVBoxLayout(dialog).addWidget(table)
    return dialog


def _box(title: str, html: str, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(520, 420)
    label = QLabel(html)
    label.setWordWrap(True)
    label.setMargin(12)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(label)
    layout = QVBoxLayout(dialog)
    layout.addWidget(area)
    return dialog
