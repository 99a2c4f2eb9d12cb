"""The scenario: network, data and how it is trained."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visprop.engine.optimisers import PLAIN
from visprop.engine.schedule import STRATEGIES
from visprop.figures.pages.pseudocode import OPTIMISER_WORDS
from visprop.qt.session import Session
from visprop.scenario.scenario import Scenario

RATES = (0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
"""The learning rates that the arrows of the field step through."""

STRATEGY_WORDS = {"online": "online", "mini_batch": "mini-batch", "full_batch": "full batch"}
"""The strategies as the user reads them."""

_COST_WORDS = {"half_squared_error": "half squared error", "cross_entropy": "cross-entropy"}


class RateBox(QDoubleSpinBox):
    """A field for the learning rate: any number can be typed, the arrows step through the usual ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(1e-9, 1e6)
        self.setDecimals(9)
        self.setKeyboardTracking(False)
        self.setLocale(QLocale.c())

    def textFromValue(self, value: float) -> str:
        return f"{value:.6g}"

    def stepBy(self, steps: int) -> None:
        rates = [rate for rate in RATES if (rate > self.value() * (1 + 1e-9) if steps > 0 else rate < self.value() * (1 - 1e-9))]
        if rates:
            at = min(abs(steps), len(rates)) - 1
            self.setValue(rates[at] if steps > 0 else rates[-1 - at])


class ScenarioPanel(QWidget):
    """Shows the experiment and changes its training settings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Scenario | None = None
        self._title, self._notes, self._network, self._data = QLabel(), QLabel(), QLabel(), QLabel()
        self._title.setObjectName("scenario_title")
        for label in (self._title, self._notes, self._network, self._data):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self.eta = RateBox()
        self.eta.setToolTip("The learning rate η: how far an update goes down the gradient. The arrows step through usual rates.")
        self.strategy = QComboBox()
        for name in STRATEGIES:
            self.strategy.addItem(STRATEGY_WORDS[name], name)
        self.strategy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.strategy.setMinimumContentsLength(8)
        self.strategy.setToolTip("How many examples an update uses; the update is the mean of theirs.")
        self.optimiser = QComboBox()
        for name, words in ({PLAIN: "gradient descent"} | OPTIMISER_WORDS).items():
            self.optimiser.addItem(words, name)
        self.optimiser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.optimiser.setMinimumContentsLength(8)
        self.optimiser.setToolTip("How an update is made of the gradient; the equations of the update line say it in full.")
        self.batch = QSpinBox(minimum=1, maximum=100_000)
        self.batch.setKeyboardTracking(False)
        self.batch.setToolTip("Examples an update, drawn without replacement")
        self.shuffle = QCheckBox("shuffle")
        self.shuffle.setToolTip("Whether the examples are shuffled at the start of each epoch, from the scenario's seed")
        for box in (self.strategy, self.optimiser):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.eta.valueChanged.connect(self._on_eta)
        self.strategy.activated.connect(self._on_strategy)
        self.batch.valueChanged.connect(self._on_batch)
        self.optimiser.activated.connect(self._on_optimiser)
        self.shuffle.clicked.connect(self._on_shuffle)
        session.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("Network", self._network)
        form.addRow("Data", self._data)
        form.addRow("&Rate η", self.eta)
        form.addRow("&Strategy", self.strategy)
        form.addRow("&Batch", self.batch)
        form.addRow("U&pdate", self.optimiser)
        form.addRow("", self.shuffle)
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        layout.addWidget(self._notes)
        layout.addLayout(form)
        layout.addStretch()

    def refresh(self) -> None:
        """Show the present scenario."""
        scenario = self._session.scenario
        if scenario is self._shown:
            return
        self._shown = scenario
        training, network = scenario.training, scenario.network
        self._title.setText(scenario.title or "Untitled")
        self._notes.setText(scenario.notes)
        self._notes.setVisible(bool(scenario.notes))
        functions = list(dict.fromkeys(name if name != "relu" else "ReLU" for name in network.activations))
        self._network.setText(
            f"{'–'.join(map(str, network.sizes))}, {', '.join(functions)}; {_COST_WORDS[network.cost]}; "
            f"{network.parameter_count} parameters"
        )
        count = len(scenario.data)
        self._data.setText(f"{count} example{'s' if count > 1 else ''}; {scenario.schedule.updates_per_epoch} updates an epoch")
        blockers = [QSignalBlocker(field) for field in (self.eta, self.strategy, self.batch, self.shuffle)]
        self.eta.setValue(training.eta)
        self.strategy.setCurrentIndex(STRATEGIES.index(training.strategy))
        self.batch.setMaximum(count)
        self.batch.setValue(scenario.schedule.size)
        self.batch.setEnabled(training.strategy == "mini_batch")
        self.optimiser.setCurrentIndex(self.optimiser.findData(training.optimiser))
        self.shuffle.setChecked(training.shuffle)
        self.shuffle.setEnabled(training.strategy != "full_batch")
        del blockers

    def _on_eta(self, value: float) -> None:
        self._session.set_training(eta=value)

    def _on_strategy(self, index: int) -> None:
        self._session.set_training(strategy=self.strategy.itemData(index))

    def _on_optimiser(self, index: int) -> None:
        self._session.set_training(optimiser=self.optimiser.itemData(index))

    def _on_batch(self, value: int) -> None:
        self._session.set_training(batch_size=value)

    def _on_shuffle(self, checked: bool) -> None:
        self._session.set_training(shuffle=checked)
