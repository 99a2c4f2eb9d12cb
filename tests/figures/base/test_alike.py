"""Shapes look alike where all that they are made of is equal, and only there."""

from dataclasses import fields, replace

import numpy as np
import pytest

from visprop.figures.base.alike import alike, beginning, singly
from visprop.figures.base.shapes import Box, Clip, Disc, Dots, Facets, Label, Path, Raster, Segments
from visprop.figures.base.text import plain


def made():
    """One of each, each time anew."""
    points = np.arange(8.0).reshape(4, 2)
    return (
        Segments(points.reshape(2, 4), (1, 2, 3)),
        Path((points, points[:2]), (1, 2, 3), fill=(4, 5, 6)),
        Disc(1.0, 2.0, 3.0, (1, 2, 3), None),
        Box(1.0, 2.0, 3.0, 4.0, (1, 2, 3), None),
        Label(1.0, 2.0, plain("w"), 10.0, (1, 2, 3)),
        Dots(points, 2.0, (1, 2, 3)),
        Facets(points.reshape(1, 4, 2), np.ones((1, 3)), (1, 2, 3), 1.0),
        Raster(0.0, 0.0, 2.0, 2.0, np.arange(4, dtype=np.uint32).reshape(2, 2)),
        Clip((0.0, 0.0, 5.0, 5.0), (Disc(1.0, 2.0, 3.0, None, (1, 2, 3)),)),
    )


def another(value):
    """A value of the same kind that differs."""
    if isinstance(value, np.ndarray):
        return value + value.dtype.type(1)
    if isinstance(value, tuple):
        return (*map(another, value[:-1]), another(value[-1])) if value and not hasattr(value[0], "text") else plain("v")
    if isinstance(value, bool):
        return not value
    if isinstance(value, Disc):
        return replace(value, radius=value.radius + 1.0)
    return (9, 9, 9) if value is None else value + 1


@pytest.mark.parametrize("which", range(len(made())))
def test_each_part_counts(which):
    shape, again = made()[which], made()[which]
    assert shape is not again
    assert alike(shape, again)
    for field in fields(shape):
        changed = replace(shape, **{field.name: another(getattr(shape, field.name))})
        assert not alike(shape, changed), field.name
        assert not alike(changed, shape), field.name


def test_those_of_two_kinds_are_not_alike():
    shapes = made()
    assert [[alike(one, other) for other in shapes] for one in shapes] == np.eye(len(shapes), dtype=bool).tolist()


def test_how_many_pictures_begin_with():
    one, other = made(), made()
    assert beginning(one, other) == len(one)
    assert beginning(one, other[:3]) == 3
    assert beginning(one, (*other[:4], other[5])) == 4
    assert beginning((), other) == 0


def test_what_is_cut_by_one_rectangle_is_cut_singly():
    discs = tuple(Disc(float(i), 0.0, 1.0, None, None) for i in range(4))
    inner, outer = (1.0, 1.0, 2.0, 2.0), (0.0, 0.0, 9.0, 9.0)
    found = list(singly((discs[0], Clip(outer, (discs[1], Clip(inner, discs[2:]))))))
    wanted = [discs[0], Clip(outer, discs[1:2]), *(Clip(outer, (Clip(inner, (one,)),)) for one in discs[2:])]
    assert len(found) == 4
    assert all(map(alike, found, wanted))
