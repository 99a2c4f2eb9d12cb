"""Numbers side by side stand in rows of four, each of them once."""

import pytest

from visprop.benches.chains import facts
from visprop.notation.expression.expr import Symbol
from visprop.notation.layout.nodes import Letter
from visprop.notation.layout.text import plain


@pytest.mark.parametrize("count, rows", [(1, [1]), (4, [4]), (5, [4, 1]), (9, [4, 4, 1])])
def test_facts_stand_in_rows_of_four_and_each_of_them_once(count, rows):
    names = [chr(ord("a") + i) for i in range(count)]
    found = facts([Symbol(Letter(name), 0.5 + i) for i, name in enumerate(names)], 4)
    assert [len(row.equations) for row in found] == rows
    assert [plain(one.left.name) for row in found for one in row.equations] == names
