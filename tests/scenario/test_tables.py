"""Tables as people bring them, each with its right reading worked out by hand."""

from dataclasses import replace

import openpyxl
import pytest

from visprop.cli.main import main
from visprop.scenario.data.columns import Choice, examples, missing_counts, problems, usual_choice, without_problems
from visprop.scenario.data.importing import pasted_table, read_table
from visprop.scenario.data.spreadsheet import sheet_names
from visprop.scenario.fresh import taken


def column(cells, separator="\t", name="v"):
    """What is read of a column beside another that is plain."""
    text = f"n{separator}{name}\n" + "".join(f"{0.5 + i}{separator}{cell}\n" for i, cell in enumerate(cells))
    table, _ = pasted_table(text)
    found = table.inferred(name)
    return found.kind, [None if cell in table.marks else found.value(cell, found.kind) for cell in table.cells(name)]


@pytest.mark.parametrize(
    "cells, values",
    [
        (["1,200", "3,450", "12,000"], [1200, 3450, 12000]),
        (["1,200.5", "3", "12,000"], [1200.5, 3, 12000]),
        (["1.000,92", "2,5", "10"], [1000.92, 2.5, 10]),
        (["0,5", "1,25", "3"], [0.5, 1.25, 3]),
        (["1,200", "0,5", "2,25"], [1.2, 0.5, 2.25]),
        (["1'234", "12'345.5", "7"], [1234, 12345.5, 7]),
        (["1’234", "2’000’000", "7"], [1234, 2000000, 7]),  # noqa: RUF001
        (["1 000", "12 500", "3"], [1000, 12500, 3]),
        (["1\u00a0000", "2\u202f500,5", "3"], [1000, 2500.5, 3]),
        (["45 %", "7%", "0.5 %"], [0.45, 0.07, 0.005]),
        (["$1.20", "$12", "$0.99"], [1.2, 12, 0.99]),
        (["-$1.20", "$-2", "$3"], [-1.2, -2, 3]),
        (["3 €", "4,5 €", "10 €"], [3, 4.5, 10]),
        (["\u22121.5", "2", "\u22120.25"], [-1.5, 2, -0.25]),
        (["1e3", "2.5E-2", "-4"], [1000, 0.025, -4]),
        ([".5", "1.", "+2"], [0.5, 1, 2]),
        (["1,234,567", "12", "3,000"], [1234567, 12, 3000]),
        (["1", "2,5", "x"], [1, 2.5, None]),
        (["1", "nan", "3"], [1, None, 3]),
        (["1", "NA", "3", "?"], [1, None, 3, None]),
        (["1", "-", "3", "null"], [1, None, 3, None]),
    ],
    ids=str,
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(cells, values):
    assert column(cells) == ("number", [None if v is None else pytest.approx(v, rel=1e-15) for v in values])


@pytest.mark.parametrize(
    "cells, days",
    [
        (["1970-01-02", "1970-01-31"], [1, 30]),
        (["2.1.1970", "31.1.1970"], [1, 30]),
        (["1/2/1970", "1/31/1970"], [1, 30]),
        (["13/1/1970", "1/2/1970"], [12, 31]),
        (["1970-01-02 12:00", "1970-01-03 06:00"], [1.5, 2.25]),
        (["2 Jan 1970", "31 Jan 1970"], [1, 30]),
    ],
    ids=str,
)
def test_dates_become_days(cells, days):
    assert column(cells) == ("date", days)


def kinds(text):
    table, _ = pasted_table(text)
    return [table.inferred(name).kind for name in table.names]


WORDS = [f"name {i}" for i in range(60)]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("a,b\n1,x\n2,y\n3,x\n", ["number", "category"]),
        # One number among words makes them no numbers, and one word among numbers no words.
        ("a,b\n1,x\n2,7\n3,x\n4,y\n", ["number", "category"]),
        ("a,b\n1,5\n2,7\n3,x\n4,8\n", ["number", "number"]),
        ("a,b\n1,nan\n2,red\n3,blue\n4,nan\n", ["number", "category"]),
        # R writes the numbers of rows without a heading.
        (",b,c\n1,5,x\n2,7,y\n3,8,x\n", ["row", "number", "category"]),
        ("id,b,c\n0,5,x\n1,7,y\n2,8,x\n", ["row", "number", "category"]),
        # A heading of its own says that it is more than that, and so does another order.
        ("day,b,c\n1,5,x\n2,7,y\n3,8,x\n", ["number", "number", "category"]),
        (",b,c\n3,5,x\n1,7,y\n2,8,x\n", ["number", "number", "category"]),
        ("a,who\n" + "".join(f"{i % 7},{word}\n" for i, word in enumerate(WORDS)), ["number", "text"]),
        ("a,who\n" + "".join(f"{i % 7},{word}\n" for i, word in enumerate(WORDS[:5] * 12)), ["number", "category"]),
        ("a,b,\n1,2,\n3,4,\n5,6,\n", ["number", "number", "empty"]),
    ],
    ids=str,
)
def test_columns_are_what_most_of_their_cells_are(text, wanted):
    assert kinds(text) == wanted


