"""All of it as a bench."""

from __future__ import annotations

from visprop.benches.bench import Bench
from visprop.benches.pictures import page, picture
from visprop.benches.plane.map import map_figure
from visprop.benches.plane.page import plane_page
from visprop.benches.plane.settings import controls
from visprop.benches.plane.slices import slices_figure
from visprop.benches.plane.state import known_numbers, plane_of
from visprop.benches.plane.story import words_of
from visprop.benches.plane.surface import surface_figure

BENCH = Bench(
    controls=controls(),
    steps=words_of,
    state=plane_of,
    views=(
        picture("plane-map", "Map", "The contours of φ, with p, −∇φ and the step", map_figure),
        picture("plane-surface", "Surface", "The surface of φ with its tangent plane at p", surface_figure),
        picture("plane-slices", "Slices", "φ as a curve in x and in z, the other held", slices_figure),
        page("plane-page", "Equations of the tangent plane", "The tangent plane and the step, line by line", plane_page),
    ),
    numbers=known_numbers,
)
