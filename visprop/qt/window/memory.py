"""What the window remembers from one run of the application to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from visprop.figures.base.style import THEMES
from visprop.session.session import Session

STATE_VERSION = 2
"""Of the arrangement of docks; another one is forgotten."""


class Memory:
    """Keeps size, arrangement and choices in the platform's settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def has_arrangement(self) -> bool:
        """Whether an arrangement was remembered."""
        return isinstance(self._settings.value("state"), QByteArray)

    def recall(self, window: QMainWindow, session: Session) -> None:
        """Bring window and choices back; what is damaged is left as it is."""
        geometry, state = self._settings.value("geometry"), self._settings.value("state")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        if isinstance(state, QByteArray):
            window.restoreState(state, STATE_VERSION)
        theme = THEMES.get(str(self._settings.value("theme")))
        if theme is not None:
            session.view.set_theme(theme)
        session.playback.set_reduce_motion(self._settings.value("reduce_motion") in (True, "true"))
        digits = str(self._settings.value("digits", session.options.digits))
        if digits.isascii() and digits.isdigit():
            session.view.set_digits(int(digits))

    def remember(self, window: QMainWindow, session: Session) -> None:
        """Note what is to come back."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("state", window.saveState(STATE_VERSION))
        self._settings.setValue("theme", session.options.theme.name)
        self._settings.setValue("reduce_motion", session.playback.reduce_motion)
        self._settings.setValue("digits", session.options.digits)
