"""`visprop new`: a new scenario of a network's sizes, of a table, or of a data set."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from visprop.cli.arguments import as_given, whole_number
from visprop.cli.command import UsageError
from visprop.cli.streams import say
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS
from visprop.engine.network import MAX_DEPTH, Network
from visprop.scenario.data.column_types import TYPES
from visprop.scenario.data.columns import Choice, Problem, problems, told, usual_choice, without_problems
from visprop.scenario.data.data import MAX_POINTS, Data
from visprop.scenario.data.importing import read_table
from visprop.scenario.data.missing import FILLINGS
from visprop.scenario.data.sampling import Sample, TooManyRows
from visprop.scenario.data.scaling import NO_SCALE, SCALINGS
from visprop.scenario.data.table import Table
from visprop.scenario.files.document import Document, save
from visprop.scenario.files.fields import MAX_NAME, MAX_NOTES
from visprop.scenario.files.reading_data import MAX_SEED
from visprop.scenario.fresh import fresh, network_for, one_example, prepared, taken
from visprop.scenario.initialisers import INITIALISERS
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.scenario.sets import Wish, builtin_sets


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the scenario's file")
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--sizes", type=_numbers, metavar="2,8,1", help="inputs, hidden neurons, outputs")
    start.add_argument("--data", choices=tuple(builtin_sets()), metavar="NAME", help="a data set of the program (visprop list)")
    start.add_argument("--csv", type=Path, metavar="DATA.csv", help="a table: CSV, TSV, ARFF, XLSX …, however it is written")
    parser.add_argument("--targets", type=_words, metavar="COLUMN[,…]", help="what is to be told (default: the last column)")
    parser.add_argument("--inputs", type=_words, metavar="COLUMN[,…]", help="of what (default: all others)")
    parser.add_argument("--classes", type=_words, default=(), metavar="COLUMN[,…]", help="whose numbers are names of classes")
    kinds = ", ".join(TYPES)
    parser.add_argument("--types", type=_types, default=(), metavar="COLUMN=TYPE[,…]", help=f"other than it seems: {kinds}")
    parser.add_argument("--sheet", default="", metavar="NAME|NUMBER", help="of a spreadsheet (default: the first)")
    parser.add_argument("--sample", type=whole_number(1, MAX_POINTS), metavar="ROWS", help="at random of a table that has more")
    parser.add_argument("--na", type=_words, default=(), metavar="MARK[,…]", help="also says that there is no value")
    parser.add_argument("--values", type=_words, default=(), metavar="MARK[,…]", help="is a value here, such as NA or ?")
    parser.add_argument("--missing", choices=tuple(FILLINGS), default="", help="what stands in for a value that is missing")
    parser.add_argument("--skip", action="store_true", help="leave rows out that are wrong or lack a value")
    parser.add_argument("--hidden", type=_numbers, metavar="8,8", help="neurons of hidden layers (default 8; 0 for none)")
    parser.add_argument("--scale", choices=(*SCALINGS, NO_SCALE), help="how columns are scaled (default: standard for a table)")
    parser.add_argument("--test", type=_share, metavar="SHARE", help="what is kept from training (default 0.2)")
    parser.add_argument("--activations", type=_words, default=(), metavar="NAME[,…]", help=", ".join(ACTIVATIONS))
    parser.add_argument("--cost", choices=tuple(COSTS), default="", help="(default: what fits the targets)")
    parser.add_argument("--init", choices=tuple(INITIALISERS), default="", help="(default: xavier, or he for relu)")
    parser.add_argument("--title", type=_line, default="", help="a line (default: after the file, the table or the data set)")
    parser.add_argument("--notes", type=_notes, default="", help="any text")
    parser.add_argument("--seed", type=whole_number(0, MAX_SEED), default=0, help="of all that is drawn (default 0)")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the scenario, and say what it is."""
    if arguments.csv is not None and arguments.output.exists() and arguments.output.samefile(arguments.csv):
        raise UsageError(f"-o would overwrite the table {arguments.csv}")
    with as_given():
        scenario = _made(arguments)
    scenario = replace(scenario, title=arguments.title or scenario.title, notes=arguments.notes)
    save(Document(Run(scenario)), arguments.output)
    network = scenario.network
    sizes = "-".join(map(str, network.sizes))
    say(f"{arguments.output}: {sizes}, {', '.join(network.activations)}, {network.cost}; {scenario.data.in_words}")
    return 0


def _made(arguments: argparse.Namespace) -> Scenario:
    if arguments.csv is None:
        _refuse(
            arguments, ("targets", "inputs", "classes", "types", "sheet", "sample", "na", "values", "missing", "skip"), "--csv"
        )
    if arguments.sizes is not None:
        _refuse(arguments, ("hidden", "scale", "test"), "--csv or --data")
        return _of_sizes(arguments)
    return _of_set(arguments) if arguments.csv is None else _of_table(arguments)


