"""What a picture says to whoever cannot see it, line by line."""

from __future__ import annotations

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.told import how_many, told_groups, words_group
from visprop.figures.moment import Moment, NetworkMoment, ViewOptions
from visprop.figures.network.hints import hint
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to

_MOST = 60
"""Of a group of more things only is said how many they are."""


def heard(view: View, figure: Figure, moment: Moment, options: ViewOptions) -> list[str]:
    """The quantities that stand in a picture with their numbers, or else its words and formulas, as they are read out."""
    if isinstance(moment, NetworkMoment) and view.page is None and _has_quantities(figure, moment):
        return _quantities(figure, moment, options)
    words = words_group(figure.shapes)
    return [] if words is None else [words.item(i).name for i in range(words.count)]


def _has_quantities(figure: Figure, moment: NetworkMoment) -> bool:
    return any(how_many(group) and moment.scenario.network.has(group.key(0)) for group in figure.targets)


def _quantities(figure: Figure, moment: NetworkMoment, options: ViewOptions) -> list[str]:
    naming = moment.naming(options)

    def words(x: float, y: float, key: Key) -> str:
        return hint(moment.frame, key, naming, lambda value: equal_to(value, options.digits))

    found = []
    for group in told_groups(figure, words):
        is_short = group.count <= _MOST
        found += [group.item(i).name for i in range(group.count)] if is_short else [f"{group.name}: {group.count}"]
    return found
