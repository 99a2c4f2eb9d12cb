"""A swarm from the present scenario: from which seeds or starts, with which rates, how long; and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.typed_numbers import read_positive
from visprop.qt.dialogs.start_row import StartRow
from visprop.qt.panels.rate_box import RateBox, shortest
from visprop.session.background import own_thread
from visprop.session.collector import aside
from visprop.session.session import Session
from visprop.timeline.swarm.flying import fly
from visprop.timeline.swarm.plan import MAX_RUNS, Starts, SwarmPlan, seeds_from, usual_goal, usual_updates
from visprop.timeline.swarm.swarm import Swarm

_SEEDS, _STARTS = "seeds", "a grid over two parameters"
_RUNS, _UPDATES = 256, 1000
"""What is offered where the scenario says nothing."""
_MOST = 10**9
_SLICE = 0.05
"""How often it is looked whether it was given up, in seconds."""
_POLL_MS = 50


class SwarmDialog(QDialog):
    """Asks for a swarm and makes it in a thread of its own; the window goes on meanwhile.

    Args:
        session: whose scenario it is of.
        done: called when there is one.
        parent: the window.
    """

    def __init__(self, session: Session, done: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Swarm")
        self._session, self._done, scenario = session, done, session.scenario
        self._future: Future[Swarm | None] | None = None
        self._gives_up, self._share = Event(), 0.0
        self._pool = own_thread("swarm")
        self.begin = QComboBox()
        self.begin.addItems([_SEEDS, _STARTS])
        self.begin.setToolTip("What tells the runs apart: weights drawn anew, or two parameters that begin elsewhere")
        self.rows = tuple(map(StartRow, ("across", "up")))
        self.runs = _spin(1, MAX_RUNS, _RUNS, "How many seeds: each draws other weights, and another order of the examples")
        self.seed = _spin(0, _MOST, 0, "The first of the seeds")
        self.etas = QLineEdit(shortest(scenario.training.eta))
        self.etas.setToolTip("The learning rates η, with commas between them: each seed is run with each")
        self.updates = _spin(1, _MOST, usual_updates(scenario) or _UPDATES, "How many updates each run makes at most")
        self.goal = RateBox()
        self.goal.setAccessibleName("Goal for φ")
        self.goal.setToolTip("A run has learnt it when φ is at most this")
        self.goal.setValue(usual_goal(scenario))
        self.fast = QCheckBox("&Fast, but for the last digits")
        self.fast.setToolTip("Small networks several times faster; a run that is opened may then differ in its last digits")
        self.bar = QProgressBar(maximum=1000)
        self.bar.setAccessibleName("How far the swarm is")
        self.bar.hide()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self._lay_out()
        self._offer_parameters()
        self.begin.currentTextChanged.connect(self._show_begin)
        self._show_begin()
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._look)

    def _lay_out(self) -> None:
        form = self._form = QFormLayout()
        for words, field in (
            ("&Begin from", self.begin), ("&Seeds", self.runs), ("First s&eed", self.seed), ("A&cross", self.rows[0]),
            ("U&p", self.rows[1]), ("&Rates η", self.etas), ("&Updates", self.updates), ("&Goal, φ at most", self.goal),
            ("", self.fast),
        ):  # fmt: skip
            form.addRow(words, field)
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.told)
        row.addStretch()
        self.cancel, self.make = QPushButton("Cancel"), QPushButton("&Make")
        for button, tip, slot in (
            (self.cancel, "Give it up", self.reject),
            (self.make, "Run them all, beside the window", self._begin),
        ):
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
        self.make.setDefault(True)
        layout.addLayout(row)

    def _offer_parameters(self) -> None:
        """The parameters of the landscape, if it has some; else the first two that are free to move."""
        scenario, chosen = self._session.scenario, self._session.options[LandscapeOptions.plane].names
        free = [scenario.network.parameter(int(leader)) for leader in scenario.freedom.leaders[:2]]
        self.begin.setEnabled(len(free) == len(self.rows))
        # Of a network with one parameter that moves there is no grid.
        for row, key in zip(self.rows, chosen or free, strict=False):
            row.show_choice(scenario.network, self._session.naming, key)

    @property
    def _has_starts(self) -> bool:
        return self.begin.currentText() == _STARTS

    def _show_begin(self) -> None:
        """Show the fields of what the runs begin from, and no others."""
        for field in (self.runs, self.seed):
            self._form.setRowVisible(field, not self._has_starts)
        for row in self.rows:
            self._form.setRowVisible(row, self._has_starts)
        self.adjustSize()

    def plan(self) -> SwarmPlan:
        """What is asked for.

        Raises:
            ValueError: it is no swarm.
        """
        etas = tuple(dict.fromkeys(read_positive(part) for part in self.etas.text().split(",")))
        seeds, starts = seeds_from(self.seed.value(), self.runs.value()), None
        if self._has_starts:
            (first, across), (second, up) = (row.start() for row in self.rows)
            seeds, starts = (), Starts((first, second), (across, up))
        return SwarmPlan(
            self._session.scenario, self.updates.value(), etas, seeds, self.goal.value(), self.fast.isChecked(), starts
        )

    def _begin(self) -> None:
        try:
            plan = self.plan()
        except ValueError as error:
            self.told.setText(f"{error}")
            return
        self._gives_up.clear()
        self._share = 0.0
        self.make.setEnabled(False)
        self.bar.setValue(0)
        self.bar.show()
        self.told.setText("")
        self._future = self._pool.submit(aside(self._fly), plan)
        self._timer.start()

    def _fly(self, plan: SwarmPlan) -> Swarm | None:
        """Make it, in another thread."""
        for step in fly(plan, _SLICE):
            if isinstance(step, Swarm):
                return step
            self._share = step
            if self._gives_up.is_set():
                break
        return None

    def _look(self) -> None:
        self.bar.setValue(round(1000 * self._share))
        future = self._future
        if future is None or not future.done():
            return
        self._timer.stop()
        error = future.exception()
        if error is not None:
            self._fail(error)
            # It is written down where all errors are.
            raise error
        swarm = future.result()
        if swarm is not None and self._session.swarming.take(swarm):
            self._done()
        self.accept()

    def _fail(self, error: BaseException) -> None:
        """Tell that nothing came of it, and let another one be asked for."""
        self.bar.hide()
        self.make.setEnabled(True)
        words = "there is not enough memory; ask for fewer runs" if isinstance(error, MemoryError) else f"{error}"
        self.told.setText(f"Nothing came of it: {words or type(error).__name__}")

    def done(self, result: int) -> None:
        self._gives_up.set()
        self._timer.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)
        super().done(result)


def _spin(low: int, high: int, value: int, tip: str) -> QSpinBox:
    box = QSpinBox(minimum=low, maximum=high, value=min(high, value))
    box.setToolTip(tip)
    box.setGroupSeparatorShown(True)
    return box
