"""A screen reader for one test."""

import pytest

from tests.qt.reading.reader import Ears
from visprop.qt.look.style import Style


@pytest.fixture
def ears(monkeypatch):
    return Ears(monkeypatch)


@pytest.fixture
def style(qapp):
    """The application's style, which is that of the platform in other tests."""
    qapp.setStyle(Style())
    yield
    qapp.setStyle("Fusion")
