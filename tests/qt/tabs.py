"""The tabs of panels, as a hand finds them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from tests.qt.settling import settle


def tab_of(window, title):
    """The bar in which a panel's tab is, and its number there."""
    bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.isVisible()]
    return next((bar, i) for bar in bars for i in range(bar.count()) if bar.tabText(i) == title)


def click_tab(window, title):
    """Bring a panel to the front by its tab, which the bar first scrolls to, as its arrows would."""
    bar, index = tab_of(window, title)
    if not bar.rect().contains(bar.tabRect(index).center()):
        bar.setCurrentIndex(index)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
    settle()
