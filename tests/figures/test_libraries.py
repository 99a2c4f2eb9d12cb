"""A library in pieces: each piece is small, none is seen half, and what fails leaves nothing."""

import subprocess
import sys

import pytest

from visprop.figures.base.libraries import Library


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """A package of three modules, one of which needs another."""
    folder = tmp_path / "toylibrary"
    folder.mkdir()
    (folder / "__init__.py").write_text("from .b import two\nfrom .c import three\ntotal = two + three\n", encoding="utf-8")
    (folder / "a.py").write_text("one = 1\n", encoding="utf-8")
    (folder / "b.py").write_text("from .a import one\ntwo = one + 1\n", encoding="utf-8")
    (folder / "c.py").write_text("three = 3\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "toylibrary"]:
        del sys.modules[name]


def loaded():
    return [name.partition(".")[2] for name in sys.modules if name.startswith("toylibrary.")]


def test_each_piece_is_one_module_or_one_statement(toy):
    library, seen = Library("toylibrary", ("colorsys",), ("a",)), []
    while not library.load_some():
        assert not library.is_here
        seen.append(loaded())
    assert seen == [[], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c"]]
    import toylibrary

    assert (library.is_here, toylibrary.total) == (True, 5)


def test_at_once_it_is_the_same_and_again_it_is_nothing(toy):
    library = Library("toylibrary", (), ("a",))
    library.load_some()
    library.load()
    module = sys.modules["toylibrary"]
    library.load()
    assert sys.modules["toylibrary"] is module
    assert module.total == 5


def test_one_that_fails_is_not_there_by_half_and_is_tried_again(toy):
    (toy / "c.py").write_text("raise OSError('no disk')\n", encoding="utf-8")
    library = Library("toylibrary", ())
    with pytest.raises(OSError, match="no disk"):
        library.load()
    assert "toylibrary" not in sys.modules
    assert not library.is_here
    (toy / "c.py").write_text("three = 4\n", encoding="utf-8")
    library.load()
    assert sys.modules["toylibrary"].total == 6


LARGEST = """
import sys
from visprop.figures.base.outlines import LIBRARY
from visprop.qt import plot_library
import visprop.qt.window.main_window
from PySide6.QtWidgets import QApplication
app, before = QApplication([]), set(sys.modules)
def most(pieces):
    found = []
    for _ in pieces:
        found.append(len(set(sys.modules) - before))
        before.update(sys.modules)
    return found
def formulas():
    while not LIBRARY.load_some():
        yield
for found in (most(formulas()), most(plot_library._pieces())):
    print(len(found), sum(found), max(found))
"""


def test_no_piece_of_the_window_s_libraries_loads_many_modules():
    done = subprocess.run([sys.executable, "-c", LARGEST], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines()[-2:]:
        pieces, modules, most = map(int, line.split())
        assert pieces > 20
        # Unpacked one by one they would be hundreds of turns; all at once 110 took half a second.
        assert modules > 60
        assert most <= 40, line


def test_a_process_that_ends_before_all_is_loaded_says_nothing(toy):
    """At its end Python empties the table of modules before what is half done is closed."""
    lines = (
        "import sys",
        f"sys.path.insert(0, {str(toy.parent)!r})",
        "from visprop.figures.base.libraries import Library",
        "library = Library('toylibrary', (), ('a',))",
        "library.load_some()",
        "sys.modules.pop('toylibrary')",
    )
    ended = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert ended.stderr == ""
