"""The choices of `visprop export`: those that follow from the options of the views, and what else can be said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from visprop.cli.arguments import typed, whole_number
from visprop.engine.key import Key
from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import contrast, hex_of
from visprop.figures.choices import Place, Span
from visprop.figures.moment import Moment, NetworkMoment, ViewOptions
from visprop.figures.option import Choice, Flag, Heading, Option, Switch
from visprop.figures.plots.plane import default_axes
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.figures.typed_numbers import read_numbers, read_positive
from visprop.kinds.options import option_classes
from visprop.timeline.history import History


@dataclass(frozen=True)
class ExportFlag:
    """One choice.

    Attributes:
        told: its name, and what the help says of it.
        fields: the fields of `NetworkMoment` and the options that it sets; a view that uses none does not take it.
        words: what argparse is told beside it.
        set: (options, value, moment) → the options with it.
        mark: (moment, value) → the moment with it.
        of_format: the field of `ExportOptions` that it sets; empty for none.
    """

    told: Flag
    fields: tuple[str, ...]
    words: dict[str, Any]
    set: Callable[[ViewOptions, Any, Any], ViewOptions] | None = None
    mark: Callable[[Any, Any], Moment] | None = None
    of_format: str = ""

    @property
    def dest(self) -> str:
        """Where argparse keeps its value."""
        return "choice_" + self.told.name.lstrip("-").replace("-", "_")

    def declare(self, group: Any) -> None:
        """Add it to a group of the help."""
        metavar = {"metavar": self.told.metavar} if self.told.metavar else {}
        group.add_argument(self.told.name, dest=self.dest, default=None, help=self.told.help, **metavar, **self.words)


_SWITCH = {"action": "store_true"}


# Of options


def _flag_of(option: Option[Any], told: Flag) -> ExportFlag:
    if isinstance(option, Switch):
        words: dict[str, Any] = _SWITCH
    elif isinstance(option, Choice):
        words = {"choices": tuple(option.named())}
    else:
        words = {"type": typed(option.read)}

    def choose(options: ViewOptions, value: Any, moment: Moment) -> ViewOptions:
        chosen = option.read(value) if isinstance(option, Choice) else value
        if reason := option.unfit(chosen, moment.scenario):
            raise ValueError(f"{told.name} {value}: {reason}")
        return options.choose(option, chosen)

    return ExportFlag(told, (option.name,), words, choose)


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
        ExportFlag(Flag("--dpi", Heading.LOOK, "resolution of a PNG (300)", "N"), (), {"type": typed(read_positive)},
                   of_format="dpi"),
        ExportFlag(Flag("--letters", Heading.LOOK, "SVG: text as letters, for whoever has the font"), (), _SWITCH,
                   of_format="letters"),
        ExportFlag(Flag("--transparent", Heading.LOOK, "leave the paper out"), (), _SWITCH, of_format="transparent"),
        ExportFlag(Flag("--standalone", Heading.PAGES, "LaTeX, Typst: a whole document instead of a part of one"), (), _SWITCH,
                   of_format="standalone"),
    )  # fmt: skip


def _plane_flags() -> tuple[ExportFlag, ...]:
    """Of plane and line, which are looked up in the moment, several to an option or several options to one."""
    plane, along, reach = (option.name for option in (LandscapeOptions.plane, SliceOptions.along, SliceOptions.reach))
    return (
        ExportFlag(Flag("--x", Heading.PLOT, "the horizontal parameter, such as w2[1,2]", "NAME"), (plane, along), {},
                   _set_first),
        ExportFlag(Flag("--y", Heading.PLOT, "the vertical parameter, such as b1[1]", "NAME"), (plane,), {}, _set_second),
        ExportFlag(Flag("--directions", Heading.PLOT, "instead of two parameters"), (plane,),
                   {"choices": ("gradient", "random", "pca", "curvature")}, _set_span),
        ExportFlag(Flag("--anchor", Heading.PLOT, "of directions (0)", "UPDATE"), (plane,), {"type": whole_number(0, 10**12)},
                   _set_anchor),
        ExportFlag(Flag("--range", Heading.PLOT, "of the axes", "X1,X2[,Y1,Y2]"), (plane, reach), {"type": typed(_read_range)},
                   _set_range),
    )  # fmt: skip


def export_flags() -> tuple[ExportFlag, ...]:
    """Every choice beside view, position, size and file, as the help lists them."""
    entries = (option for kind in option_classes() for option in kind.entries().values())
    of_options = [_flag_of(option, option.flag) for option in entries if option.flag is not None]
    selected = Flag("--of", Heading.PAGES, "what it is about: w2[1,2]", "NAME")
    accent = ExportFlag(
        Flag("--accent", Heading.LOOK, "another colour, such as positive=#00448A; again for more", "NAME=#RRGGBB"),
        (ViewOptions.theme.name,), {"action": "append", "type": typed(_read_accent)}, _set_accents,
    )  # fmt: skip
    # After the theme, whose colours they take the place of.
    found = (*_plane_flags(), *of_options, accent, *_format_flags(), ExportFlag(selected, ("selected",), {}, mark=_mark_selected))
    return tuple(flag for heading in Heading for flag in found if flag.told.heading is heading)
