"""Backpropagation made visible, exactly."""

import os

# A sum of products has other last bits on two threads than on one, so that a replay would not be identical. It counts only before
# NumPy is imported.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[_name] = "1"

__version__ = "0.1.0"
