"""Sentences with formulas in them (`Δp_i is −η times ∂c/∂w`), taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = set("=≈·+−×⊙∘←→≥≤≠∈")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀˡᴸ⁺⁻₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑᵣₐₗ"
_MATHEMATICAL = set("∂∇ΔδσηφθλαβγεμνψωχτπΦΣℝ‖^_()[]′" + _RAISED) | _SIGNS
_WORDS, _NO_WORDS = re.compile(r"[A-Za-z]{2,}"), re.compile(r"_[A-Za-z]+|exp|tanh|ln")


def parts_of(sentence: str) -> Iterator[tuple[str, bool]]:
    """Its words with the spaces between them, each with whether it is mathematics."""
    words = sentence.split(" ")
    for i, word in enumerate(words):
        if i:
            yield " ", False
        yield word, _is_formula(word, {*words[max(0, i - 1) : i], *words[i + 1 : i + 2]})


def _is_formula(word: str, around: set[str]) -> bool:
    """Whether a word between others is mathematics: a letter alone is, but for an article; what has a sign and no words, too."""
    letters = word.strip("“”.,:;?!()")
    if len(letters) == 1 and letters.isalpha():
        return letters not in "aAI" or bool(around & _SIGNS)
    return not _WORDS.search(_NO_WORDS.sub("", word)) and bool(_MATHEMATICAL & set(word))
