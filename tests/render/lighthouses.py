"""A small knowledge base about lighthouses, made by hand: two articles that disagree, and a third that is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from druzhba_kb.model import (
    Alias,
    Article,
    Attribute,
    Backlink,
    Claim,
    Declared,
    Disagreement,
    Entity,
    Evidence,
    Kind,
    KnowledgeBase,
    Mention,
    Passage,
    Position,
    Records,
    Speaker,
    Statement,
)
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.site_pages import assets, tasks
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import theme_of

HERE = Place("entities/lights/north-light.yml", 1, 1)
ROOT = Path(__file__).parents[2]
SITE = {"site_name": "Lights of the coast", "site_description": "What two reports say."}
YEAR = ("year",)
SUMMARY = "The tower stands in *Old Harbour*, see [the harbour](../towns/old-harbour.yml)."


BLOCKS = {
    "first lit in March 1899": 3,
    "burning since March 1899": 3,
    "well-known, at Old Harbour": 1,
    "lit first in 1900": 0,
    "a tower of modest height": 4,
}


def evidence(article: str, quote: str, *said_by: Speaker) -> Evidence:
    found = (BLOCKS[quote],) if quote in BLOCKS else ()
    return Evidence(article, quote, None, said_by, HERE, HERE, found=found)


MARCH = evidence("herald-1901", "first lit in March 1899")


def statement(name: str, claims: dict[str, str | None], *proof: Evidence, **more: object) -> Statement:
    made = tuple(
        Claim(attribute, value, None if value else "of modest height", HERE) for attribute, value in claims.items()
    )
    plain = Statement(name, made, proof, False, None, None, None, (), "normal", None, HERE)
    return replace(plain, **more)  # type: ignore[arg-type]


def article(name: str, title: str, body: tuple[Passage, ...], **more: object) -> Article:
    plain = Article(
        name, title, "Coast Herald", None, "1901-05-02", "stated", None, "https://herald.example/lights", None, "report",
        "withheld", "phpp", None, 25, body, (), None, None, None, None, HERE, {},
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def told(first: int, last: int, markdown: str) -> Passage:
    return Passage(first, last, markdown, Place("articles/herald-1901.md", 12, 1))


def north_light() -> Entity:
    keeper = Speaker(None, "the keeper", HERE)
    return Entity(
        "north-light", "lights", "North Light",
        (
            Alias("Nordlys", "no", "herald-1901", "known as Nordlys", None, None, False, HERE),
            Alias("the Light", None, None, None, "Local use.", "metonym", False, HERE),
        ),
        (), SUMMARY,
        (
            statement("s1", {"lit": "1899-03"}, MARCH, inferred=YEAR, note="From the date."),
            statement("s2", {"lit": "1900"}, evidence("gazette-1902", "lit first in 1900", keeper)),
            statement("s3", {"town": "old-harbour"}, evidence("herald-1901", "well-known, at Old Harbour"), until="1950"),
            statement("s4", {"height": None}, evidence("gazette-1902", "a tower of modest height")),
            statement("s5", {"town": "old-harbour"}, evidence("gazette-1902", "not at Old Harbour"), denies=True),
        ),
        (Declared(("lit",), "date", "A test firing.", HERE),), ("old-light",), HERE, {},
    )  # fmt: skip


def made() -> KnowledgeBase:
    lit = Attribute("lit", "First lit", "date", single=True)
    town = Attribute("town", "Town", "ref", to=("towns",), inverse="Lights here")
    height = Attribute("height", "Height", "quantity", single=True, unit="metres")
    keepers = Attribute("keepers", "Keepers", "integer", single=True)
    attributes = {a.name: a for a in (lit, town, height, keepers)}
    lights = Kind("lights", "Light", "Lights", None, "Towers.", "lit", attributes, {"start": "lit"}, HERE)
    towns = Kind("towns", "Town", "Towns", None, "Ports.", None, {}, {}, HERE)
    south = replace(
        north_light(),
        id="south-light",
        name="South Light",
        statements=(),
        aliases=(),
        summary="",
        declared=(),
        formerly=(),
    )
    harbour = replace(
        south, id="old-harbour", kind="towns", name="Old Harbour", place=Place("entities/towns/old-harbour.yml")
    )
    entities = {"north-light": north_light(), "south-light": south, "old-harbour": harbour}
    herald = article(
        "herald-1901", "A light on the coast",
        (told(1, 1, "The North Light burns."), told(2, 3, "It has an *old* name.")),
    )  # fmt: skip
    gazette = article("gazette-1902", "Doubts", (), publisher="Gazette", published="1902", url=None)
    silent = article("almanac-1903", "Almanac", (), publisher=None, published=None, published_basis=None)
    articles = {a.id: a for a in (silent, gazette, herald)}
    start = SUMMARY.index("Old Harbour")
    mentions = (
        Mention("herald-1901", None, 1, "north-light", "North Light", 4, 15, "The North Light burns.", True),
        Mention(None, "north-light", None, "old-harbour", "Old Harbour", start, start + 11, "The tower stands.", True),
    )
    backlinks = {"old-harbour": (Backlink("north-light", "town", "s3"),)}
    sides = (Position("1899-03", None, False, ("s1",)), Position("1900", None, False, ("s2",)))
    whether = (Position("old-harbour", None, False, ("s3",)), Position("old-harbour", None, True, ("s5",)))
    disagreements = (
        Disagreement("north-light", ("lit",), "date", "A test firing.", sides),
        Disagreement("north-light", ("town",), "unknown", None, whether),
    )
    records = Records({"lights": lights, "towns": towns}, articles, entities)
    return KnowledgeBase(records, mentions, backlinks, disagreements)


def render(kb: KnowledgeBase, site: Mapping[str, str], root: Path, report: Report) -> list[Page]:
    """Return every page that the theme of a project makes, and the files that come with them."""
    index, theme = index_site(kb), theme_of(root)
    made = [page for task in tasks(index, site, load_templates(theme, report)) for page in task.make(index)]
    return [*made, *assets(theme, report)]


def rendered(kb: KnowledgeBase, **settings: str) -> dict[str, str]:
    report = Report()
    pages: list[Page] = render(kb, {**SITE, **settings}, ROOT, report)
    assert report.findings == []
    return {page.path: page.text for page in pages}
