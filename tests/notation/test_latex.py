"""LaTeX that an author takes into a column: no line too long, chains aligned on their signs, nothing of a preamble."""

import re

import pytest

from tests.latex import compile_latex, parse_strictly
from visprop.engine.key import Key
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.latex_document import fragment
from visprop.notation.latex_lines import display, together, width
from visprop.notation.latex_words import latex_formula, latex_text
from visprop.notation.layout.build import operator
from visprop.notation.layout.nodes import Letter, Matrix, Numeral, Row
from visprop.notation.layout.pieces import pieces
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

COLUMN = r"""\documentclass{article}
\usepackage{amsmath,amssymb,xcolor}
\textwidth=229pt
\hfuzz=0.1pt
\begin{document}
\input{a}
\end{document}
"""


def every_page(name):
    timeline = Timeline(Run(open_scenario(name)))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line - 1))
    about = Key.weight(frame.program.depth, 1, 1)
    return fragment([block for subject in Subject for block in page(frame, Question(subject, about=about)).blocks])


@pytest.mark.parametrize("name", ["two-neurons", "linear", "iris"])
def test_a_fragment_has_nothing_that_a_preamble_alone_may_have(name):
    text = every_page(name)
    parse_strictly(text)
    # The packages that it needs are told in a comment.
    told, whole = text.partition("\\begingroup")[0], re.sub(r"^%.*$", "", text, flags=re.M)
    assert r"\usepackage{amsmath,amssymb}" in told
    assert not re.search(r"documentclass|usepackage|begin{document}", whole)
    assert (r"\usepackage{xcolor}" in told) == (r"\textcolor" in whole) == (r"\definecolor" in whole)


@pytest.mark.latex
@pytest.mark.parametrize("name", builtin_names())
def test_every_page_stands_in_a_column_of_229_points(name, tmp_path):
    (tmp_path / "a.tex").write_text(every_page(name), encoding="utf-8")
    (tmp_path / "paper.tex").write_text(COLUMN, encoding="utf-8")
    compile_latex(tmp_path / "paper.tex")


def chain(*sides):
    """Sides with = between them, of as many terms each, broken before any sign."""
    items = []
    for i, count in enumerate(sides):
        items += [operator("=")] if i else []
        for j in range(count):
            items += [operator("+")] if j else []
            items.append(Numeral("0.1234"))
    return pieces(Row((Letter("a"), operator("="), *items)))


def test_a_chain_is_broken_before_its_signs_and_aligned_on_them():
    lines = display([chain(3, 3)], room=16.0).splitlines()
    assert lines[0] == r"\begin{align*}"
    assert [line.partition("&")[2].strip()[:1] for line in lines[1:-1]] == ["=", "="]
    assert lines[1].startswith("a ")


def test_a_sum_that_no_line_holds_is_broken_before_its_signs():
    lines = display([chain(9)], room=16.0).splitlines()[1:-1]
    assert len(lines) > 2
    assert all(line.lstrip("& ").startswith(r"\quad {}+") for line in lines[1:])


def test_what_has_room_is_one_line():
    assert display([chain(2, 2)], room=31.0).startswith("\\[\na = 0.1234 + 0.1234 = 0.1234 + 0.1234")
    assert "qquad" in together([chain(1), chain(1)], ("sum rule",))


def test_what_cannot_be_broken_is_set_smaller():
    wide = pieces(Numeral("1" * 50))
    assert display([wide], room=22.0).startswith("{\\footnotesize\n\\[")


@pytest.mark.parametrize("text, wanted", [
    ("it is ∂z_i/∂w_jk that is 0 for i ≠ j", r"it is $\partial z_{i}/\partial w_{jk}$ that is 0 for $i \ne j$"),
    ("The logistic function, a = σ(z)", r"The logistic function, $a = \sigma(z)$"),
    ("a sentence with a word", "a sentence with a word"),
    ("Δp_i is −η times it.", r"$\Delta p_{i}$ is $-\eta$ times it."),
])  # fmt: skip
def test_formulas_in_sentences_are_mathematics(text, wanted):
    assert latex_text(text) == wanted


def test_numbers_in_plain_text_become_mathematics():
    assert latex_formula("(−0.5, 2.1×10⁻³, …)") == r"(-0.5, 2.1\times10^{-3}, \ldots{})"


def test_a_matrix_is_as_wide_as_the_widest_entry_of_each_column():
    short, long = Numeral("1"), Numeral("123456789")

    def wide(*rows):
        return width(Matrix(rows, is_vector=False))

    assert wide((short,), (long,)) == wide((long,), (short,)) == wide((long,), (long,))
    assert wide((short,), (short,)) < wide((long,), (short,)) < wide((long, short), (short, short))
