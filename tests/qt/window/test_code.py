"""A training written as code from the window: chosen, written, or refused in words."""

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tests.qt.settling import settle
from tests.qt.window.test_dialogues import dialog_of
from visprop.engine.key import Key
from visprop.qt.dialogs.code_dialog import CodeDialog
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Unit


@pytest.fixture
def dialog(window):
    window.actions_["code"].trigger()
    settle()
    found = dialog_of(window, "Export as code")
    assert isinstance(found, CodeDialog)
    found.updates.setValue(3)
    return found


def asked_for(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_a_script_begins_where_the_time_line_does(window, session, tmp_path, monkeypatch):
    session.edits.set_parameter(Key.weight(1, 1, 2), 0.25)
    session.playback.step(Unit.UPDATE)
    settle()
    window.actions_["code"].trigger()
    settle()
    found = dialog_of(window, "Export as code")
    found.updates.setValue(3)
    asked_for(monkeypatch, tmp_path / "a")
    found.save()
    names = {}
    exec((tmp_path / "a.py").read_text(encoding="utf-8").split("# The algorithm")[0], names)
    assert names["p"].tolist() == session.playback.experiment.run.scenario.p0.tolist()
    assert names["w1"][0, 1] == 0.25


def test_a_notebook_of_a_framework(dialog, tmp_path, monkeypatch):
    dialog.kind.setCurrentIndex(dialog.kind.findData(".ipynb"))
    dialog.framework.setCurrentIndex(dialog.framework.findData("torch"))
    asked_for(monkeypatch, tmp_path / "a.ipynb")
    dialog.save()
    assert "import torch" in json.dumps(json.loads((tmp_path / "a.ipynb").read_text(encoding="utf-8")))


def test_what_cannot_be_written_is_said_and_can_be_chosen_otherwise(dialog, tmp_path, monkeypatch):
    dialog.framework.setCurrentIndex(dialog.framework.findData("sklearn"))
    asked_for(monkeypatch, tmp_path / "a.py")
    dialog.save()
    assert "scikit-learn has" in dialog.told.text()
    assert dialog.isVisible()
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_only_when_that_is_said(dialog, tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text("precious", encoding="utf-8")
    asked_for(monkeypatch, tmp_path / "a")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.No)
    dialog.save()
    assert (tmp_path / "a.py").read_text(encoding="utf-8") == "precious"


def test_a_training_that_diverges_is_said(window, session, tmp_path, monkeypatch):
    scenario = open_scenario("sine")
    session.open(Run(scenario.with_training(replace(scenario.training, eta=1e6))), None)
    settle()
    window.actions_["code"].trigger()
    found = dialog_of(window, "Export as code")
    found.write(tmp_path / "a.py")
    assert "cannot be written" in found.told.text()


def test_a_bench_has_no_training(window, session):
    from visprop.kinds.files import begun_with

    session.open(begun_with("bench:slope").run(), None)
    settle()
    assert not window.actions_["code"].isEnabled()
