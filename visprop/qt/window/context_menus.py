"""What can be done with what is pointed at: a menu at each view, and at each thing in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from visprop.engine.key import Key
from visprop.figures.line_equation import equation_style
from visprop.notation.expression.blocks import Block, Note
from visprop.qt.copied_equations import WAYS
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.views.session_view import SessionView
from visprop.qt.window.actions import Actions
from visprop.qt.window.option_controls import switches_of
from visprop.session.session import Session

_OF_SELECTED = ("edit_value", "nudge", "why", "selected", "unwound", "slice", "freeze", "tie", "copy_values", "paste_values")
_OF_VIEW = {
    "landscape": ("hold", "follow", "pick"),
    "history": ("compare",),
    "slice": ("slice", "compare"),
    **dict.fromkeys(("swarm", "swarm-map", "swarm-cloud"), ("swarm",)),
    "pseudocode": ("toggle_break",),
}
"""What a view's menu holds beside its own switches."""


class ContextMenus:
    """Opens them, by the right button or by the menu key.

    Args:
        session: what is selected.
        actions: the window's.
        dialogs: what copies and exports a view.
        on_bench: the benches on which a neuron can be looked at.
    """

    def __init__(self, session: Session, actions: Actions, dialogs: Dialogs, on_bench: QMenu) -> None:
        self._session, self._actions, self._dialogs, self._on_bench = session, actions, dialogs, on_bench

    def attach(self, view: SessionView) -> None:
        """Give a view its menu."""
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(partial(self._open, view))

    def _open(self, view: SessionView, place: QPoint) -> None:
        menu = self.menu(view, view.key_at(QPointF(place)), view.block_at(QPointF(place)))
        # A menu is hidden, not closed.
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(view.mapToGlobal(place))

    def menu(self, view: SessionView, key: Key | None, block: Block | None = None) -> QMenu:
        """What can be done there, with what is pointed at, and with the equation in which it stands."""
        menu = QMenu(view)
        menu.setToolTipsVisible(True)
        if block is not None and not isinstance(block, Note):
            copies = menu.addMenu("Copy this &equation")
            for words, copy in WAYS.items():
                self._add(copies, words, partial(copy, (block,), equation_style(self._session.options)))
            menu.addSeparator()
        if key is not None:
            self._add_thing(menu, key)
        self.fill(view, menu, key)
        return menu

    def fill(self, view: SessionView, menu: QMenu, key: Key | None = None) -> None:
        """Add what can be done with a view as a whole."""
        for name in (*switches_of(view.view), *_OF_VIEW.get(view.view.name, ())):
            # A line that is pointed at has an entry of its own for it.
            if name != "toggle_break" or key is None:
                menu.addAction(self._actions[name])
        menu.addSeparator()
        name, title = view.view.name, view.view.title
        if view.can_zoom:
            menu.addAction("Show the whole picture").triggered.connect(view.fit)
        self._add(menu, f"Copy “{title}” as a picture", partial(self._dialogs.copy_view, view))
        for found in self._dialogs.text_formats(name):
            self._add(menu, f"Copy “{title}” as {found.short}", partial(self._dialogs.copy_as, name, found))
        self._add(menu, f"Export “{title}”…", partial(self._dialogs.export_view, name))

    def _add_thing(self, menu: QMenu, key: Key) -> None:
        session = self._session
        if key.letter == "line":
            is_break = key.number in session.selection.breaks
            words = "Break no longer at this line" if is_break else "Break at this line"
            self._add(menu, words, partial(session.selection.toggle_break, key.number))
        place = key.place if session.own.has(key) else key
        if place.is_parameter or place.is_neuron:
            # Of several that are selected any stands for all.
            if place not in (session.selection.selected, *session.selection.gathered):
                session.selection.select(place)
            for name in _OF_SELECTED:
                action = self._actions[name]
                # What is selected just now makes them possible, at the next turn of the event loop.
                action.setEnabled(True)
                menu.addAction(action)
            menu.addMenu(self._on_bench)
        watched = key if key.letter in ("w", "b", "a", "z", "d", "dw", "db", "x", "y", "c", "phi") else None
        if watched is not None and session.own.has(watched) and (watched.indices or watched.letter in ("c", "phi")):
            self._add(menu, f"Watch {session.naming.text(watched)}", partial(session.selection.watch, watched))
        menu.addSeparator()

    @staticmethod
    def _add(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: act())
        return action
