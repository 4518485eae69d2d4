"""Support: what the quotations of an article bear out, each article by itself, and the order of dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out
from tests.verify.stating import FILE as LIGHT
from tests.verify.stating import lay, said, state

KIND = """label: Repair
summary: Work on a lighthouse.
attributes:
  begun: {label: Begun, type: date, single: true}
  ended: {label: Ended, type: date, single: true}
  height: {label: Height, type: quantity, unit: metres}
  masons: {label: Masons, type: quantity, unit: masons}
  cost: {label: Cost, type: money}
timeline: {start: begun, end: ended}
"""
ARTICLE = "---\ntitle: The {id} of the repair\nrights: full\nblocks: {letters}\n---\n\n{body}\n"
FILE = "entities/repairs/new-lamp.yml"
TALL = "The tower is 27 metres high."
TALL_TOO = "It rises 27 metres above the rock."
BUSY = "The harbour paid 30 masons in May."
LATE = (f"{FILE}:3:5", "dates-out-of-order")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = lay_out(None, tmp_path / "site")
    (site / "entities/repairs").mkdir()
    (site / "entities/repairs/_kind.yml").write_text(KIND)
    return site


def found(site: Path, claims: str, quoted: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return place and code of each error where a statement quotes these blocks, all that its articles say."""
    lines = ["name: New Lamp", "statements:", "  - " + "\n    ".join(claims.split("; ")), "    evidence:"]
    for id, blocks in quoted.items():
        article = ARTICLE.format(id=id, letters="p" * len(blocks), body="\n\n".join(blocks))
        (site / f"articles/{id}.md").write_text(article)
        lines += [f"      - {{source: {id}, quote: '{block.rstrip('.')}'}}" for block in blocks]
    (site / FILE).write_text("\n".join(lines) + "\n")
    report = Report()
    check(site, report, guarded=False)
    return [(str(one.place), one.code) for one in report.in_order() if one.level == "error"]


@pytest.mark.parametrize(
    ("claims", "quoted", "expected"),
    [
        ("height: 27; masons: 30", {"log": [TALL, BUSY]}, []),
        ("height: 27", {"diary": [TALL], "log": [TALL_TOO, BUSY]}, []),
        ("height: 27", {"diary": [TALL], "log": [BUSY]}, [(f"{FILE}:3:5", "unsupported-value")]),
        ("height: 27; masons: 30", {"diary": [BUSY], "log": [TALL, BUSY]}, [(f"{FILE}:3:5", "unsupported-value")]),
        ("height: {words: 27 metres}", {"diary": [TALL], "log": [BUSY]}, [(f"{FILE}:3:5", "words-not-quoted")]),
    ],
)
def test_the_quotations_of_one_article_are_read_together_and_each_article_bears_the_value_alone(
    claims: str, quoted: dict[str, list[str]], expected: list[tuple[str, str]], site: Path
) -> None:
    assert found(site, claims, quoted) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The lamp oil cost 5 dollars.", []),
        ("The agent kept 5 % of the dollars.", [(f"{FILE}:3:5", "unsupported-value")]),
    ],
)
def test_a_percentage_is_no_sum_of_money(sentence: str, expected: list[tuple[str, str]], site: Path) -> None:
    assert found(site, "cost: 5 USD", {"log": [sentence]}) == expected


@pytest.mark.parametrize(
    ("begun", "ended", "sentence", "expected"),
    [
        ("1931-10-05", "1931-10-05", "It began on 5 October 1931 and ended on 5 October 1931.", []),
        ("1931-10-05", "1931-10-04", "It began on 5 October 1931 and ended on 4 October 1931.", [LATE]),
        ("1931-10", "1931", "It began in October 1931 and ended in 1931.", []),
        ("1931", "1931-10", "It began in 1931 and ended in October 1931.", []),
    ],
)
def test_a_thing_may_end_when_it_begins_and_not_before(
    begun: str, ended: str, sentence: str, expected: list[tuple[str, str]], site: Path
) -> None:
    assert found(site, f"begun: {begun}; ended: {ended}", {"log": [sentence]}) == expected


