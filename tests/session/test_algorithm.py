"""Be the algorithm: a learner executes every line, answering each kind of question wrongly once; the user's session stays."""

import numpy as np
import pytest

from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.moment import ViewOptions
from visprop.notation.notations.vectorised import VECTORISED
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.session.exercise.algorithm import Algorithm
from visprop.session.exercise.grades import Mark, report
from visprop.session.exercise.settings import Settings, Stage
from visprop.session.exercise.tasks import place_of
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit
from visprop.timeline.quantity import quantity


def softmax_with_adam():
    network = Network((2, 1, 2), ("tanh", "softmax"), "cross_entropy")
    p = np.array([0.4, -0.7, 0.1, 0.9, -0.2, -0.6, 0.3])
    data = Data(np.array([[0.5, -1.0], [1.5, 0.25]]), np.eye(2))
    return Scenario("Two classes", network, p, data, Training("full_batch", optimiser="adam", eta=0.05))


def begun(scenario, settings=None, **options):
    session = Session(Run(scenario))
    for option, value in options.items():
        session.choose(getattr(ViewOptions, option), value)
    session.playback.set_reduce_motion(True)
    algorithm = Algorithm(session)
    algorithm.begin(settings or algorithm.at_hand.usual)
    return session, algorithm


def numbers_of(algorithm):
    """The right values of the task at work, as the algorithm itself would never tell."""
    return algorithm.task.values(algorithm.work.after)


def answer_rightly(session, algorithm, pointing):
    """Choose what comes next and give it."""
    ready = algorithm.work.ready
    if pointing and algorithm.task is None and ready[0].key.letter != "c":
        assert algorithm.point(place_of(ready[0].key))
    else:
        assert algorithm.choose(next(i for i, offer in enumerate(algorithm.offers) if offer in ready))
    if algorithm.stage is Stage.SHAPE:
        assert algorithm.answer(" × ".join(map(str, algorithm.task.shape)))
    if algorithm.stage is Stage.VALUE:
        # What is asked is known nowhere.
        shown = session.moment().frame
        # Before an update of a batch an example has a Δ of its own.
        assert all(quantity(shown, key) is None for key in algorithm.task.keys if key.letter not in ("dw", "db"))
        assert algorithm.answer(" ".join(f"{value:.5g}" for value in numbers_of(algorithm)))


def execute(session, algorithm, pointing=False):
    """Execute to the end; of each kind of question the first is answered wrongly first."""
    asked = set()
    for _ in range(500):
        if algorithm.stage is Stage.OVER:
            return asked
        wrong = next((i for i, offer in enumerate(algorithm.offers) if offer not in algorithm.work.ready), None)
        if "next" not in asked and wrong is not None:
            asked.add("next")
            assert not algorithm.choose(wrong)
            assert algorithm.said.told
        answer_first_wrongly(algorithm, asked)
        answer_rightly(session, algorithm, pointing)
    raise AssertionError("it has no end")


def answer_first_wrongly(algorithm, asked):
    """Of a letter that was not asked before: choose it, and answer wrongly."""
    letter = algorithm.work.ready[0].key.letter
    if letter in asked:
        return
    asked.add(letter)
    before = (algorithm.stage, len(algorithm.records))
    assert not algorithm.answer("1"), "nothing is chosen yet"
    assert (algorithm.stage, len(algorithm.records)) == before


@pytest.mark.parametrize(
    "scenario, options",
    [
        (open_scenario("two-neurons"), {}),
        (open_scenario("xor"), {}),
        (softmax_with_adam(), {}),
        (open_scenario("two-neurons"), {"notation": VECTORISED}),
        (open_scenario("shared-bias"), {}),
    ],
    ids=["two-neurons", "xor", "softmax-adam", "vectors", "shared-bias"],
)
def test_an_update_is_executed_to_its_end(scenario, options):
    session, algorithm = begun(scenario, **options)
    assert "next" in execute(session, algorithm, pointing="notation" not in options)
    assert session.playback.position == session.playback.experiment.walk.update_end(1)
    marks = [record.mark for record in algorithm.records]
    assert marks.count(Mark.LATER) == 1
    assert marks.count(Mark.AT_ONCE) == len(marks) - 1 > 5
    assert algorithm.summary.endswith("1 right after another try.")
    # Every parameter that is free to move is executed, and none that is not.
    asked = {key for record in algorithm.records for key in record.keys if key.letter in ("dw", "db")}
    assert len(asked) == scenario.freedom.count
    algorithm.leave()
    assert session.scenario is scenario


