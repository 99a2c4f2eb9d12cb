"""What every test needs: no window on the screen, and an application with the bundled font."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import pytest
from hypothesis import settings

from visprop.paint.qt_libraries import MissingLibrary, import_qt
from visprop.scenario.builtin import open_scenario

# These machines stall: a slow example says nothing about the code.
settings.register_profile("visprop", deadline=None)
settings.load_profile("visprop")


def pytest_configure(config):
    try:
        import_qt()
    except MissingLibrary as error:
        pytest.exit(f"visprop's tests need Qt: {error}", returncode=2)


@pytest.fixture
def two():
    """The network with two neurons a layer."""
    return open_scenario("two-neurons")


@pytest.fixture
def sine():
    """One input and one output, both numbers."""
    return open_scenario("sine")


@pytest.fixture
def iris():
    """Real data: Fisher's irises."""
    return open_scenario("iris")
