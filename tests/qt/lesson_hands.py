"""What a reader of a lesson does with the real window, by keyboard alone or by mouse alone; and how the page looks meanwhile."""

from functools import singledispatchmethod
from time import perf_counter

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea

from tests.lessons.learner import AddUnit, Both, Insert, Put, Retype, Train, Weigh, Write, wrong_text
from tests.qt import crowding
from tests.qt.settling import settle
from tests.qt.window.test_window import ALT, CTRL, SHIFT, place_of
from visprop.qt.panels.control_fields import ChoiceField
from visprop.qt.panels.course_panel import CoursePanel
from visprop.qt.panels.lesson_text import LessonText
from visprop.session.exercise.settings import Stage
from visprop.session.speeds import FULL_SPEED, SPEEDS

LEFT = Qt.MouseButton.LeftButton
_MOST_STOPS = 300
_LONGEST = 20.0
"""How long a page may take to be as it will be on a machine that stalls, in seconds; so long a fault waits to be told."""


class Reader:
    """What both readers have in common.

    Args:
        qtbot: waits.
        window: in which the lesson is read.
    """

    def __init__(self, qtbot, window):
        self.qtbot, self.window, self.session = qtbot, window, window.session
        self.course = window.adapter.course

    @property
    def panel(self):
        """The panel of the course of the kind that is open."""
        name = self.session.kind.name
        return self.window.docks.panel("course" if name == "network" else f"{name}-course", CoursePanel)

    @property
    def page(self):
        return self.panel.page

    @property
    def field(self):
        """Where a number is typed now."""
        card = self.page.card
        return card.lines.field if card.lines.isVisible() else card.field

    def execute(self):
        """Execute the lines of a step: a wrong one first where there is one, a wrong value, and what is right."""
        algorithm = self.course.algorithm
        while algorithm.is_asking:
            self.looks_right()
            if algorithm.stage is Stage.NEXT:
                ready = algorithm.work.ready
                for is_right in (False, True):
                    offer = next((i for i, one in enumerate(algorithm.offers) if (one in ready) is is_right), None)
                    if offer is not None:
                        self.choose(offer)
                continue
            right = algorithm.task.told(algorithm.work.after, is_shape=algorithm.stage is Stage.SHAPE)
            for given in (wrong_text(right), right):
                self.give(given)

    def looks_right(self):
        """Nothing in the panel is cut or lies over something else; what is asked, and where it is answered, is in sight."""
        end = perf_counter() + _LONGEST
        settle()
        # Formulas are set bit by bit, and a text has its height with them.
        while (wrong := self.faults()) and perf_counter() < end:
            QTest.qWait(10)
        assert wrong == [], f"{self.course.lesson.name}, {self.course.step.title}: {wrong}"

    def faults(self):
        """What is wrong with how the page looks now, in words."""
        texts = [text for text in self.panel.findChildren(LessonText) if text.isVisible()]
        if any(text._flow is None for text in texts):
            return ["formulas are not set"]
        wide = [f"too wide: {text.text}" for text in texts if text._flow.taken > text.width() + 1]
        hidden = [f"not in sight: {one.accessibleName() or type(one)}" for one in self.to_be_seen() if not is_whole(one)]
        return [*crowding.cut(self.panel), *crowding.overlaps(self.panel), *wide, *hidden]

    def to_be_seen(self):
        """What has to be in sight without a search."""
        page, card = self.page, self.page.card
        yield from (page.title, page.back, page.next, page.leave)
        if card.lines.isVisible():
            yield from (card.lines.question,) if not card.lines.keypad.isVisible() else ()
            yield from (offer for offer in card.lines.offers if offer.isVisible())
            yield from (card.lines.field, card.lines.check) if card.lines.field.isVisible() else ()
        elif self.course.attempt.is_open:
            # Beside a keypad in large letters what is said of a wrong answer takes the question's place.
            yield card.verdict if self.course.attempt.tries and card.keypad.isVisible() else card._question
            yield from (row for row in card.rows if row.isVisible())
            yield from (card.field, card.check) if card.field.isVisible() else ()

    def reason_is_seen(self):
        """What is said of the answer comes into sight by itself."""
        page = self.page
        told = page.reason if page.reason.isVisible() else page.card.verdict
        self.qtbot.waitUntil(lambda: not told.visibleRegion().isEmpty(), timeout=60_000)


def is_whole(widget):
    """Whether all of a widget is in sight."""
    return widget.visibleRegion().boundingRect().size() == widget.size()


