"""The tables at their edges: the hue of a sign, and what is pasted up to the last row and one further."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.qt.settling import settle
from visprop.figures.base.style import DARK, LIGHT, THEMES
from visprop.figures.moment import ViewOptions


def hue(table, index):
    """The colour of a cell's letters."""
    return table.rows.data(index, Qt.ItemDataRole.ForegroundRole).color().getRgb()[:3]


@pytest.mark.parametrize("name", list(THEMES))
def test_a_parameter_has_the_hue_of_its_sign(bench, session, name):
    session.choose(ViewOptions.theme, THEMES[name])
    table = bench.docks.panels["parameters"].table
    assert {tuple(THEMES[name].positive), tuple(THEMES[name].negative)} <= {
        hue(table, table.rows.index(row, 1)) for row in range(table.rows.rowCount())
    }
    for row in range(table.rows.rowCount()):
        written = table.rows.text(row, 1)
        wanted = THEMES[name].negative if written.startswith("−") else THEMES[name].positive
        assert hue(table, table.rows.index(row, 1)) == wanted
        assert float(written.replace("−", "-")) == session.playback.frame.p[row]
    # Names, and what is frozen or tied, have no sign.
    assert table.rows.data(table.rows.index(0, 0), Qt.ItemDataRole.ForegroundRole) is None


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_an_example_has_the_hue_of_its_part_and_an_output_that_of_the_forward_pass(bench, session, theme):
    session.choose(ViewOptions.theme, theme)
    bench.docks.panels["data"].share.setValue(25)
    settle()
    table = bench.docks.panels["data"].table
    tests = {int(row) for row in session.scenario.data.test_rows}
    assert tests
    for row in range(4):
        assert hue(table, table.rows.index_of(row, 0)) == (theme.faint if row in tests else theme.ink)
        assert hue(table, table.rows.index(row, 0)) == theme.faint
        assert hue(table, table.rows.index(row, table.rows.columnCount() - 1)) == theme.forward


@pytest.mark.parametrize(
    "first, count, is_taken", [(7, 2, True), (8, 1, True), (0, 9, True), (7, 3, False), (8, 2, False), (0, 10, False)]
)
def test_values_are_pasted_up_to_the_last_parameter(bench, session, first, count, is_taken):
    table = bench.docks.panels["parameters"].table
    before = session.playback.frame.p.tolist()
    assert len(before) == 9
    told = []
    session.changes.listen(lambda change: told.append(change) if isinstance(change, str) else None)
    QGuiApplication.clipboard().setText("\n".join(f"{10 + i}.5" for i in range(count)))
    table.setCurrentIndex(table.rows.index(first, 1))
    table.paste()
    settle()
    wanted = before[:first] + [10.5 + i for i in range(count)] + before[first + count :] if is_taken else before
    assert session.playback.frame.p.tolist() == wanted
    assert any("Not pasted" in words for words in told) is not is_taken


@pytest.mark.parametrize("row, place, cells, x, y", [
    (3, 0, "5\t6\t1", [[0, 0], [0, 1], [1, 0], [5, 6]], [0, 1, 1, 1]),
    (3, 2, "1", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 1]),
    (2, 1, "7\t0\n8\t1", [[0, 0], [0, 1], [1, 7], [1, 8]], [0, 1, 0, 1]),
])  # fmt: skip
def test_cells_are_pasted_up_to_the_last_row_and_column(bench, session, row, place, cells, x, y):
    table = bench.docks.panels["data"].table
    QGuiApplication.clipboard().setText(cells)
    table.setCurrentIndex(table.rows.index_of(row, place))
    table.paste()
    settle()
    data = session.scenario.data
    assert data.raw[0].tolist() == x
    assert data.raw[1][:, 0].tolist() == y


def test_what_reaches_beyond_the_last_column_is_refused(bench, session):
    table = bench.docks.panels["data"].table
    before = session.scenario.data
    for place, cells in ((2, "1\t2"), (1, "1\t2\t3"), (0, "1\t2\t3\t4")):
        QGuiApplication.clipboard().setText(cells)
        table.setCurrentIndex(table.rows.index_of(0, place))
        table.paste()
        settle()
        assert session.scenario.data is before
