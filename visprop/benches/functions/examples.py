"""The λ-terms of the article, with the types and results that it gives or that follow from its definitions.

What it writes without a sign, w v for a product, is written with × here, and corrected where it is a misprint.
"""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A term of the article.

    Attributes:
        text: as it can be typed.
        type_: its type as plain text; empty where it has none, since the article shows it as nonsense.
        result: what it comes to, as plain text; empty where it is as worked out as it can be, or has no type.
        place: under which heading it stands.
    """

    text: str
    type_: str
    result: str
    place: str


_NOTATION = "Notation for functions"
_SEVERAL = "Functions of several variables"
_CHAIN = "The chain rule"
_EULER = "The chain rule using Euler notation"
_CONTINUED = "One neuron per layer example continued"
_COST = "C (g x)"

EXAMPLES = (
    Example("λx.x²", "ℝ → ℝ", "", _NOTATION),
    Example("λx.λy.x + y", "ℝ → ℝ → ℝ", "", _NOTATION),
    Example("(λx.λy.x + y) 2", "ℝ → ℝ", "λy.2 + y", _NOTATION),
    Example("(λy.2 + y) 3", "ℝ", "5", _NOTATION),
    Example("((λx.λy.x + y) 2) 3", "ℝ", "5", _NOTATION),
    Example("λx y.x + y", "ℝ → ℝ → ℝ", "", _NOTATION),
    Example("(λx y.x + y) 2", "ℝ → ℝ", "λy.2 + y", _NOTATION),
    Example("((λx y.x + y) 2) 3", "ℝ", "5", _NOTATION),
    Example("(λx y.x + y) 2 3", "ℝ", "5", _NOTATION),
    Example("λ(x, y).x + y", "ℝ × ℝ → ℝ", "", _NOTATION),
    Example("(λ(x, y).x + y)(2, 3)", "ℝ", "5", _NOTATION),
    Example("(λ(x, y).x + y) 2 3", "", "", _NOTATION),
    Example("(λx y.x + y)(2, 3)", "", "", _NOTATION),
    Example("2", "ℝ", "", _NOTATION),
    Example("(λx.x²) 2", "ℝ", "4", _NOTATION),
    Example("(2, 3)", "ℝ × ℝ", "", _NOTATION),
    Example("D", "(ℝ → ℝ) → ℝ → ℝ", "", _NOTATION),
    Example("∇", "(ℝⁿ → ℝ) → (ℝ → ℝ)ⁿ", "", _NOTATION),
    Example("+", "ℝ × ℝ → ℝ", "", _NOTATION),
    Example("×", "ℝ × ℝ → ℝ", "", _NOTATION),
    Example("∘", "(τ₁ → τ₂) × (τ₃ → τ₁) → τ₃ → τ₂", "", _NOTATION),
    Example("λ(φ1, φ2).λx.φ1 (φ2 x)", "(τ₁ → τ₂) × (τ₃ → τ₁) → τ₃ → τ₂", "", _NOTATION),
    Example("(φ1 ∘ φ2)(x)", "τ₁", "φ₁ (φ₂ x)", _NOTATION),
    Example("★", "(ℝ → ℝ)ⁿ × ℝⁿ → ℝⁿ", "", _NOTATION),
    Example("(φ1, φ2) ★ (p1, p2)", "ℝ × ℝ", "(φ₁ p₁, φ₂ p₂)", _NOTATION),
    Example("φ1 φ2 a", "τ₁", "", _NOTATION),
    Example("φ1 (φ2 a)", "τ₁", "", _NOTATION),
    Example("∇φ(p1, p2)", "ℝ × ℝ", "(D(λv.φ (v, p₂)) p₁, D(λv.φ (p₁, v)) p₂)", _NOTATION),
    Example("(∇φ) ★ (p1, p2)", "ℝ × ℝ", "(D(λv.φ (v, p₂)) p₁, D(λv.φ (p₁, v)) p₂)", _NOTATION),
    Example("Dφ(p)", "ℝ", "", "One-dimensional case"),
    Example("D(λx.x²)", "ℝ → ℝ", "", "Functions of one variable"),
    Example("λx.2x", "ℝ → ℝ", "", "Functions of one variable"),
    Example("D(λx.x²)(a)", "ℝ", "", "Functions of one variable"),
    Example("λ(x, z).sin(x) + z²", "ℝ × ℝ → ℝ", "", _SEVERAL),
    Example("D(λx.sin(x) + z²)", "ℝ → ℝ", "", _SEVERAL),
    Example("D(λz.sin(x) + z²)", "ℝ → ℝ", "", _SEVERAL),
    Example(
        "(f_L4 ∘ f_L3 ∘ f_L2 ∘ f_L1) x", "τ₁", "f_L₄ (f_L₃ (f_L₂ (f_L₁ x)))", "The Backpropagation algorithm"
    ),
    Example("λv.φ(p1, v, p3)", "τ₁ → τ₂", "", _CHAIN),
    Example("D(λv.φ(v, p2, p3))", "ℝ → ℝ", "", _CHAIN),
    Example("∇φ(p1, p2, p3, p4)", "ℝ⁴", (
        "(D(λv.φ (v, p₂, p₃, p₄)) p₁, D(λv.φ (p₁, v, p₃, p₄)) p₂, D(λv.φ (p₁, p₂, v, p₄)) p₃, D(λv.φ (p₁, p₂, p₃, v)) p₄)"
    ), _CHAIN),
    Example("λ(p1, p2, p3, p4).C (g x)(f p4(f p3(f p2(f p1 x))))", "τ₁⁴ → τ₂", "", _CHAIN),
    Example(f"D(λv.{_COST}(f p4(f p3(f p2(f v x))))) p1", "ℝ", "", _CHAIN),
    Example(f"D(λv.{_COST}(f p4(f p3(f v(f p1 x))))) p2", "ℝ", "", _CHAIN),
    Example(f"D(λv.{_COST}(f p4(f v(f p2(f p1 x))))) p3", "ℝ", "", _CHAIN),
    Example(f"D(λv.{_COST}(f v(f p3(f p2(f p1 x))))) p4", "ℝ", "", _CHAIN),
    Example(
        f"−η × D({_COST} ∘ (f p4) ∘ (f p3) ∘ (f p2) ∘ (λv.f v x)) p1", "ℝ",
        "−η × D(λx₁.C (g x) (f p₄ (f p₃ (f p₂ (f x₁ x))))) p₁", _CHAIN,
    ),
    Example(
        f"−η × D({_COST} ∘ (f p4) ∘ (f p3) ∘ (λv.f v(f p1 x))) p2", "ℝ",
        "−η × D(λx₁.C (g x) (f p₄ (f p₃ (f x₁ (f p₁ x))))) p₂", _CHAIN,
    ),
    Example(
        f"−η × D({_COST} ∘ (f p4) ∘ (λv.f v(f p2(f p1 x)))) p3", "ℝ",
        "−η × D(λx₁.C (g x) (f p₄ (f x₁ (f p₂ (f p₁ x))))) p₃", _CHAIN,
    ),
    Example(
        f"−η × D({_COST} ∘ (λv.f v(f p3(f p2(f p1 x))))) p4", "ℝ",
        "−η × D(λx₁.C (g x) (f x₁ (f p₃ (f p₂ (f p₁ x))))) p₄", _CHAIN,
    ),
    Example("D(θ1 ∘ θ2)", "ℝ → ℝ", "D(λx.θ₁ (θ₂ x))", _EULER),
    Example("(Dθ1 ∘ θ2) · Dθ2", "ℝ → ℝ", "λx.Dθ₁ (θ₂ x) × Dθ₂ x", _EULER),
    Example("((Dθ1 ∘ θ2) · Dθ2) x", "ℝ", "Dθ₁ (θ₂ x) × Dθ₂ x", _EULER),
    Example("(θ1 ∘ θ2)(x)", "τ₁", "θ₁ (θ₂ x)", _EULER),
    Example("D sin(x²) × D(λx.x²) x", "ℝ", "", "The chain rule using Leibniz notation"),
    Example("cos(x²) × (λx.2x) x", "ℝ", "cos (x²) × (2 × x)", "The chain rule using Leibniz notation"),
    Example("d4 × D(λv.f v a3) p4", "ℝ", "", "Euler-style backpropagation calculation of deltas"),
    Example("λv.1/2 × (v − g x)²", "ℝ → ℝ", "λv.0.5 × (v − g x)²", _CONTINUED),
    Example("λv.1/(1 + exp(−(v × a + b)))", "ℝ → ℝ", "", _CONTINUED),
    Example("λv.1/2 × (u − v)²", "ℝ → ℝ", "λv.0.5 × (u − v)²", "Derivative of the cost function"),
    Example("λv.v − u", "ℝ → ℝ", "", "Derivative of the cost function"),
    Example("λv.σ(w × v + b)", "ℝ → ℝ", "", "Derivative of the activation function"),
    Example("Dσ", "ℝ → ℝ", "", "Derivative of the activation function"),
    Example("λv.σ(v) × (1 − σ(v))", "ℝ → ℝ", "", "Derivative of the activation function"),
    Example("λv.Dσ(w × v + b) × w", "ℝ → ℝ", "", "Derivative of the activation function"),
    Example("λw b v.σ(w × v + b)", "ℝ → ℝ → ℝ → ℝ", "", "Calculating bias deltas"),
)  # fmt: skip
"""In the order of the article; of a network's function f w b v, which it gives one ℝ too few, the type is the right one."""
