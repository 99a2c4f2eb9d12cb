"""An option that is added to a view by its entry alone, and is there everywhere: what docs/extending.md promises."""

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from tests.qt.settling import settle
from visprop.cli.main import main
from visprop.figures.base.outlines import LIBRARY
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import DARK
from visprop.figures.base.text import plain
from visprop.figures.choices import PlaneChoice
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.option import ByHand, Choice, Entry, Flag, Heading, Lasts, Menu, Switch, WholeNumber
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.figures.views import VIEWS
from visprop.kinds.options import all_options
from visprop.paint.fonts import load_fonts
from visprop.qt.dialogs.palette import Palette
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session


def add(monkeypatch, owner, name, option):
    """Write an entry into the body of a class of options."""
    monkeypatch.setattr(owner, name, option, raising=False)
    option.__set_name__(owner, name)


@pytest.fixture
def toys(monkeypatch):
    """A switch, a number and a choice of the network, whose figure function writes them below its picture."""
    entry = Entry(Menu.VIEW, "&Halos", "Draw a halo about each neuron", "Ctrl+Alt+Shift+Y")
    told = Flag("--halos", Heading.NETWORK, "a halo about each neuron")
    add(monkeypatch, NetworkChoices, "halos", Switch(entry=entry, flag=told, is_remembered=True))
    entry = Entry(Menu.VIEW, "&Rims", "How many rims a neuron has", after="halos")
    told = Flag("--rims", Heading.NETWORK, "how many rims a neuron has (1)", "N")
    rims = WholeNumber(1, low=1, high=9, offered=(1, 2, 5), entry=entry, flag=told, is_remembered=True)
    add(monkeypatch, NetworkChoices, "rims", rims)
    entry = Entry(Menu.EXPLAIN, "&Mood", "In which mood it is told")
    mood = Choice("calm", named=lambda: {"calm": "calm", "loud": "loud"}, words=str.upper, entry=entry)
    add(monkeypatch, NetworkChoices, "mood", mood)
    view = VIEWS["network"]

    def draw(moment, options, size):
        own, figure = options.of(NetworkChoices), view.draw(moment, options, size)
        words = Label(5.0, 5.0, plain(f"halos {own.halos}, rims {own.rims}, mood {own.mood}"), 8.0, options.theme.ink)
        return replace(figure, shapes=(*figure.shapes, words))

    monkeypatch.setitem(VIEWS, "network", replace(view, draw=draw))


def opened(qtbot, settings):
    load_fonts()
    # Else what is drawn before formulas can be set says that it is being computed.
    LIBRARY.load()
    session = Session(Run(open_scenario("two-neurons")))
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    settle()
    # On a busy machine its layout is computed beside the window.
    qtbot.waitUntil(lambda: "computing" not in written(window), timeout=60_000)
    return window, session


def written(window):
    """What the figure function was given, as it stands in the picture."""
    settle()
    return "".join(run.text for run in window.network.figure.shapes[-1].runs)


def texts(menu):
    # Which letter of a word stands underlined depends on the others of the menu.
    return [action.text().replace("&", "") for action in menu.actions()]


def test_the_window_offers_it_remembers_it_and_gives_it_to_the_figure(qtbot, toys, settings):
    window, session = opened(qtbot, settings)
    assert written(window) == "halos False, rims 1, mood calm"
    halos = window.actions_["halos"]
    view = texts(window.menus["&View"])
    first = view.index("Equation above")
    assert view[first : first + 7] == [
        *("Equation above", "Digits", "Symbols", "Halos", "Rims"),
        *("Logarithmic cost", "Dark"),
    ]
    assert (halos.shortcut(), halos.isCheckable()) == (QKeySequence("Ctrl+Alt+Shift+Y"), True)
    assert halos.toolTip() == "Draw a halo about each neuron (Ctrl+Alt+Shift+Y)"
    keys = Qt.KeyboardModifier
    qtbot.keyClick(window.network, Qt.Key.Key_Y, keys.ControlModifier | keys.AltModifier | keys.ShiftModifier)
    assert written(window) == "halos True, rims 1, mood calm"
    assert (halos.isChecked(), session.edits.undo_text) == (True, "")
    for menu, title, words in (("&View", "Rims", "5"), ("E&xplain", "Mood", "LOUD")):
        inner = next(action.menu() for action in window.menus[menu].actions() if action.text().replace("&", "") == title)
        next(action for action in inner.actions() if action.text().replace("&", "") == words).trigger()
    assert written(window) == "halos True, rims 5, mood loud"
    window.close()
    again, later = opened(qtbot, settings)
    assert written(again) == "halos True, rims 5, mood calm", "the mood is not remembered"
    assert again.actions_["halos"].isChecked()
    later.open(Run(open_scenario("xor")), None)
    assert written(again) == "halos True, rims 5, mood calm", "it lasts longer than an experiment"


