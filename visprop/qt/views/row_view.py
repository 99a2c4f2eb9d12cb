"""A picture in which rows of the data can be pointed at: what is told of them, and what a click on one does."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from visprop.figures.plots.predictions import ask_predictions
from visprop.notation.expression.numbers import equal_to
from visprop.qt.views.session_view import SessionView

_MOST_TOLD = 10
"""Of a row with more numbers the first are told."""


class RowView(SessionView):
    """Tells of the row under the pointer what it is, what the network makes of it, and what it costs."""

    def row_at(self, place: QPointF) -> int | None:
        """The row of the data at a place of the widget, from 0; None for none."""
        key = self.key_at(place)
        return key.number - 1 if key is not None and key.letter == "row" else None

    @property
    def input_names(self) -> list[str]:
        """What the inputs are called."""
        data = self.session.scenario.data
        return [data.input_name(at) for at in range(data.x.shape[1])]

    @property
    def output_names(self) -> list[str]:
        """What the outputs are called."""
        data = self.session.scenario.data
        return [data.target_name(at, "a") for at in range(data.y.shape[1])]

    def row_hint(self, row: int, more: str = "") -> str:
        """What is known of a row, with what else can be done with it."""
        frame, digits = self.session.playback.shown, self.session.options.digits
        data = frame.scenario.data
        if row >= len(data):
            return ""
        part = "kept to test with" if row in data.test_rows else "trained with"
        lines = [f"example {row + 1}, {part}"]
        for name_of, values in ((data.input_name, data.raw[0]), (data.target_name, data.raw[1])):
            first = values[row, :_MOST_TOLD].tolist()
            lines += [f"{name_of(at)} {equal_to(value, digits)}" for at, value in enumerate(first)]
        found = ask_predictions(frame.scenario, frame.p, frame.totals.of)
        if found is not None:
            if found.told is not None:
                lines.append(f"told: {found.data.class_name(int(found.told[row]))}")
            lines.append(f"c {equal_to(float(found.costs[row]), digits)}")
        return "\n".join([*lines, more or "Click to step through it"])
