"""The network's part of a session, by the names that its own views, panels and commands use."""

from __future__ import annotations

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.notation.naming import Naming
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.aside import Aside
from visprop.session.comparison import Comparison
from visprop.session.data_edits import DataEdits
from visprop.session.doctor import Doctor
from visprop.session.kind_part import KindPart
from visprop.session.network_edits import NetworkEdits
from visprop.session.network_part import NetworkPart
from visprop.session.runs import Branch
from visprop.session.swarming import Swarming
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.history import History


class OfNetwork:
    """What there is of the network's run that is open, or that was open last: widgets out of sight may still ask for it."""

    _parts: dict[str, KindPart]
    aside: Aside | None

    @property
    def aside_parts(self) -> dict[str, KindPart]:
        """The parts of what was put aside; none while nothing is."""
        return {} if self.aside is None else self.aside.parts

    @property
    def network(self) -> NetworkPart:
        """The part of a network's run."""
        # While a lesson is open whose own session has none yet, it is the one that was put aside.
        part = self._parts.get(Run.kind) or self.aside_parts[Run.kind]
        assert isinstance(part, NetworkPart)
        return part

    @property
    def scenario(self) -> Scenario:
        """The experiment of now."""
        return self.network.scenario

    @property
    def naming(self) -> Naming:
        """What the network's quantities are called."""
        return self.network.naming

    @property
    def history(self) -> History:
        """The past of the run."""
        return self.network.history

    @property
    def comparison(self) -> Comparison:
        """The trainings beside this one."""
        return self.network.comparison

    @property
    def swarming(self) -> Swarming:
        """What came of many runs at once."""
        return self.network.swarming

    @property
    def doctor(self) -> Doctor:
        """What goes wrong in the run, and what can be tried."""
        return self.network.doctor

    @property
    def network_edits(self) -> NetworkEdits:
        """What is changed of network, parameters and training."""
        return self.network.edits

    @property
    def data_edits(self) -> DataEdits:
        """What is changed of the examples."""
        return self.network.data_edits

    def slice_along(self, key: Key | None) -> None:
        """Let the slice go along a parameter, or along −∇φ."""
        self.network.slice_along(key)

    def span_by(self, names: tuple[Key, Key]) -> None:
        """Let two parameters span the plane of the landscape."""
        self.network.span_by(names)

    def step_to_row(self, row: int) -> None:
        """Go to a row of the data, or try it out."""
        self.network.step_to_row(row)

    def try_input(self, x: Array) -> None:
        """Try raw inputs out."""
        self.network.try_input(x)

    def select_next(self, by: int) -> None:
        """Select the neuron or edge so many further on."""
        self.network.select_next(by)

    def compare(self, settings: tuple[ContenderSettings, ...], by_examples: bool) -> None:
        """Run other trainings beside this one."""
        self.network.compare(settings, by_examples)

    def compare_run(self, branch: Branch, is_compared: bool) -> None:
        """Draw the curves of a run of the tree like those of the present one, or pale again."""
        self.network.compare_run(branch, is_compared)
