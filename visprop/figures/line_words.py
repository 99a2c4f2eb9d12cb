"""What the present line has computed, as it is said aloud."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.figures.line_equation import equation_style
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.notation.explanations.pages import line_title, with_gaps
from visprop.notation.expression.blocks import symbols_only
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import equations
from visprop.notation.page_printers import spoken_page


def line_words(moment: NetworkMoment, options: ViewOptions) -> str:
    """What the present line does, and its equations with their numbers; of a large layer those of some neurons."""
    frame = moment.frame
    q = Quantities(frame, options.dress, whole=False)
    with np.errstate(all="ignore"):
        found = equations(q, frame.line, options.notation, moment.selected)
        blocks = list(with_gaps(found if options.dress.has_numbers else symbols_only(found)))
    return f"{line_title(frame.line)}.\n{spoken_page(blocks, replace(equation_style(options), whole=False))}"
