"""Animations as real readers see them: their pictures, how long each stands, and that nothing is left of what is given up."""

import json
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from visprop.cli.main import main
from visprop.export.animation.animation_formats import ANIMATION_FORMATS, NUMBERED, Writing, animation_format_of, write_animation
from visprop.export.animation.film import Film
from visprop.export.animation.filming import Filming
from visprop.export.animation.reel import Tempo, positions, reel
from visprop.export.animation.timing import changed_box, in_ticks, merged
from visprop.export.formats import ExportError
from visprop.figures.base.shapes import Label
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.sheet.sheet_view import filmed
from visprop.figures.views import VIEWS
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position, Unit
from visprop.timeline.timeline import Timeline

SIZE = (161, 91)
"""In pixels, both odd."""


def pictures_of(seconds, seed=0):
    """A square that moves over a ground, in colours that are few, as in figures."""
    for i in range(len(seconds)):
        pixels = np.full((SIZE[1], SIZE[0]), 0xFFFAFAFA, np.uint32)
        pixels[10:40, 5 + 3 * i : 30 + 3 * i] = 0xFF00448A
        pixels[50 : 60 + i, 20:30] = 0xFFBE0FB4
        yield pixels


def colours(pixels):
    """Red, green and blue of each pixel."""
    return np.stack([pixels >> 16 & 255, pixels >> 8 & 255, pixels & 255], axis=2).astype(int)


def write(path, seconds, *, is_endless=True, pictures=None):
    write_animation(path, pictures or pictures_of(seconds), Writing(seconds, 25.0, is_endless))


def read(path):
    """The pictures of a file with their milliseconds, as Pillow reads them."""
    with Image.open(path) as image:
        found = []
        for i in range(image.n_frames):
            image.seek(i)
            image.load()
            found.append((np.array(image.convert("RGB")), image.info["duration"]))
    return found


