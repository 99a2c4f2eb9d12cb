"""What of a figure is in another's way, measured with the font that prints it."""

import numpy as np

from visprop.figures.base.metrics import has_letter
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Box, Clip, Disc, Label, Path
from visprop.figures.base.style import MIN_SIZE
from visprop.figures.base.text import place

SLACK = 0.6
"""As much may two boxes meet, in points."""


def flat(shapes):
    """All shapes, those inside of a clip too."""
    for shape in shapes:
        yield from flat(shape.shapes) if isinstance(shape, Clip) else (shape,)


def words(label):
    """What a label says."""
    return "".join(run.text for run in label.runs)


def texts(figure):
    """What the figure's labels say."""
    return [words(shape) for shape in flat(figure.shapes) if isinstance(shape, Label)]


def heads(figure):
    """The boxes of arrow heads: small filled polygons of three or four corners."""
    found = []
    for shape in flat(figure.shapes):
        if isinstance(shape, Path) and shape.fill is not None and shape.closed:
            corners = [line for line in shape.lines if len(line) in (3, 4) and np.ptp(line, axis=0).max() < 14.0]
            found += [(*line.min(axis=0), *line.max(axis=0)) for line in corners]
    return np.array(found).reshape(-1, 4)


def rims(figure):
    """The boxes of outlined discs and boxes in which text could stand."""
    found = []
    for shape in flat(figure.shapes):
        if isinstance(shape, Disc) and shape.colour is not None and shape.radius > 6.5:
            found.append((shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius))
        elif isinstance(shape, Box) and shape.colour is not None and shape.height > 13.0:
            found.append((shape.x, shape.y, shape.x + shape.width, shape.y + shape.height))
    return np.array(found).reshape(-1, 4)


def cut_off(figure):
    """What is drawn so near to the page's edge that it seems cut."""
    edge = 2.0
    for shape in figure.shapes:
        if isinstance(shape, Disc):
            line = shape.width if shape.colour is not None else 0.0
            reach = shape.radius + line / 2
            box = (shape.x - reach, shape.y - reach, shape.x + reach, shape.y + reach)
        elif isinstance(shape, Box) and shape.colour is not None:
            line = shape.line / 2
            box = (shape.x - line, shape.y - line, shape.x + shape.width + line, shape.y + shape.height + line)
        else:
            continue
        if box[0] < edge or box[1] < edge or box[2] > figure.width - edge or box[3] > figure.height - edge:
            yield f"a {type(shape).__name__.lower()} is cut by the page: {np.round(box, 1)}"


def meets(box, others, slack=SLACK):
    """Which of some boxes a box meets."""
    left, top, right, bottom = others.T
    return (left < box[2] - slack) & (right > box[0] + slack) & (top < box[3] - slack) & (bottom > box[1] + slack)


def faults(figure):
    """What is wrong with a figure: texts over each other, over a rim or a head, off the page, too small or without a glyph."""
    labels = [shape for shape in flat(figure.shapes) if isinstance(shape, Label) and words(shape).strip()]
    upright = [label for label in labels if label.angle == 0.0]
    boxes = np.array([bounds(label) for label in upright]).reshape(-1, 4)
    found, all_heads, all_rims = list(cut_off(figure)), heads(figure), rims(figure)
    for i, (box, label) in enumerate(zip(boxes, upright, strict=True)):
        text = words(label)
        found += [f"{text!r} over {words(upright[j])!r}" for j in np.flatnonzero(meets(box, boxes[:i]))]
        found += [f"{text!r} over a head"] * int(meets(box, all_heads).any())
        met = all_rims[meets(box, all_rims)]
        inside = (met[:, :2] < box[:2] + SLACK).all(axis=1) & (met[:, 2:] > box[2:] - SLACK).all(axis=1)
        found += [f"{text!r} crosses a rim"] * int((~inside).any())
        if box[0] < 0.0 or box[1] < 0.0 or box[2] > figure.width or box[3] > figure.height:
            found.append(f"{text!r} leaves the page of {figure.width:g} × {figure.height:g}: {np.round(box)}")
    for label in labels:
        faces = [(letter, one) for one in place(label.runs, label.size, label.bold) for letter in one.run.text]
        found += [
            f"no glyph for {letter!r} in {words(label)!r}"
            for letter, one in faces
            if not has_letter(letter, one.italic, one.bold)
        ]
        found += [f"{words(label)!r} has {label.size:.1f} pt"] * (label.size < MIN_SIZE - 1e-9)
    return found
