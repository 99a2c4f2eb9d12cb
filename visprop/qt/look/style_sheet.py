"""How bars, tabs, panels and buttons look: one style sheet in the colours of a theme and in units of the text."""

from __future__ import annotations

from visprop.figures.base.style import Theme, hex_of
from visprop.qt.look.letters import Measure, share
from visprop.scenario.builtin import resources

_SHEET = """
/* letters of {letters} pixels */
QMainWindow {{ background: {window} }}
QMainWindow::separator {{ background: {window}; width: {p8}px; height: {p8}px }}
QMenuBar {{ background: {panel}; color: {faint}; border: 0; border-bottom: 1px solid {rule} }}
QMenuBar::item {{ padding: {p8}px {p8}px; border-radius: {p6}px; background: transparent }}
QMenuBar::item:selected {{ background: {tint}; color: {ink} }}
QTabBar#workspaces {{ background: {panel} }}
QTabBar#workspaces::tab {{
  padding: 0 {p12}px; height: {p30}px; color: {faint}; background: {panel}; border: 0; border-bottom: {p3}px solid {panel}
}}
QTabBar#workspaces::tab:hover {{ color: {ink} }}
QTabBar#workspaces::tab:selected {{
  color: {ink}; font-weight: 600; background: {tint}; border-bottom-color: {positive};
  border-top-left-radius: {p6}px; border-top-right-radius: {p6}px
}}
QToolBar#Stepping, QToolBar[objectName="Time line"] {{ background: {panel}; border: 0; padding: 0; spacing: 0 }}
QToolBar#Stepping {{ border-bottom: 1px solid {rule} }}
QToolBar[objectName="Time line"] {{ border-top: 1px solid {rule} }}
QToolBar[objectName^="ground"] {{ background: {window}; border: 0; padding: 0; margin: 0; spacing: 0 }}
QFrame[role="stepper"] {{ background: {panel}; border: 1px solid {rim}; border-radius: {p8}px }}
QFrame[role="stepper"] QToolButton {{ border: 0; background: transparent; padding: 0; border-radius: {p6}px }}
QFrame[role="stepper"] QToolButton:hover {{ background: {tint} }}
QFrame[role="stepper"] QToolButton[role="next"] {{
  background: {tint}; color: {positive}; font-weight: 600; padding: 0 {p10}px;
  border-left: 1px solid {rule}; border-radius: 0; border-top-right-radius: {p7}px; border-bottom-right-radius: {p7}px
}}
QFrame[role="stepper"] QToolButton[role="next"]:disabled {{ color: {faint} }}
QToolButton[role="play"] {{ background: {positive}; border: 0; border-radius: {p22}px }}
QToolButton[role="play"]:pressed {{ background: {ink} }}
QToolButton[popupMode="2"] {{
  background: {panel}; border: 1px solid {rim}; border-radius: {p6}px; padding: 3px {p18}px 3px {p4}px
}}
QToolButton[popupMode="2"]:hover {{ background: {tint} }}
QToolButton[popupMode="2"]::menu-indicator {{
  image: url("{arrow}"); width: {p14}px; height: {p14}px; subcontrol-origin: padding; subcontrol-position: center right
}}
QMenuBar > QToolButton[popupMode="2"] {{ border: 0; background: transparent; padding: 0 }}
QMenuBar > QToolButton[popupMode="2"]::menu-indicator {{ image: none }}
QToolButton[role="title"] {{
  border: 0; background: transparent; border-radius: {p6}px; padding: 0; font-weight: 600; font-size: {f15}px
}}
QToolButton[role="quiet"] {{
  border: 0; background: transparent; border-radius: {p6}px; padding: {p4}px {p6}px
}}
QToolButton[role="title"]:hover, QToolButton[role="quiet"]:hover {{ background: {tint} }}
QToolButton[role="quiet"]::menu-indicator, QToolButton[role="title"]::menu-indicator {{ image: none }}
QPushButton, QComboBox {{ background: {panel}; border: 1px solid {rim}; border-radius: {p6}px }}
QPushButton {{ padding: 2px {p12}px; min-height: 18px }}
QPushButton:hover, QPushButton:pressed, QPushButton:checked, QComboBox:hover {{ background: {tint} }}
QPushButton:disabled, QComboBox:disabled {{ border-color: {rule} }}
QComboBox {{ padding: 2px {p2}px 2px {p8}px; min-height: 18px }}
QComboBox:editable {{ padding: 2px {p2}px 2px {p3}px }}
QComboBox::drop-down {{ border: 0; width: {p22}px }}
QComboBox QAbstractItemView {{ background: {panel}; color: {ink}; selection-background-color: {tint}; selection-color: {ink} }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {p14}px; height: {p14}px }}
QLineEdit[role="search"] {{
  background: {panel}; border: 1px solid {rim}; border-radius: {p6}px; padding: {p4}px {p8}px
}}
QLineEdit[role="search"]:focus {{ border: 2px solid {positive} }}
QScrollBar {{ background: transparent; border: 0; margin: 0 }}
QScrollBar:vertical {{ width: 14px }}
QScrollBar:horizontal {{ height: 14px }}
QScrollBar::handle {{ background: {rim}; border-radius: 4px; margin: 3px; min-width: 18px; min-height: 18px }}
QScrollBar::handle:hover {{ background: {faint} }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent }}
QSlider::groove:horizontal {{ background: {rule}; height: {p4}px; border-radius: {p2}px }}
QSlider::sub-page:horizontal {{ background: {positive}; border-radius: {p2}px }}
QSlider::handle:horizontal {{
  background: {panel}; border: {p2}px solid {positive}; width: {p12}px; margin: -{p6}px 0; border-radius: {p8}px
}}
QSlider::handle:horizontal:disabled {{ border-color: {rim} }}
QSlider::sub-page:horizontal:disabled {{ background: {rim} }}
QLabel[role="caption"] {{ color: {faint}; font-size: {f11}px }}
QLabel[role="under"] {{ color: {faint}; font-size: {f12}px }}
QLabel[role="faint"] {{ color: {faint} }}
QComboBox[role="quiet"] {{ border: 0; background: transparent; font-weight: 600; padding: {p4}px {p2}px; border-radius: {p6}px }}
QComboBox[role="quiet"]:hover, QComboBox[role="quiet"]:focus {{ background: {tint} }}
QComboBox[role="quiet"]::drop-down {{ border: 0; width: {p18}px }}
QComboBox[role="quiet"]::down-arrow {{ image: url("{arrow}"); width: {p14}px; height: {p14}px }}
QFrame[role="under head"] {{
  background: {panel}; border: 1px solid {rule}; border-top: 0;
  border-bottom-left-radius: {p8}px; border-bottom-right-radius: {p8}px
}}
QFrame[role="head"] {{
  background: {panel}; border: 1px solid {rule}; border-bottom: 0;
  border-top-left-radius: {p8}px; border-top-right-radius: {p8}px
}}
QFrame[role="between"] {{ background: {panel}; border: 1px solid {rule}; border-top: 0; border-bottom: 0 }}
QWidget[role="hall"] {{ background: {paper} }}
QFrame[role="now"] {{ background: {now}; border: 0; border-radius: {p8}px }}
QFrame[role="card"] {{ background: {wash}; border: 1px solid {rule}; border-radius: {p8}px }}
QGraphicsView[role="plot"] {{ border: 1px solid {panel} }}
QGraphicsView[role="plot"]:focus {{ border: 1px solid {ink} }}
QFrame[role="rule"] {{ background: {rule}; border: 0 }}
QPushButton[role="filled"] {{
  background: {positive}; color: {paper}; font-weight: 600; border: 0; border-radius: {p6}px; padding: {p4}px {p18}px
}}
QPushButton[role="filled"]:pressed {{ background: {ink} }}
QToolButton[role="link"] {{
  border: 0; background: transparent; color: {positive}; border-radius: {p6}px; padding: {p4}px {p8}px
}}
QToolButton[role="link"]:hover {{ background: {tint} }}
QToolButton[role="link"]:disabled {{ color: {faint} }}
QFrame[role="strip"] {{ background: {panel}; border: 0; border-top: 1px solid {rule} }}
QMainWindow > QTabBar {{
  background: {panel}; border: 1px solid {rule}; border-bottom: 1px solid {rule};
  border-top-left-radius: {p8}px; border-top-right-radius: {p8}px
}}
QMainWindow > QTabBar::tab {{
  padding: 0 {p8}px; height: {p32}px; color: {faint}; background: transparent; border: 0;
  border-bottom: {p3}px solid transparent; margin-left: {p2}px
}}
QMainWindow > QTabBar::tab:hover {{ color: {ink} }}
QMainWindow > QTabBar::tab:selected {{ color: {ink}; font-weight: 600; background: {tint}; border-bottom-color: {positive} }}
QTabBar::scroller {{ width: {p52}px }}
QMainWindow > QTabBar QToolButton {{ background: {panel}; border: 1px solid {rule} }}
"""
"""Where a length stands it is p and a number of units, and f and one of letters."""

_COLOURS = ("window", "panel", "paper", "ink", "faint", "rule", "rim", "tint", "wash", "positive", "now")
_LENGTHS = (2, 3, 4, 6, 7, 8, 10, 12, 14, 18, 22, 30, 32, 52)


def style_sheet(theme: Theme, px: Measure, letters: int) -> str:
    """The style sheet in a theme's colours; `letters` is how high those of controls are, in pixels."""
    colours = {name: hex_of(getattr(theme, name)) for name in _COLOURS}
    lengths = {f"p{units}": px(units) for units in _LENGTHS}
    sizes = {f"f{size}": share(letters, size) for size in (11, 12, 15)}
    arrow = (resources() / "icons" / f"down-{theme.name}.svg").as_posix()
    return _SHEET.format(**colours, **lengths, **sizes, arrow=arrow, letters=letters)
