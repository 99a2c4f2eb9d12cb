"""An animation made in short steps: its pictures are drawn in one thread, and written in another as they come."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Future, wait
from pathlib import Path
from queue import Empty, Full, Queue

from visprop.export.animation.animation_formats import Writing, write_animation
from visprop.export.animation.film import Film
from visprop.export.animation.reel import Shot
from visprop.figures.base.shading import Pixels
from visprop.session.background import own_thread
from visprop.session.collector import aside

_AHEAD = 3
"""So many pictures wait to be written at most."""
_SOON = 0.05
"""How long it is waited for a picture until it is looked whether there will be any, in seconds."""
_SHORT = 0.005
"""How long a step waits at most for what is written, in seconds."""


class _GivenUp(Exception):
    """Nobody wants the animation any more."""


class Filming:
    """Draws an animation step by step, and writes it beside.

    Args:
        film: draws its pictures.
        shots: which those are.
        path: where to.
        told: what the writer is told beside.

    Attributes:
        share: how much is done, from 0 to 1.
    """

    def __init__(self, film: Film, shots: list[Shot], path: Path, told: Writing) -> None:
        self._film, self._shots, self._path, self._told = film, shots, path, told
        self._frames: Queue[Pixels] = Queue(_AHEAD)
        self._is_wanted = True
        self.share = 0.0

    def steps(self) -> Generator[Path | None]:
        """Make it: None after each step, the file at its end; closed before that, it leaves none.

        Raises:
            ExportError: it cannot be written, or the training does not come so far.
        """
        pool = own_thread("animation")
        done = pool.submit(aside(self._write))
        try:
            for i, shot in enumerate(self._shots, start=1):
                pixels = self._film.pixels(shot)
                while not done.done() and not self._is_taken(pixels):
                    yield None
                if done.done():
                    break
                self.share = i / len(self._shots)
                yield None
            yield from self._end(done)
        finally:
            self._is_wanted = False
            pool.shutdown(wait=True)
            self._film.close()

    def _is_taken(self, pixels: Pixels) -> bool:
        try:
            # Waiting, it leaves the interpreter to the thread that writes.
            self._frames.put(pixels, timeout=_SHORT)
        except Full:
            return False
        return True

    def _end(self, done: Future[None]) -> Iterator[Path | None]:
        while not done.done():
            wait([done], timeout=_SHORT)
            yield None
        done.result()
        yield self._path

    def _write(self) -> None:
        write_animation(self._path, self._pictures(), self._told)

    def _pictures(self) -> Iterator[Pixels]:
        for _ in self._shots:
            yield self._next()

    def _next(self) -> Pixels:
        while self._is_wanted:
            try:
                return self._frames.get(timeout=_SOON)
            except Empty:
                continue
        raise _GivenUp