def test_the_palette_finds_it_and_the_menu_of_its_view_holds_it(qtbot, toys, settings):
    from visprop.qt.window.context_menus import ContextMenus

    window, session = opened(qtbot, settings)
    palette = Palette(window.menus, window)
    qtbot.addWidget(palette)
    palette.search.setText("halo about")
    found = palette.list.currentItem()
    assert (found.text(0), found.text(1)) == ("Halos", "Ctrl+Alt+Shift+Y")
    palette._do_current()
    assert written(window) == "halos True, rims 1, mood calm"
    menus = ContextMenus(session, window.actions_, window.dialogs, QMenu(window))
    assert "Halos" in texts(menus.menu(window.network, None))
    assert "Halos" not in texts(menus.menu(window.landscape.view, None))


def test_what_was_remembered_and_is_no_value_is_forgotten(qtbot, toys, settings):
    settings.setValue("rims", "12")
    settings.setValue("halos", "perhaps")
    window, _ = opened(qtbot, settings)
    assert written(window) == "halos False, rims 1, mood calm"
    assert not settings.contains("rims")


def test_the_command_line_has_its_flags_with_their_help_and_refuses_in_words(toys, tmp_path, capsys, qapp):
    path = str(tmp_path / "a.svg")
    assert main(["export", "xor", "--halos", "--rims", "3", "-o", path]) == 0
    assert "halos True, rims 3, mood calm" in Path(path).read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "--halos a halo about each neuron" in told
    assert "--rims N how many rims a neuron has (1)" in told
    for words, message in (
        (["--rims", "12"], "argument --rims: '12' is not a whole number from 1 to 9"),
        (["--view", "slice", "--halos"], "--halos means nothing for slice as svg"),
        (["--mood", "loud"], "unrecognized arguments: --mood"),
    ):
        assert main(["export", "xor", *words, "-o", path]) == 2
        assert message in capsys.readouterr().err


def test_what_contradicts_itself_is_an_error_at_once(monkeypatch, qtbot, settings):
    entry = Entry(Menu.VIEW, "Toy", "A toy")
    for wrong, message in (
        (lambda: WholeNumber(12, low=1, high=9), "between 1 and 9"),
        (lambda: WholeNumber(2, low=1, high=9, entry=entry), "offers numbers"),
        (lambda: ByHand(None, entry=entry), "has no menu"),
        (lambda: ByHand(None, flag=Flag("--toy", Heading.LOOK, "a toy")), "needs to be read"),
    ):
        with pytest.raises(ValueError, match=message):
            wrong()
    with pytest.raises(TypeError, match="SliceOptions has no solid"):
        SliceOptions(solid=True)
    add(monkeypatch, SliceOptions, "run", Switch(entry=entry))
    with pytest.raises(ValueError, match="two actions 'run'"):
        opened(qtbot, settings)
    add(monkeypatch, SliceOptions, "solid", Switch())
    with pytest.raises(ValueError, match="SliceOptions has solid of another"):
        all_options()


def test_choices_are_frozen_values_that_last_as_they_say():
    plane = PlaneChoice(seed=3)
    options = ViewOptions(LandscapeOptions(plane=plane, solid=True), theme=DARK)
    assert options == ViewOptions().choose(ViewOptions.theme, DARK).choose(LandscapeOptions.solid, True).choose(
        LandscapeOptions.plane, plane
    )
    assert options != ViewOptions(LandscapeOptions(plane=plane), theme=DARK)
    assert hash(options.choose(LandscapeOptions.solid, False)) == hash(ViewOptions(LandscapeOptions(plane=plane), theme=DARK))
    with pytest.raises(FrozenInstanceError):
        options.theme = DARK
    with pytest.raises(FrozenInstanceError):
        options.of(LandscapeOptions).solid = False
    left = options.forget(frozenset((Lasts.NETWORK,)))
    assert (left.theme, left[LandscapeOptions.solid], left[LandscapeOptions.plane]) == (DARK, True, PlaneChoice())
