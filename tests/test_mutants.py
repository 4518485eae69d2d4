"""The sample of mutants and their table; what cosmic-ray and the tests make of them, `make mutants` alone runs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tools import mutants

BEFORE = "from __future__ import annotations\n\ndef double(number: int | None) -> int | None:\n    return number and number * 2\n"


def spec(room: str, row: int = 1, operator: str = "core/AddNot") -> Any:
    path = Path(f"src/druzhba_kb/{room}/words.py")
    return SimpleNamespace(module_path=path, start_pos=(row, 4), operator_name=operator, occurrence=0)


def result(killed: bool, output: str | None = None) -> Any:
    return SimpleNamespace(is_killed=killed, output=output, diff="-    return a == b\n+    return a <= b")


def test_the_rooms_are_mutated_in_every_module(root: Path) -> None:
    files = mutants.modules(root)
    assert {file.relative_to(root / mutants.PACKAGE).parts[0] for file in files} == set(mutants.ROOMS)
    assert root / "src/druzhba_kb/values/edtf.py" in files


def test_the_seed_alone_decides_the_sample() -> None:
    keys = [mutants.key(spec(room, row)) for room in mutants.ROOMS for row in range(1, 200)]
    drawn = mutants.shuffled(keys, 1)
    assert drawn == mutants.shuffled(reversed(keys), 1)
    assert drawn != mutants.shuffled(keys, 2)
    assert {Path(name).parts[2] for name, *_ in drawn[:100]} == set(mutants.ROOMS)


@pytest.mark.parametrize(
    ("old", "new", "is_mutant"),
    [
        ("number * 2", "number + 2", True),
        ("number and", "number or", True),
        ("number: int | None", "number: int & None", False),
        ("-> int | None", "-> int & None", False),
        ("number * 2", "number ** ", False),
    ],
)
def test_what_never_runs_is_no_mutant(old: str, new: str, is_mutant: bool) -> None:
    assert old in BEFORE
    assert mutants.differs(BEFORE, BEFORE.replace(old, new)) is is_mutant


def test_an_annotation_that_runs_is_mutated() -> None:
    before = BEFORE.partition("\n\n")[2]
    assert mutants.differs(before, before.replace("int | None", "int & None"))


SOURCE = """\
LIMIT = 3

@cache
def outer(number):
    def inner(of):
        return of + 1
    return inner(number)
"""


@pytest.mark.parametrize(("row", "lines"), [(1, None), (3, (3, 7)), (5, (5, 6)), (6, (5, 6)), (7, (3, 7))])
def test_a_mutation_stands_in_the_innermost_function_with_its_decorators(row: int, lines: tuple[int, int]) -> None:
    around = mutants.function_around(SOURCE, row)
    assert around == (range(lines[0], lines[1] + 1) if lines else None)


def test_the_tests_that_call_a_function_are_run_the_rooms_own_first(root: Path) -> None:
    module = mutants.PACKAGE / "values/edtf.py"
    calls = {
        "tests/relate/test_a.py::test": [3],
        "tests/values/test_b.py::test": [3, 9],
        "tests/verify/test_c.py::test": [9],
    }
    near = {name: {"seconds": 10.0, "calls": {module.as_posix(): lines}} for name, lines in calls.items()}
    plan = mutants.Plan(Path("python"), near, (), 0.0)
    chosen = plan.near_tests(module, range(3, 8))
    assert chosen == ["tests/values/test_b.py::test", "tests/relate/test_a.py::test"]
    assert plan.near_tests(module, None)[1:] == ["tests/relate/test_a.py::test", "tests/verify/test_c.py::test"]
    assert plan.near_tests(module, range(4, 8)) == []
    assert plan.limit(chosen) == 20 + 3 * 20


def test_the_tests_of_the_rooms_and_all_others_are_told_apart(root: Path) -> None:
    near, far = mutants.tests_of(root, ["tests/browser", "tests/test_serve.py"])
    assert "tests/relate" in near and "tests/test_mutants.py" in far
    assert "tests/test_serve.py" not in far and not {*near} & {*far}


def test_mutants_that_are_run_at_once_are_of_different_modules() -> None:
    items = [SimpleNamespace(mutations=(spec(room, row),)) for row in (1, 2) for room in mutants.ROOMS]
    groups = [[item.mutations[0] for item in group] for group in mutants.groups(items, 3)]
    assert [len(group) for group in groups] == [3, 3, 2]
    assert all(len({one.module_path for one in group}) == len(group) for group in groups)
    assert {len(group) for group in mutants.groups(items, 1)} == {1}


def test_the_table_lists_the_survivors(capsys: pytest.CaptureFixture[str]) -> None:
    results = [*((spec("values", row), result(True)) for row in range(9)), (spec("relate", 12), result(False))]
    assert mutants.report(results) == 0
    output = capsys.readouterr().out
    assert "all              10        9         1     90.0%" in output
    assert "src/druzhba_kb/relate/words.py:12 AddNot\n  -    return a == b\n  +    return a <= b\n" in output
    assert "words.py:1 " not in output


def test_what_only_far_tests_could_find_survives_a_quick_run(capsys: pytest.CaptureFixture[str]) -> None:
    results = [
        *((spec("values", row), result(True)) for row in range(9)),
        (spec("values", 9), result(False, mutants.NEARLY)),
    ]
    assert mutants.report(results, is_quick=True) == 0
    assert "not run to the end" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("killed", "last", "is_waiting"),
    [(8, result(False), False), (9, result(False, mutants.NEARLY), True), (9, None, True)],
)
def test_a_survivor_too_many_or_a_mutant_not_run_fails(
    killed: int, last: Any, is_waiting: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [*((spec("values", row), result(True)) for row in range(killed)), (spec("values", 10), last)]
    assert mutants.report(results) == 1
    assert ("not run to the end: 1" in capsys.readouterr().out) is is_waiting
