"""Which rows are kept from training, to be tested with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes
from visprop.engine.arrays import Array
from visprop.engine.draws import permutation


@dataclass(frozen=True)
class Split:
    """How rows are kept from training.

    Attributes:
        share: of all rows, above 0 and below 1.
        seed: of the choice.
        stratified: whether each class gives the same share.
    """

    share: float
    seed: int
    stratified: bool = False

    def test_rows(self, y: Array) -> NDArray[np.intp]:
        """The rows that are kept, ascending; at least one is, and at least one is not.

        Raises:
            ValueError: a part would be empty, or there are no classes to be given equal shares.
        """
        chosen = []
        for at, rows in enumerate(self._groups(y)):
            order = permutation(len(rows), (self.seed, 3, at))
            chosen.append(rows[order[: round(self.share * len(rows))]])
        found = np.sort(np.concatenate(chosen))
        if not 0 < len(found) < len(y):
            raise ValueError(
                f"a share of {self.share:g} of {len(y)} rows leaves nothing to {'test' if not len(found) else 'train'} with"
            )
        return found

    def _groups(self, y: Array) -> list[NDArray[np.intp]]:
        if not self.stratified:
            return [np.arange(len(y))]
        kinds = classes(y)
        if kinds is None:
            raise ValueError("a stratified split needs targets that are classes")
        return [np.flatnonzero(kinds == kind) for kind in sorted(set(kinds.tolist()))]
