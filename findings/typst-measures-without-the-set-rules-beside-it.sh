#!/usr/bin/env bash
# `measure` in Typst, after a set rule in the same `context` block.
#
# One would guess: in `context { set text(size: 8pt); measure(it).width }` the text is measured at 8 points, as what is set there is
# shown at 8 points.
#
# What happens: it is measured in the style that held where `context` began, at 11 points; the set rule holds for what is shown after
# it in the block and for nothing that is measured there. `measure(text(size: 8pt, it))` is what one wants.
#
# And the height of an inline formula depends on the leading of its paragraph: 0.7 of it is cut off above and below, so that tall
# fractions in paragraphs below one another overlap, however far the formula reaches.
#
# Why it matters: a program that writes figures for Typst measures labels, to align them and to keep them within a room. By the first
# they come out at the wrong place by 3/8 of their width, with no message; by the second their baseline moves with the document's
# paragraph settings, which the figure's author does not know.
#
# Versions: typst 0.15.2 from PyPI; found 2026-11-30.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check typst==0.15.2
cat > "$folder/a.typ" <<'EOF'
#let it = [network]
#context {
  set text(size: 8pt)
  let inside = measure(it).width
  let outside = measure(text(size: 8pt, it)).width
  [#metadata((inside: inside.pt(), outside: outside.pt())) <widths>]
}
#let tall(leading) = { set par(leading: leading); box($display(a / b)$) }
#context [#metadata((tight: measure(tall(0pt)).height.pt(), usual: measure(tall(0.65em)).height.pt(), loose: measure(tall(2em)).height.pt())) <heights>]
EOF
"$folder/env/bin/python" - "$folder/a.typ" <<'EOF'
import json
import sys
from importlib.metadata import version

import typst

print("typst", version("typst"))
(widths,) = json.loads(typst.query(sys.argv[1], "<widths>", field="value"))
(heights,) = json.loads(typst.query(sys.argv[1], "<heights>", field="value"))
print("width of a word at 8 points, measured after the set rule and as a text of that size:", widths)
print("height of a fraction by the leading of its paragraph:", heights)
assert abs(widths["inside"] / widths["outside"] - 11 / 8) < 0.01, "measure heeds the set rule beside it"
assert heights["tight"] > heights["usual"] + 5 > heights["loose"], "a formula's height no longer depends on the leading"
EOF
