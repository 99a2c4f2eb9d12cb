"""TikZ, Typst, and a PDF with its letters over it: the same picture as on the screen, in the letters of a document."""

import re
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
import typst

from tests.export.documents.drawn import MM, drawn, figure_of
from tests.latex import parse_strictly
from tests.pictures import ink_difference
from visprop.cli.main import main
from visprop.export.formats import ExportOptions
from visprop.export.labels.label_list import labels_in, without_labels
from visprop.export.labels.rooms import roomy_things
from visprop.export.png import figure_image
from visprop.export.registry import FORMATS, export_figure
from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.style import GREY, LIGHT
from visprop.figures.base.text import plain
from visprop.notation.layout.text import plain as text_of

ALONE = ExportOptions(standalone=True)


def typst_picture(path, scale=1.0):
    """What Typst makes of a file, as an array, at so many pixels a point."""
    path.with_suffix(".png").write_bytes(typst.compile(str(path), format="png", ppi=72 * scale))
    return drawn(path.with_suffix(".png"))


PICTURES = [
    ("two-neurons", "network", ()), ("xor", "landscape", ()), ("xor", "landscape3d", ()), ("autocoding", "output", ()),
    ("circle", "output", ()), ("neuron", "slice", ()), ("digits", "network", ("heat",)),
]  # fmt: skip


@pytest.mark.parametrize(
    "scenario, view, layers", PICTURES, ids=lambda value: "-".join(value) if isinstance(value, tuple) else value
)
def test_what_typst_draws_is_what_the_screen_shows(qapp, tmp_path, scenario, view, layers):
    figure = without_labels(figure_of(scenario, view, heat=bool(layers)))
    export_figure(figure, tmp_path / "a.typ", FORMATS["typ"], ALONE)
    found, wanted = typst_picture(tmp_path / "a.typ", 2.0), figure_image(figure, 2.0)
    assert ink_difference(found, wanted) < (0.05 if view == "landscape3d" else 0.01)


def test_typst_sets_each_label_at_its_place(qapp, tmp_path):
    figure = figure_of("two-neurons", "network")
    export_figure(figure, tmp_path / "a.typ", FORMATS["typ"], ALONE)
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(tmp_path / "a.typ")))
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0]
    assert page.get_size() == (pytest.approx(84 * MM, abs=0.01), pytest.approx(figure.height, abs=0.01))
    text = page.get_textpage()
    numbers = [label for label in labels_in(roomy_things(figure)) if _is_number(label)]
    assert len(numbers) > 10
    for label in numbers:
        places = _places(text, _plain_of(label))
        # Digits stand on the baseline, in the middle of which the label is.
        near = min(np.hypot(x - label.x, figure.height - y - label.y) for x, y in places)
        assert near < 0.6, _plain_of(label)


def _is_number(label):
    return len(label.parts) == 1 and label.across == 0.5 and not label.parts[0].bold and re.fullmatch(r"\.\d+", _plain_of(label))


def _plain_of(label):
    content = label.parts[0].content
    return content if isinstance(content, str) else text_of(content)


def _places(text, word):
    """The middle of the baseline of a word wherever it stands."""
    search = text.search(word)
    while (found := search.get_next()) is not None:
        boxes = [text.get_charbox(i) for i in range(found[0], found[0] + found[1])]
        yield (boxes[0][0] + boxes[-1][2]) / 2, min(box[1] for box in boxes)


def test_grey_keeps_every_sign(qapp, tmp_path):
    # Positive and negative weights differ in their dashes, in print without hues as well.
    figure = figure_of("two-neurons", "network", theme=GREY)
    for suffix in ("tikz", "typ"):
        export_figure(figure, tmp_path / f"a.{suffix}", FORMATS[suffix])
    colours = re.findall(r"definecolor\{\w+\}\{HTML\}\{(\w\w)(\w\w)(\w\w)\}", (tmp_path / "a.tikz").read_text(encoding="utf-8"))
    assert colours
    assert all(len(set(one)) == 1 for one in colours)
    dashed = sum(getattr(shape, "dashed", False) for shape in figure.shapes)
    assert dashed > 2
    assert (tmp_path / "a.tikz").read_text(encoding="utf-8").count("dash pattern") == dashed
    assert len(re.findall(r"pen\(\S+ [\d.]+, [\d.]+, [\d.]+\)", (tmp_path / "a.typ").read_text(encoding="utf-8"))) == dashed


def test_a_picture_of_tikz_defines_what_it_uses(qapp, tmp_path):
    export_figure(figure_of("xor", "landscape3d"), tmp_path / "a.tikz", FORMATS["tikz"])
    text = (tmp_path / "a.tikz").read_text(encoding="utf-8")
    defined = set(re.findall(r"\\definecolor\{(\w+)\}", text))
    assert set(re.findall(r"(?:draw|fill|text|color)=(visprop\w*)", text)) <= defined
    assert set(re.findall(r"letters [\d.]+(?=,)", text)) == set(re.findall(r"letters [\d.]+(?=/\.style)", text))
    assert max(map(len, re.findall(r"\d\.(\d+)", text))) <= 2
    assert max(map(len, text.splitlines())) < 2000


