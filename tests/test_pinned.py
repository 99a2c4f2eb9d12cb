"""Pages and pictures stand as they did, but for what was meant: then `python -m tests.pinned make` pins them anew."""

import json

import pytest

from tests.pinned import FIXTURE, digests, of_shape
from tests.usual import usual
from visprop.scenario.builtin import builtin_names

PINNED = json.loads(FIXTURE.read_text(encoding="utf-8"))


def test_every_built_in_scenario_is_pinned():
    assert sorted(PINNED) == sorted(builtin_names())


@pytest.mark.parametrize("name", usual(builtin_names()))
def test_pages_and_pictures_stand_as_they_did(name):
    found = digests(name)
    changed = sorted(group for group in found.keys() | PINNED[name].keys() if found.get(group) != PINNED[name].get(group))
    assert not changed, f"{changed}: python -m tests.pinned dump FOLDER, here and in a build before, and diff"


def test_what_a_processor_rounds_otherwise_is_no_change_and_a_sign_is_one():
    assert of_shape("z ≈ 0.3775 + −2.5×10⁻⁷") == of_shape("z = 0.37749999 + −2.6×10⁻⁷")
    assert of_shape(r"\Delta w = -\eta 0.5") != of_shape(r"\Delta w = \eta 0.5")
