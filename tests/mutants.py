"""Makes faults in the sources, one at a time, and tells which of them the tests find.

`python -m tests.mutants --count 60 --seed 7` draws sixty, tries each in a copy of the tree with the tests that reach its line,
and ends with their count; `--known` tries those that were not seen once instead. It needs `pip install -e '.[mutants]'`, and for
the map of the lines the time of one run of the suite.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.mutation.draw import drawn
from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.known import KNOWN
from tests.mutation.mutate import Mutation
from tests.mutation.reached import USUAL, Map, update_map
from tests.mutation.trial import Outcome, Trial

ROOT = Path(__file__).parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Draw, try and tell; 0 where all that is no equivalent was found."""
    parser = argparse.ArgumentParser("python -m tests.mutants", description="Which faults do the tests find?")
    parser.add_argument("--count", type=int, default=60, help="how many faults are drawn")
    parser.add_argument("--seed", type=int, default=7, help="of the draw")
    parser.add_argument("--known", action="store_true", help="those that no test saw once, instead of a draw")
    parser.add_argument("--only", type=int, nargs="*", default=[], help="the numbers of those that are tried; all by default")
    parser.add_argument("--seconds", type=float, default=90.0, help="how long the tests of one may take, as the map has it")
    parser.add_argument("--map", type=Path, default=ROOT / ".mutants", help="the folder of the map")
    parser.add_argument("--keep-map", action="store_true", help="take the map as it is, whatever has changed since")
    chosen = parser.parse_args(arguments)
    if not chosen.keep_map:
        update_map(ROOT, chosen.map)
    counts = tried(chosen)
    total = sum(counts.values())
    killed = counts[Outcome.KILLED.value] + counts[Outcome.SLOW.value]
    print(f"{killed} of {total} killed: " + ", ".join(f"{count} {words}" for words, count in sorted(counts.items())))
    return 0 if killed + counts["equivalent"] == total else 1


def faults(chosen: argparse.Namespace) -> list[Mutation]:
    """Those that are asked for."""
    return [one.mutation(ROOT) for one in KNOWN] if chosen.known else drawn(ROOT, chosen.count, chosen.seed)


def tried(chosen: argparse.Namespace) -> Counter[str]:
    """Try each fault and print what came of it; how many ended in which way."""
    reached, counts = Map(chosen.map), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(ROOT, Path(folder))
        for number, mutation in enumerate(faults(chosen), start=1):
            if chosen.only and number not in chosen.only:
                continue
            before, after = mutation.difference((ROOT / mutation.path).read_bytes())
            print(f"{number:3} {mutation.path}:{mutation.line} {mutation.kind}\n    - {before}\n    + {after}")
            reason = EQUIVALENT.get((mutation.path, after))
            if reason is not None:
                counts["equivalent"] += 1
                print(f"    equivalent: {reason}")
                continue
            tests = reached.tests_of(mutation.path, mutation.line, mutation.is_inside, chosen.seconds)
            result = trial.of(mutation, tests.tests, tests.seconds, USUAL)
            counts[result.outcome.value] += 1
            by = (
                f" by {result.by}"
                if result.by
                else f" {len(tests.tests)} tests in {len({t.split('::')[0] for t in tests.tests})} files"
            )
            print(f"    {result.outcome.value}{by}, {tests.left_out} left out", flush=True)
    return counts


if __name__ == "__main__":
    sys.exit(main())
