"""The two boxes of the help menu."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

import visprop
from visprop.qt.window.actions import SPECS

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


def shortcuts_box(parent: QWidget) -> QDialog:
    """Every action with its shortcut."""
    rows = [
        f"<tr><td style='padding-right:24px'>{spec.tip}</td><td><b>{_shown(spec.shortcut)}</b></td></tr>"
        for spec in SPECS
        if spec.shortcut
    ]
    rows.append("<tr><td>Show weight, contribution, gradient or update on the edges</td><td><b>Alt+1 … Alt+4</b></td></tr>")
    rows.append("<tr><td>Open a built-in scenario</td><td><b>Ctrl+1 … Ctrl+5</b></td></tr>")
    rows.append("<tr><td>Move the enlarged network</td><td><b>drag, or Alt and an arrow key when it has the focus</b></td></tr>")
    return _box("Keyboard shortcuts", f"<table>{''.join(rows)}</table>", parent)


def _shown(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


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
