"""What is written may be read again, and nothing that belongs to others is written over without a word."""

import pickle

import numpy as np
import pytest

from visprop.scenario.data import regular
from visprop.scenario.data.data import CsvData, Data
from visprop.scenario.data.sampling import MAX_CELLS
from visprop.scenario.data.table import Dialect, table_of
from visprop.scenario.files import writing
from visprop.scenario.files.document import Document, load, save
from visprop.scenario.files.writing import TableInTheWay
from visprop.scenario.fresh import fresh, network_for
from visprop.scenario.run import Run


def imported(rows=40, columns=3):
    """A scenario of a table whose file is somewhere else."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(rows, columns)), rng.normal(size=(rows, 1))
    names = tuple(f"c{i}" for i in range(columns))
    data = Data(x, y, CsvData("far away.csv", names, ("target",)), input_names=names, target_names=("target",))
    return Run(fresh("mine", network_for(data, (2,)), data))


@pytest.fixture
def tables_lie_beside(monkeypatch):
    monkeypatch.setattr(writing, "MAX_EMBEDDED", 100)


def test_a_table_of_somebody_else_is_not_written_over(tmp_path, tables_lie_beside):
    (tmp_path / "mine.data.csv").write_text("the only copy", encoding="utf-8")
    with pytest.raises(TableInTheWay) as caught:
        save(Document(imported()), tmp_path / "mine.visprop")
    assert (tmp_path / "mine.data.csv").read_text(encoding="utf-8") == "the only copy"
    assert not (tmp_path / "mine.visprop").exists()
    # From a process of its own it comes as what it is.
    assert pickle.loads(pickle.dumps(caught.value)).path == tmp_path / "mine.data.csv"
    save(Document(imported()), tmp_path / "mine.visprop", may_replace_table=True)
    assert np.array_equal(load(tmp_path / "mine.visprop").run.scenario.data.x, imported().scenario.data.x)


def test_the_scenarios_own_table_is_written_again_without_a_question(tmp_path, tables_lie_beside):
    save(Document(imported()), tmp_path / "mine.visprop")
    save(Document(imported(30)), tmp_path / "mine.visprop")
    assert len(load(tmp_path / "mine.visprop").run.scenario.data) == 30
    # The same table once more, under a name whose scenario has gone.
    (tmp_path / "mine.visprop").unlink()
    save(Document(imported(30)), tmp_path / "mine.visprop")


@pytest.mark.parametrize("beside", [False, True])
def test_what_could_not_be_read_again_is_not_written(tmp_path, monkeypatch, beside):
    monkeypatch.setattr(regular, "MAX_BYTES", 2000)
    if beside:
        monkeypatch.setattr(writing, "MAX_EMBEDDED", 100)
    path = tmp_path / "mine.visprop"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(OSError, match="fewer rows or columns"):
        save(Document(imported()), path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.visprop"]


def test_the_largest_table_may_be_saved_as_it_is_printed_in_full():
    """25 characters a number at most, as −2.2250738585072014e-308 and what parts it from the next."""
    assert MAX_CELLS * 25 < regular.MAX_BYTES


def test_more_cells_than_can_be_saved_are_refused_when_they_are_read(monkeypatch):
    monkeypatch.setattr("visprop.scenario.data.sampling.MAX_CELLS", 12)
    with pytest.raises(ValueError, match="cells"):
        table_of("a,b\n" + "1,2\n" * 7, Dialect())
    assert len(table_of("a,b\n" + "1,2\n" * 6, Dialect()).rows) == 6
