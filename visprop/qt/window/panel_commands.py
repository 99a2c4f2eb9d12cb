"""What actions do with panels: bring one up, and begin there what it is for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from visprop.figures.pages.equation_options import EquationOptions
from visprop.lessons.conditions import Asks
from visprop.lessons.lesson import Step
from visprop.notation.explanations.pages import Subject
from visprop.qt.adapter import Adapter
from visprop.qt.views.network_view import NetworkView
from visprop.qt.window.arrangement import Arrangement
from visprop.qt.window.commands import Command
from visprop.qt.window.docks import Docks
from visprop.timeline.parts import Part

if TYPE_CHECKING:
    from visprop.engine.check import Check


class PanelCommands:
    """Brings panels up.

    Args:
        adapter: the session and its clock.
        docks: where the panels are.
        arrangement: knows the workspace.
        network: the network's picture, in which values are typed where no panel is for it.
    """

    def __init__(self, adapter: Adapter, docks: Docks, arrangement: Arrangement, network: NetworkView) -> None:
        self._adapter, self._session = adapter, adapter.session
        self._docks, self._arrangement, self._network = docks, arrangement, network
        self._step: Step | None = None
        adapter.watch(self._follow_lesson, (Part.LESSON,))

    def by_action(self) -> dict[str, Command]:
        """What each action does."""
        panels = {"data_table": "data", "glossary": "lesson"} | {name: name for name in ("training", "parameters", "doctor")}
        return {action: partial(self._docks.bring_up, name) for action, name in panels.items()} | {
            "edit_value": self.edit_value,
            "enlarge": self.enlarge,
            "slice": self.show_slice,
            "be_algorithm": self.be_algorithm,
            "course": self.course,
            "find_bug": self.find_bug,
            "layer": self._network.choose_of_layer,
            "run_to_stop": self.run_to_end,
        }

    def enlarge(self) -> None:
        """Give the panel with the focus, or else the first of the workspace, all the room, or no longer."""
        first = self._docks.names(self._arrangement.workspace)[0]
        self._arrangement.enlarge(self._docks.name_of(QApplication.focusWidget()) or first)

    def show_view(self, name: str) -> None:
        """Bring up a view of what has just been opened."""
        self._adapter.deliver()
        self._docks.bring_up(name)

    def edit_value(self) -> None:
        """Let a value be typed for what is selected, in the panel of that name or in the picture; the title where nothing is."""
        selected = self._session.selection.selected
        if selected is None:
            self.describe()
            return
        if "selected" not in self._docks.names(self._arrangement.workspace):
            self._network.edit(selected)
            return
        self._docks.bring_up("selected")
        self._adapter.deliver()
        from visprop.qt.panels.selection_panel import SelectionPanel

        self._docks.panel("selected", SelectionPanel).edit()

    def describe(self) -> None:
        """Ask for the title and the notes."""
        # Imported late: the first window does not need it.
        from visprop.qt.dialogs.describing import DescribeDialog

        dialog = DescribeDialog(self._session, self._network.window())
        dialog.exec()
        dialog.deleteLater()

    def run_to_end(self) -> None:
        """Train until a condition ends it; where there is none, ask for one."""
        if not self._session.playback.run_to_stop():
            from visprop.qt.panels.training_panel import TrainingPanel

            self._docks.bring_up("training")
            self._docks.panel("training", TrainingPanel).ask_for_end()

    def show_slice(self) -> None:
        """Bring the slice to the front; along what is selected, if something is."""
        self._docks.bring_up("slice")
        selected = self._session.selection.selected
        self._session.slice_along(None if selected is None else selected.parameter)

    def be_algorithm(self) -> None:
        """Let the user execute the next update; one that is at work goes on."""
        from visprop.qt.panels.algorithm_panel import AlgorithmPanel

        self._adapter.hunt.leave()
        self._adapter.course.leave()
        self._docks.bring_up("algorithm")
        panel = self._docks.panel("algorithm", AlgorithmPanel)
        (panel.start if self._adapter.algorithm.is_on else panel.begin)()
        self._bring_up_once_arranged("algorithm")

    def _follow_lesson(self) -> None:
        """Bring up the controls of a bench where a lesson lets its reader do something with them."""
        step, before = self._adapter.course.step, self._step
        self._step = step
        controls = f"{self._session.kind.name}-controls"
        is_act = step is not None and step.asks is not None and step.asks.asks is Asks.ACT
        if step is not before and is_act and controls in self._docks.of_now:
            self._docks.bring_up(controls)

    def course(self) -> None:
        """Show the course, and let its keys lead."""
        self._session.window.choose("lesson")
        self._adapter.deliver()
        name = next(name for name in self._docks.of_now if name.endswith("course"))
        self._docks.bring_up(name)
        self._docks.panel(name, QWidget).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_bug(self) -> None:
        """Let the user find a planted error; one that is at work goes on."""
        from visprop.qt.panels.hunt_panel import HuntPanel

        self._adapter.algorithm.leave()
        self._adapter.course.leave()
        self._docks.bring_up("hunt")
        self._docks.panel("hunt", HuntPanel).start()

    def _bring_up_once_arranged(self, name: str) -> None:
        """Show a panel again in the workspace that its exercise has chosen."""
        self._adapter.deliver()
        self._docks.bring_up(name)

    def answer(self, subject: Subject) -> None:
        """Let the equations be about something."""
        self._docks.bring_up("equations")
        self._session.view.ask(subject)

    def ask(self, subject: Subject) -> None:
        """The same, or, asked again, about the present line."""
        self.answer(Subject.LINE if self._session.options[EquationOptions.subject] is subject else subject)

    def show_check(self, found: Check, again: str, update: int) -> None:
        """Show what a gradient check at an update found."""
        self._docks.bring_up("check")
        # Imported late: the first window does not need it.
        from visprop.qt.panels.table_panels import CheckPanel

        self._docks.panel("check", CheckPanel).show_check(found, again, update)
