"""What is free in the C library's heaps goes back to the system; where that library has no such thing nothing happens."""

import ctypes

import pytest

from tests.memory import resident_bytes
from visprop.qt import allocator


def test_what_is_free_goes_back():
    """Many small blocks below one that stays are what a heap cannot give back by itself."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except AttributeError:
        # Another C library: it is only not to fail.
        allocator.share_heaps()
        allocator.give_back()
        return
    blocks = [bytes(2000) for _ in range(40_000)]
    kept = blocks[::4000] + blocks[-1:]
    full = resident_bytes()
    del blocks
    allocator.give_back()
    assert full - resident_bytes() > 40_000 * 2000 / 2
    assert len(kept) == 11


@pytest.mark.parametrize("name", ["mallopt", "malloc_trim"])
def test_a_library_without_it_is_left_as_it_is(monkeypatch, name):
    asked = []

    class Library:
        def __init__(self, _):
            asked.append(name)

    monkeypatch.setattr(ctypes, "CDLL", Library)
    allocator.share_heaps()
    allocator.give_back()
    assert asked