class Keyboard(Reader):
    """Presses keys, and nothing else."""

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.window.focusWidget(), key, held)
        self.window.adapter.deliver()

    def type(self, text):
        """Type a text at whatever has the keys; Qt's own typist ends the process at what no keyboard has."""
        focus = self.window.focusWidget()
        if text.isascii():
            QTest.keyClicks(focus, text)
        else:
            QTest.keyClicks(focus, text.replace("−", "-").replace("×", "x"))
        self.window.adapter.deliver()

    def reach(self, widget):
        """Press Tab until a widget has the keys."""
        settle()
        for _ in range(_MOST_STOPS):
            if self.window.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {widget}")

    def begin(self, name):
        """Go to a chapter in the map, and press it."""
        self.reach(self.panel.map.rows[name])
        self.press(Qt.Key.Key_Space)
        # In large letters the docks of a bench come at the next turn.
        self.qtbot.waitUntil(lambda: self.window.focusWidget() is self.panel, timeout=60_000)

    def has_keys(self):
        """Whether the keys are with the page, so that the next keystroke answers or leads on."""
        focus = self.window.focusWidget()
        return focus is self.panel or self.panel.isAncestorOf(focus)

    def choose(self, index):
        self.press(Qt.Key.Key_1 + index)

    def give(self, text):
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def go_on(self):
        self.press(Qt.Key.Key_Return)

    def back_to_page(self):
        """Give the keys to the course, wherever they are."""
        settle()
        self.press(Qt.Key.Key_O, CTRL | ALT)

    @singledispatchmethod
    def act(self, act):
        raise NotImplementedError(act)

    @act.register
    def _(self, act: Both):
        for one in act.acts:
            self.act(one)

    @act.register
    def _(self, act: Put):
        field = control(self.window, act.name)
        if isinstance(field, ChoiceField):
            self.reach(field.box)
            wanted, now = field.box.findData(act.value), field.box.currentIndex()
            for _ in range(abs(wanted - now)):
                self.press(Qt.Key.Key_Down if wanted > now else Qt.Key.Key_Up)
            return
        self.reach(field.edit)
        self.press(Qt.Key.Key_A, CTRL)
        self.give(f"{act.value:g}")

    @act.register
    def _(self, act: Write):
        self.reach(control(self.window, "term").edit)
        self.press(Qt.Key.Key_Home)
        self.press(Qt.Key.Key_Right)
        self.press(Qt.Key.Key_End, SHIFT)
        self.give(act.typed)

    @act.register
    def _(self, act: Retype):
        edit = control(self.window, "term").edit
        self.reach(edit)
        self.press(Qt.Key.Key_Home)
        while not edit.text()[: edit.cursorPosition()].endswith(act.old):
            self.press(Qt.Key.Key_Right)
        self.press(Qt.Key.Key_Backspace)
        self.give("*")
        self.steps(act.steps)

    @act.register
    def _(self, act: Weigh):
        place = act.key.place
        for _ in range(_MOST_STOPS):
            if self.session.selection.selected == place:
                break
            self.press(Qt.Key.Key_BracketRight)
        self.press(Qt.Key.Key_F2)
        assert isinstance(self.window.focusWidget(), QLineEdit)
        self.press(Qt.Key.Key_A, CTRL)
        self.give(f"{act.value:g}")
        self.steps(act.line - self.session.playback.position.line)

    def steps(self, count):
        for _ in range(count):
            self.press(Qt.Key.Key_Right)

    @act.register
    def _(self, act: Train):
        for _ in SPEEDS:
            self.press(Qt.Key.Key_Up, CTRL)
        self.reach(self.window.network)
        self.press(Qt.Key.Key_Space)
        assert self.session.playback.running, self.window.focusWidget()
        self.qtbot.waitUntil(lambda: not self.course.attempt.is_open, timeout=60_000)
        self.press(Qt.Key.Key_Space)

    @act.register
    def _(self, act: Insert):
        for _ in range(act.count):
            self.press(Qt.Key.Key_L, CTRL | ALT)

    @act.register
    def _(self, act: AddUnit):
        self.press(Qt.Key.Key_N, CTRL | ALT)