def test_the_users_session_is_left_as_it_was():
    session = Session(Run(open_scenario("two-neurons")))
    session.playback.go(Position(3, 1, 4))
    session.selection.select(Key.parse("w2[1,2]"))
    session.window.choose("descend")
    timeline = session.playback.experiment
    algorithm = Algorithm(session)
    algorithm.begin(algorithm.at_hand.usual)
    # It goes on from the p of now: that with which update 4 begins.
    assert session.playback.position == Position(3)
    np.testing.assert_array_equal(session.playback.frame.p, timeline.parameters(3))
    assert session.window.workspace == "step"
    algorithm.choose(0)
    algorithm.leave()
    assert session.playback.experiment is timeline
    assert (session.playback.position, session.selection.selected) == (Position(3, 1, 4), Key.parse("w2[1,2]"))
    assert (session.window.workspace, session.aside) == ("descend", None)
    assert not session.is_modified


def test_what_is_said_of_a_wrong_choice():
    _, algorithm = begun(open_scenario("linear"))
    told = {}
    for i, offer in enumerate(algorithm.offers):
        if offer not in algorithm.work.ready:
            algorithm.choose(i)
            told[str(offer.key)] = algorithm.said.told
    assert told["a1[1]"] == "a₁ needs z₁, which is not known yet"
    assert "is computed by line 2, which is not the next one" in told["z2[1]"]
    assert not algorithm.point(Key.parse("a3[1]"))
    assert not algorithm.point(Key.parse("line4"))
    assert algorithm.point(Key.parse("line1"))
    assert algorithm.task.key == Key.parse("z1[1]")
    assert algorithm.records[0].wrong == len(told) + 2


def valued(algorithm, key):
    """Choose quantities and give them, until one is to be given; the session stays before its line."""
    for _ in range(200):
        if algorithm.task is not None and algorithm.task.key == Key.parse(key):
            return
        if algorithm.task is not None:
            assert algorithm.answer(f"{float(numbers_of(algorithm)[0])!r}")
        ready = algorithm.work.ready[0]
        wanted = next((task for task in algorithm.work.ready if task.key == Key.parse(key)), ready)
        algorithm.choose(algorithm.offers.index(wanted)) if wanted in algorithm.offers else algorithm.point(place_of(wanted.key))
        assert algorithm.task is not None
    raise AssertionError(f"{key} is not asked")


def test_the_first_wrong_step_is_named():
    _, algorithm = begun(open_scenario("linear"))
    # z = 0.8 · 0.5 + 0.1, as the file of the article's linear net has them.
    valued(algorithm, "z1[1]")
    for text, told in (
        ("0.4", "the products are right; the bias is not added"),
        ("-0.5", "the sign is the other one"),
        ("0.503", "nearly: compute with more digits, four are compared"),
        ("7", "z is the sum of what comes in, each weight times the activation that it comes from, and the bias"),
    ):
        assert not algorithm.answer(text)
        assert algorithm.said.told == told
    assert not algorithm.answer("half")
    assert algorithm.records[0].wrong == 4, "what cannot be read does not count"
    assert algorithm.answer("0.8*0.5+0.1")
    assert algorithm.said.told == "exact"
    valued(algorithm, "a1[1]")
    assert not algorithm.answer("0.5")
    assert algorithm.said.told == "this is z: the step after it, σ, is not done yet"
    assert algorithm.answer("0.6225")
    assert algorithm.said.told == "right, rounded"


