"""The run of the whole suite: what it says of what didn't run, and when that is a failure."""

from collections import Counter

import pytest

from tests import legs
from tests.legs import Outcome, Part, collected, report, settled, shortcomings

HERE = Part("a checker", lambda: True, "install it", is_required=True)
ABSENT = HERE._replace(is_there=lambda: False)


def outcomes(**counts) -> list[Outcome]:
    """Three legs whose tests have passed, but for what `counts` says of one."""
    of = {"SQLite": 90, "PostgreSQL": 90, "browser": 10}
    return [Outcome(leg, Counter(counts.get(leg, {"passed": n}))) for leg, n in of.items()]


@pytest.fixture(autouse=True)
def parts(monkeypatch):
    monkeypatch.setattr(legs, "PARTS", [HERE])


def test_a_whole_run_has_no_shortcoming(capsys):
    assert shortcomings(outcomes(), 100) == []
    assert report(outcomes(), []) == 0
    assert capsys.readouterr().out.endswith("190 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("ran", "said"),
    [
        (outcomes(PostgreSQL={}), "PostgreSQL: no test ran."),
        (outcomes(browser={}), "browser: no test ran."),
        (outcomes(browser={"passed": 7, "skipped": 3}), "browser: 3 skipped."),
        (outcomes(SQLite={"passed": 89}), "SQLite and browser ran 99 tests of 100."),
        (outcomes(PostgreSQL={"passed": 89}), "PostgreSQL and browser ran 99 tests of 100."),
    ],
)
def test_a_test_that_is_left_out_or_skipped_is_a_failure_where_all_are_required(ran, said, capsys):
    faults = shortcomings(ran, 100)

    assert said in faults
    assert report(ran, faults) == 1
    assert f"REQUIRE_ALL_LEGS: {said}" in capsys.readouterr().out


def test_a_leg_that_can_not_run_is_said_aloud_and_fails_where_all_are_required(capsys):
    ran = [*outcomes()[:2], Outcome("browser", missing="install Chromium")]

    assert report(ran, []) == 0
    assert "| NOT RUN: browser: install Chromium to run it |" in capsys.readouterr().out
    assert "browser did not run." in shortcomings(ran, 100)


def test_a_part_that_can_not_run_is_said_aloud_and_fails_where_it_is_required(capsys, monkeypatch):
    monkeypatch.setattr(legs, "PARTS", [ABSENT])
    assert report(outcomes(), []) == 0
    assert "| NOT RUN: a checker: install it to run it |" in capsys.readouterr().out
    assert shortcomings(outcomes(), 100) == ["a checker did not run."]

    monkeypatch.setattr(legs, "PARTS", [ABSENT._replace(is_required=False)])
    assert shortcomings(outcomes(), 100) == []


def test_java_is_required_and_docker_only_spoken_of(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(legs.shutil, "which", lambda name: None)

    assert {part.name[:12]: part.is_there() for part in legs.PARTS} == {
        "the HTML che": False,
        "Docker's own": False,
    }
    assert [part.is_required for part in legs.PARTS] == [True, False]


def test_a_run_that_broke_or_found_nothing_is_a_failure():
    assert settled(Counter(passed=3), 0, narrowed=False) == Counter(passed=3)
    assert settled(Counter(passed=3), 3, narrowed=False)["failed"] == 1
    assert settled(Counter(), legs.NO_TESTS, narrowed=False)["failed"] == 1
    assert settled(Counter(), legs.NO_TESTS, narrowed=True)["failed"] == 0


@pytest.mark.parametrize(
    ("value", "required"), [(None, False), ("", False), ("0", False), ("1", True)]
)
def test_all_legs_are_required_by_the_environment(monkeypatch, value, required):
    monkeypatch.delenv("REQUIRE_ALL_LEGS", raising=False)
    if value is not None:
        monkeypatch.setenv("REQUIRE_ALL_LEGS", value)

    assert legs.all_are_required() is required


def test_the_tests_are_counted_whatever_the_developer_leaves_out(monkeypatch, request):
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing_is_called_so")

    assert collected() > 1000
