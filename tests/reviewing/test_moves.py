"""The command moved: facts that left their page are found where they stand now, and old addresses lead on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from tests.editing.desk import GULL, change, commit, desk

SKERRY, MOVED = "entities/lighthouses/skerry-light.yml", "entities/_moved.yml"
HEIGHT = "  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n"
OFFICE = "  - office: Master of the harbour\n    source: courier-1931\n    quote: harbour master Ada Finch\n"
LINE = re.compile(r"  - \{(.*)\}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    commit(root)
    return root


def moved(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "moved", *(arguments or ("HEAD",))])


def lines(root: Path) -> list[dict[str, str]]:
    text = (root / MOVED).read_text() if (root / MOVED).exists() else ""
    return [dict(pair.split(": ") for pair in found.split(", ")) for found in LINE.findall(text)]


def ids(root: Path, entity: str) -> list[str]:
    kb = relate_project(root, Report())
    assert kb is not None
    return [statement.id for statement in kb.records.entities[entity].statements]


def move(root: Path, to: str = HEIGHT) -> tuple[str, str]:
    """Take the height of Gull Point to Skerry Light; return the ids that it had and has."""
    (old,) = [id for id in ids(root, "gull-point") if id == "cf71645d1c"]
    change(root, GULL, HEIGHT, "")
    (root / SKERRY).write_text((root / SKERRY).read_text() + to)
    return old, ids(root, "skerry-light")[-1]


@pytest.mark.parametrize(
    "to",
    [
        HEIGHT,
        HEIGHT.replace("27 metres high", "rebuilt the tower, which is 27 metres high"),
        HEIGHT.replace("27\n", "~27\n", 1),
    ],
    ids=["the same", "a longer quotation", "another value of the same words"],
)
def test_a_fact_that_went_to_another_page_is_found_there(root: Path, to: str) -> None:
    old, now = move(root, to)
    assert moved(root) == 0
    assert lines(root) == [{"entity": "gull-point", "was": old, "to": "skerry-light", "now": now}]


def test_what_is_told_in_other_words_on_the_same_quotation_is_found(root: Path) -> None:
    old = ids(root, "ada-finch")[0]
    change(root, "entities/people/ada-finch.yml", "Master of the harbour", "Harbour master of the town")
    assert moved(root) == 0
    assert lines(root) == [{"entity": "ada-finch", "was": old, "to": "ada-finch", "now": ids(root, "ada-finch")[0]}]


@pytest.mark.parametrize(
    "to",
    [
        HEIGHT.replace("27 metres high", "About 30 masons"),
        HEIGHT.replace("    quote", "    denies: true\n    quote"),
        HEIGHT.replace("courier-1931", "tidings-1931"),
        "  - lens: Brass and glass\n    source: courier-1931\n    quote: 27 metres high\n",
        "",
    ],
    ids=["on other words", "denied", "from another article", "another fact of the same words", "nowhere"],
)
def test_what_is_not_the_same_fact_is_not_led_to(root: Path, to: str, capsys: pytest.CaptureFixture[str]) -> None:
    move(root, to) if to else change(root, GULL, HEIGHT, "")
    assert moved(root) == 0
    assert "not found again: gull-point cf71645d1c “height: 27”\n1 lead nowhere" in capsys.readouterr().out
    assert not (root / MOVED).exists()


def test_of_several_the_one_that_says_most_alike_is_led_to(root: Path) -> None:
    text = "  - lens: The tower of Gull Point, and 27 more\n    source: courier-1931\n    quote: 27 metres high\n"
    old, now = move(root, text + HEIGHT)
    assert moved(root) == 0
    assert [(line["was"], line["now"]) for line in lines(root)] == [(old, now)]


def test_a_second_run_adds_nothing_and_a_fact_that_moves_again_is_led_on(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, now = move(root)
    assert moved(root) == 0
    (root / MOVED).write_text((root / MOVED).read_text().replace("moved:\n", "moved:  # by hand\n"))
    before = (root / MOVED).read_text()
    assert moved(root) == 0
    assert (root / MOVED).read_text() == before
    assert "no fact has left its page" in capsys.readouterr().out
    commit(root)
    change(root, SKERRY, "quote: 27 metres high", "quote: which is 27 metres high")
    assert main(["--root", str(root), "check"]) == 1
    assert "moved-nowhere" in capsys.readouterr().err
    assert moved(root) == 0
    last = ids(root, "skerry-light")[-1]
    assert [(line["was"], line["now"]) for line in lines(root)] == [(old, last), (now, last)]
    assert "moved:  # by hand\n" in (root / MOVED).read_text()


def test_the_line_of_a_fact_that_is_back_goes_and_its_address_of_the_time_between_leads_home(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, now = move(root)
    assert moved(root) == 0
    commit(root)
    (root / SKERRY).write_text((root / SKERRY).read_text().replace(HEIGHT, ""))
    (root / GULL).write_text((root / GULL).read_text().replace("statements:\n", f"statements:\n{HEIGHT}", 1))
    (root / MOVED).write_text((root / MOVED).read_text().replace("moved:\n", "moved:  # by hand\n"))
    capsys.readouterr()
    assert moved(root) == 0
    assert [(line["entity"], line["was"], line["to"], line["now"]) for line in lines(root)] == [
        ("skerry-light", now, "gull-point", old)
    ]
    assert "moved:  # by hand\n" in (root / MOVED).read_text()
    assert f"gull-point {old} is back; its line goes" in capsys.readouterr().out
    assert main(["--root", str(root), "check"]) == 0


def test_a_line_of_several_lines_goes_whole(root: Path) -> None:
    old, now = move(root)
    block = f"  - entity: gull-point\n    was: {old}\n    to: skerry-light\n    now: {now}\n"
    kept = f"  - {{entity: ada-finch, was: 0123456789, to: skerry-light, now: {now}}}\n"
    (root / MOVED).write_text(f"moved:\n{block}{kept}")
    commit(root)
    (root / GULL).write_text((root / GULL).read_text().replace("statements:\n", f"statements:\n{HEIGHT}", 1))
    assert moved(root) == 0
    assert (root / MOVED).read_text() == f"moved:\n{kept}"


def test_a_rename_leaves_addresses_that_moved_finds_again(root: Path) -> None:
    move(root)
    assert moved(root) == 0
    commit(root)
    assert main(["--root", str(root), "rename", "skerry-light", "skerry", "--yes"]) == 0
    assert moved(root) == 0
    found = {(line["entity"], line["to"]) for line in lines(root)}
    assert found == {("gull-point", "skerry"), ("skerry-light", "skerry")}
    assert {line["now"] for line in lines(root)} == set(ids(root, "skerry"))


def test_a_fact_of_several_quotations_keeps_all_its_addresses(root: Path) -> None:
    items = ("27 metres high", "rebuilt the tower")
    two = "    evidence:\n" + "".join(f"      - {{source: courier-1931, quote: {quote}}}\n" for quote in items)
    change(root, GULL, HEIGHT, f"  - height: 27\n{two}")
    commit(root)
    old = next(id for id in ids(root, "gull-point") if id not in {"39647d94db", "5cd52e429c"})
    change(root, GULL, f"  - height: 27\n{two}", HEIGHT)
    assert moved(root) == 0
    assert [(line["was"], line["now"], line["quotations"]) for line in lines(root)] == [(old, "cf71645d1c", "2")]


def test_a_program_reads_what_moved_and_what_is_lost(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, now = move(root)
    change(root, "entities/people/ada-finch.yml", OFFICE + "    as_of: 1931-05-05\n", "")
    assert moved(root, "HEAD", "--json") == 0
    said = {"said": "height: 27"}
    assert json.loads(capsys.readouterr().out) == {
        "moved": [
            {
                "from": {"entity": "gull-point", "statement": old, **said},
                "to": {"entity": "skerry-light", "statement": now, **said},
            }
        ],
        "returned": [],
        "led_on": [],
        "not_found": [{"entity": "ada-finch", "statement": "7a101d3f26", "said": "office: Master of the harbour"}],
    }


def test_of_content_that_cannot_be_read_nothing_seems_to_have_left(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / GULL).write_text("name: [")
    assert moved(root) == 1
    assert "error[not-compared]" in capsys.readouterr().err
    assert not (root / MOVED).exists()
