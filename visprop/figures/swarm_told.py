"""What is said of a swarm in words: the verdict, and the reasons with their numbers."""

from __future__ import annotations

from visprop.notation.expression.numbers import counted, equal_to, number
from visprop.timeline.swarm.swarm import Swarm

NO_SWARM = "No swarm yet: from many starts at once one sees how often this network learns. Train ▸ Swarm (Ctrl+Alt+W) makes one."
"""What stands where there is none."""
_MOST_VALLEYS = 2
_LEAST_VALLEY = 0.02
"""A valley is told of in which so large a share of the runs ends."""


def verdict(swarm: Swarm) -> str:
    """How many reached the goal, in words: `64 % of 1,024 runs reach φ ≤ 0.01`."""
    count, reached = swarm.plan.count, int(swarm.reached.sum())
    goal = f"φ ≤ {number(swarm.plan.goal)}"
    if reached in (0, count):
        return f"{'All' if reached else 'None'} of {counted(count, 'run')} reach{'' if reached else 'es'} {goal}"
    return f"{share_told(swarm.share)} of {counted(count, 'run')} reach {goal}"


def share_told(share: float) -> str:
    """A share in per cent, never 0 % or 100 % of one that is not."""
    percent = f"{100.0 * share:.0f}"
    if percent in ("0", "100") and 0.0 < share < 1.0:
        percent = f"{100.0 * share:.2g}" if share < 0.5 else f"{int(1000.0 * share) / 10.0:.1f}"
    return f"{percent} %"


def reasons(swarm: Swarm, digits: int) -> list[str]:
    """Where the others are, the most of them first."""
    found = [f"within {counted(swarm.plan.updates, 'update')}"]
    for valley in swarm.valleys[:_MOST_VALLEYS]:
        if len(valley.runs) >= _LEAST_VALLEY * swarm.plan.count:
            found.append(f"{len(valley.runs):,} end at φ {equal_to(valley.phi, digits)}")
    diverged = int(swarm.diverged.sum())
    if diverged:
        found.append(f"{diverged:,} diverge{'s' if diverged == 1 else ''}")
    return found


def cloud_words(swarm: Swarm) -> str:
    """What the marks of a cloud are: `discs: 658 runs at φ ≤ 0.001; squares: 366 above it`."""
    at_goal, diverged = int(swarm.reached.sum()), int(swarm.diverged.sum())
    goal, above = f"φ ≤ {number(swarm.plan.goal)}", swarm.plan.count - at_goal - diverged
    found = [f"discs: {counted(at_goal, 'run')} at {goal}"] if at_goal else []
    if above:
        found.append(f"squares: {above:,} above it" if at_goal else f"squares: {counted(above, 'run')} above {goal[4:]}")
    return "; ".join(found) if found else "all runs diverge"
