"""Newcomers that data and parameters are made of."""

import math
import re

import numpy as np

from tests.extending.world import World, Y, newcomer, offered, scenario_of, tree
from visprop.engine.draws import uniform
from visprop.scenario.data.column_types import TYPES, ColumnType
from visprop.scenario.data.data import Data
from visprop.scenario.data.datasets import DATASETS, DataSet
from visprop.scenario.data.missing import FILLINGS, Filling
from visprop.scenario.data.scaling import SCALINGS, ScalingKind
from visprop.scenario.initialisers import INITIALISERS, Initialiser
from visprop.scenario.sets import SETS, BuiltinSet


def moons(seed, n, noise):
    """Classes of unequal sizes, by what is drawn: not in turn, as those of the program."""
    label = (uniform((*seed, 7), 0.0, 1.0, n) < 0.3).astype(int)
    angle = np.linspace(0.0, np.pi, n)
    x = np.column_stack((np.cos(angle) - 0.5 * label, np.where(label == 1, -np.sin(angle), np.sin(angle))))
    return x + uniform((*seed, 8), -noise, noise, (n, 2)), label


@newcomer("points in the plane")
def points(world: World) -> None:
    world.add(DATASETS, DataSet("moons", "two moons", moons))
    network = {"sizes": [2, 3, 1], "activations": ["tanh", "tanh"]}
    path = world.file(tree(network=network, data={"dataset": "moons", "points": 20, "noise": 0.1, "seed": 4}))
    world.trained(path)
    assert set(scenario_of(path).data.y[:, 0]) == {0.0, 1.0}
    made = world.folder / "made.visprop"
    world.visprop("new", "--data", "moons", "-o", made)
    assert scenario_of(made).data.source.dataset == "moons"
    assert re.search(r"moons +two moons", world.visprop("list"))
    window = world.open(path)
    window.docks.bring_up("data")
    assert "two moons" in [action.text() for action in window.docks.panels["data"].sets.menu().actions()]
    del DATASETS["moons"]
    assert "data.dataset: expected one of spiral" in world.refused("train", path, "--updates", 1)
    DATASETS["moons"] = DataSet("moons", "two moons", moons)


def parity(wish):
    x = np.array([[a, b, c] for a in (0.0, 1.0) for b in (0.0, 1.0) for c in (0.0, 1.0)])
    return Data(x, np.where(x.sum(axis=1, keepdims=True) % 2 == 1, wish.targets[1], wish.targets[0]))


@newcomer("data set")
def data_set(world: World) -> None:
    # Three inputs: it does not fit the network that the window begins with.
    world.add(SETS, BuiltinSet("parity", "whether an odd number of three inputs is 1", parity, frozenset({"targets"})))
    made = world.folder / "made.visprop"
    world.visprop("new", "--data", "parity", "-o", made)
    assert scenario_of(made).network.sizes[0] == 3
    world.trained(made)
    assert "parity" in world.visprop("list")
    window = world.open(made)
    window.docks.bring_up("data")
    entries = {action.text(): action for action in window.docks.panels["data"].sets.menu().actions()}
    entries["whether an odd number of three inputs is 1"].trigger()
    assert set(window.session.scenario.data.y[:, 0]) == {-1.0, 1.0}


def middle(values):
    low, median, high = np.quantile(values, (0.25, 0.5, 0.75), axis=0)
    return median, high - low


@newcomer("scaling")
def scaling(world: World) -> None:
    world.add(SCALINGS, ScalingKind("middle", "median 0, middle half of width 1", middle))
    data = {"x": [[1, 5], [2, 9], [3, 7], [100, 8], [5, 6], [4, 7]], "y": Y.tolist(), "scale": "middle"}
    path = world.file(tree(data=data))
    world.trained(path)
    seen = scenario_of(path).data.x
    np.testing.assert_allclose(np.quantile(seen, (0.25, 0.5, 0.75), axis=0), [[-0.5, -0.5], [0, 0], [0.5, 0.5]], atol=0.2)
    assert np.median(seen, axis=0).tolist() == [0.0, 0.0]
    window = world.open(path)
    for name in ("training", "data"):
        window.docks.bring_up(name)
    words = "median 0, middle half of width 1"
    assert window.docks.panels["training"].form.scaling.currentText() == words
    assert words in offered(window.docks.panels["data"].scaling)


def sparse(network, seed, scale):
    """Every other parameter 0: of no layer, and no spread."""
    p = uniform((seed, 9), -scale, scale, network.parameter_count)
    p[::2] = 0.0
    return p


@newcomer("initialiser")
def initialiser(world: World) -> None:
    world.add(INITIALISERS, Initialiser("sparse", "every other one", 2.0, sparse))
    path = world.file(tree(parameters={"init": "sparse", "seed": 5}))
    world.trained(path)
    p = scenario_of(path).p0
    assert not p[::2].any()
    assert p[1::2].all()
    assert np.abs(p).max() > 1.0
    made = world.folder / "made.visprop"
    world.visprop("new", "--sizes", "2,3,1", "--init", "sparse", "-o", made)
    assert scenario_of(made).initial.init == "sparse"
    window = world.open(path)
    window.docks.bring_up("parameters")
    panel = window.docks.panels["parameters"]
    panel.init.setCurrentIndex(panel.init.findData("sparse"))
    panel._on_init()
    assert (panel.init.currentText(), panel.scale.text()) == ("every other one", "2")
    panel.seed.setValue(6)
    panel._on_draw()
    assert not window.session.scenario.p0[::2].any()


def table(world: World, rows: list[str]):
    path = world.folder / "table.csv"
    path.write_text("\n".join(("size,price,kind", *rows)), encoding="utf-8")
    return path


@newcomer("type of a column")
def column_type(world: World) -> None:
    # Not every number is one of this type, and its value is not the number that is written.
    def read(how, cell):
        number = how.numbers.value(cell)
        return math.log10(number) if number is not None and number > 0.0 else None

    world.add(TYPES, ColumnType("magnitude", "power of ten", noun="number above 0", read=read))
    rows = [f"{i},{10**i},{'ab'[i % 2]}" for i in range(1, 7)]
    made = world.folder / "made.visprop"
    words = ("--types", "price=magnitude", "--scale", "none", "--test", 0, "-o", made)
    world.visprop("new", "--csv", table(world, rows), *words)
    assert scenario_of(made).data.x[:, 1].tolist() == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    world.trained(made)
    said = world.refused("new", "--csv", table(world, [*rows, "7,-5,a"]), *words)
    assert "'-5' is no number above 0" in said


@newcomer("what stands in for a missing value")
def filling(world: World) -> None:
    world.add(FILLINGS, Filling("lowest", "the lowest of the training rows", lambda values: float(np.min(values))))
    rows = [*(f"{i},{i * i},{'ab'[i % 2]}" for i in range(1, 7)), "7,,a"]
    made = world.folder / "made.visprop"
    words = ("--missing", "lowest", "--scale", "none", "--test", 0, "-o", made)
    world.visprop("new", "--csv", table(world, rows), *words)
    assert scenario_of(made).data.x[-1].tolist() == [7.0, 1.0]
    world.trained(made)
