"""A formula above the picture is broken where it may be, and each of its lines fits."""

import pytest

from visprop.benches.functions.heading import _advance, _broken, _Part
from visprop.figures.base.text import plain

SIZE = 12.0


@pytest.mark.parametrize("share", [0.3, 0.4, 0.6])
def test_every_line_of_a_long_formula_fits(share):
    row = [_Part(plain("wide " * (1 + i % 3)), (0, 0, 0), 0.3, True, False) for i in range(24)]
    room = share * _advance(row, SIZE, is_indented=False)
    lines = _broken(row, SIZE, room)
    assert [part for line in lines for part in line] == row
    assert len(lines) >= 2
    for i, line in enumerate(lines):
        assert _advance(line, SIZE, is_indented=i > 0) <= room
    # And none is broken that could be longer.
    for i, (line, after) in enumerate(zip(lines, lines[1:], strict=False)):
        assert _advance([*line, after[0]], SIZE, is_indented=i > 0) > room
