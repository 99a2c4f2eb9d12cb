"""The window's colours and icons, from the one style table."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import Theme, mix
from visprop.paint.painter import qcolor
from visprop.scenario.builtin import resources

_ICON_SIZE = 48


def apply_theme(theme: Theme) -> None:
    """Give the whole application the colours of a theme."""
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Dark if theme.name == "dark" else Qt.ColorScheme.Light)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setPalette(_palette(theme))
    for name in ("QCheckBox", "QRadioButton", "QSlider", "QGroupBox"):
        # Their outlines are made of their window's colour, which no other part of them shows.
        app.setPalette(_outlined(theme), name)  # type: ignore[arg-type]
    app.setPalette(_raised(theme), "QTabBar")  # type: ignore[arg-type]


def _raised(theme: Theme) -> QPalette:
    """The palette of tabs: the one in front is told by more than a shade."""
    palette = _palette(theme)
    if theme.name == "dark":
        palette.setColor(QPalette.ColorRole.Window, qcolor(mix(theme.window, theme.ink, 0.35)))
        palette.setColor(QPalette.ColorRole.Button, qcolor(mix(theme.window, theme.ink, 0.3)))
    return palette


def _outlined(theme: Theme) -> QPalette:
    """The palette of what has an outline that must be seen: the style darkens this colour for it."""
    palette = _palette(theme)
    share = 0.62
    outline = mix(theme.window, theme.ink, share)
    darker = 1.4
    palette.setColor(QPalette.ColorRole.Window, QColor(*(min(255, round(part * darker)) for part in outline)))
    palette.setColor(QPalette.ColorRole.Button, qcolor(mix(theme.window, theme.ink, 0.16)))
    return palette


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.Base: theme.panel,
        role.AlternateBase: theme.window,
        role.Button: mix(theme.window, theme.ink, 0.07 if theme.name == "light" else 0.12),
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
        role.Light: mix(theme.window, theme.paper, 0.5),
        role.Dark: theme.rule,
    }
    for which, colour in colours.items():
        palette.setColor(which, qcolor(colour))
    dim = mix(theme.window, theme.ink, 0.45)
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, qcolor(dim))
    return palette


def icon(name: str, theme: Theme) -> QIcon:
    """An icon in the theme's ink, and dim where its action cannot be used."""
    result = QIcon()
    for colour, mode in ((theme.ink, QIcon.Mode.Normal), (mix(theme.window, theme.ink, 0.3), QIcon.Mode.Disabled)):
        result.addPixmap(_pixmap(name, colour), mode)
    return result


def _pixmap(name: str, colour: Colour) -> QPixmap:
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", "#{:02x}{:02x}{:02x}".format(*colour)).encode()))
    pixmap = QPixmap(_ICON_SIZE, _ICON_SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter)
    return pixmap
