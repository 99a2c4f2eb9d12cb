"""What LaTeX makes of TikZ, and of a PDF with its letters over it: many figures in one run of the compiler."""

import re

import pypdfium2
import pytest

from tests.export.documents.drawn import MM, figure_of
from tests.latex import compile_latex
from tests.pictures import ink_difference
from visprop.benches.registry import BENCHES
from visprop.cli.main import main
from visprop.export.formats import ExportOptions
from visprop.export.labels.label_list import without_labels
from visprop.export.png import figure_image
from visprop.export.registry import FORMATS, export_figure
from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import plain
from visprop.scenario.builtin import builtin_names

pytestmark = pytest.mark.latex

VIEWS = ("network", "now", "landscape", "cost", "cost-functions", "cost-of-targets", "history", "output", "hidden", "slice")
FIGURES = [
    *((scenario, "network") for scenario in builtin_names()),
    *(("neuron", view) for view in VIEWS[1:]), *(("sine", view) for view in ("output", "hidden", "slice")),
    ("autocoding", "codes"), ("linear", "output"), ("xor", "landscape3d"),
]  # fmt: skip
"""Every view, and every built-in network."""
PREAMBLE = r"\usepackage{amsmath,amssymb,tikz}"
COLUMNS = rf"""\documentclass[twocolumn]{{article}}
\usepackage[a4paper,textwidth=174mm]{{geometry}}\setlength{{\columnsep}}{{6mm}}
{PREAMBLE}
\begin{{document}}
"""
BY_PAGES = r"""\documentclass{article}
\usepackage{amsmath,amssymb,tikz}
\begin{document}
\pdfhorigin=0pt \pdfvorigin=0pt
\def\page#1{\setbox0\hbox{\input{#1}}\pdfpagewidth\wd0 \pdfpageheight\ht0 \shipout\box0}
"""
"""Each figure on a page of its size."""


@pytest.fixture(scope="module")
def figures(qapp):
    return {f"{scenario}-{view}": figure_of(scenario, view) for scenario, view in FIGURES}


def assert_in_fonts_of_the_document(told):
    """Computer Modern, which lualatex has as Latin Modern, and the signs that belong to it, each in a size that it has."""
    used = set(re.findall(r"/(\w+)\.pfb", told))
    assert used
    assert all(re.fullmatch(r"(cm|lm)\w+|ms[ab]m\d+|line10|lcircle1", font) for font in used), used
    assert "Font Warning" not in told, told[told.index("Font Warning") :][:300]


def test_figures_stand_in_a_column_in_the_letters_of_the_paper(figures, tmp_path):
    inputs = []
    for name, figure in figures.items():
        for suffix in ("tikz", "pdf_tex") if name.startswith("neuron") else ("tikz",):
            export_figure(figure, tmp_path / f"{name}.{suffix}", FORMATS[suffix])
            inputs.append(f"\\noindent\\input{{{name}.{suffix}}}\\par\n")
    (tmp_path / "paper.tex").write_text(COLUMNS + "".join(inputs) + r"\end{document}", encoding="utf-8")
    assert_in_fonts_of_the_document(compile_latex(tmp_path / "paper.tex"))
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "paper.pdf"))
    for said in ("layer 1, output", "mean cost", "0.7359", "logistic"):
        assert said in text


def test_a_picture_of_tikz_is_that_of_the_screen(figures, tmp_path):
    some = {name: figure for name, figure in figures.items() if name.startswith(("neuron", "xor", "digits", "autocoding"))}
    bare = {name: without_labels(figure) for name, figure in some.items() if not name.endswith("now")}
    for name, figure in bare.items():
        export_figure(figure, tmp_path / f"{name}.tikz", FORMATS["tikz"])
    pages = "".join(f"\\page{{{name}.tikz}}\n" for name in bare)
    (tmp_path / "pages.tex").write_text(BY_PAGES + pages + r"\end{document}", encoding="utf-8")
    compile_latex(tmp_path / "pages.tex")
    document = pypdfium2.PdfDocument(tmp_path / "pages.pdf")
    assert len(document) == len(bare)
    for page, (name, figure) in zip(document, bare.items(), strict=True):
        assert page.get_size() == (pytest.approx(84 * MM, abs=0.02), pytest.approx(figure.height, abs=0.02))
        found = page.render(scale=2.0).to_numpy()[:, :, 2::-1].astype(int)
        # Hairlines of a surface are at least a pixel wide in PDFium.
        assert ink_difference(found, figure_image(figure, 2.0)) < (0.06 if name.endswith("3d") else 0.012), name


def test_the_benches_pictures_stand_in_a_column(qapp, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    views = {"functions": "functions-picture", "slope": "slope-picture", "plane": "plane-map", "notations": "notations-table",
             "chain-rule": "chain-boxes", "neuron": "neuron-picture", "composition": "composition-picture"}  # fmt: skip
    assert views.keys() == BENCHES.keys()
    for bench, view in views.items():
        assert main(["export", f"bench:{bench}", "--view", view, "--width", "84mm", "-o", f"{bench}.tikz"]) == 0
    inputs = "".join(f"\\noindent\\input{{{bench}.tikz}}\\par\n" for bench in views)
    (tmp_path / "paper.tex").write_text(COLUMNS + inputs + r"\end{document}", encoding="utf-8")
    assert_in_fonts_of_the_document(compile_latex(tmp_path / "paper.tex"))


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("suffix", ["tikz", "pdf_tex"])
def test_a_document_by_itself_is_as_large_as_its_figure(figures, tmp_path, engine, suffix):
    figure = figures["digits-network"]
    export_figure(figure, tmp_path / f"net.{suffix}", FORMATS[suffix], ExportOptions(standalone=True))
    (tmp_path / f"net.{suffix}").rename(tmp_path / "whole.tex")
    compile_latex(tmp_path / "whole.tex", engine)
    document = pypdfium2.PdfDocument(tmp_path / "whole.pdf")
    assert len(document) == 1
    assert document[0].get_size() == (pytest.approx(84 * MM, abs=0.02), pytest.approx(figure.height, abs=0.02))


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_whatever_a_name_is_it_compiles(qapp, tmp_path, engine):
    names = (r"50 % & _ # \ {a} $ ~ ^", '"quoted" <tag> |a|', "a--b ?` !`", "人 é я ß", "a\x07b", "Größe in m²")
    labels = tuple(Label(10.0, 15.0 * (i + 1), plain(name), 8.0, LIGHT.ink, 0.0) for i, name in enumerate(names))
    figure = Figure(200.0, 120.0, LIGHT.paper, labels)
    for suffix in ("tikz", "pdf_tex"):
        export_figure(figure, tmp_path / f"a.{suffix}", FORMATS[suffix])
    (tmp_path / "a.tex").write_text(COLUMNS + r"\input{a.tikz}\par\input{a.pdf_tex}\end{document}", encoding="utf-8")
    compile_latex(tmp_path / "a.tex", engine)
    text = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage().get_text_range()
    for word in ("50 % &", "in m", "quoted"):
        assert text.count(word) == 2
