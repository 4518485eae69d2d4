"""Pages: the knowledge base, the site's texts and the templates in, every file of the documentation tree out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from druzhba_kb.model import Article, Entity, Kind, KnowledgeBase
from druzhba_kb.render.about import about
from druzhba_kb.render.apart import alone, contradicted
from druzhba_kb.render.article import article_view
from druzhba_kb.render.catalogue import Catalogue, catalogue
from druzhba_kb.render.contest import all_contests, by_entity, weightiest
from druzhba_kb.render.coverage import coverage_view
from druzhba_kb.render.entity import entity_view
from druzhba_kb.render.graph import graph_view
from druzhba_kb.render.indexes import home_view
from druzhba_kb.render.lanes import lanes
from druzhba_kb.render.listing import article_listing, kind_listing
from druzhba_kb.render.map import map_view
from druzhba_kb.render.matrix import matrix
from druzhba_kb.render.metadata import article_fields, describe, entity_fields
from druzhba_kb.render.names import names_by_letter
from druzhba_kb.render.offices import holders
from druzhba_kb.render.page import Page, href, source
from druzhba_kb.render.previews import previews
from druzhba_kb.render.services import article_services, entity_services
from druzhba_kb.render.templates import Templates, load_templates
from druzhba_kb.render.timeline import chronology
from druzhba_kb.report import Place, Report

LEAF = ["navigation"]
WIDE = ["navigation", "toc"]


def render(kb: KnowledgeBase, site: Mapping[str, str], templates: Path, report: Report) -> list[Page]:
    """Return every file of the tree; `site` gives its texts: `site_name`, `site_description`, `content` (the version)."""
    cat = catalogue(kb)
    forms = load_templates(templates, report)
    records = [*_kinds(cat, site, forms), *_articles(cat, site, forms)]
    pages = [*_across(cat, site, forms), *records, *_redirects(cat, forms)]
    return [*pages, previews(cat), *_assets(templates, report)]


def _across(cat: Catalogue, site: Mapping[str, str], forms: Templates) -> Iterator[Page]:
    home: dict[str, object] = {"hide": WIDE, "feed": bool(cat.kb.records.changes)}
    disputes, plates = weightiest(cat, cat.lead, ""), map_view(cat, "")
    yield from forms.page("index.md", "home.md.j2", home, site=site, home=home_view(cat), contests=disputes, map=plates)
    contests = all_contests(cat, "disagreements/")
    disputed = {"contests": contests, "groups": by_entity(contests)}
    yield from forms.page("disagreements.md", "disagreements.md.j2", _fields("Disagreements", LEAF), **disputed)
    dated = {"chronology": chronology(cat), "lanes": lanes(cat)}
    yield from forms.page("timeline.md", "timeline.md.j2", _fields("Timeline", LEAF), **dated)
    if plates:
        yield from forms.page("map.md", "map.md.j2", _fields("Map", WIDE), map=map_view(cat))
    if graph := graph_view(cat):
        fields = {**_fields("Graph", WIDE), "search": {"exclude": True}}
        yield from forms.page("graph.md", "graph.md.j2", fields, graph=graph)
    yield from _about(cat, site, forms)
    if beside := matrix(cat):
        yield from forms.page("compare.md", "compare.md.j2", _fields(f"{beside.plural} compared", WIDE), matrix=beside)


def _about(cat: Catalogue, site: Mapping[str, str], forms: Templates) -> Iterator[Page]:
    """Yield the pages about the collection itself."""
    yield from forms.page("about.md", "about.md.j2", _fields("How this is made", LEAF), site=site, about=about(cat))
    letters = names_by_letter(cat)
    known = {"letters": letters, "count": sum(len(those) for _, those in letters)}
    fields = {**_fields("Names", LEAF), "search": {"exclude": True}}
    yield from forms.page("names.md", "names.md.j2", fields, entities=len(cat.kb.records.entities), **known)
    if people := holders(cat):
        yield from forms.page("offices.md", "offices.md.j2", _fields("Offices over time", LEAF), holders=people)
    fields = {**_fields("Coverage", LEAF), "search": {"exclude": True}}
    yield from forms.page("coverage.md", "coverage.md.j2", fields, coverage=coverage_view(cat))


def _kinds(cat: Catalogue, site: Mapping[str, str], forms: Templates) -> Iterator[Page]:
    for kind in cat.kinds:
        fields = {**_fields(kind.plural, WIDE), **describe([kind.summary])}
        listing = kind_listing(cat, kind)
        index = forms.page(f"{kind.id}/index.md", "kind.md.j2", fields, kind=listing.view, listing=listing)
        yield from _of(kind, index)
        for entity in cat.members(kind.id):
            view = entity_view(cat, entity)
            title = f"{entity.name} (draft)" if entity.draft else entity.name
            fields = {**_fields(title, LEAF), **entity_fields(cat, entity)}
            shown = {"entity": view, "services": entity_services(entity, site)}
            yield from _of(entity, forms.page(source(entity.page), "entity.md.j2", fields, **shown))


def _articles(cat: Catalogue, site: Mapping[str, str], forms: Templates) -> Iterator[Page]:
    fields = _fields("Articles", WIDE)
    yield from forms.page("articles/index.md", "articles.md.j2", fields, listing=article_listing(cat))
    for article in cat.kb.records.articles.values():
        fields = {**_fields(article.title, LEAF), **article_fields(cat, article)}
        shown = {
            "article": article_view(cat, article, bool(site.get("full_texts"))),
            "services": article_services(article, site),
        }
        apart = {"contradicted": contradicted(cat, article), "alone": alone(cat, article)}
        yield from _of(article, forms.page(source(article.page), "article.md.j2", fields, **shown, **apart))


def _redirects(cat: Catalogue, forms: Templates) -> Iterator[Page]:
    for record in _records(cat.kb):
        name = record.name if isinstance(record, Entity) else record.title
        for old in record.formerly:
            here = _former(record, old)
            fields = {**_fields(name, WIDE), "search": {"exclude": True}}
            to = href(here, record.page)
            yield from _of(record, forms.page(source(here), "redirect.md.j2", fields, name=name, target=to))


def _of(record: Kind | Entity | Article, pages: list[Page]) -> Iterator[Page]:
    """Yield the pages as those of a record."""
    yield from (replace(page, record=record.place.file) for page in pages)


def _records(kb: KnowledgeBase) -> tuple[Entity | Article, ...]:
    return (*kb.records.entities.values(), *kb.records.articles.values())


def _former(record: Entity | Article, old: str) -> str:
    folder = record.page.split("/", 1)[0]
    return f"{folder}/{old}/"


def _fields(title: str, hide: list[str]) -> dict[str, object]:
    return {"title": title, "hide": hide}


def _assets(templates: Path, report: Report) -> Iterator[Page]:
    """Return the styles and scripts, which are text; another file among them is a fault."""
    for file in sorted(path for path in (templates / "assets").rglob("*") if path.is_file()):
        name = file.relative_to(templates).as_posix()
        try:
            yield Page(name, file.read_text(encoding="utf-8"), name)
        except (OSError, UnicodeDecodeError):
            report.error(Place(f"{templates.name}/{name}"), "asset", f"'{name}' cannot be read as UTF-8 text")
