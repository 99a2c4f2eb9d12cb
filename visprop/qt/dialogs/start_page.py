"""The start page: what to begin with, each with a picture; what was left, recent files, a network or a table of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visprop.benches.registry import PREFIX
from visprop.figures.moment import ViewOptions
from visprop.kinds.registry import offers
from visprop.lessons.shelf import chapters
from visprop.qt.dialogs.left_work import Left
from visprop.qt.dialogs.sheet import Sheet
from visprop.qt.dialogs.start_card import StartCard
from visprop.qt.dialogs.start_pictures import PICTURE, fitted, thumbnail
from visprop.qt.look.icons import inked
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.flow_layout import ColumnLayout
from visprop.scenario.builtin import TOPICS, Told, builtin_told
from visprop.session.background import own_thread
from visprop.session.collector import aside

_NEXT_MS = 5
"""How soon the next picture is put on its card, in milliseconds."""
_SCROLLED, _BAR = 24, 14
"""How far the cards keep off the right edge, in units, and how wide a scroll bar is, in pixels."""
_BENCHES = "Before the algorithm, one idea each"


@dataclass(frozen=True)
class Ways:
    """What the start page can do.

    Attributes:
        look_around: gives the first hints in the first scenario.
        first_chapter: begins the course, or goes on with its first chapter.
        course: leads to the map of the course.
        open_builtin: opens a built-in scenario by its name.
        open_offer: begins what a kind of experiment offers, a bench, by its name.
        open_file: opens a file by its path.
        open_other: asks for a file.
        own_network: asks for a network that is typed in.
        own_table: asks for a table.
    """

    look_around: Callable[[], object]
    first_chapter: Callable[[], object]
    course: Callable[[], object]
    open_builtin: Callable[[str], object]
    open_offer: Callable[[str], object]
    open_file: Callable[[str], object]
    open_other: Callable[[], object]
    own_network: Callable[[], object]
    own_table: Callable[[], object]


class StartPage(Sheet):
    """Lets the user choose where to begin.

    Args:
        options: how pictures are drawn.
        recent: files that were opened last.
        left: the works that were left, the newest first.
        ways: what can be done.
        state: what of the window it hides.
        parent: the window.

    Attributes:
        cards: those with pictures, by the names of scenarios and benches.
        search: what is typed here must stand on a card.
    """

    def __init__(
        self,
        options: ViewOptions,
        recent: Iterable[str],
        left: Sequence[Left],
        ways: Ways,
        state: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, options.theme.window, state)
        self.setWindowTitle("New")
        self._theme, self._ways = options.theme, ways
        self.cards: dict[str, StartCard] = {}
        self._acting: list[StartCard] = []
        self._groups: list[tuple[QWidget, list[StartCard]]] = []
        self.search = self._search_field()
        self._nothing = QLabel("Nothing has these words. Try another one, such as xor, digits or slope.")
        self._nothing.hide()
        self.first: StartCard
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(56), px(32), px(40), px(16))
        layout.setSpacing(px(16))
        self.leave = self._leave_button()
        title = QHBoxLayout()
        title.addWidget(_label("See how a network learns, line by line.", 32, QFont.Weight.DemiBold), 1)
        title.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(title)
        layout.addWidget(
            _label("Every number of backpropagation, exact, forwards and back: → executes a line, ← takes it back.", 15)
        )
        layout.addSpacing(px(8))
        whole = QHBoxLayout()
        whole.setSpacing(px(24))
        whole.addWidget(self._actions(list(recent), left))
        whole.addWidget(self._examples(), 1)
        layout.addLayout(whole, 1)
        self.stops = [*self._acting, self.search, *self.cards.values(), self.leave]
        self._begin_pictures(options)

    # Building

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(placeholderText="Search: spiral, softmax, sine …", clearButtonEnabled=True)
        field.setAccessibleName("Search the examples")
        field.setProperty("role", "search")
        field.textChanged.connect(self._on_search)
        return field

    def _leave_button(self) -> QPushButton:
        button = QPushButton("Back")
        button.setToolTip("Leave this page; nothing is changed (Esc)")
        button.setAutoDefault(False)
        button.setMinimumHeight(px(30))
        button.clicked.connect(self.reject)
        return button

    def _actions(self, recent: Sequence[str], left: Sequence[Left]) -> QScrollArea:
        """What begins or goes on, at the side."""
        ways = self._ways
        side = QWidget()
        self._column = QVBoxLayout(side)
        self._column.setContentsMargins(0, 0, px(4), 0)
        self._column.setSpacing(px(8))
        words = "Three hints, and then play"
        self.first = self._action("Look around", words, "run", ways.look_around, is_first=True)
        first = chapters()[0]
        self._action("The first chapter", first.title, "question", ways.first_chapter)
        self._action("The course", f"A map of its {len(chapters())} chapters", "book", ways.course)
        for one in left:
            self._action(f"Go on: {one.words}", "Go on where this was left", "clock", one.take_up)
            self._action("Forget it", f"Take away {one.words}", "reset", one.forget)
        self._action("Own network…", "Type sizes, weights and examples", "network", ways.own_network)
        self._action("Own table…", "CSV, a spreadsheet, or paste", "table", ways.own_table)
        self._action("Open…", "A scenario file", "open", ways.open_other)
        for entry in recent:
            self._action(Path(entry).name, entry, "clock", partial(ways.open_file, entry))
        self._column.addStretch()
        area = _scrolled(side, "Where to begin")
        area.setFixedWidth(px(290))
        return area

    def _action(self, title: str, words: str, drawn: str, act: Callable[[], object], is_first: bool = False) -> StartCard:
        card = StartCard(self._theme, title, words, is_first=is_first)
        ink = self._theme.paper if is_first else self._theme.positive
        card.setIcon(inked(drawn, ink, ink))
        card.clicked.connect(partial(self._choose, act))
        self._column.addWidget(card)
        self._acting.append(card)
        return card

    def _examples(self) -> QWidget:
        """The scenarios and the benches, below the field that searches them."""
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(0, 0, 0, 0)
        told, found = builtin_told(), offers()
        for topic, names in TOPICS.items():
            self._add_group(topic, [self._builtin(name, told[name]) for name in names])
        self._add_group(_BENCHES, [self._bench(name, offer.title, offer.tip) for name, offer in found.items()])
        self._page.addWidget(self._nothing)
        self._page.addStretch()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        # It ends where the cards end.
        head.setContentsMargins(0, 0, px(_SCROLLED), 0)
        head.addWidget(_label(f"{len(self.cards)} examples", 16, QFont.Weight.DemiBold), 1)
        self.search.setMinimumHeight(px(34))
        self.search.setMaximumWidth(px(300))
        head.addWidget(self.search, 1)
        column.addLayout(head)
        column.addWidget(_scrolled(page, "Examples"), 1)
        return whole

    def _add_group(self, title: str, cards: list[StartCard]) -> None:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, px(4), 0, px(8))
        column.addWidget(_label(title, 15, QFont.Weight.DemiBold))
        inner = QWidget()
        flow = ColumnLayout(inner, gap=px(16))
        flow.setContentsMargins(0, 0, px(_SCROLLED) - _BAR, 0)
        for card in cards:
            flow.addWidget(card)
        column.addWidget(inner)
        self._page.addWidget(group)
        self._groups.append((group, cards))

    def _builtin(self, name: str, told: Told) -> StartCard:
        sizes = "–".join(map(str, told.sizes))
        return self._card(name, told.title, told.line, partial(self._ways.open_builtin, name), sizes, told.notes)

    def _bench(self, name: str, title: str, tip: str) -> StartCard:
        return self._card(f"{PREFIX}{name}", title, tip, partial(self._ways.open_offer, name))

    def _card(self, name: str, title: str, words: str, act: Callable[[], object], aside: str = "", notes: str = "") -> StartCard:
        size = (round(PICTURE[0]), round(PICTURE[1]))
        card = self.cards[name] = StartCard(self._theme, title, words, aside, size, notes=notes)
        card.setObjectName(name)
        card.setIconSize(QSize(px(size[0]), px(size[1])))
        card.clicked.connect(partial(self._choose, act))
        return card

    # Pictures

    def _begin_pictures(self, options: ViewOptions) -> None:
        # The cards are there at once, their pictures one after another, trained and laid out beside the window.
        pool = own_thread("pictures")
        self._pictures = {name: pool.submit(aside(thumbnail), name, options) for name in self.cards}
        self.destroyed.connect(lambda: pool.shutdown(wait=False, cancel_futures=True))
        self._timer = QTimer(self, interval=_NEXT_MS)
        self._timer.timeout.connect(self._draw_next)
        self._timer.start()

    def _draw_next(self) -> None:
        name = next((name for name, picture in self._pictures.items() if picture.done()), None)
        if name is not None:
            figure, room = self._pictures.pop(name).result(), self.cards[name].iconSize()
            image = fitted(figure, room, self.devicePixelRatioF())
            self.cards[name].setIcon(QIcon(QPixmap.fromImage(image)))
        if not self._pictures:
            self._timer.stop()

    # What is chosen

    def _on_search(self, text: str) -> None:
        """Show the cards that have all the words, and the groups that have such cards."""
        for group, cards in self._groups:
            for card in cards:
                card.setVisible(card.has(text))
            group.setVisible(any(card.has(text) for card in cards))
        self._nothing.setVisible(not any(card.has(text) for card in self.cards.values()))

    def _choose(self, act: Callable[[], object], checked: bool = False) -> None:
        self.accept()
        act()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            found = [card for card in self.cards.values() if not card.isHidden()]
            if isinstance(focus, QAbstractButton):
                focus.click()
            elif focus is self.search and self.search.text() and found:
                found[0].click()
        elif _is_typed(event) and focus is not self.search:
            # What is typed is searched for, wherever the focus is.
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
        else:
            super().keyPressEvent(event)


def _is_typed(event: QKeyEvent) -> bool:
    """Whether it is a letter or a sign."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return held == Qt.KeyboardModifier.NoModifier and bool(event.text().strip()) and event.text().isprintable()


def _label(text: str, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
    label = QLabel(text)
    label.setFont(sized(QApplication.font(), size, weight))
    label.setWordWrap(True)
    return label


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    # The sheet's ground is seen through both.
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area
