"""What every symbol and line means: a list that is searched, and what the present line does on top."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from visprop.notation.explanations.pages import line_title
from visprop.notation.glossary import GLOSSARY, LINE_MEANINGS, Term
from visprop.qt.adapter import Adapter
from visprop.qt.plain import plain_label
from visprop.timeline.parts import Part


class LessonPanel(QWidget):
    """The present line in a sentence, and the glossary below it."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.line = plain_label()
        self.search = QLineEdit(placeholderText="a symbol or a word: δ, gradient …")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Search the words and symbols")
        self.search.setToolTip("Show what a symbol or a word means")
        self.list = QTextBrowser()
        self.list.setAccessibleName("Words and symbols")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        for widget in (self.line, self.search, self.list):
            layout.addWidget(widget)
        self.search.textChanged.connect(self._fill)
        adapter.watch(self.refresh, (Part.POSITION, Part.RUN), every=10)
        self._fill()
        self.refresh()

    def refresh(self) -> None:
        """Say what the present line does."""
        line = self._session.playback.frame.line
        self.line.setText(f"{line_title(line)}\n{LINE_MEANINGS[line.kind]}")

    def _fill(self) -> None:
        wanted = self.search.text().strip().casefold()
        found = [term for term in GLOSSARY.values() if wanted in f"{term.symbol} {term.name} {term.meaning}".casefold()]
        self.list.setHtml("".join(map(_entry, found)) or "<p>There is no such word here.</p>")


def _entry(term: Term) -> str:
    name = "" if term.name == term.symbol else f", {term.name}"
    return f"<p><b>{term.symbol}</b>{name}: {term.meaning}</p>"
