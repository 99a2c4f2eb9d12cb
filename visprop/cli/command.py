"""What a command is: its file is loaded when it is asked for, as most need neither pictures nor Qt."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from visprop.engine.registry import require

Command = Callable[[argparse.Namespace], int]
"""Carries a command out; the exit status."""


class UsageError(Exception):
    """The command cannot be carried out as it was given; the text is one line."""


class Parser(argparse.ArgumentParser):
    """Raises instead of printing many lines."""

    def error(self, message: str) -> Any:
        raise UsageError(f"{message} (see {self.prog} --help)")


@dataclass(frozen=True)
class CommandEntry:
    """A command as it is listed.

    Attributes:
        name: the word that asks for it.
        words: what it does.
        module: where its `declare` stands, which is given its parser and sets its `command`.
    """

    name: str
    words: str
    module: str

    def __post_init__(self) -> None:
        require(self, "command of the command line")

    def declare(self, commands: Any, is_asked: bool) -> None:
        """List it, and load what it takes if it is the one that is asked for."""
        parser = commands.add_parser(self.name, help=self.words, description=self.words)
        if is_asked:
            import_module(self.module).declare(parser)
