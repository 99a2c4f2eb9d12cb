"""The array type that everything computes with."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""float64, of any shape."""
