"""What must work without a window system, and in the installed package."""

import subprocess
import sys
import zipfile
from pathlib import Path

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
for module in pkgutil.walk_packages(visprop.__path__, "visprop."):
    if not module.name.startswith("visprop.qt") and module.name != "visprop.__main__":
        importlib.import_module(module.name)

from visprop.figures.pages.equations import equations_page
from visprop.figures.network.picture import network_figure
from visprop.figures.base.style import LIGHT
from visprop.notation.notations.registry import Notation, equations
from visprop.notation.expression.expr import NUMBERS
from visprop.scenario.builtin import open_scenario
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

frame = Timeline(open_scenario("iris")).frame(Position(20, 3, 4))
assert len(network_figure(frame, (600, 400)).shapes) > 50
assert equations_page(equations(frame, frame.line, Notation.LEIBNIZ), 500, LIGHT, NUMBERS).complete
from visprop.cli.main import main
assert main(["check", "iris"]) == 0
assert main(["export", "iris", "-o", "a.svg"]) == 2
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
