"""All that can be set of a bench, and what is seen at its present step."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QFormLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.panels.control_fields import ControlField, field_of
from visprop.qt.plain import plain_label
from visprop.session.bench_part import BenchPart
from visprop.timeline.parts import Part


class ControlsPanel(QWidget):
    """A field for each control of the bench that is open; those that mean nothing beside the others are hidden."""

    def __init__(self, adapter: Adapter) -> None:
        super().__init__()
        self._session = adapter.session
        self._kind = adapter.session.kind
        self.fields: dict[str, ControlField] = {}
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.words = plain_label()
        self.words.setAccessibleName("What is seen at this step")
        for control in self._part.bench.controls:
            field = field_of(control, partial(self._put, control.name))
            if field is not None:
                self.fields[control.name] = field
                form.addRow(field.label, field)
        form.addRow(self.words)
        self._form = form
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.EDITS))
        self.refresh()

    @property
    def _part(self) -> BenchPart:
        own = self._session.own
        assert isinstance(own, BenchPart), "only a bench is set here"
        return own

    def _put(self, name: str, value: Any) -> bool:
        if self._session.kind is not self._kind:
            # What is typed is given up when something else is opened: it would be set there, where it has the same name.
            return False
        is_done = self._part.put({name: value})
        if not is_done:
            self.fields[name].take_back(self._part.values[name])
        return is_done

    def refresh(self) -> None:
        """Show what is set, and what is seen."""
        values = self._part.values
        for name, field in self.fields.items():
            self._form.setRowVisible(field, field.control.applies(values))
            field.show_value(values[name])
        self.words.setText(self._part.frame.words)
