"""Seals: one hash for each quotation in use, nothing of the text in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.sites_on_disk import SITES, lay_out

CONFIG = "site_name: Test\n"


def test_sealing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text(CONFIG)
    (root / "articles" / "courier-1931.seals").unlink()
    assert main(["--root", str(root), "seal"]) == 0
    for path in (SITES / "good" / "articles").glob("*.seals"):
        assert (root / "articles" / path.name).read_bytes() == path.read_bytes()


def test_that_a_quotation_is_not_sealed_yet_is_no_answer_to_seal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text(CONFIG)
    seals = root / "articles" / "courier-1931.seals"
    seals.write_text(seals.read_text().splitlines()[0] + "\n")
    assert main(["--root", str(root), "check"]) == 0
    assert "warning[not-sealed]" in capsys.readouterr().err
    assert main(["--root", str(root), "seal"]) == 0
    assert capsys.readouterr().err == ""


def test_sealing_without_texts_says_so_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text(CONFIG)
    for path in (root / "sources").iterdir():
        path.unlink()
    before = {path: path.read_bytes() for path in (root / "articles").iterdir()}
    assert main(["--root", str(root), "seal"]) == 1
    assert "error[no-texts]: there is no text to seal against" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (root / "articles").iterdir()} == before


def test_a_broken_quotation_is_not_sealed(tmp_path: Path) -> None:
    root = lay_out("quote-not-found", tmp_path / "site")
    (root / "mkdocs.yml").write_text(CONFIG)
    before = (root / "articles" / "courier-1931.seals").read_bytes()
    assert main(["--root", str(root), "seal"]) == 1
    assert (root / "articles" / "courier-1931.seals").read_bytes() == before
