"""The docks: the views of each kind that was opened and the panels beside them, arranged by workspaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QVBoxLayout, QWidget

from visprop.figures.dock import Dock
from visprop.kinds.kind import Kind
from visprop.qt.adapter import Adapter
from visprop.qt.panels.panel_parts import scrolled
from visprop.qt.window.dock_parts import DoubleClicks, Panels, first_stop, hide_stale_tabs, let_go, refuse_gaps
from visprop.qt.window.kind_window import PanelSpec, panels_of, window_of
from visprop.qt.window.panel_header import PanelHeader
from visprop.scenario.workspaces import Node, Split, Workspace, breadth_of
from visprop.timeline.parts import Part

W = TypeVar("W", bound=QWidget)

_IDLE_MS = 300
"""How far apart the panels that nobody has seen yet are made, in milliseconds."""
_AREA = Qt.DockWidgetArea.LeftDockWidgetArea


class Docks:
    """All docks of a window by their names.

    Attributes:
        docks: by the names of views and panels.
        panels: the widgets in them.
        headers: above them, where there are any.
        enlarged: the one that has all the room; empty for none.
        put_back: gives the others their places back.
        when_moved: what is done when a dock may stand elsewhere.
        double_clicks: on titles.
        when_any_made: what is done with each, by the name of its dock.
    """

    def __init__(self, window: QMainWindow, adapter: Adapter) -> None:
        self._window, self._adapter = window, adapter
        # Those that the arrangement of now does not have wait in here: a window of its own, never shown, as Qt makes room for
        # every dock that it finds anywhere below the one whose state it restores.
        self._waiting = QWidget()
        window.destroyed.connect(self._waiting.deleteLater)
        self.docks: dict[str, QDockWidget] = {}
        self.panels = Panels(self._make)
        self._joins: dict[str, Callable[[QWidget], object]] = {}
        self.when_any_made: Callable[[str], object] = lambda name: None
        # What nobody has seen is made one by one while nothing else is to be done, so that no workspace waits for it.
        self._idle = QTimer(window, interval=_IDLE_MS)
        self._idle.timeout.connect(self._make_next)
        self._places: dict[str, Dock] = {}
        self._bare: set[str] = set()
        self._called: set[str] = set()
        self.headers: dict[str, PanelHeader] = {}
        self.enlarged = ""
        self.put_back: Callable[[], object] = lambda: None
        self.when_moved: Callable[[], object] = lambda: None
        self.when_brought_up: Callable[[], object] = lambda: None
        self.double_clicks = DoubleClicks(window)
        self._headers_later = QTimer(window, interval=0, singleShot=True)
        self._headers_later.timeout.connect(self.follow_headers)
        # What another kind needs is made first, each part in a turn of its own, so that the window never stops for all of it.
        adapter.watch(self._take_present, (Part.WINDOW,))
        adapter.watch(self._make_present, (Part.WINDOW,))
        self._kinds: dict[str, str] = {}
        self._specs: dict[str, PanelSpec] = {}

    def take(self, kind: Kind) -> None:
        """See to it that the docks of a kind are there, which is open.

        Raises:
            ValueError: a name of its views and panels is taken, or they and its workspaces do not fit together.
        """
        if kind.name in self._kinds.values():
            return
        for spec in panels_of(kind):
            self._add(kind, spec)
        refuse_gaps(
            {name: self._places[name] for name in self.docks if self._kinds[name] == kind.name}, window_of(kind).workspaces
        )
        if self._window.isVisible():
            self.make_when_idle()

    def _take_present(self) -> None:
        self.take(self._adapter.session.kind)

    def _make_present(self) -> None:
        session = self._adapter.session
        workspace = window_of(session.kind).workspaces[session.window.workspace]
        breadth = breadth_of(self._window.width(), self._window.height(), session.window.text / 100)
        self.make(self._fronts(workspace, workspace.arrangement(breadth)))

    @property
    def of_now(self) -> dict[str, QDockWidget]:
        """The docks of the kind that is open."""
        return {name: dock for name, dock in self.docks.items() if self._kinds[name] == self._adapter.session.kind.name}

    def _add(self, kind: Kind, spec: PanelSpec) -> None:
        name, title, places = spec.name, spec.title, spec.dock
        if name in self.docks:
            raise ValueError(f"two kinds have a view or a panel {name!r}")
        if any(dock.windowTitle() == title for other, dock in self.docks.items() if self._kinds[other] == kind.name):
            raise ValueError(f"two views or panels of one kind have the title {title!r}, by which their tabs are told apart")
        workspaces = window_of(kind).workspaces
        shown = {workspace.name: workspace.shows[name] for workspace in workspaces.values() if name in workspace.shows}
        places = replace(places, places={**shown, **places.places})
        dock = QDockWidget(title, self._waiting)
        dock.setObjectName(name)
        dock.hide()
        is_bare = all(workspace in workspaces and workspaces[workspace].is_bare for workspace in places.places)
        if is_bare:
            self._bare.add(name)
            dock.setTitleBarWidget(QWidget(dock))
        dock.installEventFilter(self.double_clicks)
        for signal in (dock.topLevelChanged, dock.dockLocationChanged, dock.visibilityChanged):
            signal.connect(self.follow_soon)
        dock.visibilityChanged.connect(partial(self._on_seen, name))
        self.docks[name], self._places[name], self._kinds[name], self._specs[name] = dock, places, kind.name, spec

    def _put(self, name: str, panel: QWidget, scrolls: bool) -> None:
        """Put a panel into its dock, below a header with its choices."""
        dock = self.docks[name]
        self.panels[name] = panel
        if name in self._bare:
            dock.setWidget(scrolled(panel, wide=True) if scrolls else panel)
            return
        header = self.headers[name] = PanelHeader(dock, getattr(panel, "header", ()))
        header.enlarge_wanted.connect(partial(self.double_clicks.enlarge_wanted.emit, dock))
        # As high as it will be from the first: Qt lays out a dock that is behind a tab once, before it is raised.
        self._follow_header(name)
        dock.setTitleBarWidget(header.holder)
        # The outermost first: each time that something is put into another widget, a style sheet is asked for all that is in it.
        frame = QFrame(dock)
        frame.setProperty("role", "under head")
        dock.setWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(2, 0, 2, 2)
        column.addWidget(scrolled(panel, wide=True, parent=frame) if scrolls else panel)
        self._headers_later.start()

    def follow_soon(self) -> None:
        """Let the headers follow once all docks are where they go, and have it kept where that is."""
        self._headers_later.start()
        self.when_moved()

    def follow_headers(self) -> None:
        """Let each header show what no tab says, in the colours and letters of now."""
        if self.enlarged and (self.docks[self.enlarged].isHidden() or self.docks[self.enlarged].isFloating()):
            # Closed, or taken out of the window, which is not to stand empty.
            self.put_back()
        for name in self.headers:
            self._follow_header(name)
        hide_stale_tabs(self._window)

    def _follow_header(self, name: str) -> None:
        dock = self.docks[name]
        if not dock.isHidden():
            is_among = not dock.isFloating() and bool(self._window.tabifiedDockWidgets(dock))
            self.headers[name].show_as(self._adapter.session.options.theme, is_among, self.enlarged == name)

    def name_of(self, widget: QWidget | None) -> str:
        """The name of the dock that a widget is in; empty for none."""
        return next((name for name, dock in self.docks.items() if widget is not None and dock.isAncestorOf(widget)), "")

    def titled(self, title: str) -> str:
        """The name of the dock with a title, of those of the kind that is open."""
        return next(name for name, dock in self.of_now.items() if dock.windowTitle() == title)

    def make(self, names: Iterable[str]) -> None:
        """See to it that some panels are there before they are laid out: one that comes later may stretch the window."""
        for name in names:
            self.panels[name]

    def make_when_idle(self) -> None:
        """Make the panels that nobody has seen bit by bit from now on."""
        self._idle.start()

    def _make_next(self) -> None:
        missing = [name for name in self.of_now if name not in self.panels]
        if not missing:
            self._idle.stop()
        elif not self._adapter.session.playback.is_moving:
            self.make(missing[:1])

    def _on_seen(self, name: str, is_seen: bool) -> None:
        # Qt says so of those behind a tab as well, before it has laid them out.
        is_open = self._kinds[name] == self._adapter.session.kind.name
        if is_seen and is_open and not self.docks[name].visibleRegion().isEmpty():
            self.make((name,))

    def _make(self, name: str) -> QWidget:
        """Make a panel and put it into its dock."""
        spec = self._specs[name]
        with self._adapter.of_kind(self._kinds[name]):
            panel = spec.make(self._adapter)
        self._put(name, panel, spec.scrolls)
        self.when_any_made(name)
        if name in self._joins:
            self._joins[name](panel)
        return panel

    def join(self, name: str, join: Callable[[QWidget], object]) -> None:
        """Do something with a panel once it is there, or now if it is."""
        self._joins[name] = join
        if name in self.panels:
            join(self.panels[name])

    def panel(self, name: str, kind: type[W]) -> W:
        """The panel of a name, which must be of a kind."""
        panel = self.panels[name]
        assert isinstance(panel, kind)
        return panel

    def names(self, workspace: Workspace) -> list[str]:
        """The panels of a workspace, in the order of the registries."""
        return [name for name in self.of_now if workspace.name in self._places[name].places]

    def let_wait(self, names: Iterable[str]) -> None:
        """Take some docks out of the window, until they are shown again; the others are in it.

        To give a dock another parent takes Qt as long as to paint it, so only what changes sides is moved.
        """
        out = set(names)
        for name, dock in self.docks.items():
            place = self._waiting if name in out else self._window
            if dock.parent() is not place:
                self._window.removeDockWidget(dock)
                dock.setParent(place)
                dock.hide()

    # Arranging

    def arrange(self, workspace: Workspace, node: Node) -> None:
        """Put the panels of a workspace into their places, and hide the others."""
        self.make(self._fronts(workspace, node))
        let_go(self._window)
        for dock in self.docks.values():
            if dock.isFloating():
                dock.setFloating(False)
            self._window.removeDockWidget(dock)
        first = self._first(workspace, node)
        self._window.addDockWidget(_AREA, first)
        self._place(workspace, node)
        for dock in self._all(workspace, node):
            dock.show()
        self._raise_first(workspace, node)
        self._share(workspace, node, self._window.width(), self._window.height())

    def _tabs(self, workspace: Workspace, places: tuple[str, ...]) -> list[QDockWidget]:
        """The docks of some places, in their order."""
        return [
            self.docks[name]
            for place in places
            for name in self.names(workspace)
            if self._places[name].places[workspace.name] == place
        ]

    def _fronts(self, workspace: Workspace, node: Node) -> list[str]:
        """The names of what stands in front of its place."""
        if isinstance(node, Split):
            return [name for part in node.parts for name in self._fronts(workspace, part)]
        return [self._first(workspace, node).objectName()]

    def _first(self, workspace: Workspace, node: Node) -> QDockWidget:
        return self._first(workspace, node.parts[0]) if isinstance(node, Split) else self._tabs(workspace, node)[0]

    def _all(self, workspace: Workspace, node: Node) -> list[QDockWidget]:
        if isinstance(node, Split):
            return [dock for part in node.parts for dock in self._all(workspace, part)]
        return self._tabs(workspace, node)

    def _place(self, workspace: Workspace, node: Node) -> None:
        """Place what stands in a node whose first dock is there."""
        if not isinstance(node, Split):
            first, *others = self._tabs(workspace, node)
            for dock in others:
                self._window.tabifyDockWidget(first, dock)
            return
        across = Qt.Orientation.Horizontal if node.is_across else Qt.Orientation.Vertical
        firsts = [self._first(workspace, part) for part in node.parts]
        for before, dock in zip(firsts, firsts[1:], strict=False):
            self._window.splitDockWidget(before, dock, across)
        for part in node.parts:
            self._place(workspace, part)

    def _raise_first(self, workspace: Workspace, node: Node) -> None:
        if isinstance(node, Split):
            for part in node.parts:
                self._raise_first(workspace, part)
        else:
            self._tabs(workspace, node)[0].raise_()

    def _share(self, workspace: Workspace, node: Node, width: int, height: int) -> None:
        """Give each part its share of the room."""
        if not isinstance(node, Split):
            return
        whole = width if node.is_across else height
        sizes = [max(60, whole * share // sum(node.shares)) for share in node.shares]
        across = Qt.Orientation.Horizontal if node.is_across else Qt.Orientation.Vertical
        self._window.resizeDocks([self._first(workspace, part) for part in node.parts], sizes, across)
        for part, size in zip(node.parts, sizes, strict=True):
            self._share(workspace, part, *((size, height) if node.is_across else (width, size)))

    def toggle(self, name: str, checked: bool = False) -> None:
        """Bring a panel to the front with the focus in it; put it away if it is there already."""
        dock = self.docks[name]
        if not dock.visibleRegion().isEmpty():
            if self.enlarged:
                self.put_back()
            dock.hide()
            return
        self.bring_up(name)
        panel = self.panels[name]
        first = panel if panel.focusPolicy() is not Qt.FocusPolicy.NoFocus else first_stop(panel)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_aside(self, title: str) -> bool:
        """Whether the tab of a panel waits in the menu of its place: in this workspace it has not been called yet."""
        workspace = self._adapter.session.window.workspace
        kind = self._adapter.session.kind.name
        # Bars ask while the window is taken apart too, when a dock itself may be gone; and while another kind is being opened
        # they still have the tabs of the one before.
        named = (name for name, spec in self._specs.items() if spec.title == title and self._kinds[name] == kind)
        name = next(named, "")
        return bool(name) and workspace in self._places[name].aside and name not in self._called

    def call(self, title: str) -> None:
        """Let a panel keep its tab from now on."""
        self._called.add(self.titled(title))

    def bring_up(self, name: str) -> None:
        """Show a dock in front of those in the same place; one that this workspace does not have stands beside the others."""
        self.when_brought_up()
        self._called.add(name)
        self.make((name,))
        dock = self.docks[name]
        if self.enlarged not in ("", name):
            self.put_back()
        if self._window.dockWidgetArea(dock) == Qt.DockWidgetArea.NoDockWidgetArea:
            let_go(self._window)
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.show()
        dock.raise_()
