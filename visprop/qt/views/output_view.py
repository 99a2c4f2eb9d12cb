"""What the network computes, alive: inputs are tried by a click, and in the workbench examples are set by hand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import ON_SCREEN
from visprop.figures.base.told import Item
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.output_work import moment_answer, output_picture
from visprop.figures.plots.output_picture import output_axes
from visprop.figures.plots.outputs import Outputs, raw_outputs
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to
from visprop.qt.adapter import Adapter
from visprop.qt.views.row_view import RowView
from visprop.timeline.parts import Part
from visprop.timeline.work import LIMIT

_DRAG = 4
"""From so many points on a press has become a drag."""
_WAYS = {
    Qt.Key.Key_Left: (-0.02, 0.0),
    Qt.Key.Key_Right: (0.02, 0.0),
    Qt.Key.Key_Up: (0.0, 0.02),
    Qt.Key.Key_Down: (0.0, -0.02),
}
"""How far Alt, Shift and an arrow move the input that is tried, in shares of the range."""


class OutputView(RowView):
    """Paints the picture of the answers at the p of now that is chosen.

    A click in a curve or map tries that input, and a click on an example steps through it. In the workbench a click sets an
    example of the kind of the one that was clicked last, Shift and a click one of the next kind; a drag moves one, Del removes
    the one that is pointed at, and with Ctrl a click does what it does elsewhere.
    """

    _outputs: Outputs | None = None
    """What is shown, of a curve or map."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)
        self._held: int | None = None
        self._pattern = 0
        self._press = QPointF()
        adapter.watch(self._forget_rows, (Part.RUN,))

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment, options = self.session.moment(), options.choose(NetworkChoices.lettering, ON_SCREEN)
        answer = moment_answer(moment, options)
        if answer is None:
            return None
        self._outputs = answer.outputs
        return output_picture(moment, options, size, answer)

    def _forget_rows(self) -> None:
        if self._pattern >= len(self.session.scenario.data):
            self._pattern = 0

    # Inputs that are tried

    def _input_at(self, place: QPointF) -> Array | None:
        """The raw inputs that a place of the widget stands for; None outside a curve or map."""
        outputs, at = self._outputs, self._numbers_at(place)
        if outputs is None or at is None:
            return None
        found = outputs.held.copy()
        found[list(outputs.probe.axes)] = at[: len(outputs.probe.axes)]
        return found

    def _move_tried(self, across: float, up: float) -> None:
        """Move the input that is tried by a share of the range; the first one comes from the example at work."""
        outputs, moment = self._outputs, self.session.moment()
        if outputs is None:
            return
        start = moment.tried.x if moment.tried is not None else outputs.data.raw[0][moment.frame.row]
        moved, axes = start.copy(), outputs.probe.axes
        for axis, values, share in zip(axes, (outputs.xs, outputs.ys), (across, up), strict=False):
            moved[axis] += share * (values[-1] - values[0])
        self.session.try_input(moved)

    # Examples, by hand

    @property
    def is_edited(self) -> bool:
        """Whether examples are set and moved in it: in the workbench they are, where a place is an example."""
        outputs = self._outputs
        if outputs is None or self.session.window.workspace != "data" or self.zoom != 1.0:
            return False
        places = 2 if outputs.is_map else 1
        return len(outputs.held) == places and outputs.probe.axes == tuple(range(places)) and outputs.probe.neuron is None

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
            self._held = self.row_at(event.position())
            if self._held is not None:
                self._pattern = self._held

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        is_drag = (event.position() - self._press).manhattanLength() >= _DRAG
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not self.is_edited or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not is_drag:
                self._try_at(event.position())
            return
        self._edit(event, held, is_drag)

    def _try_at(self, place: QPointF) -> None:
        """Step through the example at a place, or try the input there."""
        row, found = self.row_at(place), self._input_at(place)
        if row is not None:
            self.session.step_to_row(row)
        elif found is not None:
            self.session.try_input(found)

    def _edit(self, event: QMouseEvent, held: int | None, is_drag: bool) -> None:
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
        held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.is_edited and is_row and pointed is not None:
            self.session.data_edits.remove_rows([pointed.number - 1])
        elif event.key() in _WAYS and event.modifiers() & held == held and self._outputs is not None:
            self._move_tried(*_WAYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    # What is told

    def press(self, item: Item) -> None:
        if item.key is not None and item.key.letter == "row":
            self.session.step_to_row(item.key.number - 1)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is not None and key.letter == "row":
            more = "Drag to move it, Del removes it; with Ctrl a click steps through it" if self.is_edited else ""
            return self.row_hint(key.number - 1, more)
        tried = self._input_at(self.to_widget(x, y))
        if self.is_edited:
            return (
                "Click to set an example here, like the one clicked last; with Shift of the next kind, with Ctrl to try the input"
            )
        return "" if tried is None else self._answer_at(tried)

    def _answer_at(self, x: Array) -> str:
        """What is computed of an input, and that a click tries it."""
        scenario, frame, digits = self.session.scenario, self.session.playback.shown, self.session.options.digits
        lines = [f"{name} {equal_to(float(value), digits)}" for name, value in zip(self.input_names, x, strict=True)][:2]
        if frame.p.size <= LIMIT and len(x) <= 2:
            values = raw_outputs(scenario, frame.p, x)
            lines += [f"{name} {equal_to(float(v), digits)}" for name, v in zip(self.output_names, values, strict=True)]
        return "\n".join([*(lines if len(x) <= 2 else []), "Click to try this input (Alt, Shift and the arrow keys move it)"])
