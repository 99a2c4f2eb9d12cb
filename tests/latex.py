"""LaTeX as a compiler takes it: by a strict parser everywhere, and by pdflatex where the tests marked `latex` run."""

from __future__ import annotations

import os
import re
import subprocess

from pylatexenc.latexwalker import LatexEnvironmentNode, LatexGroupNode, LatexMacroNode, LatexMathNode, LatexWalker

# Every command that a page may use: those of LaTeX itself and of amsmath.
KNOWN = frozenset(
    (
        "documentclass usepackage noindent text frac quad qquad tag cdot times partial Phi Delta delta eta sigma varphi "
        "lambda alpha beta gamma varepsilon pi tanh exp ln sqrt left right odot top mathsf mathrm mathbf ldots cdots vdots ddots "
        "sin cos tan mathbb textcolor definecolor tau theta wedge "
        "infty leftarrow to le ge ne Bigl Bigr bigl bigr circ star nabla Vert lVert rVert sum prod mid colon textstyle dfrac "
        "tfrac hat bar prime approx bmatrix { } % & # _ $ \\ , ; ! : begingroup endgroup allowdisplaybreaks input par medskip "
        "nobreak textbf sloppy raggedright hangindent hangafter makebox mbox hspace fill penalty small footnotesize scriptsize "
        "tiny "
    ).split()
)
KNOWN_ENVIRONMENTS = frozenset({"document", "bmatrix", "align*"})


def parse_strictly(text: str) -> None:
    """Raise where the text is not well-formed, or uses a command that is not on the list."""
    nodes, _, length = LatexWalker(text, tolerant_parsing=False).get_latex_nodes()
    assert length == len(text), text[length:]
    assert text.isascii(), f"pdflatex knows no {sorted({letter for letter in text if not letter.isascii()})}"
    _visit(nodes)
    for row in re.findall(r"\\\[(.*?)\\\]", text, flags=re.S):
        assert row.count(r"\left") == row.count(r"\right") + row.count(r"\leftarrow"), row
        assert "\n\n" not in row, "an empty line ends a display"
        assert row.isascii(), f"pdflatex knows no {[letter for letter in row if not letter.isascii()]}"


def _visit(nodes):
    for node in nodes or []:
        if isinstance(node, LatexMacroNode):
            assert node.macroname in KNOWN, f"unknown command \\{node.macroname}"
            _visit(node.nodeargd.argnlist if node.nodeargd else [])
        elif isinstance(node, LatexEnvironmentNode):
            assert node.environmentname in KNOWN_ENVIRONMENTS, node.environmentname
            _visit(node.nodelist)
        elif isinstance(node, LatexGroupNode | LatexMathNode):
            _visit(node.nodelist)


def compile_latex(path, engine: str = "pdflatex") -> str:
    """What a compiler of LaTeX tells; raises where it stops, and where a line is too long."""
    call = [engine, "-interaction=nonstopmode", "-halt-on-error", path.name]
    # What is told is not broken into lines, in which no name of a file would be whole.
    whole = {**os.environ, "max_print_line": "10000"}
    done = subprocess.run(call, cwd=path.parent, env=whole, capture_output=True, check=False)
    told = done.stdout.decode(errors="replace")
    assert done.returncode == 0, told[-2000:]
    assert "Overfull" not in told, told[told.index("Overfull") :][:400]
    return told
