"""What each action does: the tables by which actions are connected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from visprop.figures.base.style import DARK, LIGHT
from visprop.notation.explanations.pages import Subject
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.panels.equation_panel import EquationPanel
from visprop.qt.panels.landscape_panel import LandscapePanel
from visprop.qt.views.network_view import NetworkView
from visprop.qt.window.documents import Documents
from visprop.session.session import Session
from visprop.timeline.position import Unit

Command = Callable[[], object]


class Switch(NamedTuple):
    """What a checkable action shows, and what it does."""

    is_on: Callable[[], bool]
    set: Callable[[bool], object]


def moving_commands(session: Session) -> dict[str, Command]:
    """Stepping and running."""
    playback = session.playback
    found: dict[str, Command] = {"first": lambda: playback.go(playback.experiment.walk.start), "run": playback.toggle}
    for unit in Unit:
        found[unit.value] = partial(playback.step, unit)
        found[f"{unit.value}_back"] = partial(playback.step, unit, True)
    return found | {
        "faster": lambda: playback.set_speed(playback.speed_index + 1),
        "slower": lambda: playback.set_speed(playback.speed_index - 1),
        "toggle_break": lambda: session.selection.toggle_break(playback.position.line),
    }


def editing_commands(session: Session, documents: Documents) -> dict[str, Command]:
    """Files and edits."""
    return {
        "open": documents.open_dialog,
        "save": documents.save,
        "save_as": documents.save_as,
        "undo": lambda: session.edits.undo(),
        "redo": lambda: session.edits.redo(),
        "reset": lambda: session.edits.reset(),
        "new_weights": lambda: session.edits.new_weights(),
    }


def dialog_commands(dialogs: Dialogs) -> dict[str, Command]:
    """What opens a window beside the main one."""
    return {
        "export": dialogs.export,
        "copy_picture": dialogs.copy_picture,
        "data_table": dialogs.data,
        "training": dialogs.training,
        "check": dialogs.check,
        "check_work": dialogs.check_work,
        "nudge": dialogs.nudge,
        "compare": dialogs.compare,
        "shortcuts": dialogs.shortcuts,
        "about": dialogs.about,
    }


def view_commands(network: NetworkView, equations: EquationPanel, landscape: LandscapePanel) -> dict[str, Command]:
    """What a view does."""
    return {
        "zoom_in": network.zoom_in,
        "zoom_out": network.zoom_out,
        "fit": network.fit,
        "next_path": equations.next_path,
        "previous_path": equations.previous_path,
        "play_paths": equations.play_paths,
        "follow": landscape.follow,
        "directions": landscape.draw_directions,
    }


def asking_commands(ask: Callable[[Subject], object]) -> dict[str, Command]:
    """What the equations are asked about."""
    names = {
        "why": Subject.WHY,
        "selected": Subject.SELECTED,
        "unwound": Subject.UNWOUND,
        "partials": Subject.PARTIALS,
        "terms": Subject.TERMS,
        "descent": Subject.DESCENT,
        "derivatives": Subject.DERIVATIVES,
        "errata": Subject.ERRATA,
    }
    return {name: partial(ask, subject) for name, subject in names.items()}


def switches(session: Session, landscape: LandscapePanel) -> dict[str, Switch]:
    """The checkable actions."""
    view, playback, selection = session.view, session.playback, session.selection
    return {
        "symbols": Switch(lambda: view.options.symbols, view.set_symbols),
        "equation": Switch(lambda: view.options.equation, view.set_equation),
        "whole": Switch(lambda: view.options.whole, view.set_whole),
        "sums": Switch(lambda: view.options.sums, view.set_sums),
        "steps": Switch(lambda: view.options.steps, view.set_steps),
        "log_cost": Switch(lambda: view.options.log_cost, view.set_log_cost),
        "dark": Switch(lambda: view.options.theme is DARK, lambda on: view.set_theme(DARK if on else LIGHT)),
        "reduce_motion": Switch(lambda: playback.reduce_motion, playback.set_reduce_motion),
        "solid": Switch(lambda: view.options.solid, view.set_solid),
        "tangent": Switch(lambda: view.options.tangent, view.set_tangent),
        "example_steps": Switch(lambda: view.options.example_steps, view.set_example_steps),
        "pick": Switch(lambda: selection.is_picking, selection.begin_picking),
        "hold": Switch(lambda: view.options.plane.held is not None, landscape.hold),
    }
