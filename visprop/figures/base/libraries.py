"""Large libraries, loaded in pieces, so that a window that needs one does not stop for it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec, module_from_spec
from itertools import chain
from threading import RLock


class Library:
    """A package that is loaded when it is asked for, at once or in pieces.

    Args:
        name: the package.
        before: modules that it loads, each of which becomes a piece.
        within: modules of its own that need nothing of the package itself, likewise.
    """

    def __init__(self, name: str, before: Iterable[str], within: Iterable[str] = ()) -> None:
        self._name, self._before, self._within = name, tuple(before), tuple(within)
        self._pieces: Iterator[None] | None = None
        self._lock = RLock()
        self.is_here = False
        """Whether all of it is loaded."""

    def load_some(self) -> bool:
        """Load the next piece; whether that was the last."""
        with self._lock:
            if self._pieces is None:
                self._pieces = chain(_each(self._before), _steps(self._name, self._within))
            try:
                next(self._pieces)
            except StopIteration:
                self.is_here = True
            except Exception:
                self._pieces = None
                raise
        return self.is_here

    def load(self) -> None:
        """Load what is missing."""
        while not self.load_some():
            pass


def _each(names: Iterable[str]) -> Iterator[None]:
    for name in names:
        import_module(name)
        yield


def _steps(name: str, within: Iterable[str]) -> Iterator[None]:
    """Load a package statement by statement; what is half there is taken away again if one fails."""
    spec = find_spec(name)
    if spec is None or name in sys.modules or not isinstance(spec.loader, SourceFileLoader):
        # A bundle may have no source.
        import_module(name)
        return
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        yield from _each(f"{name}.{part}" for part in within)
        for statement in ast.parse(spec.loader.get_data(spec.loader.path)).body:
            exec(compile(ast.Module([statement], []), spec.loader.path, "exec"), module.__dict__)
            yield
    except BaseException:
        # Where the application ends before all is loaded, Python has taken it away already.
        sys.modules.pop(name, None)
        raise
