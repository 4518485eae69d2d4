"""Context: what stands against a statement in the sentence around its quotation, and what a statement itself conveys."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.editing.desk import change
from tests.verify.stating import FILE, codes, lay, said, state


@pytest.mark.parametrize(
    ("block", "lines", "expected"),
    [
        ("The lamp was lit in 1930.", ["lit: 1930", "quote: lamp was lit in 1930"], []),
        ("The lamp was not lit in 1930.", ["lit: 1930", "quote: lit in 1930"], ["out-of-context"]),
        ("The lamp was not lit in 1930.", ["lit: 1930", "quote: not lit in 1930"], ["out-of-context"]),
        ("The lamp was not lit in 1930.", ["lit: 1930", "denies: true", "quote: not lit in 1930"], []),
        ("The lamp was not lit in 1930.", ["lit: 1930", "denies: true", "quote: lit in 1930"], []),
        ("The lamp was lit in 1930.", ["lit: 1930", "denies: true", "quote: lit in 1930"], ["undenied"]),
        ("The lamp was not lit in 1930.", ["lit: 1930", "context: [negated]", "note: x", "quote: lit in 1930"], []),
        (
            "The lamp was not lit in 1930.",
            ["lit: 1930", "context: [asked]", "note: x", "quote: lit in 1930"],
            ["out-of-context"],
        ),
        ("The lamp was not lit in 1930, but in 1931.", ["lit: 1931", "quote: not lit in 1930, but in 1931"], []),
        ("The lens was not cleaned in May.", ["lens: Not cleaned", "quote: lens was not cleaned"], []),
        ("The lens was not cleaned in May.", ["lens: Cleaned", "quote: lens was not cleaned"], ["out-of-context"]),
        ("The lens was cleaned in May.", ["lens: Not cleaned", "quote: lens was cleaned"], ["undenied"]),
        (
            "Nobody refused the lens in May.",
            ["lens: Accepted by all", "quote: refused the lens"],
            ["out-of-context", "thin-quote"],
        ),
        ("Was the lamp lit in 1930?", ["lit: 1930", "quote: lamp lit in 1930"], ["out-of-context"]),
        ("Was the lamp lit in 1930?", ["lens: It is open whether it burnt", "quote: Was the lamp lit"], ["thin-quote"]),
        ("If it is dry, the lamp will be lit.", ["status: planned", "quote: lamp will be lit"], []),
        (
            "If it is dry, the lens is cleaned.",
            ["lens: Cleaned in dry weather, on that condition", "quote: lens is cleaned"],
            [],
        ),
        ("The lamp may be lit in June.", ["status: planned", "quote: may be lit in June"], []),
        ("The lamp may be lit in 1932.", ["lit: 1932", "quote: be lit in 1932"], ["out-of-context"]),
        ("It is false that the lens was sold.", ["status: sold", "quote: the lens was sold"], ["out-of-context"]),
        ("It is false that the lens was sold.", ["status: sold", "denies: true", "quote: the lens was sold"], []),
        (
            "A rumour has the lens sold in May.",
            ["lens: Said to be sold, by a rumour", "quote: the lens sold in May"],
            [],
        ),
        ("About 30 masons came.", ["masons: 30", "quote: 30 masons"], ["out-of-context"]),
        ("About 30 masons came.", ["masons: ~30", "quote: About 30 masons"], []),
        ("About 30 masons came.", ["lens: Set by masons", "quote: 30 masons came"], []),
        ("It cost $5 billion.", ["cost: 5 USD", "quote: It cost $5"], ["out-of-context"]),
        ("The masons numbered 5 thousand.", ["masons: 5", "quote: The masons numbered 5"], ["out-of-context"]),
        (
            "Otto Reed did not keep the light.",
            ["keeper: otto-reed", "quote: Otto Reed did not keep"],
            ["out-of-context"],
        ),
        ("Otto Reed, not Ada Finch, kept the light.", ["keeper: otto-reed", "quote: Otto Reed, not Ada Finch"], []),
        (
            "Otto Reed, not Ada Finch, kept the light.",
            ["keeper: ada-finch", "quote: Otto Reed, not Ada Finch"],
            ["out-of-context"],
        ),
        (
            "The union puts the number of masons at 5, and its keeper, Otto Reed, said two were ill.",
            ["keeper: otto-reed", "quote: its keeper, Otto Reed"],
            [],
        ),
        ("It was called off in 1930.", ["called_off: 1930", "quote: It was called off in 1930"], []),
        ("It was not called off in 1930.", ["called_off: 1930", "quote: not called off in 1930"], ["out-of-context"]),
        ("It was called off in 1930.", ["lit: 1930", "quote: It was called off in 1930"], ["out-of-context"] * 2),
        (
            "It broke on Monday, not on Sunday.",
            [
                "lit: 1931-05-04",
                "inferred: [day, month, year]",
                "note: The Monday before the day of the paper.",
                "quote: It broke on Monday, not on Sunday",
            ],
            [],
        ),
        (
            "The lamp was not lit. The lamp was lit on Monday.",
            ["status: sold", "quote: lamp was lit"],
            ["unsupported-value"],
        ),
        ("The lens was not here. The lens was sold in May.", ["status: sold", "quote: lens was sold"], []),
        ("The lens was sold. The lens was sold, they denied.", ["status: sold", "quote: The lens was sold"], []),
        (
            "It was not late when the lens was sold.",
            ["status: sold", "denies: true", "quote: not late when the lens was sold"],
            ["undenied"],
        ),
        (
            "The lamp was lit in 1850. It cost 5 dollars then.",
            ["cost: 5 USD", "as_of: 1850", "quote: It cost 5 dollars"],
            [],
        ),
    ],
)
def test_a_statement_conveys_the_marks_of_its_quotation_or_is_at_fault(
    block: str, lines: list[str], expected: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, block, *lines) == expected


@pytest.mark.parametrize(
    ("block", "lines", "expected"),
    [
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930"],
            ["unattributed"],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: {words: Otto Reed}"],
            [],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: {words: the keeper}"],
            ["wrong-speaker"],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: ada-finch"],
            ["wrong-speaker"],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: [ada-finch, otto-reed]"],
            ["wrong-speaker"],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: [otto-reed, {words: the keeper}]"],
            ["wrong-speaker"],
        ),
        (
            "Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        *(
            (block, ["lit: 1930", "quote: lamp was lit in 1930", f"said_by: {who}"], expected)
            for block in ("Reed: It was dark. The lamp was lit in 1930.", "Mr. Reed: The lamp was lit in 1930.")
            for who, expected in (("otto-reed", []), ("ada-finch", ["wrong-speaker"]))
        ),
        (
            "Reed: It was dark.\n\nThe lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        (
            "Reed: It was dark.\n\nFinch: The lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        (
            "All that the old Reed of the town remembers: The lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        (
            "Old Otto said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        (
            "The keeper Otto Reed, an old man, said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        (
            "Otto Olsen said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        (
            "The keeper said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: {words: the keeper}"],
            [],
        ),
        (
            "The keeper said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        (
            "The keeper Otto Reed came. He said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        (
            "He said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        (
            "The lamp was lit in 1930, Otto Reed said.",
            ["lit: 1930", "quote: The lamp was lit in 1930"],
            ["unattributed"],
        ),
        (
            "“The lamp was lit in 1930,” said Otto Reed.",
            ["lit: 1930", "quote: The lamp was lit in 1930"],
            ["unattributed"],
        ),
        (
            "“The lamp was lit in 1930.” Otto Reed laughed.",
            ["lit: 1930", "quote: The lamp was lit in 1930"],
            ["unattributed"],
        ),
        (
            "“The lamp was lit in 1930.” Otto Reed laughed.",
            ["lit: 1930", "quote: The lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        (
            "“The lamp was lit in 1930.” Somebody laughed.",
            ["lit: 1930", "quote: The lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        (
            "According to Otto Reed, the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930"],
            ["unattributed"],
        ),
        ("The lamp was reportedly lit in 1930.", ["lit: 1930", "quote: lit in 1930"], ["unattributed"]),
        (
            "The lamp was reportedly lit in 1930.",
            ["lit: 1930", "quote: lit in 1930", "said_by: {words: reports}"],
            ["unheard-speaker"],
        ),
        (
            "The lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        ("The Log said that the lamp was lit in 1930.", ["lit: 1930", "quote: lamp was lit in 1930"], []),
        (
            "The Log said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: {words: The Log}"],
            [],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "context: [spoken]", "note: The log itself tells it too."],
            [],
        ),
        ("Otto Reed said little. The lamp was lit in 1930.", ["lit: 1930", "quote: lamp was lit in 1930"], []),
        (
            "Otto Reed said the lamp was lit in 1930.",
            ["keeper: otto-reed", "quote: Otto Reed said the lamp"],
            ["unattributed"],
        ),
        (
            "Otto Finch said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: ada-finch"],
            ["wrong-speaker"],
        ),
        (
            "The Reedish keeper said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            ["wrong-speaker"],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: Otto Reed said that the lamp was lit in 1930"],
            ["unattributed"],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: Otto Reed said that the lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: Otto Reed said that the lamp was lit in 1930", "said_by: ada-finch"],
            ["wrong-speaker"],
        ),
        (
            "The lamp was lit in 1930, says the parish book.",
            ["lit: 1930", "quote: lamp was lit in 1930, says the parish book", "said_by: {words: the parish book}"],
            [],
        ),
        (
            "The lamp was lit in 1930, says the parish book.",
            ["lit: 1930", "quote: lamp was lit in 1930, says the parish book"],
            ["unattributed"],
        ),
        (
            "The lamp was lit in 1930, according to Otto Reed.",
            ["lit: 1930", "quote: lamp was lit in 1930, according to Otto Reed", "said_by: otto-reed"],
            [],
        ),
        (
            "> The lamp was lit in 1930. — Otto Reed",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: otto-reed"],
            [],
        ),
        ("The lamp was allegedly lit in 1930.", ["lit: 1930", "quote: allegedly lit in 1930"], ["unattributed"]),
        (
            "The lamp was allegedly lit in 1930.",
            ["lit: 1930", "quote: allegedly lit in 1930", "said_by: {words: reports}", "note: It says allegedly."],
            [],
        ),
        (
            "Ada Finch and Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: ada-finch"],
            [],
        ),
        (
            "Ada Olsen said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lamp was lit in 1930", "said_by: ada-finch"],
            ["wrong-speaker"],
        ),
        *(
            (
                f"“The lamp of the new light was lit in 1930”{tag}",
                ["lit: 1930", "quote: was lit in 1930", f"said_by: {who}"],
                codes,
            )
            for tag, who, codes in (
                (", says Otto Reed, a retired keeper who teaches at the school.", "otto-reed", []),
                (", says Otto Reed, a retired keeper who teaches at the school.", "ada-finch", ["wrong-speaker"]),
                (", as Otto Reed, a retired keeper, puts it.", "otto-reed", []),
                (" — Otto Reed, a retired keeper.", "otto-reed", []),
                (", said Ada Finch, for Otto Reed was away.", "otto-reed", ["wrong-speaker"]),
                (". So it goes.", "otto-reed", ["wrong-speaker"]),
            )
        ),
    ],
)
def test_a_statement_names_who_speaks_and_nobody_else(
    block: str, lines: list[str], expected: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, block, *lines) == expected


@pytest.mark.parametrize(
    ("block", "lines", "message"),
    [
        (
            "It is late. The lamp was not lit in 1930.",
            ["lit: 1930", "quote: lit in 1930"],
            "out-of-context: a negation stands in or beside it; quote more of it, say 'denies: true' if the article says "
            "that it is not so, or weigh it with 'context: [negated]' and a note: “The lamp was not lit in 1930.”",
        ),
        (
            "Was the lamp lit in 1930?",
            ["lit: 1930", "quote: lamp lit in 1930"],
            "out-of-context: its sentence asks; quote more of it, or weigh it with 'context: [asked]' and a note: "
            "“Was the lamp lit in 1930?”",
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lit in 1930"],
            "unattributed: somebody says this (Otto Reed); name the speaker with 'said_by', or weigh it with 'context: "
            "[spoken]' and a note that the article says it: “Otto Reed said that the lamp was lit in 1930.”",
        ),
        (
            "Otto Reed said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lit in 1930", "said_by: ada-finch"],
            "wrong-speaker: 'Otto Reed' says this, not 'Ada Finch'; name that speaker with 'said_by', or weigh it with "
            "'context: [spoken]' and a note that both are one: “Otto Reed said that the lamp was lit in 1930.”",
        ),
        (
            "The keeper said that the lamp was lit in 1930.",
            ["lit: 1930", "quote: lit in 1930", "said_by: otto-reed"],
            "wrong-speaker: nothing near the quotation says that 'Otto Reed' says it; name who does, as {words: The "
            "keeper}, or weigh it with 'context: [spoken]' and a note that this one is meant: "
            "“The keeper said that the lamp was lit in 1930.”",
        ),
    ],
)
def test_a_finding_shows_the_sentence_and_the_way_out(
    block: str, lines: list[str], message: str, tmp_path: Path
) -> None:
    site = lay(tmp_path, block)
    state(site, *lines, "source: log")
    assert said(site) == [message]


def test_each_mark_is_weighed_for_itself(tmp_path: Path) -> None:
    site = lay(tmp_path, "Was the lamp not lit in 1930?")
    lines = ["lit: 1930", "quote: lit in 1930", "note: The answer stands in the next line.", "source: log"]
    state(site, *lines)
    assert [one[:45] for one in said(site)] == [
        "out-of-context: a negation stands in or besid",
        "out-of-context: its sentence asks; quote more",
    ]
    state(site, *lines, "context: [negated]")
    assert [one[:45] for one in said(site)] == ["out-of-context: its sentence asks; quote more"]
    state(site, *lines, "context: [negated, asked]")
    assert said(site) == []


def test_of_several_items_of_evidence_each_has_its_own_marks(tmp_path: Path) -> None:
    site = lay(tmp_path, "The lamp was lit in 1930.", "Nobody said that. Was it lit in 1930, or later?")
    evidence = "{source: log, quote: lamp was lit in 1930}", "{source: log, quote: it lit in 1930"
    state(site, "lit: 1930", "note: The second line asks.", f"evidence: [{evidence[0]}, {evidence[1]}}}]")
    assert [one[:31] for one in said(site)] == ["out-of-context: its sentence as"]
    state(
        site,
        "lit: 1930",
        "note: The second line asks.",
        f"evidence: [{evidence[0]}, {evidence[1]}, context: [asked]}}]",
    )
    assert said(site) == []


def test_of_several_places_of_the_same_words_the_plainest_counts(tmp_path: Path) -> None:
    site = lay(tmp_path, "Otto Reed said that the lens was sold. The lens was sold in May.")
    state(site, "status: sold", "source: log", "quote: lens was sold")
    assert said(site) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("said_by: otto-reed", "said_by: ada-finch", ["wrong-speaker"]),
        ("    said_by: otto-reed\n", "", ["unattributed"]),
        ("    denies: true\n", "", ["out-of-context"]),
        ("lit: 1930", "lit: 1931", ["unsupported-value"]),
    ],
)
def test_a_clone_without_the_text_judges_a_changed_statement_by_the_seals(
    old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    site = lay(tmp_path, "Otto Reed said that the lamp was not lit in 1930.", withheld=True)
    (site / "mkdocs.yml").write_text("site_name: Test\n")
    state(site, "lit: 1930", "denies: true", "source: log", "quote: lit in 1930", "said_by: otto-reed")
    assert main(["--root", str(site), "seal"]) == 0
    (site / "sources/log.md").unlink()
    if old:
        change(site, FILE, old, new)
    assert [one.partition(":")[0] for one in said(site)] == expected


@pytest.mark.parametrize(
    "block",
    [
        "Otto Reed rose. “The lamp was lit again in 1930.”",
        "Reed: It was dark. The lamp was lit again in 1930.",
        "The lamp was lit again in 1930, by the count of the keeper; it was put at 9 panes by the keeper Otto Reed.",
    ],
)
def test_a_speaker_whom_no_verb_names_is_known_by_a_seal(block: str, tmp_path: Path) -> None:
    site = lay(tmp_path, block, withheld=True)
    (site / "mkdocs.yml").write_text("site_name: Test\n")
    state(site, "lit: 1930", "source: log", "quote: lamp was lit again in 1930", "said_by: otto-reed")
    assert main(["--root", str(site), "seal"]) == 0
    (site / "sources/log.md").unlink()
    assert said(site) == []
    change(site, FILE, "otto-reed", "ada-finch")
    assert said(site) == [
        "wrong-speaker: nothing near the quotation says that 'Ada Finch' says it; name who does, as {words: …}, or weigh it "
        "with 'context: [spoken]' and a note that this one is meant"
    ]


@pytest.mark.parametrize("lang", ["pt", "fi"])
def test_nothing_is_said_of_the_context_in_a_language_that_is_not_read(lang: str, tmp_path: Path) -> None:
    site = lay(tmp_path, "The lamp was not lit, said Otto Reed.")
    change(site, "articles/log.md", "rights: full\n", f"rights: full\nlang: {lang}\n")
    state(site, "lens: The lamp was lit", "source: log", "quote: lamp was not lit")
    assert said(site) == []


@pytest.mark.parametrize(("words", "unheard"), [("an old dealer", 0), ("an old dealer in lenses", 1)])
def test_without_the_text_the_speakers_of_the_seals_are_heard_and_others_are_counted(
    words: str, unheard: int, tmp_path: Path
) -> None:
    site = lay(tmp_path, "The lamp was lit in 1930, said an old dealer.", withheld=True)
    (site / "mkdocs.yml").write_text("site_name: Test\n")
    state(site, "lit: 1930", "source: log", "quote: lamp was lit in 1930", f"said_by: {{words: {words}}}")
    assert main(["--root", str(site), "seal"]) == 0
    (site / "sources/log.md").unlink()
    report = Report()
    check(site, report, guarded=False)
    assert [str(one) for one in report.in_order()] == []
    assert report.checked["speakers not heard without the text"] == unheard


def test_who_speaks_is_found_behind_the_question_that_opens_the_answer(tmp_path: Path) -> None:
    site = lay(
        tmp_path, "What do critics say?", "“The lamp was lit late in 1930”, says Otto Reed, a keeper who teaches."
    )
    state(site, "lit: 1930", "quote: lit late in 1930", "said_by: otto-reed", "source: log")
    assert said(site) == []


def test_what_somebody_speaks_is_weighed_where_nobody_is_found(tmp_path: Path) -> None:
    site = lay(tmp_path, "“The lamp was lit late in 1930.”")
    state(site, "lit: 1930", "quote: lit late in 1930", "said_by: ada-finch", "source: log")
    assert said(site) == [
        "wrong-speaker: nothing near the quotation says that 'Ada Finch' says it; name who does, as {words: …}, "
        "or weigh it with 'context: [spoken]' and a note that this one is meant: ““The lamp was lit late in 1930.””"
    ]
