"""A bar of tabs that shows those for which there is room, whole, and has the others in a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton

from visprop.figures.base.style import Theme
from visprop.qt.look.icons import inked
from visprop.qt.look.letters import px

_ICON = 20
_FITTED = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.StyleChange})


class TabsThatFit(QObject):
    """Hides the tabs that stand aside, and the last ones of a bar until the others stand whole in it; never the current one.

    Qt's own arrows scroll by one tab and cut those at either end.

    Args:
        bar: the bar, whose child this is.
        theme: the colours of now.
        is_aside: whether the tab of a title waits in the menu until it is called.
        call: a tab is called by its title, and stays from then on.

    Attributes:
        more: the button at its end with the menu of the others; there while there are any.
    """

    def __init__(
        self, bar: QTabBar, theme: Callable[[], Theme], is_aside: Callable[[str], bool], call: Callable[[str], object]
    ) -> None:
        super().__init__(bar)
        self._bar, self._theme, self._is_fitting = bar, theme, False
        self._is_aside, self._call = is_aside, call
        self._fitted: tuple[object, ...] | None = None
        self.more = QToolButton(bar)
        self.more.setProperty("role", "quiet")
        self.more.setAccessibleName("More panels")
        self.more.setToolTip("More panels of this place")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self._menu)
        self.more.hide()
        bar.installEventFilter(self)
        bar.currentChanged.connect(self.fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FITTED:
            self.fit()
        return False

    def fit(self) -> None:
        """Show what there is room for."""
        # Showing a tab lays the bar out, which asks for this again, at once or later.
        if self._is_fitting or not self._bar.isVisible() or self._state() == self._fitted:
            return
        self._is_fitting = True
        theme = self._theme()
        self.more.setIcon(inked("more", theme.ink, theme.rule))
        self.more.setIconSize(QSize(px(_ICON), px(_ICON)))
        every = range(self._bar.count())
        for i in every:
            self._show(i, True)
        shown = self._chosen([self._bar.tabRect(i).width() for i in every])
        for i in every:
            self._show(i, i in shown)
        self.more.setVisible(len(shown) < len(every))
        if self.more.isVisible():
            self._place()
        self._is_fitting, self._fitted = False, self._state()

    def _show(self, index: int, on: bool) -> None:
        # Told of a tab what is so already, Qt forgets that others are still to be laid out.
        if self._bar.isTabVisible(index) is not on:
            self._bar.setTabVisible(index, on)

    def _state(self) -> tuple[object, ...]:
        """All that this depends on, and what has come of it."""
        bar = self._bar
        texts = [bar.tabText(i) for i in range(bar.count())]
        tabs = tuple((text, bar.isTabVisible(i), self._is_aside(text)) for i, text in enumerate(texts))
        return bar.size(), bar.font().key(), bar.currentIndex(), self._theme().name, tabs

    def _chosen(self, widths: list[int]) -> set[int]:
        """The first tabs for which there is room, and the current one; those aside are none of them."""
        room, current = self._bar.width(), self._bar.currentIndex()
        wanted = [i for i in range(len(widths)) if i == current or not self._is_aside(self._bar.tabText(i))]
        if len(wanted) == len(widths) and sum(widths) <= room:
            return set(wanted)
        room -= self.more.sizeHint().width() + (widths[current] if current >= 0 else 0)
        shown = {current}
        for i in wanted:
            if i != current:
                room -= widths[i]
                if room < 0:
                    break
                shown.add(i)
        return shown

    def _place(self) -> None:
        """Put the button at the end of the bar."""
        size = self.more.sizeHint()
        high = min(size.height(), self._bar.height() - 2)
        self.more.setGeometry(self._bar.width() - size.width() - 1, (self._bar.height() - high) // 2, size.width(), high)
        self.more.raise_()

    def _fill(self) -> None:
        """The panels without a tab, in their order."""
        self._menu.clear()
        for i in range(self._bar.count()):
            if not self._bar.isTabVisible(i):
                action = self._menu.addAction(self._bar.tabText(i))
                action.triggered.connect(partial(self._bring_up, i))

    def _bring_up(self, index: int) -> None:
        self._call(self._bar.tabText(index))
        self._bar.setCurrentIndex(index)