def test_what_is_proposed_leaves_rows_names_and_empty_columns_out():
    text = ",a,b,who,\n" + "".join(f"{i + 1},{i * i},{i % 3},{word},\n" for i, word in enumerate(WORDS))
    table, _ = pasted_table(text)
    choice = usual_choice(table)
    assert (choice.inputs, choice.targets) == (("a",), ("b",))
    # 0, 1 and 2 in twenty rows each are names of classes.
    assert choice.classes == ("b",)
    assert examples(table, choice).y.shape == (60, 3)


@pytest.mark.parametrize("values, is_class", [((0, 1), False), ((1, 2), True), ((1, 2, 3), True), ((0.5, 1), False)])
def test_labels_of_one_and_two_are_classes(values, is_class):
    table, _ = pasted_table("a,b\n" + "".join(f"{i / 3},{values[i % len(values)]}\n" for i in range(60)))
    assert (usual_choice(table).classes == ("b",)) is is_class


HOLES = "a,b,c,t\n1,x,10,0\n2,,20,1\n3,x,,0\nNA,y,40,1\n5,x,?,0\n6,y,60,\n"


@pytest.mark.parametrize(
    "filling, x",
    [
        # a is 1 2 3 . 5 6 and c is 10 20 . 40 . 60; the last row goes, as its target is missing.
        ("mean", [[1, 1, 0, 10], [2, 1, 0, 20], [3, 1, 0, 70 / 3], [2.75, 0, 1, 40], [5, 1, 0, 70 / 3]]),
        ("median", [[1, 1, 0, 10], [2, 1, 0, 20], [3, 1, 0, 20], [2.5, 0, 1, 40], [5, 1, 0, 20]]),
        ("most-frequent", [[1, 1, 0, 10], [2, 1, 0, 20], [3, 1, 0, 10], [1, 0, 1, 40], [5, 1, 0, 10]]),
        ("category", [[1, 0, 1, 0, 10], [2, 1, 0, 0, 20], [3, 0, 1, 0, 20], [2.5, 0, 0, 1, 40], [5, 0, 1, 0, 20]]),
        ("leave-out", [[1, 1, 10]]),
    ],
)
def test_what_is_missing_is_filled_or_its_row_goes(filling, x):
    table, _ = pasted_table(HOLES)
    choice = Choice(("a", "b", "c"), ("t",), filling=filling)
    data = examples(without_problems(table, choice), choice)
    assert data.x.tolist() == [pytest.approx(row) for row in x]


def test_what_fills_is_made_of_the_rows_to_train_with_alone():
    text = "a,t\n" + "".join(f"{'' if i == 0 else 2**i},{i % 2}\n" for i in range(20))
    table, _ = pasted_table(text)
    for seed in range(8):
        data = taken(table, Choice(("a",), ("t",), filling="mean"), 0.3, seed, "")
        known = [2.0**i for i in data.train_rows if i]
        assert data.raw[0][0, 0] == pytest.approx(sum(known) / len(known), rel=1e-15)


def test_missing_values_are_counted_by_column_and_marks_can_be_values():
    table, _ = pasted_table(HOLES)
    # The most first, others as they stand in the table.
    assert list(missing_counts(table).items()) == [("c", 2), ("a", 1), ("b", 1), ("t", 1)]
    code = "x,country\n1,NA\n2,DE\n3,NA\n4,ZA\n"
    assert missing_counts(pasted_table(code)[0]) == {"country": 2}


