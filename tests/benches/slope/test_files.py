"""The bench in a file, and what it refuses in words."""

import json

import pytest

from tests.benches.slope.moments import ENTRY, values
from visprop.benches.run import BenchRun
from visprop.kinds.files import dumps, loads
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError


@pytest.mark.parametrize(
    "changes",
    [
        (),
        ({"curve": "drawn"}, {"p": 0.1 + 0.2, "prediction": "right", "line": tuple((i / 3, i % 5 / 7) for i in range(30))}),
        ({"curve": "typed", "formula": "x sin(x²) − |x|/3"}, {"eta": 1 / 3, "count": 60, "span": 12.0}),
    ],
)
def test_it_is_saved_and_opened_bit_for_bit(changes, tmp_path):
    run = BenchRun.new(ENTRY, values(*changes))
    text = dumps(Document(run), tmp_path)
    assert loads(text, tmp_path).run == run
    assert dumps(Document(loads(text, tmp_path).run), tmp_path) == text


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"p": 7}, "bench.p: expected a number from -6 to 6"),
        ({"eta": 0}, "bench.eta: expected a number from 0.01"),
        ({"count": 2.5}, "bench.count: expected a whole number"),
        ({"formula": "x +"}, "bench.formula: "),
        ({"formula": "y"}, "bench.formula: "),
        ({"first": 1, "second": 1}, "bench: the two points on the tangent are to be different"),
        ({"line": [[0, 0], [0.1, 1]]}, "bench: a curve that is drawn is to be at least 1 wide"),
        ({"prediction": "up"}, "bench.prediction: expected one of unsaid, left, stays, right, unasked"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(changed, told, tmp_path):
    text = json.dumps({"visprop": 2, "kind": "slope", "title": "Mine", "bench": changed})
    with pytest.raises(FieldError) as error:
        loads(text, tmp_path)
    assert str(error.value).startswith(told)
