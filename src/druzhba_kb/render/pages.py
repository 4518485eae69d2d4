"""Pages: the knowledge base, the site's texts and the templates in, every file of the documentation tree out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from druzhba_kb.model import Article, Entity, Kind
from druzhba_kb.render.about import about
from druzhba_kb.render.apart import alone, contradicted
from druzhba_kb.render.article import article_view
from druzhba_kb.render.contest import all_contests, by_entity, weightiest
from druzhba_kb.render.coverage import coverage_views
from druzhba_kb.render.entity import entity_view
from druzhba_kb.render.exports.data import article_version, entity_data, entity_files, exported_entity, kind_files
from druzhba_kb.render.exports.page_metadata import (
    article_fields,
    article_services,
    describe,
    entity_fields,
    entity_services,
)
from druzhba_kb.render.graph import graph_view
from druzhba_kb.render.indexes import home_view
from druzhba_kb.render.listing import article_listings, kind_listings
from druzhba_kb.render.map import map_lists, map_view
from druzhba_kb.render.matrix import matrix
from druzhba_kb.render.names import names_views
from druzhba_kb.render.offices import holders
from druzhba_kb.render.page_model import ListPage, Page, href, paginate, source
from druzhba_kb.render.site_index import SiteIndex, Task
from druzhba_kb.render.templates import Templates
from druzhba_kb.render.timeline import chronologies, lanes
from druzhba_kb.report import Place, Report

LEAF = ["navigation"]
WIDE = ["navigation", "toc"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of a list one page takes: rows of a table, dates, names, articles in their blocks, disagreements."""

    rows: int = 100
    dates: int = 200
    names: int = 500
    articles: int = 6
    disagreements: int = 100


WHOLE = Sizes(sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize)


def tasks(cat: SiteIndex, site: Mapping[str, str], forms: Templates) -> Iterator[Task]:
    """Yield what makes the pages; `site` gives their texts: `site_name`, `site_description`; `whole_lists` are not parted."""
    sizes = WHOLE if site.get("whole_lists") else Sizes()
    yield from _across(site, forms, sizes)
    yield from _about(site, forms, sizes)
    for kind in cat.kinds:
        yield Task(f"{kind.id}/", partial(_kind, kind.id, forms, sizes))
        yield from (Task(f"{kind.id}/{id}/", partial(_entity, id, site, forms)) for id in cat.ordered[kind.id])
    yield Task("articles/", partial(_articles, forms, sizes))
    yield from (Task(f"articles/{id}/", partial(_article, id, site, forms)) for id in cat.kb.records.articles)


def assets(templates: Path, report: Report) -> Iterator[Page]:
    """Return the styles and scripts, which are text; another file among them is a fault."""
    for file in sorted(path for path in (templates / "assets").rglob("*") if path.is_file()):
        name = file.relative_to(templates).as_posix()
        try:
            yield Page(name, file.read_text(encoding="utf-8"), name)
        except (OSError, UnicodeDecodeError):
            report.error(Place(f"{templates.name}/{name}"), "asset", f"'{name}' cannot be read as UTF-8 text")


def _across(site: Mapping[str, str], forms: Templates, sizes: Sizes) -> Iterator[Task]:
    """Yield the pages that look across all records."""
    yield Task("", partial(_home, site, forms, sizes))
    yield Task("disagreements/", partial(_disagreements, forms, sizes))
    yield Task("timeline/", partial(_timeline, forms, sizes))
    yield Task("map/", partial(_map, forms, sizes))
    yield Task("graph/", partial(_graph, forms))
    yield Task("compare/", partial(_compare, forms))


def _about(site: Mapping[str, str], forms: Templates, sizes: Sizes) -> Iterator[Task]:
    """Yield the pages about the collection itself."""
    yield Task("about/", partial(_making, site, forms))
    yield Task("names/", partial(_names, forms, sizes))
    yield Task("offices/", partial(_offices, forms))
    yield Task("coverage/", partial(_coverage, forms, sizes))


