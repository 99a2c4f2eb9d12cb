"""Newcomers that say how things are written and drawn, and in which files."""

import json
from itertools import islice

import numpy as np
from PySide6.QtWidgets import QMenu

from tests.extending.world import World, menu_entries, newcomer, offered, tree
from tests.qt.window.test_window import header_box
from visprop.codegen.cells import Cell, Unwritable
from visprop.codegen.registry import FRAMEWORKS, Framework
from visprop.export.formats import Format
from visprop.export.paper import Paper
from visprop.export.presets import PRESETS, Preset
from visprop.export.registry import FORMATS
from visprop.export.worksheet.sheets import SHEETS, SheetFormat
from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import plain
from visprop.figures.dock import Dock
from visprop.figures.moment import ViewOptions
from visprop.figures.network.forms.registry import FORMS, Form
from visprop.figures.option import Entry, Flag, Heading, Menu, WholeNumber
from visprop.figures.plots.plot_options import MonitorOptions, SliceOptions
from visprop.figures.views import VIEWS, View
from visprop.notation.dress import Dress
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Note
from visprop.notation.glossary import GLOSSARY, Term, meaning_of
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import WORN, Worn
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.registry import NOTATIONS
from visprop.notation.notations.vectorised import VECTORISED
from visprop.qt.panels.curves_button import CurvesButton
from visprop.timeline.gauges import GAUGES, Gauge, GaugeLine


def first_equation(q, line, scope):
    """One equation of each line, made as it is read."""
    return islice(COMPONENTS.equations(q, line, scope), 1)


@newcomer("notation")
def notation(world: World) -> None:
    # Its equations are those of neurons, its listing that of layers.
    entry = Notation(
        "terse", "first ones", first_equation, VECTORISED.listing, COMPONENTS.passed, COMPONENTS.reached, COMPONENTS.slope
    )
    world.add(NOTATIONS, entry)
    path, out = world.file(tree()), world.folder / "a.tex"
    world.visprop("export", path, "--view", "equations", "--notation", "terse", "--at", "0.1.1", "-o", out)
    assert out.read_text(encoding="utf-8").count("z^{1}_{1}") == 1
    world.trained(path)
    window = world.open(path)
    assert "first ones" in menu_entries(window)
    assert "first ones" in offered(window.equations.notation.box)
    window.session.choose(ViewOptions.notation, entry)
    world.qtbot.waitUntil(lambda: window.equations.notation.box.currentText() == "first ones", timeout=60_000)


@newcomer("dress")
def dress(world: World) -> None:
    # Refused by other networks than all others are: those with an even number of layers.
    worn = Dress(
        "odd", "odd depths", "Two layers are too many",
        lambda scenario: "" if scenario.network.depth % 2 else "it is for odd depths", weight="p",
    )  # fmt: skip
    world.add(WORN, Worn(worn, lambda notation: notation), "odd")
    even, out = world.file(tree()), world.folder / "a.tex"
    odd = world.file(tree(network={"sizes": [2, 2], "activations": ["tanh"]}), "odd.visprop")
    said = world.refused("export", even, "--view", "equations", "--dress", "odd", "--at", "0.1.1", "-o", out)
    assert "it is for odd depths" in said
    world.visprop("export", odd, "--view", "equations", "--dress", "odd", "--at", "0.1.1", "-o", out)
    assert "p^{1}_{11}" in out.read_text(encoding="utf-8")
    window = world.open(odd)
    assert "odd depths" in menu_entries(window)
    assert "odd depths" in offered(header_box(window, ViewOptions.dress))


def crossed(node):
    return [Label(node.x, node.y, (*plain("here "), *node.written(node.a, node.wide)), node.text, node.theme.ink)]


@newcomer("form of a neuron")
def form(world: World) -> None:
    # As wide as high is for none: for layers of more neurons than any other that has numbers.
    entry = Form(
        "strip", "strips", "A strip with its activation", lambda room: (room.number + 8.0, 1.2 * room.text), lambda _: 0.0,
        lambda _: 0.0, 40, crossed, shows_b=False, has_symbols=False,
    )  # fmt: skip
    world.add(FORMS, entry)
    path, out = world.file(tree()), world.folder / "a.svg"
    world.visprop("export", path, "--form", "strip", "--at", "1", "--letters", "-o", out)
    assert out.read_text(encoding="utf-8").count("here ") >= 5
    assert "strips" in menu_entries(world.open(path))


