"""A tenth of the mutations of `make mutations`: no file ends a command in a traceback, holds it up or harms another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutations import TRIALS, faults


@pytest.mark.parametrize("name", TRIALS)
def test_whatever_stands_in_a_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    kind, number = TRIALS[name]
    trial = kind(tmp_path)
    assert [*faults(trial, number // 10)] == []
    assert {"0", "1"} <= trial.outcomes.keys()
