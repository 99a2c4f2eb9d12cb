"""A term in a file: reopened as it was, and what is odd in one told with its path."""

import json

import pytest

from tests.benches.functions.shown import ENTRY
from visprop.benches.functions.examples import EXAMPLES
from visprop.benches.run import BenchRun
from visprop.kinds.files import dumps, loads
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError


@pytest.mark.parametrize("example", EXAMPLES[::7], ids=[example.text for example in EXAMPLES[::7]])
def test_a_term_is_reopened_as_it_was(tmp_path, example):
    begun = BenchRun.new(ENTRY)
    run = begun.put({"term": example.text, "brackets": True, "between": False}).begun_as(begun)
    again = loads(dumps(Document(run, "0", "bench"), tmp_path), tmp_path)
    assert again.run == run
    assert again.run.values == run.values
    assert again.run.begun.values == begun.values


@pytest.mark.parametrize(
    "values, told",
    [
        ({"term": "(λx.x"}, "bench.term: this bracket is not closed"),
        ({"term": 2}, "bench.term: expected"),
        ({"brackets": "yes"}, "bench.brackets: expected true or false"),
        ({"between": 1}, "bench.between: expected true or false"),
        ({"steps": 3}, "bench.steps: unknown field"),
    ],
)
def test_what_is_odd_in_a_file_is_told_with_its_path(tmp_path, values, told):
    with pytest.raises(FieldError) as error:
        loads(json.dumps({"visprop": 2, "kind": "functions", "title": "", "bench": values}), tmp_path)
    assert str(error.value).startswith(told)
