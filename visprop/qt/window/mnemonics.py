"""The letters by which the entries of menus are chosen: no two entries of one menu share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu


def letter_of(text: str) -> str:
    """The letter that an entry is chosen by, in lower case; empty for none."""
    return QKeySequence.mnemonic(text).toString().removeprefix("Alt+").lower()


def give_letters(menus: Iterable[QMenu]) -> None:
    """Let each entry keep its letter unless one before it has it; that gets another letter of its words, or none.

    An entry of several menus has a letter that is free in all of them, so those come first.
    """
    places: dict[QAction, list[set[str]]] = {}
    for menu in menus:
        taken: set[str] = set()
        for action in menu.actions():
            if not action.isSeparator():
                places.setdefault(action, []).append(taken)
    homes = sorted(places.items(), key=lambda place: -len(place[1]))
    later = [place for place in homes if letter_of(place[0].text()) and not _take(letter_of(place[0].text()), place[1])]
    for action, taken_there in later:
        plain = action.text().replace("&", "", 1)
        at = next((at for at in _wishes(plain) if _take(plain[at].lower(), taken_there)), None)
        action.setText(plain if at is None else f"{plain[:at]}&{plain[at:]}")


def _take(letter: str, taken: list[set[str]]) -> bool:
    """Take a letter in some menus, if it is free in all of them; whether it was."""
    if any(letter in there for there in taken):
        return False
    for there in taken:
        there.add(letter)
    return True


def _wishes(plain: str) -> Iterator[int]:
    """Where a letter may be marked in some words: at their beginnings first, then anywhere."""
    begins = [at for at, sign in enumerate(plain) if sign.isalnum() and (at == 0 or not plain[at - 1].isalnum())]
    yield from begins
    yield from (at for at, sign in enumerate(plain) if sign.isascii() and sign.isalnum() and at not in begins)
