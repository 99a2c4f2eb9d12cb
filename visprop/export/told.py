"""What a file tells of its picture in words, for whoever searches for it or cannot see it."""

from __future__ import annotations

from visprop.figures.moment import Moment, NetworkMoment
from visprop.figures.views import View
from visprop.notation.explanations.pages import line_title
from visprop.notation.expression.numbers import counted
from visprop.timeline.program import Kind

LANGUAGE = "en"
"""In which all of it is told."""
_PASSES = {Kind.INPUT: "before the forward pass", Kind.FORWARD: "forward pass", Kind.BACKWARD: "backward pass"}


def title_of(view: View, moment: Moment) -> str:
    """What the picture is called: what it shows, and of what."""
    return f"{view.title}: {moment.scenario.title}" if isinstance(moment, NetworkMoment) else view.title


def description_of(view: View, moment: Moment) -> str:
    """What is to be seen, in a few sentences: of which network, at which place of the algorithm, and what of it."""
    if not isinstance(moment, NetworkMoment):
        return f"{view.tip}."
    frame = moment.frame
    sizes = "–".join(map(str, frame.scenario.network.sizes))
    place = ", ".join(filter(None, (_PASSES.get(frame.line.kind, ""), line_title(frame.line))))
    return f"{view.tip}. A {sizes} network after {counted(frame.done, 'update')}; {place}."
