"""The whole application in the colours of a theme and in letters of a size, from the one style table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from visprop.figures.base.style import Theme, mix
from visprop.paint.painter import qcolor
from visprop.qt.look.letters import Measure, window_font
from visprop.qt.look.style_sheet import style_sheet


def apply_look(theme: Theme, percent: int) -> None:
    """Give the whole application the colours of a theme, and letters of a size."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font = window_font(percent)
    sheet = style_sheet(theme, Measure(font), font.pixelSize())
    if app.styleSheet() != sheet or app.font() != font:
        # Where there is a style sheet, widgets hear of other letters only with another one; without, only at the next turn.
        if not app.styleSheet():
            app.setStyleSheet("QToolBar {}")
        app.setFont(font)
        _apply_theme(theme)
        app.setStyleSheet(sheet)


def _apply_theme(theme: Theme) -> None:
    """Give the whole application the colours of a theme."""
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Dark if theme.name == "dark" else Qt.ColorScheme.Light)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setPalette(_palette(theme))
    for name in _OUTLINED:
        # Their outlines are made of their window's colour, which no other part of them shows.
        app.setPalette(_outlined(theme), name)  # type: ignore[arg-type]


_OUTLINED = (
    "QCheckBox", "QRadioButton", "QSlider", "QGroupBox", "QLineEdit", "QAbstractSpinBox", "QComboBox",
    "QPushButton", "QProgressBar",
)  # fmt: skip
_DARKER = 1.4
"""By how much the style darkens the colour of a window for an outline in it."""


def _outlined(theme: Theme) -> QPalette:
    """The palette of what has an outline that must be seen."""
    palette = _palette(theme)
    # Thin lines are drawn paler than they are said to be.
    rim = QColor(*(min(255, round(part * _DARKER)) for part in mix(theme.rim, theme.ink, 0.25)))
    palette.setColor(QPalette.ColorRole.Window, rim)
    return palette


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        # What stands between panels is of a colour of its own, by the style sheet.
        role.Window: theme.panel,
        role.Base: theme.panel,
        role.AlternateBase: theme.wash,
        role.Button: theme.panel,
        role.ToolTipBase: theme.panel,
        role.Text: theme.ink,
        role.WindowText: theme.ink,
        role.ButtonText: theme.ink,
        role.ToolTipText: theme.ink,
        role.PlaceholderText: theme.faint,
        role.Highlight: theme.positive,
        role.HighlightedText: theme.paper,
        role.Link: theme.positive,
        role.Accent: theme.positive,
        role.Mid: theme.rule,
        role.Light: mix(theme.panel, theme.window, 0.5),
        role.Dark: theme.rule,
    }
    for which, colour in colours.items():
        palette.setColor(which, qcolor(colour))
    dim = mix(theme.panel, theme.ink, 0.45)
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, qcolor(dim))
    return palette
