"""A reader that knows a window by Qt's accessible interface alone, as a screen reader does."""

import re
from time import perf_counter

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from tests.qt.settling import LONGEST, settle

NAME, MORE = QAccessible.Text.Name, QAccessible.Text.Description


def named(interface):
    """What an interface is called."""
    return interface.text(NAME)


def children(interface):
    """The interfaces below one."""
    return [child for child in map(interface.child, range(interface.childCount())) if child is not None]


def tree(interface):
    """An interface and all below it that is to be seen."""
    if interface.isValid() and not interface.state().invisible:
        yield interface
        for child in children(interface):
            yield from tree(child)


def found(interface, name, text=NAME):
    """The first interface in a tree whose name, or description, begins so; what is computed beside the window is waited for."""
    end = perf_counter() + LONGEST
    while perf_counter() < end:
        one = next((one for one in tree(interface) if one.text(text).startswith(name)), None)
        if one is not None:
            return one
        QApplication.processEvents()
    raise AssertionError(f"nothing is called {name!r}")


def picture(whole, name):
    """A painted view by its title."""
    return next(one for one in tree(whole) if one.role() is QAccessible.Role.Grouping and named(one) == name)


def leaves(interface):
    """What a tree says, each of its leaves."""
    below = children(interface)
    return [words for child in below for words in leaves(child)] if below else [named(interface)]


def press(interface):
    """Press what can be pressed."""
    actions = interface.actionInterface()
    assert actions is not None, f"{named(interface)!r} cannot be pressed"
    assert actions.pressAction() in actions.actionNames()
    actions.doAction(actions.pressAction())
    settle()


_NUMBER = r"(?:equals|is about) ((?:minus )?[\d.]+(?: times 10 to the (?:minus )?\d+)?)"


def number_after(words, said):
    """The last number of the sentence that begins with some words, as somebody who listens writes it down."""
    sentence = next(one for one in re.split(r"[;\n]|\.\s", said) if one.strip().startswith(words))
    told = re.findall(_NUMBER, sentence)[-1]
    return float(told.replace("minus ", "-").replace(" times 10 to the ", "e"))


class Ears:
    """What a screen reader is told: what is announced, and of which things that they are others now."""

    def __init__(self, monkeypatch):
        self.announced, self.events, self._send = [], [], QAccessible.updateAccessibility
        monkeypatch.setattr(QAccessible, "isActive", lambda: True)
        monkeypatch.setattr(QAccessible, "updateAccessibility", self._hear)

    def _hear(self, event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.announced.append(event.message())
        else:
            self.events.append((event.type(), event.accessibleInterface()))
        self._send(event)

    def told(self, kind):
        """The names of what an event of a kind was about."""
        return [named(interface) for one, interface in self.events if one is kind]
