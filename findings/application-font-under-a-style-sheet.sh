#!/usr/bin/env bash
# PySide6: where the application has a style sheet, QApplication.setFont does not reach widgets that are there.
#
# One would guess: QApplication.setFont gives all widgets without a font of their own the new one, whatever else is set, as its
# documentation says that it changes the default font; at once, since font() of the application itself has changed.
# What happens: widgets of a window that is shown keep their old font until the event loop turns. Where the application has a style
# sheet, of whatever content, they keep it for good, although QApplication.font() tells the new one and widgets made later have it.
# They take the new font at once when the style sheet is set again, be it the same text.
# Why it matters: a program that lets its users choose a size of text, and dresses its bars by a style sheet, measures with one font
# and shows another: bars are high enough for letters that are not there, and half of the window is in each size.
# Versions: PySide6-Essentials 6.11.3, on 2026-11-30, offscreen.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" - <<'PYTHON'
import PySide6
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

print("PySide6", PySide6.__version__)
app = QApplication([])


def choose(size):
    font = QFont(app.font())
    font.setPixelSize(size)
    app.setFont(font)


def told(words):
    found = label.font().pixelSize()
    print(f"{words}: the application has {app.font().pixelSize()} px, the label {found}")
    return found


choose(11)
window = QMainWindow()
label = QLabel("letters", window)
window.show()
app.processEvents()
choose(20)
assert told("without a style sheet, at once") == 11
app.processEvents()
assert told("without a style sheet, after a turn") == 20
app.setStyleSheet("QToolBar { margin: 0 }")
choose(30)
for _ in range(20):
    app.processEvents()
assert told("with a style sheet, after many turns") == 20
assert QLabel("made later").font().pixelSize() == 30
app.setStyleSheet(app.styleSheet())
assert told("once the same style sheet is set again") == 30
print("as told above")
PYTHON