def told(moment, options, size):
    """A picture of what no other view uses together."""
    words = plain(f"{moment.known} known of update {moment.frame.done}, {options.digits} digits")
    return Figure(*size, LIGHT.paper, (Label(10, 10, words, 12.0, LIGHT.ink),))


LETTERS = {"svg": ("--letters",), "tex": (), "pdf": ()}


@newcomer("view")
def view(world: World) -> None:
    # Picture and page at once, and the page uses less than the picture.
    entry = View(
        "counted", "Counted", "What is known, counted", ("frame", "known", "digits"), told, dock=Dock({"step": "curves"}),
        page=lambda moment, options: Page("Counted", (Note(f"update {moment.frame.done}"),)), page_uses=("frame",),
    )  # fmt: skip
    world.add(VIEWS, entry)
    path = world.file(tree())
    for name in ("a.svg", "a.tex", "a.pdf"):
        digits = () if name == "a.tex" else ("--digits", 7)
        world.visprop("export", path, "--view", "counted", "--at", 2, *digits, *LETTERS[name[-3:]], "-o", world.folder / name)
    assert "update 2" in (world.folder / "a.tex").read_text(encoding="utf-8")
    assert "update 2, 7 digits" in (world.folder / "a.svg").read_text(encoding="utf-8")
    refused = world.refused("export", path, "--view", "counted", "--log", "-o", world.folder / "a.svg")
    assert "--log" in refused
    window = world.open(path)
    window.docks.bring_up("counted")
    world.qtbot.waitUntil(lambda: window.views["counted"].figure is not None, timeout=60_000)
    assert "Counted" in menu_entries(window)
    assert window.dialogs.export_dialog("counted").form.view is entry


@newcomer("word of the glossary")
def word(world: World) -> None:
    # Its symbol has a letter that no other has, and its name a capital.
    world.add(GLOSSARY, Term("κ", "Condition", "How much longer the valley is than it is wide."), "κ")
    assert meaning_of("κ") == "κ, Condition: How much longer the valley is than it is wide."
    window = world.open(world.file(tree()))
    window.docks.bring_up("lesson")
    panel = window.docks.panels["lesson"]
    panel.search.setText("condition")
    assert "κ, Condition: How much longer the valley" in panel.list.toPlainText().replace("\n", " ")


@newcomer("option of a view")
def option(world: World) -> None:
    # A number in a menu and behind a flag, of one view, that another one heeds; test_an_option.py tries all kinds of options.
    entry = WholeNumber(
        1, low=1, high=9, offered=(1, 5), words="{} rims".format, entry=Entry(Menu.VIEW, "&Rims", "Rims about it"),
        flag=Flag("--rims", Heading.LOOK, "rims about it", "N"),
    )  # fmt: skip
    entry.__set_name__(SliceOptions, "rims")
    world.monkeypatch.setattr(SliceOptions, "rims", entry, raising=False)

    def drawn(moment, options, size):
        return Figure(*size, LIGHT.paper, (Label(10, 10, plain(f"rims {options[entry]}"), 12.0, LIGHT.ink),))

    world.add(VIEWS, View("rims", "Rims", "Their number", ("frame",), drawn, heeds=(entry,), dock=Dock({"step": "curves"})))
    path, out = world.file(tree()), world.folder / "a.svg"
    world.visprop("export", path, "--view", "rims", "--rims", 7, "--letters", "-o", out)
    assert "rims 7" in out.read_text(encoding="utf-8")
    world.visprop("export", path, "--view", "slice", "--rims", 7, "-o", out)
    assert "--rims means nothing for cost" in world.refused("export", path, "--view", "cost", "--rims", 7, "-o", out)
    window = world.open(path)
    (action,) = [found for menu in window.findChildren(QMenu) for found in menu.actions() if found.text() == "5 rims"]
    form = window.dialogs.export_dialog("slice").form
    form.setCurrentIndex(1)
    assert form.fields["--rims"].widget.value() == 1
    window.docks.bring_up("rims")
    action.trigger()
    world.qtbot.waitUntil(lambda: shown(window.views["rims"]) == ["rims 5"], timeout=60_000)


