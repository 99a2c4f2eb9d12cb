"""The fast path's batches are those of the schedule, whichever way one comes to them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from visprop.engine.batches import Batches
from visprop.engine.schedule import Schedule


@st.composite
def schedules(draw):
    count = draw(st.integers(1, 40) | st.integers(250, 700))
    return Schedule(count, draw(st.integers(1, count) | st.just(1)), draw(st.booleans()), draw(st.integers(0, 5)))


@settings(max_examples=50)
@given(schedules(), st.integers(1, 2), st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400)), min_size=1, max_size=4))
def test_each_update_is_given_its_examples(schedule, targets, walks):
    rows = np.arange(schedule.count, dtype=float)
    batches = Batches(schedule, np.column_stack((rows, -rows)), [rows[:, None] + 0.5 * i for i in range(targets)])
    for start, count in walks:
        update = start
        for size, many, run in batches.of(start, count):
            given_now = 0
            for batch in run:
                wanted = rows[schedule.examples(update)]
                assert len(wanted) == size
                np.testing.assert_array_equal(batch.x.reshape(3, -1), [wanted, -wanted, np.ones(size)])
                np.testing.assert_array_equal(batch.x_transposed, batch.x.reshape(3, -1).T)
                np.testing.assert_array_equal(batch.y, [wanted])
                compared = batch.compared if targets == 2 else (batch.compared,)
                np.testing.assert_array_equal(np.stack(compared), [[wanted + 0.5 * i] for i in range(targets)])
                update, given_now = update + 1, given_now + 1
            assert given_now == many
        assert update == start + count


def test_no_window_of_a_large_table_is_larger_than_it():
    """Rows in their own order are not copied for the windows, and of shuffled ones no more than there are."""
    x = np.zeros((5000, 3))
    for shuffle in (False, True):
        batches = Batches(Schedule(5000, 1, shuffle, 0), x, [x[:, :1]])
        held = sum(part.nbytes for part in {id(part): part for part in (*batches._source, *batches._data)}.values())
        assert held <= 2 * 5000 * 5 * 8
