"""The command line: which command, and how its errors end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import visprop
from visprop.cli import check, export, listing, trace, train
from visprop.cli.arguments import Command, Parser, UsageError
from visprop.scenario.files.fields import FieldError
from visprop.timeline.overflow import Diverged

COMMANDS = {"list": listing, "trace": trace, "train": train, "check": check, "export": export}
"""The commands, each a file; any other first word is a scenario to open in the window."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; exit status 0 done, 1 the check failed, 2 a wrong call or input, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        return _open_window(words)
    try:
        parsed = _parser().parse_args(words)
        command: Command = parsed.command
        return command(parsed)
    except (UsageError, FieldError, Diverged, ValueError) as error:
        print(f"visprop: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"visprop: {error}", file=sys.stderr)
    return 2


def _open_window(words: Sequence[str]) -> int:
    if len(words) > 1:
        print(f"visprop: unexpected {words[1]!r} after the scenario", file=sys.stderr)
        return 2
    from visprop.qt.window.application import run

    return run(words[0] if words else "")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="visprop", description="Backpropagation made visible. Without a command, the window is opened.")
    parser.add_argument("--version", action="version", version=f"visprop {visprop.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS.values():
        module.declare(commands)
    return parser