@pytest.mark.parametrize(
    ("since", "until", "sentence", "expected"),
    [
        ("1931-10", "1931", "The harbour had 30 masons from October 1931 until 1931.", []),
        ("1931-10", "1931-09", "The harbour had 30 masons from October 1931 until September 1931.", [LATE]),
    ],
)
def test_what_is_said_may_cease_to_hold_when_it_begins_to_and_not_before(
    since: str, until: str, sentence: str, expected: list[tuple[str, str]], site: Path
) -> None:
    assert found(site, f"masons: 30; from: {since}; until: {until}", {"log": [sentence]}) == expected


@pytest.mark.parametrize(
    "claims", ["masons: 30; as_of: 1899", "masons: 31", "summary_of_work: Two dozen masons painted it"]
)
def test_a_misspelt_component_is_the_one_fault_of_its_statement(claims: str, site: Path) -> None:
    kind = site / "entities/repairs/_kind.yml"
    kind.write_text(KIND.replace("  cost:", "  summary_of_work: {label: Work, type: text}\n  cost:"))
    inferred = f"{claims}; inferred: [yeer]; note: The year that the log gives at its head."
    assert found(site, inferred, {"log": [BUSY]}) == [(f"{FILE}:3:5", "unknown-component")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("inferred: [year], note: The year in which the log was printed.", "", []),
        ("", "inferred: [year], note: The year in which the log was printed.", ["unsupported-value"]),
        ("inferred: [day], note: The year in which the log was printed.", "", ["unsupported-value"]),
        (
            "inferred: [hour], note: The year in which the log was printed.",
            "",
            ["unknown-component"],
        ),
        ("inferred: [year], note: As printed.", "", ["useless-note"]),
        ("inferred: [year]", "", ["missing-note"]),
    ],
)
def test_what_one_quotation_does_not_give_is_inferred_for_its_article_alone(
    first: str, second: str, expected: list[str], site: Path
) -> None:
    for id, body in {"log": "Work began on 5 October.", "roll": "Work began on 5 October 1931."}.items():
        (site / f"articles/{id}.md").write_text(ARTICLE.format(id=id, letters="p", body=body))
    items = f"    - {{source: log, quote: began on 5 October{first and f', {first}'}}}\n"
    items += f"    - {{source: roll, quote: began on 5 October 1931{second and f', {second}'}}}\n"
    (site / FILE).write_text(f"name: New Lamp\nstatements:\n  - begun: 1931-10-05\n    evidence:\n{items}")
    report = Report()
    check(site, report, guarded=False)
    assert [one.code for one in report.in_order() if one.level == "error"] == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("as_of: 1931-10", []),
        ("as_of: 1929", [(f"{FILE}:5:28", "unsupported-time")]),
        ("as_of: 1929, inferred: [as_of], note: The year before the log was printed.", []),
    ],
)
def test_the_time_of_one_quotation_stands_in_that_quotation_or_its_block(
    first: str, expected: list[tuple[str, str]], site: Path
) -> None:
    for id, year in {"log": "October 1931", "roll": "1929"}.items():
        body = f"The harbour had 30 masons in {year}."
        (site / f"articles/{id}.md").write_text(ARTICLE.format(id=id, letters="p", body=body))
    items = f"    - {{source: log, quote: had 30 masons, {first}}}\n    - {{source: roll, quote: had 30 masons, as_of: 1929}}\n"
    (site / FILE).write_text(f"name: New Lamp\nstatements:\n  - masons: 30\n    evidence:\n{items}")
    report = Report()
    check(site, report, guarded=False)
    assert [(str(one.place), one.code) for one in report.in_order() if one.level == "error"] == expected


