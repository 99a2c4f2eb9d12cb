"""A bench more, as one entry: a number that is dragged along a line and squared, told on a page."""

from visprop.benches.bench import Bench
from visprop.benches.controls import Number, OneOf, Text, Tick
from visprop.benches.entry import BenchEntry
from visprop.benches.pictures import page, picture
from visprop.figures.base.shapes import Disc, Figure, Handle, Label, Sheet
from visprop.figures.base.text import plain
from visprop.kinds.benches import bench_kind
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Note, Statement, Statements
from visprop.notation.layout.nodes import Numeral, Row, Word

ENTRY = BenchEntry("squaring", "Squaring", "A number and its square", "Nowhere in the article", "tests.toy_bench")
UNIT = 40.0


def read_word(text):
    if not text.isalpha():
        raise ValueError(f"{text!r} is not one word")


def draw(moment, options, size):
    x, theme = moment.frame.values["x"], options.theme
    at = size[0] / 2 + UNIT * x
    handle = Handle("x", at, 100.0, lambda across, down: {"x": max(-4.0, min(4.0, round((across - size[0] / 2) / UNIT, 2)))})
    told = plain(f"{moment.frame.values['word']}: {moment.frame.state:g}")
    shapes = (Disc(at, 100.0, 6.0, theme.ink, None), Label(10.0, 20.0, told, 14.0, theme.ink, across=0.0))
    sheet = Sheet(0.0, 150.0, size[0], 100.0, lambda line: {"x": round(float(len(line)) / 100.0, 2)})
    return Figure(*size, theme.paper, shapes, handles=(handle,), sheet=sheet)


def written(moment, options):
    row = Row((Word("square"), Numeral(f"{moment.frame.state:g}")))
    return Page("Squaring", [Note(moment.frame.words), Statements((Statement(None, row),))])


BENCH = Bench(
    controls=(
        Number("x", "x", "The number", low=-4.0, high=4.0, start=1.5),
        Text("word", "Word", "Before the number", start="it", check=read_word, examples=("this", "that"), keys=("λ", "→")),
        OneOf("way", "Way", "What is done with it", choices={"square": "squared", "cube": "cubed"}, start="square"),
        Tick("halved", "Halved", "Whether half of it is taken", applies=lambda values: values["way"] == "cube"),
    ),
    steps=lambda values: ("The number", "Its square" if values["way"] == "square" else "Its cube"),
    state=lambda values, step: values["x"] if step == 0 else values["x"] ** (2 if values["way"] == "square" else 3),
    views=(
        picture("squaring-picture", "Line", "The number on a line", draw),
        page("squaring-page", "Squaring", "The number in words", written),
    ),
)
SQUARING = bench_kind(ENTRY)
