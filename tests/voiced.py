"""Voiced: a built site in, what it shows without saying on whose word out, as one line for each fault.

What stands in a row with a value is its nearest list item, cell, definition or side. What is said of its voice must be what
`kb.json` says of the evidence, so that no page can make a speaker's claim an article's own.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from druzhba_kb.relate.voices import ARTICLE, SPEAKER, VOICES, strongest

ROW = (
    "ancestor-or-self::*[self::li or self::dd or self::td or self::tr or contains(@class, 'said') or @class='side'][1]"
)
REFERENCE = "reference"  # what no article says, and a gazetteer or the like does
MARK = re.compile(r"#e-([0-9a-f]{10})-(\d+)")
# Where an attribute that is a claim must not stand.
BARE = ("div.glance", "ol.strip", "table.index", "table.matrix", "div.lanes")


class VoicedSite:
    """A built site, with what its own `kb.json` says of every statement."""

    def __init__(self, site: Path, claims: dict[str, set[str]]) -> None:
        self.site = site
        self.claims = claims
        self.kb: dict[str, Any] = json.loads((site / "data/kb.json").read_text("utf-8"))
        self.items = {
            (row["group"], at): item
            for entity in self.kb["entities"]
            for row in entity["statements"]
            for at, item in enumerate(row["evidence"], 1)
        }
        self.values = 0

    @cached_property
    def pages(self) -> dict[str, HtmlElement]:
        found = sorted(self.site.rglob("index.html"))
        return {page.relative_to(self.site).as_posix(): html.fromstring(page.read_text("utf-8")) for page in found}

    @cached_property
    def speakers(self) -> set[str]:
        """Return every name of whoever is quoted, as pages have it."""
        names = {entity["id"]: entity["name"] for entity in self.kb["entities"]}
        return {names.get(one, one) for item in self.items.values() for one in item["said_by"]}

    def faults(self) -> Iterator[str]:
        for name, page in self.pages.items():
            for value in page.xpath("//*[@data-value]"):
                self.values += 1
                for fault in self._of_value(page, value):
                    yield f"{name}: '{text(value)}' {fault}"
            yield from (f"{name}: {fault}" for fault in self._of_evidence(page))
            yield from (f"{name}: {fault}" for fault in self._of_claims(name, page))
        yield from self._of_tables()
        yield from self._of_data()
        yield from self._of_metadata()

    def _of_value(self, page: HtmlElement, value: HtmlElement) -> Iterator[str]:
        row = value.xpath(ROW)[0]
        if row.tag == "td" and not row.xpath(".//@data-voice") and len(row.xpath("..//*[@data-voice]")) == 1:
            row = row.getparent()
        voiced = row.xpath("descendant-or-self::*[@data-voice]") or row.xpath("ancestor::*[@data-voice][1]")
        if not voiced or not all(one.get("data-voice") in (*VOICES, REFERENCE) for one in voiced):
            yield "has no voice"
            return
        for one in voiced:
            if one.get("data-voice") == SPEAKER and not any(speaker in text(one) for speaker in self.speakers):
                yield "does not name its speaker"
        if "fr" in (row.get("class") or "").split():
            yield from self._of_row(row)
        if page.xpath("//@data-pagefind-body") and not self._is_searched_with_voice(value):
            yield "is found by the search without its voice"

    @staticmethod
    def _is_searched_with_voice(value: HtmlElement) -> bool:
        ignored = value.xpath("ancestor-or-self::*[@data-pagefind-ignore]")
        return bool(ignored or value.xpath(f"{ROW}//*[@data-voice]"))

    def _of_row(self, row: HtmlElement) -> Iterator[str]:
        """Yield in which voice a row of a fact is shown, where its evidence is in another."""
        marks = [MARK.search(href) for href in row.xpath(".//ol[@class='ev']//a[@class='n']/@href")]
        cited = {self.items[mark[1], int(mark[2])]["voice"] for mark in marks if mark}
        shown = row.xpath("./div[@class='row']//@data-voice")
        if not cited or shown != [strongest(cited)]:
            yield f"rests on {', '.join(sorted(cited))} and is shown as {', '.join(shown)}"

    def _of_evidence(self, page: HtmlElement) -> Iterator[str]:
        for item in page.xpath("//ol[@class='ev']/li[@id]"):
            mark = MARK.fullmatch(f"#{item.get('id')}")
            assert mark
            said = self.items[mark[1], int(mark[2])]
            (by,) = item.xpath(f".//span[@id='by-{item.get('id')}']/*[@data-voice]")
            if by.get("data-voice") != said["voice"]:
                yield f"{item.get('id')} is shown as {by.get('data-voice')}, and is {said['voice']}"
            if len(by.xpath(".//strong")) != len(said["said_by"]):
                yield f"{item.get('id')} does not name all of {said['said_by']}"

    def _of_claims(self, name: str, page: HtmlElement) -> Iterator[str]:
        labels = self.claims.get(name.split("/")[0], set())
        for selector in BARE:
            tag, _, kind = selector.partition(".")
            for box in page.xpath(f"//{tag}[contains(concat(' ', @class, ' '), ' {kind} ')]"):
                shown = box.xpath(".//span[@class='k']/span/text() | .//dt/text()[1] | .//th/text()[1] | .//*/@data-l")
                yield from (f"'{label}' stands in {selector}" for label in shown if label.strip() in labels)

    def _of_tables(self) -> Iterator[str]:
        """Yield what an index shows otherwise than the table of its kind says of the record."""
        by_page = {entity["page"]: entity for entity in self.kb["entities"]}
        voices: dict[str, set[str]] = defaultdict(set)
        for line in self._lines():
            voices[line["entity"]].add(line["voice"] or REFERENCE)
        for name, page in self.pages.items():
            for line in page.xpath("//table[contains(@class, 'index')]/tbody/tr[.//@data-voice]"):
                entity = by_page.get(f"{name.split('/')[0]}/{line.xpath('./th/a/@href')[0].strip('./')}/")
                shown = set(line.xpath(".//@data-voice"))
                if entity and not shown <= voices[entity["id"]]:
                    yield f"{name}: {entity['name']} is shown as {shown - voices[entity['id']]}, which nothing says"

    def _lines(self) -> Iterator[dict[str, str]]:
        for table in sorted(self.site.glob("data/*.csv")):
            with table.open(encoding="utf-8-sig", newline="") as file:
                yield from csv.DictReader(file)

    def _of_data(self) -> Iterator[str]:
        for entity in self.kb["entities"]:
            for row in entity["statements"]:
                voices = [item["voice"] for item in row["evidence"]]
                if row["voice"] != strongest(voices) or row["articles"] != len({i["article"] for i in row["evidence"]}):
                    yield f"kb.json: {row['id']} is {row['voice']} in {row['articles']} articles"
                if any(not item["origin"] for item in row["evidence"]) or bool(row["origins"]) != bool(voices):
                    yield f"kb.json: {row['id']} has no origin"
        for line in self._lines():
            if line["article"] and (line["voice"] not in VOICES or not line["origin"]):
                yield f"{line['entity']}: {line['id']} has no voice in the table"
        for points in sorted(self.site.glob("data/*.geojson")):
            for feature in json.loads(points.read_text("utf-8"))["features"]:
                if "voice" not in feature["properties"]:
                    yield f"{points.name}: {feature['id']} has no voice"

    def _of_metadata(self) -> Iterator[str]:
        """Yield what search engines are told that no article says in its own voice."""
        said: dict[str, set[str]] = defaultdict(set)
        for entity in self.kb["entities"]:
            own = (row for row in entity["statements"] if row["voice"] in (ARTICLE, None))
            said[f"{entity['page']}index.html"] |= {row["value"] for row in own if row["value"]}
        for name, page in self.pages.items():
            for script in page.xpath("//script[@type='application/ld+json']/text()"):
                about = json.loads(script)
                for key in ("startDate", "endDate"):
                    if key in about and about[key] not in said[name]:
                        yield f"{name}: '{key}' {about[key]} is no article's own"


def text(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())
