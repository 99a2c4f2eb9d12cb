"""Every action of the window: its name, shortcut, tool tip and icon, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from visprop.engine.registry import Registry, require
from visprop.figures.base.style import Theme
from visprop.qt.look.icons import icon
from visprop.session.session import Session


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Attributes:
        name: by which the code finds it.
        text: the menu entry.
        shortcut: in Qt's portable words, several with semicolons between them; empty for none.
        tip: what it does, for the tool tip.
        icon: the icon's name; empty for none.
        checkable: whether it can be on or off.
        menu: the title of the menu at whose end it stands, of one that `MENUS` does not place.
        does: what it does to the session, of one that no table of `commands.py` connects.
    """

    name: str
    text: str
    shortcut: str
    tip: str
    icon: str = ""
    checkable: bool = False
    menu: str = ""
    does: Callable[[Session], object] | None = None

    def __post_init__(self) -> None:
        require(
            self, "command",
            (bool(self.menu) == (self.does is not None), "menu and does belong together"),
            (not self.menu or self.menu in MENUS, f"there is no menu {self.menu!r}, but {', '.join(MENUS)}"),
            (self.does is None or not self.checkable, "what can be on or off is a switch, and connected in commands.py"),
            empty=("shortcut",),
        )  # fmt: skip


OPTIONS = "*"
"""Where in a menu the options of views stand."""

MENUS: dict[str, tuple[str, ...]] = {
    "&File": (
        "new", "open", "import", "@scenarios", "@benches", "@figures", "@recent", "",
        "save", "save_as", "save_begun", "", "export", "animate", "web", "worksheet", "code", "print", "", "close", "quit",
    ),
    "&Edit": (
        "undo", "redo", "", "select_next", "select_previous", "select_nothing", "edit_value", "",
        "copy_values", "paste_values", "copy_picture", "@copy_as", "", "preferences",
    ),
    "&Network": (
        "add_unit", "remove_unit", "add_layer", "remove_layer", "layer", "", "freeze", "tie", "parameters", "new_weights",
    ),
    "&Train": (
        "first", "line_back", "line", "example_back", "example", "update_back", "update", "epoch_back", "epoch", "",
        "run", "run_to_stop", "slower", "faster", "cancel", "", "toggle_break", "", "swarm", "doctor", "training", "reset",
        "new_weights",
    ),
    "E&xplain": (
        OPTIONS, "",
        "selected", "why", "unwound", "terms", "partials", "beside", "descent", "derivatives", "errata", "",
        "next_path", "previous_path", "play_paths", "", "@on_bench", "",
        "nudge", "check", "", "be_algorithm", "find_bug",
    ),
    "&Landscape": (OPTIONS, "", "hold", "follow", "pick", "directions", "", "slice", "compare"),
    "&View": (
        "@workspaces", "present", "hall_on", "hall_back", "", OPTIONS, "reduce_motion", "",
        "zoom_in", "zoom_out", "fit", "",
        "text_larger", "text_smaller", "text_usual", "", "data_table", "@panels", "enlarge", "restore", "full_screen",
    ),
    "&Help": ("palette", "menu_bar", "menu_here", "", "course", "save_answers", "glossary", "about"),
}  # fmt: skip
"""What each menu holds: actions by name, lines between them (empty), menus of their own (with @), and options."""

