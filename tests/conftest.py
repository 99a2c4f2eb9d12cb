"""What every test needs: no window on the screen, and an application with the bundled font."""

from __future__ import annotations

import gc
import os
import sys
import threading
from importlib.abc import MetaPathFinder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import pytest
from hypothesis import settings

from visprop.paint.qt_libraries import MissingLibrary, import_qt
from visprop.paint.start import start_painting
from visprop.scenario.builtin import open_scenario

# These machines stall: a slow example says nothing about the code.
settings.register_profile("visprop", deadline=None)
settings.load_profile("visprop")


class Loaded(MetaPathFinder):
    """Notes what of Qt is loaded by another thread than the window's: there, it now and then ends the process."""

    def __init__(self):
        self.aside = []

    def find_spec(self, name, path, target=None):
        is_of_qt = name.startswith(("PySide6", "shiboken6", "pyqtgraph", "visprop.paint", "visprop.qt"))
        if is_of_qt and threading.current_thread() is not threading.main_thread():
            self.aside.append(name)


LOADED = Loaded()


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp):
    """A test that paints without a window would else make an application that can show none to those after it.

    It has the fonts that come with the program: else letters would depend on which test came before.
    """
    start_painting()


@pytest.fixture(autouse=True)
def qt_is_loaded_by_the_windows_thread():
    yield
    aside, LOADED.aside = LOADED.aside, []
    assert aside == []


def pytest_configure(config):
    # Thousands of tests are an old generation that nothing is found in; looking through it took a tenth of the suite's time.
    gc.set_threshold(20_000, 20, 100)
    sys.meta_path.insert(0, LOADED)
    try:
        import_qt()
    except MissingLibrary as error:
        pytest.exit(f"visprop's tests need Qt: {error}", returncode=2)


@pytest.fixture
def nothing_set(monkeypatch):
    """No formula was set before."""
    for kept in ("_kept", "_composed", "_patterns"):
        monkeypatch.setattr(f"visprop.figures.base.typeset.{kept}", {})


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