@pytest.mark.parametrize(
    "words, told, status",
    [
        ((), "no value", 2),
        (("--missing", "median"), "rows left out: 1", 0),
        (("--skip",), "rows left out: 5", 0),
        (("--na", "-99"), "no value", 2),
        (("--values", "?,NA"), "is no finite number", 2),
        (("--types", "b=nonsense"), "types are", 2),
        (("--types", "c=text", "--missing", "mean"), "columns left out: c", 0),
    ],
    ids=str,
)
def test_the_command_line_says_what_it_takes(tmp_path, capsys, words, told, status):
    rows = HOLES + "7,y,70,1\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    assert main(["new", "--csv", str(tmp_path / "t.csv"), "-o", str(tmp_path / "s.visprop"), *words]) == status
    out = capsys.readouterr()
    assert told in out.out + out.err


def test_a_target_that_never_changes_is_refused(tmp_path, capsys):
    (tmp_path / "t.csv").write_text("a,b\n1,5\n2,5\n3,5\n", encoding="utf-8")
    assert main(["new", "--csv", str(tmp_path / "t.csv"), "-o", str(tmp_path / "s.visprop")]) == 2
    assert "nothing to be learnt" in capsys.readouterr().err


@pytest.mark.parametrize("is_write_only", [True, False])
def test_a_spreadsheet_is_read_to_the_end_of_its_rows_whatever_it_says_of_its_size(tmp_path, is_write_only):
    """What is written row by row tells no size, and a tool that appends rows may leave the old one."""
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook(write_only=is_write_only)
    sheet = book.create_sheet("data") if is_write_only else book.active
    for row in [["a", "b"], *([i, i * i] for i in range(200))]:
        sheet.append(row)
    book.save(path)
    if not is_write_only:
        shrink(path)
    table, _ = read_table(path)
    assert len(table.rows) == 200
    assert table.rows[-1] == ("199", "39601")


def shrink(path):
    """Let the sheet say that it is A1:A2."""
    import re
    import zipfile

    with zipfile.ZipFile(path) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    entries[name] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A2"', entries[name])
    assert b"A1:A2" in entries[name]
    with zipfile.ZipFile(path, "w") as packed:
        for entry, content in entries.items():
            packed.writestr(entry, content)


def test_the_sheet_is_chosen_by_name_or_number(tmp_path, capsys):
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "notes"
    book.active.append(["nothing to see"])
    data = book.create_sheet("2024")
    for row in [["a", "b"], *([i, i % 2] for i in range(12))]:
        data.append(row)
    book.save(path)
    assert sheet_names(path) == ("notes", "2024")
    for sheet in ("2024", "2"):
        assert main(["new", "--csv", str(path), "--sheet", sheet, "-o", str(tmp_path / "s.visprop")]) == 0
    assert main(["new", "--csv", str(path), "--sheet", "3", "-o", str(tmp_path / "s.visprop")]) == 2
    assert "'notes', '2024'" in capsys.readouterr().err


def test_a_spreadsheet_that_unpacks_to_more_than_can_be_held_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["word " * 40])
    book.save(path)
    monkeypatch.setattr("visprop.scenario.data.spreadsheet.MAX_UNPACKED", 1000)
    with pytest.raises(ValueError, match="save it as CSV"):
        read_table(path)


def test_problems_say_where_and_the_rest_is_kept():
    table, _ = pasted_table("a,b\n1,2\nx,3\n4,5\n6,7\n")
    choice = Choice(("a",), ("b",))
    assert [str(one) for one in problems(table, choice)] == ["row 3, column 'a': 'x' is no finite number"]
    assert examples(without_problems(table, choice), choice).x.ravel().tolist() == [1, 4, 6]


PLAIN_TABLE = (("a", "b"), [("1", "2"), ("3", "4"), ("5", "7")])
ROWS = "1,2\n3,4\n5,7\n"


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n" + ROWS,
        "# made by a program\n# in two lines\na,b\n" + ROWS,
        "% in another way\n\na,b\n" + ROWS,
        "sep=;\na;b\n" + ROWS.replace(",", ";"),
        '"sep=;"\na;b\n' + ROWS.replace(",", ";"),
        "sep=|\na|b\n" + ROWS.replace(",", "|"),
        "a b\n" + ROWS.replace(",", " "),
        "a   b\n" + ROWS.replace(",", "     "),
        "  a   b\n" + "".join(f"  {row}  \n" for row in ROWS.replace(",", "   ").splitlines()),
        "a \t b\n" + ROWS.replace(",", "\t"),
        "Results of the second trial\na,b\n" + ROWS,
        "Results,\nof the second trial,\na,b\n" + ROWS,
        "a,b\n(cm),[kg]\n" + ROWS,
        "a,b\n(cm),\n" + ROWS,
        "a,b\r\n" + ROWS.replace("\n", "\r\n"),
        "a,b\n\n" + ROWS.replace("\n", "\n\n"),
    ],
    ids=repr,
)
def test_what_stands_around_a_table_is_passed_over(text):
    table, _ = pasted_table(text)
    assert (table.names, [*table.rows]) == PLAIN_TABLE


