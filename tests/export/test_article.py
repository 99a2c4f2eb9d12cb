"""Figures in an article of two columns, taken as they are: no line is too long, and nothing is to be touched up."""

import shutil

import pypdfium2
import pytest

from tests.latex import compile_latex
from visprop.cli.main import main

pytestmark = pytest.mark.latex

COLUMN = "229pt"
"""A column of LaTeX's article, less than a point narrower than it is."""
FIGURES = {
    "network.pdf": ["two-neurons", "--at", "0.1.7", "--width", COLUMN],
    "layers.pdf": ["layers", "--at", "3", "--size", f"{COLUMN}x180pt"],
    "landscape.pdf": ["two-neurons", "--at", "9", "--view", "landscape", "--grid", "21", "--size", f"{COLUMN}x200pt"],
    "slice.pdf": ["xor", "--at", "9", "--view", "slice", "--size", f"{COLUMN}x180pt"],
    "output.pdf": ["circle", "--at", "9", "--view", "output", "--size", f"{COLUMN}x200pt"],
    "cost.pdf": ["xor", "--at", "40", "--view", "cost", "--size", f"{COLUMN}x150pt"],
    "sheet.pdf": ["xor", "--at", "40", "--view", "cost,slice", "--columns", "1", "--size", f"{COLUMN}x300pt"],
    "net.tikz": ["two-neurons", "--at", "0.1.7", "--width", COLUMN],
    "circle.tikz": ["circle", "--at", "3", "--width", COLUMN],
    "codes.tikz": ["autocoding", "--at", "40", "--view", "codes", "--width", COLUMN],
    "surface.pdf_tex": ["xor", "--at", "9", "--view", "landscape", "--grid", "21", "--width", COLUMN],
    "step.pdf_tex": ["xor", "--at", "9", "--view", "slice", "--width", COLUMN],
    "equations.tex": ["linear", "--at", "0.1.7", "--view", "equations"],
    "algorithm.tex": ["xor", "--at", "1", "--view", "pseudocode"],
    "derivation.tex": ["two-neurons", "--at", "0.1.7", "--view", "derivation", "--of", "w1[1,1]"],
}
_HEAD = r"""\documentclass[twocolumn]{article}
\usepackage{amsmath,amssymb,xcolor,graphicx,tikz}
\begin{document}
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory, qapp):
    """The source of the article, beside its figures."""
    folder = tmp_path_factory.mktemp("article")
    for name, words in FIGURES.items():
        assert main(["export", *words, "-o", str(folder / name)]) == 0
    taken = [rf"\{'includegraphics' if name.endswith('.pdf') else 'input'}{{{name}}}" for name in FIGURES]
    # What is text of the paper stands in it, and all else in figures.
    body = "\n".join(one if ".tex}" in one else rf"\begin{{figure}}{one}\caption{{As it is.}}\end{{figure}}" for one in taken)
    path = folder / "article.tex"
    path.write_text(_HEAD + body + "\n\\end{document}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_figures_have_room_in_a_column(article, engine):
    if engine != "pdflatex" and shutil.which(engine) is None:
        return
    compile_latex(article, engine)
    pages = pypdfium2.PdfDocument(str(article.with_suffix(".pdf")))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    # The letters of what was taken are letters of the paper.
    for word in ("c ≈ .141", "mean cost", "classified correctly", "tangent"):
        assert word in text.replace("\r\n", " ")
