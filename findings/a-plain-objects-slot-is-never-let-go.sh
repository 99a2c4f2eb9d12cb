#!/usr/bin/env bash
# Signals connected to the methods of a Python object that is no QObject, and what remains when sender and connection are gone.
#
# One would guess: a connection ends with its sender, or with `disconnect`, and nothing of it is left. So it is with a method of a
# QObject, with a function and with a lambda.
#
# What happens: for a bound method of any other object PySide6 makes a weak reference with a callback for each connection, and keeps
# it for as long as that object lives, whether the sender is deleted or the slot disconnected. `QTimer.singleShot(1, plain.slot)`
# counts as such a connection, and so does the form with a context object (`singleShot(1, context, context.slot)`), though its
# context is a QObject; only with 0 milliseconds, which goes another way, nothing is kept.
#
# Why it matters: an application that keeps its state in plain objects, as one does to have it tested without Qt, connects the
# buttons of each dialogue it opens to methods of those. A controller that asks for its next turn by `singleShot` grows by one
# reference a turn: some 40,000 in two hours of use at 5 a second. A lambda around the call keeps nothing.
#
# Versions: PySide6-Essentials 6.11.3 on CPython 3.11; found 2026-11-28.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$folder/env/bin/python" - <<'EOF'
import gc
import time
import weakref

import PySide6
from PySide6.QtCore import QCoreApplication, QObject, QTimer

app = QCoreApplication([])
TIMES = 500


class Plain:
    def slot(self):
        pass


class OfQt(QObject):
    def slot(self):
        pass


plain, of_qt = Plain(), OfQt()


def connected(slot):
    timer = QTimer()
    timer.timeout.connect(slot)


def disconnected(slot):
    timer = QTimer()
    timer.timeout.connect(slot)
    timer.timeout.disconnect(slot)


def kept_after(act):
    """How many more weak references there are, once it was done so many times and all timers have fired."""
    def count():
        gc.collect()
        return sum(isinstance(one, weakref.ReferenceType) for one in gc.get_objects())

    before = count()
    for _ in range(TIMES):
        act()
    end = time.perf_counter() + 0.3
    while time.perf_counter() < end:
        app.processEvents()
    # Some are made once, whatever is done.
    return count() - before


ACTS = {
    "plain: sender goes": (lambda: connected(plain.slot), True),
    "plain: disconnected": (lambda: disconnected(plain.slot), True),
    "plain: singleShot(1, slot)": (lambda: QTimer.singleShot(1, plain.slot), True),
    "QObject: singleShot(1, context, slot)": (lambda: QTimer.singleShot(1, of_qt, of_qt.slot), True),
    "plain: singleShot(0, slot)": (lambda: QTimer.singleShot(0, plain.slot), False),
    "lambda: sender goes": (lambda: connected(lambda: plain.slot()), False),
    "lambda: singleShot(1, …)": (lambda: QTimer.singleShot(1, lambda: plain.slot()), False),
    "QObject: sender goes": (lambda: connected(of_qt.slot), False),
    "QObject: singleShot(1, slot)": (lambda: QTimer.singleShot(1, of_qt.slot), False),
}
print(f"PySide6 {PySide6.__version__}; each {TIMES} times")
for name, (act, is_kept) in ACTS.items():
    kept = kept_after(act)
    print(f"  {name:40} weak references kept {kept}")
    assert (kept >= TIMES) is is_kept and (kept < 10) is not is_kept, name
EOF
echo "as described"
