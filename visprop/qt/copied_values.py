"""Values of weights and biases on the clipboard, one a row, as spreadsheets read them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from visprop.engine.key import Key
from visprop.scenario.data.cells import finite_number
from visprop.scenario.data.function import typed_number
from visprop.scenario.data.importing import pasted_numbers
from visprop.scenario.data.table import DECIMALS
from visprop.session.session import Session

_NOTHING = "Select a weight or a neuron first; Ctrl and a click select more"
"""What is told where nothing is selected."""


def copy_values(session: Session, keys: Sequence[Key]) -> None:
    """Put the values that some parameters have now on the clipboard, one below the other, with their names."""
    network, p = session.scenario.network, session.playback.frame.p
    # As other programs read it: without a true minus sign.
    lines = [f"{key}\t{float(p[network.single(key)])!r}" for key in keys]
    QGuiApplication.clipboard().setText("\n".join(lines))


def values_copied(session: Session) -> list[float]:
    """The values on the clipboard; none if it holds anything else, which is told."""
    try:
        return pasted_values(QGuiApplication.clipboard().text())
    except ValueError as error:
        session.changes.tell(f"Not pasted: {error}")
        return []


def copy_selected(session: Session) -> None:
    """Put the values of the weights and biases that are selected on the clipboard."""
    keys = session.selection.parameters
    if keys:
        copy_values(session, keys)
        session.changes.tell(f"Copied: {len(keys)} value{'s' if len(keys) > 1 else ''}")
    else:
        session.changes.tell(_NOTHING)


def paste_into_selected(session: Session) -> bool:
    """Give what is selected the values on the clipboard in this order, or all the only one; whether it was done."""
    keys = session.selection.parameters
    if not keys:
        session.changes.tell(_NOTHING)
        return False
    values = values_copied(session)
    if len(values) == 1:
        values = values * len(keys)
    if values and len(values) != len(keys):
        session.changes.tell(f"Not pasted: {len(values)} values do not fit what is selected, {len(keys)}")
        return False
    return session.network_edits.set_values(dict(zip(keys, values, strict=True)) if values else {})


def pasted_values(text: str) -> list[float]:
    """Numbers of a text, row by row; a name at the beginning of each row is passed over.

    Raises:
        ValueError: something is no number; it says where.
    """
    rows = [line.replace("−", "-").split("\t") for line in text.splitlines() if line.strip()]
    if rows and all(len(row) > 1 and not row[0].strip()[:1].isdigit() and row[0].strip()[:1] in "wb" for row in rows):
        text = "\n".join("\t".join(row[1:]) for row in rows)
    else:
        text = "\n".join("\t".join(row) for row in rows)
    if not text.strip():
        raise ValueError("there is nothing on the clipboard")
    if "\t" not in text:
        # One value a row; a comma in it is that of its decimals.
        alone = [_number(row.strip()) for row in text.splitlines()]
        if all(value is not None for value in alone):
            return [value for value in alone if value is not None]
    if len(rows) == 1 and "\t" not in text:
        return [typed_number(text.strip())]
    return [float(value) for value in pasted_numbers(text).ravel()]


def _number(text: str) -> float | None:
    return next((value for sign in DECIMALS if (value := finite_number(text, sign)) is not None), None)
