"""Trainings that run in lockstep with the present one: what they have other than it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visprop.engine.optimisers import OPTIMISERS, PLAIN
from visprop.qt.caption import name_choice
from visprop.qt.panels.rate_box import RateBox
from visprop.qt.panels.scenario_panel import strategy_titles
from visprop.scenario.scenario import Training
from visprop.session.session import Session
from visprop.timeline.contender import MAX_CONTENDERS, ContenderSettings, describe, distinct


def settings_of(training: Training) -> ContenderSettings:
    """The settings that a contender can have of its own."""
    return ContenderSettings(training.strategy, training.batch_size, training.eta, training.optimiser)


class _Row:
    """The fields of one contender."""

    def __init__(self, index: int, grid: QGridLayout, start: ContenderSettings, is_on: bool, limit: int) -> None:
        self.on = QCheckBox()
        self.on.setChecked(is_on)
        self.on.setToolTip("Whether this training runs beside the present one")
        self.optimiser, self.strategy = QComboBox(), QComboBox()
        for name, optimiser in OPTIMISERS.items():
            self.optimiser.addItem(optimiser.words, name)
        for name, title in strategy_titles().items():
            self.strategy.addItem(title, name)
        name_choice(self.optimiser, f"Optimiser of training {index + 2}")
        name_choice(self.strategy, f"Strategy of training {index + 2}")
        self.optimiser.setToolTip("How an update is made of the gradient")
        self.strategy.setToolTip("How many examples an update uses")
        self.batch = QSpinBox(minimum=1, maximum=limit)
        self.batch.setAccessibleName(f"Batch of training {index + 2}")
        self.batch.setToolTip("Examples an update of a mini-batch")
        self.eta = RateBox()
        self.eta.setToolTip("The learning rate η")
        self.set(start)
        for column, widget in enumerate((self.on, self.optimiser, self.strategy, self.batch, self.eta)):
            grid.addWidget(widget, index + 1, column)
        for signal in (self.optimiser.activated, self.strategy.activated, self.batch.valueChanged, self.eta.valueChanged):
            signal.connect(lambda _: self.on.setChecked(True))

    def call(self, number: int) -> None:
        """Name the training by the number that it has in map and curves; 0 for one that does not run."""
        self.on.setText(f"training {number}" if number else "not run")

    def set(self, settings: ContenderSettings) -> None:
        """Show settings."""
        self.optimiser.setCurrentIndex(self.optimiser.findData(settings.optimiser))
        self.strategy.setCurrentIndex(self.strategy.findData(settings.strategy))
        self.batch.setValue(settings.batch_size)
        self.eta.setValue(settings.eta)

    def settings(self) -> ContenderSettings:
        """What the fields say."""
        return ContenderSettings(self.strategy.currentData(), self.batch.value(), self.eta.value(), self.optimiser.currentData())


class CompareDialog(QDialog):
    """A row a training; those that are ticked run from the same p0, and are drawn beside the present one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare")
        self._session = session
        own = settings_of(session.scenario.training)
        chosen = session.comparison.settings
        grid = QGridLayout()
        for column, text in enumerate(("", "update", "strategy", "batch", "rate η")):
            grid.addWidget(QLabel(text), 0, column)
        limit = max(1, len(session.scenario.train))
        self.rows = [_Row(i, grid, chosen[i] if i < len(chosen) else own, i < len(chosen), limit) for i in range(MAX_CONTENDERS)]
        for row in self.rows:
            row.on.toggled.connect(self._number)
        self._number()
        self.equal = QCheckBox("compare after equally many examples, whatever the batches")
        self.equal.setToolTip("An update of a batch uses many examples: compare trainings that have seen equally many")
        self.equal.setChecked(session.comparison.by_examples)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"1, the present training: {describe(session.scenario.training, len(session.scenario.train))}"))
        layout.addLayout(grid)
        layout.addLayout(self._presets(own))
        layout.addWidget(self.equal)
        layout.addLayout(self._buttons())

    def _number(self) -> None:
        """Number those that run, from 2 on, as map and curves do."""
        number = 1
        for row in self.rows:
            number += row.on.isChecked()
            row.call(number if row.on.isChecked() else 0)

    def _presets(self, own: ContenderSettings) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(QLabel("Take"))
        for text, make in (("the optimisers", _optimisers), ("the strategies", _strategies), ("other rates", _rates)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            found = distinct(self._session.scenario, make(own, len(self._session.scenario.train)))
            button.clicked.connect(partial(self._take, list(found)))
            button.setEnabled(bool(found))
            button.setToolTip("" if found else "On these rows they are all the same training")
            row.addWidget(button)
        row.addStretch()
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for text, tip, slot in (
            ("Cancel", "Leave it as it is", self.reject),
            ("Run no others", "Run the present training alone", self._clear),
            ("Compare", "Run those that are ticked beside the present training", self._apply),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        button.setDefault(True)
        return row

    def _take(self, settings: list[ContenderSettings], checked: bool = False) -> None:
        for row, one in zip(self.rows, settings, strict=False):
            row.set(one)
            row.on.setChecked(True)
        for row in self.rows[len(settings) :]:
            row.on.setChecked(False)

    def _clear(self) -> None:
        for row in self.rows:
            row.on.setChecked(False)
        self._apply()

    def _apply(self) -> None:
        chosen = tuple(row.settings() for row in self.rows if row.on.isChecked())
        self._session.compare(chosen, self.equal.isChecked())
        self.accept()


def _optimisers(own: ContenderSettings, count: int) -> list[ContenderSettings]:
    most = {name: at for name, one in OPTIMISERS.items() if (at := one.compared_at) is not None and name != own.optimiser}
    # Plain descent last: whoever looks for another one knows it.
    names = sorted(most, key=lambda name: name == PLAIN)[:MAX_CONTENDERS]
    return [replace(own, optimiser=name, eta=min(own.eta, most[name])) for name in names]


def _strategies(own: ContenderSettings, count: int) -> list[ContenderSettings]:
    # Batches are some of the rows: neither one nor all.
    batch = own.batch_size if 1 < own.batch_size < count else min(10, max(2, count // 2))
    return [replace(own, strategy=name, batch_size=batch) for name in ("full_batch", "mini_batch", "online")]


def _rates(own: ContenderSettings, count: int) -> list[ContenderSettings]:
    # Rounded as a hand would write it: 3 · 0.1 is no 0.30000000000000004.
    return [replace(own, eta=float(f"{own.eta * factor:.12g}")) for factor in (0.1, 3.0, 10.0)]
