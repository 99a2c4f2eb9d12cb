"""`visprop code`: a training as a script or a notebook that computes what visprop computes."""

from __future__ import annotations

import argparse
from pathlib import Path

from visprop.cli.arguments import add_scenario, open_run, whole_number
from visprop.cli.command import UsageError
from visprop.cli.streams import say
from visprop.codegen.cells import Unwritable
from visprop.codegen.facts import Facts
from visprop.codegen.registry import FRAMEWORKS, code_file
from visprop.scenario.files.whole import write_whole

_NOTEBOOK = "notebook"
"""NumPy, in a notebook: its file ends in .ipynb, as that of any framework may."""
_USUAL, _MOST = 100, 1_000_000


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command; its choices are the frameworks."""
    add_scenario(parser)
    told = "; ".join(f"{framework.name}: {framework.words}" for framework in FRAMEWORKS.values())
    parser.add_argument(
        "--as", dest="framework", choices=(*FRAMEWORKS, _NOTEBOOK), default="numpy",
        help=f"what computes (default numpy). {told}; {_NOTEBOOK}: numpy, as a Jupyter notebook",
    )  # fmt: skip
    length = f"how many updates it makes, whatever would end the training before (default {_USUAL})"
    parser.add_argument("--updates", type=whole_number(1, _MOST), default=_USUAL, metavar="N", help=length)
    output = "the file: a script, or a Jupyter notebook"
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.{py,ipynb}", help=output)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Write it."""
    output, framework = arguments.output, arguments.framework
    if framework == _NOTEBOOK:
        framework = "numpy"
        if output.suffix.lower() != ".ipynb":
            raise UsageError(f"{output.name}: a notebook's file ends in .ipynb")
    try:
        text = code_file(framework, Facts(open_run(arguments.scenario), arguments.updates), output)
    except Unwritable as error:
        raise UsageError(str(error)) from error
    write_whole(output, text.encode())
    say(f"{output}: {arguments.updates} updates; it ends by asserting visprop's numbers")
    return 0
