"""What the network computes, alive."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.drawing import moment_outputs, output_picture
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.outputs import Outputs, places
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView


class OutputView(SessionView):
    """Paints the outputs at the p of now over the examples' range."""

    _outputs: Outputs | None = None
    """What is shown."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment = self.session.moment()
        outputs = moment_outputs(moment)
        if outputs is None and places(moment.frame.scenario):
            return None
        self._outputs = outputs
        return output_picture(moment, options, size, outputs)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is None or key.letter != "row" or self._outputs is None:
            return ""
        data, row = self._outputs.data, key.number - 1
        if row >= len(data):
            return ""
        part = "kept to test with" if row in data.test_rows else "trained with"
        lines = [f"example {row + 1}, {part}"]
        for names, letter, values in ((data.input_names, "x", data.raw[0]), (data.target_names, "y", data.raw[1])):
            for i, value in enumerate(values[row].tolist()):
                lines.append(f"{names[i] if i < len(names) else f'{letter}{i + 1}'} {equal_to(value)}")
        return "\n".join(lines)
