"""What the window does with a panel once it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from visprop.figures.option import Menu
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.notation.explanations.pages import Subject
from visprop.qt.adapter import Adapter
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.window.actions import Actions
from visprop.qt.window.docks import Docks
from visprop.qt.window.documents import Documents
from visprop.qt.window.option_controls import menu_entries
from visprop.qt.window.panel_commands import PanelCommands

if TYPE_CHECKING:
    # Imported late: the first window needs few of them.
    from visprop.qt.panels.algorithm_panel import AlgorithmPanel
    from visprop.qt.panels.data_panel import DataPanel
    from visprop.qt.panels.equation_panel import EquationPanel
    from visprop.qt.panels.hunt_panel import HuntPanel
    from visprop.qt.panels.landscape_panel import LandscapePanel
    from visprop.qt.panels.network_panel import NetworkPanel
    from visprop.qt.panels.scenario_panel import ScenarioPanel
    from visprop.qt.panels.selection_panel import SelectionPanel
    from visprop.qt.panels.table_panels import CheckPanel


class Connections:
    """Joins the buttons of panels with what they are for.

    Args:
        docks: in which the panels are, and which tell when one is made.
        adapter: the session's clock.
        documents: what opens and saves.
        dialogs: what asks.
        commands: what brings panels up.
        actions: the window's.
    """

    def __init__(
        self, docks: Docks, adapter: Adapter, documents: Documents, dialogs: Dialogs, commands: PanelCommands, actions: Actions
    ) -> None:
        self._docks, self._adapter, self._documents = docks, adapter, documents
        self._dialogs, self._commands, self._actions = dialogs, commands, actions
        joined: dict[str, Callable[[Any], object]] = {
            "network": self._join_network, "landscape": self._join_landscape, "equations": self._join_equations,
            "scenario": self._join_scenario, "selected": self._join_selected, "data": self._join_data,
            "check": self._join_check, "algorithm": self._join_algorithm, "hunt": self._join_hunt,
        }  # fmt: skip
        for name, join in joined.items():
            docks.join(name, join)

    def _why(self) -> None:
        self._commands.answer(Subject.WHY)

    def _join_network(self, panel: NetworkPanel) -> None:
        panel.strip.why.clicked.connect(self._why)
        panel.strip.change.clicked.connect(self._actions["edit_value"].trigger)

    def _join_landscape(self, panel: LandscapePanel) -> None:
        solid = LandscapeOptions.solid.action
        others = [self._actions[name] if name else None for name in menu_entries(Menu.LANDSCAPE.value) if name != solid]
        panel.add_actions(self._actions[solid], others)

    def _join_equations(self, panel: EquationPanel) -> None:
        panel.badge.clicked.connect(self._dialogs.check)

    def _join_scenario(self, panel: ScenarioPanel) -> None:
        panel.settings.clicked.connect(lambda: self._docks.bring_up("training"))
        panel.to_end.clicked.connect(self._commands.run_to_end)
        panel.describe.clicked.connect(self._commands.describe)

    def _join_selected(self, panel: SelectionPanel) -> None:
        panel.why.clicked.connect(self._why)

    def _join_data(self, panel: DataPanel) -> None:
        panel.import_wanted.connect(self._documents.import_dialog)
        panel.function_wanted.connect(self._documents.tables.ask_function)
        panel.set_wanted.connect(self._documents.tables.take_set)

    def _join_check(self, panel: CheckPanel) -> None:
        panel.again.clicked.connect(self._dialogs.check)

    def _join_algorithm(self, panel: AlgorithmPanel) -> None:
        panel.save_wanted.connect(lambda: self._documents.save_grades(self._adapter.algorithm.records))

    def _join_hunt(self, panel: HuntPanel) -> None:
        panel.check.clicked.connect(self._dialogs.check)
        panel.nudge.clicked.connect(self._dialogs.nudge)
        panel.save_wanted.connect(lambda: self._documents.save_grades(self._adapter.hunt.records))
