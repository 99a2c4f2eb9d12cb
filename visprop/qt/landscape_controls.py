"""The landscape with the choice of its two parameters."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from visprop.engine.network import Network
from visprop.qt.landscape_view import LandscapeView
from visprop.qt.session import Session


class LandscapePanel(QWidget):
    """Two lists of parameters above the landscape."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network: Network | None = None
        self.view = LandscapeView(session)
        self.first, self.second = QComboBox(), QComboBox()
        for box, text in ((self.first, "horizontal"), (self.second, "vertical")):
            box.setToolTip(f"The parameter on the {text} axis")
            box.setAccessibleName(f"Parameter on the {text} axis")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)
            box.activated.connect(self._on_chosen)
        self.auto = QToolButton()
        self.auto.setText("largest")
        self.auto.setToolTip("Take the two parameters with the largest gradient at the start")
        self.auto.clicked.connect(self._on_auto)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 0)
        for widget in (QLabel("across"), self.first, QLabel("up"), self.second, self.auto):
            row.addWidget(widget)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show which parameters are chosen."""
        if not self._session.is_due(10, 0):
            return
        network = self._session.scenario.network
        blockers = [QSignalBlocker(self.first), QSignalBlocker(self.second)]
        if network != self._network:
            self._network = network
            for box in (self.first, self.second):
                box.clear()
                box.addItems(list(network.names))
        for box, name in zip((self.first, self.second), self.view.axes, strict=True):
            if box.currentText() != name:
                box.setCurrentText(name)
        del blockers

    def _on_chosen(self) -> None:
        first, second = self.first.currentText(), self.second.currentText()
        if first == second:
            # Two equal axes span no plane: the other list takes the parameter that this one had.
            first, second = (self.view.axes[1], second) if first == self.view.axes[0] else (first, self.view.axes[0])
        self._session.set_options(axes=(first, second))

    def _on_auto(self) -> None:
        self._session.set_options(axes=None)