SPECS: Registry[ActionSpec] = Registry((
    ActionSpec("new", "&New…", "Ctrl+N", "Choose a scenario or a bench to begin with", "new"),
    ActionSpec("open", "&Open…", "Ctrl+O", "Open a scenario file", "open"),
    ActionSpec("import", "&Import table…", "Ctrl+Shift+O", "Read a table of your own: CSV, TSV or XLSX"),
    ActionSpec("save", "&Save", "Ctrl+S", "Save the run as it is, with the beginning that Reset leads to"),
    ActionSpec("save_as", "Save &as…", "Ctrl+Shift+S", "Save the run as it is, with its beginning, to another file"),
    ActionSpec(
        "save_begun",
        "Save as it &began…",
        "Ctrl+Alt+Shift+S",
        "Save the beginning alone, to be handed out: nothing is trained in it",
    ),
    ActionSpec("export", "&Export figure…", "Ctrl+E", "Write or copy a view for print, with a preview at real size"),
    ActionSpec("animate", "Export ani&mation…", "Ctrl+Alt+Shift+E", "Write a range of positions as GIF, APNG, WebP or MP4"),
    ActionSpec("web", "Export as &web page…", "Ctrl+Alt+Shift+H", "Write a range of positions as one file for a browser"),
    ActionSpec("worksheet", "&Worksheet…", "Ctrl+Alt+Shift+W", "Write an update with blanks, hints and solutions, in variants"),
    ActionSpec("code", "Export as co&de…", "Ctrl+Alt+Shift+P", "Write the training as a script or a notebook that computes it"),
    ActionSpec("print", "&Print…", "Ctrl+P", "Print a view, with a preview"),
    ActionSpec("close", "&Close", "Ctrl+W", "Close the window"),
    ActionSpec("quit", "&Quit", "Ctrl+Q", "Close the application"),
    ActionSpec("undo", "&Undo", "Ctrl+Z", "Take the last edit back"),
    ActionSpec("redo", "&Redo", "Ctrl+Shift+Z; Ctrl+Y", "Do again what was taken back"),
    ActionSpec("edit_value", "Edit &value", "F2", "Change the selected weight or bias; where none is, the title"),
    ActionSpec("select_next", "Select &next", "]", "Select the next neuron or edge"),
    ActionSpec("select_previous", "Select &previous", "[", "Select the neuron or edge before"),
    ActionSpec("select_nothing", "Select no&thing", "Ctrl+Shift+Backspace", "Select nothing any more"),
    ActionSpec("preferences", "P&references…", "Ctrl+,", "Set what stays from one start to the next"),
    ActionSpec("copy_values", "Copy &values", "Ctrl+C", "Copy the values of the selected weights and biases"),
    ActionSpec("paste_values", "&Paste values", "Ctrl+V", "Give the selected weights and biases the values on the clipboard"),
    ActionSpec("copy_picture", "&Copy network picture", "Ctrl+Shift+C", "Copy the network as a picture"),
    ActionSpec("first", "&First", "Home", "Go to the beginning", "first"),
    ActionSpec("line_back", "Line &back", "Left", "Go one line back", "line-back"),
    ActionSpec("line", "&Line", "Right", "Execute one line", "line"),
    ActionSpec(
        "example_back", "Example back", "Shift+Left", "Go to the start of this example, or of the one before", "example-back"
    ),
    ActionSpec("example", "&Example", "Shift+Right", "Go to the next example", "example"),
    ActionSpec("update_back", "Update back", "Ctrl+Left", "Go to the start of this update, or of the one before", "update-back"),
    ActionSpec("update", "&Update", "Ctrl+Right", "Go to the next update", "update"),
    ActionSpec(
        "epoch_back", "Epoch back", "Ctrl+Shift+Left", "Go to the start of this epoch, or of the one before", "epoch-back"
    ),
    ActionSpec("epoch", "Epoc&h", "Ctrl+Shift+Right", "Go to the next epoch: once through all examples", "epoch"),
    ActionSpec("run", "&Run", "Space", "Run, or pause", "run"),
    ActionSpec("run_to_stop", "Run to the &end", "Ctrl+Alt+R", "Train at full speed until a condition of the settings ends it"),
    ActionSpec("faster", "&Faster", "Ctrl+Up", "Run faster"),
    ActionSpec("slower", "&Slower", "Ctrl+Down", "Run slower"),
    ActionSpec("cancel", "&Cancel", "Esc", "Give up what takes long; leave the workspace Present"),
    ActionSpec("reset", "Rese&t", "Ctrl+R", "Go back to the initial weights, the same ones", "reset"),
    ActionSpec("new_weights", "&New weights", "Ctrl+Shift+N", "Draw other initial weights, from the next seed", "new-weights"),
    ActionSpec("zoom_in", "Zoom &in", "Ctrl++", "Enlarge the picture that has the focus"),
    ActionSpec("zoom_out", "Zoom &out", "Ctrl+-", "Make it smaller"),
    ActionSpec("fit", "&Fit", "Ctrl+0", "Show the whole picture"),
    ActionSpec("text_larger", "&Larger text", "Ctrl+Alt+=", "Make all text larger, up to 300 %"),
    ActionSpec("text_smaller", "S&maller text", "Ctrl+Alt+-", "Make all text smaller, down to 75 %"),
    ActionSpec("text_usual", "&Usual text", "Ctrl+Alt+0", "Make all text as large as the platform's"),
    ActionSpec("reduce_motion", "&Reduce motion", "Ctrl+M", "Leave the running pulses out", checkable=True),
    ActionSpec("add_unit", "&Add a neuron", "Ctrl+Alt+N", "Add a neuron to the layer of what is selected, or to the first"),
    ActionSpec("remove_unit", "&Remove a neuron", "Ctrl+Alt+Backspace", "Remove the selected neuron, or the last of its layer"),
    ActionSpec("add_layer", "Insert a &layer", "Ctrl+Alt+L", "Insert a layer after that of the selected, or after the inputs"),
    ActionSpec("remove_layer", "R&emove the layer", "Ctrl+Alt+Shift+L", "Remove the hidden layer of what is selected"),
    ActionSpec("layer", "Activation, c&ost …", "Ctrl+Alt+M", "Choose all that can be done with the layer of what is selected"),
    ActionSpec("freeze", "&Freeze the selected", "Ctrl+Alt+H", "Never train the selected weight or bias, or train it again"),
    ActionSpec("tie", "&Tie the selected", "Ctrl+Alt+I", "Make the selected one (Ctrl and a click select more), or untie it"),
    ActionSpec("parameters", "&Parameters", "Ctrl+Alt+V", "All weights and biases in a table: type, paste, freeze, tie, draw"),
    ActionSpec("training", "Training &settings", "Ctrl+Alt+S", "Set rate, schedule, penalties, stops, test rows and scaling"),
    ActionSpec("data_table", "&Data table", "Ctrl+T", "Look at the examples"),
    ActionSpec("check", "&Gradient check", "Ctrl+G", "Compare backpropagation with central differences"),
    ActionSpec("why", "&Why this gradient?", "Ctrl+Shift+W", "Derive the gradient of what is selected, as a sum over paths"),
    ActionSpec(
        "selected", "Equations of the &selected", "Ctrl+I", "Write every equation in which the selected weight or neuron stands"
    ),
    ActionSpec("unwound", "&Unwound", "Ctrl+U", "Write δ and the update of the selected out to inputs, weights and σ′ alone"),
    ActionSpec("partials", "Every &partial derivative", "Ctrl+Alt+P", "Write every partial derivative of the cost in one table"),
    ActionSpec("terms", "&Term by term", "Ctrl+Alt+T", "Derive the selected through every neuron, with the terms that vanish"),
    ActionSpec("beside", "Components &beside vectors", "", "Write each line neuron by neuron, and beside it with vectors"),
    ActionSpec("descent", "&Descent in numbers", "Ctrl+Alt+D", "Write out the tangent at p: what it promises, and what comes"),
    ActionSpec("derivatives", "&Rules of differentiation", "Ctrl+J", "Derive the activations and the costs, rule by rule"),
    ActionSpec("errata", "&Misprints of the article", "", "Show what the article misprints beside what is right, with numbers"),
    ActionSpec("next_path", "Ne&xt path", "Ctrl+]", "Light up the next path from the selected to the cost"),
    ActionSpec("previous_path", "&Previous path", "Ctrl+[", "Light up the path before"),
    ActionSpec("play_paths", "P&lay paths", "Ctrl+B", "Light up the paths one after another"),
    ActionSpec("be_algorithm", "Be the al&gorithm", "Ctrl+K", "Execute the next update yourself, quantity by quantity, graded"),
    ActionSpec("find_bug", "Find the &bug", "Ctrl+Alt+K", "Find a mistake that is planted in the pass or in the update"),
    ActionSpec("nudge", "Proof by n&udging…", "Ctrl+Shift+U", "Nudge the selected weight or bias and compare with its gradient"),
    ActionSpec("toggle_break", "&Break at this line", "F9", "Let running stop at the line pointed at, or the present one"),
    ActionSpec("doctor", "Doctor: what &goes wrong", "Ctrl+Alt+G", "Tell what goes wrong in the training, and what can be tried"),
    ActionSpec("hold", "&Hold the plane", "Ctrl+Shift+H", "Keep the plane where it is while p moves on", checkable=True),
    ActionSpec("pick", "&Pick two edges", "Ctrl+Shift+K", "Click on two edges or neurons to take them as axes", checkable=True),
    ActionSpec("follow", "&Follow the path", "Ctrl+Shift+F", "Let the range follow the path again, as it did at first"),
    ActionSpec("directions", "&New directions", "Ctrl+Shift+A", "Take the directions from the present p, random ones again"),
    ActionSpec("slice", "&Slice", "Ctrl+Shift+X", "Show φ along the selected weight or bias, or along −∇φ"),
    ActionSpec("compare", "&Compare…", "Ctrl+Shift+M", "Run up to three other trainings beside this one, from the same start"),
    ActionSpec("swarm", "Swar&m…", "Ctrl+Alt+W", "Train from many starts at once: how many learn it, where do the others end?"),
    ActionSpec(
        "present", "Present on another &screen", "F5", "Show network and equation in a window of their own", checkable=True
    ),
    ActionSpec("hall_on", "On, in the &hall", "PgDown", "In the workspace Present: execute one line, as a clicker does"),
    ActionSpec("hall_back", "&Back, in the hall", "PgUp", "In the workspace Present: go one line back"),
    ActionSpec("enlarge", "&Enlarge this panel", "F12", "Give the panel with the focus all the room, and the others theirs back"),
    ActionSpec("restore", "Restore &arrangement", "", "Put all panels back where they were at first"),
    ActionSpec("full_screen", "F&ull screen", "F11", "Use the whole screen, for a projector", checkable=True),
    ActionSpec("palette", "All &commands and keys", "Ctrl+Shift+P; F1", "Search every command, and see its keys"),
    ActionSpec("menu_bar", "&Menus by keyboard", "F10", "Open the first menu; the arrow keys go on from there, Esc leads back"),
    ActionSpec("menu_here", "What can be done &here", "Shift+F10", "Open the menu of what has the focus, like the right button"),
    ActionSpec("course", "The &course", "Ctrl+Alt+O", "Learn it chapter by chapter: say what will happen, then see it"),
    ActionSpec("save_answers", "&Save answers…", "Ctrl+Alt+A", "Save what you answered in the lessons as a file for a teacher"),
    ActionSpec("glossary", "&Words and symbols", "Ctrl+Shift+G", "What φ, p, δ, η and all other symbols mean"),
    ActionSpec("about", "&About visprop", "", "What this is"),
))  # fmt: skip
"""Every action but those that are made from data: scenarios, recent files, panels, options of views."""

