"""The shipped content needs no mending: `check --fix --yes` in a clone changes nothing but limits that may be lowered."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.cli import main
from tests.content.shipped import clone
from tests.projects import content


def test_a_clone_is_a_fixed_point_of_the_fixes(tmp_path: Path) -> None:
    root = clone(tmp_path)
    (root / "mkdocs.yml").write_text("site_name: Ours\n")
    before = content(root)
    assert main(["--root", str(root), "check", "--fix", "--yes"]) == 0
    after = content(root)
    # an honest article makes a rate smaller, which is no fault of its editor
    before.pop("entities/_ratchets.yml"), after.pop("entities/_ratchets.yml")
    assert after == before
