"""Anyone's tables: however they are written, their numbers come through, and what is wrong is told with its place."""

import csv
import io

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visprop.scenario.data.columns import Choice, examples, problems, without_problems
from visprop.scenario.data.importing import pasted_rows, pasted_table, read_table
from visprop.scenario.data.spreadsheet import sheet_names
from visprop.scenario.data.table import Dialect

NUMBERS = st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=2, max_size=12)


@given(NUMBERS, st.sampled_from([(",", "."), (";", ","), ("\t", ","), (";", "."), ("|", ".")]), st.booleans())
@settings(max_examples=60)
def test_numbers_come_through_however_they_are_written(rows, signs, has_header):
    separator, decimal = signs
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    if has_header:
        writer.writerow(["a", "b", "c"])
    writer.writerows([f"{value:.17e}".replace(".", decimal) for value in row] for row in rows)
    table, dialect = pasted_table(out.getvalue())
    assert (dialect.separator, dialect.decimal, dialect.has_header) == (separator, decimal, has_header)
    names = table.names
    data = examples(table, Choice(names[:2], names[2:]))
    np.testing.assert_array_equal(np.column_stack((data.x, data.y)), rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_come_through_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "d.csv"
    path.write_bytes("Länge;Art\n1,5;süß\n2;herb\n".encode(encoding))
    table, _ = read_table(path)
    data = examples(table, Choice(("Länge",), ("Art",)))
    assert data.input_names == ("Länge",)
    assert data.target_names == ("herb", "süß")
    assert data.x.tolist() == [[1.5], [2.0]]
    assert data.y.tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_a_spreadsheet_gives_its_values_and_its_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "first"
    for row in (["x", "kind"], [1, "a"], [2.5, "b"], [-3, "a"]):
        book.active.append(row)
    book.create_sheet("second").append([7, 8])
    book.save(tmp_path / "d.xlsx")
    assert sheet_names(tmp_path / "d.xlsx") == ("first", "second")
    table, _ = read_table(tmp_path / "d.xlsx")
    data = examples(table, Choice(("x",), ("kind",)))
    assert data.x.ravel().tolist() == [1.0, 2.5, -3.0]
    assert data.y.tolist() == [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    table, dialect = read_table(tmp_path / "d.xlsx", sheet="second")
    assert not dialect.has_header
    assert table.rows == (("7", "8"),)


def test_words_of_an_input_are_one_hot_too_and_numbers_may_be_classes():
    table, _ = pasted_table("colour,n,digit\nred,1,10\nblue,2,9\nred,3,10\n")
    data = examples(table, Choice(("colour", "n"), ("digit",), ("digit",)))
    assert data.input_names == ("colour: blue", "colour: red", "n")
    assert data.x.tolist() == [[0, 1, 1], [1, 0, 2], [0, 1, 3]]
    assert data.target_names == ("9", "10")


@pytest.mark.parametrize(
    "text, where",
    [
        ("a,b\n1,2\n3,x\n4,5\n", "row 3, column 'b': 'x' is no finite number"),
        ("a,b\n1,2\n\n3,nan\n", "row 4, column 'b': no value, 'nan'"),
        ("a,b\n1,2\n3\n", "row 3, column 'b': no value"),
        ("a,b\n1,2\n,4\n", "row 3, column 'a': no value"),
        ("a,b\n1,2\n3,4,,5\n3,4,6\n", "row 3, column 'column 4': '5' stands behind the last column"),
        ('a,b\n1,2\n"3\n', "row"),
        ("a,b\n", "no rows below"),
        ("", "no rows"),
        ("\n \n", "no rows"),
        ("a,b\n" + "1,2\n" * 100_001, "more than 100000 rows"),
        ("x," * 10_001 + "y\n1,2\n", "more than 10000 columns"),
    ],
    ids=["text in numbers", "nan", "ragged", "gap", "surplus", "open quote", "no rows", "empty", "blank", "rows", "columns"],
)
def test_bad_tables_say_where(text, where):
    with pytest.raises(ValueError, match=where):
        examples(pasted_table(text, Dialect())[0], Choice(("a",), ("b",)))


def test_bytes_that_are_no_text_say_where(tmp_path):
    path = tmp_path / "d.csv"
    path.write_bytes(b"a,b\n1,2\n3,\xff\n")
    with pytest.raises(ValueError, match="row 3 is not UTF-8"):
        read_table(path, Dialect())
    # A picture's bytes are no letters of anyone.
    for raw in (bytes(range(128)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x81\x8d"):
        path.write_bytes(raw)
        with pytest.raises(ValueError, match="no text"):
            read_table(path)
    path.with_suffix(".xlsx").write_bytes(b"PK\3\4 not a book")
    with pytest.raises(ValueError, match="no spreadsheet"):
        read_table(path.with_suffix(".xlsx"))


def test_a_thousand_columns_are_taken():
    names = [f"c{i}" for i in range(1000)]
    table, _ = pasted_table(",".join(names) + "\n" + "\n".join(",".join([str(row)] * 1000) for row in range(3)))
    assert examples(table, Choice(tuple(names[:-1]), (names[-1],))).x.shape == (3, 999)


def test_rows_with_problems_can_be_left_out():
    table, _ = pasted_table("a,b,c\n1,2,z\n3,,z\n5,6,\n7,8,y\n")
    choice = Choice(("a", "b"), ("c",))
    assert [str(problem) for problem in problems(table, choice)] == ["row 3, column 'b': no value", "row 4, column 'c': no value"]
    data = examples(without_problems(table, choice), choice)
    assert data.x.tolist() == [[1, 2], [7, 8]]


def test_words_alone_are_headings_of_nothing():
    with pytest.raises(ValueError, match="no rows below its header"):
        pasted_table("a,b,y\n")


def test_rows_are_pasted_as_they_are_copied_and_with_the_word_of_their_class():
    headings, words = ["n", "target red", "target blue"], ("red", "blue")
    copied = "part\tn\ttarget red\ttarget blue\toutput red\ntrain\t1.5\t0.0\t1.0\t0.2\ntest\t2\t1\t0\t0.3\n"
    assert pasted_rows(copied, headings, words).tolist() == [[1.5, 0, 1], [2, 1, 0]]
    assert pasted_rows("1,5\tblue\n2,25\tred\n", headings, words).tolist() == [[1.5, 0, 1], [2.25, 1, 0]]
    assert pasted_rows("1.5\t0\t1\n", headings, words).tolist() == [[1.5, 0, 1]]
    with pytest.raises(ValueError, match="'green' is no finite number"):
        pasted_rows("1.5\tgreen\n", headings, words)


def test_headings_that_come_twice_or_are_empty_get_names_of_their_own():
    table, _ = pasted_table("a,,a\n1,2,3\n4,5,6\n")
    assert table.names == ("a", "column 2", "a (2)")
