"""All of it as a bench."""

from __future__ import annotations

from visprop.benches.bench import Bench
from visprop.benches.controls import Text, Tick
from visprop.benches.functions.examples import EXAMPLES
from visprop.benches.functions.grammar import parse
from visprop.benches.functions.page import functions_page
from visprop.benches.functions.picture import functions_figure
from visprop.benches.functions.state import known_at, known_numbers
from visprop.benches.functions.story import story
from visprop.benches.pictures import page, picture
from visprop.benches.values import Values


def _words(values: Values) -> tuple[str, ...]:
    return tuple(stage.words for stage in story(values).stages)


BENCH = Bench(
    controls=(
        Text(
            "term", "Term", "What is given a type and calculated: a term of the article's λ-notation",
            start="(λx y.x + y) 2 3", check=parse, examples=tuple(dict.fromkeys(example.text for example in EXAMPLES)),
            keys=("λ", "∘", "★", "·", "×", "²", "∇", "σ", "π", "φ", "θ", "η"),
        ),
        Tick("between", "Substitution in between", "Whether E[a/x] is a line of its own", start=True),
        Tick("brackets", "All brackets", "Whether brackets are written that association to the left makes needless"),
    ),
    steps=_words,
    state=known_at,
    views=(
        picture("functions-picture", "Boxes", "The term as boxes through which values pass", functions_figure),
        page("functions-page", "Calculation", "The calculation line by line, and the type of every part", functions_page),
    ),
    numbers=known_numbers,
)  # fmt: skip
