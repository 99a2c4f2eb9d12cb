"""The numbers behind the plots: exact, under words, one table a view."""

import csv
from functools import cache

import numpy as np
import pytest

from visprop.cli.main import main
from visprop.export.numbers import csv_file
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.tables.numbers_table import Table
from visprop.figures.tables.table_registry import TABLES
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from
from visprop.timeline.timeline import Timeline


@cache
def moment_of(name, update):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(update)), History(timeline)).at_once()


def read(table):
    header, *rows = csv.reader(csv_file(table).decode().splitlines())
    return header, rows


def test_every_plot_has_a_table_and_no_page_has():
    plots = {name for name, view in VIEWS.items() if view.page is None} - {"network", "now", "swarm-cloud", "swarm-cloud3d"}
    assert TABLES.keys() == plots


@pytest.mark.parametrize("name", builtin_names())
def test_a_table_has_a_word_for_each_column_and_as_many_cells_in_each_row(name):
    for view, table in TABLES.items():
        moment, options = moment_of(name, 3), ViewOptions(grid=11)
        if "swarm" in view or VIEWS[view].lacks(moment, options):
            continue
        header, rows = read(table(moment, options))
        assert len(set(header)) == len(header), view
        assert all(header)
        assert rows
        assert {len(row) for row in rows} == {len(header)}, view


def test_the_cost_of_each_update_reads_back_bit_for_bit():
    header, rows = read(TABLES["cost"](moment_of("xor", 12), ViewOptions()))
    assert header == ["update", "mean cost φ"]
    scenario, timeline = open_scenario("xor"), Timeline(Run(open_scenario("xor")))
    assert [float(update) for update, _ in rows] == list(range(13))
    assert [float(cost) for _, cost in rows] == [scenario.objective.value(timeline.parameters(k)) for k in range(13)]


def test_the_landscape_is_the_cost_at_its_parameters():
    header, rows = read(TABLES["landscape"](moment_of("xor", 3), ViewOptions(grid=5)))
    assert len(rows) == 25
    scenario, p = open_scenario("xor"), Timeline(Run(open_scenario("xor"))).parameters(3).copy()
    first, second = (scenario.network.single(name) for name in header[:2])
    for row in rows[::7]:
        p[first], p[second], cost = map(float, row)
        assert scenario.objective.value(p) == pytest.approx(cost, rel=1e-12)


def test_the_slice_has_its_tangent():
    _, rows = read(TABLES["slice"](moment_of("linear", 3), ViewOptions(grid=51)))
    way, costs, tangent = np.array(rows, float).T
    at = int(np.argmin(np.abs(way)))
    slope = np.gradient(costs, way)[at]
    assert (tangent[-1] - tangent[0]) / (way[-1] - way[0]) == pytest.approx(slope, rel=1e-2)


def test_answers_stand_beside_their_classes():
    header, rows = read(TABLES["output"](moment_of("iris", 50), ViewOptions()))
    assert header[:2] == ["row", "part"]
    assert header[-2:] == ["true class", "told class"]
    right = sum(row[-1] == row[-2] for row in rows)
    assert len(rows) == 150
    assert right / 150 == pytest.approx(open_scenario("iris").accuracy(moment_of("iris", 50).frame.p, open_scenario("iris").data))


def test_a_swarm_has_quartiles_and_its_members():
    scenario = open_scenario("linear")
    swarm = flown(SwarmPlan(scenario, 20, (0.5, 1.0), seeds_from(0, 8), 0.01))
    timeline = Timeline(Run(scenario))
    moment = NetworkMoment(timeline.frame(Position()), History(timeline), swarm=swarm)
    header, rows = read(TABLES["swarm"](moment, ViewOptions()))
    assert header[:3] == ["update", "η = 0.5: lower quartile of φ", "η = 0.5: median of φ"]
    # Of eight runs the median lies between the fourth and the fifth.
    costs = np.sort(swarm.costs(swarm.of_eta(0))[:, -1])
    assert costs[3] <= float(rows[-1][2]) <= costs[4]
    header, rows = read(TABLES["swarm-map"](moment, ViewOptions()))
    assert (len(rows), header[:2]) == (16, ["run", "eta"])
    assert [float(row[header.index("phi")]) for row in rows] == swarm.phi.tolist()


def test_words_with_commas_and_quotes_come_back():
    header, rows = read(Table(('a, "b"', "c"), [("x\ty, z", 0.1 + 0.2), ("", float("nan"))]))
    assert header == ['a, "b"', "c"]
    assert rows == [["x\ty, z", "0.30000000000000004"], ["", "nan"]]


@pytest.mark.parametrize(
    "view, more, message",
    [
        ("network", [], "network is written as svg, pdf, png"),
        ("cost", ["--size", "200x100"], "--size means nothing for cost as csv"),
        ("cost", ["--theme", "dark"], "--theme means nothing for cost as csv"),
        ("cost,slice", [], "written as svg, pdf, png"),
    ],
)
def test_what_a_table_is_not_is_said(tmp_path, capsys, view, more, message):
    assert main(["export", "xor", "--view", view, "--at", "3", *more, "-o", str(tmp_path / "a.csv")]) == 2
    assert message in capsys.readouterr().err


def test_the_command_line_writes_it(tmp_path):
    path = tmp_path / "a.csv"
    assert main(["export", "xor", "--view", "slice", "--at", "3", "--grid", "11", "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8").splitlines()[0] == "way along −∇φ,mean cost φ,tangent at p"
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1 + 21


def test_a_class_of_one_output_is_called_by_its_target_whatever_its_column_is_called(tmp_path):
    rows = ((0.0, -1), (0.2, 1), (0.4, -1), (0.6, 1))
    (tmp_path / "grown.csv").write_text("height,grown\n" + "".join(f"{x},{y}\n" for x, y in rows), encoding="utf-8")
    new = ["new", "-o", str(tmp_path / "g.visprop"), "--csv", str(tmp_path / "grown.csv"), "--targets", "grown", "--hidden", "2"]
    assert main(new) == 0
    shown = ["export", str(tmp_path / "g.visprop"), "--view", "output", "--shows", "confusion", "-o", str(tmp_path / "a.csv")]
    assert main(shown) == 0
    header, *found = csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    at = header.index("true class")
    assert [row[at] for row in found] == ["−1", "1", "−1", "1"]
    assert {row[at + 1] for row in found} <= {"−1", "1"}
