"""Proof packets: what they hold, and that nothing more of a withheld text leaves with them than the quoted words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from druzhba_kb.cli import main
from druzhba_kb.folding import words
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check
from druzhba_kb.render.exports.packet import digests, packed_records, packet_data, packet_files, verifier_files
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Report
from druzhba_kb.theme import theme_of
from tests.editing.desk import GULL, change, desk
from tests.sites_on_disk import lay_out

SITE = {"site_name": "Lights <of> the coast", "license": "CC-BY-4.0"}
ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((files("druzhba_kb.render.exports") / "packet.schema.json").read_text("utf-8"))


def checked(root: Path) -> KnowledgeBase:
    report = Report()
    kb = check(root, report, guarded=False)
    assert kb, [one.message for one in report.findings]
    return kb


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return checked(lay_out(None, tmp_path_factory.mktemp("good") / "site"))


def packets(kb: KnowledgeBase) -> dict[str, Any]:
    """Return every packet of a base by its id."""
    index = index_site(kb)
    records = [*kb.records.entities.values(), *kb.records.articles.values()]
    return {one.id: packet_data(index, one, SITE) for record in records for one in packed_records(index, record)}


def written(data: dict[str, Any]) -> dict[str, Page]:
    report = Report()
    made = packet_files(data, load_templates(theme_of(ROOT), report))
    assert report.findings == []
    return {Path(page.path).suffix: page for page in made}


def quoted(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((article["id"], one["quote"]) for article in data["articles"] for one in article["quotations"])


def test_there_is_a_packet_of_each_entity_article_and_disagreement(good: KnowledgeBase) -> None:
    assert {id: data["record"]["type"] for id, data in packets(good).items()} == {
        "ada-finch": "entity", "gull-point": "entity", "skerry-light": "entity",
        "gull-point-contest-masons": "disagreement", "gull-point-contest-relit": "disagreement",
        "gull-point-contest-sold": "disagreement",
        "courier-1931": "article", "tidings-1931": "article",
    }  # fmt: skip


def test_each_packet_keeps_to_its_schema(good: KnowledgeBase) -> None:
    validator = Draft202012Validator(SCHEMA)
    assert [error.message for data in packets(good).values() for error in validator.iter_errors(data)] == []


def test_a_statement_has_its_values_who_says_them_and_when_as_a_reader_has_it(good: KnowledgeBase) -> None:
    (lit, *_) = packets(good)["gull-point"]["statements"]
    assert [(one["label"], one["value"], one["text"]) for one in lit["values"]] == [
        ("Relit", "1931-05-04", "4 May 1931"), ("Status", "lit", "lit"),
    ]  # fmt: skip
    (item,) = lit["evidence"]
    assert (item["by"], item["place"], item["when"]) == ("Ada Finch, in The Courier 1931", "¶1", "")
    (office, _) = packets(good)["ada-finch"]["statements"]
    assert office["evidence"][0]["when"] == "as of 5 May 1931"


def test_a_disagreement_has_what_stands_against_each_other_and_no_other_statement(good: KnowledgeBase) -> None:
    data = packets(good)["gull-point-contest-sold"]
    assert data["disagreements"][0]["sides"] == [["sold"], ["not sold"]]
    assert [(one["values"][0]["text"], one["denies"]) for one in data["statements"]] == [
        ("sold", False),
        ("sold", True),
    ]
    assert data["record"]["page"] == "lighthouses/gull-point/#contest-sold"


def test_an_article_has_what_rests_on_its_own_words_alone(good: KnowledgeBase) -> None:
    data = packets(good)["tidings-1931"]
    assert {id for id, _ in quoted(data)} == {"tidings-1931"}
    assert {one["entity"] for one in data["statements"]} == {"gull-point", "skerry-light"}


def test_a_work_that_a_value_rests_on_is_in_the_packet(good: KnowledgeBase) -> None:
    assert [one["id"] for one in packets(good)["skerry-light"]["references"]] == ["coast-pilot"]


def test_every_quotation_is_opened_and_no_other_word_of_a_withheld_text_is(good: KnowledgeBase) -> None:
    for data in packets(good).values():
        for article in data["articles"]:
            for one in article["quotations"]:
                assert one["text"] is None
                assert [[word for _, word, _, _ in place["words"]] for place in one["places"]] == [words(one["quote"])]


def test_a_text_that_may_be_published_gives_the_block_in_place_of_a_proof(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    article = root / "articles/courier-1931.md"
    front = re.split(r"^---\n", article.read_text("utf-8"), flags=re.M)[1]
    front = re.sub(r"^(blocks|source_sha256|commitment|budget):.*\n", "", front, flags=re.M).replace("withheld", "full")
    _, *blocks = (root / "sources/courier-1931.md").read_text("utf-8").strip().split("\n\n")
    article.write_text(f"---\n{front}---\n\n" + "\n\n".join(blocks) + "\n", "utf-8")
    for old in ("articles/courier-1931.seals", "sources/courier-1931.md", "sources/courier-1931.key"):
        (root / old).unlink()
    data = packets(checked(root))["gull-point"]
    (full,) = (one for one in data["articles"] if one["rights"] == "full")
    assert (full["root"], full["blocks"]) == (None, [])
    assert all(one["quote"] in one["text"] and one["places"] == [] for one in full["quotations"])
    assert full["quotations"][0]["text"] in html.unescape(written(data)[".html"].text)


def test_a_name_is_opened_where_its_block_is_and_stands_with_its_own_article_alone(tmp_path: Path) -> None:
    root = desk(tmp_path)
    named = {"Gull": "courier-1931", "Point": "tidings-1931"}
    names = [f"  - {{name: {name}, source: {source}, quote: Gull Point}}\n" for name, source in named.items()]
    change(root, GULL, "aliases:\n", "aliases:\n" + "".join(names))
    assert main(["--root", str(root), "seal"]) == 0
    made = packets(checked(root))
    (first, second, _) = made["gull-point"]["names"]
    assert (first["evidence"][0]["place"], second["evidence"][0]["place"]) == ("title", "¶1")
    assert [one["values"][0]["text"] for one in made["courier-1931"]["names"]] == ["Gull"]
    (quotation,) = (one for one in made["courier-1931"]["articles"][0]["quotations"] if one["quote"] == "Gull Point")
    assert [one["block"] for one in quotation["places"]] == [0]


def test_a_draft_has_no_packet_and_no_digest(good: KnowledgeBase) -> None:
    index = index_site(good)
    for record in (good.records.entities["gull-point"], good.records.articles["courier-1931"]):
        draft = replace(record, status="draft")
        assert list(packed_records(index, draft)) == []
        assert digests(index, draft, SITE, load_templates(theme_of(ROOT), Report())) == ""


def test_two_bases_of_one_content_give_the_same_bytes_with_the_texts_and_without(
    good: KnowledgeBase, tmp_path: Path
) -> None:
    clone = lay_out(None, tmp_path / "site")
    for text in (clone / "sources").iterdir():
        text.unlink()
    assert json.dumps(packets(checked(clone))) == json.dumps(packets(good))


def test_the_page_holds_the_same_data_and_asks_nobody(good: KnowledgeBase) -> None:
    for data in packets(good).values():
        made = written(data)
        page, text = made[".html"].text, made[".json"].text
        assert page.count("<script") == page.count("</script") == 1
        assert f'<script type="application/json" id="packet">{text}</script>' in page
        assert json.loads(text) == data
        assert re.findall(r"<(?:link|img|iframe|object|base)|\b(?:src|style|on\w+)=|@import|url\(", page) == []
        assert set(re.findall(r'href="([^"]+)"', html.unescape(page))) <= {
            "https://example.org/courier-1931", "https://example.org/tidings-1931", "https://tides.example/coast-pilot",
        }  # fmt: skip


def test_no_text_of_a_packet_can_leave_its_place_in_the_page(good: KnowledgeBase) -> None:
    data = packets(good)["gull-point"]
    data["statements"][1]["evidence"][0]["quote"] = 'the "old" lens'
    hostile = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> {{ 7 * 7 }}"
    data["record"]["name"] = data["site"] = data["statements"][0]["values"][0]["text"] = hostile
    data["articles"][0]["title"] = data["statements"][0]["evidence"][0]["quote"] = hostile
    made = written(data)
    assert made[".html"].text.count("<script") == 1
    assert not re.search("<img|<!--|alert.1.<", made[".html"].text)
    assert "<q>the ‘old’ lens</q>" in made[".html"].text
    assert "<" not in made[".json"].text
    assert json.loads(made[".json"].text) == data


def test_the_page_says_each_value_speaker_quotation_article_and_root(good: KnowledgeBase) -> None:
    data = packets(good)["gull-point"]
    page = html.unescape(written(data)[".html"].text.split("<script")[0])
    for one in data["statements"]:
        for each in one["values"]:
            value = '<span class="against">not</span> ' * one["denies"] + each["text"]
            assert f"<b>{value}</b>" in page or each["words"]
        for item in one["evidence"]:
            assert f"<q>{item['quote']}</q>" in page
            assert item["by"] in page
    for article in data["articles"]:
        assert f"root {article['root']}</code>" in page
        assert f'href="{article["url"]}"' in page
        assert article["day"] in page
    assert "python verify.py gull-point.packet.html --digest FILE" in page


def test_the_colours_of_the_page_are_those_of_the_site(good: KnowledgeBase) -> None:
    theirs = (ROOT / "templates/assets/site.css").read_text("utf-8")
    page = written(packets(good)["gull-point"])[".html"].text
    light, dark = (re.findall(r"--(\w+): (#\w+);", part) for part in page.split("prefers-color-scheme: dark")[:2])
    for scheme, ours in (("default", light), ("slate", dark)):
        block = theirs.split(f'[data-md-color-scheme="{scheme}"] {{')[1].split("}")[0]
        assert len(ours) == 7
        assert set(ours) <= set(re.findall(r"--(\w+): (#\w+);", block))


def test_a_site_has_the_digests_of_a_record_the_program_and_the_schema(good: KnowledgeBase) -> None:
    index = index_site(good)
    listed = digests(index, good.records.entities["gull-point"], SITE, load_templates(theme_of(ROOT), Report()))
    made = [
        file for id, data in packets(good).items() if id.startswith("gull-point") for file in written(data).values()
    ]
    assert listed == "".join(f"{file.digest}  {file.path}\n" for file in made)
    assert [page.path for page in verifier_files()] == ["data/verify.py", "data/packet.schema.json"]
