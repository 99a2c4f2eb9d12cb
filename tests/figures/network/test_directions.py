"""What goes forward points forward and what goes back points back: heads, lines on their way, pulses."""

import numpy as np
import pytest

from tests.figures.measuring import flat
from tests.figures.network.test_network import frames, made
from tests.figures.seen import arrows, column_of, columns_of, dots, edges_of
from visprop.figures.base.shapes import Label, Segments
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.network.asked import layout_request
from visprop.figures.network.edges.crowd import veil
from visprop.figures.network.edges.focus import ring
from visprop.figures.network.layout.plan import network_layout
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.program import Kind
from visprop.timeline.timeline import Timeline

PAGE = (1000, 560)


def lowest(figure):
    """Where the lowest unit stands: the key is below it."""
    return max(float(group.ends[:, 1].max()) for group in figure.targets if group.key(0).letter in "xay")


def between(points, left, right):
    """Those of some (tip, barbs) that lie between two places from left to right."""
    return [(tip, barbs) for tip, barbs in points if left < tip[0] < right]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["two-neurons", "xor", (3, 4, 2)], ids=str)
def test_heads_of_what_flows_are_at_the_end_that_it_flows_to(name, theme):
    seen = 0
    for frame in frames(name):
        depth, line = frame.program.depth, frame.line
        figure = network_figure(frame, PAGE, NetworkOptions(theme=theme))
        xs, key = columns_of(figure, depth), lowest(figure) + 60.0
        is_back = line.kind is Kind.BACKWARD and line.layer < depth
        # w a goes into the line's layer, w δ comes to it from the one behind.
        layer = line.layer + 1 if is_back else line.layer
        hues = {theme.forward: line.kind is Kind.FORWARD, theme.backward: is_back}
        for hue, flows in hues.items():
            found = [(tip, barbs) for tip, barbs in arrows(figure, hue) if tip[1] < key]
            if not flows:
                assert not found
                continue
            network = frame.scenario.network
            assert 0 < len(found) <= network.sizes[layer] * network.sizes[layer - 1]
            assert len(between(found, xs[layer - 1], xs[layer])) == len(found)
            ways = [float(tip[0] - barbs[0]) for tip, barbs in found]
            assert max(ways) < 0.0 if is_back else min(ways) > 0.0
            goal = xs[layer - 1] if is_back else xs[layer]
            assert all(abs(tip[0] - goal) < abs(tip[0] - (xs[layer] + xs[layer - 1] - goal)) for tip, _ in found)
            seen += 1
    assert seen == 2 * depth - 1


def test_the_edges_themselves_always_point_forward():
    for frame in frames("two-neurons"):
        figure = network_figure(frame, PAGE)
        xs = columns_of(figure, 4)
        for hue in (LIGHT.positive, LIGHT.negative):
            found = [(tip, barbs) for tip, barbs in arrows(figure, hue) if tip[1] < 500]
            assert all(tip[0] > barbs[0] for tip, barbs in found)
            assert all(min(abs(tip[0] - x) for x in xs[1:]) < min(tip[0] - x for x in xs if x < tip[0]) for tip, _ in found)


def test_the_linear_net_s_arrows_point_where_the_passes_go():
    figure = network_figure(frames("linear")[-1], PAGE)
    forward, backward = (arrows(figure, hue) for hue in (LIGHT.forward, LIGHT.backward))
    assert (len(forward), len(backward)) == (5, 4)
    assert all(tip[0] > barbs[0] for tip, barbs in forward)
    assert all(tip[0] < barbs[0] for tip, barbs in backward)
    xs = [*(column_of(figure, "a", layer) for layer in range(1, 5)), column_of(figure, "c", 0)]
    # Each is in the space that it crosses, and ends short of what it points at.
    assert [sum(tip[0] > x for x in xs) for tip, _ in sorted(forward, key=lambda head: head[0][0])] == [0, 1, 2, 3, 4]
    assert [sum(tip[0] > x for x in xs) for tip, _ in sorted(backward, key=lambda head: head[0][0])] == [1, 2, 3, 4]
    titles = {"".join(run.text for run in s.runs): s.y for s in flat(figure.shapes) if isinstance(s, Label)}
    assert all(abs(tip[1] - titles["Backward pass"]) < 8.0 for tip, _ in backward)
    assert max(tip[1] for tip, _ in forward) < min(tip[1] for tip, _ in backward)


def reach(figure, hue):
    """From where to where, from left to right, the lines of a hue go that are no arrow's edge; above the key."""
    found = [s.ends for s in flat(figure.shapes) if isinstance(s, Segments) and s.colour == hue and s.ends.max() < 1000]
    ends = np.concatenate([one[(one[:, [1, 3]] < 0.88 * figure.height).all(axis=1)] for one in found])
    return ends[:, [0, 2]].min(), ends[:, [0, 2]].max()


@pytest.mark.parametrize("name", ["two-neurons", "linear"])
def test_a_line_on_its_way_sets_out_from_where_it_comes(name):
    for frame in frames(name):
        line, depth = frame.line, frame.program.depth
        is_back = line.kind is Kind.BACKWARD and line.layer < depth
        if not is_back and line.kind is not Kind.FORWARD:
            continue
        hue = LIGHT.backward if is_back else LIGHT.forward
        early, late = (network_figure(frame, PAGE, progress=progress) for progress in (0.12, 0.55))
        layer = line.layer + 1 if is_back else line.layer
        xs = [column_of(early, "x", 0), *(column_of(early, "a", at) for at in range(1, depth + 1))]
        source, sink = (xs[layer], xs[layer - 1]) if is_back else (xs[layer - 1], xs[layer])
        if name == "linear":
            heads = [min((tip[0] for tip, _ in arrows(one, hue)), key=lambda x: abs(x - sink)) for one in (early, late)]
        else:
            heads = [reach(one, hue)[0 if is_back else 1] for one in (early, late)]
        assert abs(heads[1] - sink) < abs(heads[0] - sink)
        assert abs(heads[0] - source) < abs(heads[0] - sink)
        assert abs(heads[1] - sink) < abs(heads[1] - source)