def _home(site: Mapping[str, str], forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    fields: dict[str, object] = {"hide": WIDE, "feed": bool(cat.kb.records.changes)}
    disputes, plates = weightiest(cat, cat.lead, ""), map_view(cat, sizes.rows, "")
    shown = {"site": site, "home": home_view(cat), "contests": disputes, "map": plates}
    return forms.page("index.md", "home.md.j2", fields, **shown)


def _disagreements(forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    made = list[Page]()
    for sheet in paginate("disagreements/", len(cat.kb.disagreements), sizes.disagreements):
        groups = by_entity(sheet.of(all_contests(cat, sheet.here)))
        made += _sheet(forms, sheet, "disagreements.md.j2", _fields("Disagreements", LEAF), groups=groups)
    return made


def _timeline(forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    made, drawn = list[Page](), lanes(cat)
    for view in chronologies(cat, sizes.dates):
        shown = {"chronology": view, "lanes": drawn if view.sheet.number == 1 else None}
        made += _sheet(forms, view.sheet, "timeline.md.j2", _fields("Timeline", LEAF), **shown)
    return made


def _map(forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    made, view = list[Page](), map_view(cat, sizes.rows)
    for sheet, groups in map_lists(cat, view, sizes.rows) if view else ():
        made += _sheet(forms, sheet, "map.md.j2", _fields("Map", WIDE), map=view, groups=groups)
    return made


def _graph(forms: Templates, cat: SiteIndex) -> list[Page]:
    graph = graph_view(cat)
    return forms.page("graph.md", "graph.md.j2", _unsearched("Graph", WIDE), graph=graph) if graph else []


def _compare(forms: Templates, cat: SiteIndex) -> list[Page]:
    beside = matrix(cat)
    if not beside:
        return []
    return forms.page("compare.md", "compare.md.j2", _fields(f"{beside.plural} compared", WIDE), matrix=beside)


def _making(site: Mapping[str, str], forms: Templates, cat: SiteIndex) -> list[Page]:
    return forms.page("about.md", "about.md.j2", _fields("How this is made", LEAF), site=site, about=about(cat))


def _names(forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    count, made = len(cat.kb.records.entities), list[Page]()
    for view in names_views(cat, sizes.names):
        made += _sheet(forms, view.sheet, "names.md.j2", _unsearched("Names", LEAF), names=view, entities=count)
    return made


def _offices(forms: Templates, cat: SiteIndex) -> list[Page]:
    people = holders(cat)
    return (
        forms.page("offices.md", "offices.md.j2", _fields("Offices over time", LEAF), holders=people) if people else []
    )


def _coverage(forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    made = list[Page]()
    for view in coverage_views(cat, sizes.articles):
        made += _sheet(forms, view.sheet, "coverage.md.j2", _unsearched("Coverage", LEAF), coverage=view)
    return made


def _kind(id: str, forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    kind, made = cat.kb.records.kinds[id], list[Page]()
    for listing in kind_listings(cat, kind, sizes.rows):
        fields = {**_fields(kind.plural, WIDE), **describe([kind.summary])}
        made += _sheet(forms, listing.sheet, "kind.md.j2", fields, kind=listing.view, listing=listing)
    members = [exported_entity(entity) for entity in cat.members(id)]
    return _of(kind, [*made, *kind_files(kind, members)])


def _entity(id: str, site: Mapping[str, str], forms: Templates, cat: SiteIndex) -> list[Page]:
    entity = cat.kb.records.entities[id]
    data = entity_data(cat, entity)
    title = f"{entity.name} (draft)" if entity.draft else entity.name
    fields = {**_fields(title, LEAF), **entity_fields(cat, entity)}
    services = entity_services(entity, str(data["content"]), site)
    shown = {"entity": entity_view(cat, entity), "services": services}
    page = forms.page(source(entity.page), "entity.md.j2", fields, **shown)
    return _of(entity, [*page, *entity_files(data), *_redirects(entity, entity.name, forms)])


def _articles(forms: Templates, sizes: Sizes, cat: SiteIndex) -> list[Page]:
    made = list[Page]()
    for listing in article_listings(cat, sizes.rows):
        made += _sheet(forms, listing.sheet, "articles.md.j2", _fields("Articles", WIDE), listing=listing)
    return made


def _article(id: str, site: Mapping[str, str], forms: Templates, cat: SiteIndex) -> list[Page]:
    article = cat.article(id)
    fields = {**_fields(article.title, LEAF), **article_fields(cat, article)}
    shown = {
        "article": article_view(cat, article, bool(site.get("full_texts"))),
        "services": article_services(article, article_version(cat, article), site),
        "contradicted": contradicted(cat, article),
        "alone": alone(cat, article),
    }
    page = forms.page(source(article.page), "article.md.j2", fields, **shown)
    return _of(article, [*page, *_redirects(article, article.title, forms)])


def _redirects(record: Entity | Article, name: str, forms: Templates) -> Iterator[Page]:
    """Yield a page at every former address of a record."""
    for old in record.formerly:
        here = f"{record.page.split('/', 1)[0]}/{old}/"
        fields = {**_fields(name, WIDE), "search": {"exclude": True}}
        yield from forms.page(source(here), "redirect.md.j2", fields, name=name, target=href(here, record.page))


def _of(record: Kind | Entity | Article, pages: Iterable[Page]) -> list[Page]:
    """Return the pages as those of a record."""
    return [replace(page, record=record.place.file) for page in pages]


def _sheet(forms: Templates, sheet: ListPage, form: str, fields: dict[str, object], **shown: object) -> list[Page]:
    """Return a page of a list; the search knows the first."""
    title = {"title": f"{fields['title']}{sheet.suffix}"}
    more = title if sheet.number == 1 else {**title, "search": {"exclude": True}}
    return forms.page(sheet.path, form, {**fields, **more}, sheet=sheet, **shown)


def _fields(title: str, hide: list[str]) -> dict[str, object]:
    return {"title": title, "hide": hide}


def _unsearched(title: str, hide: list[str]) -> dict[str, object]:
    return {**_fields(title, hide), "search": {"exclude": True}}
