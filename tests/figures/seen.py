"""What is to be seen in a figure: where arrows point, which sign a colour has, which line lies on which edge."""

import numpy as np

from tests.figures.measuring import flat
from visprop.figures.base.shapes import Dots, Path, Segments


def share_of(colour, ground, hue):
    """How much of a hue is mixed into a ground, 0 to 1; None if the colour is not such a mixture."""
    way = np.subtract(hue, ground)
    share = float(np.dot(np.subtract(colour, ground), way) / np.dot(way, way))
    lies_on_it = np.abs(ground + share * way - colour).max() <= 1.6
    return share if lies_on_it and -0.01 <= share <= 1.01 else None


def sign_of(colour, theme):
    """1 for a mixture of paper with the hue of what is above 0, −1 with that of what is below, 0 for neither."""
    shares = [share_of(colour, theme.paper, hue) for hue in (theme.positive, theme.negative)]
    found = [sign for sign, share in zip((1, -1), shares, strict=True) if share is not None and share > 0.03]
    return found[0] if len(found) == 1 else 0


def arrows(figure, hue):
    """The heads of one hue: the tip and the middle of the barbs of each, of shape (2,).

    Of a head's four corners the tip is that with the longest ways to the others, and the barbs are as far from it.
    """
    found = []
    for shape in flat(figure.shapes):
        if not (isinstance(shape, Path) and shape.fill == hue and shape.closed):
            continue
        for corners in shape.lines:
            if len(corners) == 4 and np.ptp(corners, axis=0).max() < 14.0:
                ways = np.hypot(*(corners[:, None] - corners[None]).transpose(2, 0, 1))
                tip = int(ways.sum(axis=1).argmax())
                barbs = np.argsort(ways[tip])[-2:]
                found.append((corners[tip], corners[barbs].mean(axis=0)))
    return found


def column_of(figure, letter, layer):
    """Where, from left to right, a layer's units stand."""
    group = next(group for group in figure.targets if group.key(0).letter == letter and group.key(0).layer == layer)
    return float(group.ends[:, [0, 2]].mean())


def columns_of(figure, depth):
    """Where the inputs and each layer stand."""
    return [column_of(figure, "x", 0), *(column_of(figure, "a", layer) for layer in range(1, depth + 1))]


def edges_of(figure):
    """The weight that each edge stands for, and its ends."""
    groups = [group for group in figure.targets if group.key(0).letter == "w"]
    return [(group.key(i), group.ends[i]) for group in groups for i in range(len(group.ends))]


def lines_on(figure, ends):
    """The lines that lie on the way between two points, as (its share of the way, shape) of each part."""
    start, along = ends[:2], ends[2:] - ends[:2]
    length = float(np.hypot(*along))
    unit, across = along / length, np.array([-along[1], along[0]]) / length
    found = []
    for shape in flat(figure.shapes):
        if isinstance(shape, Segments) and len(shape.ends):
            points = np.asarray(shape.ends).reshape(-1, 2, 2) - start
            near = (np.abs(points @ across) < 0.5).all(axis=1)
            within = ((points @ unit > -1.0) & (points @ unit < length + 1.0)).all(axis=1)
            found += [(abs(float(np.diff(part @ unit)[0])) / length, shape) for part in points[near & within]]
    return found


def dots(figure, hue):
    """The centres of all dots of a hue, of shape (n, 2)."""
    found = [shape.centres for shape in flat(figure.shapes) if isinstance(shape, Dots) and shape.colour == hue]
    return np.concatenate([np.empty((0, 2)), *found])
