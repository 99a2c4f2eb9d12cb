"""A screen reader for one test."""

import pytest

from tests.qt.reading.reader import Ears


@pytest.fixture
def ears(monkeypatch):
    return Ears(monkeypatch)
