"""Words as LaTeX, and the formulas in them as mathematics."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visprop.notation.layout.worded import parts_of

IN_TEXT = {
    **{letter: f"\\{letter}" for letter in "%&#_{}"},
    **{"−": "$-$", "′": "$'$", "…": r"\ldots{}", "·": r"$\cdot$", "×": r"$\times$", "≤": r"$\le$", "½": r"$\frac12$"},
    **{"σ": r"$\sigma$", "δ": r"$\delta$", "η": r"$\eta$", "φ": r"$\varphi$", "λ": r"$\lambda$", "Δ": r"$\Delta$"},
    **{"∂": r"$\partial$", "Φ": r"$\Phi$", "α": r"$\alpha$", "β": r"$\beta$", "γ": r"$\gamma$", "ε": r"$\varepsilon$"},
    **{"∇": r"$\nabla$", "Σ": r"$\sum$", "≥": r"$\ge$", "≠": r"$\ne$", "⊙": r"$\odot$", "∘": r"$\circ$", "‖": r"$\Vert$"},
    **{"→": r"$\to$", "“": "``", "”": "''", "★": r"$\star$", "ℝ": r"$\mathbb{R}$", "≈": r"$\approx$"},
    **{"θ": r"$\theta$", "π": r"$\pi$", "τ": r"$\tau$", "⊤": r"$\top$", "¼": r"$\frac14$", "←": r"$\leftarrow$"},
    **{digit: f"$^{{{i}}}$" for i, digit in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{digit: f"$_{{{i}}}$" for i, digit in enumerate("₀₁₂₃₄₅₆₇₈₉")},
}
"""Signs of words as LaTeX sets them."""
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "₀₁₂₃₄₅₆₇₈₉"
_LEVEL = str.maketrans(_RAISED + _LOWERED, "0123456789-0123456789")
_PART = re.compile(rf"_([A-Za-z0-9]+)|([{_RAISED}]+)|([{_LOWERED}]+)|([A-Za-z]{{2,}})|(.)", re.DOTALL)
_ENDS = re.compile(r"^([“]*)(.*?)([,.:;?!”]*)$", re.DOTALL)


def latex_text(text: str) -> str:
    """Words, with the symbols and formulas among them, as LaTeX text."""
    return "".join(_formula(part) if is_formula else _plain(part) for part, is_formula in _joined(parts_of(text)))


def _joined(parts: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Formulas about a sign, as `a = b`, as one."""
    found: list[tuple[str, bool]] = []
    for part, is_formula in parts:
        if is_formula and len(found) > 1 and found[-2][1] and found[-1][0] == " " and (_is_sign(part) or _is_sign(found[-2][0])):
            found[-2:] = [(f"{found[-2][0]} {part}", True)]
        else:
            found.append((part, is_formula))
    return found


def _is_sign(part: str) -> bool:
    """Whether a formula ends with a sign between two others."""
    return part[-1] in "=≈+−·≥≤≠←→∈"


def _plain(text: str) -> str:
    return "".join(IN_TEXT.get(letter, letter) for letter in text)


def _formula(text: str) -> str:
    """A word that is mathematics; what ends a sentence behind it is none of it."""
    found = _ENDS.match(text)
    assert found is not None, "anything matches"
    before, inner, behind = found.groups()
    return f"{_plain(before)}${latex_formula(inner)}${_plain(behind)}" if inner else _plain(text)


def latex_formula(text: str) -> str:
    """Plain text that is mathematics (`∂c/∂w_jk`, `2.1×10⁻³`) as such."""
    written = ""
    for below, raised, lowered, word, letter in _PART.findall(text):
        if below or lowered:
            part = f"_{{{below or lowered.translate(_LEVEL)}}}"
        elif raised:
            part = f"^{{{raised.translate(_LEVEL)}}}"
        elif word:
            part = f"\\{word}" if word in ("exp", "ln", "tanh", "sin", "cos", "tan") else word
        else:
            part = IN_TEXT.get(letter, letter).strip("$")
        written += f" {part}" if part[:1].isalpha() and re.search(r"\\[A-Za-z]+$", written) else part
    return written
