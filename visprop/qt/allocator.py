"""The C library's memory: what is free in it goes back to the system.

glibc gives each thread a heap of its own, and keeps what is freed in it. With the threads that work beside the window it held
twice as much as was used (mallopt(3), malloc_trim(3)). Other C libraries are left as they are.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

_ARENA_MAX, _HEAPS = -8, 2
"""The number of glibc's parameter M_ARENA_MAX, and what it is set to: the window's heap, and one for all that works beside it."""
_MMAP_THRESHOLD, _LARGE = -3, 4 << 20
"""That of M_MMAP_THRESHOLD, and what it is set to, in bytes: what is larger, as a window's picture, goes back when it is freed.

Left to itself it grows up to 32 MB with the first that is freed, and the heap has holes of that size from then on.
"""


def _of_the_c_library(name: str) -> Callable[..., Any] | None:
    """A function of the C library; None where there is none of the name."""
    try:
        found: Callable[..., Any] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None
    return found


def share_heaps() -> None:
    """Let all threads share a few heaps; called before there are any."""
    if (mallopt := _of_the_c_library("mallopt")) is not None:
        mallopt(_ARENA_MAX, _HEAPS)
        mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give back what is free."""
    if (trim := _of_the_c_library("malloc_trim")) is not None:
        trim(0)