@pytest.mark.parametrize(
    "text, names",
    [
        ("country,1990,2000\nx,1,2\ny,3,4\nz,5,6\n", ("country", "1990", "2000")),
        ("country,1990,1995,2000\nx,1,2,3\ny,3,4,5\n", ("country", "1990", "1995", "2000")),
        # Without a word, or not evenly up, they are numbers like those below.
        ("1990,2000\n1,2\n3,4\n", ("column 1", "column 2")),
        ("x,1990,1200\ny,1,2\nz,3,4\n", ("column 1", "column 2", "column 3")),
    ],
)
def test_years_above_columns_are_headings(text, names):
    assert pasted_table(text)[0].names == names


def test_a_packed_table_is_unpacked(tmp_path, monkeypatch):
    import gzip

    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(("a,b\n" + ROWS).encode()))
    table, _ = read_table(path)
    assert (table.names, [*table.rows]) == PLAIN_TABLE
    path.write_bytes(gzip.compress(b"a,b\n" + ROWS.encode())[:-9])
    with pytest.raises(ValueError, match="cannot be unpacked"):
        read_table(path)
    monkeypatch.setattr("visprop.scenario.data.importing.MAX_BYTES", 10)
    path.write_bytes(gzip.compress(("a,b\n" + ROWS).encode()))
    with pytest.raises(ValueError, match="unpacks to more"):
        read_table(path)


DENSE = """% a comment
@RELATION weather
@attribute outlook {sunny, overcast, 'light rain'}
@attribute 'air temperature' numeric
@ATTRIBUTE size {1, 2}
@attribute remark string
@attribute play {yes,no}
@DATA
sunny, 30.5, 1, 'said: "hot"', no
% another one
'light rain', ?, 2, none, yes
overcast,20,2,none,yes
"""
SPARSE = """@relation words
@attribute a numeric
@attribute b real
@attribute class {left, right}
@data
{0 2, 2 right}
{1 -1.5}
{}
"""


def test_dense_rows_of_arff_have_the_types_that_the_file_tells(tmp_path):
    (tmp_path / "t.arff").write_text(DENSE, encoding="utf-8")
    table, _ = read_table(tmp_path / "t.arff")
    assert table.names == ("outlook", "air temperature", "size", "remark", "play")
    assert table.rows[1] == ("light rain", "?", "2", "none", "yes")
    assert [table.inferred(name).kind for name in table.names] == ["category", "number", "category", "text", "category"]
    choice = usual_choice(table)
    assert (choice.inputs, choice.targets) == (("outlook", "air temperature", "size"), ("play",))
    data = examples(without_problems(table, choice), choice)
    assert data.x.tolist() == [[0, 1, 30.5, 1, 0], [1, 0, 20, 0, 1]]


def test_sparse_rows_of_arff_leave_zeros_and_first_values_out(tmp_path):
    (tmp_path / "t.arff").write_text(SPARSE, encoding="utf-8")
    table, _ = read_table(tmp_path / "t.arff")
    assert [*table.rows] == [("2", "0", "right"), ("0", "-1.5", "left"), ("0", "0", "left")]


@pytest.mark.parametrize(
    "text, where",
    [
        ("@relation x\n@attribute\n@data\n1\n", "row 2: this is no attribute"),
        ("@relation x\n@data\n1\n", "has no attributes"),
        ("@relation x\n@attribute a numeric\n@data\n", "no rows below"),
        ("@relation x\n@attribute a numeric\n@data\n{3 1}\n", "row 4: '3 1'"),
    ],
)
def test_a_wrong_arff_says_where(tmp_path, text, where):
    (tmp_path / "t.arff").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=where):
        read_table(tmp_path / "t.arff")


def test_a_number_that_is_a_mark_is_no_value():
    table, _ = pasted_table("a,t\n1,0\n-99,1\n3,0\n5,1\n")
    table = replace(table, marks=(*table.marks, "-99"))
    assert missing_counts(table) == {"a": 1}
    assert [str(one) for one in problems(table, Choice(("a",), ("t",)))] == ["row 3, column 'a': no value, '-99'"]
    assert examples(table, Choice(("a",), ("t",), filling="mean")).x.ravel().tolist() == [1, 3, 3, 5]
