"""Pages of text are broken between equations, as the page about figures says: over all built-in scenarios, in three sizes."""

from dataclasses import replace
from itertools import accumulate

import pytest

from tests.figures.measuring import flat, words
from tests.printing import USUAL, scenes_of
from tests.usual import usual
from visprop.export.paper import Paper, usual_font
from visprop.figures.base.extents import drawn
from visprop.figures.base.page_breaks import GOES_ON
from visprop.figures.base.shapes import Formula, Label
from visprop.figures.base.style import LIGHT, TEXT_SIZE
from visprop.figures.drawing import equation_style
from visprop.figures.pages.equations import equations_page
from visprop.figures.views import VIEWS
from visprop.notation.expression.blocks import Beside, Note
from visprop.scenario.builtin import builtin_names, open_scenario

SIZES = ((238.0, 180.0), (345.0, 250.0), (482.0, 400.0))
PAGES = [name for name, view in VIEWS.items() if view.page is not None and name != "pseudocode"]


def formulas(figure):
    return sum(isinstance(shape, Formula) for shape in flat(figure.shapes))


def moments_of(name):
    """Each page of text of a scenario, with the moment that it is of."""
    (scene,) = scenes_of(name, open_scenario(name))
    for view in PAGES:
        moment = scene.moment if VIEWS[view].needs_selection else replace(scene.moment, selected=None)
        if not VIEWS[view].lacks(moment, USUAL):
            yield view, moment


def torn(view, moment, size):
    """Equations that stand on two pages, and whether each had to, and the head of the second page says so."""
    scale = usual_font(size[0]) / TEXT_SIZE
    pages = Paper(*size).figures(VIEWS[view], moment, USUAL)
    room = size[1] - 2 * drawn(pages[0])[1]
    alone = [
        equations_page([block], size[0] / scale, LIGHT, equation_style(USUAL))
        for block in VIEWS[view].page(moment, USUAL).blocks
        if not isinstance(block, Note)
    ]
    ends = list(accumulate(map(formulas, alone), initial=0))
    assert ends[-1] == sum(map(formulas, pages)), "each equation is on the pages once"
    so_far = 0
    for before, page in zip(pages, pages[1:], strict=False):
        so_far += formulas(before)
        labels = [words(shape) for shape in flat(page.shapes) if isinstance(shape, Label)]
        if so_far in ends:
            assert GOES_ON not in labels
            continue
        _, top, _, bottom = drawn(alone[max(i for i, end in enumerate(ends) if end < so_far)])
        yield (bottom - top) * scale > room, GOES_ON in labels


def heads_nothing(page):
    """Whether a page ends with a heading."""
    _, last = max((shape.y, i) for i, shape in enumerate(page.shapes) if isinstance(shape, Label | Formula))
    return isinstance(page.shapes[last], Label) and page.shapes[last].bold


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", usual(builtin_names()))
def test_only_what_is_taller_than_a_page_is_parted_and_then_it_is_said(name, size):
    found = {view: list(torn(view, moment, size)) for view, moment in moments_of(name)}
    assert {view: parts for view, parts in found.items() if any(part != (True, True) for part in parts)} == {}


@pytest.mark.parametrize("name", usual(builtin_names()))
def test_no_page_ends_with_a_heading(name):
    for view, moment in moments_of(name):
        for size in SIZES:
            pages = Paper(*size).figures(VIEWS[view], moment, USUAL)
            assert not any(map(heads_nothing, pages)), (view, size)


def test_a_page_that_goes_on_stays_within_its_margins():
    moment = dict(moments_of("two-neurons"))["unwound"]
    pages = Paper(238.0, 180.0).figures(VIEWS["unwound"], moment, USUAL)
    for page in pages:
        _, top, _, bottom = drawn(page)
        assert top > 3.0, "letters within the margin"
        assert bottom < page.height - 3.0
    assert max(page.height for page in pages) == 180.0


def test_a_statement_of_the_listing_stays_on_one_page_with_its_heading():
    moment = scenes_of("two-neurons", open_scenario("two-neurons"))[0].moment
    pages = Paper(238.0, 90.0).figures(VIEWS["pseudocode"], moment, USUAL)
    assert len(pages) > 2
    for page in pages:
        last = max((shape for shape in flat(page.shapes) if isinstance(shape, Label)), key=lambda label: label.y)
        assert not words(last).startswith(("forward pass", "backward pass", "update"))


@pytest.mark.parametrize("name", ["two-neurons", "linear", "xor"])
def test_the_components_of_a_quantity_stay_with_their_vector(name):
    """Where they have room on one page: at 482 × 400 those of a layer of two."""
    moment, (wide, high) = dict(moments_of(name))["side-by-side"], SIZES[-1]
    scale = usual_font(wide) / TEXT_SIZE
    blocks = [one for one in VIEWS["side-by-side"].page(moment, USUAL).blocks if not isinstance(one, Note)]
    counts = [formulas(equations_page([one], wide / scale, LIGHT, equation_style(USUAL))) for one in blocks]
    begins = {sum(counts[:i]): len(one.equations) for i, one in enumerate(blocks) if isinstance(one, Beside)}
    for end in list(accumulate(map(formulas, Paper(wide, high).figures(VIEWS["side-by-side"], moment, USUAL))))[:-1]:
        before = max(begin for begin in begins if begin < end)
        # The vector stands beside the last row.
        assert begins[before] == 2