# Two lines, one of which is told only from an update on.
SPREAD = Gauge(
    "spread", "spread of the parameters", lambda scenario: "least and largest",
    lambda scenario: (GaugeLine("least"), GaugeLine("largest")),
    lambda frame: np.array([frame.p.min(), np.nan if frame.p_next is None else frame.p.max()]), 0.0,
)  # fmt: skip


@newcomer("curve of the monitor")
def curve(world: World) -> None:
    world.add(GAUGES, SPREAD)
    path, out = world.file(tree()), world.folder / "a.svg"
    world.visprop("export", path, "--view", "history", "--at", 5, "--curves", "spread,gradient", "--letters", "-o", out)
    assert "least and largest" in out.read_text(encoding="utf-8")
    window = world.open(path)
    window.docks.bring_up("history")
    panel = window.docks.panels["history"]
    button = panel.findChild(CurvesButton)
    button.fill()
    (action,) = [action for action in button.menu().actions() if action.text() == "spread of the parameters"]
    action.trigger()
    world.qtbot.waitUntil(lambda: panel.plot is not None and "spread" in panel._gauges.plots, timeout=60_000)
    window.session.choose(MonitorOptions.curves, ())
    del GAUGES["spread"]
    assert "'spread' is neither gradient" in world.refused("export", path, "--view", "history", "--curves", "spread", "-o", out)
    GAUGES["spread"] = SPREAD


def shown(view):
    """What stands in a picture."""
    return [] if view.figure is None else ["".join(run.text for run in label.runs) for label in view.figure.shapes]


@newcomer("export format")
def format_(world: World) -> None:
    # Of figures, but neither vectors nor pixels; and it heeds an option that only pixels have.
    def listed(document, options):
        labels = ["".join(run.text for run in shape.runs) for shape in document.figure.shapes if isinstance(shape, Label)]
        return json.dumps({"dpi": options.dpi, "labels": labels}).encode()

    world.add(FORMATS, Format("json", "JSON: what stands in a picture", ("dpi",), listed), "json")
    path, out = world.file(tree()), world.folder / "a.json"
    world.visprop("export", path, "--at", 1, "--dpi", 96, "-o", out)
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["dpi"] == 96
    assert found["labels"]
    assert "--dpi" in world.refused("export", path, "--at", 1, "--dpi", 96, "-o", world.folder / "a.svg")
    dialog = world.open(path).dialogs.export_dialog("network")
    assert "JSON: what stands in a picture" in offered(dialog.form.format)


@newcomer("size of figures by venue")
def venue(world: World) -> None:
    # Of a height of its own, cut to what is drawn.
    world.add(PRESETS, Preset("napkin", Paper(300.0, 200.0, 6.0, crop=True), "for a talk over lunch"))
    form = world.open(world.file(tree())).dialogs.export_dialog("network").form
    box = form.presets.box
    box.setCurrentIndex(box.findText("napkin"))
    box.activated.emit(box.currentIndex())
    assert form.paper == Paper(300.0, 200.0, 6.0, crop=True)


@newcomer("what a training is written in as code")
def framework(world: World) -> None:
    # It computes nothing at all, and has no update of its own.
    def told(facts):
        if facts.updates > 9:
            raise Unwritable("nobody counts so far")
        return [Cell("In words.", f"print({facts.phi!r})")]

    world.add(FRAMEWORKS, Framework("words", "words alone", told))
    path, out = world.file(tree()), world.folder / "a.py"
    world.visprop("code", path, "--as", "words", "--updates", 3, "-o", out)
    assert out.read_text(encoding="utf-8").startswith("# In words.\nprint(0.")
    assert "nobody counts so far" in world.refused("code", path, "--as", "words", "--updates", 10, "-o", out)


@newcomer("format of worksheets")
def sheet_format(world: World) -> None:
    # It asks nothing: the answers alone.
    def told(sheets, hints, solutions):
        return json.dumps([[question.value for question in sheet.questions] for sheet in sheets]).encode()

    world.add(SHEETS, SheetFormat(".json", "JSON: answers alone", told), ".json")
    path, out = world.file(tree()), world.folder / "a.json"
    world.visprop("worksheet", path, "--variants", 3, "-o", out)
    assert len({len(answers) for answers in json.loads(out.read_text(encoding="utf-8"))}) == 1
    assert ".json" in world.refused("worksheet", path, "-o", world.folder / "a.csv")
