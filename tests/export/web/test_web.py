"""Pages of the web: their pictures are those of SVG exports, nothing is asked for, and everything is said in words."""

import json
import re
import shutil
import subprocess

import pytest

from tests.export.web.reading import Document, told_file
from visprop.cli.main import main
from visprop.export.animation.reel import positions
from visprop.export.formats import ExportError
from visprop.export.web.changes import Fresh, Track
from visprop.export.web.estimate import SAMPLE, estimate
from visprop.export.web.slides import USUAL_OPTIONS, Slides, usual_views
from visprop.export.web.spelling import Spelling
from visprop.export.web.webbing import Webbing
from visprop.figures.base.style import DARK, LIGHT, hex_of
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import resources
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit

VIEW_NAMES = ["network", "equations", "pseudocode", "landscape", "cost"]


def web(*words):
    return main(["web", *map(str, words)])


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "a.html"
    assert web("two-neurons", "--to", 1, "-o", path) == 0
    return path


@pytest.fixture(scope="module")
def page(path):
    return Document(path)


SIZES = {
    "network": ("--size", "440x275"),
    "equations": ("--width", "400"),
    "pseudocode": ("--width", "400"),
    "landscape": ("--size", "380x300", "--grid", "51"),
    "cost": ("--size", "380x237.5"),
}
ENDS = ("--scale-from", "two-neurons@0", "--scale-from", "two-neurons@1")
CASES = [
    (view, *case) for view in VIEW_NAMES[:-1] for case in ((0, "light"), (4, "dark"), (8, "light"), (10, "light"), (10, "dark"))
]


# Before the first update there is no cost curve to be exported.
@pytest.mark.parametrize("view, at, theme", [*CASES, ("cost", 10, "light"), ("cost", 10, "dark")])
def test_each_picture_is_the_exported_one(page, tmp_path, view, at, theme):
    place = page.data["positions"][at]["at"]
    scale = ENDS if view in ("network", "landscape") else ()
    words = [*SIZES[view], *scale, "--font-size", "13", "--theme", theme, "--at", place]
    assert main(["export", "two-neurons", "--view", view, *words, "-o", str(tmp_path / "a.svg")]) == 0
    assert page.picture(view, at, ("light", "dark").index(theme)) == told_file(tmp_path / "a.svg")


def test_it_has_the_positions_of_the_range(page):
    assert page.views == VIEW_NAMES
    assert [place["at"] for place in page.data["positions"]] == ["0", *(f"0.1.{line}" for line in range(1, 10)), "1"]
    assert page.data["positions"][10]["caption"] == "Every weight and bias takes a step down the gradient."
    assert page.data["positions"][0]["where"] == "update 0, example 1 (row 1 of 2)."
    assert page.text["title"] == page.text["h1"] == "Two neurons a layer"


def test_it_asks_for_nothing(page, path):
    policy = next(attrs["content"] for tag, attrs in page.elements if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    for tag, attrs in page.elements:
        for name in ("src", "href", "xlink:href", "action", "data", "poster"):
            assert attrs.get(name, "").startswith(("data:", "#")) or name not in attrs, (tag, attrs)
    text = path.read_text(encoding="utf-8")
    assert "@import" not in text
    assert "url(" not in page.text["style"]
    assert not {"fetch(", "XMLHttpRequest", "import(", "eval("} & set(text.split())


def test_everything_is_said_in_words(page):
    network = page.heard("network", 10)
    assert any(line.startswith("weight w 1, 1 1 is about 0.4992; before the update equals 0.5; ") for line in network)
    assert page.heard("pseudocode", 3)[0].startswith("0 a 0 equals x")
    words = [page.data["texts"][number] for number in page.data["positions"][6]["words"]]
    assert words[0] == "line 6: backward, layer 4."
    assert words[1].startswith("delta 4, 1 equals")
    attributes = {attrs.get("id"): attrs for _, attrs in page.elements}
    assert attributes["spoken"]["aria-live"] == "polite"
    for tag, attrs in page.elements:
        if tag == "svg" and "role" in attrs:
            assert attrs["aria-label"]
            assert attrs["aria-describedby"] in attributes
        if tag == "button":
            assert attrs.get("aria-label") or attrs.get("title") or "data-tab" in attrs
    assert [tag for tag, _ in page.elements].count("h1") == 1
    assert next(attrs for tag, attrs in page.elements if tag == "html")["lang"] == "en"


def test_its_own_colours_are_those_of_the_themes(page):
    style = page.text["style"]
    for theme in (LIGHT, DARK):
        assert f"--paper: {hex_of(theme.paper)}" in style
    sheet = (resources() / "web" / "page.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,6}[ ;]|rgb|hsl", sheet)
    assert "prefers-color-scheme: dark" in sheet
    assert "@media print" in sheet


def test_what_does_not_change_stands_once(page, path):
    assert path.stat().st_size < 200_000
    for view in ("network", "pseudocode"):
        first, *others = page.data["panels"][page.views.index(view)]["pieces"]
        whole = sum(len(numbers) for _, _, numbers in first)
        assert all(sum(len(numbers) for _, _, numbers in step) < whole / 2 for step in others[:-1])


def test_its_size_is_known_from_its_first_positions(tmp_path, two):
    walk = Session(Run(two)).playback.experiment.walk
    places, views = positions(walk, walk.start, walk.update_end(2), Unit.LINE), [VIEWS["pseudocode"]]
    assert len(places) > SAMPLE
    *_, found = estimate(lambda count: Slides(Run(two), places[:count], views, USUAL_OPTIONS), len(places))
    list(Webbing(Slides(Run(two), places, views, USUAL_OPTIONS), "a", tmp_path / "a.html").steps())
    assert found == pytest.approx((tmp_path / "a.html").stat().st_size, rel=0.15)


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{0} & ]]> \x00 <!--"])
def test_whatever_it_is_called_it_is_text(tmp_path, two, name):
    run = Run(two).called(name, "")
    slides = Slides(run, [Position(0)], [VIEWS["pseudocode"]], USUAL_OPTIONS)
    assert [one for one in Webbing(slides, name, tmp_path / "a.html").steps() if one] == [tmp_path / "a.html"]
    page = Document(tmp_path / "a.html")
    assert page.text["h1"].replace("\ufffd", "\x00") == name
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert not [tag for tag, _ in page.elements if tag == "img"]


