"""Backpropagation made visible, exactly.

In the order in which data flows:

    engine/      The numbers: networks, costs, backpropagation, descent, the landscape, the gradient check
    scenario/    What defines an experiment, its files and its data
    timeline/    The algorithm as lines, positions on it, and the frame at each position
    codegen/     A training as a script of its own, in Python with NumPy or with a framework
    notation/    Mathematics as it is written, and what is explained with it
    figures/     Figures as plain data, without Qt
    benches/     Small exact experiments, one for each idea of the article
    kinds/       The kinds of experiments: a registry, and the files that hold any of them
    lessons/     The chapters of the course as data, and what a reader does in them
    paint/       A figure onto a QPainter: the one code for the screen and for files
    session/     The state of the running application, without Qt
    export/      Figures and pages written to files, a format each
    grading/     Answers that were handed in, against what is right
    qt/          The window
    cli/         The command line
    face.py      What `import visprop` offers to Python and to Jupyter
    __main__.py  Starts the application
"""

import os
from importlib import import_module
from typing import Any

# A sum of products has other last bits on two threads than on one, so that a replay would not be identical. It counts only before
# NumPy is imported.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[_name] = "1"

__version__ = "0.10.0"

__all__ = ["Picture", "Run", "Scenario", "Timeline", "Trace", "figure", "load", "trace"]


def __getattr__(name: str) -> Any:
    """What Python is offered, loaded when it is first asked for: the program itself starts without."""
    if name not in __all__:
        raise AttributeError(f"module 'visprop' has no attribute {name!r}")
    return getattr(import_module("visprop.face"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
