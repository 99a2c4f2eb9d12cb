"""What the export dialogue remembers from one start to the next: by view what was chosen, and the user's own presets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QSettings

from visprop.export.paper import Paper
from visprop.export.presets import paper_text, presets_text, read_paper, read_presets

_CHOICES, _PRESETS, _ZOOM, _SHEETS = "export/choices", "export/presets", "export/zoom", "export/sheets"


@dataclass(frozen=True)
class Remembered:
    """What was chosen for a view.

    Attributes:
        suffix: of the format.
        paper: on what it was set.
        unit: in which its size was told.
        flags: the choices of look, by the names of their flags.
    """

    suffix: str
    paper: Paper
    unit: str
    flags: dict[str, Any] = field(default_factory=dict)


class ExportMemory:
    """Keeps it in the platform's settings; what is damaged is forgotten.

    Args:
        settings: where.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def recall(self, name: str) -> Remembered | None:
        """What was chosen for a view, or for several, by their names; None for nothing."""
        found = self._choices().get(name)
        try:
            return None if found is None else _read(found)
        except (ValueError, KeyError, TypeError):
            return None

    def remember(self, name: str, chosen: Remembered) -> None:
        """Note what was chosen for a view."""
        told = {"suffix": chosen.suffix, "paper": paper_text(chosen.paper), "unit": chosen.unit, "flags": chosen.flags}
        self._settings.setValue(_CHOICES, json.dumps({**self._choices(), name: told}))

    def _choices(self) -> dict[str, Any]:
        try:
            found = json.loads(str(self._settings.value(_CHOICES, "{}")))
        except ValueError:
            found = {}
        return found if isinstance(found, dict) else {}

    @property
    def presets(self) -> dict[str, Paper]:
        """The user's own, by their names."""
        try:
            return read_presets(str(self._settings.value(_PRESETS, "{}")))
        except ValueError:
            return {}

    def set_presets(self, own: dict[str, Paper]) -> None:
        """Keep these."""
        self._settings.setValue(_PRESETS, presets_text(own))

    @property
    def zoom(self) -> str:
        """How large the page was seen."""
        return str(self._settings.value(_ZOOM, ""))

    def set_zoom(self, name: str) -> None:
        """Note how large it is seen."""
        self._settings.setValue(_ZOOM, name)

    @property
    def sheets(self) -> tuple[str, ...]:
        """As what the last worksheet was written, by the endings of files; empty before there was one."""
        return tuple(str(self._settings.value(_SHEETS, "")).split())

    def set_sheets(self, endings: Iterable[str]) -> None:
        """Note them."""
        self._settings.setValue(_SHEETS, " ".join(endings))


def _read(found: dict[str, Any]) -> Remembered:
    flags = found["flags"]
    if not isinstance(flags, dict):
        raise ValueError(f"{flags!r} are no choices")
    return Remembered(str(found["suffix"]), read_paper(found["paper"]), str(found["unit"]), flags)
