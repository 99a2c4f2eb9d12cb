"""The landscape with the choice of its plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visprop.engine.network import Network
from visprop.figures.plots.plane import Place, PlaneChoice, Span
from visprop.qt.session import Session
from visprop.qt.views.landscape_view import LandscapeView

SPAN_WORDS = {
    Span.PARAMETERS: "two parameters",
    Span.GRADIENT: "−∇φ and a random direction",
    Span.RANDOM: "two random directions",
    Span.PCA: "principal components of the path",
}
"""What the plane can be spanned by, as the user reads it."""


class LandscapePanel(QWidget):
    """What the plane is spanned by, above the landscape; its other choices are in a menu."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network: Network | None = None
        self.view = LandscapeView(session)
        self.span = QComboBox()
        self.span.setToolTip("What the plane is spanned by")
        self.span.setAccessibleName("Plane")
        for span, words in SPAN_WORDS.items():
            self.span.addItem(words, span)
        self.span.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.span.setMinimumContentsLength(8)
        self.span.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.span.activated.connect(self._on_span)
        self.solid = QToolButton()
        self.more = QToolButton()
        self.more.setText("More")
        self.more.setToolTip("What else the landscape shows")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 0)
        for widget in (self.span, self.solid, self.more):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self._parameter_row())
        layout.addWidget(self.view, 1)
        layout.addWidget(self._progress_row())
        session.changed.connect(self.refresh)
        self.refresh()

    def _parameter_row(self) -> QWidget:
        self._parameters = QWidget()
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
        self.auto.clicked.connect(lambda: self._choose(names=None, ranges=None))
        row = QHBoxLayout(self._parameters)
        row.setContentsMargins(8, 0, 8, 0)
        for widget in (QLabel("across"), self.first, QLabel("up"), self.second, self.auto):
            row.addWidget(widget)
        row.addStretch()
        return self._parameters

    def _progress_row(self) -> QWidget:
        self.progress = QWidget()
        bar = QProgressBar(minimum=0, maximum=100)
        bar.setTextVisible(False)
        stop = QPushButton("Cancel")
        stop.setToolTip("Leave the surface as it is (Esc)")
        stop.clicked.connect(self.view.surfaces.cancel)
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(8, 0, 8, 4)
        row.addWidget(bar, 1)
        row.addWidget(stop)
        self.progress.hide()

        def show(share: float) -> None:
            bar.setValue(round(100 * share))
            self.progress.setVisible(share < 1.0)

        self.view.surfaces.progressed.connect(show)
        return self.progress

    def add_actions(self, solid: QAction, others: Sequence[QAction | None]) -> None:
        """Put the window's actions on the buttons; None is a line between them."""
        self.solid.setDefaultAction(solid)
        menu = QMenu(self.more)
        menu.setToolTipsVisible(True)
        for action in others:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        self.more.setMenu(menu)

    def refresh(self) -> None:
        """Show what is chosen."""
        if not self._session.is_due(10, 0):
            return
        network, choice = self._session.scenario.network, self._session.options.plane
        blockers = [QSignalBlocker(self.first), QSignalBlocker(self.second)]
        if network != self._network:
            self._network = network
            for box in (self.first, self.second):
                box.clear()
                box.addItems(list(network.names))
        self.span.setCurrentIndex(self.span.findData(choice.span))
        self._parameters.setVisible(choice.span is Span.PARAMETERS)
        if choice.span is Span.PARAMETERS:
            for box, name in zip((self.first, self.second), self.view.basis.words, strict=True):
                if box.currentText() != name:
                    box.setCurrentText(name)
        del blockers

    # What is chosen

    @property
    def _here(self) -> Place:
        """Where p is."""
        update = self._session.position.update
        return Place(update, self._session.timeline.parameters(update))

    def _choose(self, **fields: object) -> None:
        choice: PlaneChoice = replace(self._session.options.plane, **fields)  # type: ignore[arg-type]
        self._session.set_options(plane=choice, picking=False)

    def _on_span(self, index: int) -> None:
        self._choose(span=self.span.itemData(index), anchor=self._here, ranges=None)

    def _on_chosen(self) -> None:
        first, second = self.first.currentText(), self.second.currentText()
        words = self.view.basis.words
        if first == second:
            # Two equal axes span no plane: the other list takes the parameter that this one had.
            first, second = (words[1], second) if first == words[0] else (first, words[0])
        self._choose(names=(first, second), ranges=None)

    def hold(self, on: bool) -> None:
        """Keep the plane where it is while p moves on, or let it go through the present p again."""
        self._choose(held=self._here if on else None)

    def follow(self) -> None:
        """Let the range follow the path again."""
        self._choose(ranges=None)

    def anew(self) -> None:
        """Take the directions from the present p, and draw the random ones anew."""
        self._choose(anchor=self._here, seed=self._session.options.plane.seed + 1, ranges=None)
