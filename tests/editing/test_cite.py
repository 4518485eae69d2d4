"""The cite command: the passage and the shortest quotation for a few inexact words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, desk
from tests.verify.stating import lay


def cite(root: Path, *words: str) -> int:
    return main(["--root", str(root), "cite", *words])


def quote(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert cite(root, *words, "--json") == 0
    hit: dict[str, object] = json.loads(capsys.readouterr().out)["hits"][0]
    return hit


def test_a_few_words_give_evidence_to_paste(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cite(desk(tmp_path), "courier-1931", "metres", "27") == 0
    assert capsys.readouterr().out == (
        "courier-1931, block 3, paragraph: About 30 masons rebuilt the tower, which is 27 metres high.\n\n"
        "  - attribute: value\n    source: courier-1931\n    quote: 27 metres\n"
    )


def test_what_is_printed_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    assert cite(root, "tidings-1931", "storms", "held") == 0
    pasted = capsys.readouterr().out.partition("\n\n")[2].replace("attribute: value", "lens: Kept dry.")
    change(root, "entities/lighthouses/skerry-light.yml", "statements:\n", f"statements:\n{pasted}")
    assert main(["--root", str(root), "check"]) == 0


@pytest.mark.parametrize(
    ("block", "words", "evidence"),
    [
        ("No Norland troops take part in it.", "Norland troops part", {"quote": "No Norland troops take part"}),
        ("He called the reported lamp deal “a matter of concern”.", "matter concern", {"quote": "matter of concern"}),
    ],
)
def test_a_negation_is_quoted_and_no_pronoun_is_a_speaker(
    block: str, words: str, evidence: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay(tmp_path, block)
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    hit = quote(root, capsys, "log", words)
    assert hit["statement"] == {"source": "log"} | evidence


@pytest.mark.parametrize(
    ("words", "block", "found"),
    [
        (["masons", "thirty", "30"], 3, "About 30 masons"),
        (["Mason", "forty"], 2, "Forty masons"),
        (["harbor", "mastre"], 1, "harbour master"),
        (["rebuilding", "tower"], 3, "rebuilt the tower"),
        (["lit", "may", "4"], 1, "lit again on 4 May"),
        (["shines"], 4, "shines tonight"),
        (["27 metres"], 3, "27 metres"),
        (["harbour", "master", "spokesman"], 1, "harbour master"),
    ],
)
def test_order_case_endings_and_single_letters_do_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], block: int, found: str
) -> None:
    hit = quote(desk(tmp_path), capsys, "courier-1931", *words)
    assert (hit["block"], hit["quote"]) == (block, found)


def test_words_far_apart_give_the_sentence_and_the_best_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hit = quote(desk(tmp_path), capsys, "courier-1931", "months", "work", "harbour", "master", "Finch")
    assert hit["quote"] == "harbour master Ada Finch"
    assert str(hit["sentence"]).startswith("After three months")


def test_words_of_several_blocks_name_theirs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quote(desk(tmp_path), capsys, "courier-1931", "gull", "point")["statement"] == {
        "source": "courier-1931", "quote": "Gull Point", "block": 0,
    }  # fmt: skip


def test_all_shows_every_passage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    assert cite(root, "courier-1931", "gull", "point") == 0
    assert capsys.readouterr().out.endswith("\n2 more: --all shows them\n")
    assert cite(root, "courier-1931", "gull", "point", "--all") == 0
    assert capsys.readouterr().out.count("courier-1931, block ") == 3


def test_a_wrong_number_is_not_forgiven(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cite(desk(tmp_path), "courier-1931", "1932") == 1
    assert "error[passage-not-found]: no passage of 'courier-1931' has words like '1932'" in capsys.readouterr().err


def test_a_word_that_the_article_lacks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cite(desk(tmp_path), "courier-1931", "harbour", "master", "spokesman") == 0
    printed = capsys.readouterr()
    assert "quote: harbour master\n" in printed.out
    assert "warning[passage-not-found]: no word of 'courier-1931' is like 'spokesman'" in printed.err


def test_without_the_text_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    (root / "sources/courier-1931.md").unlink()
    assert cite(root, "courier-1931", "masons") == 1
    assert "error[no-text]: 'sources/courier-1931.md' is not here" in capsys.readouterr().err


def test_a_text_that_is_not_the_imported_one_is_not_cited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    change(root, "sources/courier-1931.md", "27 metres", "28 metres")
    assert cite(root, "courier-1931", "metres") == 1
    assert "error[text-changed]" in capsys.readouterr().err


def test_a_fault_in_another_file_stops_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    (root / GULL).write_text("name: [half")
    assert quote(root, capsys, "courier-1931", "forty", "masons")["quote"] == "Forty masons"


def test_an_unknown_article_gets_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cite(desk(tmp_path), "courier-1932", "masons") == 1
    assert "did you mean 'courier-1931'?" in capsys.readouterr().err
