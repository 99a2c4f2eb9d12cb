"""The draw: from all faults of a tree some by a seed, of every kind alike, and never two in one line."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

from tests.mutation.mutate import Mutation, is_python, mutations_of


def drawn(root: Path, count: int, seed: int) -> list[Mutation]:
    """So many faults of the files below `visprop/`.

    Args:
        root: the project's folder.
        count: how many.
        seed: of the draw; the same tree and seed give the same faults.

    Raises:
        ValueError: there are not so many lines to put them in.
    """
    sources = {str(file.relative_to(root)): file.read_bytes() for file in sorted((root / "visprop").rglob("*.py"))}
    by_kind: dict[str, list[Mutation]] = defaultdict(list)
    for path, source in sources.items():
        for one in mutations_of(path, source):
            by_kind[one.kind].append(one)
    dice, found, taken = random.Random(seed), [], set()
    for group in by_kind.values():
        dice.shuffle(group)
    while len(found) < count:
        kinds = sorted(kind for kind, group in by_kind.items() if group)
        if not kinds:
            raise ValueError(f"there are only {len(found)} lines with a fault to make")
        one = by_kind[dice.choice(kinds)].pop()
        place = (one.path, one.line)
        if place not in taken and is_python(one.applied(sources[one.path])):
            taken.add(place)
            found.append(one)
    return found
