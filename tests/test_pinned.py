"""Pages and pictures stand as they did, but for what was meant: then `python -m tests.pinned make` pins them anew."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.pinned import FIXTURE, SET_BY, names, pinned
from tests.pinned_text import figure_numbers, figure_text, of_shape, text_numbers, weighed
from tests.usual import FEW, usual
from visprop.engine.key import Key
from visprop.figures.base.shapes import Box, Figure, Label, Path, Targets, units
from visprop.figures.base.text import plain
from visprop.scenario.builtin import builtin_names

PINNED = json.loads(FIXTURE.read_text(encoding="utf-8"))
ALLOWED = 0.1
"""How much a sum may differ: a processor's last digit moves no point so far, and a fault moves many."""


def test_all_is_pinned():
    assert list(PINNED) == ["set by", *names()]


@pytest.mark.parametrize("name", usual(names(), (*FEW, *(name for name in names() if name not in builtin_names()))))
def test_pages_and_pictures_stand_as_they_did(name):
    found = pinned(name)
    assert found.keys() == PINNED[name].keys()
    how = "python -m tests.pinned dump FOLDER, here and in a build before, and diff"
    changed = [group for group, (digest, *_) in found.items() if digest != PINNED[name][group][0]]
    assert not changed, f"{changed}: {how}"
    # Another version of what sets formulas may set them otherwise.
    which = (1, 2) if PINNED["set by"] == SET_BY else (1,)
    moved = [group for group, one in found.items() if any(abs(one[i] - PINNED[name][group][i]) > ALLOWED for i in which)]
    assert not moved, f"numbers of {moved}: {how}"


def test_what_a_processor_rounds_otherwise_is_no_change_and_a_sign_is_one():
    assert of_shape("z ≈ 0.3775 + −2.5×10⁻⁷") == of_shape("z = 0.37749999 + −2.6×10⁻⁷")
    assert of_shape(r"\Delta w = -\eta 0.5") != of_shape(r"\Delta w = \eta 0.5")
    assert weighed(text_numbers("z ≈ 0.3775 + −2.5×10⁻⁷")) == pytest.approx(weighed(text_numbers("z = 0.37749999 + 0")), abs=1e-6)
    assert abs(weighed(text_numbers("z = 0.3775 + 2")) - weighed(text_numbers("z = −0.3775 + 2"))) > ALLOWED
    assert abs(weighed(text_numbers("2 / 3")) - weighed(text_numbers("3 / 2"))) > ALLOWED / 10


FIGURE = Figure(
    100.0, 80.0, (255, 255, 255),
    (
        Box(10.0, 10.0, 30.0, 20.0, None, (0, 0, 0)),
        Label(20.0, 40.0, plain("0.75"), 12.0, (0, 0, 0)),
        Path((np.array([[0.0, 0.0], [20.0, 10.0], [40.0, 5.0]]),), (0, 0, 255)),
    ),
    (units("a", 1, np.array([[10.0, 10.0], [10.0, 40.0]]), 5.0),),
)  # fmt: skip
"""A small picture."""
OTHERS = {
    "another place": lambda box, label, path: (replace(box, x=10.5), label, path),
    "another size": lambda box, label, path: (replace(box, width=30.5), label, path),
    "a number that is told": lambda box, label, path: (box, replace(label, runs=plain("−0.75")), path),
    "a turned label": lambda box, label, path: (box, replace(label, angle=90.0), path),
    "a line the other way": lambda box, label, path: (box, label, replace(path, lines=(path.lines[0][::-1],))),
    "another hue": lambda box, label, path: (box, label, replace(path, colour=(255, 0, 0))),
    "another order": lambda box, label, path: (label, box, path),
    "one more": lambda box, label, path: (box, box, label, path),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_each_kind_of_change_is_seen(change):
    other = replace(FIGURE, shapes=change(*FIGURE.shapes))
    assert _is_other(FIGURE, other)
    assert not _is_other(FIGURE, replace(FIGURE, shapes=(replace(FIGURE.shapes[0], x=10.0 + 1e-9), *FIGURE.shapes[1:])))


def test_a_target_of_another_name_or_place_is_seen():
    (found,) = FIGURE.targets
    renamed = Targets(lambda i: Key("a", 2, (i + 1,)), found.ends, found.reach)
    moved = units("a", 1, np.array([[10.0, 11.0], [10.0, 40.0]]), 5.0)
    assert _is_other(FIGURE, replace(FIGURE, targets=(renamed,)))
    assert _is_other(FIGURE, replace(FIGURE, targets=(moved,)))


def _is_other(one, other):
    """Whether the pins would tell two pictures apart."""
    if of_shape(figure_text(one)) != of_shape(figure_text(other)):
        return True
    return abs(weighed(figure_numbers(one)) - weighed(figure_numbers(other))) > ALLOWED
