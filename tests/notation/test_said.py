"""Texts with symbols in them are said as a teacher reads them from the board."""

import pytest

from visprop.notation.layout.said import said


@pytest.mark.parametrize(
    "text, words",
    [
        ("weight w²₁₂ = 0.25", "weight w 2, 1 2 equals 0.25"),
        ("bias b²₁₂ ≈ −0.3333", "bias b 2, 12 is about minus 0.3333"),
        ("w¹₃₀,₁ = 2", "w 1, 30, 1 equals 2"),
        ("w₁₂ = 3", "w 12 equals 3"),
        ("φ ≈ 1.2×10⁻⁷", "phi is about 1.2 times 10 to the minus 7"),
        ("a = 5.0·10^−05", "a equals 5.0 times 10 to the minus 5"),
        ("δ₄ = ∂c/∂z₄", "delta 4 equals partial c over partial z 4"),
        ("update Δw²₁₁", "update change of w 2, 1 1"),
        ("‖∇φ‖ and ‖Δp‖", "length of gradient of phi and length of change of p"),
        ("p ← p + Δp", "p becomes p plus change of p"),
        ("2-2-1, x₂ of 10", "2-2-1, x 2 of 10"),
        ("one\ntwo  three", "one\ntwo three"),
    ],
)
def test_a_text_is_said_as_it_is_read_aloud(text, words):
    assert said(text) == words
