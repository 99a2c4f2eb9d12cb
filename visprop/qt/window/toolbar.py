"""The tool bar: stepping, and the choices that are made most often."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QWidget

from visprop.figures.network.edges import EdgeValue
from visprop.notation.notations.registry import Notation
from visprop.qt.options import SPEEDS
from visprop.qt.session import Session
from visprop.qt.window.actions import Actions
from visprop.qt.window.documents import Documents
from visprop.scenario.builtin import builtin_names, builtin_path
from visprop.scenario.files import load

EDGE_WORDS = {
    EdgeValue.WEIGHT: "weight w",
    EdgeValue.CONTRIBUTION: "contribution w·a",
    EdgeValue.GRADIENT: "gradient ∂c/∂w",
    EdgeValue.UPDATE: "update Δw",
}
"""What the edges can show, as the user reads it."""

NOTATION_WORDS = {
    Notation.COMPONENTS: "components",
    Notation.VECTORISED: "vectorised",
    Notation.EULER: "Euler: D, λ",
    Notation.LEIBNIZ: "Leibniz: ∂/∂",
}
"""The notations, as the user reads them."""

_STEPS = ("first", "update_back", "example_back", "line_back", "run", "line", "example", "update", "epoch")


class StepBar(QToolBar):
    """Buttons for stepping and running; speed, edges, notation, scenario and theme."""

    def __init__(self, session: Session, actions: Actions, documents: Documents, parent: QWidget | None = None) -> None:
        super().__init__("Stepping", parent)
        self._session, self._documents = session, documents
        self.setObjectName("Stepping")
        self.setMovable(False)
        for name in _STEPS:
            self.addAction(actions[name])
        self.speed = self._choice("Speed", "How fast training runs (Ctrl+Up, Ctrl+Down)", [speed.text for speed in SPEEDS])
        self.addSeparator()
        self.addAction(actions["reset"])
        self.addAction(actions["new_weights"])
        self.addSeparator()
        self.edges = self._choice("Edges show", "What the edges of the network show (Alt+1 … Alt+4)", list(EDGE_WORDS.values()))
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        titles = [load(builtin_path(name)).title for name in builtin_names()]
        self.scenarios = self._choice("Scenario", "Open a built-in scenario (Ctrl+1 …)", titles)
        self.scenarios.setPlaceholderText("own scenario")
        self.scenarios.setMaximumWidth(170)
        self.notation = self._choice("Notation", "The notation of equations (Ctrl+Alt+1 … 4)", list(NOTATION_WORDS.values()))
        self.addAction(actions["dark"])
        self.speed.activated.connect(lambda index: session.set_options(speed=index))
        self.edges.activated.connect(lambda index: session.set_options(edges=list(EDGE_WORDS)[index]))
        self.notation.activated.connect(lambda index: session.set_options(notation=list(NOTATION_WORDS)[index]))
        self.scenarios.activated.connect(self._on_scenario)

    def _choice(self, name: str, tip: str, entries: list[str]) -> QComboBox:
        box = QComboBox()
        box.addItems(entries)
        box.setToolTip(tip)
        box.setAccessibleName(name)
        self.addWidget(box)
        return box

    def refresh(self) -> None:
        """Show the present choices."""
        options = self._session.options
        self.speed.setCurrentIndex(options.speed)
        self.edges.setCurrentIndex(list(EDGE_WORDS).index(options.edges))
        self.notation.setCurrentIndex(list(NOTATION_WORDS).index(options.notation))
        self.scenarios.setCurrentIndex(self.scenarios.findText(self._session.scenario.title))

    def _on_scenario(self, index: int) -> None:
        self._documents.open_builtin(builtin_names()[index])
        self.refresh()