@pytest.mark.parametrize("line, goes", [(1, 1), (2, 1), (5, -1)])
def test_pulses_of_a_crowd_run_with_the_pass(line, goes):
    frame = Timeline(Run(made((64, 30, 10)))).frame(Position(0, 1, line))
    kind, layer = frame.line.kind, frame.line.layer
    assert (kind is Kind.BACKWARD) is (goes < 0)
    into, hue = (layer + 1, LIGHT.backward) if goes < 0 else (layer, LIGHT.forward)
    figures = [network_figure(frame, (960, 640), progress=progress) for progress in (0.02, 0.2, 0.3, 0.58)]
    xs = columns_of(figures[0], 2)
    # The strip of pixels is where the inputs stand; pulses lie between the columns, where none is without a line on its way.
    inner = [
        points[(points[:, 0] > xs[into - 1] + 1) & (points[:, 0] < xs[into] - 1)] for points in (dots(f, hue) for f in figures)
    ]
    middles = [float(points[:, 0].mean()) for points in inner]
    assert all(goes * (after - before) > 0 for before, after in zip(middles, middles[1:], strict=False))
    start, end = (xs[into], xs[into - 1]) if goes < 0 else (xs[into - 1], xs[into])
    assert abs(middles[0] - start) < 0.2 * abs(end - start)
    assert abs(middles[-1] - end) < 0.2 * abs(end - start)
    still = dots(network_figure(frame, (960, 640)), hue)
    assert not ((still[:, 0] > xs[into - 1] + 1) & (still[:, 0] < xs[into] - 1)).any()


def test_the_cost_is_reached_from_the_left_and_left_towards_it():
    for frame in frames("two-neurons"):
        forward = frame.line.kind is Kind.COST
        back = frame.line.kind is Kind.BACKWARD and frame.line.layer == 4
        if not (forward or back):
            continue
        hue = LIGHT.forward if forward else LIGHT.backward
        early, late = (reach(network_figure(frame, PAGE, progress=progress), hue) for progress in (0.1, 0.58))
        x = column_of(network_figure(frame, PAGE), "c", 0)
        if forward:
            assert early[1] < x - 30.0
            assert early[0] == pytest.approx(late[0])
            assert early[1] < late[1]
        else:
            assert abs(early[1] - x) < 30.0
            assert late[0] < early[0] - 10.0


@pytest.mark.parametrize("name", ["two-neurons", "xor"])
def test_what_flows_either_way_runs_below_its_edge(name):
    for frame in frames(name):
        is_back = frame.line.kind is Kind.BACKWARD and frame.line.layer < frame.program.depth
        if not is_back and frame.line.kind is not Kind.FORWARD:
            continue
        figure, layer = network_figure(frame, PAGE), frame.line.layer + is_back
        hue = LIGHT.backward if is_back else LIGHT.forward
        ends = np.concatenate([s.ends for s in flat(figure.shapes) if isinstance(s, Segments) and s.colour == hue]).reshape(
            -1, 2, 2
        )
        for edge in (ends_of for key, ends_of in edges_of(figure) if key.layer == layer):
            along = (edge[2:] - edge[:2]) / np.hypot(*(edge[2:] - edge[:2]))
            way, aside = ((ends - edge[:2]) @ unit for unit in (along, np.array([-along[1], along[0]])))
            beside = (np.abs(aside).max(axis=1) < 12.0) & (np.ptp(aside, axis=1) < 0.5)
            inside = (way.min(axis=1) > -2.0) & (way.max(axis=1) < np.hypot(*(edge[2:] - edge[:2])) + 2.0)
            assert (beside & inside).any()
            assert (aside[beside & inside] > 2.0).all()


@pytest.mark.parametrize("layer", [1, 2])
def test_what_stands_for_all_edges_of_a_crowd_goes_from_the_first_source_to_the_last_neuron(layer):
    layout = network_layout(layout_request(Timeline(Run(made((12, 16, 8)))).frame(Position()), PAGE, NetworkOptions()))
    (corners,), ends = veil(layout, layer, LIGHT).lines, layout.edge_ends(layer)
    left, right = corners[corners[:, 0] < corners[:, 0].mean()], corners[corners[:, 0] > corners[:, 0].mean()]
    for side, xs, ys in ((left, ends[..., 0], ends[..., 1]), (right, ends[..., 2], ends[..., 3])):
        assert len(side) == 2
        assert side[:, 0] == pytest.approx([xs.flat[0]] * 2)
        assert side[:, 1].min() < ys.min() < ys.max() < side[:, 1].max()


@pytest.mark.parametrize("form", ["closed", "card", "disc"])
def test_the_ring_of_what_is_selected_is_as_round_as_what_it_is_around(form):
    frame = frames("xor")[1]
    layout = network_layout(layout_request(frame, PAGE, NetworkOptions(NetworkChoices(form=form))))
    found = ring(layout, 1, 0, LIGHT)
    assert (found.width > layout.nodes[1][0], found.height > layout.nodes[1][1]) == (True, True)
    if layout.form(1).is_round:
        assert found.radius == pytest.approx(found.height / 2)
    else:
        assert found.radius < 0.3 * found.height
