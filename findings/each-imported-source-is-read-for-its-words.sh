#!/usr/bin/env bash
# What an import costs once PySide6 is there.
#
# One would guess: a module whose bytecode is cached is imported without its source being read, whatever was imported before it; so
# the order of imports, Qt first or last, makes no difference to the time of a start.
#
# What happens: PySide6 puts a function of its own in the place of Python's `__import__`. From then on the whole source of every
# module that is imported for the first time, of whichever package, is read and looked through for "PySide6", for the sake of
# `from __feature__ import …`, and its lines stay in `linecache` for as long as the process lives. Python's own function is kept as
# `builtins.__orig_import__`; put back, nothing is read, and a program without that feature misses nothing.
#
# Why it matters: an application imports Qt first, to say clearly what is missing, and its own hundreds of modules after it: some
# 560 of them took 0.1 to 0.24 s more of the processor, a fifth of the time to the first picture.
#
# Versions: PySide6-Essentials 6.11.3 on CPython 3.11; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
cat >"$folder/look.py" <<'EOF'
import builtins
import compileall
import importlib
import linecache
import sys
import time
from pathlib import Path

way, folder = sys.argv[1], Path(sys.argv[2])
package = folder / way
package.mkdir()
for i in range(300):
    lines = "\n".join(f"def f{j}(x):\n    return x + {j}" for j in range(100))
    (package / f"m{i}.py").write_text(f'"""A plain module."""\n{lines}\n')
compileall.compile_dir(package, quiet=1)
sys.path.insert(0, str(package))
if way != "without":
    import PySide6.QtCore
if way == "put_back":
    builtins.__import__ = builtins.__orig_import__
began = time.process_time()
for i in range(300):
    exec(f"import m{i}")
taken = time.process_time() - began
read = sum(name.startswith(str(package)) for name in linecache.cache)
version = sys.modules["PySide6"].__version__ if way != "without" else "-"
print(f"{way:9} PySide6 {version:7} sources kept in linecache: {read:3} of 300, CPU {1000 * taken:.0f} ms")
sys.exit(read != {"without": 0, "qt_first": 300, "put_back": 0}[way])
EOF
for way in without qt_first put_back; do
  "$folder/env/bin/python" "$folder/look.py" "$way" "$folder"
done
echo "as described"
