"""What the network computes, alive; in the workbench its examples are set, moved and removed by hand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.drawing import moment_outputs, output_picture
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.output_picture import output_axes
from visprop.figures.plots.outputs import Outputs, places
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView
from visprop.timeline.parts import Part

_DRAG = 4
"""From so many points on a press has become a drag."""


class OutputView(SessionView):
    """Paints the outputs at the p of now over the examples' range.

    In the workbench a click sets an example of the kind of the one that was clicked last, Shift and a click one of the next kind;
    a drag moves one, and Del removes the one that is pointed at.
    """

    _outputs: Outputs | None = None
    """What is shown."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)
        self._held: int | None = None
        self._pattern = 0
        self._press = QPointF()
        adapter.watch(self._forget_rows, (Part.RUN,))

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment = self.session.moment()
        outputs = moment_outputs(moment)
        if outputs is None and places(moment.frame.scenario):
            return None
        self._outputs = outputs
        return output_picture(moment, options, size, outputs)

    def _forget_rows(self) -> None:
        if self._pattern >= len(self.session.scenario.data):
            self._pattern = 0

    # Examples, by hand

    @property
    def is_edited(self) -> bool:
        """Whether examples are set and moved in it: in the workbench they are."""
        return self.session.window.workspace == "data" and self.zoom == 1.0 and self._outputs is not None

    def _row_at(self, place: QPointF) -> int | None:
        key = self.key_at(place)
        return key.number - 1 if key is not None and key.letter == "row" else None

    def _numbers_at(self, place: QPointF) -> tuple[float, float] | None:
        """What a place of the widget stands for; None outside the diagram."""
        figure, outputs = self.figure, self._outputs
        if figure is None or outputs is None or figure.plot is None:
            return None
        x, y = self.to_figure(place)
        left, top, wide, high = figure.plot
        if not (left <= x <= left + wide and top <= y <= top + high):
            return None
        return output_axes((figure.width, figure.height), outputs).from_page(x, y)

    def _like(self, row: int, at: tuple[float, float]) -> Array:
        """An example like another, elsewhere."""
        x, y = self.session.scenario.data.raw
        found = np.concatenate((x[row], y[row]))
        found[:2] = at
        return found

    def _of_next_kind(self) -> int:
        """An example with other targets than the one that was clicked last."""
        y = self.session.scenario.data.raw[1]
        kinds = np.unique(y, axis=0)
        now = int(np.flatnonzero((kinds == y[self._pattern]).all(axis=1))[0])
        wanted = kinds[(now + 1) % len(kinds)]
        return int(np.flatnonzero((y == wanted).all(axis=1))[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._held, self._press = None, event.position()
        if self.is_edited and event.button() == Qt.MouseButton.LeftButton:
            self._held = self._row_at(event.position())
            if self._held is not None:
                self._pattern = self._held

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        is_drag = (event.position() - self._press).manhattanLength() >= _DRAG
        super().mouseReleaseEvent(event)
        if not self.is_edited or event.button() != Qt.MouseButton.LeftButton:
            return
        at = self._numbers_at(event.position())
        if at is None:
            return
        if held is not None:
            if is_drag:
                # Both inputs, or the input and the target.
                self.session.data_edits.set_cells({(held, 0): at[0], (held, 1): at[1]})
        elif not is_drag:
            is_map = self._outputs is not None and self._outputs.is_map
            if is_map and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._pattern = self._of_next_kind()
            self.session.data_edits.add_rows(self._like(self._pattern, at)[None])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pointed = self._key
        is_row = pointed is not None and pointed.letter == "row"
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.is_edited and is_row and pointed is not None:
            self.session.data_edits.remove_rows([pointed.number - 1])
        else:
            super().keyPressEvent(event)

    # What is told

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is None or key.letter != "row" or self._outputs is None:
            return (
                "Click to set an example here, like the one clicked last; with Shift of the next kind" if self.is_edited else ""
            )
        data, row = self._outputs.data, key.number - 1
        if row >= len(data):
            return ""
        part = "kept to test with" if row in data.test_rows else "trained with"
        lines = [f"example {row + 1}, {part}"]
        for names, letter, values in ((data.input_names, "x", data.raw[0]), (data.target_names, "y", data.raw[1])):
            for i, value in enumerate(values[row].tolist()):
                lines.append(f"{names[i] if i < len(names) else f'{letter}{i + 1}'} {equal_to(value)}")
        return "\n".join([*lines, *(["Drag to move it, Del removes it"] if self.is_edited else [])])
