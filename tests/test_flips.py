"""A tenth of the flips of `make flips`: no byte that changes in build/ reaches a site without a word."""

from __future__ import annotations

import pytest

from tests.flips import Flip, Trial, flips


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("flips"))


@pytest.mark.parametrize("flip", flips(10), ids=str)
def test_a_changed_byte_is_never_published(flip: Flip, trial: Trial) -> None:
    assert trial.fault(flip) == ""