@pytest.mark.parametrize(
    "words, said",
    [
        (("xor", "-o", "a.txt"), "a.txt: a page of the web is written as .html"),
        (("xor", "-o", "no/a.html"), "there is no folder no"),
        (("xor", "-o", "a.html", "--from", 3, "--to", 2), "it begins at"),
        (("xor", "-o", "a.html", "--to", 3000, "--by", "update"), "3,001 positions, of 2,000 at most"),
        (("xor", "-o", "a.html", "--view", "unwound"), "needs --of NAME"),
        (("xor", "-o", "a.html", "--view", "nothing"), "nothing is no view"),
        (("xor", "-o", "a.html", "--theme", "dark"), "--theme"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert web(*words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_given_up_midway_it_leaves_no_file(tmp_path, two):
    places = [Position(0, 1, line) for line in range(4)]
    webbing = Webbing(Slides(Run(two), places, [VIEWS["network"]], USUAL_OPTIONS), "a", tmp_path / "a.html")
    steps = webbing.steps()
    while webbing.share < 0.5:
        assert next(steps) is None
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_a_training_that_ends_before_is_told(tmp_path, capsys):
    path = tmp_path / "a.visprop"
    assert main(["new", "--sizes", "1,1", "--activations", "identity", "-o", str(path)]) == 0
    document = json.loads(path.read_text())
    document["training"]["eta"] = 1e200
    path.write_text(json.dumps(document))
    assert web(path, "--by", "update", "--to", 50, "-o", tmp_path / "a.html") == 2
    assert "overflowed" in capsys.readouterr().err
    assert not (tmp_path / "a.html").exists()


def test_a_bench_has_a_page_too(tmp_path):
    assert web("bench:plane", "--to", 2, "-o", tmp_path / "a.html") == 0
    page = Document(tmp_path / "a.html")
    assert len(page.data["positions"]) == 3
    assert all(place["caption"] for place in page.data["positions"])


def test_lists_follow_one_another_by_what_differs():
    track, lists = Track(), [[1, 2, 3], [1, 3], [1, 3, 4, 5], [], [9, 9, 1], [9, 9, 1]]
    for one in lists:
        track.add(one)
    found = []
    for step, wanted in zip(track.steps, lists, strict=True):
        for at, count, numbers in step:
            found[at : at + count] = numbers
        assert found == wanted
    assert track.steps[-1] == []


def test_what_has_nothing_to_draw_stands_on_no_page(two):
    moment = Session(Run(two)).moment()
    assert [view.name for view in usual_views(VIEWS.values(), moment)] == [name for name in VIEW_NAMES if name != "cost"]
    with pytest.raises(ExportError, match="2,001 positions"):
        Slides(Run(two), [Position(0)] * 2001, [VIEWS["network"]], USUAL_OPTIONS)


@pytest.mark.skipif(shutil.which("node") is None, reason="reads the script alone")
def test_the_script_is_one():
    subprocess.run(["node", "--check", resources() / "web" / "page.js"], check=True)


def test_what_a_picture_is_made_of_stands_together(tmp_path):
    """A landscape a position is packed by what differs from the one before, if that one is not too far away in the file."""
    path = tmp_path / "a.html"
    assert main(["web", "layers", "--from", "0", "--to", "9", "--by", "update", "-o", str(path)]) == 0
    document = Document(path)
    named = [number for steps in document.pieces for step in steps for _, _, numbers in step for number in numbers]
    fresh = list(dict.fromkeys(named))
    assert fresh == list(range(len(document.data["pieces"])))
    # They took 211 kB where all pictures' pieces stood in the order in which they were drawn.
    assert path.stat().st_size < 175_000


def test_however_many_letters_there_are_each_has_a_sign(page):
    spelling, pieces = Spelling(), [f'<use href="#g{i % 7}" x="{_told(i)}" y="-1.5"/>' for i in range(60_000)]
    short = [spelling.short(piece) for piece in pieces]
    assert max(map(len, short)) == 3
    "".join(short).encode()
    page.data["letters"] = spelling.letters
    assert [page.spelt(text) for text in short] == pieces


def _told(hundredths):
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def test_numbers_are_told_by_how_many_new_ones_ago_they_were_new():
    fresh = Fresh()
    steps = [[(0, 0, [7, 3, 7])], [], [(1, 1, [5]), (2, 0, [3, 7])]]
    assert fresh.told(steps) == [[(0, 0, [0, 0, 2])], [], [(1, 1, [0]), (2, 0, [2, 3])]]
    assert fresh.order == [7, 3, 5]
