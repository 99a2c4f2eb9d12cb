"""What the machine must have for a window or a figure, and what to say where it is missing."""

from __future__ import annotations

import builtins
import ctypes
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

_FOR_WINDOWS = frozenset({"libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"})
"""Those that only a window needs."""
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*)")


class MissingLibrary(Exception):
    """Qt cannot be loaded; the text is one line that names what is missing and how to install it."""


def has_display() -> bool:
    """Whether a window can be opened: there is a display, and it answers (Qt would end the process where it does not)."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform in ("win32", "darwin") or platform in ("offscreen", "minimal"):
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or (bool(os.environ.get("DISPLAY")) and _answers())


def _answers() -> bool:
    """Whether the X server that DISPLAY names does; true where that cannot be asked."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection) != 0
    xcb.xcb_disconnect(connection)
    return not failed


def import_qt(with_widgets: bool = True) -> None:
    """Load Qt and, for a window under X, what its platform plug-in needs.

    Args:
        with_widgets: whether a window is to be made, not only pictures, for which a part of it is enough.

    Raises:
        MissingLibrary: something is missing; all of it is named.
    """
    for_window = sys.platform == "linux" and bool(os.environ.get("DISPLAY")) and not os.environ.get("QT_QPA_PLATFORM")
    try:
        import PySide6.QtGui

        if with_widgets:
            import PySide6.QtSvg
            import PySide6.QtWidgets  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingLibrary("PySide6 is not installed: pip install PySide6-Essentials") from error
    except ImportError as error:
        raise MissingLibrary(_advice(missing_libraries(for_window), str(error))) from error
    _import_as_before()
    # Qt's own message for these is many lines, and ends the process.
    missing = missing_libraries(for_window=True) if for_window else []
    if missing:
        raise MissingLibrary(_advice(missing, ""))


def _import_as_before() -> None:
    """Give Python its own import back.

    PySide6 puts one of its own in its place that reads the source of each module that is imported from then on and looks for its
    own name there, for the sake of `from __feature__ import …`, which nothing here asks for: a fifth of the time of the start.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def missing_libraries(for_window: bool) -> list[str]:
    """Which system libraries cannot be loaded, of those that figures need, or windows too."""
    wanted = [library for library in PACKAGES if for_window or library not in _FOR_WINDOWS]
    return [library for library in wanted if not _can_be_loaded(library)] if sys.platform == "linux" else []


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _advice(missing: list[str], message: str) -> str:
    """One line that names all that is missing, and one command that installs it."""
    found = _LIBRARY.search(message)
    missing = list(dict.fromkeys([*missing, *([found[1]] if found else [])]))
    if not missing:
        return f"Qt cannot be loaded: {message}"
    packages = list(dict.fromkeys(PACKAGES[library] for library in missing if library in PACKAGES))
    others = [library for library in missing if library not in PACKAGES]
    how = [f"sudo apt install {' '.join(packages)}"] if packages else []
    how += [f"install what has {', '.join(others)}"] if others else []
    what = "the system library" if len(missing) == 1 else "the system libraries"
    return f"Qt needs {what} {', '.join(missing)}: {'; '.join(how)}"
