"""What every printer of layout trees is: one function for each kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from visprop.notation.layout.nodes import Bound, Group, Node, Term

Kind = TypeVar("Kind", bound=Node)


class Printer:
    """Writes formulas, and keeps with each node what it wrote: names stand in many formulas, and formulas in many rows.

    What a term stands for, and that a variable is bound, changes nothing in how it is written.

    Args:
        language: what it writes, for errors and as the name under which it is kept.
    """

    def __init__(self, language: str) -> None:
        self._language, self._slot = language, f"_{language}"
        self._writers: dict[type[Node], Callable[[Any], str]] = dict.fromkeys((Term, Group, Bound), lambda node: self(node.inner))

    def writes(self, kind: type[Kind]) -> Callable[[Callable[[Kind], str]], Callable[[Kind], str]]:
        """Says how a kind of node is written."""

        def take(writer: Callable[[Kind], str]) -> Callable[[Kind], str]:
            self._writers[kind] = writer
            return writer

        return take

    def __call__(self, node: Node) -> str:
        """A formula as it is written.

        Raises:
            TypeError: there is a kind of node in it that cannot be.
        """
        known = node.__dict__
        found: str | None = known.get(self._slot)
        if found is None:
            if type(node) not in self._writers:
                raise TypeError(f"{self._language} does not know how to write a {type(node).__name__}")
            known[self._slot] = found = self._writers[type(node)](node)
        return found
