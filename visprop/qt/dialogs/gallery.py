"""The gallery: a card with a picture for each scenario and each bench to begin with; the work that was left, recent files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGroupBox, QScrollArea, QTabWidget, QToolButton, QVBoxLayout, QWidget

from visprop.benches.registry import PREFIX
from visprop.export.png import figure_image
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.views import VIEWS
from visprop.kinds.files import begun_with
from visprop.kinds.registry import KINDS, offers
from visprop.qt.panels.flow_layout import FlowLayout
from visprop.qt.plain import plain_tip
from visprop.scenario.builtin import TOPICS, builtin_titles, open_scenario
from visprop.scenario.run import Run
from visprop.session.background import own_thread
from visprop.session.collector import aside
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline
from visprop.timeline.work import AT_ONCE, BUDGET

PICTURE = (220.0, 132.0)
"""The size of a card's picture, in points."""
_BENCH = (440.0, 264.0)
"""For which size the picture of a bench is drawn, whose labels need room, before it is made smaller."""
_NEXT_MS = 5
"""How soon the next picture is put on its card, in milliseconds."""


@dataclass(frozen=True)
class Left:
    """Work that was left.

    Attributes:
        title: its scenario.
        update: how many updates were done; −1 where that is not known.
        when: it was kept, in seconds since 1970.
        take_up: goes on with it.
        forget: takes it away.
    """

    title: str
    update: int
    when: float
    take_up: Callable[[], object]
    forget: Callable[[], object]

    @property
    def words(self) -> str:
        """How far it was, and when."""
        reached = f", update {self.update:,}" if self.update >= 0 else ""
        return f"{self.title}{reached}, {datetime.fromtimestamp(self.when):%d %b %H:%M}"


