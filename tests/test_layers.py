"""What must work without a window system, and in the installed package."""

import ast
import importlib.util
import re
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import pytest

from visprop.figures.base.shapes import Label

ROOT = Path(__file__).parent.parent

WITHOUT_QT = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
            raise ModuleNotFoundError(f"{name} is refused", name=name)

sys.meta_path.insert(0, Refuse())
import importlib, pkgutil
import visprop
AFTER = ("visprop.paint", "visprop.export", "visprop.qt", "visprop.cli", "visprop.__main__")
for module in pkgutil.walk_packages(visprop.__path__, "visprop."):
    if not module.name.startswith(AFTER):
        importlib.import_module(module.name)

from visprop.scenario.run import Run
from visprop.figures.views import VIEWS
from visprop.engine.key import COST, Key
from visprop.scenario.builtin import open_scenario
from visprop.session.session import Session
from visprop.session.speeds import SPEEDS
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.position import START, Position, Unit

session = Session(Run(open_scenario("xor")))
playback, edits, heard = session.playback, session.edits, []
session.changes.listen(heard.append)
playback.step(Unit.LINE)
playback.step(Unit.EPOCH)
playback.step(Unit.UPDATE, back=True)
assert playback.position == START
now = 0.0
for speed in range(len(SPEEDS)):
    playback.set_speed(speed)
    before = playback.position
    playback.run()
    for _ in range(100):
        now += 0.016
        playback.tick(now)
    playback.pause()
    assert playback.position > before, speed
session.selection.toggle_break(2)
playback.run()
for _ in range(200):
    now += 0.016
    playback.tick(now)
assert heard[-1] == "Stopped at the break in line 2"
p = playback.frame.p
edits.set_parameter(Key.weight(1, 1, 2), 0.5)
edits.undo()
while playback.seeking:
    playback.tick(now)
assert (playback.frame.p == p).all()
session.compare((ContenderSettings("online", 1, 0.1, "adam"),), by_examples=False)
session.selection.watch(COST)
moment = session.moment()
for name in ("network", "cost", "slice", "pseudocode", "equations", "landscape", "landscape3d"):
    assert VIEWS[name].draw(moment, session.options, (600.0, 400.0)).shapes

from visprop.cli.main import main
assert main(["check", "iris"]) == 0
assert main(["export", "iris", "-o", "a.svg"]) == 0
assert main(["export", "iris", "-o", "a.png"]) == 2
"""


def test_everything_but_the_window_works_without_qt(tmp_path):
    done = subprocess.run([sys.executable, "-c", WITHOUT_QT], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "PySide6 is not installed" in done.stderr


def test_no_faulty_pyside_can_be_installed():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "\"PySide6-Essentials>=6.8.0.1,<6.12; python_version < '3.12'\"" in text
    import PySide6

    assert PySide6.__version_info__ < (6, 12) or sys.version_info >= (3, 12)


def test_the_wheel_holds_the_resources_and_works_elsewhere(tmp_path):
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path / "dist"), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    # Unpacked it is what an installation puts in place; the libraries are those of this environment.
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
        names = archive.namelist()
    assert "visprop/resources/fonts/STIXGeneral-Italic.otf" in names
    assert not any(name.startswith("tests") for name in names)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import visprop; assert visprop.__file__.startswith(sys.argv[1]); "
        "from visprop.cli.main import main; sys.exit(main(['export', 'iris', '--at', '5', '-o', 'a.pdf']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


SOURCES = sorted((ROOT / "visprop").rglob("*.py"))


def test_functions_are_short_and_files_are_one_idea():
    """At most 40 lines beside the docstring, and 350 a file."""
    long = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 350:
            long.append(f"{path.name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                told = ast.get_docstring(node, clean=False)
                count = node.end_lineno - node.lineno + 1 - (0 if told is None else told.count("\n") + 1)
                if count > 40:
                    long.append(f"{path.name}: {node.name} has {count} lines")
    assert long == []


FOLDERS = sorted(path.parent for path in SOURCES if path.name == "__init__.py")
_OF_A_MAP = re.compile(r"^    (\w+)(\.py|/)  +\S", re.MULTILINE)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_folder_s_map_names_what_is_there_and_what_is_used_first(folder):
    """At the head of its `__init__`: every file and folder, each after those in the map that it imports."""
    found = _OF_A_MAP.findall(ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")), clean=False))
    files = {path.name for path in folder.glob("*.py")} - {"__init__.py"}
    rooms = {path.parent.name + "/" for path in folder.glob("*/__init__.py")}
    assert sorted(name + end for name, end in found) == sorted(files | rooms)
    before = set()
    for name, end in found:
        before.add(name)
        parts = [folder / f"{name}.py"] if end == ".py" else sorted((folder / name).rglob("*.py"))
        package = ".".join(folder.relative_to(ROOT).parts)
        used = {other for part in parts for other in _imported_from(part, package)} & {other for other, _ in found}
        assert used <= before, f"{name} imports {sorted(used - before)}, which the map names later"


def _imported_from(path, package):
    """Which files and folders of a package a file imports."""
    return {full[len(package) + 1 :].split(".")[0] for full in _imported(path) if full.startswith(f"{package}.")}


@cache
def _imported(path):
    """The full names of all that a file imports, read once for all the folders around it."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    return [f"{node.module}.{alias.name}" for node in nodes if node.module for alias in node.names]


