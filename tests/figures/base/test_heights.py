"""Formulas come out as the library sets them, though their rows are measured once, and brackets in brackets cost little."""

import dataclasses

import pytest

from visprop.figures.base.outlines import outlined

FORMULAS = (
    r"a^{2}_{\mathrm{logistic}}",
    r"\left(\frac{a}{b}\right)^{2}_{i}",
    r"\sqrt{\left(\frac{x}{\left(y+\frac{1}{2}\right)^{2}}\right)^{3}}",
    r"\left|\left(\sum_{i=1}^{n} x_{i}^{2}\right)\right|^{\left(\frac{a}{b}\right)}",
    r"\begin{pmatrix} \left(a\right) & \frac{b}{c} \\ c & \left(d^{2}\right)^{2} \end{pmatrix}",
    r"\left.\frac{df}{dx}\right|_{x=\frac{a}{b}} \overline{\left(x\right)} \widehat{x+y} \uparrow",
)


@pytest.mark.parametrize("latex", FORMULAS)
def test_what_is_set_is_what_the_library_sets(latex, monkeypatch):
    made = outlined(latex)
    from ziamath import styles
    from ziamath.nodes.mrow import Mrow

    monkeypatch.setattr(Mrow, "_get_height_nostretch", Mrow._get_height_nostretch.__wrapped__)
    monkeypatch.setattr(styles, "asdict", dataclasses.asdict)
    assert vars(outlined(latex)) == vars(made)


def test_brackets_around_brackets_do_not_double_what_is_made(monkeypatch):
    outlined("x")
    from ziamath.nodes.mnode import Mnode

    made, really = [], Mnode.fromelement.__func__

    def noted(cls, *given, **named):
        made.append(given)
        return really(cls, *given, **named)

    monkeypatch.setattr(Mnode, "fromelement", classmethod(noted))

    def count(brackets):
        made.clear()
        outlined(r"\left(x+" * brackets + "y" + r"\right)" * brackets)
        return len(made)

    # Doubled by each, ten would take 256 times as many as two.
    assert count(10) < 25 * count(2)
