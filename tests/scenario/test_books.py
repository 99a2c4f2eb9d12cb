"""Headings in several rows, spreadsheets of other kinds, Parquet, samples: each with its right reading worked out by hand."""

import sys
import zipfile

import numpy as np
import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from visprop.cli.main import main
from visprop.scenario.data.columns import usual_choice
from visprop.scenario.data.data import MAX_POINTS
from visprop.scenario.data.importing import pasted_table, read_table
from visprop.scenario.data.kinds import SUFFIXES, is_table
from visprop.scenario.data.sampling import Sample, TooManyRows


def kinds(table):
    return [table.inferred(name).kind for name in table.names]


# Headings


def test_headings_in_two_rows_are_joined_and_one_above_several_columns_goes_on():
    table, dialect = pasted_table("Sepal,,Petal,,\nlength,width,length,width,species\n5.1,3.5,1.4,0.2,a\n4.9,3.0,1.4,0.2,b\n")
    assert dialect.has_header
    assert table.names == ("Sepal length", "Sepal width", "Petal length", "Petal width", "Petal species")
    assert table.rows == (("5.1", "3.5", "1.4", "0.2", "a"), ("4.9", "3.0", "1.4", "0.2", "b"))
    assert table.lines == (3, 4)


def test_units_without_brackets_are_a_second_row_of_headings():
    table, _ = pasted_table("length\tmass\nm\tkg\n1.5\t2\n2.5\t3\n3.5\t4\n")
    assert table.names == ("length m", "mass kg")
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    "text",
    [
        "a,b\nNA,NA\n1,2\n3,4\n5,6\n",  # values that are missing are none
        "a,b\nx,y\n1,u\n2,v\n3,w\n",  # one column of numbers alone: the x may be a slip
        "a,b\n1,x\n2,3\n3,4\n5,6\n",
    ],
)
def test_a_row_that_is_no_heading_stays_a_row(text):
    table, _ = pasted_table(text)
    assert table.names == ("a", "b")
    assert len(table.rows) == text.count("\n") - 1


ORANGE = """age\tname\tsex\tdiagnosis\tday
c\ts\tfemale male\td\tt
\tmeta\t\tclass\tignore
31\tann\tfemale\t1\t2020-01-01
45\tbob\tmale\t0\t2020-01-02
52\tcyd\tfemale\t1\t2020-01-03
"""


def test_oranges_three_rows_tell_types_and_the_target():
    table, _ = pasted_table(ORANGE)
    assert table.names == ("age", "name", "sex", "diagnosis", "day")
    assert kinds(table) == ["number", "text", "category", "category", "text"]
    choice = usual_choice(table)
    assert (choice.inputs, choice.targets) == (("age", "sex"), ("diagnosis",))
    assert table.lines[0] == 4


def test_oranges_flags_before_a_heading_tell_the_same():
    table, _ = pasted_table("C#age,mS#name,D#sex,cD#diagnosis\n31,ann,f,1\n45,bob,m,0\n52,cyd,f,1\n")
    assert table.names == ("age", "name", "sex", "diagnosis")
    assert kinds(table) == ["number", "text", "category", "category"]
    assert usual_choice(table).targets == ("diagnosis",)


def test_a_heading_with_a_number_sign_of_its_own_stays():
    table, _ = pasted_table("item #1,C#,total\n1,2,3\n4,5,6\n")
    assert table.names == ("item #1", "C#", "total")


# Spreadsheets of other kinds


CELLS = [["a", "b", "kind"], [1, 2.5, "x"], [2, 3.5, "y"], [30, 4.25, "x"]]


_MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def ods(path, cells):
    """The least that is an OpenDocument spreadsheet."""

    def cell(value):
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in cells)
    sheets = f'<table:table table:name="first">{rows}</table:table><table:table table:name="empty"></table:table>'
    content = f"<office:document-content {names}><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        packed.writestr("content.xml", f"{content}</office:document-content>")


def test_an_opendocument_spreadsheet_is_read_and_its_sheets_are_named(tmp_path):
    ods(tmp_path / "t.ods", CELLS)
    table, _ = read_table(tmp_path / "t.ods")
    assert table.names == ("a", "b", "kind")
    assert table.rows == (("1", "2.5", "x"), ("2", "3.5", "y"), ("30", "4.25", "x"))
    with pytest.raises(ValueError, match="has no sheet 'second', but 'first', 'empty'"):
        read_table(tmp_path / "t.ods", sheet="second")


