"""Large scenario files are read block by block: what comes of it, what is refused, and how much memory it takes."""

import json
import tracemalloc
from array import array

import numpy as np
import pytest

from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.files import long_lists
from visprop.scenario.files.document import Document, load, loads, save
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training

TRICKY = {
    "text": 'a "[0.5, 0.25, 0.125, 0.5, 0.25, 0.125, 0.5, 0.25, 0.125, 0.5, 0.25, 0.125]" \\ é 😀',
    "floats": [i / 7 for i in range(60)],
    "whole": list(range(50)),
    "mixed": [*range(40), 0.5],
    "rows": [[0.1 * i, -1e-300, 2.5e17, 0.0, -0.0, 1.5, 1.25, 1.125, 1e22, 3.25, 0.7, 0.9, 0.3] for i in range(9)],
    "none": [[], [[]], {}, None, True],
}


def plain(value):
    """The same with lists in the place of arrays."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | array) else value


@pytest.mark.parametrize("block", [64, 97, 300, 1 << 18])
@pytest.mark.parametrize("indent", [None, 1])
def test_a_tree_is_the_same_wherever_a_block_ends(tmp_path, monkeypatch, block, indent):
    monkeypatch.setattr(long_lists, "_BLOCK", block)
    path = tmp_path / "tree.json"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + json.dumps(TRICKY, indent=indent, ensure_ascii=False).encode())
        try:
            found = long_lists.tree_in_blocks(path, dict)
        except long_lists.Unusual:
            # Whole numbers that reach beyond a block are for who reads the file as a whole.
            assert block < 300
            continue
        assert repr(plain(found)) == repr(TRICKY)
        assert [type(found[name]) for name in ("floats", "whole", "mixed")] == [array, list, list]


def wide() -> Scenario:
    network = Network((128, 128, 128, 128, 128), ("tanh",) * 4)
    p = np.random.default_rng(3).normal(size=network.parameter_count)
    one = np.full((1, 128), 0.5)
    return Scenario("wide", network, p, Data(one, one), Training())


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "wide.visprop"
    save(Document(Run(wide())), path)
    assert path.stat().st_size > long_lists.LARGE
    return path


def test_a_large_file_is_read_in_two_and_a_half_times_the_memory_of_its_numbers(file, monkeypatch):
    monkeypatch.setattr(long_lists, "_BLOCK", 1 << 14)
    tracemalloc.start()
    try:
        found = load(file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert np.array_equal(found.run.scenario.p0, wide().p0)
    assert peak <= 2.5 * found.run.scenario.p0.nbytes


@pytest.mark.parametrize(
    "right, wrong",
    [
        ('"biases": [[', '"biases": [[NaN, '),
        ('"biases": [[', '"biases": [[,'),
        ('"biases": [[', '"biases": [["a", '),
        ('"biases": [[', '"biases": [[1e999, '),
        ('"biases": [[', '"biases": [[0.5, '),
        ('"title": "wide"', '"title": "wide", "title": "wide"'),
        ('"title": "wide"', '"title": [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]'),
    ],
)
def test_what_is_wrong_in_a_large_file_is_told_as_in_a_small_one(file, tmp_path, monkeypatch, right, wrong):
    text = file.read_text()
    assert right in text
    spoilt = tmp_path / "spoilt.visprop"
    spoilt.write_text(text.replace(right, wrong, 1))
    with pytest.raises(FieldError) as of_small:
        loads(spoilt.read_text(), tmp_path)
    with pytest.raises(FieldError) as of_large:
        load(spoilt)
    assert str(of_large.value) == str(of_small.value)
    assert spoilt.stat().st_size > long_lists.LARGE
