"""The bench in a file, and what it refuses in words."""

import json

import pytest

from tests.benches.plane.moments import ENTRY, values
from visprop.benches.run import BenchRun
from visprop.kinds.files import dumps, loads
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError


@pytest.mark.parametrize(
    "changes",
    [{}, {"function": "typed", "formula": "x sin(z²) − |x|/3", "x": 0.1 + 0.2, "eta": 1 / 3, "azimuth": -180.0, "levels": False}],
)
def test_it_is_saved_and_opened_bit_for_bit(changes, tmp_path):
    run = BenchRun.new(ENTRY, values(changes))
    text = dumps(Document(run), tmp_path)
    assert loads(text, tmp_path).run == run
    assert dumps(Document(loads(text, tmp_path).run), tmp_path) == text


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"x": 5}, "bench.x: expected a number from -4 to 4"),
        ({"eta": 0}, "bench.eta: expected a number from 0.01"),
        ({"formula": "x + y"}, "bench.formula: "),
        ({"formula": "sin("}, "bench.formula: "),
        ({"levels": 1}, "bench.levels: expected true or false"),
        ({"function": "cone"}, "bench.function: expected one of article, bowl, saddle, hills, typed"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(changed, told, tmp_path):
    text = json.dumps({"visprop": 2, "kind": "plane", "title": "Mine", "bench": changed})
    with pytest.raises(FieldError) as error:
        loads(text, tmp_path)
    assert str(error.value).startswith(told)