def test_a_wrong_step_of_the_backward_pass_is_told_by_the_error_that_leads_to_it():
    scenario = open_scenario("two-neurons")
    session, algorithm = begun(scenario)
    frame = session.playback.experiment.frame(Position(0, 1, 9))
    valued(algorithm, "d4[1]")
    # (a − y) without σ′(z).
    assert not algorithm.answer(f"{frame.a(4)[0] - frame.y[0]:.5g}")
    assert algorithm.said.told == "σ′ is left out in the last layer: then this number comes out"
    valued(algorithm, "d3[1]")
    w, d, slope = frame.parameters_before(4)[0], frame.delta(4), frame.slope(3)
    assert not algorithm.answer(f"{(w @ d)[0] * slope[0]:.5g}")
    assert algorithm.said.told.startswith("The transpose of the weights is missing")
    valued(algorithm, "dw3[1,2]")
    gradient = frame.gradient(3)[0][0, 1]
    assert not algorithm.answer(f"{gradient:.5g}")
    assert algorithm.said.told == "this is the gradient: the step −η is not done yet"


def test_of_vectors_shape_and_first_wrong_entry_are_told():
    session, algorithm = begun(open_scenario("two-neurons"), Settings(10, 0, in_vectors=True))
    assert algorithm.point(Key.parse("a1[2]"))
    assert algorithm.stage is Stage.SHAPE
    assert not algorithm.answer("2 × 2")
    assert not algorithm.answer("two")
    assert algorithm.answer("2")
    assert not algorithm.answer("0.47 0.3")
    assert algorithm.said.told.startswith("z¹₂ is the first that is not right")
    assert not algorithm.answer("0.47")
    assert "expected 2 numbers" in algorithm.said.told
    assert algorithm.answer("0.47; 0.23")
    names = []
    while algorithm.stage is not Stage.OVER:
        answer_rightly(session, algorithm, pointing=False)
        names.append(algorithm.records[-1].name)
    assert names[:3] == ["a¹", "z²", "a²"]
    assert "Δw⁴" in names
    assert algorithm.records[0].wrong == 2


def test_it_is_faded_from_the_end_backwards():
    scenario = open_scenario("linear")
    lines = []
    for count in (0, 1, 2, 5, 10):
        session, algorithm = begun(scenario, Settings(count))
        lines.append((session.playback.position, algorithm.stage))
    # The update line computes nothing new of a plain descent, and what is shown is known.
    assert lines == [
        (Position(0, 1, 10), Stage.OVER),
        (Position(0, 1, 10), Stage.OVER),
        (Position(0, 1, 8), Stage.NEXT),
        (Position(0, 1, 5), Stage.NEXT),
        (Position(0, 1, 0), Stage.NEXT),
    ]
    session, algorithm = begun(open_scenario("xor"), Settings(1))
    assert {task.key.letter for task in algorithm.work.tasks} == {"dw", "db"}
    # Its last example, and the update.
    assert begun(open_scenario("xor"))[0].playback.position == Position(0, 4, 0)


def test_of_a_batch_the_mean_change_is_asked_at_the_update():
    session, algorithm = begun(open_scenario("xor"), Settings(1))
    timeline, last = session.playback.experiment, 5
    valued(algorithm, "db2[1]")
    # The mean of what the examples do alone, by hand: −η times the mean of δ.
    deltas = [timeline.frame(Position(0, e, last)).delta(2)[0] for e in (1, 2, 3, 4)]
    eta = session.scenario.training.eta
    assert not algorithm.answer(f"{-eta * sum(deltas):.6g}")
    assert algorithm.said.told.startswith("The mean over the batch is missing")
    assert algorithm.answer(f"{-eta * sum(deltas) / 4:.6g}")


