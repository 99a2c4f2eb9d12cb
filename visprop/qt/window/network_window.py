"""A network's run in the window: its panels, its workspaces, its commands."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QWidget

from visprop.engine.registry import Registry
from visprop.figures.dock import Dock
from visprop.qt.adapter import Adapter
from visprop.qt.window.actions import EVERY_KIND, SPECS
from visprop.qt.window.kind_window import KindWindow, PanelSpec
from visprop.scenario.workspaces import WORKSPACES


def _late(module: str, kind: str) -> Callable[[Adapter], QWidget]:
    """Makes a panel whose module is loaded only then: the first window does without."""
    return lambda adapter: cast(QWidget, getattr(import_module(f"visprop.qt.panels.{module}"), kind)(adapter))


PANELS: Registry[PanelSpec] = Registry((
    PanelSpec(
        "scenario", "Scenario", _late("scenario_panel", "ScenarioPanel"),
        Dock(dict.fromkeys(("step", "descend", "data"), "experiment")),
    ),
    PanelSpec(
        "selected", "Selected", _late("selection_panel", "SelectionPanel"),
        Dock(dict.fromkeys(("step", "descend"), "detail"), aside=("descend",)),
    ),
    PanelSpec("watch", "Watch", _late("watch_panel", "WatchPanel"), Dock({"step": "detail"}, aside=("step",))),
    PanelSpec(
        "algorithm", "Be the algorithm", _late("algorithm_panel", "AlgorithmPanel"), Dock({"step": "equations"}, aside=("step",)),
    ),
    PanelSpec("hunt", "Find the bug", _late("hunt_panel", "HuntPanel"), Dock({"step": "equations"}, aside=("step",))),
    PanelSpec(
        "check", "Gradient check", _late("table_panels", "CheckPanel"), Dock({"descend": "equations"}), scrolls=False),
    PanelSpec(
        "training", "Training", _late("training_panel", "TrainingPanel"), Dock({"descend": "detail", "data": "experiment"}),
        scrolls=False),
    PanelSpec("data", "Data", _late("data_panel", "DataPanel"), Dock({"data": "table"}), scrolls=False),
    PanelSpec(
        "runs", "Runs", _late("runs_panel", "RunsPanel"), Dock({"descend": "runs", "data": "runs"}), scrolls=False),
    PanelSpec(
        "doctor", "Doctor", _late("doctor_panel", "DoctorPanel"),
        Dock({"step": "detail", "descend": "runs", "data": "runs"}, aside=("step", "descend", "data")),
    ),
    PanelSpec(
        "parameters", "Parameters", _late("parameter_table", "ParameterPanel"), Dock({"data": "parameters"}), scrolls=False),
    PanelSpec(
        "course", "Course", _late("course_panel", "CoursePanel"), Dock({"lesson": "page"}), scrolls=False),
    PanelSpec(
        "lesson", "Words and symbols", _late("lesson_panel", "LessonPanel"), Dock({"lesson": "page"}), scrolls=False),
    PanelSpec(
        "present", "Present", _late("present_panel", "PresentPanel"), Dock({"present": "hall"}), scrolls=False),
))  # fmt: skip
"""The panels beside the views."""


def network_window() -> KindWindow:
    """What belongs to a network's run."""
    return KindWindow(
        workspaces=WORKSPACES,
        panels=PANELS,
        hall=_late("present_panel", "PresentPanel"),
        keys_of=("present", "course", "network", "landscape", "lesson"),
        actions=frozenset(SPECS) - EVERY_KIND | {"on_bench"},
    )
