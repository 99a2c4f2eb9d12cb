"""The equations with the choice of their notation."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from visprop.notation.equation import Notation
from visprop.qt.equation_view import EquationView, scrolled
from visprop.qt.options import Subject
from visprop.qt.session import Session

NOTATION_WORDS = {
    Notation.COMPONENTS: "components",
    Notation.VECTORISED: "vectorised",
    Notation.EULER: "Euler: D, λ",
    Notation.LEIBNIZ: "Leibniz: ∂/∂",
}
"""The notations as the user reads them."""


class EquationPanel(QWidget):
    """A row of choices above the equations."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.view = EquationView(session)
        self.notation = QComboBox()
        self.notation.setToolTip("The notation of the present line's equations")
        self.notation.setAccessibleName("Notation")
        for notation, words in NOTATION_WORDS.items():
            self.notation.addItem(words, notation)
        self.notation.activated.connect(self._on_notation)
        self.subject = QComboBox()
        self.subject.setToolTip("What the equations speak of: the present line, or the selected weight or bias")
        self.subject.setAccessibleName("Subject of the equations")
        for subject in Subject:
            self.subject.addItem(subject.value, subject)
        self.subject.activated.connect(self._on_subject)
        for box in (self.notation, self.subject):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMaximumWidth(190)
        self.whole = QCheckBox("full")
        self.whole.setToolTip("Write the equations of large layers out, every neuron and term")
        self.whole.clicked.connect(self._on_whole)
        self.copy = QToolButton()
        self.copy.setText("Copy")
        self.copy.setToolTip("Copy the equations")
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.copy)
        menu.addAction("as LaTeX", self.view.copy_latex)
        menu.addAction("as plain text", self.view.copy_text)
        menu.addAction("as a picture", self.view.copy_picture)
        self.copy.setMenu(menu)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 0)
        for widget, share in ((self.subject, 2), (self.notation, 3), (self.whole, 0), (self.copy, 0)):
            row.addWidget(widget, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(scrolled(self.view, wide=True), 1)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present choices."""
        if not self._session.is_due(10, 0):
            return
        options = self._session.options
        self.notation.setCurrentIndex(list(NOTATION_WORDS).index(options.notation))
        self.whole.setChecked(options.whole)
        self.subject.setCurrentIndex(list(Subject).index(options.subject))
        self.notation.setEnabled(options.subject is Subject.LINE)

    def _on_notation(self, index: int) -> None:
        self._session.set_options(notation=self.notation.itemData(index))

    def _on_subject(self, index: int) -> None:
        self._session.set_options(subject=self.subject.itemData(index))

    def _on_whole(self, checked: bool) -> None:
        self._session.set_options(whole=checked)
