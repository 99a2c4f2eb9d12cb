"""The header of a panel: its title, its choices, and buttons to enlarge it and for what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visprop.figures.base.style import Theme
from visprop.qt.look.icons import inked
from visprop.qt.look.letters import is_low, px, sized

_HEIGHT, _ICON = 36, 18


class PanelHeader(QFrame):
    """Stands above a panel; of one among tabs, whose tab is its title, only its choices.

    Args:
        dock: whose header it is.
        choices: what stands beside the title.

    Attributes:
        holder: what the dock is given.
        more_of: adds to its menu what can be done with what the panel shows; None for nothing.

    Signals:
        enlarge_wanted: the panel is to have all the room, or no longer.
    """

    enlarge_wanted = Signal()

    def __init__(self, dock: QDockWidget, choices: Iterable[QWidget]) -> None:
        # A dock asks what is in it how high it is: a widget around this one, which knows of a height that is fixed.
        holder = QWidget(dock)
        super().__init__(holder)
        self._dock, self._choices, self.holder = dock, tuple(choices), holder
        self.title = QLabel(dock.windowTitle(), self)
        self.menu = QMenu(self)
        self.more, self.enlarge = self._button("More", "What else can be done with this panel"), self._button("Enlarge", "")
        self.more.setMenu(self.menu)
        self.more_of: Callable[[QMenu], object] | None = None
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.enlarge.clicked.connect(self.enlarge_wanted)
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        for choice in self._choices:
            self._row.addWidget(choice)
            choice.installEventFilter(self)
        self._row.addStretch()
        for button in (self.more, self.enlarge):
            self._row.addWidget(button)
        self._is_enlarged = self._has_choices = False

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setProperty("role", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _fill_menu(self) -> None:
        """What can be done with any panel, and with what is in this one."""
        self.menu.clear()
        words = "Give the others their places back" if self._is_enlarged else "Enlarge"
        if not self._dock.isFloating():
            self.menu.addAction(words).triggered.connect(lambda: self.enlarge_wanted.emit())
        if not self._is_enlarged:
            words = "Back into the window" if self._dock.isFloating() else "Into a window of its own"
            self.menu.addAction(words).triggered.connect(lambda: self._dock.setFloating(not self._dock.isFloating()))
        if not self._is_enlarged:
            self.menu.addAction("Close").triggered.connect(self._dock.close)
        if self.more_of is not None:
            self.menu.addSeparator()
            self.more_of(self.menu)

    def show_as(self, theme: Theme, is_among_tabs: bool, is_enlarged: bool) -> None:
        """Show what it has to show, in the colours and letters of now: nothing where the tab says it all."""
        self._is_enlarged = is_enlarged
        # In a low window the choices are left to the menus.
        self._has_choices = bool(self._choices) and not is_low(self._dock.window())
        is_needed = is_enlarged or not is_among_tabs or self._has_choices
        self.title.setVisible(is_enlarged or not is_among_tabs)
        self.more.setVisible(is_needed)
        self.enlarge.setVisible(is_needed and not self._dock.isFloating())
        tip = "Give the other panels their places back" if is_enlarged else "Give this panel all the room"
        self.enlarge.setToolTip(f"{tip} (F12)")
        self.enlarge.setAccessibleName("Back" if is_enlarged else "Enlarge")
        self._dress(theme)
        self.setFixedHeight(px(_HEIGHT) if is_needed else 0)
        self._take_role("between" if is_among_tabs and not is_enlarged else "head")
        self.fit()

    def _dress(self, theme: Theme) -> None:
        self._row.setContentsMargins(px(14), 0, px(6), 0)
        self._row.setSpacing(px(8))
        self.title.setFont(sized(QApplication.font(), 13, QFont.Weight.DemiBold))
        for button, name in ((self.more, "more"), (self.enlarge, "restore" if self._is_enlarged else "enlarge")):
            button.setIcon(inked(name, theme.faint, theme.rule))
            button.setIconSize(QSize(px(_ICON), px(_ICON)))

    def _take_role(self, role: str) -> None:
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Something longer or shorter is chosen.
            self.fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave out the choices for which there is no room; they stand in the menus as well."""
        margins = self._row.contentsMargins()
        fixed = (self.more, self.enlarge, *((self.title,) if not self.title.isHidden() else ()))
        room = (
            self.width() - margins.left() - margins.right() - sum(one.sizeHint().width() + self._row.spacing() for one in fixed)
        )
        for choice in self._choices:
            room -= choice.sizeHint().width() + self._row.spacing()
            choice.setVisible(self._has_choices and room >= 0)
