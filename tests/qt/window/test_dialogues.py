"""Dialogues: what Enter means, what is asked before something is overwritten, what is found, printed and remembered."""

import os

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTabBar,
    QWidget,
)

from tests.pictures import pixels
from tests.qt.settling import settle
from tests.qt.window.test_window import press
from tests.usual import usual
from visprop.benches.registry import BENCHES
from visprop.engine.key import Key
from visprop.figures.base.style import DARK, LIGHT, Theme
from visprop.figures.moment import ViewOptions
from visprop.qt.window.main_window import MainWindow
from visprop.qt.window.memory import RESTORE_WORDS
from visprop.scenario.builtin import TOPICS, builtin_names, open_scenario
from visprop.scenario.files.document import Document, load, save
from visprop.scenario.run import Run
from visprop.scenario.workspaces import WORKSPACES
from visprop.session.session import Session

BUTTONS = QMessageBox.StandardButton


def dialog_of(window, title):
    (found,) = [d for d in window.findChildren(QDialog) if d.isVisible() and d.windowTitle().startswith(title)]
    return found


@pytest.mark.parametrize("answer, is_written", [(BUTTONS.No, False), (BUTTONS.Yes, True)])
def test_a_name_that_would_overwrite_another_is_asked_about(window, session, tmp_path, monkeypatch, answer, is_written):
    (tmp_path / "net.visprop").write_text("precious", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "net"), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer)
    assert window.documents.save_as() is is_written
    assert ((tmp_path / "net.visprop").read_text(encoding="utf-8") == "precious") is not is_written


def test_a_name_with_a_dot_gets_its_ending(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "eta 0.5"), ""))
    assert window.documents.save_as()
    assert (tmp_path / "eta 0.5.visprop").exists()


def test_a_file_that_was_changed_elsewhere_is_asked_about(window, session, tmp_path, monkeypatch, boxes):
    path = tmp_path / "a.visprop"
    save(Document(Run(session.scenario)), path)
    assert window.documents.open_path(path)
    assert window.documents.save()
    assert boxes == []
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: (said.append(box.text()), BUTTONS.No)[1])
    assert not window.documents.save()
    assert "changed by another program" in said[0]
    assert path.read_text(encoding="utf-8").endswith("\n\n")


def test_a_saved_file_knows_its_workspace(window, session, tmp_path, monkeypatch):
    session.window.choose("descend")
    settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.visprop"), ""))
    window.documents.save_as()
    assert load(tmp_path / "a.visprop").workspace == "descend"
    session.window.choose("step")
    window.documents.open_path(tmp_path / "a.visprop")
    assert session.window.workspace == "descend"


class Dragged:
    """What the window needs of a drag; Qt's own events are made in other ways by its versions."""

    def __init__(self, data):
        self._data, self.is_accepted = data, False

    def mimeData(self):
        return self._data

    def acceptProposedAction(self):
        self.is_accepted = True


