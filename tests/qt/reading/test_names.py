"""Nothing that can have the focus is nameless, in any workspace, kind or dialogue; and what the mouse clicks can be hit."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QSlider,
    QWidget,
)

from tests.qt.reading.reader import MORE, NAME, children
from tests.qt.settling import settle
from tests.usual import usual
from visprop.benches.registry import BENCHES
from visprop.engine.key import Key
from visprop.kinds.files import begun_with
from visprop.qt.dialogs.animation import AnimationDialog
from visprop.qt.dialogs.describing import DescribeDialog
from visprop.qt.dialogs.own_network import OwnNetworkDialog
from visprop.qt.dialogs.web_dialog import WebDialog
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run

ROLE = QAccessible.Role
LABELS = QAccessible.RelationFlag.Label
# Labels can be marked with the mouse, cells are named by their headers, tabs by their words.
UNNAMED = {
    *(ROLE.StaticText, ROLE.Cell, ROLE.ColumnHeader, ROLE.RowHeader, ROLE.ListItem, ROLE.TreeItem),
    *(ROLE.Window, ROLE.Dialog, ROLE.PageTabList),
}


def all_of(interface):
    """An interface and all below it, but what is in painted pictures and tables, which have tests of their own."""
    yield interface
    if interface.role() not in (ROLE.Table, ROLE.Tree, ROLE.List) and (
        interface.role() is not ROLE.Grouping or isinstance(interface.object(), QWidget)
    ):
        for child in children(interface):
            if child.isValid() and isinstance(child.object(), QWidget):
                yield from all_of(child)


def name_of(interface):
    """What a screen reader calls it: a list of choices by its label, as its own name is the choice."""
    widget = interface.object()
    if isinstance(widget, QComboBox):
        return " ".join(label.text(NAME) for label, _ in interface.relations(LABELS))
    return interface.text(NAME)


def is_stopped_at(interface):
    """Whether the focus can come to it."""
    widget = interface.object()
    state = interface.state()
    return isinstance(widget, QWidget) and widget.isVisible() and bool(state.focusable) and interface.role() not in UNNAMED


def told(interface):
    """What a fault is called."""
    chain, widget = [], interface.object()
    while widget is not None and len(chain) < 4:
        chain.append(f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}".strip())
        widget = widget.parentWidget()
    return f"{' in '.join(chain)} ({interface.text(MORE)[:50]!r})"


def nameless(top):
    """Everything in a widget that the focus can come to, and that has no name or does not say what its tool tip says."""
    found = set()
    for interface in all_of(QAccessible.queryAccessibleInterface(top)):
        if is_stopped_at(interface):
            widget = interface.object()
            if not name_of(interface).strip() or (widget.toolTip() and not interface.text(MORE)):
                found.add(told(interface))
    return sorted(found)


@pytest.mark.parametrize("workspace", ["step", "descend", "data", "lesson", "present"])
def test_nothing_in_a_workspace_is_nameless(looked_at, workspace):
    window, session = looked_at, looked_at.session
    session.open(Run(open_scenario("xor")), None)
    session.window.choose(workspace)
    session.selection.select(Key.parse("w2[1,1]"))
    settle()
    for dock in window.docks.docks.values():
        if dock.isVisible():
            dock.raise_()
            settle()
            assert nameless(dock) == []
    assert nameless(window) == []


@pytest.mark.parametrize("name", BENCHES)
def test_nothing_of_a_bench_is_nameless(looked_at, name):
    looked_at.session.open(begun_with(f"bench:{name}").run(), None)
    settle()
    assert nameless(looked_at) == []


# What is asked and waited for is shown here without waiting.
MODAL = {
    "describe": DescribeDialog,
    "own_network": lambda session, window: OwnNetworkDialog(window),
    "export": lambda session, window: window.dialogs.export_dialog("network"),
    "animate": lambda session, window: AnimationDialog(session, session.kind.views(), "network", window),
    "web": lambda session, window: WebDialog(session, lambda view, options: options, window),
}


@pytest.mark.parametrize(
    "name", ["compare", "swarm", "nudge", "code", "start_page", "preferences", "palette", "about", "print_", *MODAL]
)
def test_nothing_in_a_dialogue_is_nameless(looked_at, name):
    window, session = looked_at, looked_at.session
    session.open(Run(open_scenario("two-neurons")), None)
    session.selection.select(Key.parse("w2[1,1]"))
    settle()
    if name in MODAL:
        MODAL[name](session, window).show()
    else:
        getattr(window.dialogs, name)()
    settle()
    tops = QApplication.topLevelWidgets()
    shown = [one for top in tops for one in (top, *top.findChildren(QDialog)) if isinstance(one, QDialog) and one.isVisible()]
    assert shown, "it is open"
    for dialogue in shown:
        assert nameless(dialogue) == []
        dialogue.close()


# What the mouse clicks

LEAST = 24
"""So many pixels each side of what is clicked has at least, at text of 100 %."""


def too_small(top):
    """What can be clicked and is smaller than can be hit."""
    found = set()
    for widget in top.findChildren(QWidget):
        is_clicked = isinstance(widget, QAbstractButton | QComboBox | QAbstractSpinBox | QLineEdit | QSlider)
        is_inner = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        if is_clicked and not is_inner and widget.isVisible() and not widget.visibleRegion().isEmpty():
            wide, high = widget.width(), widget.height()
            if min(wide, high) < LEAST:
                found.add(f"{told(QAccessible.queryAccessibleInterface(widget))}: {wide} × {high}")
    return sorted(found)


@pytest.mark.parametrize("workspace", usual(["step", "descend", "data", "lesson", "present"], ["step", "descend", "data"]))
def test_what_is_clicked_in_a_workspace_can_be_hit(style, window, session, workspace):
    session.window.choose(workspace)
    session.selection.select(Key.parse("w2[1,1]"))
    settle()
    for dock in window.docks.docks.values():
        if dock.isVisible():
            dock.raise_()
            settle()
            assert too_small(dock) == []
    assert too_small(window) == []


def test_what_is_clicked_in_a_dialogue_can_be_hit(style, window, session):
    session.selection.select(Key.parse("w2[1,1]"))
    settle()
    for name in ("compare", "swarm", "nudge", "start_page", "preferences", "print_"):
        getattr(window.dialogs, name)()
        settle()
    for dialogue in window.findChildren(QDialog):
        assert too_small(dialogue) == []
        dialogue.close()
