"""The article's figures: each has the numbers, the symbols and the structure that the article gives it."""

import math
import re

import pytest

from visprop.cli.main import main
from visprop.figures.base.shapes import Label, Path
from visprop.figures.base.style import DARK
from visprop.figures.moment import ViewOptions
from visprop.kinds.article_figures import FIGURES


def told(name, options=None):
    """All labels of a figure, without spaces."""
    figure = FIGURES[name].draw(options or ViewOptions())
    return ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]


def test_figure_2_is_the_net_6_4_3_1_with_a_symbol_at_each_weight(qapp):
    labels = told("2")
    assert {f"x{i}" for i in range(1, 7)} <= set(labels)
    # Erratum 11: 39 weights, not one a neuron.
    assert len([text for text in labels if re.fullmatch(r"w\d+", text)]) == 6 * 4 + 4 * 3 + 3 * 1


def test_figure_3_is_a_chain_of_f_with_a_parameter_each(qapp):
    labels = told("3")
    assert [text for text in labels if text.startswith("p")] == ["p1", "p2", "p3", "p4"]
    assert labels.count("f") == 4
    assert {"a1", "a2", "a3", "a4", "x"} <= set(labels)


def test_figure_4_is_a_neuron_of_three_inputs_and_adds_up(qapp):
    labels = told("4")
    assert {"w1 = 0.75", "w2 = 1.25", "w3 = −0.5", "z = −0.5"} <= set(labels)
    # 0.75 · 1.5 + 1.25 · (−0.5) − 0.5 · 1 − 0.5, and σ of it.
    assert 0.75 * 1.5 + 1.25 * -0.5 - 0.5 - 0.5 == -0.5
    assert f"a ≈ {1 / (1 + math.exp(0.5)):.4g}" in labels


def test_figures_5_to_7_are_sigmoids_with_their_slopes(qapp):
    assert {"z = 0", "a = 0.5", "σ′(z) = 0.25"} <= set(told("5"))
    sigma = 1 / (1 + math.exp(-1))
    assert {f"a ≈ {sigma:.4g}", f"σ′(z) ≈ {sigma * (1 - sigma):.4g}"} <= set(told("6"))
    assert {f"a ≈ {math.tanh(1):.4g}", f"tanh′(z) ≈ {1 - math.tanh(1) ** 2:.4g}"} <= set(told("7"))


def test_figure_8_has_one_bias_and_figure_9_one_each(qapp):
    assert told("8").count("b") == 4
    assert {"b1", "b2", "b3", "b4"} <= set(told("9"))
    for name in ("8", "9"):
        assert {"w1", "w2", "w3", "w4"} <= set(told(name))


def test_figure_10_has_four_layers_of_two_neurons(qapp):
    labels = told("10")
    # The last letter of a symbol is an index; those of the legend are words.
    assert len([text for text in labels if re.fullmatch(r"w\d+", text)]) == 16
    assert len([text for text in labels if re.fullmatch(r"b\d+", text)]) == 8


@pytest.mark.parametrize("name", FIGURES)
def test_each_is_within_its_page_in_both_themes(name, qapp):
    for options in (ViewOptions(), ViewOptions(theme=DARK)):
        figure = FIGURES[name].draw(options)
        for shape in figure.shapes:
            if isinstance(shape, Path):
                for line in shape.lines:
                    assert line[:, 0].min() >= -1.0
                    assert line[:, 0].max() <= figure.width + 1.0


def test_all_are_written_to_a_folder_and_one_to_a_file(tmp_path, capsys, qapp):
    assert main(["figure", "all", "-o", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"figure-{name}.svg" for name in FIGURES)
    assert all(FIGURES[name].caption in out for name in FIGURES)
    assert main(["figure", "10", "-o", str(tmp_path / "ten.pdf")]) == 0
    assert (tmp_path / "ten.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_drawn_is_told_in_a_line(tmp_path, capsys, qapp):
    assert main(["figure", "11", "-o", str(tmp_path / "a.svg")]) == 2
    assert re.match(r"visprop: .*'11'", capsys.readouterr().err)
    (tmp_path / "file").touch()
    assert main(["figure", "all", "-o", str(tmp_path / "file")]) == 2
    assert "is no folder" in capsys.readouterr().err
    assert main(["figure", "2", "-o", str(tmp_path / "a.doc")]) == 2
    assert "svg, pdf, png" in capsys.readouterr().err
