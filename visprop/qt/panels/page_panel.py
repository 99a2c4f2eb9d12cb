"""A page of formulas in a place that scrolls, with a button that copies it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.panels.panel_parts import flow_of, scrolled
from visprop.qt.views.page_view import PageView


def copy_button(view: PageView, tip: str) -> QToolButton:
    """A button that puts a page on the clipboard, in one of several ways."""
    button = QToolButton()
    button.setText("Copy")
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    menu.addAction("as LaTeX", view.copy_latex)
    menu.addAction("as MathML", view.copy_mathml)
    menu.addAction("as plain text", view.copy_text)
    menu.addAction("as a picture", view.copy_picture)
    button.setMenu(menu)
    return button


class PagePanel(QWidget):
    """The page of a view."""

    def __init__(self, adapter: Adapter, view: View) -> None:
        super().__init__()
        self.view = PageView(adapter, view)
        self.copy = copy_button(self.view, "Copy the page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(flow_of((self.copy,), top=4))
        layout.addWidget(scrolled(self.view, wide=True), 1)
