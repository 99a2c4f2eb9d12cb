"""The choices of an export, for the command line and for the dialogue: those of the views' options, and what else can be said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from visprop.engine.key import Key
from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import contrast, hex_of
from visprop.figures.choices import Place, Span
from visprop.figures.moment import Moment, NetworkMoment, ViewOptions
from visprop.figures.option import Choice, Flag, Heading, Option, Switch, WholeNumber
from visprop.figures.plots.plane import default_axes
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.figures.sheet.sheet_picture import MOST_PANELS
from visprop.figures.sheet.titles import Titles
from visprop.figures.typed_numbers import read_numbers, read_positive, read_whole
from visprop.kinds.options import option_classes
from visprop.timeline.history import History


@dataclass(frozen=True)
class Tick:
    """A choice that is on or off."""


@dataclass(frozen=True)
class OneOf:
    """A choice of one of several names.

    Attributes:
        words: the names, each as the user reads it.
    """

    words: Mapping[str, str]


@dataclass(frozen=True)
class Whole:
    """A whole number within a range, whose ends belong to it."""

    low: int
    high: int


@dataclass(frozen=True)
class Typed:
    """What is typed.

    Attributes:
        read: the value that a text tells; it raises a ValueError, in words, if it tells none.
        is_many: whether it can be said again for more, and the value is a list.
    """

    read: Callable[[str], Any]
    is_many: bool = False


Value = Tick | OneOf | Whole | Typed
"""How a choice is made: an argument and its check on the command line, a control in the dialogue."""


@dataclass(frozen=True)
class Asked:
    """One choice.

    Attributes:
        told: its name, and what the help says of it.
        value: how it is made.
    """

    told: Flag
    value: Value

    @property
    def dest(self) -> str:
        """Where argparse keeps its value."""
        return "choice_" + self.told.name.lstrip("-").replace("-", "_")


@dataclass(frozen=True)
class ExportFlag(Asked):
    """One choice that views heed, or formats.

    Attributes:
        fields: the fields of `NetworkMoment` and the options that it sets; a view that uses none does not take it.
        set: (options, value, moment) → the options with it.
        mark: (moment, value) → the moment with it.
        of_format: the field of `ExportOptions` that it sets; empty for none.
        chooses: the option that it chooses; empty where it is not one alone.
    """

    fields: tuple[str, ...] = ()
    set: Callable[[ViewOptions, Any, Any], ViewOptions] | None = None
    mark: Callable[[Any, Any], Moment] | None = None
    of_format: str = ""
    chooses: tuple[Option[Any], ...] = ()


# Of options


def _flag_of(option: Option[Any], told: Flag) -> ExportFlag:
    def choose(options: ViewOptions, value: Any, moment: Moment) -> ViewOptions:
        chosen = option.read(value) if isinstance(option, Choice) else value
        if reason := option.unfit(chosen, moment.scenario):
            raise ValueError(f"{told.name} {value}: {reason}")
        return options.choose(option, chosen)

    return ExportFlag(told, _value_of(option), (option.name,), choose, chooses=(option,))


def _value_of(option: Option[Any]) -> Value:
    if isinstance(option, Switch):
        return Tick()
    if isinstance(option, Choice):
        return OneOf({name: option.words(value) for name, value in option.named().items()})
    if isinstance(option, WholeNumber):
        return Whole(option.low, option.high)
    return Typed(option.read)


# Reading what else can be said


def _read_range(text: str) -> tuple[tuple[float, float], ...]:
    found = read_numbers(text, 2, 4)
    pairs = tuple(zip(found[::2], found[1::2], strict=True))
    if any(low >= high for low, high in pairs):
        raise ValueError(f"{text!r}: each range ends above its beginning")
    return pairs


# Setting it


def _with_plane(options: ViewOptions, **chosen: Any) -> ViewOptions:
    """The landscape's plane with other fields."""
    return options.choose(LandscapeOptions.plane, replace(options[LandscapeOptions.plane], **chosen))


def _set_first(options: ViewOptions, text: str, moment: NetworkMoment) -> ViewOptions:
    key = _parameter(text, moment)
    options, found = options.choose(SliceOptions.along, key), _default_axes(moment)
    if found is None:
        return options
    return _with_plane(options, names=(key, found[1] if found[1] != key else found[0]))


def _default_axes(moment: NetworkMoment) -> tuple[Key, Key] | None:
    """None if fewer than two parameters are free to move."""
    return default_axes(moment.frame.totals.at_once())


def _set_second(options: ViewOptions, text: str, moment: NetworkMoment) -> ViewOptions:
    key, names = _parameter(text, moment), options[LandscapeOptions.plane].names
    found = names or _default_axes(moment)
    if found is None:
        return options
    first, second = found
    return _with_plane(options, names=(first if first != key or names else second, key))


def _parameter(text: str, moment: NetworkMoment) -> Key:
    network = moment.frame.scenario.network
    return network.parameter(network.single(text))


def _set_range(options: ViewOptions, pairs: tuple[tuple[float, float], ...], moment: NetworkMoment) -> ViewOptions:
    reach = (pairs[0][1] - pairs[0][0]) / 2
    return _with_plane(options, ranges=(pairs[0], pairs[-1])).choose(SliceOptions.reach, reach)


def _set_anchor(options: ViewOptions, update: int, moment: NetworkMoment) -> ViewOptions:
    path = moment.history
    assert isinstance(path, History), "the command line has the time line itself"
    return _with_plane(options, anchor=Place(update, path.timeline.parameters(update)))