def _refuse(arguments: argparse.Namespace, names: tuple[str, ...], where: str) -> None:
    for name in names:
        if getattr(arguments, name):
            raise UsageError(f"--{name} belongs to {where}")


def _of_set(arguments: argparse.Namespace) -> Scenario:
    found = builtin_sets()[arguments.data]
    data = found.make(Wish(seed=arguments.seed))
    return _of_data(found.words, partial(prepared, data), len(data), NO_SCALE, arguments)


def _of_sizes(arguments: argparse.Namespace) -> Scenario:
    sizes = arguments.sizes
    if not 2 <= len(sizes) <= MAX_DEPTH + 1:
        raise UsageError(f"--sizes has 2 to {MAX_DEPTH + 1} numbers")
    plain = Network(sizes, ("logistic",) * (len(sizes) - 1))
    given = arguments.activations
    activations = given * (len(sizes) - 1) if len(given) == 1 else given or plain.activations
    network = Network(sizes, activations, arguments.cost or "half_squared_error")
    return fresh(arguments.output.stem, network, one_example(network), arguments.seed, arguments.init)


def _of_table(arguments: argparse.Namespace) -> Scenario:
    try:
        return _read(arguments)
    except ValueError as error:
        raise UsageError(f"{arguments.csv}: {error}") from error


def _read(arguments: argparse.Namespace) -> Scenario:
    sample = Sample(arguments.sample, arguments.seed) if arguments.sample else None
    try:
        table, _ = read_table(arguments.csv, sheet=arguments.sheet, sample=sample)
    except TooManyRows as error:
        raise ValueError(f"{error}; --sample {MAX_POINTS} takes so many of them at random") from error
    for remark in table.remarks:
        say(remark)
    marks = tuple(mark for mark in (*table.marks, *arguments.na) if mark not in arguments.values)
    table = replace(table, marks=marks)
    usual = usual_choice(table, arguments.types, arguments.targets or ())
    classes = arguments.classes or tuple(name for name in usual.classes if name not in dict(arguments.types))
    choice = Choice(
        arguments.inputs or usual.inputs, usual.targets, classes, arguments.types, arguments.missing or "leave-out"
    )  # fmt: skip
    wrong = problems(table, choice)
    if arguments.skip or arguments.missing:
        table = without_problems(table, choice)
        say(f"rows left out: {len({problem.line for problem in wrong})}{_costliest(wrong)}")
    elif wrong:
        raise ValueError("; ".join((*told(wrong), "--skip leaves such rows out, --missing fills what is missing")))
    left = [name for name in table.names if name not in choice.used]
    if left and not arguments.inputs:
        say(f"columns left out: {', '.join(f'{name} ({TYPES[_kind(table, choice, name)].words})' for name in left)}")
    return _of_data(arguments.csv.stem, partial(taken, table, choice), len(table.rows), "standard", arguments)


def _kind(table: Table, choice: Choice, name: str) -> str:
    return dict(choice.kinds).get(name, table.inferred(name).kind)


def _costliest(wrong: Sequence[Problem]) -> str:
    """Which column costs most rows."""
    counts = Counter(problem.column for problem in wrong)
    if len(counts) < 2:
        return ""
    name, count = counts.most_common(1)[0]
    return f"; most of them, {count}, by {name!r}"


def _of_data(
    title: str, make: Callable[[float, int, str], Data], count: int, scale: str, arguments: argparse.Namespace
) -> Scenario:
    # Of very few rows none can be spared, unless that is asked for.
    share = arguments.test if arguments.test is not None else 0.2 if count >= 10 else 0.0
    kind = arguments.scale or scale
    data = make(share, arguments.seed, "" if kind == NO_SCALE else kind)
    hidden = (8,) if arguments.hidden is None else () if arguments.hidden == (0,) else arguments.hidden
    network = network_for(data, hidden, arguments.activations, arguments.cost)
    return fresh(title, network, data, arguments.seed, arguments.init)


def _types(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for part in text.split(","):
        name, equals, kind = part.strip().rpartition("=")
        if not equals or kind not in TYPES:
            raise argparse.ArgumentTypeError(f"{part.strip()!r} is no column=type; types are {', '.join(TYPES)}")
        found.append((name, kind))
    return tuple(found)


def _numbers(text: str) -> tuple[int, ...]:
    read = whole_number(0, 1024)
    return tuple(read(part.strip()) for part in text.split(","))


def _line(text: str) -> str:
    if len(text) > MAX_NAME or len(text.splitlines()) > 1:
        raise argparse.ArgumentTypeError(f"a title is one line of {MAX_NAME} letters at most")
    return text.strip()


def _notes(text: str) -> str:
    if len(text) > MAX_NOTES:
        raise argparse.ArgumentTypeError(f"notes have {MAX_NOTES:,} letters at most")
    return text


def _words(text: str) -> tuple[str, ...]:
    words = tuple(part.strip() for part in text.split(","))
    if not all(words):
        raise argparse.ArgumentTypeError(f"{text!r} names something without a name")
    return words


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0.0 <= share < 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share from 0 to below 1")
    return share
