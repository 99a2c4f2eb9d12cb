#!/usr/bin/env bash
# A shortcut of one widget, made in one call.
#
# One would guess: QShortcut(keys, widget, function, context=WidgetShortcut) makes a shortcut that holds only while the widget has
# the focus; the constructor names `context` in its signature and takes it without complaint.
#
# What happens: with a function to call beside it the context is dropped, by name as by position, and the shortcut is the whole
# window's. Without the function it is kept, and so it is by setContext. Where the window has the same keys for something else
# (Ctrl+C for what is selected in a picture, and for a table that comes later) neither is done from then on: Qt finds them
# ambiguous, and says so in a warning alone.
#
# Why it matters: a table that is built late takes a key away from the whole window, and the action with that key still looks
# enabled in its menu.
#
# Versions: PySide6-Essentials 6.11.3 on CPython 3.11; found 2026-11-28.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$folder/env/bin/python" - <<'EOF'
import PySide6
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QTableView

app = QApplication([])
said, done = [], []
qInstallMessageHandler(lambda kind, context, text: said.append(text))
OWN, WINDOWS = Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WindowShortcut


def pressed_elsewhere(make):
    """The context of a table's shortcut, and what Ctrl+C then does where the table has not the focus."""
    done.clear()
    window = QMainWindow()
    copies = QAction("Copy", window)
    copies.setShortcut(QKeySequence("Ctrl+C"))
    copies.triggered.connect(lambda: done.append("the window's"))
    window.addAction(copies)
    button, table = QPushButton("elsewhere", window), QTableView(window)
    shortcut = make(table, lambda: done.append("the table's"))
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    app.processEvents()
    return shortcut.context(), tuple(done)


def afterwards(table, function):
    shortcut = QShortcut(QKeySequence("Ctrl+C"), table)
    shortcut.setContext(OWN)
    shortcut.activated.connect(function)
    return shortcut


WAYS = {
    "function, context by name": lambda table, function: QShortcut(QKeySequence("Ctrl+C"), table, function, context=OWN),
    "function, context by place": lambda table, function: QShortcut(QKeySequence("Ctrl+C"), table, function, OWN),
    "no function, context by name": lambda table, function: QShortcut(QKeySequence("Ctrl+C"), table, context=OWN),
    "setContext": afterwards,
}
print(f"PySide6 {PySide6.__version__}; Ctrl+C in a button beside a table whose shortcut was asked for as its own")
found = {name: pressed_elsewhere(make) for name, make in WAYS.items()}
for name, (context, did) in found.items():
    print(f"  {name:30} {context.name}, done: {did or 'nothing'}")
print("Qt said:", *(text for text in said if "Ambiguous" in text))
assert any("Ambiguous" in text for text in said)
for name in ("function, context by name", "function, context by place"):
    assert found[name] == (WINDOWS, ()), f"{name}: the context is no longer dropped"
for name in ("no function, context by name", "setContext"):
    assert found[name] == (OWN, ("the window's",)), name
EOF
echo "as described"
