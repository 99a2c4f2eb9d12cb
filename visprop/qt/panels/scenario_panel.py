"""The scenario: network, data and how it is trained."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.schedule import STRATEGIES
from visprop.notation.expression.numbers import counted
from visprop.qt.adapter import Adapter
from visprop.qt.panels.panel_parts import choice_box, flow_of
from visprop.qt.panels.rate_box import RateBox
from visprop.qt.plain import plain_label
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.parts import Part


def strategy_titles() -> dict[str, str]:
    """The strategies as the user reads them."""
    return {name: strategy.title for name, strategy in STRATEGIES.items()}


class ScenarioPanel(QWidget):
    """Shows the experiment and changes its training settings."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self._shown: Scenario | None = None
        self._title, self._notes, self._network, self._data, self._more, self._end = (plain_label() for _ in range(6))
        self._more.setToolTip("Set in the training settings (Ctrl+Alt+S)")
        self._title.setObjectName("scenario_title")
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self.eta = RateBox()
        self.eta.setToolTip("The learning rate η: how far an update goes down the gradient. The arrows step through usual rates.")
        self.strategy = choice_box(
            "Strategy", "How many examples an update uses; the update is the mean of theirs.", strategy_titles()
        )
        self.optimiser = choice_box(
            "Update",
            "How an update is made of the gradient; the equations of the update line say it in full.",
            OPTIMISERS.words,
        )
        self.batch = QSpinBox(minimum=1, maximum=100_000)
        self.batch.setKeyboardTracking(False)
        self.batch.setToolTip("Examples an update, drawn without replacement")
        self.shuffle = QCheckBox("shuffle")
        self.shuffle.setToolTip("Whether the examples are shuffled at the start of each epoch, from the scenario's seed")
        self._lay_out()
        self.eta.valueChanged.connect(self._on_eta)
        self.strategy.activated.connect(self._on_strategy)
        self.batch.valueChanged.connect(self._on_batch)
        self.optimiser.activated.connect(self._on_optimiser)
        self.shuffle.clicked.connect(self._on_shuffle)
        adapter.watch(self.refresh, (Part.RUN, Part.EDITS))
        self.refresh()

    def _lay_out(self) -> None:
        form = QFormLayout()
        # In a narrow place a field stands below its name.
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("&Rate η", self.eta)
        form.addRow("&Strategy", self.strategy)
        form.addRow("&Batch", self.batch)
        form.addRow("U&pdate", self.optimiser)
        form.addRow("", self.shuffle)
        self.settings, self.to_end = QPushButton("All settings"), QPushButton("Run to the end")
        self.settings.setToolTip("Penalties, schedule of η, stops, rows kept to test with, and scaling (Ctrl+Alt+S)")
        self.to_end.setToolTip("Train at full speed until a condition of the settings ends it (Ctrl+Alt+R)")
        layout = QVBoxLayout(self)
        self.describe = QPushButton("Title and notes…")
        self.describe.setToolTip("Edit the title and the notes (F2 where nothing is selected)")
        layout.addWidget(self._title)
        for label in (self._notes, self._network, self._data):
            layout.addWidget(label)
        layout.addLayout(form)
        layout.addWidget(self._more)
        layout.addWidget(flow_of((self.settings, self.to_end, self.describe)))
        layout.addWidget(self._end)
        layout.addStretch()

    def refresh(self) -> None:
        """Show the present scenario."""
        scenario = self._session.scenario
        self._title.setText(self._session.title or "Untitled")
        self._notes.setText(self._session.notes)
        self._notes.setVisible(bool(self._session.notes))
        if scenario is self._shown:
            return
        self._shown = scenario
        training, network = scenario.training, scenario.network
        functions = list(dict.fromkeys(ACTIVATIONS[name].words for name in network.activations))
        self._network.setText(
            f"{'–'.join(map(str, network.sizes))}, {', '.join(functions)}; {COSTS[network.cost].words}; "
            f"{counted(network.parameter_count, 'parameter')}"
        )
        count = len(scenario.train)
        self._data.setText(f"{scenario.data.in_words}; {counted(scenario.schedule.updates_per_epoch, 'update')} an epoch")
        self._more.setText("\n".join(_more_words(training)))
        self._more.setVisible(bool(self._more.text()))
        self._end.setText("" if training.stop else "No end is set: Run to the end asks for one.")
        self._end.setVisible(not training.stop)
        blockers = [QSignalBlocker(field) for field in (self.eta, self.strategy, self.batch, self.shuffle)]
        self.eta.setValue(training.eta)
        self.strategy.setCurrentIndex(self.strategy.findData(training.strategy))
        self.batch.setMaximum(count)
        self.batch.setValue(scenario.schedule.size)
        self.batch.setEnabled(STRATEGIES[training.strategy].has_size)
        self.optimiser.setCurrentIndex(self.optimiser.findData(training.optimiser))
        self.shuffle.setChecked(training.shuffle)
        self.shuffle.setEnabled(STRATEGIES[training.strategy].has_order)
        del blockers

    @property
    def _training(self) -> Training:
        return self._session.scenario.training

    def _change(self, training: Training) -> None:
        self._session.network_edits.set_training(training)

    def _on_eta(self, value: float) -> None:
        self._change(replace(self._training, eta=value))

    def _on_strategy(self, index: int) -> None:
        self._change(replace(self._training, strategy=self.strategy.itemData(index)))

    def _on_optimiser(self, index: int) -> None:
        self._change(self._training.with_optimiser(self.optimiser.itemData(index)))

    def _on_batch(self, value: int) -> None:
        self._change(replace(self._training, batch_size=value))

    def _on_shuffle(self, checked: bool) -> None:
        self._change(replace(self._training, shuffle=checked))


def _more_words(training: Training) -> list[str]:
    """What is set beside the fields of the panel."""
    found = []
    if not training.eta_schedule.is_constant:
        found.append(f"η = {training.eta_schedule.in_words(training.eta)}")
    found += [f"{name} = {value:g}" for name, value in (("λ₁", training.l1), ("λ₂", training.l2)) if value]
    return found + [f"ends when {words}" for words in training.stop.in_words]
