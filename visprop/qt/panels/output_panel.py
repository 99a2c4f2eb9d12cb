"""The output with the choice of its picture, and for a map of the inputs that it varies."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from visprop.figures.choices import HELD_WORDS, SHOWN_WORDS, Held, Shown
from visprop.figures.output_work import moment_probe, shown_of
from visprop.figures.plots.plot_options import OutputOptions
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.panels.option_box import as_wide_as_chosen, be_quiet, caption
from visprop.qt.panels.panel_parts import choice_box, flow_of, set_choice, whole_box
from visprop.qt.views.output_view import OutputView
from visprop.timeline.parts import Part


class OutputPanel(QWidget):
    """Which picture, above it; of a map of more than two inputs which two, and where the others are held."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.view = OutputView(adapter, view)
        self.shows = whole_box("Picture of the output", "Which picture the output shows", SHOWN_WORDS)
        self.shows.activated.connect(self._on_shows)
        be_quiet(self.shows)
        self.across = choice_box("Input across", "The input on the horizontal axis of the map", dict[int, str]())
        self.up = choice_box("Input up", "The input on the vertical axis of the map", dict[int, str]())
        self.held = whole_box("Other inputs", "Where the inputs are held that the map does not vary", HELD_WORDS)
        for box in (self.across, self.up):
            box.activated.connect(self._on_inputs)
        self.held.activated.connect(lambda index: self._session.choose(OutputOptions.held, self.held.itemData(index)))
        self._map = (caption("across"), self.across, caption("up"), self.up, self.held)
        self._names: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(flow_of((caption("shows"), self.shows, *self._map), top=4, side=14))
        layout.addWidget(self.view, 1)
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS, Part.SELECTION), every=10)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen, and what can be."""
        session, own = self._session, self._session.options.of(OutputOptions)
        for index, (shown, words) in enumerate(SHOWN_WORDS.items()):
            set_choice(self.shows, index, words, session.network.unfit(OutputOptions.shows, shown))
        self.shows.setCurrentIndex(self.shows.findData(own.shows))
        as_wide_as_chosen(self.shows)
        is_map = len(self.view.input_names) > 2 and shown_of(session.moment(), session.options) is Shown.MAP
        for widget in self._map:
            widget.setVisible(is_map)
        if is_map:
            self._show_inputs(self._inputs, own.held)

    @property
    def _inputs(self) -> tuple[int, int]:
        """The inputs that the map varies, from 1."""
        across, up = moment_probe(self._session.moment(), self._session.options).axes
        return across + 1, up + 1

    def _show_inputs(self, inputs: tuple[int, int], held: Held) -> None:
        names = tuple(self.view.input_names)
        if names != self._names:
            self._names = names
            for box in (self.across, self.up):
                box.clear()
                for at, name in enumerate(names, start=1):
                    box.addItem(name, at)
        for box, at in zip((self.across, self.up), inputs, strict=True):
            box.setCurrentIndex(at - 1)
        self.held.setCurrentIndex(self.held.findData(held))

    def _on_shows(self, index: int) -> None:
        self._session.choose(OutputOptions.shows, self.shows.itemData(index))
        # A refused one is put back.
        self.refresh()

    def _on_inputs(self) -> None:
        now = self._inputs
        first, second = self.across.currentData(), self.up.currentData()
        if first == second:
            # Two equal axes span no plane: the other list takes the input that this one had.
            first, second = (now[1], second) if first == now[0] else (first, now[0])
        self._session.choose(OutputOptions.inputs, (first, second))
