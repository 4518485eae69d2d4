"""The withdraw command: what hangs on an article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, desk, files


def test_what_hangs_on_an_article_is_told_and_nothing_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = desk(tmp_path)
    before = files(root)
    assert main(["--root", str(root), "withdraw", "tidings-1931"]) == 0
    assert capsys.readouterr().out == (
        "without 'tidings-1931' (nothing is changed):\n\n"
        "statements that would lose their only source: 4\n"
        f"  {GULL}:12: Gull Point: relit 1931-05-06, status lit\n"
        f"  {GULL}:25: Gull Point: masons “almost as many masons as Skerry Light”\n"
        f"  {GULL}:28: Gull Point: sold sold\n"
        "  entities/lighthouses/skerry-light.yml:4: Skerry Light: relit 1932-06, status planned\n\n"
        "statements that would keep another source: 0\n\n"
        "names that would lose their source: 0\n\n"
        "entities that would state nothing any more: 0\n\n"
        "disagreements that would end: 2\n  gull-point: relit\n  gull-point: sold\n\n"
        "files that link to it: 0\n"
    )
    assert files(root) == before


def test_another_source_a_name_and_a_link_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    two = "evidence:\n      - {source: courier-1931, quote: 27 metres high}\n      - {source: tidings-1931, quote: The tower}"
    change(root, GULL, "source: courier-1931\n    quote: 27 metres high", two)
    noted = "{name: Tower, source: courier-1931, note: So the people say.}"
    change(root, GULL, "aliases:\n", f"aliases:\n  - {{name: The tower, source: courier-1931}}\n  - {noted}\n")
    change(root, GULL, "Ada Finch.", "[the Courier](../../articles/courier-1931.md).")
    (root / "pages/coast").mkdir(parents=True)
    (root / "pages/coast/method.md").write_text(
        "---\ntitle: Method\n---\n\n[It](../../articles/courier-1931.md#b1) says so.\n"
    )
    assert main(["--root", str(root), "withdraw", "courier-1931", "--json"]) == 0
    loss = json.loads(capsys.readouterr().out)
    assert [one["claims"][0]["attribute"] for one in loss["weakened"]] == ["height"]
    assert loss["aliases"] == [{"entity": "gull-point", "name": "The tower"}]
    assert loss["links"] == [GULL, "pages/coast/method.md"]
    assert loss["entities"] == ["ada-finch"]
    assert {"entity": "gull-point", "about": ["masons"]} in loss["disagreements"]


def test_an_unknown_article_gets_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(desk(tmp_path)), "withdraw", "courier"]) == 1
    assert "there is no article 'courier'; did you mean 'courier-1931'?" in capsys.readouterr().err


def test_a_reference_is_withdrawn_like_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    named = "  - {name: Mouettes, reference: coast-pilot, entry: Light 3}\n"
    kept = "  - {name: Gull Point, source: courier-1931, reference: coast-pilot, entry: Light 3}\n"
    change(root, GULL, "aliases:\n", f"aliases:\n{named}{kept}")
    assert main(["--root", str(root), "withdraw", "coast-pilot", "--json"]) == 0
    loss = json.loads(capsys.readouterr().out)
    assert [(one["entity"], one["claims"][0]["attribute"]) for one in loss["statements"]] == [
        ("skerry-light", "position")
    ]
    assert loss["aliases"] == [{"entity": "gull-point", "name": "Mouettes"}]
    assert (loss["weakened"], loss["entities"], loss["disagreements"], loss["links"]) == ([], [], [], [])


def test_a_value_with_a_reference_beside_keeps_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    two = "evidence:\n      - {source: tidings-1931, quote: will be lit}\n      - {reference: coast-pilot, entry: Light 12}\n"
    change(root, "entities/lighthouses/skerry-light.yml", "reference: coast-pilot\n    entry: Light 12\n", two)
    assert main(["--root", str(root), "withdraw", "tidings-1931", "--json"]) == 0
    loss = json.loads(capsys.readouterr().out)
    assert [one["claims"][0]["attribute"] for one in loss["weakened"]] == ["position"]
