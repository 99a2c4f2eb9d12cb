"""The command line: which command, and how its errors end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import visprop
from visprop.cli.command import Command, CommandEntry, Parser, UsageError
from visprop.cli.streams import prepare_streams, say
from visprop.engine.registry import Registry
from visprop.scenario.files.fields import FieldError
from visprop.timeline.diverged import Diverged

COMMANDS: Registry[CommandEntry] = Registry((
    CommandEntry("list", "the built-in scenarios, benches and data sets", "visprop.cli.listing"),
    CommandEntry("new", "make a scenario of a network's sizes, of a table, or of a data set", "visprop.cli.new"),
    CommandEntry("trace", "one pass through the network, as JSON, CSV or NPZ", "visprop.cli.trace"),
    CommandEntry("train", "train and print the last cost", "visprop.cli.train"),
    CommandEntry("swarm", "train from many starts at once, and tell how many reach a goal", "visprop.cli.swarm"),
    CommandEntry("check", "the gradient and update check; exit status 1 if one fails", "visprop.cli.check"),
    CommandEntry("doctor", "what goes wrong in a training; exit status 1 if anything does", "visprop.cli.doctor"),
    CommandEntry("export", "write a figure", "visprop.cli.export"),
    CommandEntry("animate", "write an animation of a range of positions", "visprop.cli.animate"),
    CommandEntry("web", "write a range of positions as a page of the web, to be stepped through", "visprop.cli.web"),
    CommandEntry("worksheet", "write an update with blanks, hints and solutions, in variants", "visprop.cli.worksheet"),
    CommandEntry("grade", "a verdict on each answer to a worksheet or lesson, and totals by question", "visprop.cli.grade"),
    CommandEntry("code", "write a training as a script or a notebook that computes the same", "visprop.cli.code"),
    CommandEntry("bench", "open a bench in the window: a small exact experiment for one idea", "visprop.cli.bench"),
    CommandEntry("figure", "draw a figure of the article, or all", "visprop.cli.figure"),
))  # fmt: skip
"""The commands; with any other first word the window is opened."""
DEBUG = "--debug"
"""Asks, anywhere on the line, for where an error came from."""

_CLOSED = 128 + 13
"""What a shell says of who ends by SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window, and say how it ended.

    The exit status: 0 done, 1 the check failed, 2 a wrong call or input, 130 interrupted, 141 nobody reads on.
    """
    prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    is_debugged = DEBUG in words
    words = [word for word in words if word != DEBUG]
    try:
        status = _run(words, is_debugged)
        if sys.stdout is not None:
            # Whether the last of it is read is told here, not at Python's end.
            sys.stdout.flush()
        return status
    except (UsageError, FieldError, Diverged) as error:
        _complain(str(error), is_debugged)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED
    except OSError as error:
        _complain(_of_system(error), is_debugged)
    except MemoryError:
        _complain("there is not enough memory for this", is_debugged)
    except Exception as error:
        _complain(f"an error of the program, {type(error).__name__}: {error} ({DEBUG} tells where)", is_debugged)
    return 2


def _run(words: list[str], is_debugged: bool) -> int:
    is_command = bool(words) and (words[0] in COMMANDS or words[0] in ("-h", "--help", "--version"))
    if not is_command:
        from visprop.cli.start import open_window

        return open_window(words, is_debugged)
    parsed = _parser(words[0]).parse_args(words)
    command: Command = parsed.command
    return command(parsed)


def _complain(text: str, is_debugged: bool) -> None:
    if is_debugged:
        import traceback

        traceback.print_exc()
    say(f"visprop: {' '.join(text.split())}", sys.stderr)


def _of_system(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)


def _parser(asked: str) -> argparse.ArgumentParser:
    parser = Parser(prog="visprop", description="Backpropagation made visible. Without a command, the window is opened.")
    parser.add_argument("--version", action="version", version=f"visprop {visprop.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for entry in COMMANDS.values():
        entry.declare(commands, entry.name == asked)
    return parser
