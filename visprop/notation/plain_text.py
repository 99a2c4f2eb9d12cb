"""LaTeX of the listing as plain text: what a figure's label and a tool tip can show."""

from __future__ import annotations

import re
from functools import lru_cache

_LOWERED = str.maketrans("0123456789ijkeal", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑₐₗ")
_RAISED = str.maketrans("0123456789lL+-", "⁰¹²³⁴⁵⁶⁷⁸⁹ˡᴸ⁺⁻")
_WORDS = {
    **{rf"\{name}": letter for name, letter in (("sigma", "σ"), ("delta", "δ"), ("eta", "η"), ("lambda", "λ"), ("varphi", "φ"))},
    **{
        r"\Delta": "Δ",
        r"\partial": "∂",
        r"\nabla": "∇",
        r"\sum": "Σ",
        r"\odot": "⊙",
        r"\leftarrow": "←",
        r"\tanh": "tanh",
        r"\times": "×",
    },
    **{r"\,": " ", r"\ ": " ", r"\top": "ᵀ", "'": "′", "-": "−"},
}
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)


@lru_cache(maxsize=2048)
def plain_text(latex: str) -> str:
    """The plain text of a statement: `δ³ⱼ = (Σᵢ δ⁴ᵢ w⁴ᵢⱼ) σ′(z³ⱼ)`.

    Raises:
        ValueError: there is a command in it that has no plain form.
    """
    text = re.sub(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1/\2", latex)
    text = re.sub(r"\\mathrm\{([^{}]*)\}", r"\1", text)
    text = text.replace(r"^{\top}", "ᵀ")
    text = re.sub(r"\^\{([^{}]*)\}", lambda found: found[1].translate(_RAISED), text)
    # What has no lowered letter keeps the underscore: φ_B.
    text = re.sub(r"_\{([^{}]*)\}", lambda found: f"{'_' if found[1].isupper() else ''}{found[1].translate(_LOWERED)}", text)
    words = []
    for token in _TOKEN.findall(text):
        if token.startswith("\\") and token not in _WORDS:
            raise ValueError(f"{token} has no plain form")
        words.append(_WORDS.get(token, token))
    # What a command's name ends with is no space of the text.
    joined = "".join(words)
    return re.sub(r" +", " ", re.sub(r"(Δₑ|[∂Δ∇λ]) (?=\w)", r"\1", joined)).strip()
