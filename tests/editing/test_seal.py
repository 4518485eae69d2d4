"""Seals: a proof for each quotation in use, nothing of the text in them, and the commitment that they open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.editing.seal import committed
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
    lengths = (line for line in seals.read_text().splitlines() if " words:" in line)
    seals.write_text("\n".join(lengths) + "\n")
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


def test_seals_and_commitment_are_written_anew_whatever_they_were(tmp_path: Path) -> None:
    root = lay_out("bad-seal-of-old-marks", tmp_path / "site")
    (root / "mkdocs.yml").write_text(CONFIG)
    article, seals = root / "articles/courier-1931.md", root / "articles/courier-1931.seals"
    good = article.read_bytes()
    other = re.sub(rb"commitment: .*", b"commitment: " + b"0" * 64, good)
    for before in (good, other, re.sub(rb"commitment: .*\n", b"", good)):
        article.write_bytes(before)
        assert main(["--root", str(root), "seal"]) == 0
        assert article.read_bytes() == good
        assert seals.read_bytes() == (SITES / "good/articles/courier-1931.seals").read_bytes()


def test_a_short_text_without_its_key_gets_a_new_one_and_another_commitment(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text(CONFIG)
    article, key = root / "articles/courier-1931.md", root / "sources/courier-1931.key"
    before, old = article.read_text(), key.read_text()
    key.unlink()
    assert main(["--root", str(root), "seal"]) == 0
    assert key.read_text() != old and re.fullmatch(r"[0-9a-f]{64}\n", key.read_text())
    assert article.read_text() != before
    assert main(["--root", str(root), "check"]) == 0


def test_a_commitment_stands_below_the_sha256_and_line_ends_stay() -> None:
    front = b"---\r\ntitle: A\r\nsource_sha256: 00\r\nbudget: 3\r\n---\r\n\r\nsource_sha256: 11\r\n"
    assert committed(front, "ab") == front.replace(b"00\r\n", b"00\r\ncommitment: ab\r\n")
    assert committed(committed(front, "cd"), "ab") == committed(front, "ab")
    assert committed(b"---\nsource_sha256: 0\n---\n", "ab") == b"---\nsource_sha256: 0\ncommitment: ab\n---\n"