def test_a_file_dragged_onto_the_window_is_opened(window, session, tmp_path):
    path = tmp_path / "a.visprop"
    save(Document(Run(open_scenario("sine"))), path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    entering, dropping = Dragged(data), Dragged(data)
    window.dragEnterEvent(entering)
    assert entering.is_accepted
    window.dropEvent(dropping)
    settle()
    assert session.path == path
    picture = QMimeData()
    picture.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    refused = Dragged(picture)
    window.dragEnterEvent(refused)
    assert not refused.is_accepted


# The start page, the list of commands, the preferences, paper


def test_the_start_page_has_a_card_with_a_picture_for_each_built_in_scenario_and_bench(qtbot, window, session):
    assert sorted(name for names in TOPICS.values() for name in names) == sorted(builtin_names())
    window.actions_["new"].trigger()
    page = dialog_of(window, "New")
    assert sorted(page.cards) == sorted((*builtin_names(), *(f"bench:{name}" for name in BENCHES)))
    qtbot.waitUntil(lambda: all(not card.icon().isNull() for card in page.cards.values()), timeout=60_000)
    qtbot.mouseClick(page.cards["xor"], Qt.MouseButton.LeftButton)
    settle()
    assert session.scenario.title == open_scenario("xor").title
    assert not [d for d in window.findChildren(QDialog) if d.isVisible()]


def test_every_command_is_found_by_a_part_of_its_words_and_done(qtbot, window, session):
    press(qtbot, window, Qt.Key.Key_F1)
    palette = dialog_of(window, "All commands")
    qtbot.keyClicks(palette.search, "ink on dark")
    assert palette.list.currentItem().text(0) == "Dark"
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    settle()
    assert session.options.theme is DARK
    assert not [d for d in window.findChildren(QDialog) if d.isVisible()]


def test_preferences_hold_at_once_and_stay(qtbot, window, session, settings):
    window.actions_["preferences"].trigger()
    dialog = dialog_of(window, "Preferences")
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    dialog.digits.setValue(7)
    dialog.memory.setValue(400)
    dialog.motion.setChecked(True)
    dialog.start.setCurrentIndex(dialog.start.findData("gallery"))
    dialog.start.activated.emit(dialog.start.currentIndex())
    dialog.notation.setCurrentIndex(dialog.notation.findData("euler"))
    dialog.notation.activated.emit(dialog.notation.currentIndex())
    session.playback.set_speed(3)
    assert session.options.theme is DARK
    window.close()
    later = Session(Run(open_scenario("sine")))
    again = MainWindow(later, settings)
    qtbot.addWidget(again)
    assert (later.options.digits, later.options.theme, later.options.notation.name) == (7, DARK, "euler")
    assert (later.runs.budget_mb, later.playback.reduce_motion, later.playback.speed_index) == (400, True, 3)
    assert again.memory.restore == "gallery"
    assert set(RESTORE_WORDS) == {"ask", "always", "gallery", "nothing"}


@pytest.mark.parametrize("name", ["theme", "digits", "notation", "speeds", "reduce_motion", "text", "workspace", "memory"])
def test_damaged_settings_are_ignored(qtbot, session, settings, name):
    settings.setValue(name, "abc\x00")
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    assert session.options.digits == 4
    assert session.options.theme is LIGHT


def test_a_view_is_painted_on_paper_in_dark_ink(qtbot, window, session, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    session.choose(ViewOptions.theme, DARK)
    settle()
    window.actions_["print"].trigger()
    dialog = dialog_of(window, "Print")
    dialog.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer.setOutputFileName(str(tmp_path / "a.pdf"))
    dialog.paint(dialog.printer)
    import pypdfium2

    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0]
    assert "layer 1" in page.get_textpage().get_text_range()
    pixels = page.render(scale=1, grayscale=True).to_numpy()
    assert (pixels > 200).mean() > 0.8
    dialog.close()


def test_about_has_links(window):
    window.actions_["about"].trigger()
    (label,) = dialog_of(window, "About").findChildren(QLabel)
    assert label.text().count("href=") == 2
    assert label.openExternalLinks()


def test_nudging_stands_beside_what_it_nudges(qtbot, window, session):
    session.selection.select(Key.parse("w4[1,2]"))
    settle()
    window.actions_["nudge"].trigger()
    dialog = dialog_of(window, "Proof by nudging")
    middle = window.network.mapToGlobal(window.network.rect().center())
    assert not dialog.frameGeometry().contains(middle)
    dialog.close()


def test_text_from_files_is_plain(qtbot, window, session):
    title = "<img src='/etc/passwd'><b>bold</b>"
    session.open(Run(open_scenario("linear")), None)
    from dataclasses import replace

    session.open(Run(replace(session.scenario, title=title, notes="<h1>x</h1>")), None)
    settle()
    panel = window.docks.panels["scenario"]
    shown = [label for label in panel.findChildren(QLabel) if label.text() in (title, "<h1>x</h1>")]
    assert len(shown) == 2
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)


