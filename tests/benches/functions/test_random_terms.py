"""Random terms: texts parse back, types are kept by every step, results are those of another evaluation, breaks are refused."""

import math

import numpy as np
import pytest

from tests.benches.functions.independent import value
from tests.benches.functions.made import Maker, any_term, ill_typed, well_typed
from tests.latex import parse_strictly
from visprop.benches.functions.calculation import Ending, calculate
from visprop.benches.functions.grammar import parse
from visprop.benches.functions.inference import IllTyped, infer
from visprop.benches.functions.layout import Writing, lay_out, text
from visprop.benches.functions.terms import Apply, Lambda, Number, Tuple
from visprop.benches.functions.tokens import MOST_CHARACTERS
from visprop.benches.functions.types import REAL
from visprop.notation.layout.latex import latex
from visprop.notation.layout.mathml import mathml
from visprop.notation.layout.spoken import spoken
from visprop.notation.layout.text import plain


def numbers(found):
    return found if isinstance(found, tuple) else (found,)


def test_the_text_of_any_term_parses_back_to_it():
    rng, count = np.random.default_rng(0), 0
    for _ in range(500):
        term = any_term(rng)
        for all_brackets in (False, True):
            written = plain(Writing(all_brackets).lay_out(term))
            if len(written) <= MOST_CHARACTERS:
                assert parse(written) == term, written
                count += 1
    assert count > 900


def test_every_printer_writes_any_term():
    rng = np.random.default_rng(1)
    for _ in range(60):
        node = lay_out(any_term(rng, 4))
        parse_strictly(latex(node))
        assert mathml(node)
        assert spoken(node)


def test_a_thousand_well_typed_terms_keep_their_types_and_end_at_the_value_of_another_evaluation():
    rules = set()
    for seed in range(1000):
        term, type_ = well_typed(seed)
        assert infer(term).type_ == type_, text(term)
        calculation = calculate(term)
        assert calculation.ending is Ending.DONE, text(term)
        for step in calculation.steps:
            rules.add(step.done.rule)
            assert infer(step.after).type_ == type_, text(step.before)
        result = calculation.result
        found = [part.value for part in (result.items if isinstance(result, Tuple) else (result,))]
        wanted = numbers(value(term, {}))
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            assert math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9), text(term)
    assert len(rules) == 8 + 1


def test_functions_worked_out_under_their_lambdas_give_the_same_values_as_before():
    """There variables are free, and some must be renamed."""
    renamed = 0
    for seed in range(200):
        body = Maker(seed, applied=0.8).term(REAL, 5, (("x", REAL), ("y", REAL), ("z", REAL)))
        term = Lambda(("x",), Lambda(("y",), Lambda(("z",), body)))
        calculation = calculate(term)
        assert calculation.ending is Ending.DONE, text(term)
        renamed += sum(len(step.done.renamed) for step in calculation.steps)
        result = calculation.result
        for x, y, z in ((-1.5, 0.25, 2.0), (0.5, -0.75, 1.0)):
            assert infer(Apply(Apply(Apply(result, Number(x)), Number(y)), Number(z))).type_ == REAL
            before, after = value(term, {})(x)(y)(z), value(result, {})(x)(y)(z)
            assert math.isclose(before, after, rel_tol=1e-9, abs_tol=1e-9), text(term)
    assert renamed > 10


def test_a_thousand_ill_typed_terms_are_refused_in_a_sentence():
    for seed in range(1000):
        term = ill_typed(seed)
        with pytest.raises(IllTyped) as error:
            infer(term)
        assert str(error.value).endswith(".")
        assert text(error.value.part) in str(error.value) or "contain itself" in str(error.value)
