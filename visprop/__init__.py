"""Backpropagation made visible, exactly.

In the order in which data flows:

    engine/      The numbers: networks, costs, backpropagation, descent, the landscape, the gradient check
    scenario/    What defines an experiment, its files and its data
    timeline/    The algorithm as lines, positions on it, and the frame at each position
    notation/    Mathematics as it is written, and what is explained with it
    figures/     Figures as plain data, without Qt
    benches/     Small exact experiments, one for each idea of the article
    kinds/       The kinds of experiments: a registry, and the files that hold any of them
    lessons/     The chapters of the course as data, and what a reader does in them
    paint/       A figure onto a QPainter: the one code for the screen and for files
    export/      Figures and pages written to files, a format each
    session/     The state of the running application, without Qt
    qt/          The window
    cli/         The command line
    __main__.py  Starts the application
"""

import os

# A sum of products has other last bits on two threads than on one, so that a replay would not be identical. It counts only before
# NumPy is imported.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[_name] = "1"

__version__ = "0.1.0"