class Gallery(QDialog):
    """Lets the user choose where to begin.

    Args:
        options: how pictures are drawn.
        scale: of the text.
        recent: files that were opened last.
        left: the works that were left, the newest first.
        open_builtin: opens a built-in scenario by its name.
        open_offer: begins what a kind of experiment offers, a bench, by its name.
        open_file: opens a file.
        own_network: asks for a network that is typed in.
        own_table: asks for a table.
        parent: the window.
    """

    def __init__(
        self,
        options: ViewOptions,
        scale: float,
        recent: Iterable[str],
        left: Sequence[Left],
        open_builtin: Callable[[str], object],
        open_offer: Callable[[str], object],
        open_file: Callable[[str], object],
        own_network: Callable[[], object],
        own_table: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("New")
        self._scale = scale
        self.cards: dict[str, QToolButton] = {}
        self.pages = QTabWidget()
        self.pages.setAccessibleName("Where to begin")
        self._groups = self._page("Scenarios")
        network, table = self._row("Your own", 2)
        self._fill(network, "Own network…", "Type or paste sizes, weights and examples, as a textbook prints them", own_network)
        self._fill(table, "Own table…", "Read a table of your own: CSV, TSV, XLSX and others", own_table)
        self._add_left(left)
        self._add_builtin(open_builtin)
        self._add_recent(list(recent), open_file)
        self._groups.addStretch()
        self._groups = self._page("Benches")
        self._add_offers(open_offer)
        self._groups.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages)
        layout.addWidget(buttons)
        self.resize(min(parent.width() - 40, round(780 * scale)), min(parent.height() - 40, round(640 * scale)))
        self._begin_pictures(options)

    def _page(self, title: str) -> QVBoxLayout:
        """A page more, whose groups stand one below the other."""
        page, area = QWidget(), QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        area.setAccessibleName(title)
        self.pages.addTab(area, title)
        return QVBoxLayout(page)

    def _begin_pictures(self, options: ViewOptions) -> None:
        # The cards are there at once, their pictures one after another, read and laid out beside the window.
        pool = own_thread("pictures")
        self._pictures = {name: pool.submit(aside(thumbnail), name, options) for name in self.cards}
        self.destroyed.connect(lambda: pool.shutdown(wait=False, cancel_futures=True))
        self._timer = QTimer(self, interval=_NEXT_MS)
        self._timer.timeout.connect(self._draw_next)
        self._timer.start()

    def _add_left(self, left: Sequence[Left]) -> None:
        cards = self._row("Work that was left", 2 * len(left)) if left else []
        for one, go_on, drop in zip(left, cards[::2], cards[1::2], strict=True):
            self._fill(go_on, f"Go on: {one.words}", "Go on where this was left", one.take_up)
            self._fill(drop, "Forget it", f"Take away {one.words}", one.forget)

    def _add_builtin(self, open_builtin: Callable[[str], object]) -> None:
        titles = builtin_titles()
        for topic, names in TOPICS.items():
            for name, card in zip(names, self._row(topic, len(names)), strict=True):
                self._fill(card, titles[name], f"Begin with “{titles[name]}”", partial(open_builtin, name))
                self._give_picture(card, name)

    def _add_offers(self, open_offer: Callable[[str], object]) -> None:
        found = offers()
        for name, card in zip(found, self._row("Before the algorithm, one idea each", len(found)), strict=True):
            self._fill(card, found[name].title, found[name].tip, partial(open_offer, name))
            self._give_picture(card, f"{PREFIX}{name}")

    def _give_picture(self, card: QToolButton, name: str) -> None:
        """Leave room for the picture of a file or a bench by its name."""
        card.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        card.setIconSize(QSize(*(round(side * self._scale) for side in PICTURE)))
        self.cards[name] = card

    def _add_recent(self, recent: Sequence[str], open_file: Callable[[str], object]) -> None:
        if recent:
            for entry, card in zip(recent, self._row("Files that were opened last", len(recent)), strict=True):
                self._fill(card, Path(entry).name, entry, partial(open_file, entry))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not the first of all: the row of tabs has buttons of its own.
        first = self.pages.currentWidget().findChild(QToolButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QToolButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _row(self, title: str, count: int) -> list[QToolButton]:
        group = QGroupBox(title)
        flow = FlowLayout(group, gap=10)
        cards = [QToolButton() for _ in range(count)]
        for card in cards:
            flow.addWidget(card)
        self._groups.addWidget(group)
        return cards

    def _fill(self, card: QToolButton, words: str, tip: str, act: Callable[[], object]) -> None:
        card.setText(words.replace("&", "&&"))
        card.setToolTip(plain_tip(tip))
        card.clicked.connect(partial(self._choose, act))

    def _choose(self, act: Callable[[], object], checked: bool = False) -> None:
        self.accept()
        act()

    def _draw_next(self) -> None:
        name = next((name for name, picture in self._pictures.items() if picture.done()), None)
        if name is not None:
            figure = self._pictures.pop(name).result()
            image = figure_image(figure, PICTURE[0] / figure.width * self._scale * self.devicePixelRatioF())
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self.cards[name].setIcon(QIcon(QPixmap.fromImage(image)))
        if not self._pictures:
            self._timer.stop()


def thumbnail(name: str, options: ViewOptions) -> Figure:
    """The network of a built-in scenario, as its first line finds it; of a bench its first picture, at its end."""
    if name.startswith(PREFIX):
        kind, run = KINDS[name.removeprefix(PREFIX)], begun_with(name).run()
        experiment = kind.experiment(run, BUDGET, AT_ONCE)
        moment = kind.moment(experiment, experiment.walk.update_end(experiment.reached), False)
        return next(iter(kind.views().values())).draw(moment, ViewOptions(theme=options.theme), _BENCH)
    timeline = Timeline(Run(open_scenario(name)))
    moment = NetworkMoment(timeline.frame(Position(0, 1, timeline.program.depth)), History(timeline))
    return VIEWS["network"].draw(moment, ViewOptions(theme=options.theme), PICTURE)
