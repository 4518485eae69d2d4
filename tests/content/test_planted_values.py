"""Wrong values planted in the shipped content: the check refuses nearly all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.shipped import with_texts
from tests.proof.planted import plant, shares


@pytest.mark.sources
def test_faults_planted_in_the_shipped_content_are_refused(tmp_path: Path) -> None:
    planted = plant(with_texts(tmp_path))
    refused = sum(bool(one.codes) for one in planted)
    assert refused >= 0.95 * len(planted) > 3500, shares(planted)