# What must be seen in the dark


def luminance(colour):
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def strongest(widget, ground):
    """The greatest contrast of any pixel of a widget against a ground."""
    image = widget.grab().toImage()
    seen = {image.pixelColor(x, y).getRgb()[:3] for x in range(image.width()) for y in range(image.height())}
    return max(contrast(colour, ground) for colour in seen)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def theme(request, qapp) -> Theme:
    from visprop.qt.look.theme import apply_look

    qapp.setStyle("Fusion")
    apply_look(request.param, 100)
    yield request.param
    apply_look(LIGHT, 100)


def test_every_control_is_seen_in_both_themes(qtbot, theme):
    from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QSlider, QSpinBox

    tabs = QTabBar()
    tabs.addTab("one")
    tabs.addTab("two")
    combo = QComboBox()
    combo.addItem("one")
    widgets = {
        "box": (QCheckBox(), 3.0), "radio": (QRadioButton(), 3.0), "slider": (QSlider(Qt.Orientation.Horizontal), 3.0),
        "button": (QPushButton("word"), 4.5), "field": (QLineEdit("word"), 4.5), "spin": (QSpinBox(), 4.5), "list": (combo, 4.5),
        "tabs": (tabs, 4.5), "label": (QLabel("word"), 4.5),
        "buttons": (QDialogButtonBox(QDialogButtonBox.StandardButton.Ok), 4.5),
    }  # fmt: skip
    for name, (widget, least) in widgets.items():
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        assert strongest(widget, theme.panel) >= least, name


_RIM = 3


def words_on(widget):
    """What is read on a control."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QTabBar):
        return "".join(widget.tabText(i) for i in range(widget.count()))
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QAbstractSpinBox) else ""


@pytest.mark.parametrize("workspace", usual(list(WORKSPACES), ["step", "descend", "data"]))
def test_all_words_of_the_window_are_read_in_both_themes(qtbot, theme, window, session, workspace):
    session.choose(ViewOptions.theme, theme)
    session.window.choose(workspace)
    settle()
    qtbot.wait(100)
    whole = pixels(window.grab().toImage())
    found = 0
    for widget in window.findChildren(QWidget):
        seen = widget.visibleRegion().boundingRect()
        if not widget.isVisible() or not widget.isEnabled() or seen.isEmpty() or not words_on(widget).strip():
            continue
        if seen.height() < widget.fontMetrics().height():
            # Scrolled out of sight but for its rim.
            continue
        # What is written on it stands within its rim.
        if min(seen.width(), seen.height()) > 4 * _RIM:
            seen = seen.adjusted(_RIM, _RIM, -_RIM, -_RIM)
        at = widget.mapTo(window, seen.topLeft())
        part = whole[at.y() : at.y() + seen.height(), at.x() : at.x() + seen.width()].reshape(-1, 3)
        colours, counts = np.unique(part, axis=0, return_counts=True)
        ground = colours[np.argmax(counts)]
        best = max(contrast(colour.tolist(), ground.tolist()) for colour in colours)
        assert best >= 4.5, f"{type(widget).__name__} {words_on(widget)!r}: {best:.1f} : 1 on {ground}"
        found += 1
    assert found > 15 or workspace == "present"


def test_the_keys_go_from_command_to_command_over_the_headings(qtbot, window):
    press(qtbot, window, Qt.Key.Key_F1)
    palette = dialog_of(window, "All commands")
    names = [palette.list.currentItem().text(0)]
    for _ in range(60):
        qtbot.keyClick(palette.search, Qt.Key.Key_Down)
        names.append(palette.list.currentItem().text(0))
        assert palette.list.currentItem().parent() is not None, "a heading cannot be done"
    assert len(set(names)) > 55
    for _ in range(60):
        qtbot.keyClick(palette.search, Qt.Key.Key_Up)
    assert palette.list.currentItem().text(0) == names[0]
    palette.close()
