"""What each action does: the tables by which actions are connected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.notation.explanations.pages import Subject
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.views.figure_view import FigureView
from visprop.qt.window.actions import SPECS
from visprop.qt.window.documents import Documents
from visprop.session.exercise.algorithm import Algorithm
from visprop.session.session import Session
from visprop.session.window_state import USUAL_TEXT
from visprop.timeline.position import Unit

if TYPE_CHECKING:
    # Imported late: the first window may show none of them.
    from visprop.qt.panels.equation_panel import EquationPanel
    from visprop.qt.panels.landscape_panel import LandscapePanel

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
        "toggle_break": lambda: session.selection.toggle_break(line_meant(session)),
        "hall_on": partial(playback.step, Unit.LINE),
        "hall_back": partial(playback.step, Unit.LINE, True),
    }


def line_meant(session: Session) -> int:
    """The line that is pointed at, with the pointer or with the keystrokes of the listing; else the present one."""
    pointed = session.selection.pointed
    return pointed.number if pointed is not None and pointed.letter == "line" else session.playback.position.line


def editing_commands(session: Session, documents: Documents, algorithm: Algorithm) -> dict[str, Command]:
    """Files and edits; while the algorithm is executed by hand, the last answer is what undo takes back."""

    def undo() -> None:
        if algorithm.can_undo:
            algorithm.undo()
        else:
            session.edits.undo()

    return {
        "open": documents.open_dialog,
        "import": documents.import_dialog,
        "save": documents.save,
        "save_as": documents.save_as,
        "save_begun": documents.save_begun,
        "save_answers": documents.save_answers,
        "undo": undo,
        "redo": lambda: session.edits.redo(),
        "reset": lambda: session.edits.reset(),
        "new_weights": lambda: session.network_edits.new_weights(),
        "select_next": lambda: session.select_next(1),
        "select_previous": lambda: session.select_next(-1),
        "select_nothing": lambda: session.selection.select(None),
    }


def rebuilding_commands(session: Session) -> dict[str, Command]:
    """Units, layers and parameters of the network, by what is selected."""

    def layer() -> int:
        selected = session.selection.selected
        return selected.layer if selected is not None and selected.layer else 1

    def remove_unit() -> bool:
        selected = session.selection.selected
        unit = selected.j if selected is not None and selected.is_neuron else 0
        return session.network_edits.remove_unit(layer() if session.scenario.network.depth > 1 or unit else 0, unit)

    def add_layer() -> bool:
        selected = session.selection.selected
        after = selected.layer if selected is not None and selected.layer < session.scenario.network.depth else 0
        return session.network_edits.add_layer(after + 1)

    return {
        "add_unit": lambda: session.network_edits.add_unit(layer()),
        "remove_unit": remove_unit,
        "add_layer": add_layer,
        "remove_layer": lambda: session.network_edits.remove_layer(layer()),
        **_parameter_commands(session),
    }


def _parameter_commands(session: Session) -> dict[str, Command]:
    """What is done to the selected parameters."""

    def freeze() -> bool:
        keys, scenario = session.selection.parameters, session.scenario
        if not keys:
            session.changes.tell("Select a weight or a neuron first")
            return False
        return session.network_edits.freeze(keys, bool(scenario.free[scenario.network.single(keys[0])]))

    def tie() -> bool:
        keys, scenario = session.selection.parameters, session.scenario
        if len(keys) == 1 and len(scenario.group_of(scenario.network.single(keys[0]))) > 1:
            return session.network_edits.untie(keys)
        return session.network_edits.tie(keys) if keys else False

    def copy_values() -> None:
        # It reads tables, which the first window does not.
        from visprop.qt.copied_values import copy_selected

        copy_selected(session)

    def paste_values() -> bool:
        from visprop.qt.copied_values import paste_into_selected

        return paste_into_selected(session)

    return {"tie": tie, "freeze": freeze, "copy_values": copy_values, "paste_values": paste_values}


def window_commands(session: Session) -> dict[str, Command]:
    """How large the text is, and what commands say themselves that they do."""
    state = session.window
    return {
        "text_larger": state.larger,
        "text_smaller": state.smaller,
        "text_usual": partial(state.set_text, USUAL_TEXT),
        **{spec.name: partial(spec.does, session) for spec in SPECS.values() if spec.does is not None},
    }


def dialog_commands(dialogs: Dialogs) -> dict[str, Command]:
    """What opens a window beside the main one, or a panel in it."""
    return {
        "new": dialogs.start_page,
        "export": dialogs.export,
        "animate": dialogs.animate,
        "web": dialogs.web,
        "code": dialogs.code,
        "worksheet": dialogs.worksheet,
        "print": dialogs.print_,
        "copy_picture": dialogs.copy_picture,
        "check": dialogs.check,
        "nudge": dialogs.nudge,
        "compare": dialogs.compare,
        "swarm": dialogs.swarm,
        "preferences": dialogs.preferences,
        "palette": dialogs.palette,
        "about": dialogs.about,
    }


def view_commands(
    views: Callable[[], FigureView], equations: Callable[[], EquationPanel], landscape: Callable[[], LandscapePanel]
) -> dict[str, Command]:
    """What a view does; the shortcuts for enlarging mean the one that has the focus."""
    return {
        "zoom_in": lambda: views().zoom_in(),
        "zoom_out": lambda: views().zoom_out(),
        "fit": lambda: views().fit(),
        "next_path": lambda: equations().next_path(),
        "previous_path": lambda: equations().previous_path(),
        "play_paths": lambda: equations().play_paths(),
        "follow": lambda: landscape().follow(),
        "directions": lambda: landscape().draw_directions(),
    }


def asking_commands(ask: Callable[[Subject], object]) -> dict[str, Command]:
    """What the equations are asked about."""
    names = {
        "why": Subject.WHY,
        "selected": Subject.SELECTED,
        "unwound": Subject.UNWOUND,
        "partials": Subject.PARTIALS,
        "terms": Subject.TERMS,
        "beside": Subject.BESIDE,
        "descent": Subject.DESCENT,
        "derivatives": Subject.DERIVATIVES,
        "errata": Subject.ERRATA,
    }
    return {name: partial(ask, subject) for name, subject in names.items()}


def switches(session: Session, landscape: Callable[[], LandscapePanel]) -> dict[str, Switch]:
    """The checkable actions that are no options of views."""
    playback, selection = session.playback, session.selection
    return {
        "reduce_motion": Switch(lambda: playback.reduce_motion, playback.set_reduce_motion),
        "pick": Switch(lambda: selection.is_picking, selection.begin_picking),
        "hold": Switch(lambda: session.options[LandscapeOptions.plane].held is not None, lambda on: landscape().hold(on)),
    }
