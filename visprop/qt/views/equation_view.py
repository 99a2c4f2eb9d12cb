"""The equations of the present line, or of what is asked about, with this moment's numbers in them."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QWidget

from visprop.export.files import figure_image
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Theme
from visprop.figures.base.typeset import is_ready, is_set, typeset
from visprop.figures.network.hints import hint
from visprop.figures.pages.equations import SIZE, EquationPage, equations_page
from visprop.figures.pages.line_breaking import formulas
from visprop.notation.explanations.pages import Page, Question, Subject, page
from visprop.notation.explanations.paths import path_key, path_of_key
from visprop.notation.expression.expr import Style
from visprop.notation.latex_document import document, text_rows
from visprop.notation.notations.registry import equations
from visprop.qt.options import Options
from visprop.qt.session import Session
from visprop.qt.views.figure_view import FigureView
from visprop.timeline.frame import Frame

AHEAD_MS = 12
"""How often one of the formulas to come is set while nothing moves, in milliseconds."""
LOAD_MS = 60
"""How long after the window the first formulas come, in milliseconds."""
FIRST_SLICE = 0.008
"""How long a step waits for formulas to be set, in seconds; the rest follow one slice after another."""


class EquationView(FigureView):
    """Paints the equations; a term that is pointed at lights up in the network, one that is clicked is selected."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, can_zoom=False)
        self._session = session
        self._drawn: object = None
        self._made: tuple[Frame, Options, Page] | None = None
        self._ahead: Iterator[str] = iter(())
        self._idle = QTimer(self, interval=AHEAD_MS)
        self._idle.timeout.connect(self._set_ahead)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        self.setAccessibleName("Equations")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)
        self.pointed.connect(session.point)
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show the equations of now; at speed none are set, as nobody could read them."""
        session = self._session
        if not self.isVisible() or session.at_speed or session.progress < 1.0:
            return
        if not is_ready():
            # The window is shown first: loading what sets formulas takes as long as all else at the start.
            self._timer.start(LOAD_MS)
            return
        state = (session.frame, session.options, session.pointed, self._room())
        if state != self._drawn:
            self._drawn = state
            self._show(self._laid_out(self._room(), None, perf_counter() + FIRST_SLICE))

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        """All equations for a width; in the session's theme, or in another."""
        return self._laid_out(size[0], theme, float("inf")).figure

    def _go_on(self) -> None:
        if self.isVisible() and not self._session.at_speed:
            self._show(self._laid_out(self._room(), None, perf_counter() + FIRST_SLICE))

    def _show(self, laid_out: EquationPage) -> None:
        is_wide = laid_out.figure.width > self._room() + 1
        self.setMinimumSize(round(laid_out.figure.width) if is_wide else 0, round(laid_out.figure.height))
        self.set_figure(laid_out.figure)
        if not laid_out.complete:
            self._timer.start(0)
        elif not self._session.running:
            self._ahead = self._formulas_ahead()
            self._idle.start()

    def _formulas_ahead(self) -> Iterator[str]:
        """The symbols of the lines to come, so that the next step need not wait for them."""
        frame, options = self._session.frame, self._session.options
        if options.subject is not Subject.LINE or options.line is not None:
            return
        lines = frame.program.lines
        for line in (*lines[frame.position.line + 1 :], *lines[: frame.position.line]):
            for block in equations(frame, line, options.notation, options.selected, options.whole):
                yield from formulas(block, self._style())

    def _set_ahead(self) -> None:
        """Set one formula more; the timer's pauses leave the window free in between."""
        latex = next((latex for latex in self._ahead if not is_set(latex)), None)
        if latex is None or self._session.running:
            self._idle.stop()
        else:
            typeset(latex, SIZE)

    def _room(self) -> float:
        """The width that is seen."""
        parent = self.parentWidget()
        return float(parent.width() if parent else self.width())

    @property
    def page(self) -> Page:
        """What is shown; made once for each frame and choice, as it is laid out in several slices."""
        frame, options = self._session.frame, self._session.options
        if self._made is None or self._made[:2] != (frame, options):
            question = Question(options.subject, options.notation, options.selected, options.line, options.whole)
            self._made = (frame, options, page(frame, question))
        return self._made[2]

    def _style(self) -> Style:
        return Style(digits=self._session.options.digits, whole=self._session.options.whole)

    def _laid_out(self, width: float, theme: Theme | None, deadline: float) -> EquationPage:
        session, options = self._session, self._session.options
        route = "" if options.route is None else path_key(options.route)
        lit = frozenset(filter(None, (session.pointed, route)))
        return equations_page(self.page.blocks, width, theme or options.theme, self._style(), self.page.title, lit, deadline)

    def hint(self, x: float, y: float, key: str) -> str:
        if path_of_key(key) is not None:
            return "Click to light this path up in the network"
        return hint(self._session.frame, key) if key else ""

    def _on_clicked(self, key: str) -> None:
        route = path_of_key(key)
        if route is not None:
            self._session.set_options(route=None if route == self._session.options.route else route)
        elif key[:1] in ("w", "b") or (key.startswith("a") and not key.startswith("a0")):
            self._session.select(key.replace("b", "a"))

    def copy_latex(self) -> None:
        """Put the equations on the clipboard, as a LaTeX document."""
        QGuiApplication.clipboard().setText(document(self.page.blocks, self._style()))

    def copy_text(self) -> None:
        """Put the equations on the clipboard, as plain text."""
        rows = [row for block in self.page.blocks for row in text_rows(block, self._style())]
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
