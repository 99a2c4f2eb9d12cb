"""A bench in the window: its controls beside its pictures, over its page."""

from __future__ import annotations

from visprop.benches.entry import BenchEntry
from visprop.figures.dock import Dock
from visprop.qt.adapter import Adapter
from visprop.qt.panels.controls_panel import ControlsPanel
from visprop.qt.panels.course_panel import CoursePanel
from visprop.qt.panels.hall import Hall
from visprop.qt.window.kind_window import KindWindow, PanelSpec
from visprop.scenario.workspaces import Workspace, column, row


def bench_window(entry: BenchEntry) -> KindWindow:
    """What belongs to a bench; its views stand where they say."""
    views = entry.bench.views
    controls, course = f"{entry.name}-controls", f"{entry.name}-course"

    def hall(adapter: Adapter) -> Hall:
        return Hall(adapter, views[0])

    return KindWindow(
        workspaces=_workspaces(entry),
        panels={
            spec.name: spec
            for spec in (
                PanelSpec(course, "Course", CoursePanel, Dock({"lesson": "course"}), scrolls=False),
                PanelSpec(controls, "Controls", ControlsPanel, Dock({"bench": "controls", "lesson": "controls"})),
                PanelSpec(f"{entry.name}-hall", "Present", hall, Dock({"present": "hall"}), scrolls=False),
            )
        },
        hall=hall,
        actions=frozenset({"course"}),
        keys_of=(f"{entry.name}-hall", course, views[0].name),
    )


def _workspaces(entry: BenchEntry) -> dict[str, Workspace]:
    """Its arrangements."""
    shown = {view.name: place for view in entry.bench.views if view.dock is not None for place in view.dock.places.values()}
    seen = tuple((place,) for place in ("picture", "page") if place in shown.values())
    beside = column((56, 44), *seen) if len(seen) > 1 else seen[0]
    narrow = tuple(place for (place,) in seen)
    # What is set stands behind the equations, or below the picture where there are none.
    lesson = column((58, 42), seen[0], (*narrow[1:], "controls"))
    return {
        "bench": Workspace(
            "bench", "Bench", f"{entry.title}: {entry.tip}",
            wide=row((26, 74), ("controls",), beside), medium=row((32, 68), ("controls",), beside),
            upper=(*narrow[:1], "controls"), lower=narrow[1:],
        ),
        "lesson": Workspace(
            "lesson", "Lesson", "A book: the course, beside what it speaks of",
            wide=row((34, 66), ("course",), lesson), medium=row((40, 60), ("course",), lesson),
            upper=("course",), lower=(*narrow, "controls"), next_unit="", shows=shown,
        ),
        "present": Workspace(
            "present", "Present", "A hall: the picture in large type; page up and page down step",
            wide=("hall",), medium=("hall",), upper=("hall",), lower=(), is_bare=True,
        ),
    }  # fmt: skip
