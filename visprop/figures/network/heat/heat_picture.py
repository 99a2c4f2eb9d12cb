"""The picture of a network with very many edges: its layers as heat maps, the neuron in focus, and the key."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import COST, Key
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import told_places
from visprop.figures.base.shapes import Box, Figure, Label, Segments, Shape, Targets, single
from visprop.figures.base.style import FULL_FILL, page_margin
from visprop.figures.base.text import Run, plain, width
from visprop.figures.choices import EdgeValue, Layers, Legend
from visprop.figures.network.edges.values import edge_values
from visprop.figures.network.forms.node import fitted
from visprop.figures.network.heat.blocks import Rectangle, heat_layout
from visprop.figures.network.heat.layer import Layer
from visprop.figures.network.heat.shades import image, shared
from visprop.figures.network.heat.spotlight import Focus, FocusPanel
from visprop.figures.network.legend.marks import ramp_mark
from visprop.figures.network.measures import LEGEND, LINES, REACH
from visprop.figures.network.measures_of_maps import HEAT
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import Passes
from visprop.figures.network.units.pixels import picture_of
from visprop.notation.expression.numbers import equal_to
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

MOST_EDGES = 10_000
"""A network of more edges is drawn so, if nothing else is chosen."""


def has_heat_picture(frame: Frame, options: NetworkOptions) -> bool:
    """Whether a network is drawn so: by choice, or since it has very many edges."""
    sizes, chosen = frame.scenario.network.sizes, options.chosen.layers
    count = sum(m * n for m, n in zip(sizes, sizes[1:], strict=False))
    is_wanted = chosen is Layers.HEAT or (chosen is Layers.AUTOMATIC and count > MOST_EDGES)
    return is_wanted and options.dress.has_numbers and options.route is None


def heat_figure(frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> Figure:
    """The picture of a frame of such a network."""
    return _HeatPicture(frame, size, options, progress).figure()


Words = tuple[Run, ...]

_NAMES = {
    EdgeValue.WEIGHT: ("weight", "w"),
    EdgeValue.CONTRIBUTION: ("contribution", "w a"),
    EdgeValue.GRADIENT: ("gradient", "∂c/∂w"),
    EdgeValue.UPDATE: ("update", "Δw"),
}
"""What is shown, in words and as it is written."""


class _HeatPicture:
    """Builds the picture, layer by layer."""

    def __init__(self, frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> None:
        self._frame, self._options, self._theme = frame, options, options.theme
        self._network = frame.scenario.network
        self._passes = Passes(frame, options.theme, progress)
        page, names = (float(size[0]), float(size[1])), frame.scenario.data.input_names
        picture = picture_of(self._network.sizes[0], names)
        self._heat = heat_layout(
            self._network.sizes, page, picture, options.head_room, options.digits, options.chosen.lettering,
            2 if options.legend is Legend.WHOLE else 1,
        )  # fmt: skip
        self._layers = [Layer(block, self._heat, self._network, self._theme) for block in self._heat.blocks]
        self._values = [self._values_of(layer) for layer in range(1, self._network.depth + 1)]
        self._shapes: list[Shape] = []
        self._targets: list[Targets] = []

    def figure(self) -> Figure:
        for layer, one in enumerate(self._layers, start=1):
            one.draw(self._values[layer - 1], (self._a(layer - 1), self._a(layer), self._delta(layer)))
            self._shapes += one.shapes
            self._targets += one.targets
        self._image()
        self._outputs()
        # At speed nothing stays in focus long enough to be read.
        if self._heat.panel is not None and not self._options.quick:
            self._focus()
        self._key()
        if self._options.note:
            place = (self._heat.page[0] - HEAT.note[0], self._heat.page[1] - HEAT.note[1])
            self._shapes.append(
                Label(*place, plain(self._options.note), self._heat.small, self._theme.ink, across=1.0, bold=True)
            )
        is_wanted = self._options.chosen.layers is Layers.HEAT
        left_out = () if is_wanted else (Omission("weights and biases as numbers", is_number=True),)
        return Figure(*self._heat.page, self._theme.paper, tuple(self._shapes), tuple(self._targets), omitted=left_out)

    def _values_of(self, layer: int) -> Array | None:
        shown = self._options.chosen.edges
        needed = {EdgeValue.CONTRIBUTION: Kind.FORWARD, EdgeValue.GRADIENT: Kind.BACKWARD, EdgeValue.UPDATE: Kind.BACKWARD}
        kind = needed.get(shown)
        is_known = kind is None or self._passes.shows(kind, layer)
        return edge_values(self._frame, layer, shown) if is_known else None

    def _a(self, layer: int) -> Array | None:
        if layer == 0:
            return self._frame.x
        return self._frame.a(layer) if self._passes.shows(Kind.FORWARD, layer) else None

    def _delta(self, layer: int) -> Array | None:
        if not self._passes.shows(Kind.BACKWARD, layer):
            return None
        return self._frame.delta(layer) if self._options.dress.passes == "δ" else self._frame.d(layer)

    def _image(self) -> None:
        """The inputs as an image, in ink."""
        box = self._heat.blocks[0].image
        if box is None:
            return
        side = round(self._network.sizes[0] ** 0.5)
        self._shapes.append(image(self._frame.x.reshape(side, side), box, self._theme))
        self._shapes.append(Box(*box, None, self._theme.faint, LINES.frame))
        if not self._heat.has_words:
            return
        middle, up = box[0] + box[2] / 2, self._heat.text
        self._shapes.append(Label(middle, box[1] - (HEAT.heading + HEAT.line) * up, plain("input"), up, self._theme.ink))
        self._shapes.append(
            Label(middle, box[1] - HEAT.heading * up, plain(f"{side} × {side}"), self._heat.small, self._theme.faint)
        )

    def _outputs(self) -> None:
        """Beside the last layer the numbers of the outputs, the greatest bold; above them the cost."""
        x, y, wide, high = self._heat.blocks[-1].box
        a, n = self._a(self._network.depth), self._network.sizes[-1]
        start, pitch = x + wide + 2 * (HEAT.strip + HEAT.near) + HEAT.outputs_from, high / n
        if self._heat.outputs and pitch >= HEAT.outputs_row * self._heat.small and a is not None:
            best, room = int(np.argmax(a)) if n > 1 else -1, self._heat.outputs - HEAT.outputs_from
            for i, value in enumerate(a.tolist()):
                runs = fitted(value, min(self._options.digits, 4), room, self._heat.small, i == best)
                at, key = y + pitch * (i + 0.5), Key("a", self._network.depth, (i + 1,))
                ink = self._theme.ink if i == best else self._theme.faint
                label = Label(start, at, runs, self._heat.small, ink, across=0.0, bold=i == best, key=key)
                self._shapes.append(label)
                self._targets[:0] = told_places([label])
        self._cost()

    def _cost(self) -> None:
        cost = self._frame.cost if self._passes.shows(Kind.COST) else None
        runs: tuple[Run, ...] = (*plain("cost "), Run("c", italic=True))
        if cost is not None and not self._options.names_only:
            runs = (*runs, *plain(f" {equal_to(float(cost), self._options.digits)}"))
        size, end = self._heat.small, self._heat.page[0] - page_margin(self._heat.page[0])
        y = self._heat.key + HEAT.key * self._heat.text / 2 + LEGEND.top
        if self._heat.key < self._heat.page[1]:
            hue = self._theme.faint if cost is None else self._theme.forward
            self._shapes.append(Label(end, y, runs, size, hue, across=1.0))
            self._targets.insert(0, single(COST, (end - width(runs, size), y, end, y), REACH.cost))

    # The neuron in focus

    def _focus(self) -> None:
        focus = self._found()
        if focus is None:
            return
        boxes: list[Rectangle] = [self._layers[focus.layer - 1].ring(focus.j)]
        if focus.layer < self._network.depth:
            boxes.append(self._layers[focus.layer].ring_from(focus.j))
        for x, y, wide, high in boxes:
            out = HEAT.ring
            self._shapes.append(Box(x - out, y - out, wide + 2 * out, high + 2 * out, None, self._theme.ink, LINES.ring / 2))
        panel = FocusPanel(focus, self._frame, self._heat, self._options, self._passes).shapes()
        self._shapes += panel
        self._targets[:0] = told_places(panel)

    def _found(self) -> Focus | None:
        """The neuron that is pointed at or selected, or else that with the strongest edge."""
        key = self._options.focus
        if key is None or not key.layer or not key.indices or not self._network.has(key) or key.letter == "y":
            at = self._strongest()
            return None if at is None else self._focused(*at, is_asked=False)
        return self._focused(key.layer, key.j - 1, True, key.k - 1 if key.letter == "w" else None)

    def _focused(self, layer: int, j: int, is_asked: bool, edge: int | None = None) -> Focus:
        into, after = self._values[layer - 1], self._values[layer] if layer < self._network.depth else None
        return Focus(layer, j, None if into is None else into[j], None if after is None else after[:, j], is_asked, edge)

    def _strongest(self) -> tuple[int, int] | None:
        """The layer and the number, from 0, of the neuron into which the strongest edge goes."""
        found = [
            (float(np.max(sizes)), layer, int(np.argmax(sizes)))
            for layer, values in enumerate(self._values, start=1)
            if values is not None and (sizes := np.nan_to_num(np.maximum(values.max(axis=1), -values.min(axis=1)))).size
        ]
        return max(found)[1:] if found else None

    # The key

    def _key(self) -> None:
        heat, theme = self._heat, self._theme
        if heat.key >= heat.page[1] or self._options.legend is Legend.NONE:
            return
        margin, small = page_margin(heat.page[0]), heat.small
        self._shapes.append(Segments(np.array([(margin, heat.key, heat.page[0] - margin, heat.key)]), theme.rule, LINES.rule))
        for i, words in enumerate(self._words()[: 1 if self._options.legend is Legend.LINE else None]):
            y = heat.key + LEGEND.top + HEAT.key * heat.text * (i + 0.5)
            start = margin + LEGEND.icon + LEGEND.after_icon
            room = heat.page[0] - margin - start - (HEAT.cost * heat.text if i == 0 else 0.0)
            runs = next((one for one in words if width(one, small) <= room), ())
            if not runs:
                continue
            if i == 0:
                self._shapes += ramp_mark(-1.0, 1.0, theme, FULL_FILL)(margin, y)
            self._shapes.append(Label(start, y, runs, small, theme.faint, across=0.0))

    def _words(self) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
        """The two lines of the key, each from long to short."""
        most = max(self._shared(layer) for layer in range(1, self._network.depth + 1))
        shares = f"; the strongest of up to {most:,} in a pixel" if most > 1 else ""
        name, letters = _NAMES[self._options.chosen.edges]
        what: Words = (*plain(name + " "), Run(letters, italic=True))
        rows = "a row for each neuron, a column for each of its inputs"
        if self._heat.blocks[0].tiles is not None:
            rows = f"of layer 1 as images; then {rows}"
        first = (
            (*what, *plain(f": {rows}{shares}")),
            (*what, *plain(f": {rows}")),
            (*what, *plain(": a row for each neuron")),
            what,
        )
        passed, a = Run(self._options.dress.passes, italic=True), Run("a", italic=True)
        tiled = "under an image " if self._heat.blocks[0].tiles is not None else ""
        images = (*plain(tiled), *((a, Run("; ")) if tiled else ()))
        beside = (*plain("above weights what comes in, at their right "), a, *plain(" and "), passed)
        return first, ((*images, *beside), beside, (*plain("at the right "), a, *plain(" and "), passed))

    def _shared(self, layer: int) -> int:
        """How many weights a pixel of a layer tells of."""
        block, (before, count) = self._heat.blocks[layer - 1], self._network.sizes[layer - 1 : layer + 1]
        if block.tiles is not None:
            return 1
        return shared(count, block.box[3]) * shared(before, block.box[2])
