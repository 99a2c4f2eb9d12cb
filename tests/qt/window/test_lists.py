"""Lists that fold out: every item can be read, the current one too."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.moment import ViewOptions


def contrast(one, other):
    """By the rule of WCAG."""

    def light(colour):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_current_item_of_a_list_can_be_read(window, session, theme):
    session.choose(ViewOptions.theme, theme)
    window.adapter.deliver()
    box = next(one for one in window.findChildren(QComboBox) if one.isVisible() and one.count() > 3)
    box.showPopup()
    QApplication.processEvents()
    view = box.view()
    place = view.visualRect(view.model().index(box.currentIndex(), 0))
    seen = view.viewport().grab(place).toImage()
    ground = seen.pixelColor(seen.width() - 4, seen.height() // 2)
    inks = [seen.pixelColor(x, y) for x in range(3, seen.width() // 2) for y in range(4, seen.height() - 4)]
    box.hidePopup()
    assert max(contrast(ink, ground) for ink in inks) > 4.5