class Mouse(Reader):
    """Clicks, drags and turns the wheel, and nothing else."""

    def click(self, widget, place=None):
        """Click on what is seen, or is brought into sight by the wheel."""
        assert widget.isVisible(), widget
        QApplication.processEvents()
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()

        def is_in_sight():
            # Formulas that are set meanwhile move what stands below them.
            if area is not None:
                area.ensureWidgetVisible(widget)
            return widget.visibleRegion().contains(place or widget.rect().center())

        self.qtbot.waitUntil(is_in_sight, timeout=10_000)
        QTest.mouseClick(widget, LEFT, pos=place or widget.rect().center())
        self.window.adapter.deliver()

    def begin(self, name):
        self.click(self.panel.map.rows[name])

    def choose(self, index):
        card = self.page.card
        self.click((card.lines.offers if card.lines.isVisible() else card.rows)[index])

    def give(self, text):
        """Type with the keypad, which is called for where it is not there."""
        card = self.page.card.lines if self.page.card.lines.isVisible() else self.page.card
        if not card.keypad.isVisible():
            self.click(card.keypad.link)
            settle()
        field = self.field
        while field.text() and not field.selectedText():
            self.click(card.keypad.keys["⌫"])
        for letter in text.replace("−", "-").replace(" × ", "×"):
            self.click(card.keypad.keys[letter])
        self.click(card.keypad.keys["✓"])

    def go_on(self):
        self.click(self.page.next)

    def back_to_page(self):
        settle()

    @singledispatchmethod
    def act(self, act):
        raise NotImplementedError(act)

    @act.register
    def _(self, act: Both):
        for one in act.acts:
            self.act(one)

    @act.register
    def _(self, act: Put):
        field = control(self.window, act.name)
        if isinstance(field, ChoiceField):
            self.pick(field.box, field.box.findData(act.value))
        else:
            self.slide(field.slider, round((act.value - field._low) / field._step))

    @act.register
    def _(self, act: Write):
        box = control(self.window, "term").examples
        self.pick(box, box.findData(act.example))

    def pick(self, box: QComboBox, index):
        """Open a list, and click on one of its entries."""
        self.click(box)
        # So long a list takes no click: the second one of a double click would choose in it.
        QTest.qWait(QApplication.doubleClickInterval() + 100)
        box.view().scrollTo(box.model().index(index, 0))
        place = box.view().visualRect(box.model().index(index, 0)).center()
        QTest.mouseMove(box.view().viewport(), place)
        QTest.mouseClick(box.view().viewport(), LEFT, pos=place)
        self.window.adapter.deliver()

    def slide(self, slider, value):
        """Click on the track near a value, and come to it with the wheel."""
        share = (value - slider.minimum()) / (slider.maximum() - slider.minimum())
        self.click(slider, QPoint(min(max(2, round(slider.width() * share)), slider.width() - 3), slider.height() // 2))
        for _ in range(_MOST_STOPS):
            off = value - slider.value()
            if abs(off) < slider.singleStep() * QApplication.wheelScrollLines():
                return
            wheel(slider, 1 if off > 0 else -1)
            self.window.adapter.deliver()

    @act.register
    def _(self, act: Retype):
        field = control(self.window, "term")
        at = field.edit.text().index(act.old)
        # A double click takes the sign, and the keypad's takes its place.
        before = field.edit.fontMetrics().horizontalAdvance(field.edit.text()[:at] + act.old)
        place = QPoint(before, field.edit.height() // 2)
        QTest.mouseDClick(field.edit, LEFT, pos=place)
        assert field.edit.selectedText() == act.old
        self.click(next(button for button in field.findChildren(type(self.page.leave)) if button.text() == act.new))
        self.click(self.window.views["functions-picture"])
        self.steps(act.steps)

    def steps(self, count):
        for _ in range(count):
            self.click(self.window.toolbar.buttons["line"])

    @act.register
    def _(self, act: Weigh):
        view, settings = self.window.network, self.session
        if settings.selection.selected != act.key.place:
            self.click(view, spot(view, act.key.place))
        place = spot(view, act.key.place)
        now = float(settings.playback.frame.p[settings.scenario.network.single(act.key)])
        by = QPoint(0, -round((act.value - now) / 0.01))
        QTest.mousePress(view, LEFT, pos=place)
        QTest.mouseMove(view, place + by / 2)
        QTest.mouseMove(view, place + by)
        QTest.mouseRelease(view, LEFT, pos=place + by)
        self.window.adapter.deliver()
        self.steps(act.line - settings.playback.position.line)

    @act.register
    def _(self, act: Train):
        self.pick(self.window.toolbar.speed, FULL_SPEED)
        self.click(self.window.toolbar.buttons["run"])
        self.qtbot.waitUntil(lambda: not self.course.attempt.is_open, timeout=60_000)
        self.click(self.window.toolbar.buttons["run"])

    @act.register
    def _(self, act: Insert):
        for _ in range(act.count):
            self.menu("&Network", "Insert a layer")

    @act.register
    def _(self, act: AddUnit):
        self.menu("&Network", "Add a neuron")

    def menu(self, title, words):
        """Open a menu, and click on an entry of it."""
        bar, menu = self.window.menuBar(), self.window.menus[title]
        self.click(bar, bar.actionGeometry(menu.menuAction()).center())
        action = next(action for action in menu.actions() if action.text().replace("&", "").startswith(words))
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        settle()


def spot(view, key):
    """Where something stands in a view, whose picture is larger in large letters."""
    settle()
    place = place_of(view, str(key))
    return view.to_widget(place.x(), place.y()).toPoint()


def control(window, name):
    """The field of a control of the bench that is open."""
    settle()
    return window.docks.panels[f"{window.session.kind.name}-controls"].fields[name]


def wheel(widget, notches):
    """Turn the wheel over a widget."""
    middle = QPointF(widget.rect().center())
    held, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QPoint(0, 120 * notches)
    place = QPointF(widget.mapToGlobal(middle.toPoint()))
    QApplication.sendEvent(widget, QWheelEvent(middle, place, QPoint(), turned, Qt.MouseButton.NoButton, held, phase, False))
