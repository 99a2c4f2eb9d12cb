"""Words as LaTeX, whatever is in them: names of inputs and targets are the user's."""

from __future__ import annotations

import unicodedata

from visprop.notation.latex_words import IN_TEXT

_ESCAPED = {
    **IN_TEXT,
    **{"$": r"\$", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}"},
    **{"<": "$<$", ">": "$>$", "|": "$|$", '"': "''", "-": "-{}", "±": r"$\pm$", "∞": r"$\infty$", "√": r"$\surd$"},
    **{"—": "---", "–": "--", "\u2018": "`", "\u2019": "'", "µ": r"$\mu$", "μ": r"$\mu$", "ω": r"$\omega$", "ρ": r"$\rho$"},
    **{"←": r"$\leftarrow$", "⇔": r"$\Leftrightarrow$", "∈": r"$\in$", "⊤": r"$\top$", "Γ": r"$\Gamma$", "Ω": r"$\Omega$"},
    **{"□": r"$\square$", "■": r"$\blacksquare$", "●": r"$\bullet$", "○": r"$\circ$", "△": r"$\triangle$", "°": r"$^\circ$"},
    **{
        "↓": r"$\downarrow$",
        "↑": r"$\uparrow$",
        "ψ": r"$\psi$",
        "χ": r"$\chi$",
        "κ": r"$\kappa$",
        "ν": r"$\nu$",
        "ξ": r"$\xi$",
        "ζ": r"$\zeta$",
    },
}
_NEEDS_T1 = frozenset("ĄąĘęĮįŲųÐðÞþĐđŊŋ«»‹›„\u201a")
"""Letters that LaTeX's oldest encoding of fonts lacks."""
KNOWN = (
    r"\def\known#1{\ifdefined\Umathchar\iffontchar\font`#1 #1\else$\square$\fi"
    r"\else\ifcsname u8:\detokenize{#1}\endcsname#1\else$\square$\fi\fi}%"
)
"""A letter if the document has it, and an empty square if not: what a name is written in is known to it alone."""


def words(text: str) -> str:
    """A text as LaTeX."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter in _ESCAPED:
        return _ESCAPED[letter]
    if letter.isascii():
        return letter if letter.isprintable() else " "
    if letter in _NEEDS_T1 or _is_accented(letter):
        return letter
    return rf"\known{{{letter}}}" if letter.isprintable() else r"$\square$"


def _is_accented(letter: str) -> bool:
    """Whether every LaTeX sets a letter: one of ASCII's with an accent, or one that has its own command."""
    return letter in "ßæÆœŒøØåÅłŁı" or (
        letter <= "\u017f" and unicodedata.normalize("NFD", letter)[0].isascii() and letter.isalpha()
    )


def needs_t1(latex: str) -> bool:
    """Whether a text takes fonts in the encoding T1."""
    return not _NEEDS_T1.isdisjoint(latex)
