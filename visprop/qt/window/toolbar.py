"""The tool bar: stepping, and the choices that are made most often."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QWidget

from visprop.figures.moment import Part
from visprop.figures.network.edges import EDGE_WORDS
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.qt.adapter import Adapter
from visprop.qt.panels.layouts import set_choice
from visprop.qt.window.actions import BUTTONS, Actions
from visprop.qt.window.documents import Documents
from visprop.scenario.builtin import builtin_titles
from visprop.session.speeds import SPEEDS

T = TypeVar("T")

_LEAST_BOX = 84
"""How narrow a box of choices may become, in pixels."""


class StepBar(QToolBar):
    """Buttons for stepping and running; speed, edges, notation, scenario and theme."""

    def __init__(self, adapter: Adapter, actions: Actions, documents: Documents, parent: QWidget | None = None) -> None:
        super().__init__("Stepping", parent)
        self._session, self._documents = adapter.session, documents
        self.setObjectName("Stepping")
        self.setMovable(False)
        for name in BUTTONS:
            self.addAction(actions[name])
        self.speed = self._choice("Speed", "How fast training runs (Ctrl+Up, Ctrl+Down)", {s: s.text for s in SPEEDS})
        self.addSeparator()
        self.addAction(actions["reset"])
        self.addAction(actions["new_weights"])
        self.addSeparator()
        self.edges = self._choice("Edges show", "What the edges of the network show (Alt+1 … Alt+4)", EDGE_WORDS)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.scenarios = self._choice("Scenario", "Open a built-in scenario (Ctrl+1 …)", builtin_titles())
        self.scenarios.setPlaceholderText("own scenario")
        notations = {notation: notation.words for notation in NOTATIONS.values()}
        self.notation = self._choice("Notation", "The notation of equations (Ctrl+Alt+1 … 5)", notations)
        dresses = {dress: dress.words for dress in DRESSES.values()}
        self.dress = self._choice("Dress", "What parameters are called, from f p to any sizes (Alt+Shift+1 … 6)", dresses)
        for box in (self.speed, self.edges, self.scenarios, self.notation, self.dress):
            # Less than its text only where the window is too narrow for all.
            box.setMinimumWidth(_LEAST_BOX)
        self.addAction(actions["dark"])
        self.speed.activated.connect(self._session.playback.set_speed)
        self.edges.activated.connect(self._on_edges)
        self.notation.activated.connect(self._on_notation)
        self.dress.activated.connect(self._on_dress)
        self.scenarios.activated.connect(self._on_scenario)
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS, Part.PLAYBACK))
        self.refresh()

    def _choice(self, name: str, tip: str, entries: Mapping[T, str]) -> QComboBox:
        box = QComboBox()
        for data, words in entries.items():
            box.addItem(words, data)
        box.setToolTip(tip)
        box.setAccessibleName(name)
        self.addWidget(box)
        return box

    def refresh(self) -> None:
        """Show the present choices."""
        options = self._session.options
        self.speed.setCurrentIndex(self._session.playback.speed_index)
        self.edges.setCurrentIndex(list(EDGE_WORDS).index(options.edges))
        self.notation.setCurrentIndex(list(NOTATIONS).index(options.notation.name))
        self.dress.setCurrentIndex(list(DRESSES).index(options.dress.name))
        for index, dress in enumerate(DRESSES.values()):
            set_choice(self.dress, index, dress.tip, dress.unfit(self._session.scenario))
        self.scenarios.setCurrentIndex(self.scenarios.findText(self._session.scenario.title))

    def _on_edges(self, index: int) -> None:
        self._session.view.set_edges(list(EDGE_WORDS)[index])

    def _on_notation(self, index: int) -> None:
        self._session.view.set_notation(list(NOTATIONS.values())[index])

    def _on_dress(self, index: int) -> None:
        self._session.set_dress(list(DRESSES.values())[index])
        self.refresh()

    def _on_scenario(self, index: int) -> None:
        self._documents.open_builtin(self.scenarios.itemData(index))
        self.refresh()
