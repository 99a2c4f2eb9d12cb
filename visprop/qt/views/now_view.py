"""The equation of the present line in one row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from visprop.figures.base.outlines import LIBRARY
from visprop.figures.base.shapes import Figure
from visprop.figures.line_equation import line_equation, line_equations, unset
from visprop.figures.moment import ViewOptions
from visprop.figures.pages.banner import row_alone
from visprop.figures.views import VIEWS
from visprop.notation.expression.blocks import Block
from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.qt.look.letters import px
from visprop.qt.views.page_view import LOAD_MS
from visprop.qt.views.session_view import SessionView

_AGAIN_MS = 4
_HIGH, _WIDE, _LEAST = 48, 420, 120
"""How high the row is, how wide it would be and is at least, in units."""


class NowView(SessionView):
    """Paints it on the ground of what is now; nothing at speed, nor while it is being set."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        self._times = 1.0
        super().__init__(adapter, VIEWS["now"], parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._load = Later(adapter, self._load_some, self, LOAD_MS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def usual_scale(self) -> float:
        return super().usual_scale * self._times

    def enlarge(self, times: float) -> None:
        """Let it be so many times as large as on a desk."""
        self._times = times
        self.scale_text()
        self.updateGeometry()

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment = self.session.moment()
        if not LIBRARY.is_here:
            # The window is shown first.
            self._load.start(LOAD_MS)
        equation = None if moment.at_speed or not LIBRARY.is_here else line_equation(moment, options)
        missing = [] if equation is None else unset(equation)
        for formula in missing:
            self.set_beside(formula)
        return row_alone(None if missing else equation, size, options.theme)

    def block_at(self, place: QPointF) -> Block | None:
        moment = self.session.moment()
        return next(iter(line_equations(moment, self.session.options)), None) if self.figure and self.figure.shapes else None

    def page_size(self) -> tuple[float, float]:
        # It is one row: lower than other pages may become.
        return max(60.0, self.width() / self.scale), max(12.0, self.height() / self.scale)

    def _load_some(self) -> None:
        """Load what sets formulas in pieces, one a turn."""
        if LIBRARY.load_some():
            self.draw_again()
        else:
            self._load.start(_AGAIN_MS)

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), round(self._times * px(_HIGH)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_LEAST), round(self._times * px(_HIGH)))
