"""Tables in windows of their own: the examples, and the gradient check.

They use pyqtgraph's `TableWidget`, which can be sorted, copied and saved as it is; it is imported when first needed, as the
import takes longer than the first window.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QProgressDialog, QVBoxLayout, QWidget

from visprop.engine.arrays import Array
from visprop.engine.check import TOLERANCE, Check, check_steps
from visprop.notation.expression.numbers import number
from visprop.scenario.scenario import Scenario


def _table_dialog(title: str, text: str, rows: NDArray[Any], digits: int, parent: QWidget) -> QDialog:
    from pyqtgraph import TableWidget

    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(640, 480)
    table = TableWidget(editable=False, sortable=True)
    table.setFormat(f"%.{digits}g")
    table.setData(rows)
    label = QLabel(text)
    label.setWordWrap(True)
    layout = QVBoxLayout(dialog)
    layout.addWidget(label)
    layout.addWidget(table)
    return dialog


def data_dialog(scenario: Scenario, digits: int, parent: QWidget) -> QDialog:
    """The examples of a scenario, a row each."""
    data = scenario.data
    inputs = data.input_names or tuple(f"x{i + 1}" for i in range(data.x.shape[1]))
    targets = data.target_names or tuple(f"y{i + 1}" for i in range(data.y.shape[1]))
    names = ["example", *inputs, *(f"target {name}" for name in targets)]
    columns = [np.arange(1, len(data) + 1), *data.x.T, *data.y.T]
    rows = _records({_unique(name, names[:i]): column for i, (name, column) in enumerate(zip(names, columns, strict=True))})
    return _table_dialog("Data table", f"{len(data)} examples; right-click to copy or save", rows, digits, parent)


def _records(columns: dict[str, NDArray[Any]]) -> NDArray[Any]:
    """Columns by their names → an array with a field a column, which is what the table reads its headings from."""
    rows = np.empty(len(next(iter(columns.values()))), dtype=[(name, column.dtype) for name, column in columns.items()])
    for name, column in columns.items():
        rows[name] = column
    return rows


def _unique(name: str, before: list[str]) -> str:
    return name if name not in before else f"{name} ({before.count(name) + 1})"


def checked_with_progress(scenario: Scenario, p: Array, parent: QWidget) -> Check | None:
    """The gradient check; where it takes over a second, a progress bar is shown, and None is what cancelling gives."""
    bar = QProgressDialog("Checking the gradient…", "Cancel", 0, scenario.network.parameter_count, parent)
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setMinimumDuration(1000)
    for done, found in enumerate(check_steps(scenario.network, p, scenario.data.x, scenario.data.y), start=1):
        if found is not None:
            bar.close()
            return found
        bar.setValue(done - 1)
        if bar.wasCanceled():
            break
    return None


def check_dialog(scenario: Scenario, check: Check, update: int, digits: int, parent: QWidget) -> QDialog:
    """The gradient check of every parameter, a row each."""
    verdict = "passed" if check.passed else "FAILED"
    text = (
        f"Update {update}: {verdict}. Largest relative error: {number(check.worst, 3)}; below {number(TOLERANCE)} is right. "
        "The gradient of φ over all examples by backpropagation stands beside central differences."
    )
    rows = _records(
        {
            "parameter": np.array(scenario.network.names),
            "backpropagation": check.gradient,
            "central difference": check.difference,
            "relative error": check.error,
        }
    )
    return _table_dialog("Gradient check", text, rows, digits, parent)
