"""The button above the monitor that chooses its further curves."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from visprop.figures.plots.plot_options import MonitorOptions
from visprop.session.session import Session
from visprop.timeline.gauges import GAUGES
from visprop.timeline.spreads import SPREADS, spread_key


class CurvesButton(QToolButton):
    """Opens a menu of all gauges, and of the quantities that are watched."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setText("Curves")
        self.setProperty("role", "quiet")
        self.setToolTip("Show more of each update below the costs: gradients, steps, curvature, spreads, what is watched")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        # Cleared, a menu lets go of its actions, but keeps the menus in it.
        self._within: list[QMenu] = []
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Offer what there is now."""
        self._menu.clear()
        for menu in self._within:
            menu.deleteLater()
        self._within = []
        chosen = self._session.options[MonitorOptions.curves]
        for name, gauge in GAUGES.items():
            self._add(name, gauge.words, name in chosen)
        self._menu.addSeparator()
        for letter, spread in SPREADS.items():
            words = spread.words.format("…")
            menu = self._menu.addMenu(f"Spread of {words}")
            self._within.append(menu)
            for layer in range(1, self._session.scenario.network.depth + 1):
                self._add(f"{letter}{layer}", f"layer {layer}", f"{letter}{layer}" in chosen, menu)
        watched = [str(key) for key in self._session.selection.watched]
        others = [name for name in chosen if name not in GAUGES and name not in watched and spread_key(name) is None]
        if watched or others:
            self._menu.addSeparator()
        for name in (*watched, *others):
            self._add(name, name, name in chosen)

    def _add(self, name: str, words: str, is_on: bool, menu: QMenu | None = None) -> None:
        action = QAction(words, menu or self._menu, checkable=True, checked=is_on)
        action.toggled.connect(partial(self._choose, name))
        (menu or self._menu).addAction(action)

    def _choose(self, name: str, is_on: bool) -> None:
        before = self._session.options[MonitorOptions.curves]
        after = {*before, name} if is_on else {*before} - {name}
        # Gauges stand in their own order, quantities after them as they are chosen.
        order = [*GAUGES, *before, name]
        self._session.choose(MonitorOptions.curves, tuple(sorted(after, key=order.index)))
