"""Whatever inputs and targets are called, an SVG file is well-formed, and its ids are its own."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from visprop.export.formats import ExportOptions
from visprop.export.paper import Paper
from visprop.export.registry import export_view
from visprop.figures.moment import ViewOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session

NAMES = ('"@home', "a\x07b<&>", "]]>'", "\x00\x1f\ufffe", "url(#@c0", "</desc>")


@pytest.mark.parametrize("letters", [False, True])
@pytest.mark.parametrize("view", ["network", "output", "landscape"])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_an_svg_is_well_formed_whatever_is_in_it(qapp, tmp_path, name, view, letters):
    scenario = open_scenario("xor")
    data = replace(scenario.data, input_names=(name, "plain"), target_names=(f"to {name}",))
    moment = Session(Run(replace(scenario, data=data))).moment().at_once()
    path = tmp_path / "a.svg"
    export_view(VIEWS[view], moment, ViewOptions(grid=11), Paper(500.0, 300.0), path, ExportOptions(letters=letters))
    root = ET.parse(path).getroot()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert len({identity[:9] for identity in ids}) <= 1
    used = {element.get("{http://www.w3.org/1999/xlink}href") for element in root.iter()} - {None}
    assert used <= {f"#{identity}" for identity in ids}
    if name.isprintable() and view == "network":
        assert name in "".join(root.itertext())
