"""All of it as a bench."""

from __future__ import annotations

from visprop.benches.bench import Bench
from visprop.benches.pictures import page, picture
from visprop.benches.slope.page import slope_page
from visprop.benches.slope.picture import slope_figure
from visprop.benches.slope.settings import controls, settled, unfit
from visprop.benches.slope.state import known_numbers, slope_of
from visprop.benches.slope.story import words_of

BENCH = Bench(
    controls=controls(),
    steps=words_of,
    state=slope_of,
    views=(
        picture("slope-picture", "Curve and tangent", "The curve with its tangent at p, and the steps down", slope_figure),
        page("slope-page", "Equations of the tangent", "The tangent and the step, line by line", slope_page),
    ),
    unfit=unfit,
    settled=settled,
    numbers=known_numbers,
)
