"""`visprop bench NAME`: a bench in the window."""

from __future__ import annotations

import argparse

from visprop.benches.registry import PREFIX
from visprop.cli.arguments import add_settings, with_typed
from visprop.kinds.registry import offers


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command; its choices are the benches."""
    parser.add_argument("name", metavar="NAME", choices=tuple(offers()), help=f"one of {', '.join(offers())}")
    parser.add_argument("--at", default="", metavar="STEP", help="at which step (default: its start)")
    add_settings(parser)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Open it and stay until the window is closed."""
    from visprop.qt.window.application import run as run_window

    return run_window(f"{PREFIX}{arguments.name}", arguments.at, settle=lambda run: with_typed(run, arguments.told))
