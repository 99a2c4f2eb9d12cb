"""What a label says, as words and mathematics, and how wide it may come out."""

import itertools

import numpy as np
import pytest

from visprop.export.labels.label_list import TextLabel, labels_in, without_labels
from visprop.export.labels.parts import parts_of
from visprop.export.labels.rooms import roomy_things
from visprop.export.labels.short_lines import simplified
from visprop.export.tikz.latex_letters import type_size
from visprop.export.tikz.words import words
from visprop.figures.base.shapes import Clip, Disc, Figure, Label
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import Run, plain, symbol
from visprop.notation.layout.latex import latex
from visprop.notation.layout.typst import quoted, typst

SAID = [
    (plain("0.7359"), ["$0.7359$"], ["$0.7359$"]),
    (plain("−0.5238"), ["${-}0.5238$"], ["$-0.5238$"]),
    (symbol("w", "2", "12"), ["$w^{2}_{12}$"], ["$w_(12)^(2)$"]),
    ((*symbol("x", "", "1"), Run(" = −.4")), ["$x_{1} = {-}.4$"], ["$x_(1) = -.4$"]),
    (plain("after update 2"), ["after update 2"], ['"after update 2"']),
    ((Run("φ", True), Run(", mean cost")), [r"$\varphi$", ", mean cost"], ["$φ$", '", mean cost"']),
    (plain("R² ≈ −0.03 on 3 rows"), [r"$\mathrm{R}^{2} \approx {-}0.03$", " on 3 rows"], ['$"R"^(2) ≈ -0.03$', '" on 3 rows"']),
    ((Run("φ\u0302", True), Run("("), Run("p", True), Run(")")), [r"$\hat{\varphi}(p)$"], [r"$hat(φ)\(p\)$"]),
    ((Run("C", True), Run(" −0.06")), [r"$C\, {-}0.06$"], ['$C thin class("normal", -)0.06$']),
    ((Run("p", True), Run(" − "), Run("η∇φ", True)), [r"$p - $", r"$\eta\nabla\varphi$"], []),
    (plain("2.1×10⁻³"), [r"$2.1 \times 10^{-3}$"], ["$2.1 × 10^(-3)$"]),
    (plain("30 × 64, tanh"), [r"$30 \times 64$", ", tanh"], ["$30 × 64$", '", tanh"']),
]


@pytest.mark.parametrize(
    "runs, in_latex, in_typst", SAID, ids=lambda value: "".join(value[0].text) if value and isinstance(value[0], Run) else ""
)
def test_runs_say_in_mathematics_what_they_say_on_the_screen(runs, in_latex, in_typst):
    parts = [part.content for part in parts_of(runs)]
    if in_typst:
        assert [part if isinstance(part, str) else f"${latex(part)}$" for part in parts] == in_latex
        assert [quoted(part) if isinstance(part, str) else f"${typst(part)}$" for part in parts] == in_typst
    else:
        assert "".join(latex(part) for part in parts) == r"p - \eta\nabla\varphi"


def test_a_name_is_plain_text_of_latex_whatever_is_in_it():
    assert words(r"50 % & _ # \ {a} $ ~ ^") == (r"50 \% \& \_ \# \textbackslash{} \{a\} \$ \textasciitilde{} \textasciicircum{}")
    assert words('a--b "c" <d>') == "a-{}-{}b ''c'' $<$d$>$"
    assert words("Größe") == "Größe"
    assert words("人\x07") == r"\known{人} "


def boxed(label):
    """From where to where a label may reach."""
    left, _, right, _ = label.box
    point = left + label.across * (right - left)
    return point - label.across * label.room, point + (1.0 - label.across) * label.room


def test_labels_beside_one_another_share_the_room_between_them():
    shapes = [Label(x, 50.0, plain(text), 8.0, LIGHT.ink, across) for x, text, across in (
        (20, "one", 0.0), (80, "two", 0.5), (190, "three", 1.0),
    )]  # fmt: skip
    labels = list(labels_in(roomy_things(Figure(200.0, 100.0, LIGHT.paper, tuple(shapes)))))
    sides = [boxed(label) for label in labels]
    assert all(low >= 0.0 and high <= 200.0 for low, high in sides)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(sides))
    assert all(label.room > 1.3 * label.width for label in labels)


def test_a_number_in_a_neuron_stays_within_its_rim():
    inside = Label(50.0, 50.0, plain("0.25"), 8.0, LIGHT.ink)
    (label,) = labels_in(roomy_things(Figure(200.0, 100.0, LIGHT.paper, (Disc(50.0, 50.0, 12.0, None, LIGHT.ink), inside))))
    assert label.width < label.room < 24.0


def test_a_word_of_a_key_keeps_off_the_next_mark():
    word, mark = Label(20.0, 50.0, plain("now"), 8.0, LIGHT.ink, 0.0), Disc(50.0, 48.0, 3.0, None, LIGHT.ink)
    (label,) = labels_in(roomy_things(Figure(200.0, 100.0, LIGHT.paper, (word, mark))))
    assert label.width < label.room < 27.0


def test_a_part_in_another_colour_is_apart_as_it_was():
    parts = parts_of((Run("0.75", colour=(0, 0, 0)), Run(" · "), Run("1.5")))
    assert [latex(part.content) for part in parts] == ["0.75", r"\,  \cdot \, 1.5"]


def test_a_label_that_is_cut_off_is_none_of_the_list():
    clip = Clip(
        (0.0, 0.0, 50.0, 50.0), tuple(Label(x, 25.0, plain(text), 8.0, LIGHT.ink) for x, text in ((25, "in"), (90, "out")))
    )
    figure = Figure(100.0, 100.0, LIGHT.paper, (clip,))
    assert [label.parts[0].content for label in labels_in(roomy_things(figure))] == ["in"]
    assert without_labels(figure).shapes[0].shapes == ()


def test_a_label_that_is_turned_keeps_its_baseline():
    # A quarter to the left, its capitals' middle on the point: the baseline is a third of its size to the right of it.
    label = Label(10.0, 50.0, plain("x"), 10.0, LIGHT.ink, 0.5, 0.5, angle=90.0)
    (found,) = roomy_things(Figure(100.0, 100.0, LIGHT.paper, (label,)))
    assert isinstance(found, TextLabel)
    assert (found.x, found.y) == (pytest.approx(13.3), pytest.approx(50.0))


def test_sizes_that_are_asked_for_are_kept_and_others_are_those_of_latex():
    assert [type_size(size) for size in (8.0, 8.5, 7.36, 6.16, 10.4, 40.3)] == [8.0, 8.5, 7.0, 6.0, 10.0, 40.3]


def test_a_line_keeps_its_shape_with_fewer_points():
    angles = np.linspace(0.0, np.pi, 1000)
    circle = 100.0 * np.column_stack((np.cos(angles), np.sin(angles)))
    kept = simplified(circle)
    assert len(kept) < 150
    assert np.hypot(*((kept[1:] + kept[:-1]) / 2).T) == pytest.approx(100.0, abs=0.031)
    assert (simplified(np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)])) == [(0, 0), (1, 0), (1, 1), (0, 0)]).all()
