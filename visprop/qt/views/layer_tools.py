"""Buttons in the picture of the network by which it is rebuilt: above each layer, and between two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS
from visprop.figures.base.shapes import Figure
from visprop.session.session import Session

_GAP = 2
_NARROW_MENU = "•"
_ROOM_FOR_MORE = 150.0
"""How far apart layers are, in pixels at 100 % text, so that there is room for a layer between them."""


def fill_layer_menu(menu: QMenu, session: Session, layer: int) -> None:
    """All that can be done with a layer: units, activation, cost, layers beside it."""
    menu.clear()
    network, editing = session.scenario.network, session.network_edits
    if layer > network.depth:
        # The layer went while its button was still there.
        return
    unit = "neuron" if layer else "input"
    _add(menu, f"Add a {unit}" if layer else "Add an input", partial(editing.add_unit, layer))
    _add(menu, f"Remove the last {unit}", partial(editing.remove_unit, layer)).setEnabled(network.sizes[layer] > 1)
    if layer:
        menu.addSeparator()
        for name, activation in ACTIVATIONS.items():
            if activation.is_elementwise or layer == network.depth:
                action = _add(menu, activation.words, partial(editing.set_activation, layer, name))
                action.setCheckable(True)
                action.setChecked(network.activations[layer - 1] == name)
    if layer == network.depth:
        menu.addSeparator()
        for name, cost in COSTS.items():
            action = _add(menu, cost.words, partial(editing.set_cost, name))
            action.setCheckable(True)
            action.setChecked(network.cost == name)
    menu.addSeparator()
    if layer:
        _add(menu, "Insert a layer before it", partial(editing.add_layer, layer))
    if layer < network.depth:
        _add(menu, "Insert a layer after it", partial(editing.add_layer, layer + 1))
    if 0 < layer < network.depth:
        _add(menu, "Remove this layer", partial(editing.remove_layer, layer))


def _add(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda: act())
    return action


class LayerTools:
    """The buttons over a view of the network; they follow its layers.

    Args:
        view: over which they are.
        session: what they change.
        to_widget: a place of the figure → one of the view.
    """

    def __init__(self, view: QWidget, session: Session, to_widget: Callable[[float, float], QPointF]) -> None:
        self._view, self._session, self._to_widget = view, session, to_widget
        self._shape: tuple[int, ...] = ()
        self.less: list[QToolButton] = []
        self.more: list[QToolButton] = []
        self.what: list[QToolButton] = []
        self.between: list[QToolButton] = []

    def follow(self, figure: Figure | None, is_shown: bool) -> None:
        """Put them where the layers of a figure are, or away."""
        centres = layer_centres(figure) if figure is not None and is_shown else []
        if len(centres) != self._session.scenario.network.depth + 1:
            for button in self._all():
                button.hide()
            return
        if self._shape != self._session.scenario.network.sizes:
            self._make()
        xs = [self._to_widget(x, 0.0).x() for x in centres]
        high = max(button.sizeHint().height() for button in self.what)
        whole = [[less, what, more] for less, what, more in zip(self.less, self.what, self.more, strict=True)]
        # Measured as they are where there is room.
        for button, size in zip(self.what, self._shape, strict=True):
            button.setText(f"{size} ▾")
        is_whole = self._fit(whole, xs)
        if not is_whole and not self._fit([[what] for what in self.what], xs):
            for button in self.what:
                button.setText(_NARROW_MENU)
        for row, x in zip(whole, xs, strict=True):
            for button in (row[0], row[2]):
                button.setVisible(is_whole)
            self._put(row if is_whole else [row[1]], x, high)
        apart = float(min(np.diff(xs))) if len(xs) > 1 else 1e9
        for i, button in enumerate(self.between):
            button.setVisible(apart >= _ROOM_FOR_MORE * self._session.window.text / 100)
            if button.isVisible():
                self._put([button], (xs[i] + xs[i + 1]) / 2, high)

    def _fit(self, rows: list[list[QToolButton]], xs: list[float]) -> bool:
        """Whether these rows of buttons have room beside one another."""
        edges = [self._edges(row, x) for row, x in zip(rows, xs, strict=True)]
        return all(one[1] + _GAP <= other[0] for one, other in pairwise(edges))

    def _edges(self, row: list[QToolButton], x: float) -> tuple[int, int]:
        """Where a row about a place begins and ends, in the view."""
        wide = sum(button.sizeHint().width() for button in row) + _GAP * (len(row) - 1)
        left = round(min(max(0.0, x - wide / 2), self._view.width() - wide))
        return left, left + wide

    def _all(self) -> list[QToolButton]:
        return [*self.less, *self.more, *self.what, *self.between]

    def _put(self, row: list[QToolButton], x: float, high: int) -> None:
        left, _ = self._edges(row, x)
        for button in row:
            button.setGeometry(left, 1, button.sizeHint().width(), high)
            left += button.sizeHint().width() + _GAP
            button.show()

    def _make(self) -> None:
        """Make the buttons of another network."""
        for button in self._all():
            button.hide()
            button.deleteLater()
        network, editing = self._session.scenario.network, self._session.network_edits
        self._shape = network.sizes
        layers = range(network.depth + 1)
        self.less = [self._button("−", f"Remove the last unit of {_named(i)}", partial(editing.remove_unit, i)) for i in layers]
        self.what = [self._menu_button(i) for i in layers]
        self.more = [self._button("+", f"Add a unit to {_named(i)}", partial(editing.add_unit, i)) for i in layers]
        self.between = [
            self._button("+|", f"Insert a layer before {_named(i)}", partial(editing.add_layer, i)) for i in layers if i
        ]

    def _button(self, words: str, tip: str, act: Callable[[], object] | None = None) -> QToolButton:
        button = QToolButton(self._view)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setProperty("role", "quiet")
        if act is not None:
            button.clicked.connect(lambda: act())
        return button

    def _menu_button(self, layer: int) -> QToolButton:
        button = self._button(
            f"{self._shape[layer]} ▾", f"Activation, units and layers: all that can be done with {_named(layer)}"
        )
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(fill_layer_menu, menu, self._session, layer))
        button.setMenu(menu)
        return button


def _named(layer: int) -> str:
    return f"layer {layer}" if layer else "the inputs"


def layer_centres(figure: Figure) -> list[float]:
    """Where, from left to right, the layers of a network's figure stand; empty if not all of them can be pointed at."""
    found: dict[int, float] = {}
    for group in figure.targets:
        key = group.key(0)
        if key.letter in ("x", "a") and len(group.ends):
            found[key.number if key.letter == "a" else 0] = float(group.ends[:, [0, 2]].mean())
    layers = sorted(found)
    return [found[layer] for layer in layers] if layers == list(range(len(layers))) else []
