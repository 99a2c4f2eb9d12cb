"""docs/figures.md is true: its commands write the files that they name, and the paper in it takes them."""

import re
import shlex
from pathlib import Path

import pypdfium2
import pytest

from tests.latex import compile_latex
from visprop.cli.main import main

PAGE = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, flags=re.S) for line in block.splitlines()]
MM = 72 / 25.4


@pytest.mark.parametrize("command", COMMANDS)
def test_its_commands_write_what_they_name(command, tmp_path, monkeypatch, qapp):
    monkeypatch.chdir(tmp_path)
    name, *words = shlex.split(command)
    assert name == "visprop"
    assert main(words) == 0
    path = Path(words[-1])
    written = list(tmp_path.glob(f"{path.stem}*{path.suffix}"))
    assert written
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(str(written[0]))
        width = next(float(re.match(r"[\d.]+", word)[0]) for word in words if re.match(r"\d+(mm|x)", word))
        unit = MM if "mm" in command else 1.0
        assert all(page.get_width() == pytest.approx(width * unit, abs=0.01) for page in pages)


@pytest.mark.latex
def test_its_paper_takes_figures_and_equations_as_they_are(tmp_path, monkeypatch, qapp):
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        if command.endswith(("network.pdf", "forward.tex")):
            assert main(shlex.split(command)[1:]) == 0
    (paper,) = re.findall(r"```latex\n(.*?)```", PAGE, flags=re.S)
    (tmp_path / "paper.tex").write_text(paper, encoding="utf-8")
    compile_latex(tmp_path / "paper.tex")
