"""Tool tips of pictures: none covers the numbers that it explains."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from tests.figures.measuring import words
from tests.qt.settling import settle
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Label
from visprop.timeline.position import Position


def boxes(view, key):
    """Where the numbers of a neuron stand on the screen."""
    for one in view.figure.shapes:
        if (
            isinstance(one, Label)
            and one.key
            and (one.key.layer, one.key.j) == (key.layer, key.j)
            and any(map(str.isdigit, words(one)))
        ):
            left, top, right, bottom = bounds(one)
            box = view.place_of((left, top, right - left, bottom - top))
            yield QRect(view.mapToGlobal(box.topLeft()), box.size())


def test_a_tip_covers_no_number_of_what_it_explains(looked_at, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: shown.append((at, text)))
    view, session = looked_at.network, looked_at.session
    session.window.choose("step")
    session.playback.go(Position(2, 1, 9))
    settle()
    neurons = {one.key: one for one in view.figure.shapes if isinstance(one, Label) and one.key and one.key.letter == "b"}
    assert len(neurons) == 8
    for key, label in neurons.items():
        shown.clear()
        QTest.mouseMove(view, view.place_of((label.x, label.y, 0.0, 0.0)).topLeft())
        at, text = shown[-1]
        assert f"a {key.layer}" in text or "bias" in text
        tip = QRect(at + QPoint(2, 16), QFontMetrics(QToolTip.font()).size(0, text))
        own = list(boxes(view, key))
        assert len(own) >= 3
        assert not [box for box in own if tip.intersects(box)], key
