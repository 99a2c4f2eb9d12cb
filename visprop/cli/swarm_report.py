"""What is told of a swarm: in words, as JSON, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from visprop.timeline.swarm.members import member_columns, member_rows
from visprop.timeline.swarm.swarm import QUARTILES, Swarm

_NAMED = 8
"""So many runs of a valley are named."""


def document(swarm: Swarm) -> dict[str, Any]:
    """All of it but the parameters, which each run's η and seed give again."""
    plan = swarm.plan
    return {
        "title": plan.scenario.title,
        "runs": plan.count,
        "updates": plan.updates,
        "goal": plan.goal,
        "reached": swarm.share,
        "diverged": int(swarm.diverged.sum()),
        "rates": [_rate(swarm, index) for index in range(len(plan.etas))],
        "valleys": [{"phi": valley.phi, "runs": [run + 1 for run in valley.runs]} for valley in swarm.valleys],
        "samples": list(plan.samples),
        "members": [dict(zip(member_columns(swarm), row, strict=True)) for row in member_rows(swarm)],
    }


def _rate(swarm: Swarm, index: int) -> dict[str, Any]:
    runs = swarm.of_eta(index)
    quantiles = swarm.quantiles(runs)
    return {
        "eta": swarm.plan.etas[index],
        "reached": float(swarm.reached[runs].mean()),
        "diverged": int(swarm.diverged[runs].sum()),
        "quartiles": {f"{share:g}": values for share, values in zip(QUARTILES, quantiles.tolist(), strict=True)},
        "reached_by": swarm.share_by(runs).tolist(),
    }


def table(swarm: Swarm) -> Iterator[tuple[Any, ...]]:
    """The same with its headings; `reached` is 0 or 1."""
    yield member_columns(swarm)
    for row in member_rows(swarm):
        yield tuple(int(value) if isinstance(value, bool) else value for value in row)


def sentences(swarm: Swarm) -> str:
    """The verdict, and what stands behind it, line by line."""
    # What writes numbers as print does is not needed for JSON.
    from visprop.figures.swarm_told import reasons, share_told, verdict
    from visprop.notation.expression.numbers import equal_to

    lines = [f"{verdict(swarm)}, {'; '.join(reasons(swarm, 3))}"]
    if len(swarm.plan.etas) > 1:
        for index, eta in enumerate(swarm.plan.etas):
            runs = swarm.of_eta(index)
            middle = float(swarm.quantiles(runs, (0.5,))[0, -1])
            lines.append(f"η = {eta:g}: {share_told(float(swarm.reached[runs].mean()))}, median φ {equal_to(middle)}")
    for valley in swarm.valleys[:3]:
        named = ", ".join(str(run + 1) for run in valley.runs[:_NAMED])
        more = f" and {len(valley.runs) - _NAMED:,} more" if len(valley.runs) > _NAMED else ""
        lines.append(f"φ {equal_to(valley.phi, 3)}: runs {named}{more}")
    return "\n".join(lines)
