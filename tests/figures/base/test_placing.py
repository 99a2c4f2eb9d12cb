"""Which boxes are in each other's way: from every side alike, and as much as is allowed."""

import pytest

from visprop.figures.base.placing import overlap

BOX = (10.0, 10.0, 30.0, 20.0)


@pytest.mark.parametrize("slack", [0.0, 2.0])
@pytest.mark.parametrize("across, down", [(1, 0), (-1, 0), (0, 1), (0, -1)])
def test_boxes_meet_from_every_side_by_more_than_what_is_allowed(slack, across, down):
    for deep, is_met in ((slack - 0.1, False), (slack + 0.1, True), (-0.1, False)):
        x, y = across * (20.0 - deep), down * (10.0 - deep)
        other = (BOX[0] + x, BOX[1] + y, BOX[2] + x, BOX[3] + y)
        assert overlap(BOX, other, slack) is is_met
        assert overlap(other, BOX, slack) is is_met


def test_what_is_far_off_in_one_direction_is_apart():
    assert not overlap(BOX, (10.0, 40.0, 30.0, 50.0), 0.0)
    assert not overlap(BOX, (40.0, 10.0, 60.0, 20.0), 0.0)
    assert overlap(BOX, (15.0, 12.0, 20.0, 15.0), 0.0)
