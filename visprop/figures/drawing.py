"""What the views of the network, its listing and its equations draw of a moment, by the choices of how things are shown."""

from __future__ import annotations

from dataclasses import replace

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.choices import Span
from visprop.figures.line_equation import equation_style, line_equation, unset
from visprop.figures.moment import NetworkMoment, Size, ViewOptions
from visprop.figures.network.asked import layout_request
from visprop.figures.network.heat.heat_picture import has_heat_picture
from visprop.figures.network.layout.request import Request
from visprop.figures.network.linear.figure import has_linear_picture
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.pages.banner import LineEquation, banner, banner_height, printed_alone
from visprop.figures.pages.equation_options import EquationOptions, ListingOptions
from visprop.figures.pages.equations import equations_page
from visprop.figures.pages.pseudocode import headed_lines, line_value, pseudocode_figure
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.notation.explanations.pages import Page, Question, page
from visprop.notation.explanations.paths import Route, path_sum
from visprop.notation.expression.blocks import Block, Note, Statements
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.quantities import Quantities


def lit_route(moment: NetworkMoment) -> Route | None:
    """The path from the selected parameter to the cost that is pointed at, or else lit."""
    pointed, selected = moment.pointed, moment.selected
    index = pointed.number - 1 if pointed is not None and pointed.letter == "path" else moment.route
    if index is None or selected is None or moment.at_speed:
        return None
    routes = path_sum(moment.frame, selected.parameter).routes
    return routes[index] if index < len(routes) else None


def _in_focus(moment: NetworkMoment) -> Key | None:
    """What is brought out in the network: what is pointed at, if it is in it, or else what is selected."""
    pointed = moment.pointed
    return pointed if pointed is not None and moment.frame.scenario.network.has(pointed) else moment.selected


def _tied_to(moment: NetworkMoment) -> tuple[Key, ...]:
    """The weights and neurons that are one with what is selected."""
    selected, scenario = moment.selected, moment.frame.scenario
    if selected is None or not selected.parameter.is_parameter or not scenario.network.has(selected):
        return ()
    group = scenario.group_of(scenario.network.single(selected.parameter))
    places = (scenario.network.parameter(int(i)).place for i in group)
    return tuple(place for place in places if place != selected)


_TOOLS = 24.0
"""How much room the buttons in the picture take."""


def draw_network(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The network, with the equation of the present line above it where it is wanted."""
    equation = line_equation(moment, options) if options[NetworkChoices.equation] and not moment.at_speed else None
    if equation is not None and not moment.frame.totals.waits and unset(equation):
        equation = LineEquation(equation.words)
    figure = network_figure(moment.moving, size, _network_options(moment, options, size), moment.progress)
    if equation is None:
        return figure
    letters = options[NetworkChoices.lettering]
    # An index of a smaller equation could not be read on paper.
    above, lost = banner(equation, size, options.theme, letters.usual if letters.is_printed else letters.least)
    return replace(figure, shapes=(*above, *figure.shapes), omitted=(*figure.omitted, *lost))


def draw_now(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The equation of the present line on paper; none at speed, and while it is being set."""
    equation = None if moment.at_speed else line_equation(moment, options)
    is_there = equation is not None and (moment.frame.totals.waits or not unset(equation))
    return printed_alone(equation if is_there else None, size, options.theme)


def network_request(moment: NetworkMoment, options: ViewOptions, size: Size) -> Request | None:
    """The layout that the network's picture asks for; None if it has none, as the article's linear net and heat maps."""
    drawn = _network_options(moment, options, size)
    has_own = has_linear_picture(moment.moving, size, drawn) or has_heat_picture(moment.moving, drawn)
    return None if has_own else layout_request(moment.moving, size, drawn)


def _network_options(moment: NetworkMoment, options: ViewOptions, size: Size) -> NetworkOptions:
    # The equation's room is kept at lines that have none, and at speed, so that the network stays where it is.
    chosen = options.of(NetworkChoices)
    head_room = banner_height(size) if chosen.equation else _TOOLS if chosen.editing else 0.0
    return NetworkOptions(
        chosen=chosen,
        digits=options.digits,
        theme=options.theme,
        focus=None if moment.at_speed else _in_focus(moment),
        also=() if moment.at_speed else (*moment.gathered, *_tied_to(moment)),
        route=lit_route(moment),
        note=moment.note,
        dress=options.dress,
        head_room=head_room,
        widest=0.0 if options.scale is None else options.scale.widest,
        quick=moment.at_speed,
    )


# Pages


def draw_listing(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The algorithm as a listing."""
    q = Quantities(moment.frame, options.dress)
    return pseudocode_figure(
        q, size[0], options.theme, options.digits, moment.breaks, moment.pointed, options.notation, options[ListingOptions.brief]
    )


def listing_page(moment: NetworkMoment, options: ViewOptions) -> Page:
    """What the listing says, line by line."""
    q, notation = Quantities(moment.frame, options.dress), written_in(options.dress, options.notation)
    blocks: list[Block] = []
    for line, heading in headed_lines(q, notation):
        blocks += [Note(heading, is_heading=True)] if heading else []
        value = line_value(q, notation, line, options.digits)
        blocks.append(Statements(tuple(notation.listing(q, line)), line=str(line.number), value=value))
    return Page(f"The algorithm, {options.notation.words}", blocks)


def equation_page(moment: NetworkMoment, options: ViewOptions) -> Page:
    """What the equations say."""
    return page(moment.frame, question_of(moment, options))


def question_of(moment: NetworkMoment, options: ViewOptions) -> Question:
    """What the equations are to answer."""
    plane, own = options[LandscapeOptions.plane], options.of(EquationOptions)
    axes = plane.names if plane.span is Span.PARAMETERS else None
    return Question(
        own.subject, options.notation, moment.selected, own.line, own.whole, options.dress, own.steps,
        options[SliceOptions.along], axes,
    )  # fmt: skip


def draw_equations(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The page of equations."""
    found = equation_page(moment, options)
    return equations_page(found.blocks, size[0], options.theme, equation_style(options))
