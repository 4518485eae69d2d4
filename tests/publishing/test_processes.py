"""Processes: what parts give, and what becomes of their faults."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from druzhba_kb.publishing.processes import in_parts, jobs_for
from tests.waiting import eventually


def test_each_part_is_done_in_a_process_of_its_own_and_told_in_order() -> None:
    found = in_parts(3, lambda number: (number, os.getpid()))
    assert [number for number, _ in found] == [0, 1, 2]
    assert found[0][1] == os.getpid()
    assert len({process for _, process in found}) == 3


def test_one_part_needs_no_other_process() -> None:
    assert in_parts(1, lambda _: os.getpid()) == [os.getpid()]


@pytest.mark.parametrize("part", [0, 1])
def test_a_disk_that_is_full_for_one_part_is_full_for_all(part: int) -> None:
    def work(number: int) -> None:
        if number == part:
            raise OSError(28, "No space left on device", "x.md")

    with pytest.raises(OSError, match=r"No space left on device: 'x\.md'"):
        in_parts(2, work)


def test_a_part_that_dies_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    def work(number: int) -> None:
        if number:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="ended with status -9, expected 0"):
        in_parts(2, work)

    def wrong(number: int) -> float:
        return 1 / (1 - number)

    with pytest.raises(ChildProcessError, match="ended with status 1, expected 0"):
        in_parts(2, wrong)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_fault_here_ends_the_other_parts(tmp_path: Path) -> None:
    began = tmp_path / "process"

    def work(number: int) -> None:
        if number:
            began.write_text(f"{os.getpid()}\n")
            time.sleep(600)
        eventually(lambda: began.is_file() and began.read_text().endswith("\n"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_parts(2, work)
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text()), 0)


def test_few_pages_are_one_process_s_work() -> None:
    assert jobs_for(0) == jobs_for(100) == 1
    assert 1 <= jobs_for(10_000) <= 10_000
