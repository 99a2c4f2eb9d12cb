"""A newcomer of each kind of docs/extending.md that does not fit what is there: added by one entry, and used everywhere."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.extending.world import NEWCOMERS, World
from visprop.paint.fonts import load_fonts

for module in ("training", "data", "writing", "window", "experiments"):
    import_module(f"tests.extending.{module}")

TEXT = (Path(__file__).parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
TABLE = re.search(r"(?:^\|.*\|\n)+", TEXT, flags=re.M)[0].splitlines()
KINDS = [row.split("|")[1].strip() for row in TABLE[2:]]


@pytest.fixture
def world(qapp, monkeypatch, qtbot, tmp_path, capsys):
    load_fonts()
    found = World(monkeypatch, tmp_path, lambda: "".join(capsys.readouterr()), qtbot)
    yield found
    # What a window still has to do would miss the newcomer that leaves with the test.
    for window in found.windows:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_kind_that_is_told_has_a_newcomer_and_no_other():
    assert len(KINDS) > 20
    assert sorted(KINDS) == sorted(NEWCOMERS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_newcomer_of_each_kind_is_used_everywhere(kind, world):
    NEWCOMERS[kind](world)
