"""Faults that are none: what they change nobody can see. Each with the reason why."""

from __future__ import annotations

EQUIVALENT: dict[tuple[str, str], str] = {
    (
        "visprop/benches/slope/walk.py",
        "share = abs(self.slopes[-1]) / max(map(abs, self.slopes)) if all(self.slopes) else 0.0",
    ): "where a slope is 0 p stays, so that the last is 0 as well, and its share of the steepest",
    ("visprop/engine/lanczos.py", "return unit(_apart(unit(normal((_SEED, made), (0.5), w.size)), self.basis))"): (
        "a direction is drawn, whose length is made 1 at once"
    ),
    (
        "visprop/engine/objective.py",
        "by_output = np.abs(np.nan_to_num(self.network.pair.gradient(self.y, a)) * a).sum(axis=1)",
    ): "examples by outputs: the last axis is the second",
    ("visprop/figures/plots/captions.py", "if wide >= size[0] - 12.0:"): (
        "words are measured in float64: none is exactly as wide as the page"
    ),
    (
        "visprop/figures/plots/contours.py",
        "x, y = left + max(0.0, (size[0] - left - right - side) / 2), top + max((size[1] - top - below - side) / 2, 0.0)",
    ): "the larger of two is the same in either order",
    (
        "visprop/figures/plots/surface3d.py",
        "chosen = np.unique(np.linspace(len(trail.points) - 1, 0, MAX_STEMS).astype(int))",
    ): "from both ends the same points are chosen, and they are sorted",
    ("visprop/qt/waiting.py", "if document.run.size < LARGE_SCENARIO:"): (
        "one scenario of exactly that size is written by another process: the same file, as soon"
    ),
    ("visprop/qt/views/figure_view.py", "top, bottom = part.top() / self._scale, (part.bottom() + 2) / self._scale"): (
        "what lies one point lower is painted too, and cut off by the clip"
    ),
}
"""To a file and a line with the fault in it, without the spaces around: why it does the same."""