def test_an_ending_says_what_is_written(qapp, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    call = ["export", "xor", "--at", "0.1.3", "--width", "84mm", "-o"]
    assert main([*call, "a.tex"]) == main([*call, "a.tikz"]) == 0
    assert (tmp_path / "a.tex").read_bytes() == (tmp_path / "a.tikz").read_bytes()
    assert main([*call, "page.tex", "--view", "equations"]) == 0
    parse_strictly((tmp_path / "page.tex").read_text(encoding="utf-8"))
    assert main([*call, "page.tikz", "--view", "equations"]) == 2
    assert "written as svg, pdf, png, tex, typ" in capsys.readouterr().err
    assert main([*call, "page.typ", "--view", "equations", "--theme", "dark"]) == 2
    assert "--theme means nothing for equations as typ" in capsys.readouterr().err


def test_a_picture_without_letters_has_them_over_it(qapp, tmp_path):
    figure = figure_of("two-neurons", "network")
    export_figure(figure, tmp_path / "net.pdf_tex", FORMATS["pdf_tex"])
    picture = pypdfium2.PdfDocument(tmp_path / "net-picture.pdf")[0]
    assert picture.get_textpage().get_text_range() == ""
    text = (tmp_path / "net.pdf_tex").read_text(encoding="utf-8")
    assert r"\includegraphics[width=238.11\unitlength]{net-picture.pdf}" in text
    assert text.count(r"\put(") == 1 + len(list(labels_in(roomy_things(figure))))
    assert r"$a^{1}_{1} \approx .6153$" in text


def test_what_latex_could_not_take_in_is_refused(qapp, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["export", "xor", "-o", "50%.pdf_tex"]) == 2
    assert "LaTeX cannot take in a file that is called 50%-picture.pdf" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ['"a\\', "a_b % # $ [x] *y* `z` <k> @l", "a\x07b", "人 é я", "//c /* d"])
def test_typst_takes_whatever_a_name_is(qapp, tmp_path, name):
    figure = Figure(200.0, 50.0, LIGHT.paper, (Label(10.0, 20.0, plain(name), 8.0, LIGHT.ink, 0.0),))
    export_figure(figure, tmp_path / "a.typ", FORMATS["typ"], ALONE)
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(tmp_path / "a.typ")))
    found = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage().get_text_range()
    if name.isascii() and name.isprintable():
        assert re.sub(r"\W", "", found) == re.sub(r"\W", "", name)
        assert len(found.strip()) >= len(name)


def test_a_typst_document_takes_a_picture_in_its_letters(qapp, tmp_path):
    export_figure(figure_of("xor", "network"), tmp_path / "net.typ", FORMATS["typ"])
    paper = '#set text(font: "New Computer Modern")\n#set par(leading: 2em)\n#set page(width: 90mm, height: auto, margin: 3mm)\n'
    (tmp_path / "paper.typ").write_text(f'{paper}Words.\n#figure(include "net.typ", caption: [A network.])', encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(tmp_path / "paper.typ")))
    fonts = set(re.findall(rb"/BaseFont\s*/\w+\+([\w-]+)", (tmp_path / "a.pdf").read_bytes()))
    assert fonts
    assert all(font.startswith(b"NewCM") for font in fonts)


def test_every_view_compiles_in_typst_within_its_page(qapp, tmp_path):
    for view in ("now", "landscape", "cost", "cost-functions", "cost-of-targets", "history", "output", "hidden", "slice"):
        export_figure(figure_of("neuron", view), tmp_path / f"{view}.typ", FORMATS["typ"])
    inputs = "".join(f'#page(width: 84mm, height: auto, margin: 0pt, include "{path.name}")\n' for path in tmp_path.glob("*.typ"))
    (tmp_path / "all.typ").write_text(inputs, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(tmp_path / "all.typ")))
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert len(document) == 9
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
        assert min(box[0] for box in boxes) > -0.5
        assert max(box[2] for box in boxes) < page.get_width() + 0.5


def test_pages_of_every_kind_compile_in_typst(qapp, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    views = ("pseudocode", "equations", "derivation", "partials", "terms", "side-by-side", "derivatives", "errata")
    for view in views:
        selected = ["--of", "w1[1,2]"] if view in ("derivation", "terms") else []
        assert main(["export", "two-neurons", "--at", "0.1.7", "--view", view, *selected, "-o", f"{view}.typ"]) == 0
    (tmp_path / "all.typ").write_text("".join(f'#include "{view}.typ"\n' for view in views), encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(tmp_path / "all.typ")))
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "a.pdf"))
    assert "chain rule" in text
    assert "backward pass" in text


def test_a_figure_that_was_made_says_its_files_name(qapp, tmp_path):
    figure = figure_of("digits", "network", heat=True)
    export_figure(figure, tmp_path / "b.tikz", FORMATS["tikz"])
    pages = len(pypdfium2.PdfDocument(tmp_path / "b-pixels.pdf"))
    assert len(re.findall(r"\{b-pixels\.pdf\}", (tmp_path / "b.tikz").read_text(encoding="utf-8"))) == pages > 3
    export_figure(replace(figure, shapes=()), tmp_path / "c.tikz", FORMATS["tikz"])
    assert not (tmp_path / "c-pixels.pdf").exists()
