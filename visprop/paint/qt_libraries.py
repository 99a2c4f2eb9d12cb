"""What the machine must have for a window or a figure, and what to say where it is missing."""

from __future__ import annotations

import os
import re
import sys

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
}
"""System libraries that Qt loads, and the Debian package that has each."""

_FOR_WINDOWS = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1")
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*)")


class MissingLibrary(Exception):
    """Qt cannot be loaded; the text is one line that names what is missing and how to install it."""


def has_display() -> bool:
    """Whether a window can be opened."""
    if sys.platform in ("win32", "darwin"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or platform in ("offscreen", "minimal"))


def import_qt() -> None:
    """Load Qt and, for a window under X, what its platform plug-in needs.

    Raises:
        MissingLibrary: something is missing.
    """
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingLibrary("PySide6 is not installed: pip install PySide6-Essentials") from error
    except ImportError as error:
        raise MissingLibrary(_advice(str(error))) from error
    if sys.platform == "linux" and os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        _check_window_libraries()


def _check_window_libraries() -> None:
    """Qt's own message for these is many lines, and ends the process."""
    import ctypes

    for library in _FOR_WINDOWS:
        try:
            ctypes.CDLL(library)
        except OSError as error:
            raise MissingLibrary(_advice(f"{library}: {error}")) from error


def _advice(message: str) -> str:
    found = _LIBRARY.search(message)
    if found is None:
        return f"Qt cannot be loaded: {message}"
    package = PACKAGES.get(found[1])
    how = f"sudo apt install {package}" if package else f"install the package that has {found[1]}"
    return f"the system library {found[1]} is missing, which Qt needs: {how}"
