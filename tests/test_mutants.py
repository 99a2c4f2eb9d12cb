"""The program that makes faults: each kind on a small file, the draw, and a fault that is found and one that is not."""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.mutation.draw import drawn
from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.known import KNOWN, Known
from tests.mutation.mutate import Mutation, is_python, mutations_of
from tests.mutation.trial import Outcome, Trial

SMALL = b'''"""Words are left alone: a < b."""

from sys import path as left


@cache(size=3)
def area(width: int = 2, flag: bool = True) -> float:
    """Nor these: 1 + 1."""
    if width < 4 and not flag:
        raise ValueError("width 1 < 2")
    assert width != 9
    total = width - 3
    total += shape.left
    register(width, total)
    return max(total, -width) + hue("forward", rows[1:]) * (7.5 if flag else 0)
'''


def changes(source=SMALL):
    """To each kind of fault the lines that it makes."""
    found = defaultdict(set)
    for one in mutations_of("visprop/small.py", source):
        found[one.kind].add(one.difference(source)[1])
    return found


@pytest.mark.parametrize(
    "kind, line",
    [
        ("compare", "if width <= 4 and not flag:"),
        ("compare", "if width > 4 and not flag:"),
        ("and or", "if width < 4 or not flag:"),
        ("negation", "if width < 4 and flag:"),
        ("condition", "if (not (width < 4 and not flag)):"),
        ("condition", "if True:"),
        ("condition", "if False:"),
        ("arithmetic", "total = width + 3"),
        ("arithmetic", "total -= shape.left"),
        ("swapped operands", "total = 3 - width"),
        ("constant", "total = width - 4"),
        ("constant", "total = width - 2"),
        ("constant", "def area(width: int = 3, flag: bool = True) -> float:"),
        ("constant", "def area(width: int = 2, flag: bool = False) -> float:"),
        ("constant", 'return max(total, -width) + hue("forward", rows[1:]) * (15.0 if flag else 0)'),
        ("sign", 'return max(total, width) + hue("forward", rows[1:]) * (7.5 if flag else 0)'),
        ("function", 'return min(total, -width) + hue("forward", rows[1:]) * (7.5 if flag else 0)'),
        ("swapped arguments", 'return max(-width, total) + hue("forward", rows[1:]) * (7.5 if flag else 0)'),
        ("swapped arguments", "register(total, width)"),
        ("slice", 'return max(total, -width) + hue("forward", rows[(1) + 1:]) * (7.5 if flag else 0)'),
        ("sibling", 'return max(total, -width) + hue("backward", rows[1:]) * (7.5 if flag else 0)'),
        ("sibling", "total += shape.right"),
        ("dropped statement", "pass"),
    ],
)
def test_a_fault_of_each_kind(kind, line):
    assert line in changes()[kind]


def test_words_types_names_of_modules_and_what_helps_the_checker_are_left_alone():
    places = {one.line for one in mutations_of("visprop/small.py", SMALL)}
    assert places == {7, 9, 12, 13, 14, 15}
    assert all(is_python(one.applied(SMALL)) for one in mutations_of("visprop/small.py", SMALL))
    assert not is_python(b"a +")


def test_a_fault_changes_its_place_alone():
    for one in mutations_of("visprop/small.py", SMALL):
        mutated = one.applied(SMALL)
        assert mutated[: one.start] == SMALL[: one.start]
        assert mutated.endswith(SMALL[one.end :])
        assert mutated != SMALL
        assert SMALL.count(b"\n", 0, one.start) == one.line - 1
        assert one.is_inside is (one.line > 8)


SOURCE = """def twice(x):
    return 2 * x


def half(x):
    return x / 2


def drop(x):
    while x > 0:
        x -= 1
    return x
"""
TEST = """from visprop.small import drop, half, twice


def test_it():
    assert twice(4) == 8
    half(1)
    assert drop(3) == 0
"""


@pytest.fixture
def project(tmp_path):
    """A project of one file with one test, which looks at what two of its three functions give."""
    root = tmp_path / "project"
    for folder in ("visprop", "tests"):
        (root / folder).mkdir(parents=True)
        (root / folder / "__init__.py").touch()
    (root / "visprop" / "small.py").write_text(SOURCE, encoding="utf-8")
    (root / "tests" / "test_small.py").write_text(TEST, encoding="utf-8")
    return root


