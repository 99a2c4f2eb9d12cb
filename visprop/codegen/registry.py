"""The registry of what a training can be written as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from visprop.codegen import jax_script, keras_script, numpy_script, sklearn_script, torch_script
from visprop.codegen.cells import Cell, Unwritable, as_notebook, as_script
from visprop.codegen.facts import Facts
from visprop.engine.registry import Registry, require


@dataclass(frozen=True)
class Framework:
    """What computes in a script.

    Attributes:
        name: as it is asked for.
        words: as the user reads it.
        cells: the parts of the script; raises `Unwritable` where the framework cannot do what visprop does.
    """

    name: str
    words: str
    cells: Callable[[Facts], Sequence[Cell]]

    def __post_init__(self) -> None:
        require(self, "framework")


FRAMEWORKS: Registry[Framework] = Registry((
    Framework("numpy", "NumPy alone, line by line", numpy_script.cells),
    Framework("torch", "PyTorch", torch_script.cells),
    Framework("keras", "Keras, on JAX", keras_script.cells),
    Framework("jax", "JAX, with the update by hand", jax_script.cells),
    Framework("sklearn", "scikit-learn, where its networks can do the same", sklearn_script.cells),
))  # fmt: skip
"""Every framework by its name."""

ENDINGS: dict[str, Callable[[Sequence[Cell]], str]] = {".py": as_script, ".ipynb": as_notebook}
"""What a file's ending asks for: a script, or a Jupyter notebook."""


def code_file(framework: str, facts: Facts, path: PurePath) -> str:
    """The text of a file.

    Raises:
        Unwritable: the framework cannot do what visprop does, or the ending is another one.
    """
    if path.suffix.lower() not in ENDINGS:
        raise Unwritable(f"{path.name}: code is written as {' or '.join(ENDINGS)}, chosen by the file's ending")
    return ENDINGS[path.suffix.lower()](FRAMEWORKS[framework].cells(facts))