EVERY_KIND = frozenset(
    (
        "new", "open", "save", "save_as", "save_begun", "export", "animate", "web", "print", "close", "quit", "undo", "redo",
        "preferences",
        "select_nothing", "first", "line_back", "run", "line", "slower", "faster", "cancel", "reset", "dark", "reduce_motion",
        "zoom_in", "zoom_out", "fit", "text_larger", "text_smaller", "text_usual", "present", "hall_on", "hall_back", "restore",
        "enlarge", "full_screen", "palette", "menu_bar", "menu_here", "save_answers", "about",
    )
)  # fmt: skip
"""The actions that there are whatever is open; the others belong to kinds of experiments."""
EVERY_KINDS_MENUS = frozenset({"scenarios", "benches", "figures", "recent", "copy_as", "workspaces", "digits", "panels"})
"""The menus within menus that there are whatever is open; the others are of options, where a view of the kind heeds one."""


class Actions:
    """The window's actions by their names, no two of which are the same.

    Args:
        window: in which they hold.
        specs: what they are.
    """

    def __init__(self, window: QMainWindow, specs: Iterable[ActionSpec]) -> None:
        self._window = window
        self._specs: list[ActionSpec] = []
        self._by_name: dict[str, QAction] = {}
        for spec in specs:
            self.add(spec)

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """What they are."""
        return tuple(self._specs)

    def add(self, spec: ActionSpec) -> QAction:
        """Make an action.

        Raises:
            ValueError: there is one of that name.
        """
        if spec.name in self._by_name:
            raise ValueError(f"there are two actions {spec.name!r}")
        action = QAction(spec.text, self._window)
        action.setCheckable(spec.checkable)
        if spec.shortcut:
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcut.split("; ")])
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{spec.tip} ({shown})" if shown else spec.tip)
        action.setStatusTip(spec.tip)
        self._window.addAction(action)
        self._by_name[spec.name] = action
        self._specs.append(spec)
        return action

    def show_only(self, names: frozenset[str]) -> None:
        """Let there be some actions, and the others neither in menus nor by their keys."""
        for name, action in self._by_name.items():
            action.setVisible(name in names)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def connect(self, slots: dict[str, Callable[[], object]]) -> None:
        """Let actions call slots that take nothing."""
        for name, slot in slots.items():
            self._by_name[name].triggered.connect(slot)

    def connect_checked(self, slots: dict[str, Callable[[bool], object]]) -> None:
        """Let checkable actions call slots that take whether they are on."""
        for name, slot in slots.items():
            self._by_name[name].toggled.connect(slot)

    def set_icons(self, theme: Theme) -> None:
        """Draw the icons in a theme's ink."""
        for spec in self.specs:
            if spec.icon:
                self._by_name[spec.name].setIcon(icon(spec.icon, theme))

    def check(self, name: str, on: bool) -> None:
        """Show an action as on or off, without doing it."""
        blocker = QSignalBlocker(self._by_name[name])
        self._by_name[name].setChecked(on)
        del blocker
