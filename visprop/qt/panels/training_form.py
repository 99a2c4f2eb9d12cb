"""Every training setting at one place: how it goes, rate and its schedule, penalties, when it ends, test rows, scaling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import RATE_RULES, EtaSchedule
from visprop.engine.schedule import STRATEGIES
from visprop.qt.panels.constants_form import ConstantsForm
from visprop.qt.panels.panel_parts import choice_box
from visprop.qt.panels.rate_box import RateBox
from visprop.qt.panels.scenario_panel import strategy_titles
from visprop.scenario.data.data import Data
from visprop.scenario.data.function import typed_number
from visprop.scenario.data.scaling import SCALINGS
from visprop.scenario.data.split import Split
from visprop.scenario.scenario import Scenario, Training
from visprop.scenario.stop import CONDITIONS, Condition, Stop

_MOST = 2**31 - 1


class _Limit(QWidget):
    """A condition that may be asked for, with its limit."""

    def __init__(self, condition: Condition, limit: float | None) -> None:
        super().__init__()
        self._condition = condition
        before, _, after = condition.words.partition("{:g}")
        self.box = QCheckBox(before.rstrip())
        self.box.setAccessibleName(condition.words.format(0).replace("0", "…"))
        self.field = QLineEdit(repr(limit) if limit is not None else f"{condition.usual:g}")
        self.field.setMaximumWidth(90)
        self.field.setToolTip(condition.expected)
        self.box.setChecked(limit is not None)
        self.field.setEnabled(limit is not None)
        self.box.toggled.connect(self.field.setEnabled)
        self.field.setAccessibleName(f"{before}limit{after}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.box, self.field, QLabel(after.strip())):
            row.addWidget(widget)
        row.addStretch()

    @property
    def limit(self) -> float | None:
        """The limit; None if it is not asked for.

        Raises:
            ValueError: what was typed is no such number.
        """
        if not self.box.isChecked():
            return None
        value = typed_number(self.field.text())
        if not self._condition.allows(value):
            raise ValueError(f"“{self.field.text()}” is not {self._condition.expected}")
        return int(value) if self._condition.is_whole else value


class TrainingForm(QWidget):
    """Fields with the settings of a scenario, and what they make of it.

    Args:
        scenario: whose settings they begin with.
    """

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self.scenario = scenario
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._way_group(scenario))
        layout.addWidget(self._rate_group(scenario.training))
        layout.addWidget(self._penalty_group(scenario.training))
        layout.addWidget(self._stop_group(scenario.training.stop))
        layout.addWidget(self._data_group(scenario.data))
        layout.addStretch()

    def _way_group(self, scenario: Scenario) -> QGroupBox:
        training = scenario.training
        self.strategy = choice_box("Strategy of the training", "How many examples an update uses", strategy_titles())
        self.strategy.setCurrentIndex(self.strategy.findData(training.strategy))
        self.batch = QSpinBox(minimum=1, maximum=max(1, len(scenario.train)), value=scenario.schedule.size)
        self.batch.setToolTip("Examples an update, drawn without replacement")
        self.optimiser = choice_box("Rule of the update", "How an update is made of the gradient", OPTIMISERS.words)
        self.optimiser.setCurrentIndex(self.optimiser.findData(training.optimiser))
        self.shuffle = QCheckBox("another order each epoch")
        self.shuffle.setToolTip("Whether the examples are shuffled at the start of each epoch, from the scenario's seed")
        self.shuffle.setChecked(training.shuffle)
        self.strategy.currentIndexChanged.connect(self._show_strategy)
        self._show_strategy()
        self._shown_batch = self.batch.value()
        self.constants = ConstantsForm(scenario.optimiser)
        self.optimiser.currentIndexChanged.connect(self._show_constants)
        rows = (
            ("strategy", self.strategy), ("batch", self.batch), ("update", self.optimiser), ("", self.constants),
            ("", self.shuffle),
        )  # fmt: skip
        return _group("How it goes", rows)

    def _show_constants(self) -> None:
        self.constants.show_those_of(OPTIMISERS[self.optimiser.currentData()])

    def _show_strategy(self) -> None:
        strategy = STRATEGIES[self.strategy.currentData()]
        self.batch.setEnabled(strategy.has_size)
        self.shuffle.setEnabled(strategy.has_order)

    def _rate_group(self, training: Training) -> QGroupBox:
        schedule = training.eta_schedule
        self.eta = RateBox()
        self.eta.setValue(training.eta)
        self.eta.setToolTip("The learning rate η, at first")
        self.rule = choice_box("Schedule of η", "How η goes on", RATE_RULES.words)
        self.rule.setCurrentIndex(self.rule.findData(schedule.rule))
        self.every = QSpinBox(minimum=1, maximum=_MOST, value=min(_MOST, schedule.every))
        self.factor = QDoubleSpinBox(minimum=0.0001, maximum=1.0, decimals=4, singleStep=0.1, value=schedule.factor)
        self.rule.currentIndexChanged.connect(self._show_rule)
        self._show_rule()
        self._shown_rate = self._rate()
        rows = (("η", self.eta), ("goes on", self.rule), ("updates τ", self.every), ("factor θ", self.factor))
        return _group("Learning rate", rows)

    def _rate(self) -> tuple[float, str, int, float]:
        return self.eta.value(), self.rule.currentData(), self.every.value(), self.factor.value()

    def _show_rule(self) -> None:
        rule = RATE_RULES[self.rule.currentData()]
        for field, words in ((self.every, rule.every), (self.factor, rule.factor)):
            field.setEnabled(bool(words))
            field.setToolTip(f"{words[:1].upper()}{words[1:]}")

    def _penalty_group(self, training: Training) -> QGroupBox:
        self.l1, self.l2 = QLineEdit(repr(training.l1)), QLineEdit(repr(training.l2))
        self.l1.setToolTip("λ₁: φ has λ₁Σ|w| added, over weights alone; 0 for none")
        self.l2.setToolTip("λ₂: φ has ½λ₂Σw² added, over weights alone; 0 for none")
        return _group("Penalties on weights", (("λ₁, of |w|", self.l1), ("λ₂, of ½w²", self.l2)))

    def _stop_group(self, stop: Stop) -> QGroupBox:
        self.limits = {name: _Limit(condition, stop.limit(name)) for name, condition in CONDITIONS.items()}
        group = QGroupBox("Running ends by itself when")
        layout = QVBoxLayout(group)
        for limit in self.limits.values():
            layout.addWidget(limit)
        layout.addWidget(QLabel("It is looked at the end of each epoch."))
        return group

    @property
    def first_limit(self) -> QWidget:
        """The field in which an end is most simply set: after so many updates."""
        return self.limits["updates"].field

    def ask_for_end(self) -> None:
        """Put the cursor where an end is set."""
        limit = self.limits["updates"]
        limit.box.setChecked(True)
        limit.field.setFocus()
        limit.field.selectAll()

    def _data_group(self, data: Data) -> QGroupBox:
        split = data.split
        self.test = QCheckBox("keep some rows to test with")
        self.test.setChecked(split is not None)
        self.share = QSpinBox(minimum=1, maximum=99, suffix=" %", value=20 if split is None else round(100 * split.share))
        self.seed = QSpinBox(minimum=0, maximum=_MOST, value=0 if split is None else min(_MOST, split.seed))
        self.seed.setToolTip("From which seed they are chosen")
        self.stratified = QCheckBox("the same share of each class")
        self.stratified.setChecked(split is not None and split.stratified)
        self._shown_split = self._split()
        for field in (self.share, self.seed, self.stratified):
            field.setEnabled(split is not None)
            self.test.toggled.connect(field.setEnabled)
        kinds = {"": "as they are", **SCALINGS.words}
        self.scaling = choice_box(
            "Scaling", "What the network sees of the values; constants come from training rows alone", kinds
        )
        self.scaling.setCurrentIndex(self.scaling.findData("" if data.scaling is None else data.scaling.kind))
        rows = (
            ("", self.test), ("share", self.share), ("seed", self.seed), ("", self.stratified), ("values", self.scaling),
        )  # fmt: skip
        return _group("Data", rows)

    # What is chosen

    def _training(self) -> Training:
        rule = RATE_RULES[self.rule.currentData()]
        schedule = EtaSchedule(
            rule.name,
            self.every.value() if rule.every else EtaSchedule.every,
            self.factor.value() if rule.factor else EtaSchedule.factor,
        )
        stop = Stop(**{name: limit.limit for name, limit in self.limits.items()})
        l1, l2 = (_penalty(field) for field in (self.l1, self.l2))
        before = self.scenario.training
        # Of a strategy without a size the field shows what it comes to.
        size = before.batch_size if self.batch.value() == self._shown_batch else self.batch.value()
        now = replace(
            before, l1=l1, l2=l2, stop=stop, strategy=self.strategy.currentData(), batch_size=size,
            optimiser=self.optimiser.currentData(), constants=self.constants.chosen(), shuffle=self.shuffle.isChecked(),
        )  # fmt: skip
        # The fields show numbers rounded; untouched, all stays what it is.
        return now if self._rate() == self._shown_rate else replace(now, eta=self.eta.value(), eta_schedule=schedule)

    def _split(self) -> Split | None:
        """How the fields keep rows; a share of a hundredth is as fine as they are."""
        if not self.test.isChecked():
            return None
        return Split(self.share.value() / 100, self.seed.value(), self.stratified.isChecked())

    def _data(self) -> Data:
        now = self.scenario.data
        split = now.split if self._split() == self._shown_split else self._split()
        kind = self.scaling.currentData()
        before = "" if now.scaling is None else now.scaling.kind
        found = now if split == now.split else now.with_split(split)
        return found if kind == before and found is now else found.scaled_as(kind)

    def changed(self) -> Callable[[Scenario], Scenario]:
        """What makes a scenario one with what is chosen.

        Raises:
            ValueError: something cannot be so; it says what.
        """
        training, data = self._training(), self._data()
        reason = self.scenario.network.pair.refuse_targets(data.y)
        if reason:
            raise ValueError(reason)
        return lambda scenario: scenario.with_training(training).with_data(data)


def _group(title: str, rows: tuple[tuple[str, QWidget], ...]) -> QGroupBox:
    group = QGroupBox(title)
    form = QFormLayout(group)
    for label, field in rows:
        form.addRow(label, field)
    return group


def _penalty(field: QLineEdit) -> float:
    value = typed_number(field.text())
    if value < 0:
        raise ValueError(f"a penalty of “{field.text()}” is below 0")
    return value