def test_a_broken_one_is_told_in_a_line(tmp_path):
    for name in ("t.ods", "t.xls", "t.xlsb", "t.parquet"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 no such thing")
        with pytest.raises(ValueError, match="can be read") as told:
            read_table(tmp_path / name)
        assert "\n" not in str(told.value)


def test_parquet_is_read_with_its_types(tmp_path):
    columns = {"n": [1, 2, None], "x": [0.5, 1.25, -3.0], "word": ["u", "v", "u"], "day": np.array(["2020-01-01"] * 3, "M8[D]")}
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "t.parquet")
    table, _ = read_table(tmp_path / "t.parquet")
    assert table.names == ("n", "x", "word", "day")
    assert table.rows[0] == ("1", "0.5", "u", "2020-01-01")
    assert table.rows[2][:2] == ("", "-3")


@pytest.mark.parametrize("name, library", [("t.ods", "python_calamine"), ("t.parquet", "pyarrow.parquet")])
def test_without_its_library_a_kind_is_refused_with_what_to_install(tmp_path, monkeypatch, name, library):
    (tmp_path / name).write_bytes(b"")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ValueError, match=r"is not installed: pip install 'visprop\[tables\]'"):
        read_table(tmp_path / name)


def test_every_kind_of_table_is_one_by_its_name(tmp_path):
    assert {".csv", ".arff", ".csv.gz", ".xlsx", ".ods", ".xls", ".parquet"} <= set(SUFFIXES)
    assert all(is_table(tmp_path / f"T{suffix.upper()}") for suffix in SUFFIXES)


# What an XLSX sheet does not tell by its values


def test_merged_cells_and_formulas_without_a_value_are_told(tmp_path, capsys):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["a", "b", "c"], [1, 2, 3], [4, 5, "=A2+B2"], [7, 8, "=A3*2"], [9, 1, 2]]:
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    book.save(tmp_path / "t.xlsx")
    table, _ = read_table(tmp_path / "t.xlsx")
    assert table.remarks == (
        "merged cells (A1:B1): the value stands in the first of them alone",
        "2 formulas have no kept values (C3, C4): open the file in a spreadsheet program and save it there",
    )
    main(["new", "--csv", str(tmp_path / "t.xlsx"), "-o", str(tmp_path / "s.visprop"), "--skip"])
    assert "2 formulas have no kept values" in capsys.readouterr().out
    plain = openpyxl.Workbook()
    plain.active.append(["a", "b"])
    plain.active.append([1, 2])
    plain.save(tmp_path / "plain.xlsx")
    assert read_table(tmp_path / "plain.xlsx")[0].remarks == ()


# Samples


def test_a_table_that_is_too_long_is_refused_and_a_sample_of_it_is_taken(tmp_path, capsys):
    count = MAX_POINTS + 5_000
    lines = [f"{i},{i % 7}" for i in range(count)]
    (tmp_path / "long.csv").write_text("x,y\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(TooManyRows, match="has more than 100000 rows"):
        read_table(tmp_path / "long.csv")
    table, _ = read_table(tmp_path / "long.csv", sample=Sample(20_000, 1))
    values = np.array([float(row[0]) for row in table.rows])
    assert table.names == ("x", "y")
    assert len(values) == len(set(values)) == 20_000
    assert (np.diff(values) > 0).all()
    # Each tenth of the file gives about a tenth: 2,000 ± 5 standard deviations.
    shares, _ = np.histogram(values, 10, (0, count))
    assert np.abs(shares - 2_000).max() < 5 * np.sqrt(2_000 * 0.9)
    assert np.array_equal(values, [float(row[0]) for row in read_table(tmp_path / "long.csv", sample=Sample(20_000, 1))[0].rows])
    assert list(values) != [float(row[0]) for row in read_table(tmp_path / "long.csv", sample=Sample(20_000, 2))[0].rows]
    assert [table.lines[k] - 2 for k in (0, -1)] == [values[0], values[-1]]
    assert main(["new", "--csv", str(tmp_path / "long.csv"), "-o", str(tmp_path / "s.visprop")]) == 2
    assert "--sample 100000 takes so many of them at random" in capsys.readouterr().err
    assert main(["new", "--csv", str(tmp_path / "long.csv"), "--sample", "500", "-o", str(tmp_path / "s.visprop")]) == 0


def test_a_sample_of_a_table_that_is_short_is_all_of_it():
    table, _ = pasted_table("a,b\n1,2\n3,4\n", sample=Sample(10))
    assert len(table.rows) == 2


def test_a_spreadsheet_of_a_version_that_is_not_out_yet_is_told(tmp_path):
    """The byte that says which version of ZIP reads an entry is 84, 8.4."""
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.save(tmp_path / "t.xlsx")
    content = bytearray((tmp_path / "t.xlsx").read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 84
    (tmp_path / "t.xlsx").write_bytes(bytes(content))
    with pytest.raises(ValueError, match=r"zip file version 8\.4"):
        read_table(tmp_path / "t.xlsx")
