"""The picture at every step, for small and large pages and networks: nothing stands in another's way, and layers light."""

import pytest

from tests.benches.composition.given_networks import SHAPES, moments, values
from tests.figures.measuring import faults, flat, texts
from visprop.benches.composition.bench import BENCH
from visprop.engine.key import Key
from visprop.figures.base.shapes import Box
from visprop.figures.base.style import THEMES
from visprop.figures.moment import ViewOptions
from visprop.figures.pages.equations import PageLayout
from visprop.notation.expression.expr import NUMBERS


def drawn(moment, size=(640.0, 400.0), **options):
    return BENCH.views[0].draw(moment, ViewOptions(**options), size)


@pytest.mark.parametrize("network", SHAPES.values(), ids=SHAPES)
def test_nothing_is_in_anothers_way_at_any_step(network):
    for step, moment in enumerate(moments(values(network, layer=1))):
        assert faults(drawn(moment, (420.0, 300.0))) == [], step


@pytest.mark.parametrize("size", [(420.0, 300.0), (760.0, 500.0), (1060.0, 400.0)])
@pytest.mark.parametrize("network", SHAPES.values(), ids=SHAPES)
def test_nothing_is_in_anothers_way_in_any_form_on_any_page(network, size):
    depth = network.network.depth
    for form, quantity, layer in (("composed", "phi", depth), ("derivative", "f", (depth + 1) // 2)):
        found = moments(values(network, form=form, quantity=quantity, layer=layer))
        for moment in (found[0], found[depth], found[-1]):
            assert faults(drawn(moment, size)) == [], (moment.frame.done, form)


def test_a_low_page_leaves_the_formulas_out_before_anything_is_cut():
    last = moments(BENCH.start)[-1]
    high, low = (drawn(last, (680.0, height)) for height in (300.0, 170.0))
    assert "λ" in "".join(texts(high))
    assert "λ" not in "".join(texts(low))
    assert faults(low) == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("digits", [1, 15])
def test_nothing_is_in_anothers_way_with_few_and_many_digits(theme, digits):
    for network in (SHAPES["eight layers"], SHAPES["softmax"]):
        for moment in moments(values(network, layer=1)):
            assert faults(drawn(moment, (420.0, 300.0), theme=theme, digits=digits)) == []


def test_each_step_shows_more_and_nothing_before_its_time():
    steps = [texts(drawn(moment)) for moment in moments(BENCH.start)]
    # In its box, and in the formula below.
    assert [sum(text == f"f p{i}" for i in (1, 2, 3, 4) for text in step) for step in steps[:5]] == [0, 2, 4, 6, 8]
    # a₁ ≈ 0.5622 comes with step 5, φ ≈ 0.04489 with step 9, Δp₂ with step 10, d₃ with step 11.
    for shown, first in (("0.5622", 5), ("0.04489", 9), ("Δp2", 10), ("d3", 11)):
        assert [shown in step for step in steps] == [at >= first for at in range(12)], shown
    assert "C y" not in steps[8]
    assert "C y" in steps[9]


def test_a_type_loses_its_parameters_when_they_are_applied():
    before, after = (texts(drawn(moment)) for moment in moments(BENCH.start)[:2])
    assert before.count("ℝ2 → ℝ → ℝ") == 4
    assert (after.count("ℝ2 → ℝ → ℝ"), after.count("ℝ → ℝ")) == (3, 1)


def grounds(figure, theme):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Box) and shape.fill == theme.now]


@pytest.mark.parametrize("layer", [1, 2, 3, 4, 5])
def test_a_layer_and_its_brackets_light_together(layer):
    set_ = BENCH.put(BENCH.start, {"quantity": "phi"})
    plain, lit = moments(set_)[9], moments(set_, Key("layer", layer))[9]
    options = ViewOptions()
    assert grounds(drawn(plain), options.theme) == []
    found = grounds(drawn(lit), options.theme)
    # The box, f p and the two brackets about it; of the cost the box, φ, C y and the number.
    assert len(found) == 4
    page = BENCH.views[1].page(lit, options)
    layout = PageLayout(page.blocks, 600.0, options.theme, NUMBERS)
    figure = layout.go_on(float("inf"), frozenset((Key("layer", layer),))).figure
    assert len(grounds(figure, options.theme)) > len(found)


def test_a_bracket_and_a_box_are_pointed_at_as_their_layer():
    figure = drawn(moments(BENCH.start)[4])
    for layer in (1, 2, 3, 4):
        key = Key("layer", layer)
        assert figure.key_at(*figure.middle_of(key)) == key
        places = [ends for group in figure.targets for i, ends in enumerate(group.ends) if group.key(i) == key]
        # The box, f p, and the brackets before and behind, for which the outermost has a₄.
        assert len(places) == (4 if layer < 4 else 3)
        for ends in places:
            assert figure.key_at(*(ends[:2] + ends[2:]) / 2) == key


def test_each_bracket_on_the_page_is_pointed_at_as_its_layer():
    moment = moments(BENCH.put(BENCH.start, {"quantity": "phi"}))[-1]
    figure = BENCH.views[1].draw(moment, ViewOptions(), (700.0, 400.0))
    brackets = [group for group in figure.targets if group.ends[0, 0] == group.ends[0, 2] and group.reach < 5.0]
    # C y (f p₄ (f p₃ (f p₂ (f p₁ x)))) has four pairs; the derivative as many, and with ∘ two for λ, and one for f p₁ x.
    assert len(brackets) == 8 + 8 + 2 + 2 + 2
    for group in figure.targets:
        for ends in group.ends:
            assert figure.key_at(*(ends[:2] + ends[2:]) / 2) == group.key(0)


def test_a_click_applies_parameters_takes_them_back_and_then_chooses_what_varies():
    def click(set_, step, layer):
        figure = drawn(moments(set_)[step])
        x, y = figure.middle_of(Key("layer", layer))
        press = figure.press_at(x, y)
        return None if press is None else (press.does, BENCH.put(set_, dict(press.sets)))

    does, applied = click(BENCH.start, 0, 3)
    assert (does, applied["applied"]) == ("apply p₃", 3)
    does, back = click(applied, 0, 2)
    assert (does, back["applied"]) == ("take p₂ back", 1)
    assert click(BENCH.start, 2, 1) is None
    does, varied = click(BENCH.start, 10, 4)
    assert (does, varied["layer"]) == ("vary p₄", 4)
    assert drawn(moments(BENCH.start)[0]).press_at(2.0, 2.0) is None


def test_nothing_on_the_page_is_in_anothers_way():
    for network in SHAPES.values():
        found = moments(values(network, layer=1))
        for moment, width in ((found[0], 300.0), (found[len(found) // 2], 600.0), (found[-1], 300.0), (found[-1], 900.0)):
            assert faults(BENCH.views[1].draw(moment, ViewOptions(), (width, 400.0))) == []
