"""The style table: contrasts, and hues that the colour-blind tell apart."""

import itertools

import numpy as np
import pytest

from visprop.figures.base.style import DARK, FILL, FULL_FILL, GREY, LIGHT, THEMES, mix, signed
from visprop.figures.base.style import contrast as told_contrast

# Machado, Oliveira and Fernandes 2009, severity 1; on linear RGB.
BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


HUES = ("positive", "negative", "forward", "backward", "bound")
"""What a number or a letter may be written in to say where it comes from."""


def linear(colour):
    """From 0 … 255 to linear light."""
    c = np.array(colour) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(first, second):
    """The ratio of two luminances, as the WCAG has it."""
    a, b = sorted((float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (first, second)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def lab(light):
    """CIE L*a*b* under D65 of linear RGB."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(light, 0, 1)
    t = xyz / (0.9505, 1.0, 1.089)
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(first, second, matrix):
    """CIE76 of two colours as somebody sees them."""
    one, other = (lab(np.array(matrix) @ linear(colour)) for colour in (first, second))
    return float(np.linalg.norm(one - other))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_stands_out(theme):
    for name in ("ink", "faint", "positive", "negative", "forward", "backward", "bound"):
        for ground in ("paper", "now"):
            found = contrast(getattr(theme, name), getattr(theme, ground))
            assert found >= 4.5, f"{name} on {ground}: {found:.2f}"
    for hue in (theme.positive, theme.negative):
        assert contrast(theme.ink, mix(theme.paper, hue, FILL)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("kind", BLIND)
def test_hues_are_told_apart_by_the_colour_blind(theme, kind):
    hues = {name: getattr(theme, name) for name in HUES}
    found = {pair: distance(hues[pair[0]], hues[pair[1]], BLIND[kind]) for pair in itertools.combinations(hues, 2)}
    assert found["positive", "negative"] >= 60
    assert found["forward", "backward"] >= 15
    assert min(found.values()) >= 9, found


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_each_hue_is_a_grey_of_its_own(theme):
    """Where a printer has no colours: by luma, as Rec. 601 has it; ink and what steps back too."""
    lumas = {name: float(np.dot((0.299, 0.587, 0.114), getattr(theme, name))) for name in (*HUES, "ink", "faint")}
    for one, other in itertools.combinations(lumas, 2):
        assert abs(lumas[one] - lumas[other]) > 5.0, (one, other)


def test_the_greys_are_greys_and_apart():
    colours = [colour for colour in vars(GREY).values() if isinstance(colour, tuple) and isinstance(colour[0], int)]
    assert all(len(set(colour)) == 1 for colour in (*colours, *GREY.runs))
    levels = {name: getattr(GREY, name)[0] for name in ("positive", "negative", "forward", "backward")}
    assert min(abs(one - other) for one, other in itertools.combinations(levels.values(), 2)) > 5
    assert levels["negative"] - levels["positive"] > 60
    assert min(abs(one[0] - other[0]) for one, other in itertools.combinations(GREY.runs, 2)) >= 40


def test_a_scale_of_greys_goes_one_way_and_one_of_hues_by_sign():
    shares = np.linspace(-1.0, 1.0, 21)
    greys = [signed(GREY, share, FULL_FILL)[0] for share in shares]
    assert greys == sorted(greys, reverse=True)
    assert len(set(greys)) == len(greys)
    for theme in (LIGHT, DARK):
        assert signed(theme, 0.0, FULL_FILL) == theme.paper
        assert signed(theme, -0.5, FULL_FILL) == mix(theme.paper, theme.negative, 0.5 * FULL_FILL)
        assert signed(theme, 0.5, FULL_FILL) == mix(theme.paper, theme.positive, 0.5 * FULL_FILL)


def test_contrast_is_that_of_the_wcag():
    for pair in itertools.combinations(((255, 255, 255), (0, 0, 0), LIGHT.positive, LIGHT.negative, DARK.paper), 2):
        assert told_contrast(*pair) == pytest.approx(contrast(*pair))
    # Two numbers from its document: black on white, and the lightest grey that passes.
    assert told_contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert told_contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
