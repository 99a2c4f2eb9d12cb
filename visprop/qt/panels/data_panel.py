"""The workbench of the examples: the table, where they come from, what is kept to test with, and how they are scaled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.panels.data_table import DataView
from visprop.qt.panels.panel_parts import choice_box, flow_of
from visprop.qt.plain import plain_label
from visprop.scenario.data.scaling import SCALINGS
from visprop.scenario.data.split import Split
from visprop.scenario.sets import builtin_sets
from visprop.timeline.parts import Part

MOST_TESTED = 90
"""The largest test part, in percent."""


class DataPanel(QWidget):
    """A table to type in and paste into, and what is done with it.

    Signals:
        import_wanted: a table of the user's own is to be read.
        set_wanted: a data set of the program, by its name, is to be taken.
        function_wanted: samples of a function that is typed in are to be taken.
    """

    import_wanted = Signal()
    set_wanted = Signal(str)
    function_wanted = Signal()

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.text = plain_label()
        self.table = DataView(self._session)
        self.share = QSpinBox(maximum=MOST_TESTED, suffix=" %")
        self.share.setToolTip("Which part of the rows is kept from training, to test with")
        self.share.setAccessibleName("Test part")
        self.share.setKeyboardTracking(False)
        self.scaling = choice_box(
            "Scaling", "How the columns are scaled before the network sees them", {"": "none", **SCALINGS.words}
        )
        self._shown: tuple[object, ...] | None = None
        self._width = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._buttons())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.text)
        layout.addWidget(flow_of((QLabel("kept to test with"), self.share, QLabel("scaling"), self.scaling)))
        self.share.valueChanged.connect(self._on_share)
        self.scaling.activated.connect(lambda index: self._session.data_edits.set_scaling(self.scaling.itemData(index)))
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS))
        adapter.watch(self.predict, (Part.RUN, Part.POSITION, Part.TRIAL, Part.KNOWN, Part.PLAYBACK), every=20)
        self.refresh()

    def _buttons(self) -> QWidget:
        own = _button("Import…", "Read a table of your own: CSV, TSV or XLSX (Ctrl+Shift+O); or drag it onto the window")
        own.clicked.connect(self.import_wanted)
        own.setProperty("role", "filled")
        self.sets = _menu_button("Built in", "Take a data set that comes with the program", self._sets_menu())
        self.add = _button("Add row", "Add an example after the others")
        self.add.clicked.connect(self.add_row)
        self.more = _menu_button("More", "Remove rows, copy and paste", self._rows_menu())
        self.own = own
        return flow_of((own, self.sets, self.add, self.more))

    def _sets_menu(self) -> QMenu:
        menu = QMenu(self)
        for name, found in builtin_sets().items():
            menu.addAction(found.words).triggered.connect(partial(self._on_set, name))
        menu.addSeparator()
        menu.addAction("A function…").triggered.connect(lambda: self.function_wanted.emit())
        return menu

    def _rows_menu(self) -> QMenu:
        """What the table's own keys do."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        rows: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("Remove rows\tDel", "Remove the examples with a selected cell", self.table.remove_selected),
            ("Copy\tCtrl+C", "Copy the selected cells, or the whole table, with tabs between them", self.table.copy),
            ("Paste\tCtrl+V", "Paste cells of a spreadsheet from the cursor on, or as new rows", self.table.paste),
        )
        for words, tip, act in rows:
            action = menu.addAction(words)
            action.setToolTip(tip)
            action.triggered.connect(partial(_do, act))
        return menu

    def _on_set(self, name: str, checked: bool = False) -> None:
        self.set_wanted.emit(name)

    def refresh(self) -> None:
        """Show the present examples, and how they are used."""
        data = self._session.scenario.data
        state = (data, self._session.options.digits, self._session.options.theme)
        if self._shown == state:
            return
        if self._shown is None or self._shown[0] is not data:
            row = self.table.currentIndex()
            self.table.rows.take_data()
            self.table.setColumnHidden(1, not self.table.rows.has_parts)
            if self.table.rows.columnCount() != self._width:
                self._width = self.table.rows.columnCount()
                self.table.fit_columns()
            if (
                row.isValid()
                and self.table.currentIndex() != row
                and row.row() < len(data)
                and row.column() < self.table.rows.columnCount()
            ):
                self.table.setCurrentIndex(self.table.rows.index(row.row(), row.column()))
            self.predict()
        else:
            self.table.viewport().update()
        self._shown = state
        self.text.setText(data.in_words)
        self.share.blockSignals(True)
        self.share.setValue(0 if data.split is None else round(100 * data.split.share))
        self.share.blockSignals(False)
        self.scaling.setCurrentIndex(self.scaling.findData("" if data.scaling is None else data.scaling.kind))

    def predict(self) -> None:
        """Show what the network makes of the inputs now, if that can be seen."""
        if self.isVisible():
            self.table.rows.take_predictions()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.predict()

    def add_row(self) -> None:
        """Add an example like the last one, and put the cursor into it."""
        x, y = self._session.scenario.data.raw
        if self._session.data_edits.add_rows(np.concatenate((x[-1], y[-1]))[None]):
            self.refresh()
            self.table.select_row(len(x))
            self.table.setFocus()

    def _on_share(self, percent: int) -> None:
        now = self._session.scenario.data.split
        split = Split(percent / 100, now.seed if now else 0, now.stratified if now else False) if percent else None
        if not self._session.data_edits.set_split(split):
            self._shown = None
            self.refresh()


def _button(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


def _menu_button(words: str, tip: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    return button


def _do(act: Callable[[], object], checked: bool) -> None:
    act()
