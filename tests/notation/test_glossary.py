"""A first-time user learns what each symbol is: every symbol and every line has one plain sentence."""

import pytest

from visprop.engine.key import Key
from visprop.notation.glossary import GLOSSARY, LINE_MEANINGS, meaning_of, meaning_of_key, symbols_in
from visprop.timeline.program import Kind


@pytest.mark.parametrize("symbol", ["φ", "p", "δ", "η", "∇", "⊙", "σ", "Σ", "∂", "Δ", "⊤", "w", "b", "z", "a", "c"])
def test_the_symbols_are_explained(symbol):
    assert meaning_of(symbol).startswith(f"{symbol}, ")


def test_each_has_one_plain_sentence():
    assert len({term.symbol for term in GLOSSARY}) == len(GLOSSARY)
    for text in (*(term.meaning for term in GLOSSARY), *LINE_MEANINGS.values()):
        assert text.endswith(".")
        assert text.count(". ") == 0
        assert len(text) < 140
    assert set(LINE_MEANINGS) == set(Kind)


def test_what_is_pointed_at_is_explained():
    assert meaning_of_key(Key.parse("d2[1]")) == meaning_of("δ")
    assert meaning_of_key(Key.parse("w1[1,2]")) == meaning_of("w")
    assert meaning_of_key(Key("line", 3)) == ""
    assert symbols_in(r"\delta_{1} = \sigma'(z) \odot w") == ["⊙", "δ", "σ′", "σ"]
    with pytest.raises(KeyError):
        meaning_of("ж")
