#!/usr/bin/env bash
# Looking through a Qt window from Python, and what Python keeps of it.
#
# One would guess: `findChildren` only looks. Once a widget is deleted in C++, nothing of it is left in Python either, as after
# `children()` or `QApplication.allWidgets()`, which hand out the same widgets.
#
# What happens: PySide6 gives Python's objects for grandchildren that it meets for the first time to the widget that was asked, not
# to their own parents. They outlive the widget that they stood for: with each combo box that comes and goes nine dead objects
# (its popup's view, scroll bars and so on) stay with the window for as long as the window lives. Walking by `children()`, asking
# the box itself, or asking the application keeps none.
#
# Why it matters: a window that looks for the places of Tab, or a test that presses whatever it finds, grows with every look, and a
# hunt for leaks finds widgets that nobody holds. The count of Qt's own widgets does not show it.
#
# Versions: PySide6-Essentials 6.11.3 on CPython 3.11; found 2026-11-28.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$folder/env/bin/python" - <<'EOF'
import gc

import PySide6
import shiboken6
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

app = QApplication([])
BOXES = 50


def walked(widget):
    for child in widget.children():
        if isinstance(child, QWidget):
            yield child
            yield from walked(child)


def kept_after(look):
    """How many of Python's objects remain for widgets that are no more, after so many boxes came, were looked at, and went."""
    window = QWidget()
    for _ in range(BOXES):
        box = QComboBox(window)
        box.addItem("one")
        look(window, box)
        shiboken6.delete(box)
        del box
    gc.collect()
    of_qt = sum(one is not window and window.isAncestorOf(one) for one in app.allWidgets())
    of_python = sum(isinstance(one, QWidget) and not shiboken6.isValid(one) for one in gc.get_objects())
    shiboken6.delete(window)
    return of_qt, of_python


LOOKS = {
    "nothing": lambda window, box: None,
    "window.findChildren(QWidget)": lambda window, box: window.findChildren(QWidget),
    "box.findChildren(QWidget)": lambda window, box: box.findChildren(QWidget),
    "children() of children()": lambda window, box: list(walked(window)),
    "QApplication.allWidgets()": lambda window, box: app.allWidgets(),
}
print(f"PySide6 {PySide6.__version__}; {BOXES} boxes that came and went")
found = {name: kept_after(look) for name, look in LOOKS.items()}
for name, (of_qt, of_python) in found.items():
    print(f"  {name:30} Qt's widgets left {of_qt}, Python's dead objects {of_python}")
assert all(of_qt == 0 for of_qt, _ in found.values())
assert found.pop("window.findChildren(QWidget)")[1] == 9 * BOXES, "findChildren no longer keeps what has gone"
assert all(of_python == 0 for _, of_python in found.values())
EOF
echo "as described"