def test_variants_have_other_numbers_and_the_same_seed_the_same():
    scenario = open_scenario("two-neurons")
    found = [begun(scenario, Settings(10, variant))[0].playback.frame.p for variant in (0, 1, 1, 2)]
    np.testing.assert_array_equal(found[0], scenario.p0)
    np.testing.assert_array_equal(found[1], found[2])
    assert not np.array_equal(found[1], found[3])
    np.testing.assert_array_equal(found[1], np.round(found[1], 2))


def test_hints_come_by_level_and_none_says_the_answer():
    _, algorithm = begun(open_scenario("linear"))
    assert not algorithm.can_show, "nothing is shown at once"
    while algorithm.has_hint:
        algorithm.hint()
    assert algorithm.hints[0] == "The line that comes next is line 1: forward, layer 1."
    assert algorithm.can_show
    algorithm.show()
    assert algorithm.task.key == Key.parse("z1[1]")
    while algorithm.has_hint:
        algorithm.hint()
    assert algorithm.hints[1:] == ("z₁ = w₁·x + b₁", "z₁ = 0.8·0.5 + 0.1")
    assert not any("= 0.5" in hint for hint in algorithm.hints)
    algorithm.show()
    assert algorithm.records[0].mark is Mark.SHOWN
    assert algorithm.records[0].text == "0.5"


def test_an_answer_is_taken_back():
    session, algorithm = begun(open_scenario("linear"))
    valued(algorithm, "a1[1]")
    assert algorithm.answer("0.6225")
    assert session.playback.position == Position(0, 1, 1)
    algorithm.undo()
    assert session.playback.position == Position(0, 1, 0)
    assert [str(task.key) for task in algorithm.work.tasks] == ["a1[1]"]
    algorithm.undo()
    assert [str(task.key) for task in algorithm.work.tasks] == ["z1[1]", "a1[1]"]
    assert not algorithm.can_undo
    execute(session, algorithm)
    assert len([record for record in algorithm.records if record.is_done]) == 21


def test_moving_away_is_noticed_and_one_goes_back():
    session, algorithm = begun(open_scenario("linear"))
    session.playback.step(Unit.LINE)
    assert algorithm.was_left
    assert not algorithm.choose(0)
    algorithm.back()
    assert session.playback.position == Position(0, 1, 0)
    assert algorithm.is_asking
    session.network_edits.set_parameter(Key.parse("w1[1,1]"), 0.3)
    assert algorithm.stage is Stage.OVER
    assert not algorithm.can_undo


def test_opening_something_else_ends_it():
    session, algorithm = begun(open_scenario("linear"))
    other = Run(open_scenario("xor"))
    session.open(other, None)
    assert not algorithm.is_on
    assert session.scenario is other.scenario


def test_the_model_answer_is_played_with_what_was_wrong_marked():
    session, algorithm = begun(open_scenario("linear"), Settings(4))
    execute(session, algorithm)
    wrong = next(record for record in algorithm.records if record.wrong)
    marked, now = {}, 0.0
    algorithm.play()
    while session.playback.is_moving:
        now += 0.1
        session.playback.tick(now)
        marked[session.playback.position.line] = session.selection.selected
    assert not algorithm.replay.is_on
    assert session.playback.position == Position(0, 1, 10)
    assert marked[wrong.line] == place_of(wrong.keys[0])
    assert marked[9] is None


def test_the_grades_are_a_table():
    session, algorithm = begun(open_scenario("linear"), Settings(3))
    execute(session, algorithm)
    rows = report(algorithm.records)
    assert rows[0] == ("example", "line", "quantity", "mark", "wrong answers", "hints", "answers")
    assert rows[1][:4] == ("1", "8", "δ₂", "right after another try")
    assert rows[-1][2] == "b₁" or rows[-1][2] == "Δb₁"


def test_of_what_is_done_the_last_task_alone_is_taken_back():
    session, algorithm = begun(open_scenario("two-neurons"))
    work = algorithm.work
    at = []
    for _ in range(3):
        at.append(work.at)
        answer_rightly(session, algorithm, pointing=False)
    first, second, third = work.done
    work.go_back(at[-1], [])
    assert work.done == (first, second)
    assert third in work.tasks
