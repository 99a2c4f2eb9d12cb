"""Every view of every built-in scenario in two compilers of LaTeX: in the column of a paper, and by itself."""

import re
from collections import defaultdict
from itertools import product

import pypdfium2
import pytest

from tests.export.documents.drawn import MM
from tests.export.documents.test_in_latex import COLUMNS, assert_in_fonts_of_the_document
from tests.latex import compile_latex
from visprop.cli.main import main
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import builtin_names

pytestmark = [pytest.mark.latex, pytest.mark.long]

ENGINES = ("pdflatex", "lualatex")
OF_MANY = [name for name in VIEWS if name.startswith("swarm")]
"""Pictures of many runs."""


def is_written(scenario, name, path, *words):
    """Whether a view was written as LaTeX for a column of 84 mm; else the scenario has none."""
    of = ("--of", "w1[1,1]") if VIEWS[name].needs_selection else ()
    command = (
        ("swarm", scenario, "--runs", "5", "--updates", "20") if name in OF_MANY else ("export", scenario, "--at", "2.1.3", *of)
    )
    return main([*command, "--view", name, "--width", "84mm", *words, "-o", str(path)]) == 0


def set_in_a_column(names, folder):
    inputs = "".join(f"\\noindent\\input{{{name}.tex}}\\par\n" for name in names)
    for engine in ENGINES:
        path = folder / f"in-{engine}.tex"
        path.write_text(COLUMNS + inputs + r"\end{document}", encoding="utf-8")
        assert_in_fonts_of_the_document(compile_latex(path, engine))


def set_by_themselves(scenario, names, folder):
    """Documents that begin alike are set as one, on a page that is as high as any needs."""
    bodies = defaultdict(list)
    for name in names:
        path = folder / f"itself-{name}.tex"
        assert is_written(scenario, name, path, "--standalone")
        head, body = path.read_text(encoding="utf-8").split(r"\begin{document}")
        head = head[head.index(r"\documentclass") :]
        bodies[re.sub("paperheight=[0-9.]+bp", "paperheight=3000bp", head)].append(body.split(r"\end{document}")[0])
    assert sum(map(len, bodies.values())) == len(names)
    for engine, (number, (head, parts)) in product(ENGINES, enumerate(bodies.items())):
        path = folder / f"themselves-{engine}-{number}.tex"
        path.write_text("\\newpage\n".join((head + r"\begin{document}", *parts)) + r"\end{document}", encoding="utf-8")
        assert_in_fonts_of_the_document(compile_latex(path, engine))
        if "paperheight" in head:
            with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as document:
                assert [page.get_size()[0] for page in document] == [pytest.approx(84 * MM, abs=0.02)] * len(parts)


@pytest.mark.parametrize("scenario", builtin_names())
def test_all_of_a_scenario_is_set_by_latex(scenario, tmp_path):
    names = [name for name in VIEWS if name not in OF_MANY and is_written(scenario, name, tmp_path / f"{name}.tex")]
    # Codes are those of an autoencoder.
    assert {*names, "codes"} == VIEWS.keys() - OF_MANY
    set_in_a_column(names, tmp_path)
    set_by_themselves(scenario, names, tmp_path)


def test_pictures_of_many_runs_are_set_by_latex(tmp_path):
    assert all(is_written("xor", name, tmp_path / f"{name}.tex") for name in OF_MANY)
    set_in_a_column(OF_MANY, tmp_path)
    set_by_themselves("xor", OF_MANY, tmp_path)
