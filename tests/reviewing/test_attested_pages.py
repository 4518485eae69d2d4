"""The page of an article says which of three holds: read by whom, sealed, or neither; `kb.json` says the same."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from druzhba_kb.layout import ATTESTATION
from druzhba_kb.render.views.evidence import show_date
from tests.editing.desk import change
from tests.signed import MAINTAINER, run, signed

SEALED = "Seals prove what is quoted; nobody has signed for the rest."


def said(root: Path, article: str) -> str:
    """Return what the page of an article says of its proof."""
    page = (root / f"build/site/articles/{article}/index.html").read_text()
    found = re.search(r"The (?:text stays with its publisher|whole text)\. (.*?) Beside each paragraph", page)
    return unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""


def data(root: Path) -> list[tuple[object, ...]]:
    articles = json.loads((root / "build/site/data/kb.json").read_text())["articles"]
    return [(one["sealed"], one["attested_by"], one["attested_on"]) for one in articles]


def test_a_page_says_who_has_read_it_against_its_text_until_it_or_the_signature_is_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = signed(tmp_path)
    day = json.loads((root / ATTESTATION).read_text())["date"]
    change(root, "articles/tidings-1931.md", "Skerry Light waits", "Skerry Light still waits")
    assert run(root, "seal") == run(root, "build") == 0
    assert said(root, "courier-1931") == (
        f"{MAINTAINER} has held the paragraphs and quotations here against the article, "
        f"and signed for them on {show_date(day)}."
    )
    assert said(root, "tidings-1931") == SEALED
    assert data(root) == [(True, MAINTAINER, day), (True, None, None)]
    change(root, ATTESTATION, '"number": 1', '"number": 2')
    capsys.readouterr()
    assert run(root, "build") == 0
    assert "attestation.json.sig:1:1: warning[bad-signature]" in capsys.readouterr().err
    assert said(root, "courier-1931") == SEALED
    assert data(root) == [(True, None, None)] * 2
    (root / "articles/courier-1931.seals").unlink()
    assert run(root, "build") == 0
    assert said(root, "courier-1931") == "Nobody has signed for it, and no seals prove what is quoted."
