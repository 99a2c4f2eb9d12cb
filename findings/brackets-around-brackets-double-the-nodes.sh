#!/usr/bin/env bash
# ziamath: each bracket around a formula doubles what is made to set it.
#
# One would guess: a formula is a tree, so a layout engine makes one node for each element of it, and a formula of twice the length
# takes about twice the time.
#
# What happens: before a row is set, everything in it is made once for a trial, so that its brackets can be as tall as what they hold,
# and is made again to be drawn. What is in it does the same in its turn: with each pair of \left( \right) around another the number of
# nodes made about doubles, while the formula grows by one letter and two brackets. Its documentation says nothing of it, and short
# formulas, which have one or two levels, do not show it.
#
# Why it matters: substituted values and the chain rule nest brackets by nature, one level for each layer of a network; a page that is
# quick for two layers takes seconds for six, and the profile points at the font's outlines, which are innocent. Measured heights have
# to be kept, or the formula has to be built so that brackets do not nest.
#
# Versions: ziamath 0.13, ziafont 0.11, latex2mathml 3.81.1, 2026-11-30, CPython 3.11 on Linux.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check ziamath==0.13 ziafont==0.11 latex2mathml==3.81.1
cat >"$folder/count.py" <<'PYTHON'
from importlib.metadata import version

import ziamath
from ziamath.nodes.mnode import Mnode

print("ziamath", version("ziamath"))
made, really = [0], Mnode.fromelement.__func__


def counted(cls, *given, **named):
    made[0] += 1
    return really(cls, *given, **named)


Mnode.fromelement = classmethod(counted)
counts = []
for levels in range(1, 8):
    made[0] = 0
    ziamath.Latex(r"\left(x+" * levels + "y" + r"\right)" * levels)
    counts.append(made[0])
    print(f"{levels} pairs of brackets: {made[0]} nodes made")
ratios = [after / before for before, after in zip(counts, counts[1:])]
print("ratios:", " ".join(f"{ratio:.2f}" for ratio in ratios))
# A tree of one node an element would end at 7/6.
assert min(ratios) > 1.8, "it no longer doubles"
PYTHON
"$folder/venv/bin/python" "$folder/count.py"