def test_one_is_found_and_one_is_not(project, tmp_path):
    source = (project / "visprop" / "small.py").read_bytes()
    every = {one.difference(source)[1]: one for one in mutations_of("visprop/small.py", source)}
    trial, tests = Trial(project, tmp_path), ("tests/test_small.py::test_it",)
    options = ("-q", "-p", "no:cacheprovider")
    found = trial.of(every["return 3 * x"], tests, 1.0, options)
    assert found.outcome is Outcome.KILLED
    assert found.by == "tests/test_small.py::test_it"
    assert trial.of(every["return x * 2"], tests, 1.0, options).outcome is Outcome.SURVIVED
    assert trial.of(every["return 3 * x"], (), 1.0, options).outcome is Outcome.UNREACHED
    # Each is taken back before the next.
    assert (tmp_path / "tree" / "visprop" / "small.py").read_bytes() == source
    assert (project / "visprop" / "small.py").read_bytes() == source


def test_tests_that_are_gone_or_fail_without_a_fault_find_none(project, tmp_path):
    (project / "tests" / "test_wrong.py").write_text("def test_ever():\n    assert False\n", encoding="utf-8")
    (project / "tests" / "test_broken.py").write_text("import visprop.none\n\ndef test_it():\n    pass\n", encoding="utf-8")
    source = (project / "visprop" / "small.py").read_bytes()
    every = {one.difference(source)[1]: one for one in mutations_of("visprop/small.py", source)}
    trial, options = Trial(project, tmp_path), ("-q", "-p", "no:cacheprovider")
    right = "tests/test_small.py::test_it"
    for none in (
        "tests/test_small.py::test_gone", "tests/test_gone.py::test_it", "tests/test_wrong.py::test_ever",
        "tests/test_broken.py::test_it",
    ):  # fmt: skip
        assert trial.of(every["return 3 * x"], (none,), 1.0, options).outcome is Outcome.UNREACHED, none
        assert trial.of(every["return x * 2"], (none, right), 1.0, options).outcome is Outcome.SURVIVED, none
        assert trial.of(every["return 3 * x"], (none, right), 1.0, options).by == right, none
    # A case may have a dash in its name, and stand for all of its test.
    (project / "tests" / "test_cases.py").write_text(
        "import pytest\nfrom visprop.small import twice\n\n"
        "@pytest.mark.parametrize('told', ['2 - 1', '3 - 1'])\ndef test_it(told):\n    assert twice(1) == 2\n", encoding="utf-8",
    )  # fmt: skip
    cased = Trial(project, tmp_path / "cased")
    for case in ("tests/test_cases.py::test_it", "tests/test_cases.py::test_it[3 - 1]"):
        assert cased.of(every["return 3 * x"], (case,), 1.0, options).by == case
    # A fault with which nothing can be collected is found by what could be without.
    broken = Mutation("visprop/small.py", 1, "no Python", 0, 3, "def (", is_inside=False)
    found = trial.of(broken, (right,), 1.0, options)
    assert (found.outcome, found.by) == (Outcome.KILLED, "tests/test_small.py")


def test_what_never_ends_is_found_by_the_time(project, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.mutation.trial._LEAST_SECONDS", 3.0)
    source = (project / "visprop" / "small.py").read_bytes()
    endless = next(one for one in mutations_of("visprop/small.py", source) if one.difference(source)[1] == "x += 1")
    options = ("-q", "-p", "no:cacheprovider")
    found = Trial(project, tmp_path).of(endless, ("tests/test_small.py::test_it",), 0.1, options)
    assert found.outcome is Outcome.SLOW


def test_the_draw_is_the_same_for_a_seed_and_never_twice_in_a_line(project):
    first = drawn(project, 4, 7)
    assert first == drawn(project, 4, 7)
    assert len({one.line for one in first}) == 4
    assert any(drawn(project, 4, seed) != first for seed in range(1, 5))
    with pytest.raises(ValueError, match="only"):
        drawn(project, 400, 7)


ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.words)
def test_each_known_fault_can_still_be_made(known):
    one = known.mutation(ROOT)
    source = (ROOT / one.path).read_bytes()
    assert one.applied(source) != source
    assert is_python(one.applied(source))
    before, after = one.difference(source)
    assert before != after


def test_a_known_fault_whose_place_has_gone_or_is_not_one_is_told(project):
    with pytest.raises(ValueError, match="0 times"):
        Known("it is thrice", "small.py", "4 * x", "3 * x").mutation(project)
    with pytest.raises(ValueError, match="3 times"):
        Known("it gives nothing", "small.py", "return", "pass").mutation(project)


@pytest.mark.parametrize("path, after", EQUIVALENT)
def test_each_fault_that_is_none_can_still_be_made(path, after):
    source = (ROOT / path).read_bytes()
    assert after in {one.difference(source)[1] for one in mutations_of(path, source)}
