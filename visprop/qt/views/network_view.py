"""The network, alive."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.typeset import typeset
from visprop.figures.drawing import line_equation, unset
from visprop.figures.moment import ViewOptions
from visprop.figures.network.hints import hint
from visprop.figures.pages.equations import SIZE
from visprop.figures.views import View
from visprop.notation.glossary import meaning_of_key
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView
from visprop.timeline.work import LIMIT


class NetworkView(SessionView):
    """Paints the session's frame; a click selects, a double click asks to edit."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)
        self._network = self.session.scenario.network
        self.pointed.connect(self.session.selection.point)
        self.clicked.connect(self._on_clicked)

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        if self.session.scenario.network is not self._network:
            self._network = self.session.scenario.network
            self.fit()
        figure = super().drawn(options, size)
        moment = self.session.moment()
        if options.equation and not moment.at_speed and (equation := line_equation(moment, options)) is not None:
            for latex in unset(equation[1]):
                # Beside the window; the picture is drawn again when it is there.
                self.session.background.ask(("formula", latex), LIMIT + 1.0, partial(typeset, latex, SIZE))
        return figure

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is None:
            return ""
        told = (hint(self.session.playback.frame, key, self.session.naming), meaning_of_key(key))
        return "\n".join(filter(None, told))

    def _on_clicked(self, key: Key | None) -> None:
        selection = self.session.selection
        can_be_changed = key is not None and (key.is_neuron or key.letter == "w")
        if not can_be_changed or key is None:
            selection.select(None)
        elif not selection.is_picking:
            selection.select(key)
        elif (pair := selection.pick(key.parameter)) is not None:
            self.session.view.set_plane(self.session.options.plane.along(pair))