@pytest.mark.parametrize(
    ("block", "lines", "expected"),
    [
        (
            "OTTO REED lit the lamp.",
            ["keeper: otto-reed", "quote: OTTO REED lit"],
            "the reference of 'keeper', Otto Reed; 'OTTO REED' stands there: add it to that entity as an alias; quote the words",
        ),
        (
            "The harbour | 40 | 60",
            ["masons: 40", 'quote: "harbour | 40 | 60"'],
            "does not give the unit of 'masons', 40 masons; quote the words",
        ),
        (
            "About 40 masons came.",
            ["masons: 40", "quote: About 40 masons came"],
            "does not give the hedge of 'masons', 40 masons; quote the words that do, or write '~', '>=' and the like exactly "
            "where they have 'about' or 'at least'",
        ),
        (
            "The lamp was lit in Norland by Reed the Elder.",
            ["keeper: otto-reed", "quote: lit in Norland by"],
            "the reference of 'keeper', Otto Reed; quote the words",
        ),
    ],
)
def test_the_message_says_what_is_missing_and_what_stands_there_instead(
    block: str, lines: list[str], expected: str, tmp_path: Path
) -> None:
    site = lay(tmp_path, block)
    state(site, *lines, "source: log")
    assert [expected in one for one in said(site)] == [True]


def test_a_capital_that_stands_for_a_government_is_no_place_of_it(tmp_path: Path) -> None:
    site = lay(tmp_path, "The town of Holm agreed. It was signed in Holm on Monday.")
    alias = "  - {name: Holm, use: metonym, source: log, quote: Holm agreed}\n"
    person = site / "entities/people/otto-reed.yml"
    person.write_text(person.read_text().replace("adjectives:", f"{alias}adjectives:"))
    state(site, "keeper: otto-reed", "quote: signed in Holm", "source: log")
    assert [one.partition(":")[0] for one in said(site)] == ["unsupported-value"]
    state(site, "keeper: otto-reed", "quote: town of Holm agreed", "source: log")
    assert [one for one in said(site) if not one.startswith("thin-quote")] == []


def test_of_another_unit_the_way_is_not_to_infer_it(tmp_path: Path) -> None:
    site = lay(tmp_path, "The harbour paid 30 divers.")
    state(site, "masons: 30", "quote: paid 30 divers", "source: log")
    assert [one for one in said(site) if not one.startswith("thin-quote")] == [
        "unsupported-value: the quotation from 'log' does not give the unit (another stands there) of 'masons', 30 masons; "
        "quote the words that do, name what they count in 'unit_words' of 'masons' if it is the same, or give their own words: "
        "'masons: {words: …}'"
    ]
    state(site, "masons: {words: 30 divers}", "quote: paid 30 divers", "source: log")
    assert [one for one in said(site) if not one.startswith("thin-quote")] == []


def test_one_note_serves_the_rows_of_one_table_and_no_more_blocks(tmp_path: Path) -> None:
    note = "note: The head of the column says whom it counts."
    rows = [f"The {name} | {number}" for number, name in enumerate(["boat", "tug", "raft", "ship", "yacht"], 10)]
    for blocks, expected in ((["\n".join(rows)], []), (rows, ["useless-note"] * 5)):
        site = lay(tmp_path / str(len(blocks)), *blocks)
        statements = [
            ["masons: " + row.rpartition(" ")[2], f'quote: "{row}"', "source: log", "inferred: [unit]", note]
            for row in rows
        ]
        text = "".join("  - " + "\n    ".join(one) + "\n" for one in statements)
        (site / LIGHT).write_text(f"name: New Light\nsummary: ''\nstatements:\n{text}")
        codes = [one.partition(":")[0] for one in said(site)]
        assert [code for code in codes if code == "useless-note"] == expected


def test_seals_that_do_not_belong_hide_nothing_that_stops_their_being_written(tmp_path: Path) -> None:
    site = lay(tmp_path, "The lamp was not lit in 1930.", withheld=True)
    state(site, "lit: 1930", "quote: lit in 1930", "source: log")
    (site / "articles/log.seals").write_text("2 - 0 words:4 " + "0" * 64 + "\n")
    assert [one.partition(":")[0] for one in said(site)] == ["bad-seal", "out-of-context"]