def _set_span(options: ViewOptions, name: str, moment: NetworkMoment) -> ViewOptions:
    return _with_plane(options, span=Span(name))


_ACCENTS, _TEXTS = ("positive", "negative", "forward", "backward", "accent", "low", "high"), 4
"""What can have another colour; so many of them are colours of text."""
_LEAST_CONTRAST = 4.5


def _read_accent(text: str) -> dict[str, Colour]:
    name, _, colour = text.partition("=")
    if name not in _ACCENTS or not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{text!r} is not NAME=#RRGGBB, with a name of {', '.join(_ACCENTS)}")
    return {name: (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))}


def _set_accents(options: ViewOptions, accents: list[dict[str, Colour]], moment: Moment) -> ViewOptions:
    chosen = {name: colour for accent in accents for name, colour in accent.items()}
    theme = options.theme
    for name in chosen.keys() & set(_ACCENTS[:_TEXTS]):
        if (found := contrast(chosen[name], theme.paper)) < _LEAST_CONTRAST:
            raise ValueError(f"{name}={hex_of(chosen[name])} cannot be read: its contrast to the paper is {found:.2g}, under 4.5")
    return options.choose(ViewOptions.theme, replace(theme, **chosen))  # type: ignore[arg-type]


def _mark_selected(moment: NetworkMoment, text: str) -> NetworkMoment:
    key = Key.parse(text)
    if not (key.is_parameter or key.is_neuron):
        raise ValueError(f"{text!r} is not a weight, a bias or a neuron, such as w2[1,2], b2[1] or a2[1]")
    moment.frame.scenario.network.single(key.parameter)
    return replace(moment, selected=key)


def _format_flags() -> tuple[ExportFlag, ...]:
    """Of formats."""
    return (
        ExportFlag(Flag("--dpi", Heading.LOOK, "resolution of a PNG (300)", "N"), Typed(read_positive), of_format="dpi"),
        ExportFlag(Flag("--letters", Heading.LOOK, "SVG: text as letters, for whoever has the font"), Tick(),
                   of_format="letters"),
        ExportFlag(Flag("--transparent", Heading.LOOK, "leave the paper out"), Tick(), of_format="transparent"),
        ExportFlag(Flag("--standalone", Heading.PAGES, "LaTeX, Typst: a whole document instead of a part of one"), Tick(),
                   of_format="standalone"),
    )  # fmt: skip


def _plane_flags() -> tuple[ExportFlag, ...]:
    """Of plane and line, which are looked up in the moment, several to an option or several options to one."""
    plane, along, reach = (option.name for option in (LandscapeOptions.plane, SliceOptions.along, SliceOptions.reach))
    spans = {name: name for name in ("gradient", "random", "pca", "curvature")}
    return (
        ExportFlag(Flag("--x", Heading.PLOT, "the horizontal parameter, such as w2[1,2]", "NAME"), Typed(str), (plane, along),
                   _set_first),
        ExportFlag(Flag("--y", Heading.PLOT, "the vertical parameter, such as b1[1]", "NAME"), Typed(str), (plane,), _set_second),
        ExportFlag(Flag("--directions", Heading.PLOT, "instead of two parameters"), OneOf(spans), (plane,), _set_span),
        ExportFlag(Flag("--anchor", Heading.PLOT, "of directions (0)", "UPDATE"), Typed(lambda text: read_whole(text, 0, 10**12)),
                   (plane,), _set_anchor),
        ExportFlag(Flag("--range", Heading.PLOT, "of the axes", "X1,X2[,Y1,Y2]"), Typed(_read_range), (plane, reach), _set_range),
    )  # fmt: skip


def export_flags() -> tuple[ExportFlag, ...]:
    """Every choice beside view, position, size, panels and file, as the help lists them."""
    entries = (option for kind in option_classes() for option in kind.entries().values())
    of_options = [_flag_of(option, option.flag) for option in entries if option.flag is not None]
    selected = Flag("--of", Heading.PAGES, "what it is about: w2[1,2]", "NAME")
    accent = ExportFlag(
        Flag("--accent", Heading.LOOK, "another colour, such as positive=#00448A; again for more", "NAME=#RRGGBB"),
        Typed(_read_accent, is_many=True), (ViewOptions.theme.name,), _set_accents,
    )  # fmt: skip
    about = ExportFlag(selected, Typed(str), ("selected",), mark=_mark_selected)
    # After the theme, whose colours they take the place of.
    found = (*_plane_flags(), *of_options, accent, *_format_flags(), about)
    return tuple(flag for heading in Heading for flag in found if flag.told.heading is heading)


SHEET = {
    "columns": Asked(Flag("--columns", Heading.SHEET, "panels side by side (2; in a column 1)", "N"), Whole(1, MOST_PANELS)),
    "headings": Asked(Flag("--headings", Heading.SHEET, "say beside each panel's letter what it shows"), Tick()),
    "scale_from": Asked(
        Flag("--scale-from", Heading.SHEET, "draw on a scale that holds the pictures of another scenario or update as well; "
             "again for more", "SCENARIO[@UPDATE]"),
        Typed(str, is_many=True),
    ),
    "title": Asked(
        Flag("--title", Heading.LOOK, "what is said above a diagram: on it, off, or apart: above the picture, in a sheet beside "
             "its letter (on)"),
        OneOf({one.value: words for one, words in zip(Titles, ("on the diagram", "left out", "above the picture"), strict=True)}),
    ),
}  # fmt: skip
"""The choices of how panels stand on a sheet, by their names in `Sheet`."""
