"""Pages of the web in a real Chromium: by keys, by touch and by the slider, in both themes, on paper and for a screen reader."""

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.browser import Browser
from tests.export.web.reading import Document
from visprop.cli.main import main
from visprop.figures.base.style import DARK, LIGHT

pytestmark = pytest.mark.browser

WIDE, SMALL, PHONE = (1440, 900), (1024, 700), (390, 844)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "a.html"
    assert main(["web", "two-neurons", "--to", "9.1.9", "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def chromium():
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium, path):
    chromium.complaints.clear()
    chromium.requests.clear()
    yield chromium
    assert chromium.complaints == []
    assert set(chromium.requests) <= {path.resolve().as_uri()}


def at(browser):
    return int(browser.ask("document.getElementById('slider').value"))


def caption(browser):
    return browser.ask("document.getElementById('caption').textContent")


def test_a_hundred_positions_are_small(path):
    # 1.5 MB for a hundred, of which there are 109.
    assert len(Document(path).data["positions"]) == 109
    assert path.stat().st_size < 1_500_000


def test_it_is_stepped_through_by_keys(browser, path):
    browser.open(path)
    assert (at(browser), caption(browser)) == (0, "The inputs are in.")
    for key, wanted in (
        ("ArrowRight", 1), ("PageDown", 2), ("ArrowLeft", 1), ("End", 108), ("ArrowRight", 108), ("PageUp", 107), ("Home", 0),
        ("ArrowLeft", 0), ("ArrowRight", 1),
    ):  # fmt: skip
        browser.press(key)
        assert at(browser) == wanted
    assert caption(browser) == "Layer 1 computes its activations from the inputs."


def test_it_plays_as_fast_as_it_is_asked_to_and_stops_at_the_end(browser, path):
    browser.open(path)
    browser.press("End")
    for _ in range(3):
        browser.press("ArrowLeft")
    for _ in range(5):
        browser.press("+")
    assert browser.ask("document.getElementById('rate').value") == "8"
    browser.press(" ")
    assert browser.ask("document.getElementById('play').getAttribute('aria-label')") == "Pause"
    browser.until("document.getElementById('slider').value === '108'")
    browser.until("document.getElementById('play').getAttribute('aria-label') === 'Play'")
    browser.press(" ")
    browser.until("document.getElementById('slider').value > 0")
    browser.press(" ")
    stood = at(browser)
    browser.press("-")
    assert browser.ask("document.getElementById('rate').value") == "4"
    assert 0 < stood < 100
    assert browser.ask("document.getElementById('spoken').textContent") != ""


def test_buttons_and_slider_go_where_they_say(browser, path):
    browser.open(path)
    for name, wanted in (("next", 1), ("next", 2), ("back", 1), ("last", 108), ("first", 0)):
        browser.click(f"#{name}")
        assert at(browser) == wanted
    browser.click("#slider", share=0.5)
    assert 50 < at(browser) < 58
    # The slider has the focus now, and keys still go one step.
    before = at(browser)
    browser.press("ArrowRight")
    assert at(browser) == before + 1
    browser.press(" ")
    assert browser.ask("document.getElementById('play').getAttribute('aria-label')") == "Pause"


def test_a_swipe_turns_the_page_and_a_scroll_does_not(browser, path):
    browser.open(path, PHONE, mobile=True)
    browser.swipe("#panel0", -150)
    assert at(browser) == 1
    browser.swipe("#panel0", -150)
    assert at(browser) == 2
    browser.swipe("#panel0", 150)
    assert at(browser) == 1
    browser.swipe("#panel0", -50, -200)
    browser.swipe("#panel0", -20)
    assert at(browser) == 1


def test_the_address_leads_to_a_position(browser, path):
    browser.open(path)
    browser.press("ArrowRight")
    browser.until("location.hash === '#0.1.1'")
    browser.ask("location.hash = '#3.1.4'")
    browser.until("document.getElementById('place').textContent === 'update 3, example 1 (row 2 of 2)'")


def test_pictures_are_those_that_are_packed(browser, path):
    browser.open(path)
    page = Document(path)
    for place in (108, 6, 57):
        browser.ask(f"location.hash = '#{page.data['positions'][place]['at']}'")
        browser.until(f"document.getElementById('slider').value === '{place}'")
        for number, view in enumerate(page.views):
            count, height = browser.ask(
                f"(({{childNodes, viewBox}}) => [childNodes.length, viewBox.baseVal.height])"
                f"(document.querySelector('#panel{number} > svg'))"
            )
            panel = page.data["panels"][number]
            assert count == len(page.list_at(panel["pieces"], place))
            assert height == pytest.approx(panel["heights"][place])
            lines = browser.ask(f"[...document.querySelectorAll('#heard{number} li')].map((line) => line.textContent)")
            assert lines == page.heard(view, place)
    data = browser.ask("[...document.querySelectorAll('#panel3 path')].map((one) => one.getAttribute('d')).join(' ')")
    drawn = [dict(attributes).get("d", "") for tag, attributes, _ in flat(page.picture("landscape", 57, 0)) if tag == "path"]
    assert [one for one in drawn if one not in data] == []


def flat(elements):
    for element in elements:
        yield element
        yield from flat(element[2])


def shot(browser, tmp_path):
    browser.screenshot(tmp_path / "a.png")
    return np.array(Image.open(tmp_path / "a.png").convert("RGB"))


def test_light_and_dark_are_the_systems_and_then_the_readers(browser, path, tmp_path):
    for is_dark, theme in ((False, LIGHT), (True, DARK)):
        browser.open(path, dark=is_dark)
        browser.ask("document.documentElement.removeAttribute('data-theme')")
        pixels = shot(browser, tmp_path)
        assert tuple(pixels[0, 0]) == theme.window
        paper = (pixels == theme.paper).all(axis=2).mean()
        assert paper > 0.4
        browser.click("#theme")
        assert tuple(shot(browser, tmp_path)[0, 0]) == (LIGHT if is_dark else DARK).window
        browser.press("d")
        assert tuple(shot(browser, tmp_path)[0, 0]) == theme.window


def test_on_a_telephone_all_fits_and_one_picture_stands_below_the_first(browser, path):
    browser.open(path, PHONE, mobile=True)
    assert browser.ask("document.documentElement.scrollWidth") == 390
    for name in ("first", "back", "play", "next", "last"):
        height, width = browser.ask(
            f"(({{height, width}}) => [height, width])(document.getElementById('{name}').getBoundingClientRect())"
        )
        assert min(height, width) >= 44
    browser.click("#tabs button:nth-child(3)")
    seen = browser.ask(
        "[...document.querySelectorAll('figure')].filter((one) => one.offsetHeight).map((one) => one.dataset.view)"
    )
    assert seen == ["network", "landscape"]


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_on_a_screen_the_present_line_is_seen(browser, path, size):
    browser.open(path, size)
    assert browser.ask("document.documentElement.scrollWidth") <= size[0]
    for _ in range(9):
        browser.press("ArrowRight")
        top, bottom, low, high = browser.ask(
            "(({svg, figure}) => { const line = svg.querySelector(':scope > rect').getBoundingClientRect();"
            "const within = figure.getBoundingClientRect(); return [line.top, line.bottom, within.top, within.bottom] })"
            "(((figure) => ({figure, svg: figure.querySelector(':scope > svg')}))(document.getElementById('panel2')))"
        )
        assert low <= top < bottom <= high


def test_one_is_enlarged_and_made_smaller_again(browser, path):
    browser.open(path)
    before = browser.ask("document.querySelector('#panel4 > svg').clientWidth")
    browser.click("#panel4 .enlarge")
    assert browser.ask("document.querySelector('#panel4 > svg').clientWidth") > 2 * before
    assert browser.ask("document.getElementById('panel0').offsetHeight") == 0
    browser.press("Escape")
    assert browser.ask("document.querySelector('#panel4 > svg').clientWidth") == before


def test_a_screen_reader_is_given_words(browser, path):
    browser.open(path)
    browser.press("ArrowRight")
    found = browser.accessible()
    assert ("button", "Next") in found
    assert ("slider", "Position") in found
    assert any(role == "image" and name.startswith("Network: ") for role, name in found)
    assert ("heading", "Two neurons a layer") in found
    said = browser.ask("document.getElementById('spoken').textContent")
    assert said.startswith("line 1: forward, layer 1. z 1, 1 equals w 1, 1 1 times a 0, 1")


def test_the_present_position_prints_in_light_colours(browser, path):
    browser.open(path, dark=True)
    browser.ask("location.hash = '#5'")
    browser.until("document.getElementById('slider').value > 0")
    with pdfium.PdfDocument(io.BytesIO(browser.printed())) as document:
        text = document[0].get_textpage().get_text_range()
        pixels = document[0].render(scale=1.0).to_numpy()[:, :, :3]
    assert "update 5" in text
    assert "Speed" not in text
    assert (pixels > 250).all(axis=2).mean() > 0.6
    assert (pixels < 120).all(axis=2).any()
