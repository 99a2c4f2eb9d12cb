"""What the neuron's pictures share: the hue of a number's sign, names, and numbers with as many digits as have room."""

from __future__ import annotations

from visprop.engine.activation import Activation
from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import MIN_SIZE, TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain, symbol, width
from visprop.notation.expression.numbers import LEAST_DIGITS, equal_to, is_carried, number

Words = tuple[Run, ...]

Z, A, B = symbol("z"), symbol("a"), symbol("b")


def small(text: float) -> float:
    """The size of what steps back beside text of a size."""
    return max(MIN_SIZE, 0.92 * text)


def text_of(size: tuple[float, float], wide: float, high: float) -> float:
    """The size of text on a page, which is full-sized where the page is so wide and so high."""
    return max(MIN_SIZE + 0.7, min(TEXT_SIZE, TEXT_SIZE * size[0] / wide, TEXT_SIZE * size[1] / high))


def hue_of_sign(value: float, theme: Theme) -> Colour:
    """Blue for what is above 0, orange for what is below."""
    return theme.negative if value < 0.0 else theme.positive if value > 0.0 else theme.ink


def indexed(letter: str, k: int, count: int) -> Words:
    """x, or x₂ where there are several; k from 1."""
    return symbol(letter, below=str(k) if count > 1 else "")


def product_name(k: int, count: int) -> Words:
    """w₂x₂."""
    return (*indexed("w", k, count), *indexed("x", k, count))


def applied(activation: Activation, inner: Words, prime: str = "") -> Words:
    """σ(z), or σ′(z); what is inside alone where the function has no name."""
    if not activation.plain and not prime:
        return inner
    name = (Run(activation.plain or "f", italic=activation.is_letter or not activation.plain),)
    return (*name, *plain(f"{prime}("), *inner, *plain(")"))


def told(name: Words, value: float, digits: int, room: float, size: float) -> Words:
    """A name with its number; with fewer digits, and then without the name, where there is no room for more.

    Without a name it is the number alone.
    """
    counts = [count for count in range(digits, min(digits, LEAST_DIGITS) - 1, -1) if not is_carried(value, count)] or [digits]
    found = [(*name, *plain(f" {equal_to(value, count)}")) for count in counts if name]
    found += [plain(number(value, count)) for count in counts]
    return next((runs for runs in found if width(runs, size) <= room), found[-1])
