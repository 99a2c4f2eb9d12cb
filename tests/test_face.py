"""What `import visprop` offers: its documentation is executed as it is printed."""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

import visprop
from visprop.paint.fonts import load_fonts
from visprop.scenario.builtin import open_scenario

TEXT = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
ALONE = """
import sys
before = set(sys.modules)
import visprop
print(*sorted({name.partition(".")[0] if not name.startswith("visprop") else name for name in set(sys.modules) - before}))
"""


def test_the_import_loads_nothing_else():
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "visprop" in loaded
    assert {name for name in loaded if name not in sys.stdlib_module_names} == {"visprop"}


def test_every_name_is_there_and_documented():
    assert {"load", "Scenario", "Timeline", "trace", "figure"} <= set(visprop.__all__) <= set(dir(visprop))
    for name in visprop.__all__:
        assert getattr(visprop, name).__doc__
        assert f"`{name}" in TEXT
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = visprop.nothing


@pytest.mark.parametrize("code", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_documentation_is_true(code, tmp_path, monkeypatch, qapp, capsys):
    monkeypatch.chdir(tmp_path)
    load_fonts()
    exec(compile(code, "docs/python.md", "exec"), {})
    written = re.findall(r'export\(f?"([\w-]+)(?:\{\w+\})?\.(\w+)"', code)
    assert {path.suffix[1:] for path in tmp_path.iterdir()} == {suffix for _, suffix in written}
    assert (len(list(tmp_path.iterdir())) > 0) == bool(written)
    printed = sum(1 for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name) and node.id == "print")
    assert (capsys.readouterr().out.count("\n") >= printed) == (printed >= 0)


def test_a_trace_is_that_of_the_example_and_the_parameters_of_the_update(two):
    timeline = visprop.Timeline(visprop.Run(two))
    for at, update, row in ((0, 0, 0), ("0.1", 0, 0), ("1.1.3", 1, 1), (5, 5, 1), ("5", 5, 1), (6, 6, 0)):
        found = visprop.trace(timeline, at)
        assert found.a[0].tolist() == two.train.x[row].tolist()
        assert found.a[-1].tolist() == pytest.approx(two.network.forward(timeline.parameters(update), two.train.x[row]).tolist())
    assert visprop.trace(two).gradient.shape == two.p0.shape


def test_whatever_holds_an_experiment_can_be_drawn(qapp):
    load_fonts()
    scenario = open_scenario("xor")
    run = visprop.Run(scenario)
    texts = {
        re.sub(r"v[0-9a-f]{8}", "", visprop.figure(source, "network", at=3)._repr_svg_())
        for source in (scenario, run, visprop.Timeline(run), "xor")
    }
    assert len(texts) == 1
    assert "svg" in visprop.figure("bench:slope").svg()


def test_pictures_of_one_page_share_no_id(qapp):
    load_fonts()
    picture = visprop.figure("xor", "landscape", grid=21)
    pages = [picture, picture, visprop.figure("xor", "landscape", grid=21), visprop.figure("xor", "landscape", at=1, grid=21)]
    found = [{node.get("id") for node in ET.fromstring(one._repr_svg_()).iter() if node.get("id")} for one in pages]
    assert sum(map(len, found)) == len(set().union(*found)) > 4


def test_options_are_those_of_the_command_line(qapp, tmp_path):
    load_fonts()
    dark = visprop.figure("xor", "network", theme="dark", digits=2)
    assert np.mean(dark.figure.background) < 60
    assert repr(visprop.figure("xor", "network", size=(300, 200))) == "<network, 300 × 200 points>"
    visprop.figure("xor", "network", size=(144, 72)).export(tmp_path / "a.png", dpi=72, transparent=True)
    # Width and height stand at fixed places.
    head = (tmp_path / "a.png").read_bytes()[16:24]
    assert (int.from_bytes(head[:4]), int.from_bytes(head[4:])) == (144, 72)


@pytest.mark.parametrize(
    "asked, told",
    [
        (lambda: visprop.figure("xor", "nothing"), "no view of a network's run"),
        (lambda: visprop.figure("xor", at="x"), "is not UPDATE"),
        (lambda: visprop.figure("xor", colour="red"), "unrecognized arguments: --colour=red"),
        (lambda: visprop.figure("xor", "network", grid=21), "means nothing for network"),
        (lambda: visprop.figure("xor", "network", digits="many"), "digits"),
        (lambda: visprop.figure("xor").export("a.gif"), "written as svg, pdf, png"),
        (lambda: visprop.figure("xor").export("nowhere/a.svg"), "no folder nowhere"),
        (lambda: visprop.trace("bench:slope"), "a trace is one of a network's run"),
        (lambda: visprop.trace("xor", 10**13), "at most 12 digits"),
    ],
)
def test_what_cannot_be_done_is_a_value_error_in_words(asked, told, qapp, tmp_path, monkeypatch):
    load_fonts()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=told):
        asked()
    assert list(tmp_path.iterdir()) == []
