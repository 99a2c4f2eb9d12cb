"""What a command may load: a training needs no pictures, vectors need no Qt, a picture no widgets; the rest is not loaded."""

import subprocess
import sys

import pytest

NO_PICTURES = ("visprop.figures.views", "visprop.figures.network", "visprop.notation", "PySide6", "visprop.qt", "ziamath")
NO_WINDOW = ("PySide6.QtWidgets", "PySide6.QtSvg", "visprop.qt", "visprop.session.session", "pyqtgraph")
NO_QT = (*NO_WINDOW, "PySide6", "shiboken6", "visprop.export.pdf", "visprop.export.png", "visprop.paint.painter")
NO_BENCH = ("visprop.benches.bench", "visprop.benches.run")
NO_TABLE = ("visprop.figures.tables.cost_tables", "visprop.figures.plots.landscape", "visprop.timeline.swarm.swarm")
NO_NETWORK = ("urllib.request", "ssl", "email", "http.client")
COMMANDS = [
    ("list", (*NO_PICTURES, *NO_NETWORK)),
    ("trace xor", (*NO_PICTURES, *NO_NETWORK, *NO_BENCH)),
    ("train xor --updates 5 --json", (*NO_PICTURES, *NO_NETWORK, *NO_BENCH, "visprop.timeline.timeline")),
    ("check xor", (*NO_PICTURES, *NO_NETWORK)),
    ("swarm xor --runs 3 --updates 5 --json", (*NO_PICTURES, *NO_NETWORK, "distributed")),
    ("swarm xor --runs 3 --updates 5 --csv", (*NO_PICTURES, *NO_NETWORK, "distributed")),
    ("export xor --view network -o {}.svg", (*NO_QT, *NO_NETWORK, *NO_TABLE, "openpyxl", "ziamath")),
    ("export xor --view network -o {}.pdf", (*NO_WINDOW, *NO_NETWORK, "openpyxl", "visprop.export.svg")),
    ("export xor --view equations -o {}.tex", (*NO_QT, *NO_NETWORK, "openpyxl")),
    ("export xor --view network -o {}.tikz", (*NO_QT, *NO_NETWORK, "openpyxl", "ziamath")),
    ("export xor --view network -o {}.pdf_tex", (*NO_WINDOW, "PySide6", "shiboken6", *NO_NETWORK, "openpyxl")),
    ("export xor --view network -o {}.typ", (*NO_QT, *NO_NETWORK, "openpyxl", "ziamath")),
    ("export xor --view equations -o {}.typ", (*NO_QT, *NO_NETWORK, "openpyxl")),
    ("figure 10 -o {}.svg", (*NO_QT, *NO_NETWORK)),
    ("export bench:slope --view slope-picture -o {}.svg", (*NO_QT, *NO_NETWORK, "visprop.benches.plane")),
    ("code xor -o {}.py", (*NO_PICTURES, *NO_NETWORK, "openpyxl")),
    ("web xor --to 0.1.2 -o {}.html", ("PySide6", "shiboken6", "pyqtgraph", "visprop.qt", "openpyxl", "PIL", "av")),
    ("worksheet linear -o {}.xml", (*NO_QT, *NO_NETWORK, "openpyxl")),
    ("--help", (*NO_PICTURES, *NO_NETWORK, "visprop.cli.train")),
]


@pytest.mark.parametrize("words, absent", COMMANDS, ids=[words for words, _ in COMMANDS])
def test_a_command_loads_only_what_it_needs(words, absent, tmp_path):
    asked = words.format(tmp_path / "a").split()
    told = f"""
import sys
from visprop.cli.main import main
try:
    status = main({asked!r})
except SystemExit as end:
    status = end.code
assert status == 0
print("loaded:", *sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert loaded[0] == "loaded:"
    assert [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in absent)] == []
