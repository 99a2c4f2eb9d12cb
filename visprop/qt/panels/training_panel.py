"""The training: every setting, how it stands, and running it to its end."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.panels.panel_parts import flow_of, scrolled
from visprop.qt.panels.training_form import TrainingForm
from visprop.qt.plain import plain_label
from visprop.session.quality_words import quality_words
from visprop.timeline.parts import Part


class TrainingPanel(QWidget):
    """Shows the settings of now; what is changed holds once it is applied, as one entry of undo."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.told, self.error = plain_label(), QLabel()
        self.error.setWordWrap(True)
        self.form = TrainingForm(self._session.scenario)
        self._area = scrolled(self.form, wide=True)
        self.apply, self.put_back, self.run, self.to_end = map(QPushButton, ("Apply", "Put back", "Run", "Run to the end"))
        self.apply.setToolTip("Let the training go on with these settings; undo brings those before back")
        self.put_back.setToolTip("Show the settings that hold")
        self.run.setToolTip("Run, and pause, at the chosen speed (Space)")
        self.to_end.setToolTip("Train at full speed until a condition of the settings ends it (Ctrl+Alt+R)")
        for button, slot in (
            (self.apply, self._on_apply),
            (self.put_back, self.show_settings),
            (self.run, self._session.playback.toggle),
            (self.to_end, self._on_to_end),
        ):
            button.clicked.connect(slot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.told)
        layout.addWidget(flow_of((self.run, self.to_end)))
        layout.addWidget(self._area, 1)
        layout.addWidget(self.error)
        layout.addWidget(flow_of((self.apply, self.put_back)))
        adapter.watch(self._follow, (Part.RUN,))
        adapter.watch(self._tell, (Part.RUN, Part.POSITION, Part.KNOWN, Part.OPTIONS, Part.PLAYBACK), every=10)
        self._tell()

    def _tell(self) -> None:
        playback = self._session.playback
        self.told.setText("   ".join(quality_words(playback.frame, self._session.options.digits)))
        self.run.setText("Pause" if playback.running else "Run")

    def _follow(self) -> None:
        """Show other settings, if there are; what is being chosen stays where none of them is another."""
        now, shown = self._session.scenario, self.form.scenario
        if now.training != shown.training or now.data is not shown.data or now.network is not shown.network:
            self.show_settings()

    def show_settings(self) -> None:
        """Show the settings that hold, whatever was chosen meanwhile."""
        self.form = TrainingForm(self._session.scenario)
        self._area.setWidget(self.form)
        self.error.clear()

    def _on_to_end(self) -> None:
        if not self._session.playback.run_to_stop():
            self.ask_for_end()

    def ask_for_end(self) -> None:
        """Put the cursor where an end is set, and say so."""
        self.form.ask_for_end()
        self._area.ensureWidgetVisible(self.form.first_limit)
        self.error.setText("Nothing ends this training from here on. Set a condition, press Apply, then Run to the end.")

    def _on_apply(self) -> None:
        chosen = self.form
        self._follow()
        if self.form is not chosen:
            # It was about another scenario, which has just gone.
            return
        try:
            changed = self.form.changed()
        except ValueError as error:
            self.error.setText(str(error))
            return
        self.error.clear()
        self._session.network_edits.change_settings(changed)