def test_no_two_files_of_a_room_have_one_name():
    """Else a reader mixes them up; each room of the architecture is one reach, and in that of the benches each bench is one."""
    benches = ROOT / "visprop" / "benches"
    for room in (*(ROOT / "visprop").iterdir(), *benches.iterdir()):
        found = room.glob("*.py") if room == benches else room.rglob("*.py")
        counted = Counter(path.stem for path in found if path.name != "__init__.py")
        assert [name for name, count in counted.items() if count > 1] == [], room.name


NETWORK = ROOT / "visprop" / "figures" / "network"
MEASURES = {"measures.py", "measures_of_maps.py", "measures_of_paper.py", "sizes.py"}


def test_the_measures_of_the_network_s_picture_have_names():
    """A length, a factor or a threshold of its look stands in a table of measures, or has a name of its own where it is used.

    What is left without a name: quarter turns in degrees, and what keeps a division from 0.
    """
    unnamed = []
    for path in (path for path in NETWORK.rglob("*.py") if path.name not in MEASURES):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {literal for node in tree.body if isinstance(node, ast.Assign) for literal in ast.walk(node)}
        for node in ast.walk(tree):
            is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if is_float and node not in named and node.value not in (0.0, 0.5, 1.0, 2.0):
                unnamed.append(f"{path.name}:{node.lineno}: {node.value}")
    assert len(unnamed) <= 4, unnamed


def test_no_file_comes_back_to_itself():
    """Imports for types and inside functions are counted as well: what needs those for a circle is one."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in SOURCES}
    needs = {name: set() for name in names}
    for name, path in names.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    needs[name] |= {full} if full in names else {node.module} & names.keys()
    left = dict(needs)
    while left:
        free = {name for name, wanted in left.items() if not (wanted & left.keys()) - {name}}
        assert free, f"these need each other: {sorted(left)}"
        left = {name: wanted for name, wanted in left.items() if name not in free}


def test_the_map_of_the_source_is_drawn_from_its_imports(qapp):
    """The program that draws it runs, and draws what the documentation shows."""
    spec = importlib.util.spec_from_file_location("draw_layers", ROOT / "docs" / "draw_layers.py")
    drawing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawing)
    words = {"".join(run.text for run in shape.runs) for shape in drawing.figure().shapes if isinstance(shape, Label)}
    assert {"engine", "scenario", "timeline", "notation", "figures", "kinds", "session", "paint", "export", "qt", "cli"} <= words


def test_what_is_loaded_late_is_there():
    asked = [
        [argument.value for argument in call.args]
        for path in sorted((ROOT / "visprop").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "late"
        if all(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert ["visprop.figures.drawing", "draw_network"] in asked
    for module, name in asked:
        assert callable(attrgetter(name)(import_module(module))), (module, name)
