"""Tables in windows of their own: the examples, and the gradient check."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from visprop.engine.check import WORDS, Check, Verdict
from visprop.qt.dialogs.table_model import Column, ColumnsModel, ColumnsView
from visprop.scenario.scenario import Scenario
from visprop.timeline.update_check import UpdateCheck


def _table_dialog(title: str, text: str, columns: Sequence[Column], digits: int, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(640, 480)
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    table = ColumnsView(ColumnsModel(columns, digits))
    copy = QPushButton("Copy")
    copy.setToolTip("Copy the selected cells, or the whole table, with tabs between them")
    copy.clicked.connect(table.copy)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(copy)
    layout = QVBoxLayout(dialog)
    layout.addWidget(label)
    layout.addWidget(table)
    layout.addLayout(row)
    table.setFocus()
    return dialog


def data_dialog(scenario: Scenario, digits: int, parent: QWidget) -> QDialog:
    """The examples of a scenario, a row each."""
    data = scenario.data
    inputs = data.input_names or tuple(f"x{i + 1}" for i in range(data.x.shape[1]))
    targets = data.target_names or tuple(f"y{i + 1}" for i in range(data.y.shape[1]))
    columns = [Column("example", np.arange(1, len(data) + 1))]
    if data.split is not None:
        part = np.full(len(data), "train")
        part[data.test_rows] = "test"
        columns.append(Column("part", part))
    raw_x, raw_y = data.raw
    columns += [Column(name, values) for name, values in zip(inputs, raw_x.T, strict=True)]
    columns += [Column(f"target {name}", values) for name, values in zip(targets, raw_y.T, strict=True)]
    if data.scaling is not None:
        columns += [Column(f"{name}, scaled", values) for name, values in zip(inputs, data.x.T, strict=True)]
        columns += [Column(f"target {name}, scaled", values) for name, values in zip(targets, data.y.T, strict=True)]
    return _table_dialog("Data table", data.in_words, columns, digits, parent)


def check_dialog(check: Check, again: UpdateCheck, update: int, digits: int, parent: QWidget) -> QDialog:
    """The gradient check of every parameter, a row each."""
    text = (
        f"At update {update} the gradient check {check.sentence}. "
        "∇φ by backpropagation stands beside central differences, which may be off by what stands beside them. "
        f"Update check: {again.sentence}."
    )
    columns = (
        Column("parameter", np.array(check.names)),
        Column("backpropagation", check.gradient),
        Column("central difference", check.difference),
        Column("off by at most", check.bound),
        Column("relative error", check.error),
        Column("verdict", np.array([WORDS[verdict] for verdict in Verdict])[check.verdicts]),
    )
    return _table_dialog("Gradient check", text, columns, digits, parent)
