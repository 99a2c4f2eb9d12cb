"""The network, alive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import ON_SCREEN, Lettering
from visprop.figures.base.told import Group, told_groups
from visprop.figures.choices import AUTOMATIC
from visprop.figures.drawing import network_request
from visprop.figures.line_equation import line_equation, unset
from visprop.figures.moment import ViewOptions
from visprop.figures.network.forms.registry import MAP
from visprop.figures.network.hints import hint
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to, number
from visprop.notation.glossary import meaning_of_key
from visprop.qt.adapter import Adapter
from visprop.qt.views.layer_tools import LayerTools, fill_layer_menu
from visprop.qt.views.network_layouts import Layouts
from visprop.qt.views.session_view import SessionView
from visprop.qt.views.value_editor import ValueEditor
from visprop.scenario.parameters import with_values
from visprop.timeline.parts import Part

_DRAG = 4
_COARSE, _FINE = 0.01, 0.001
"""How much a value changes with each point that it is dragged."""


class NetworkView(SessionView):
    """Paints the session's frame; a click selects, a double click lets a value be typed, what is selected can be dragged."""

    _from = _dragged_to = 0.0

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)
        self._network = self.session.scenario.network
        self._layouts = Layouts(self)
        self._layouts.made.connect(self.draw_soon)
        self.tools = LayerTools(self, self.session, self.to_widget)
        self.editor = ValueEditor(self, self._on_typed, self.session.changes.tell)
        self._drags: Key | None = None
        adapter.watch(self.refresh, (Part.WINDOW,))
        self.pointed.connect(self.session.selection.point)
        self.clicked.connect(self._on_clicked)

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        if self.session.scenario.network is not self._network:
            self._network = self.session.scenario.network
            self.fit()
        moment, options = self.session.moment(), self.finished_options(options).choose(NetworkChoices.editing, self.is_edited)
        options = options.choose(NetworkChoices.lettering, self.lettering(size))
        request = network_request(moment, options, size)
        if request is not None and not self._layouts.has(request):
            return None
        figure = super().drawn(options, size)
        if options[NetworkChoices.equation] and not moment.at_speed and (equation := line_equation(moment, options)) is not None:
            for formula in unset(equation):
                self.set_beside(formula)
        return figure

    def finished(self, size: tuple[float, float], options: ViewOptions | None = None) -> Figure:
        chosen = (options or self.session.options).choose(NetworkChoices.lettering, self.lettering(size))
        return super().finished(size, chosen)

    def lettering(self, size: tuple[float, float]) -> Lettering:
        """How large the letters are in a picture of a size; in a file they are those of print."""
        return ON_SCREEN

    def finished_options(self, options: ViewOptions) -> ViewOptions:
        """In the workbench neurons of one or two inputs bear their answers over them, if no other form is chosen."""
        is_pictured = self.is_edited and self.session.scenario.network.sizes[0] <= 2 and options[NetworkChoices.form] == AUTOMATIC
        return options.choose(NetworkChoices.form, MAP) if is_pictured else options

    # Rebuilding, and values in place

    @property
    def is_edited(self) -> bool:
        """Whether the network is rebuilt in the picture: in the workbench it is."""
        return self.session.window.workspace == "data"

    def state(self) -> object:
        return super().state(), self.is_edited

    def placed(self, figure: Figure) -> None:
        self._follow_tools()

    def _follow_tools(self) -> None:
        self.tools.follow(self.figure, self.is_edited and self.zoom == 1.0)

    def pan_by(self, by: QPointF) -> None:
        super().pan_by(by)
        self._follow_tools()

    def fit(self) -> None:
        super().fit()
        self._follow_tools()

    def edit(self, key: Key, place: QPointF | None = None) -> None:
        """Let the value of a weight, or of a neuron's bias, be typed where it stands, or at a place."""
        parameter = key.parameter
        if not parameter.is_parameter:
            return
        self.session.playback.pause()
        index = self.session.scenario.network.single(parameter)
        self.editor.begin(parameter, float(self.session.playback.frame.p[index]), place or self._middle_of(key))

    def choose_of_layer(self) -> None:
        """Open what can be done with the layer of what is selected, or with the first."""
        selected = self.session.selection.selected
        layer = selected.layer if selected is not None and selected.layer else 1
        menu = QMenu(self)
        fill_layer_menu(menu, self.session, layer)
        # A menu is hidden, not closed.
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().center()))

    def place_of_selected(self) -> QPoint:
        """Where in the widget what is selected stands; its middle if nothing is."""
        selected = self.session.selection.selected
        return self.rect().center() if selected is None else self._middle_of(selected).toPoint()

    def _middle_of(self, key: Key) -> QPointF:
        """Where in the widget something of the figure stands; the widget's middle if it is not drawn."""
        place = None if self.figure is None else self.figure.middle_of(key.place)
        return QPointF(self.rect().center()) if place is None else self.to_widget(*place)

    def _on_typed(self, key: Key, value: float) -> None:
        self.session.network_edits.set_values({key: value}, is_typed=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        if key is not None and key.place.parameter.is_parameter:
            self.edit(key.place, event.position())
        else:
            super().mouseDoubleClickEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        key, selected = self.key_at(event.position()), self.session.selection.selected
        is_held = event.button() == Qt.MouseButton.LeftButton and key is not None and selected is not None
        self._drags = selected if is_held and key is not None and key.place == selected and self.zoom == 1.0 else None
        self._from = event.position().y()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        by = self._from - event.position().y()
        if self._drags is None or (not self._dragged and abs(by) < _DRAG):
            super().mouseMoveEvent(event)
            return
        # What is selected is dragged up and down, ten times finer with Shift.
        self._dragged = True
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._dragged_to = self._value_of(self._drags) + by * (_FINE if is_fine else _COARSE)
        self.session.playback.pause()
        frame = self.session.playback.frame
        scenario = self.session.scenario.with_parameters(frame.p)
        tried = with_values(scenario, {self._drags.parameter: self._dragged_to}).p0
        name = self.session.naming.text(self._drags.parameter)
        self.session.playback.try_out(
            tried, frame, f"{name} is dragged to {number(self._dragged_to, self.session.options.digits)}"
        )

    def _value_of(self, key: Key) -> float:
        return float(self.session.playback.frame.p[self.session.scenario.network.single(key.parameter)])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        key, self._drags = self._drags, None
        if key is not None and self._dragged:
            self._drag = None
            self.session.playback.end_trial()
            self.session.network_edits.set_values({key.parameter: self._dragged_to})
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        selected = self.session.selection.selected
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and selected is not None:
            self.edit(selected)
        else:
            super().keyPressEvent(event)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is None:
            return ""
        told = (hint(self.session.playback.frame, key, self.session.naming), meaning_of_key(key, self.session.options.dress))
        return "\n".join(filter(None, told))

    def words(self, x: float, y: float, key: Key) -> str:
        """The same with as many digits as are shown: all of them stand in the tool tip."""
        return hint(self.session.playback.shown, key, self.session.naming, self._rounded)

    def _rounded(self, value: float) -> str:
        return equal_to(value, self.session.options.digits)

    def told(self) -> Sequence[Group]:
        # Its numbers are told with the neurons and edges beside which they stand.
        return [] if self.figure is None else told_groups(self.figure, self.words, self.hint)

    def heading(self) -> str:
        return self.session.own.line_told()

    def _on_clicked(self, key: Key | None) -> None:
        selection = self.session.selection
        place = None if key is None else key.place
        if key is None or place is None or not (place.is_neuron or place.letter == "w"):
            selection.select(None)
        elif not selection.is_picking:
            is_more = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            (selection.gather if is_more else selection.select)(place)
        elif (pair := selection.pick(place.parameter)) is not None:
            self.session.span_by(pair)
