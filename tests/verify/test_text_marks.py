"""Marks of the text: sentences and rows of other records, columns of others, numbers of the hurt, words taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

KIND = """label: Regatta
attributes:
  start: {label: Start, type: date}
  announced: {label: Announced, type: date}
  rowers: {label: Rowers, type: quantity, unit: sailors, unit_words: [rowers], cues: [rower]}
  guests: {label: Guests, type: quantity, unit: sailors, cues: [guest]}
  injured: {label: Injured, type: quantity, unit: sailors}
  rival: {label: Rival, type: ref, to: regattas, inverse: Rivals, cues: [near]}
timeline: {start: start}
"""
VI = "name: Kestrel 2016\naliases: [{name: Kestrel-VI, note: So its posters have it.}]\n"
VII = "name: Kestrel 2017\naliases: [{name: Kestrel-VII, note: So its posters have it.}]\n"
CUPS = {"gull-cup": "The Gull Cup", "elm-cup": "The Elm Cup", "heron-cup": "Heron Cup"}
TABLE = "| Year | Rowers | Guests |\n| ---- | ---- | ---- |\n| 2015 | 20 | 30 |\n| 2016 | 40 | 50 |"


def _said(folder: Path, blocks: list[str], lines: list[str], record: str = VI, lang: str = "en") -> list[str]:
    """Return the marks that stand against a statement on a regatta, Kestrel 2016 if none is given."""
    site = lay_out(None, folder / "site")
    (site / "entities/regattas").mkdir()
    (site / "entities/regattas/_kind.yml").write_text(KIND)
    statement = "statements:\n  - " + "\n    ".join([*lines, "source: log"]) + "\n"
    (site / "entities/regattas/kestrel-2016.yml").write_text(record + statement)
    (site / "entities/regattas/kestrel-2017.yml").write_text(VII)
    for id, name in CUPS.items():
        (site / f"entities/regattas/{id}.yml").write_text(f"name: {name}\n")
    body = "\n\n".join(blocks)
    (site / "articles/log.md").write_text(
        f"---\ntitle: A Log\npublisher: The Log\npublished: 2017-05-05\npublished_basis: stated\nrights: full\n"
        f"lang: {lang}\n---\n\n{body}\n"
    )
    report = Report()
    check(site, report, guarded=False)
    errors = [one for one in report.in_order() if one.level == "error"]
    assert {one.code for one in errors} <= {"out-of-context", "needless-context"}, errors
    return [one.message.partition("[")[2].partition("]")[0] or one.message for one in errors]


NEAR = "The Gull Cup brings sailors near to the Elm Cup"
INFERRED = ["inferred: [rival]", "note: That it is meant follows from the words before."]
UNIT = ["inferred: [unit]", "note: The head of the column says whom it counts."]


@pytest.mark.parametrize(
    ("block", "lines", "expected"),
    [
        (TABLE, ["rowers: 40", 'quote: "2016 | 40 | 50"', *UNIT], []),
        (TABLE, ["rowers: 50", 'quote: "2016 | 40 | 50"', *UNIT], ["column"]),
        (TABLE, ["guests: 50", 'quote: "40 | 50"', *UNIT], []),
        (TABLE, ["guests: 40", 'quote: "40 | 50"', *UNIT], ["column"]),
        (TABLE, ["rowers: 20", 'quote: "2015 | 20 | 30"', *UNIT], ["elsewhere"]),
        ("Kestrel 2017 drew 50 rowers.", ["rowers: 50", 'quote: "Kestrel 2017 drew 50 rowers"'], ["elsewhere"]),
        ("The Gull Cup had 40 rowers on the river.", ["rowers: 40", 'quote: "The Gull Cup had 40 rowers"'], ["elsewhere"]),
        ("The Gull Cup drew 50 rowers, that of 2016 only 40 rowers.", ["rowers: 40", 'quote: "that of 2016 only 40 rowers"'], []),
        ("Of the 40 rowers two were injured.", ["rowers: 40", 'quote: "Of the 40 rowers two"'], []),
        ("Two and 40 rowers were injured.", ["rowers: 40", 'quote: "and 40 rowers were injured"'], ["harmed"]),
        ("We first gave 30 rowers; it was 40 rowers.", ["rowers: 40", 'quote: "30 rowers; it was 40 rowers"'], []),
        ("We first gave 30 rowers; it was 40 rowers.", ["rowers: 30", 'quote: "We first gave 30 rowers"'], ["withdrawn"]),
        (TABLE, ["rowers: 20", 'quote: "20 | 30"', *UNIT], ["elsewhere"]),
        (TABLE, ["rowers: 20", "as_of: 2015", 'quote: "2015 | 20 | 30"', *UNIT[:1], UNIT[1]], []),
        (TABLE, ["rowers: 20", "context: [elsewhere]", 'quote: "2015 | 20 | 30"', *UNIT], []),
        ("| Race | Rowers |\n| --- | --- |\n| Kestrel-VII | 40 |", ["rowers: 40", 'quote: "VII | 40"', *UNIT], ["elsewhere"]),
        ("| Race | Rowers |\n| --- | --- |\n| The Gull Cup | 40 |", ["rowers: 40", 'quote: "Cup | 40"', *UNIT], ["elsewhere"]),
        ("| Race | Rowers |\n| --- | --- |\n| Kestrel-VI | 40 |", ["rowers: 40", 'quote: "VI | 40"', *UNIT], []),
        ("| | 2015 | 2016 |\n| --- | --- | --- |\n| Rowers | 30 | 40 |", ["rowers: 40", 'quote: "30 | 40"', *UNIT], ["elsewhere"]),
        ("Kestrel-VII had 40 rowers at Holm.", ["rowers: 40", "quote: 40 rowers at Holm"], ["elsewhere"]),
        ("Kestrel-VII had 40 rowers at Holm.", ["rowers: 40", "quote: VII had 40 rowers"], ["elsewhere"]),
        ("Kestrel-IX had 40 rowers at Holm.", ["rowers: 40", "quote: 40 rowers at Holm"], ["elsewhere"]),
        ("At Kestrel 40 rowers came to Holm.", ["rowers: 40", "quote: 40 rowers came"], []),
        ("At Kestrel 2018 40 rowers came.", ["rowers: 40", "quote: 40 rowers came"], ["elsewhere"]),
        ("The Gull Cup had 40 rowers at Holm.", ["rowers: 40", "quote: 40 rowers at Holm"], ["elsewhere"]),
        ("Kestrel-VI had 40 rowers, Kestrel-VII has more.", ["rowers: 40", "quote: had 40 rowers"], []),
        ("More than in Kestrel-VII, 40 rowers came to Holm.", ["rowers: 40", "quote: 40 rowers came"], []),
        ("At the Gull Cup in May 40 rowers came.", ["rowers: 40", "quote: 40 rowers came"], []),
        ("It had 40 rowers. Kestrel-VII had more.", ["rowers: 40", "quote: had 40 rowers"], []),
        ("Two rowers were injured at Holm.", ["rowers: 2", "quote: Two rowers were"], ["harmed"]),
        ("Two rowers of the second boat drowned.", ["rowers: 2", "quote: Two rowers of the"], ["harmed"]),
        ("Two rowers, both of Holm, were arrested.", ["rowers: 2", "quote: Two rowers"], ["harmed"]),
        ("The storm killed at least two rowers.", ["rowers: '>=2'", "quote: at least two rowers"], ["harmed"]),
        ("Two sailors were injured at Holm.", ["injured: 2", "quote: Two sailors were injured"], []),
        ("40 rowers came and two were injured.", ["rowers: 40", "quote: 40 rowers came"], []),
        ("40 rowers, who saved the injured, came.", ["rowers: 40", "quote: 40 rowers"], []),
        ("40 rowers captured three flags.", ["rowers: 40", "quote: 40 rowers captured"], []),
        ("We first gave 40 rowers.", ["rowers: 40", "quote: 40 rowers"], ["withdrawn"]),
        ("An earlier version gave 40 rowers.", ["rowers: 40", "quote: 40 rowers"], ["withdrawn"]),
        ("An earlier version gave 30; 40 rowers came.", ["rowers: 40", "quote: 40 rowers came"], []),
        ("There were 40 rowers. That was wrong.", ["rowers: 40", "quote: were 40 rowers"], ["withdrawn"]),
        ("There were 40 rowers. That was a day.", ["rowers: 40", "quote: were 40 rowers"], []),
        ("The Gull Cup brings sailors near to the Elm Cup.", ["rival: elm-cup", f"quote: {NEAR}"], ["elsewhere"]),
        ("The Gull Cup brings sailors near to the Elm Cup.", ["rival: elm-cup", f"quote: {NEAR}", *INFERRED], []),
        ("Wir nannten zunächst 40 rowers.", ["rowers: 40", "quote: 40 rowers"], []),
    ],
)  # fmt: skip
def test_what_the_text_around_says_against_a_value_is_found(
    tmp_path: Path, block: str, lines: list[str], expected: list[str]
) -> None:
    assert _said(tmp_path, [block], lines) == expected


def test_a_correction_in_the_next_block_takes_a_number_back(tmp_path: Path) -> None:
    blocks = ["There were 40 rowers.", "The number was corrected at noon."]
    assert _said(tmp_path, blocks, ["rowers: 40", "quote: were 40 rowers"]) == ["withdrawn"]


def test_rows_in_blocks_of_their_own_have_the_heads_of_their_table(tmp_path: Path) -> None:
    blocks = ["Year | Rowers | Guests", "2016 | 40 | 50"]
    assert _said(tmp_path, blocks, ["rowers: 50", 'quote: "2016 | 40 | 50"', *UNIT]) == ["column"]


def test_rows_as_import_writes_them_are_read_as_such_and_sentences_with_semicolons_are_not(tmp_path: Path) -> None:
    rows = ["Year; Rowers; Guests", "2015; 20; 30", "2016; 40; 50"]
    for at, (value, quote, expected) in enumerate(
        [
            ("rowers: 40", "2016; 40; 50", []),
            ("rowers: 50", "2016; 40; 50", ["column"]),
            ("rowers: 20", "2015; 20; 30", ["elsewhere"]),
        ]
    ):
        assert _said(tmp_path / str(at), rows, [value, f'quote: "{quote}"', *UNIT]) == expected
    prose = ["In 2015 few came; the wind was high.", "In 2016 there were 40 rowers; 50 guests looked on."]
    assert _said(tmp_path / "prose", prose, ["rowers: 40", "quote: there were 40 rowers"]) == []


def test_what_has_but_begun_may_have_a_row_for_each_year(tmp_path: Path) -> None:
    blocks = ["The Long Cup was founded in 2014.", "Year; Rowers; Guests", "2015; 20; 30", "2016; 40; 50"]
    founded = ["start: 2014", "quote: founded in 2014", "source: log\n  - rowers: 40", 'quote: "2016; 40; 50"', *UNIT]
    assert _said(tmp_path, blocks, founded, "name: The Long Cup\n") == []


def test_a_mark_that_weighs_nothing_is_needless(tmp_path: Path) -> None:
    lines = ["rowers: 40", "context: [harmed]", "quote: 40 rowers came", "note: They came in good health."]
    assert _said(tmp_path, ["40 rowers came."], lines) == [
        "nothing has to be weighed here as 'harmed'; expected no 'context' for it"
    ]


OWN, OTHER = [], ["elsewhere"]


@pytest.mark.parametrize(
    ("lang", "block", "quote", "expected"),
    [
        # both are named: the clause decides
        ("en", "Kestrel 2017 had 50 rowers, Kestrel 2016 40 rowers.", "40 rowers", OWN),
        ("en", "Kestrel 2016 had 50 rowers, Kestrel 2017 40 rowers.", "40 rowers", OTHER),
        ("en", "Kestrel 2016 had 50 rowers and the Heron Cup 40 rowers.", "40 rowers", OTHER),
        ("en", "Kestrel 2016 is older than the Heron Cup, which has 40 rowers.", "40 rowers", OTHER),
        ("en", "Kestrel 2016 drew fifty, against 40 rowers at the Heron Cup.", "40 rowers", ["part", *OTHER]),
        ("en", "Kestrel 2016 outlived the Heron Cup (40 rowers).", "40 rowers", OTHER),
        ("en", "Kestrel 2016 took over the Heron Cup's 40 rowers.", "40 rowers", OTHER),
        ("en", "Kestrel 2016 and the Heron Cup had 50 and 40 rowers respectively.", "40 rowers", OTHER),
        ("en", "The Heron Cup and Kestrel 2016 had 50 and 40 rowers respectively.", "40 rowers", OWN),
        ("en", "Kestrel 2016 and the Heron Cup have 40 rowers each.", "40 rowers", OWN),
        ("en", "Not only the Heron Cup but also Kestrel 2016 has 40 rowers.", "40 rowers", OWN),
        ("en", "Kestrel 2016 helps the Heron Cup: it sends 40 rowers to the Swan Cup.", "40 rowers", OWN),
        ("en", "Although Kestrel 2017 drew more, 40 rowers raced in June.", "40 rowers", OWN),
        ("de", "Kestrel 2016 zählte 50 Gäste, Kestrel 2017 40 rowers.", "40 rowers", OTHER),
        ("ru", "Kestrel 2016 — 50 лодок, Kestrel 2017 — 40 rowers.", "40 rowers", OTHER),
        # a year, or one that is counted from another; the article is of 2017
        ("en", "In 2014 40 rowers came to Holm.", "40 rowers", OTHER),
        ("en", "In 2014, only 40 rowers came to Holm.", "40 rowers", OTHER),
        ("en", "In the year two thousand fourteen 40 rowers came.", "40 rowers", OTHER),
        ("en", "In 2016 40 rowers came to Holm.", "40 rowers", OWN),
        ("en", "As in 2014, 40 rowers came to Holm.", "40 rowers", OWN),
        ("en", "In 2014 the club bought Holm, and 40 rowers live there.", "40 rowers", OWN),
        ("en", "The race of 2014 had 40 rowers.", "40 rowers", OTHER),
        ("en", "The 2014 champion met 40 rowers.", "40 rowers", OWN),
        ("en", "Last year's race drew 40 rowers.", "40 rowers", OWN),
        ("en", "This year's race drew 40 rowers.", "40 rowers", OTHER),
        ("en", "Kestrel 2016 was calm. A year later 40 rowers came.", "40 rowers", OTHER),
        ("en", "Kestrel 2017 was calm. A year earlier 40 rowers came.", "40 rowers", OWN),
        ("en", "Kestrel 2016 was calm. The previous regatta drew 40 rowers.", "40 rowers", OTHER),
        ("en", "Kestrel 2017 was calm. The previous regatta drew 40 rowers.", "40 rowers", OWN),
        ("en", "A year after the storm 40 rowers came.", "40 rowers", OWN),
        ("de", "Vor zwei Jahren kamen 40 rowers.", "40 rowers", OTHER),
        ("de", "Im vergangenen Jahr kamen 40 rowers.", "40 rowers", OWN),
        ("ru", "Kestrel 2016 прошла тихо. Двумя годами ранее пришли 40 rowers.", "40 rowers", OTHER),
        ("ru", "В прошлом году пришли 40 rowers.", "40 rowers", OWN),
        ("fr", "Il y a deux ans 40 rowers sont venus.", "40 rowers", OTHER),
        ("es", "Hace dos años 40 rowers llegaron.", "40 rowers", OTHER),
        # others that the base has not: by their form, by "another" or kinship, by "the latter"
        ("en", "The windy Swan 2016, near the sea, has 40 rowers.", "40 rowers", OWN),
        ("en", "A second race drew 40 rowers.", "40 rowers", OTHER),
        ("en", "A second day drew 40 rowers.", "40 rowers", OWN),
        ("en", "Kestrel-VI's rival, a young race, drew 40 rowers.", "40 rowers", OTHER),
        ("de", "Ihr Nachfolger zählte 40 rowers.", "40 rowers", OTHER),
        ("fr", "Une autre course attira 40 rowers.", "40 rowers", OTHER),
        ("ru", "Её преемница собрала 40 rowers.", "40 rowers", OTHER),
        ("en", "On the list are Kestrel 2016 and Swan. The latter had 40 rowers.", "40 rowers", OTHER),
        ("en", "On the list are Kestrel 2016 and Swan. The former had 40 rowers.", "40 rowers", OWN),
        ("en", "On the list are Swan and Kestrel 2016. The latter had 40 rowers.", "40 rowers", OWN),
        ("de", "Genannt sind Kestrel 2016 und Swan. Letztere hatte 40 rowers.", "40 rowers", OTHER),
        ("fr", "Kestrel 2016 succéda à Swan. Celle-ci avait 40 rowers.", "40 rowers", OTHER),
        # the sentence before, and a word that points back
        ("en", "Nobody forgets the Heron Cup. It had 40 rowers.", "40 rowers", OTHER),
        ("en", "The wind is better at the Heron Cup. There 40 rowers came.", "40 rowers", OTHER),
        ("en", "The wind is better at the Heron Cup. There were 40 rowers.", "40 rowers", OWN),
        ("en", "Kestrel 2016 outdid the Heron Cup. It had 40 rowers.", "40 rowers", OWN),
        ("en", "The club outdid the Heron Cup. It had 40 rowers.", "40 rowers", OWN),
        ("de", "Unvergessen ist Heron Cup. Dort starteten 40 rowers.", "40 rowers", OTHER),
        ("ru", "Незабываем Heron Cup. Там было 40 rowers.", "40 rowers", OTHER),
    ],
)  # fmt: skip
def test_a_value_is_of_the_record_or_the_year_of_which_its_words_tell(
    tmp_path: Path, lang: str, block: str, quote: str, expected: list[str]
) -> None:
    assert _said(tmp_path, [block], ["rowers: 40", f"quote: {quote}"], lang=lang) == expected


@pytest.mark.parametrize(
    ("block", "as_of", "expected"),
    [
        ("The Elm Dam, built in haste, has 40 rowers.", "2017", OTHER),
        ("The Oak Dam, built in haste, has 40 rowers.", "2017", OWN),
        ("Mayor Ida Oak opened it, and 40 rowers came.", "2017", OWN),
        ("In 2015 the dam still had 40 rowers.", "2017", OTHER),
        ("In 2015 the dam still had 40 rowers.", "2015", OWN),
        ("Last year 40 rowers came.", "2017", OTHER),
    ],
)
def test_a_name_of_the_same_form_and_a_year_that_is_not_the_statements_are_anothers(
    tmp_path: Path, block: str, as_of: str, expected: list[str]
) -> None:
    lines = ["rowers: 40", f"as_of: {as_of}", "quote: 40 rowers"]
    assert _said(tmp_path, [block], lines, "name: Oak Dam\n") == expected


def test_columns_of_records_that_the_base_has_not_are_others(tmp_path: Path) -> None:
    table = "| | Kestrel 2016 | Swan Cup |\n| --- | --- | --- |\n| Rowers | 30 | 40 |"
    lines = ["rowers: {}", 'quote: "Rowers | 30 | 40"', *UNIT]
    said = [_said(tmp_path / at, [table], [lines[0].format(at), *lines[1:]]) for at in ("30", "40")]
    assert said == [OWN, OTHER]


@pytest.mark.parametrize(
    ("lang", "block", "expected"),
    [
        ("en", "We also reported at first that 40 rowers came.", ["withdrawn"]),
        ("en", "As we first reported, 40 rowers came.", []),
        ("en", "As we told at the outset 40 rowers came.", []),
        ("en", "We reported at first light that 40 rowers came.", []),
        ("de", "Wir hatten anfangs auch gemeldet, dass 40 rowers kamen.", ["withdrawn"]),
        ("ru", "Сначала мы также сообщали о 40 rowers.", ["withdrawn"]),
    ],
)
def test_what_a_paper_told_at_first_is_taken_back(tmp_path: Path, lang: str, block: str, expected: list[str]) -> None:
    assert _said(tmp_path, [block], ["rowers: 40", "quote: 40 rowers"], lang=lang) == expected
