#!/usr/bin/env bash
# Orange: which numbers come back from a table that was saved as .tab, .csv or .xlsx.
#
# One would guess: how many decimals a variable has is a matter of how it is shown, as in pandas; a table is saved in full, as it is
# read in full, and at least an XLSX file, which holds doubles, has the same numbers.
#
# What happens: all three writers take the text that is shown. A variable remembers the decimals that its column had in the file
# where it was first met: two more are written at most. With a column of whole numbers that is two, with one of "0.5" three, so that
# 0.0004 is saved as 0.000 and a negative one as "-0.000". A column with more than five decimals, or a variable made in Python, gets
# six digits in all. So a file of 17 digits, read exactly and saved as it is, has not one of its numbers left, and nothing in the
# second file shows that it lost some. Cells of XLSX are rounded as well. Only .pkl keeps them.
#
# Why it matters: Orange is where many pupils and students prepare the tables that a program for teaching is given. What was
# standardised there out of whole numbers arrives with three decimals, predictions and small differences with as few: gradients
# computed from them disagree with Orange's own in the fourth digit, and rows that differed there become equal.
#
# Versions: Orange3 3.40.0, NumPy 2.3.5, on CPython 3.11; found 2026-12-01. (Orange without its window's packages, which are large.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
pip() { "$folder/env/bin/pip" install --quiet --disable-pip-version-check "$@"; }
pip numpy==2.3.5 scipy==1.16.3 pandas==2.3.3 scikit-learn==1.9.1 Bottleneck==1.6.1 chardet==7.7.0 openpyxl==3.1.5 xlrd==2.0.2 xlsxwriter==3.3.1
pip --no-deps Orange3==3.40.0 orange-canvas-core==0.2.9
cat >"$folder/save.py" <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from Orange.data import ContinuousVariable, Domain, Table
from Orange.preprocess import Normalize

print("Orange", version("Orange3"))
folder = Path(sys.argv[1])


def read(name, texts):
    """A .tab file with these texts in its one column."""
    (folder / name).write_text("w\ncontinuous\n\n" + "\n".join(texts) + "\n")
    return Table(str(folder / name))


def back(table, suffix):
    name = str(folder / f"saved{suffix}")
    table.save(name)
    return Table(name).X.ravel()


full = np.random.default_rng(0).normal(size=200)
table = read("full.tab", [repr(value) for value in full.tolist()])
assert (table.X.ravel() == full).all(), "it no longer reads 17 digits exactly"
print("200 numbers of up to 17 digits, read exactly, and saved as they are:")
for suffix in (".tab", ".csv", ".xlsx", ".pkl"):
    found = back(table, suffix)
    kept, off = (found == full).sum(), np.abs(found / full - 1).max()
    print(f"  {suffix:6} {kept} of 200 come back, the others off by up to {off:.1e}")
    assert (kept == 200) if suffix == ".pkl" else (kept < 2 and off > 1e-6), suffix

small = np.array([1 / 3, 0.0004, -0.0001, 123.456789])
print("computed on a column whose first file had …, and saved:", small)
expected = {"5": [0.33, 0, 0, 123.46], "0.5": [0.333, 0, 0, 123.457], "0.25": [0.3333, 0.0004, -0.0001, 123.4568], "0.000001": [0.333333, 0.0004, -0.0001, 123.457]}
for text, numbers in expected.items():
    variable = read("first.tab", [text, text]).domain["w"]
    computed = Table.from_numpy(Domain([variable]), small[:, None])
    for suffix in (".tab", ".xlsx"):
        found = back(computed, suffix)
        print(f"  {text:8} {suffix:6}", found)
        assert np.allclose(found, numbers, rtol=0, atol=1e-12), "other decimals are written now"
whole = read("whole.tab", [str(value) for value in (17, 3, 8, 42, 25, 11)])
standard = Normalize()(whole)
print("whole numbers, standardised:", standard.X.ravel(), "and saved:", back(standard, ".tab"))
assert 1e-5 < np.abs(back(standard, ".tab") - standard.X.ravel()).max() < 1e-3
made = Table.from_numpy(Domain([ContinuousVariable("w")]), small[:, None])
print("made in Python", back(made, ".tab"))
assert back(made, ".tab")[3] == 123.457
PYTHON
"$folder/env/bin/python" -W ignore "$folder/save.py" "$folder"
echo "as described"
