"""What does not fit in a window: widgets over one another, and widgets smaller than their text."""

from __future__ import annotations

from itertools import combinations
from math import floor

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QDockWidget,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)

_SLACK = 1


def overlaps(window: QMainWindow) -> list[str]:
    """Pairs of widgets of one parent that lie over one another."""
    found = []
    for parent in [window, *window.findChildren(QWidget)]:
        if not parent.isVisible() or isinstance(parent, QStackedWidget | QAbstractScrollArea | QSplitter | QTabBar):
            continue
        children = [child for child in parent.children() if isinstance(child, QWidget) and _counts(child)]
        for one, other in combinations(children, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > _SLACK and shared.height() > _SLACK:
                found.append(f"{_name(one)} over {_name(other)} by {shared.width()}x{shared.height()} in {_name(parent)}")
    return found


def _counts(child: QWidget) -> bool:
    """Whether it is seen: a dock behind a tab is not, and lies wherever it was."""
    return not child.visibleRegion().isEmpty() and not child.isWindow() and child.objectName() != "focus rim"


def cut(window: QMainWindow) -> list[str]:
    """Widgets that are seen and smaller than their text."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            wanted = _needs(widget)
            if wanted is not None and (widget.width() + _SLACK < wanted[0] or widget.height() + _SLACK < wanted[1]):
                found.append(f"{_name(widget)} is {widget.width()}x{widget.height()}, its text {wanted[0]}x{wanted[1]}")
    return found


def _needs(widget: QWidget) -> tuple[int, int] | None:
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel) and widget.text():
        if widget.sizePolicy().horizontalPolicy() == widget.sizePolicy().Policy.Ignored:
            return None
        if widget.wordWrap():
            return 0, widget.heightForWidth(widget.width())
        text = widget.text() if widget.buddy() is None else widget.text().replace("&", "")
        if widget.textFormat() == Qt.TextFormat.RichText:
            return _of_html(text, widget.font())
        lines = text.split("\n")
        return max(map(metrics.horizontalAdvance, lines)), metrics.height() * len(lines)
    if isinstance(widget, QToolButton) and not widget.text():
        return None
    if isinstance(widget, QAbstractButton) and widget.text() and not _is_icon(widget):
        more = 18 if isinstance(widget, QCheckBox) else 0
        return metrics.horizontalAdvance(widget.text().replace("&", "")) + more, metrics.height()
    return None


def _of_html(text: str, font: QFont) -> tuple[int, int]:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setHtml(text)
    return floor(document.idealWidth()), floor(document.size().height())


def _is_icon(widget: QAbstractButton) -> bool:
    return isinstance(widget, QToolButton) and not widget.icon().isNull()


def outside(window: QMainWindow) -> list[str]:
    """Docks and bars that reach out of the window."""
    room = QRect(0, 0, window.width(), window.height())
    return [
        _name(child)
        for child in window.children()
        if isinstance(child, QWidget) and _counts(child) and not room.adjusted(-1, -1, 1, 1).contains(child.geometry())
    ]


def _name(widget: QWidget) -> str:
    name = widget.objectName() or widget.accessibleName() or getattr(widget, "text", lambda: "")()
    title = widget.windowTitle() if isinstance(widget, QDockWidget) else ""
    return f"{type(widget).__name__} {str(name)[:40]!r} {title}".rstrip()
