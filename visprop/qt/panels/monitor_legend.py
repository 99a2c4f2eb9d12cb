"""What each line of the monitor is, above its diagrams: one that lay over them would hide what is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from visprop.figures.base.style import FONT, TEXT_SIZE, Theme
from visprop.figures.base.text import Run
from visprop.figures.plots.curve_words import curve_words
from visprop.figures.plots.monitor import Line, hue_of, line_words
from visprop.notation.expression.numbers import equal_to
from visprop.paint.painter import qcolor
from visprop.qt.panels.flow_layout import FlowLayout

_SOLID, _DASHED = "—", "- -"


class MonitorLegend(QWidget):
    """A line's dash in its hue with its name, and its value at the update that is pointed at; some widgets stand before it.

    The accuracies, which have a diagram of their own, are named while their values are told.
    """

    def __init__(self, before: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(8, 4, 8, 0)
        for widget in before:
            self._flow.addWidget(widget)
        self._labels: list[QLabel] = []
        self._letters = QFont(FONT)
        self._letters.setPixelSize(round(TEXT_SIZE))
        self._shown: tuple[Sequence[Line], Theme] | None = None
        self._update: float | None = None
        self._plots: QAbstractScrollArea | None = None

    def describe(self, plots: QAbstractScrollArea) -> None:
        """Let a screen reader hear of the plots to which the legend belongs what their lines come to."""
        self._plots = plots
        for part in (plots, plots.viewport()):
            part.setAccessibleName("Monitor")

    @property
    def told(self) -> list[str]:
        """What the labels say, as HTML."""
        return [label.text() for label in self._labels if not label.isHidden()]

    def set_scale(self, scale: float) -> None:
        """Write in letters as large as those of figures, times a scale."""
        self._letters.setPixelSize(round(TEXT_SIZE * scale))
        for label in self._labels:
            label.setFont(self._letters)

    def show_lines(self, lines: Sequence[Line], theme: Theme) -> None:
        """Name these lines; of other runs, which are pale, it is said once what they are."""
        self._shown = lines, theme
        self._write()
        if self._plots is not None and QAccessible.isActive():
            told = (curve_words(line) for line in lines if line.hue >= 0 and len(line.updates))
            self._plots.setAccessibleDescription("\n".join(told))

    def tell(self, update: float | None) -> None:
        """Give each line's value at an update, or none any more."""
        self._update = update
        self._write()

    def _write(self) -> None:
        if self._shown is None:
            return
        lines, theme = self._shown
        named = [line for line in lines if line.hue >= 0 and len(line.updates)]
        words = [_named(line, theme, self._update) for line in named if self._update is not None or not line.is_share]
        words += [f"{_dash(line, theme)} other runs" for line in lines if line.hue < 0][:1]
        if self._update is not None and named:
            words.insert(0, f"update {named[0].updates[_nearest(named[0], self._update)]:g}:")
        self._say(words)

    def _say(self, words: Sequence[str]) -> None:
        while len(self._labels) < len(words):
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setFont(self._letters)
            self._flow.addWidget(label)
            self._labels.append(label)
        for i, label in enumerate(self._labels):
            label.setVisible(i < len(words))
            if i < len(words) and label.text() != words[i]:
                label.setText(words[i])


def _nearest(line: Line, update: float) -> int:
    return int(np.argmin(np.abs(line.updates - update)))


def _named(line: Line, theme: Theme, update: float | None) -> str:
    value = "" if update is None else f" {equal_to(float(line.values[_nearest(line, update)]), 4)}"
    # A name may come from a file.
    return f"{_dash(line, theme)} {html_of(line_words(line.name))}{value}"


def _dash(line: Line, theme: Theme) -> str:
    hue = qcolor(hue_of(line, theme)).name()
    return f'<span style="color:{hue};font-weight:bold">{_DASHED if line.is_dashed else _SOLID}</span>'


def html_of(runs: Sequence[Run]) -> str:
    """Letters as HTML: variables italic, indices below."""
    tags = {1: "sup", -1: "sub", 0: "span"}
    letters = [(f"<i>{escape(run.text)}</i>" if run.italic else escape(run.text), tags[run.script]) for run in runs]
    return "".join(f"<{tag}>{text}</{tag}>" for text, tag in letters)
