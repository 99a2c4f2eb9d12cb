"""What this is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

import visprop

_ABOUT = """
<h3>visprop {version}</h3>
<p>Backpropagation made visible, exactly: every number on the screen is computed, at the line that computes it.</p>
<p>It follows Mike Gordon's article <a href="http://www.cl.cam.ac.uk/~mjcg/plans/Backpropagation.html">My attempt to
understand the backpropagation algorithm for training neural networks</a> and the equations of Michael Nielsen's book
<a href="http://neuralnetworksanddeeplearning.com">Neural Networks and Deep Learning</a>.</p>
<p>Free software under the MIT licence. The bundled fonts are STIX, under the SIL Open Font Licence.</p>
"""


def about_box(parent: QWidget) -> QDialog:
    """What this is."""
    return _box("About visprop", _ABOUT.format(version=visprop.__version__), parent)


def _box(title: str, html: str, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(520, 420)
    label = QLabel(html)
    label.setWordWrap(True)
    label.setOpenExternalLinks(True)
    label.setMargin(12)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(label)
    area.setAccessibleName(title)
    layout = QVBoxLayout(dialog)
    layout.addWidget(area)
    return dialog
