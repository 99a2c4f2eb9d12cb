"""`visprop [SCENARIO]`: the window."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.cli.arguments import AT_HELP
from visprop.cli.command import Parser
from visprop.kinds.registry import KINDS
from visprop.session.collector import rest_at_the_start


def window_parser() -> Parser:
    """What the window can be started with."""
    parser = Parser(prog="visprop", description="Opens the window.")
    parser.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help="a built-in name, a file, or bench:NAME")
    parser.add_argument("--at", default="", metavar="UPDATE[.EXAMPLE[.LINE]]", help=AT_HELP)
    workspaces = tuple(dict.fromkeys(name for kind in KINDS.values() for name in kind.file.workspaces))
    parser.add_argument("--workspace", default="", choices=workspaces, help="how it is arranged (default: as it was last)")
    return parser


def open_window(words: Sequence[str], is_debugged: bool) -> int:
    """Open the window and stay until it is closed; the exit status."""
    arguments = window_parser().parse_args(words)
    # To look through it again and again takes a tenth of the start.
    rest_at_the_start()
    from visprop.qt.window.application import run

    return run(arguments.scenario, arguments.at, arguments.workspace, is_debugged)
