"""Disagreements: what is computed, what is declared, and what is no disagreement at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import Disagreement
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

ENTITY = Path("entities/lighthouses/skerry-light.yml")
START = "name: Skerry Light\nstatements:\n  - {relit: 1932-06, source: tidings-1931, quote: lit in June 1932%s}\n"
SPELT = START % "" + (
    "aliases:\n"
    "  - {name: Skerry, source: tidings-1931, quote: as Skerry Light}\n"
    "  - {name: Skerry Rock, source: courier-1931, quote: as Skerry Light}\n"
    "  - {name: Phare de Skerry, lang: fr, note: French form of the name.}\n"
    "disagreements:\n  - {about: [name], reason: transcription}\n"
)


def of(tmp_path: Path, entity: str, text: str | None = None) -> list[Disagreement]:
    root = lay_out(None, tmp_path / "site")
    if text:
        (root / ENTITY).write_text(text)
    report = Report()
    kb = relate_project(root, report)
    assert kb is not None, report.in_order()
    return [d for d in kb.disagreements if d.entity == entity]


def second(value: str, rest: str = "", first_rest: str = "") -> str:
    return START % first_rest + f"  - {{relit: {value}, source: tidings-1931, quote: lit in June{rest}}}\n"


def sides(disagreement: Disagreement) -> list[tuple[str | None, bool]]:
    return [(position.value, position.denies) for position in disagreement.positions]


def test_two_articles_differ_and_the_declared_reason_is_kept(tmp_path: Path) -> None:
    relit = next(d for d in of(tmp_path, "gull-point") if d.about == ("relit",))
    assert sides(relit) == [("1931-05-04", False), ("1931-05-06", False)]
    assert (relit.reason, relit.note) == ("unknown", "The two papers give days two apart.")


def test_one_article_differs_with_itself(tmp_path: Path) -> None:
    masons = next(d for d in of(tmp_path, "gull-point") if d.about == ("masons",))
    assert sides(masons) == [("40", False), ("~30", False)]


def test_an_assertion_and_its_denial_disagree_though_several_values_may_hold(tmp_path: Path) -> None:
    sold = next(d for d in of(tmp_path, "gull-point") if d.about == ("sold",))
    assert sides(sold) == [("sold", False), ("sold", True)]


def test_a_coarser_date_is_no_disagreement(tmp_path: Path) -> None:
    assert of(tmp_path, "skerry-light", second("1932-06-05")) == []


def test_another_month_is_one(tmp_path: Path) -> None:
    assert len(of(tmp_path, "skerry-light", second("1932-07"))) == 1


def test_values_that_hold_at_different_times_do_not_disagree(tmp_path: Path) -> None:
    assert of(tmp_path, "skerry-light", second("1932-07", ", as_of: 1931-06", ", as_of: 1931-05")) == []


def test_values_that_hold_at_the_same_time_do(tmp_path: Path) -> None:
    assert len(of(tmp_path, "skerry-light", second("1932-07", ", from: 1931", ", as_of: 1931-05"))) == 1


def test_two_denials_can_both_be_true(tmp_path: Path) -> None:
    assert of(tmp_path, "skerry-light", second("1932-07", ", denies: true", ", denies: true")) == []


def test_words_are_never_compared(tmp_path: Path) -> None:
    assert of(tmp_path, "skerry-light", second("{words: lit in June}")) == []


def test_a_declared_disagreement_on_names_is_between_those_of_sources_and_never_the_editors_own(tmp_path: Path) -> None:
    (found,) = of(tmp_path, "skerry-light", SPELT)
    assert sides(found) == [("Skerry", False), ("Skerry Rock", False)]


@pytest.mark.parametrize(
    ("about", "reason", "type"),
    [
        ("relit", "unknown", "fact"),
        ("relit", "date", "fact"),
        ("relit", "correction", "fact"),
        ("relit", "scope", "scope"),
        ("relit", "definition", "scope"),
        ("relit", "transcription", "name"),
        ("relit", "translation", "name"),
        ("name", "unknown", "name"),
        ("name", "scope", "name"),
        ("name, relit", "unknown", "fact"),
    ],
)
def test_the_type_follows_from_the_reason_and_a_name_alone_is_always_one(about: str, reason: str, type: str) -> None:
    assert Disagreement("skerry-light", tuple(about.split(", ")), reason, None, ()).type == type


def test_a_reference_is_no_side(tmp_path: Path) -> None:
    text = START % "" + "  - {relit: 1932-07, reference: coast-pilot, entry: Light 12}\n"
    assert of(tmp_path, "skerry-light", text) == []


def digest(tmp_path: Path, entity: str, text: str) -> str:
    (found,) = of(tmp_path, entity, text)
    return found.sides


def test_the_digest_of_the_sides_does_not_see_the_order_the_note_or_the_marks_of_a_quotation(tmp_path: Path) -> None:
    one = digest(tmp_path / "1", "skerry-light", second("1932-07"))
    turned = (
        "name: Skerry Light\nstatements:\n"
        '  - {relit: 1932-07, source: tidings-1931, quote: "lit  in June"}\n'
        "  - {relit: 1932-06, source: tidings-1931, quote: lit in June 1932}\n"
        "disagreements:\n  - {about: [relit], note: Read.}\n"
    )
    assert digest(tmp_path / "2", "skerry-light", turned) == one
    assert len(one) == 12


def test_the_digest_of_the_sides_changes_with_a_value_a_denial_an_article_and_its_words(tmp_path: Path) -> None:
    texts = [
        second("1932-07"),
        second("1932-08"),
        second("1932-06", ", denies: true"),
        second("1932-06", "", ", denies: true"),
        second("1932-07").replace("quote: lit in June}", "quote: June}"),
        second("1932-07").replace(
            "source: tidings-1931, quote: lit in June}", "source: courier-1931, quote: lit in June}"
        ),
        second("1932-07") + "  - {relit: 1932-07, source: courier-1931, quote: lit in June}\n",
        SPELT,
        SPELT.replace("as Skerry Light", "Skerry Light", 1),
        SPELT.replace("name: Skerry Rock", "name: Skerry Tower"),
    ]
    digests = [digest(tmp_path / str(number), "skerry-light", text) for number, text in enumerate(texts)]
    assert len(set(digests)) == len(texts)


def test_the_digest_of_the_sides_survives_a_renamed_article(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    before = {d.about: d.sides for d in of(tmp_path / "before", "gull-point")}
    for file in (*root.glob("articles/tidings-1931.*"), *root.glob("sources/tidings-1931.*")):
        file.rename(file.with_name(f"tidings-31{file.suffix}"))
    article = root / "articles/tidings-31.md"
    article.write_text(article.read_text().replace("title:", "formerly: [tidings-1931]\ntitle:", 1))
    for file in root.glob("entities/*/*.yml"):
        file.write_text(file.read_text().replace("source: tidings-1931", "source: tidings-31"))
    kb = relate_project(root, Report())
    assert kb is not None
    assert {d.about: d.sides for d in kb.disagreements if d.entity == "gull-point"} == before


@pytest.mark.parametrize(
    ("first", "other", "disagree"),
    [
        ("as_of: 1931", "as_of: 1931-05-05", True),
        ("as_of: 1931", "as_of: 1932-01-01", False),
        ("from: 1931-05-31", "until: 1931-05", True),
        ("from: 1931-06-01", "until: 1931-05", False),
    ],
)
def test_what_holds_as_of_a_year_or_until_it_holds_on_each_of_its_days(
    first: str, other: str, disagree: bool, tmp_path: Path
) -> None:
    found = of(tmp_path, "skerry-light", second("1932-07", f", {other}", f", {first}"))
    assert [sides(one) for one in found] == ([[("1932-06", False), ("1932-07", False)]] if disagree else [])


@pytest.mark.parametrize(("time", "disagree"), [("1930", False), ("1932", True), ("1934", True), ("1935", False)])
def test_what_quotations_say_of_two_times_holds_from_the_first_to_the_last(
    time: str, disagree: bool, tmp_path: Path
) -> None:
    items = "".join(
        f"      - {{source: tidings-1931, quote: {quote}, as_of: {year}}}\n"
        for quote, year in (("lit in June 1932", "1931"), ("lit in June", "1934"))
    )
    text = f"name: Skerry Light\nstatements:\n  - relit: 1932-06\n    evidence:\n{items}"
    text += f"  - {{relit: 1932-07, source: tidings-1931, quote: in June, as_of: {time}}}\n"
    assert bool(of(tmp_path, "skerry-light", text)) == disagree


def test_a_value_that_agrees_with_both_sides_is_none_itself(tmp_path: Path) -> None:
    text = START % "" + (
        "  - {relit: 1932-06-05, source: tidings-1931, quote: in June 1932}\n"
        "  - {relit: 1932-06-06, source: tidings-1931, quote: June 1932}\n"
    )
    (found,) = of(tmp_path, "skerry-light", text)
    assert found.about == ("relit",)
    assert sides(found) == [("1932-06-05", False), ("1932-06-06", False)]


def test_a_value_that_nothing_opposes_is_left_out_where_several_can_hold(tmp_path: Path) -> None:
    text = "name: Skerry Light\nstatements:\n" + (
        "  - {status: lit, source: tidings-1931, quote: Its lamp}\n"
        "  - {status: lit, denies: true, source: tidings-1931, quote: held back by storms}\n"
        "  - {status: planned, source: tidings-1931, quote: will be lit}\n"
    )
    (found,) = of(tmp_path, "skerry-light", text)
    assert (found.about, sides(found)) == (("status",), [("lit", False), ("lit", True)])
