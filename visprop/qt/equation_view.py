"""The equations of the present line, or of what is selected, with this moment's numbers in them."""

from __future__ import annotations

from math import prod
from time import perf_counter

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QWidget

from visprop.figures.equations import EquationPage, equations_page
from visprop.figures.shapes import Figure
from visprop.figures.style import Theme
from visprop.notation.equation import document, equations, is_known, latex_rows, text_rows
from visprop.notation.expr import Style
from visprop.notation.model import Equation
from visprop.notation.paths import MAX_PATHS, derivation, path_sum, unwound
from visprop.qt.export import figure_image
from visprop.qt.figure_view import FigureView
from visprop.qt.options import Options, Subject
from visprop.qt.session import Session
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind, Line

FIRST_SLICE = 0.012
"""How long a step waits for formulas to be set, in seconds; the rest follow one slice after another."""


def line_title(line: Line) -> str:
    """What a line does, in words."""
    words = {
        Kind.INPUT: "take the example",
        Kind.FORWARD: f"forward, layer {line.layer}",
        Kind.COST: "the cost",
        Kind.BACKWARD: f"backward, layer {line.layer}",
        Kind.UPDATE: "the update",
    }
    return f"line {line.number}: {words[line.kind]}"


class EquationView(FigureView):
    """Paints the equations; a term that is pointed at lights up in the network."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, can_zoom=False)
        self._session = session
        self._drawn: object = None
        self._made: tuple[Frame, Options, list[Equation]] | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        self.setAccessibleName("Equations")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)
        self.pointed.connect(session.point)

    def refresh(self) -> None:
        """Show the equations of now; at speed none are set, as nobody could read them."""
        session = self._session
        if not self.isVisible() or session.at_speed or session.progress < 1.0:
            return
        state = (session.frame, session.options, session.pointed, self._room())
        if state != self._drawn:
            self._drawn = state
            self._show(self._page(self._room(), None, perf_counter() + FIRST_SLICE))

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        """All equations for a width; in the session's theme, or in another."""
        return self._page(size[0], theme, float("inf")).figure

    def _go_on(self) -> None:
        if self.isVisible() and not self._session.at_speed:
            self._show(self._page(self._room(), None, perf_counter() + FIRST_SLICE))

    def _show(self, page: EquationPage) -> None:
        is_wide = page.figure.width > self._room() + 1
        self.setMinimumSize(round(page.figure.width) if is_wide else 0, round(page.figure.height))
        self.set_figure(page.figure)
        if not page.complete:
            self._timer.start()

    def _room(self) -> float:
        """The width that is seen."""
        parent = self.parentWidget()
        return float(parent.width() if parent else self.width())

    @property
    def line(self) -> Line:
        """The line whose equations are shown: the present one, or the one that gives the selected parameter its gradient."""
        frame, options = self._session.frame, self._session.options
        if options.subject is Subject.LINE or not options.selected:
            return frame.line
        layer = int(options.selected[1:].split("[")[0])
        return frame.program.lines[frame.program.backward_line(layer)]

    def found(self) -> list[Equation]:
        """The equations that are shown; made once for each frame and choice, as they are laid out in several slices."""
        frame, options = self._session.frame, self._session.options
        if self._made is None or self._made[:2] != (frame, options):
            self._made = (frame, options, self._make())
        return self._made[2]

    def _make(self) -> list[Equation]:
        frame, options = self._session.frame, self._session.options
        if options.subject is Subject.LINE or not options.selected:
            return equations(frame, self.line, options.notation, options.selected, options.whole)
        if options.subject is Subject.WHY:
            return derivation(frame, self._parameter)
        return [unwound(frame, self._parameter)] if self._path_count <= MAX_PATHS else []

    @property
    def _parameter(self) -> str:
        """The selected weight, or the bias of the selected neuron."""
        return self._session.options.selected.replace("a", "b")

    @property
    def _path_count(self) -> int:
        """How many paths lead from the selected parameter to the cost."""
        network = self._session.scenario.network
        layer = network.parameter(int(network.select(self._parameter)[0])).layer
        return prod(network.sizes[layer + 1 :])

    def _style(self) -> Style:
        return Style(digits=self._session.options.digits, whole=self._session.options.whole)

    def _page(self, width: float, theme: Theme | None, deadline: float) -> EquationPage:
        session, options = self._session, self._session.options
        known = is_known(session.frame, self.line)
        lit = frozenset(filter(None, (session.pointed,)))
        return equations_page(self.found(), known, width, theme or options.theme, self._style(), self._title(), lit, deadline)

    def _title(self) -> str:
        """What the page speaks of, in words."""
        options, frame = self._session.options, self._session.frame
        if options.subject is Subject.LINE:
            alone = f", {options.selected} alone" if options.selected and self._is_narrowed() else ""
            return line_title(self.line) + alone
        if not options.selected:
            return f"Nothing is selected: click on an edge or a neuron. Until then, {line_title(self.line)}"
        name, count = self._parameter, self._path_count
        if options.subject is Subject.UNWOUND:
            if count > MAX_PATHS:
                return f"{name} has {count} paths to the cost: unwound, it would fill pages"
            return f"Δ{name}, written out"
        if not is_known(frame, self.line):
            return f"∂c/∂{name}: {count} path{'s' if count > 1 else ''} to the cost; the numbers come at line {self.line.number}"
        found = path_sum(frame, name)
        return (
            f"∂c/∂{name}: {count} path{'s' if count > 1 else ''}, {found.multiplications} multiplications; "
            f"with δ shared {found.shared}"
        )

    def _is_narrowed(self) -> bool:
        line, selected = self.line, self._session.options.selected
        layer = int(selected[1:].split("[")[0])
        return line.kind is Kind.UPDATE or line.layer == layer

    def copy_latex(self) -> None:
        """Put the equations on the clipboard, as a LaTeX document."""
        QGuiApplication.clipboard().setText(document(self.latex()))

    def latex(self) -> list[str]:
        """The rows of the equations in LaTeX."""
        known = is_known(self._session.frame, self.line)
        return [row for equation in self.found() for row in latex_rows(equation, known, self._style())]

    def copy_text(self) -> None:
        """Put the equations on the clipboard, as plain text."""
        known = is_known(self._session.frame, self.line)
        rows = [row for equation in self.found() for row in text_rows(equation, known, self._style())]
        QGuiApplication.clipboard().setText("\n".join(rows))

    def copy_picture(self) -> None:
        """Put the equations on the clipboard, as a picture."""
        QGuiApplication.clipboard().setImage(figure_image(self.make_figure(self.page_size()), 3.0))

    def sizeHint(self) -> QSize:
        return QSize(420, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 80)


def scrolled(widget: QWidget, wide: bool = False) -> QScrollArea:
    """A widget that is scrolled where it is taller than its place, or wider where it may be."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
