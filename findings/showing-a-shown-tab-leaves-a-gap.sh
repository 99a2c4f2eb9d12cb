#!/usr/bin/env bash
# A loop over the tabs of a QTabBar that shows some and hides the others.
#
# One would guess: setTabVisible(i, True) on a tab that is visible already does nothing, as QWidget.setVisible(True) on a widget does
# that is, so that the order in which the tabs are told does not matter.
#
# What happens: it cancels the layout that hiding another tab has just asked for. Qt writes down "the layout is stale" as
# "this call changed something", so the last call of a loop decides for all of them: a bar whose tabs are shown and hidden one
# after the other keeps a hole as wide as the hidden tab, asks for room for it (its size hint), and, where that is more room than
# there is, shows scroll arrows for tabs that nobody can see. The same calls in another order leave none. It lasts until
# something else lays the bar out, so that it comes and goes with the size of the window.
#
# Why it matters: a workbench with many docked panels hides tabs for which there is no room, in a loop over all of them. The mend
# is to call it only where the value differs.
#
# Versions: PySide6-Essentials 6.11.3 and 6.9.2 on CPython 3.11; found 2026-12-01.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/tabs.py" <<'PY'
import sys

from PySide6 import __version__
from PySide6.QtWidgets import QApplication, QTabBar

app = QApplication(["tabs", "-platform", "offscreen"])


def bar(calls):
    """Three tabs, one of them hidden by some calls: where each begins and how wide it is, and how wide the bar would be."""
    made = QTabBar()
    made.setExpanding(False)
    for word in ("first", "second", "third"):
        made.addTab(word)
    made.resize(600, 40)
    made.show()
    app.processEvents()
    # Laid out, as it is once it has been painted.
    wide = [made.tabRect(i).width() for i in range(3)]
    for index, on in calls:
        made.setTabVisible(index, on)
    app.processEvents()
    return wide, [made.tabRect(i).x() for i in (0, 2)], made.sizeHint().width()


wide, alone, hint_alone = bar([(1, False)])
_, loop, hint_loop = bar([(0, True), (1, False), (2, True)])
_, other, hint_other = bar([(0, True), (2, True), (1, False)])
print("PySide6", __version__, "widths", wide)
print("the second one hidden:             third at", alone[1], "the bar", hint_alone)
print("all told, the third last:          third at", loop[1], "the bar", hint_loop)
print("all told, the second last:         third at", other[1], "the bar", hint_other)
closes = alone[1] == other[1] == wide[0]
leaves = loop[1] == wide[0] + wide[1] and hint_loop > hint_alone == hint_other
sys.exit(0 if closes and leaves else "the gap is closed in every order: this has changed")
PY
for version in 6.11.3 6.9.2; do
  python3 -m venv "$work/$version"
  "$work/$version/bin/pip" install --quiet --disable-pip-version-check "PySide6-Essentials==$version"
  QT_QPA_PLATFORM=offscreen "$work/$version/bin/python" "$work/tabs.py" 2> >(grep -v propagateSizeHints >&2)
done
echo "as described"
