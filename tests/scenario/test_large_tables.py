"""A large table read line by line and kept by columns: the same as read as a whole and kept as cells, in less memory."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from visprop.scenario.data import csv_table, importing, kept_rows, table
from visprop.scenario.data.columns import Choice, examples, problems, usual_choice, without_problems
from visprop.scenario.data.csv_table import csv_data
from visprop.scenario.data.data import CsvData
from visprop.scenario.data.importing import read_table
from visprop.scenario.data.kept_rows import KeptRows
from visprop.scenario.data.sampling import Sample

RNG = np.random.default_rng(7)
VALUES = RNG.normal(size=(40, 3)) * 10.0 ** RNG.integers(-8, 9, size=(40, 3))


def written(form, separator=","):
    return "\n".join(["a,b,c".replace(",", separator), *(separator.join(map(form, row)) for row in VALUES.tolist())]) + "\n"


LINES = written(repr).splitlines()
TABLES = {
    "as Python writes them": written(repr),
    "rounded": written(lambda value: f"{value:.3f}"),
    "in exponents": written(lambda value: f"{value:.18e}"),
    "in capitals": written(lambda value: f"{value:.6E}"),
    "with a sign": written(lambda value: f"{value:+.4f}"),
    "whole": written(lambda value: str(int(value * 1e8) % 977)),
    "beyond 2⁵³": written(lambda value: str(int(abs(value) * 1e18) + 2**60)),
    "whole and not": written(lambda value: repr(value) if value > 0 else str(int(value))),
    "decimal commas": written(lambda value: repr(value).replace(".", ","), ";"),
    "decimal commas and points": written(lambda value: repr(value).replace(".", "," if value > 0 else "."), ";"),
    "in spaces": written(repr, "   "),
    "tabs": written(repr, "\t"),
    "underscores": written(lambda value: f"{int(value * 1e4):_}"),
    "no header": written(repr).partition("\n")[2],
    "missing": "\n".join([*LINES[:9], "NA,2,3", *LINES[9:20], "1,,3", *LINES[20:]]),
    "minus ninety-nine": "\n".join([*LINES[:9], "-99,2,3", *LINES[9:]]),
    "words": "\n".join(["a,b,c", *(f"{i % 7},{i / 4},{'red' if i % 3 else 'green'}" for i in range(50))]),
    "codes": "\n".join(["a,b,c", *(f"{i / 8},{i / 4},{i % 3}" for i in range(50))]),
    "a word among numbers": "\n".join([*LINES[:30], "1,two,3", *LINES[30:]]),
    "not finite": "\n".join([*LINES[:30], "1,inf,3", "1,1e999,3", *LINES[30:]]),
    "too short": "\n".join([*LINES[:30], "1,2", *LINES[30:]]),
    "too long": "\n".join([*LINES[:30], "1,2,3,4", *LINES[30:]]),
    "long at the end": "\n".join([*LINES, "1,2,3,4"]),
    "a title": "\n".join(["Measured in May", *LINES]),
    "units": "\n".join([LINES[0], "[m],[s],[kg]", *LINES[1:]]),
    "two rows of headings": "\n".join(["left,,right", *LINES]),
    "Orange": "\n".join([LINES[0], "c,c,c", ",,class", *LINES[1:]]),
    "comments": "\n".join(["# made by hand", "", "// and more", *LINES]),
    "sep": "\n".join(["sep=;", *(line.replace(",", ";") for line in LINES)]),
    "empty lines": "\n".join(f"{line}\n" for line in LINES),
    "quotes": "\n".join(["a,b,c", *(f'"{i}","{i / 4}","word, {i % 3}\nand more"' for i in range(40))]),
    "an open quote": "\n".join([*LINES, 'a,"b']),
    "other ends of lines": "\r\n".join(LINES),
    "only returns": "\r".join(LINES),
    "row numbers": "\n".join(["row,b,c", *(f"{i},{i / 4},{i / 8}" for i in range(1, 40))]),
    "years": "\n".join(["place,1999,2000", *(f"p{i},{i},{i / 2}" for i in range(40))]),
    "headings alone": "a,b,c\n",
    "nothing": "",
    "names twice": written(repr).replace("a,b,c", "a,a,"),
}  # fmt: skip


@pytest.fixture
def both(monkeypatch):
    """Does something as large files are read, in blocks of four rows, and as small ones are, in one."""

    def does(act):
        found = []
        for large, block in ((-1, 4), (1 << 40, 1 << 40)):
            for module in (importing, csv_table):
                monkeypatch.setattr(module, "LARGE", large)
            for module in (kept_rows, table):
                monkeypatch.setattr(module, "BLOCK", block)
            try:
                found.append(act())
            except ValueError as error:
                found.append((type(error), str(error)))
        return found

    return does


def all_of(found, dialect):
    """Whatever can be asked of a table."""
    choice = usual_choice(found)
    wrong = problems(found, choice)
    right = without_problems(found, choice)
    values = [None if (column := found.values(name)) is None else column.tobytes() for name in found.names]
    told = [found.inferred(name) for name in found.names]
    minus = replace(found, marks=(*found.marks, "-99", "3"))
    return (
        dialect, found.names, list(found.rows), list(found.lines), found.told_kinds, found.told_targets, values, told, choice,
        list(map(str, wrong)), list(right.rows), list(right.lines), [found.cells(name) for name in found.names],
        list(map(str, problems(minus, choice))), list(found.rows[5:]), found.rows[-1], found.rows[len(found.rows) // 2],
    )  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_all_of_a_table_is_the_same(tmp_path, both, name):
    path = tmp_path / "table.csv"
    path.write_text(TABLES[name], newline="")
    found, expected = both(lambda: all_of(*read_table(path)))
    assert found == expected


@pytest.mark.parametrize("name", TABLES)
def test_the_examples_are_the_same(tmp_path, both, name):
    path = tmp_path / "table.csv"
    path.write_text(TABLES[name], newline="")
    source = CsvData("table.csv", ("a", "b"), ("c",), ("c",) if name == "codes" else ())

    def read():
        data = csv_data(source, tmp_path)
        return data.x.tobytes(), data.y.tobytes(), data.input_names, data.target_names

    found, expected = both(read)
    assert found == expected


def test_those_of_the_window_are_the_same_with_what_is_filled_in(tmp_path, both):
    path = tmp_path / "table.csv"
    path.write_text(TABLES["missing"])

    def read():
        data = examples(read_table(path)[0], Choice(("a", "b"), ("c",), filling="mean"))
        return data.x.tobytes(), data.y.tobytes()

    found, expected = both(read)
    assert found == expected


@pytest.mark.parametrize("raw", [
    "a,b\n1,2\n".encode("utf-16"), "größe,b\n1,2\n3,4\n".encode("cp1252"), "\ufeffa,b\n1,2\n".encode(),
    b"a,b\n1,\xff\xfe2\n", b"a,b\n1,2\0\n", b"a,b\n1,2\n\xe4,4\n",
])  # fmt: skip
def test_letters_are_the_same_and_what_is_no_text_is_told_alike(tmp_path, both, raw):
    path = tmp_path / "table.csv"
    path.write_bytes(raw)
    found, expected = both(lambda: all_of(*read_table(path)))
    assert found == expected
    found, expected = both(lambda: csv_data(CsvData("table.csv", ("a",), ("b",)), tmp_path).x.tobytes())
    assert found == expected


def test_a_sample_is_the_same(tmp_path, both):
    path = tmp_path / "table.csv"
    path.write_text(TABLES["as Python writes them"])
    found, expected = both(lambda: all_of(*read_table(path, sample=Sample(12, 5))))
    assert found == expected
    assert len(found[2]) == 12


@pytest.mark.parametrize("columns", [3, 9])
@pytest.mark.parametrize("how", ["window", "beside a scenario"])
def test_it_takes_two_and_a_half_times_the_memory_of_its_numbers(tmp_path, monkeypatch, how, columns):
    monkeypatch.setattr(kept_rows, "BLOCK", 256)
    values = np.random.default_rng(0).normal(size=(40_000, columns))
    names = [f"c{i}" for i in range(columns)]
    path = tmp_path / "table.csv"
    path.write_text("\n".join([",".join(names), *(",".join(map(repr, row)) for row in values.tolist())]))
    assert path.stat().st_size > importing.LARGE
    tracemalloc.start()
    try:
        if how == "window":
            found, _ = read_table(path)
            data = examples(found, usual_choice(found))
        else:
            data = csv_data(CsvData("table.csv", tuple(names[:-1]), tuple(names[-1:])), tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert np.array_equal(np.hstack([data.x, data.y]), values)
    assert peak <= 2.5 * values.nbytes


def test_numbers_of_a_large_table_are_kept_as_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_rows, "BLOCK", 4)
    for form in ("{!r}", "{:.3f}", "{:.18e}", "{:.0f}"):
        rows = KeptRows()
        for value in VALUES[:, 0].tolist():
            rows.append((form.format(value),))
        assert all(isinstance(part, np.ndarray) for part in list(rows.parts(0))[:-1]), form
