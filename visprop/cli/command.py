"""What a command is: its file is loaded when it is asked for, as most need neither pictures nor Qt."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from visprop.engine.registry import require

Command = Callable[[argparse.Namespace], int]
"""Carries a command out; the exit status."""


class UsageError(Exception):
    """The command cannot be carried out as it was given; the text is one line."""


class Parser(argparse.ArgumentParser):
    """Raises instead of printing many lines.

    Attributes:
        declares_rest: declares what is loaded only for a flag that is none yet, and for the help; None for nothing.
    """

    declares_rest: Callable[[Parser], None] | None = None

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        # A list of numbers whose first one is negative is a value as well: --range -4,4.
        self._negative_number_matcher = re.compile(r"-\.?\d")

    def parse_known_args(self, args: Iterable[str] | None = None, namespace: Any = None) -> Any:
        rest, words = self.declares_rest, list(sys.argv[1:] if args is None else args)
        if rest is not None and any(map(self._is_of_rest, words)):
            self.declares_rest = None
            rest(self)
        return super().parse_known_args(words, namespace)

    def _is_of_rest(self, word: str) -> bool:
        flag = word.partition("=")[0]
        return word.startswith("-") and (flag in ("-h", "--help") or flag not in self._option_string_actions)

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
        parser: Parser = commands.add_parser(self.name, help=self.words, description=self.words)
        if is_asked:
            import_module(self.module).declare(parser)