SECONDS = [0.04, 0.033, 0.6, 0.0166, 1.25, 0.04]


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_its_pictures_and_times_are_those_that_were_written(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    write(path, SECONDS)
    found = read(path)
    assert len(found) == len(SECONDS)
    tick = 10 if suffix == "gif" else 1
    for (pixels, milliseconds), wanted, seconds in zip(found, pictures_of(SECONDS), SECONDS, strict=True):
        assert np.abs(pixels.astype(int) - colours(wanted)).max() <= (6 if suffix == "gif" else 0)
        assert milliseconds >= 20
        assert abs(milliseconds - 1000 * seconds) <= max(20 - 1000 * seconds, 0) + tick + 6
    assert sum(milliseconds for _, milliseconds in found) == pytest.approx(1000 * sum(SECONDS), abs=tick)


def test_the_video_is_as_long_and_as_large_as_it_is_to_be(tmp_path):
    write(tmp_path / "a.mp4", SECONDS)
    with av.open(str(tmp_path / "a.mp4")) as container:
        stream = container.streams.video[0]
        frames = [(frame.time, frame.to_ndarray(format="rgb24")) for frame in container.decode(stream)]
        assert (stream.width, stream.height, stream.average_rate) == (162, 92, 25)
    assert len(frames) == round(25 * sum(SECONDS)) == 49
    assert all(after - before == pytest.approx(0.04, abs=1e-3) for (before, _), (after, _) in pairwise(frames))
    last = colours(list(pictures_of(SECONDS))[-1])
    # Colours are halved in each direction: at the middle of each area they are what they were.
    for place in ((80, 150), (25, 30), (55, 25)):
        assert np.abs(frames[-1][1][place].astype(int) - last[place]).max() < 12


def test_another_reader_sees_the_same_times_in_the_gif(tmp_path):
    write(tmp_path / "a.gif", SECONDS)
    with av.open(str(tmp_path / "a.gif")) as container:
        times = [float(frame.time) for frame in container.decode(video=0)]
    assert times == pytest.approx([0.0, 0.04, 0.07, 0.67, 0.69, 1.94], abs=0.011)


def test_numbered_pictures_stand_as_often_as_they_last(tmp_path):
    write(tmp_path / "a-%04d.png", [0.04, 0.12])
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a-000{i}.png" for i in (1, 2, 3, 4)]
    first, *others = (np.array(Image.open(path)) for path in sorted(tmp_path.iterdir()))
    assert (others[0] == others[2]).all()
    assert not (first == others[0]).all()


def test_pictures_that_are_equal_stand_as_long_as_all_of_them(tmp_path):
    still = next(pictures_of([1.0]))
    for suffix in ("gif", "png"):
        write(tmp_path / f"a.{suffix}", [0.5] * 3, pictures=iter([still, still, still ^ 0xFFFFFF]))
        assert [milliseconds for _, milliseconds in read(tmp_path / f"a.{suffix}")] == [1000, 500]
    assert changed_box(still, still) == (0, 0, 1, 1)


@pytest.mark.parametrize("is_endless", [True, False])
def test_it_begins_again_or_plays_once(tmp_path, is_endless):
    for suffix, endless, once in (("gif", 0, None), ("png", 0, 1), ("webp", 0, 1)):
        write(tmp_path / f"a.{suffix}", SECONDS, is_endless=is_endless)
        with Image.open(tmp_path / f"a.{suffix}") as image:
            assert image.info.get("loop") == (endless if is_endless else once)


@given(st.lists(st.floats(0.0, 3.0), min_size=1, max_size=60), st.sampled_from((0.01, 0.001, 0.04)), st.integers(1, 20))
@settings(max_examples=60)
def test_all_together_last_as_long_as_they_are_to_however_each_is_rounded(seconds, tick, least):
    frames = in_ticks(((np.zeros((1, 1), np.uint32), value) for value in seconds), tick, least)
    found = [count for _, count in frames]
    assert min(found) >= least
    longer = sum(max(0.0, least * tick - value) for value in seconds)
    assert sum(seconds) - tick <= sum(found) * tick <= sum(seconds) + longer + tick


def test_merged_keeps_all_time():
    one, other = np.zeros((2, 2), np.uint32), np.ones((2, 2), np.uint32)
    found = list(merged([(one, 1.0), (one, 2.0), (other, 4.0), (one, 8.0)]))
    assert [seconds for _, seconds in found] == [3.0, 4.0, 8.0]


# Which pictures


def test_each_step_is_on_its_way_and_stands(two):
    walk = Timeline(Run(two)).walk
    places = positions(walk, walk.start, walk.update_end(1), Unit.LINE)
    # An update takes one example: lines 0 to 10.
    assert len(places) == 11
    shots = reel(places, Tempo(step=0.5, hold=0.2, end=1.0, rate=10.0), moves=True)
    assert len(shots) == 1 + 10 * 5
    assert sum(shot.seconds for shot in shots) == pytest.approx(11 * 0.2 + 10 * 0.5 + 1.0)
    assert [shot.progress for shot in shots[:7]] == [1.0, 0.2, 0.4, 0.6, 0.8, 1.0, 0.2]
    still = reel(places, Tempo(step=0.5, hold=0.2, end=1.0, rate=10.0), moves=False)
    assert len(still) == 11
    assert sum(shot.seconds for shot in still) == pytest.approx(11 * 0.2 + 10 * 0.5 + 1.0)


def test_what_is_no_range_is_refused(two):
    walk = Timeline(Run(two)).walk
    with pytest.raises(ExportError, match=r"it begins at 2\.1\.0, after its end 1\.1\.0"):
        positions(walk, Position(2), Position(1), Unit.LINE)
    with pytest.raises(ExportError, match="more than 20,000 steps"):
        positions(walk, Position(0), Position(30_000), Unit.UPDATE)
    with pytest.raises(ExportError, match=r"165,001 pictures, of 20,000 at most"):
        reel(positions(walk, Position(0), Position(1000), Unit.LINE), Tempo(), moves=True)


# Through the command and beside the window


def animate(*words):
    return main(["animate", "two-neurons", *map(str, words), "--size", "160x90", "--dpi", "72"])


def test_the_command_shows_the_pictures_of_the_positions(tmp_path, capsys, two):
    path = tmp_path / "a.png"
    assert animate("-o", path, "--to", "0.1.3", "--step", 0, "--hold", 0.5, "--end", 0.25, "--edges", "gradient") == 0
    assert capsys.readouterr().out == "4 pictures of 160 × 90 pixels, 2.2 s\n"
    found = read(path)
    assert [milliseconds for _, milliseconds in found] == [500, 500, 500, 750]
    for line in range(4):
        exported = tmp_path / f"{line}.png"
        words = ["export", "two-neurons", "--at", f"0.1.{line}", "--size", "160x90", "--dpi", "72", "--edges", "gradient"]
        assert main([*words, "-o", str(exported)]) == 0


@pytest.mark.parametrize(
    "words, said",
    [
        (("-o", "a.avi"), "a.avi: animations are written as gif, png, webp, mp4, or numbered as NAME-%04d.png"),
        (("-o", "no/a.gif"), "there is no folder no"),
        (("-o", "a-%d-%d.png"), "the name holds one number"),
        (("-o", "a-%04d.gif"), "numbered pictures are PNG"),
        (("-o", "a.mp4", "--once"), "--once means nothing for mp4"),
        (("-o", "a.gif", "--rate", 0), "--rate"),
        (("-o", "a.gif", "--hold", 99), "from 0 to 60"),
        (("-o", "a.gif", "--from", 3, "--to", 2), "it begins at"),
        (("-o", "a.gif", "--by", "hour"), "--by"),
        (("-o", "a.gif", "--shows", "map"), "--shows means nothing for network"),
        (("-o", "a.gif", "--view", "network,cost", "--shows", "map"), "--shows means nothing for network or cost"),
        (("-o", "a.gif", "--view", "unwound"), "needs --of NAME"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert animate(*words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [f"a.{suffix}" for suffix in ANIMATION_FORMATS if suffix != NUMBERED] + ["a-%04d.png"])
def test_given_up_midway_it_leaves_no_file(tmp_path, two, name):
    walk = Timeline(Run(two)).walk
    shots = reel(positions(walk, walk.start, walk.update_end(1), Unit.LINE), Tempo(), moves=True)
    film = Film(Run(two), VIEWS["network"], ViewOptions(), (120.0, 90.0), 1.0)
    filming = Filming(film, shots, tmp_path / name, Writing([shot.seconds for shot in shots], 25.0, True))
    steps = filming.steps()
    while filming.share < 0.1:
        assert next(steps) is None
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_made_in_steps_it_is_what_the_command_makes(tmp_path, two):
    walk = Timeline(Run(two)).walk
    shots = reel(positions(walk, walk.start, Position(0, 1, 4), Unit.LINE), Tempo(), moves=True)
    film = Film(Run(two), VIEWS["network"], ViewOptions(), (160.0, 90.0), 1.0)
    filming = Filming(film, shots, tmp_path / "a.gif", Writing([shot.seconds for shot in shots], 25.0, True))
    assert [found for found in filming.steps() if found is not None] == [tmp_path / "a.gif"]
    assert animate("-o", tmp_path / "b.gif", "--to", "0.1.4") == 0
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes()


def test_a_training_that_overflows_is_told(tmp_path, capsys):
    path = tmp_path / "a.visprop"
    assert main(["new", "--sizes", "1,1", "--activations", "identity", "-o", str(path)]) == 0
    document = json.loads(path.read_text())
    document["training"]["eta"] = 1e200
    path.write_text(json.dumps(document))
    words = ["animate", str(path), "-o", str(tmp_path / "a.gif"), "--by", "update", "--to", "500", "--step", "0"]
    assert main([*words, "--size", "160x90", "--dpi", "72"]) == 2
    assert "c overflowed in update 2, example 1, line 2: the training diverges" in capsys.readouterr().err
    assert not Path(tmp_path / "a.gif").exists()


def test_formats_are_found_by_the_ending(tmp_path):
    assert animation_format_of(tmp_path / "a.GIF").suffix == "gif"
    assert animation_format_of(tmp_path / "a%03d.png").suffix == NUMBERED


def numbers_left_of(plot, shapes):
    """The ticks at a diagram's left, with their heights."""
    labels = [one for one in shapes if isinstance(one, Label) and one.x < plot[0] and plot[1] <= one.y <= plot[1] + plot[3]]
    return {("".join(run.text for run in label.runs), round(label.y)) for label in labels}


def test_several_views_move_on_one_scale(two):
    timeline = Timeline(Run(two))
    moments = [NetworkMoment(timeline.frame(timeline.walk.update_end(done)), History(timeline)) for done in (0, 300)]
    chosen, options = [VIEWS["network"], VIEWS["landscape"]], ViewOptions(grid=15)
    view = filmed(chosen, 2, moments, options)
    plots = [filmed(chosen[1:], 1, moments, options).draw(moment, options, (300.0, 240.0)) for moment in moments]
    ticks = [numbers_left_of(figure.plot, figure.shapes) for figure in plots]
    assert len(ticks[0]) > 2
    assert ticks[0] == ticks[1]
    sheet = view.draw(moments[1], options, (640.0, 360.0))
    letters = ["".join(run.text for run in label.runs) for label in sheet.shapes if isinstance(label, Label)]
    assert "(a)" in letters
    assert "(b)" in letters


def test_the_commands_of_the_docs_write_what_they_say(tmp_path, monkeypatch, capsys):
    docs = Path(__file__).parents[3] / "docs" / "animations.md"
    commands = [line.split() for line in docs.read_text(encoding="utf-8").splitlines() if line.startswith("visprop animate ")]
    assert len(commands) == 5
    monkeypatch.chdir(tmp_path)
    for _, *words in commands:
        assert main([*words, "--size", "240x160", "--dpi", "36", "--rate", "2"]) == 0
    written = sorted(path.name for path in tmp_path.iterdir())
    assert {"pass.gif", "both.png", "forward.mp4", "descent.webp", "frame-0001.png"} <= set(written)
    assert len(read(tmp_path / "descent.webp")) > 30
