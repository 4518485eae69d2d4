"""Site pages: the site index, the site's texts and the templates in, what makes each file of the tree out.

Here stands which pages there are, from which template each is made, under which front matter and with which names: the
one list to read before a template. A page is a task of its own, so that an edit makes only those again whose look-ups
find something else; so nothing is handed from one task to another, and none reads a clock or a file of the content.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from druzhba_kb.locales import N_, formats, gettext
from druzhba_kb.model import Article, Entity, Kind
from druzhba_kb.render.drawings.drawing import picture
from druzhba_kb.render.drawings.map_panels import map_picture
from druzhba_kb.render.exports.citation_styles import citation_forms
from druzhba_kb.render.exports.data import article_version, entity_data
from druzhba_kb.render.exports.data_package import kind_files, whole_files
from druzhba_kb.render.exports.figure_table import date_rows, figure_table, place_rows, table
from druzhba_kb.render.exports.packet import verifier_files
from druzhba_kb.render.exports.page_metadata import article_fields, dataset_fields, describe, entity_fields
from druzhba_kb.render.exports.record_downloads import own_files, record_links, shared_file_tasks
from druzhba_kb.render.exports.search_index import fact_index_tasks
from druzhba_kb.render.exports.services import cited_article, cited_page, cited_view, licence_of, meta_tags, services
from druzhba_kb.render.page_model import EMBED, ListPage, Page, facets, href, paginate, source
from druzhba_kb.render.site_index import SiteIndex, Task, kind_link
from druzhba_kb.render.templates import Templates
from druzhba_kb.render.views.article_page import alone, article_view, differences
from druzhba_kb.render.views.changes_page import change_address, change_list, change_view, history
from druzhba_kb.render.views.collection_pages import collection_figures, coverage_views, names_views, office_holders
from druzhba_kb.render.views.compare_page import matrix
from druzhba_kb.render.views.data_page import DATA, data_page
from druzhba_kb.render.views.disputes_page import all_disputes, by_entity, weightiest
from druzhba_kb.render.views.entity_page import MovedFact, entity_view, moved_facts
from druzhba_kb.render.views.figures import FIGURES, FramedDrawing, declared, figure_view, leading_figure, take_away
from druzhba_kb.render.views.graph_page import graph_view
from druzhba_kb.render.views.home_page import home_view
from druzhba_kb.render.views.index_pages import article_indexes, kind_indexes
from druzhba_kb.render.views.map_page import is_mapped, map_lists, map_view
from druzhba_kb.render.views.own_page import own_page_view
from druzhba_kb.render.views.reference_pages import reference_views
from druzhba_kb.render.views.timeline_page import chronologies, lane_drawing, lanes
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import Theme

LEAF = ["navigation"]  # hidden beside a page to read
WIDE = ["navigation", "toc"]  # hidden beside a table or a drawing, which needs the width
DISPUTED = {
    "speaker": N_("Speaker"),
    "article": N_("Article"),
    "kind": N_("Kind"),
    "type": N_("Type"),
}  # what narrows the disputes
# Names, coverage and graph repeat what other pages say, and would be found in their place.
UNSEARCHED = {"search": {"exclude": True}}
LANES = N_("Each in its own year. A bar ends only where an article says so.")
OUTLINES = N_(
    "Borders and coasts are Natural Earth’s at 1:50 million, drawn as they are controlled; the drawing takes no side."
)
FRAMED = {"template": "embed.html"}  # without the site about it, for a frame on the page of others
FrontMatter = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of a list one page takes: rows of a table, dates, names, articles in their blocks, disagreements, days."""

    rows: int = 100
    dates: int = 200
    names: int = 500
    articles: int = 6
    disagreements: int = 100
    changes: int = 50


# On a disk no script can fetch the rest of a list.
WHOLE = Sizes(sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize)


def assets(theme: Theme, report: Report) -> Iterator[Page]:
    """Return the styles and scripts, which are text; another file among them is a fault."""
    for name, file in theme.below("assets/").items():
        try:
            yield Page(name, file.read_text(encoding="utf-8"), name)
        except (OSError, UnicodeDecodeError):
            report.error(Place(theme.place(name)), "asset", f"'{name}' cannot be read as UTF-8 text")


def tasks(index: SiteIndex, site: Mapping[str, str], templates: Templates) -> Iterator[Task]:
    """Yield what makes the pages; `site` gives their texts, as `site_name`; with `whole_lists` no list has pages."""
    sizes = WHOLE if site.get("whole_lists") else Sizes()
    yield Task("", partial(_home, site, templates, sizes))
    yield Task("disagreements/", partial(_disagreements, templates, sizes))
    yield Task("timeline/", partial(_timeline, site, templates, sizes))
    yield Task("map/", partial(_map, site, templates, sizes))
    yield Task("graph/", partial(_graph, templates))
    yield Task("compare/", partial(_compare, templates))
    if figures := declared(index):
        yield Task(FIGURES, partial(_figures, figures, site, templates))
    for kind_id, id in figures:
        yield Task(f"{FIGURES}{id}/", partial(_figure, kind_id, id, site, templates))
    yield Task("about/", partial(_about, site, templates))
    yield Task("search/", partial(_search, templates))
    yield from fact_index_tasks(index, site)
    yield Task("names/", partial(_names, templates, sizes))
    yield Task("offices/", partial(_offices, templates))
    yield Task("coverage/", partial(_coverage, templates, sizes))
    yield Task("references/", partial(_references, templates, sizes))
    yield Task("changes/", partial(_changes, templates, sizes))
    yield from (Task(change_address(day), partial(_change, day, templates)) for day in index.changes)
    yield Task(DATA, partial(_data, site, templates))
    yield from (
        Task(page.page, partial(_own_page, file, site, templates, sizes))
        for file, page in index.kb.records.pages.items()
    )
    yield from shared_file_tasks(index, site, templates)
    for kind in index.kinds:
        yield Task(f"{kind.id}/", partial(_kind, kind.id, site, templates, sizes))
        yield from (Task(f"{kind.id}/{id}/", partial(_entity, id, site, templates)) for id in index.ordered[kind.id])
    yield Task("articles/", partial(_articles, templates, sizes))
    yield from (Task(f"articles/{id}/", partial(_article, id, site, templates)) for id in index.kb.records.articles)


def _home(site: Mapping[str, str], templates: Templates, sizes: Sizes, index: SiteIndex) -> list[Page]:
    fields: FrontMatter = {"hide": WIDE, "feed": bool(index.changes)}
    shown: dict[str, object] = {
        "home": home_view(index),
        "contests": weightiest(index),
        "map": map_view(index, sizes.rows, ""),
    }
    shown["figure"] = leading_figure(index, site)
    return templates.page("index.md", "home.md.j2", fields, site=site, **shown)


def _disagreements(templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    for sheet in paginate("disagreements/", len(index.kb.contested), sizes.disagreements):
        every = all_disputes(index, sheet.here)
        narrowed = facets(
            {key: gettext(label) for key, label in DISPUTED.items()}, [dispute.marks for dispute in every]
        )
        shown = {"groups": by_entity(sheet.of(every)), "facets": narrowed}
        yield from _list_page(templates, sheet, "disagreements.md.j2", _fields(gettext("Disagreements"), LEAF), **shown)


def _timeline(site: Mapping[str, str], templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    drawn, name, frame = lanes(index), gettext("Timeline"), f"{EMBED}timeline/"
    away = take_away(index, site, "timeline", name, "timeline/", "timeline/") if drawn else None
    for view in chronologies(index, sizes.dates):
        first = drawn if view.sheet.number == 1 else None
        shown = {
            "chronology": view,
            "lanes": first,
            "squares": bool(first and index.squares),  # which the lanes alone have
            "away": away,
            "mapped": is_mapped(index),
            "site": site,
        }
        yield from _list_page(templates, view.sheet, "timeline.md.j2", _fields(name, LEAF), **shown)
    if drawn:
        wide, narrow = (lane_drawing(drawn, wide) for wide in (True, False))
        away = take_away(
            index, site, "timeline", gettext("%(kinds)s on one calendar") % {"kinds": drawn.plural}, "timeline/", frame
        )
        yield from _taken(templates, FramedDrawing(away, gettext(LANES), wide, narrow))
        yield Page(f"{FIGURES}timeline.csv", table(date_rows(index)))


def _map(site: Mapping[str, str], templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    view, name, frame = map_view(index, sizes.rows), gettext("Map"), f"{EMBED}map/"
    if view is None:
        return
    for sheet, groups in map_lists(index, view, sizes.rows):
        shown = {
            "map": view,
            "groups": groups,
            "away": take_away(index, site, "map", name, "map/", sheet.here),
            "site": site,
        }
        yield from _list_page(templates, sheet, "map.md.j2", _fields(name, WIDE), **shown)
    title = gettext("{kinds} on the map").format(kinds=formats.commas(kind.kind.name for kind in view.kinds))
    away = take_away(index, site, "map", title, "map/", frame)
    yield from _taken(templates, FramedDrawing(away, gettext(OUTLINES), map_picture(view.plates), None))
    yield Page(f"{FIGURES}map.csv", table(place_rows(view)))


def _graph(templates: Templates, index: SiteIndex) -> list[Page]:
    graph = graph_view(index)
    return (
        templates.page("graph.md", "graph.md.j2", _fields(gettext("Graph"), WIDE) | UNSEARCHED, graph=graph)
        if graph
        else []
    )


def _compare(templates: Templates, index: SiteIndex) -> list[Page]:
    beside = matrix(index)
    if beside is None:
        return []
    title = gettext("%(kinds)s compared") % {"kinds": beside.plural}
    return templates.page(
        "compare.md", "compare.md.j2", _fields(title, WIDE), matrix=beside, squares=bool(index.squares)
    )


def _figures(
    figures: Sequence[tuple[str, str]], site: Mapping[str, str], templates: Templates, index: SiteIndex
) -> list[Page]:
    views = [figure_view(index, site, kind, id, FIGURES) for kind, id in figures]
    return templates.page(
        f"{FIGURES}index.md", "figures.md.j2", _fields(gettext("Figures"), WIDE), figures=tuple(views), site=site
    )


def _figure(kind: str, id: str, site: Mapping[str, str], templates: Templates, index: SiteIndex) -> Iterator[Page]:
    """Yield a figure on its page, alone in a frame, as a picture and as numbers."""
    here, frame = f"{FIGURES}{id}/", f"{EMBED}{id}/"
    view = figure_view(index, site, kind, id, here)
    work = cited_view(index.kb, site, here, id, view.away.title)
    fields = _fields(view.away.title, LEAF) | UNSEARCHED | describe([view.lead]) | {"cite": meta_tags(work, site)}
    shown = {"figure": view, "site": site, "citation": citation_forms(work)}
    yield from templates.page(source(here), "figure.md.j2", fields, **shown)
    away = take_away(index, site, id, view.away.title, here, frame)
    yield from _taken(templates, FramedDrawing(away, view.note, view.wide, view.narrow))
    yield Page(f"{FIGURES}{id}.csv", figure_table(figure_view(index, site, kind, id, "")))


def _taken(templates: Templates, framed: FramedDrawing) -> Iterator[Page]:
    """Yield a drawing as it leaves the site: alone in a frame, and as a picture with its title and its sources."""
    away = framed.away
    fields = _fields(away.title, WIDE) | UNSEARCHED | FRAMED
    yield from templates.page(source(away.address), "embed.md.j2", fields, framed=framed)
    drawn = picture(framed.wide, away.title, framed.note, away.source)
    yield from templates.file(f"{FIGURES}{away.id}.svg", "figure.svg.j2", title=away.title, drawing=drawn)


def _about(site: Mapping[str, str], templates: Templates, index: SiteIndex) -> list[Page]:
    about = collection_figures(index)
    return templates.page("about.md", "about.md.j2", _fields(gettext("How this is made"), LEAF), site=site, about=about)


def _search(templates: Templates, index: SiteIndex) -> list[Page]:
    lists = tuple(kind_link(kind, "search/") for kind in index.kinds)
    return templates.page("search.md", "search.md.j2", _fields(gettext("Search"), WIDE) | UNSEARCHED, lists=lists)


def _names(templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    fields, count = _fields(gettext("Names"), LEAF) | UNSEARCHED, len(index.kb.records.entities)
    for view in names_views(index, sizes.names):
        yield from _list_page(templates, view.sheet, "names.md.j2", fields, names=view, entities=count)


def _offices(templates: Templates, index: SiteIndex) -> list[Page]:
    people = office_holders(index)
    fields = _fields(gettext("Offices over time"), LEAF)
    return templates.page("offices.md", "offices.md.j2", fields, holders=people) if people else []


def _coverage(templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    for view in coverage_views(index, sizes.articles):
        yield from _list_page(
            templates, view.sheet, "coverage.md.j2", _fields(gettext("Coverage"), LEAF) | UNSEARCHED, coverage=view
        )


def _references(templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    fields = _fields(gettext("References"), LEAF) | UNSEARCHED
    for view in reference_views(index, sizes.names):
        yield from _list_page(templates, view.sheet, "references.md.j2", fields, references=view)


def _changes(templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    fields = _fields(gettext("Changes"), LEAF) | UNSEARCHED | {"feed": True}
    for view in change_list(index, sizes.changes):
        yield from _list_page(templates, view.sheet, "changes.md.j2", fields, changes=view.changes, feed=view.feed)


def _change(day: str, templates: Templates, index: SiteIndex) -> list[Page]:
    here = change_address(day)
    change = change_view(index, index.changes[day], here)
    fields = _fields(formats.commas((change.title, change.date)), LEAF) | UNSEARCHED | {"feed": True}
    return templates.page(source(here), "change.md.j2", fields, change=change)


def _data(site: Mapping[str, str], templates: Templates, index: SiteIndex) -> Iterator[Page]:
    work = cited_view(index.kb, site, DATA, "data", gettext("Data of {site}").format(site=site.get("site_name") or ""))
    fields = (
        _fields(gettext("Data"), LEAF)
        | UNSEARCHED
        | dataset_fields(index, site, DATA)
        | {"cite": meta_tags(work, site)}
    )
    shown = {"data": data_page(index), "licence": licence_of(site), "citation": citation_forms(work)}
    yield from templates.page(f"{DATA}index.md", "data.md.j2", fields, **shown)
    yield from whole_files(index, site)
    yield from verifier_files()


def _kind(id: str, site: Mapping[str, str], templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    kind = index.kb.records.kinds[id]
    fields = _fields(kind.plural, WIDE) | describe([kind.summary])
    for listing in kind_indexes(index, kind, sizes.rows):
        page = _list_page(templates, listing.sheet, "kind.md.j2", fields, kind=listing.view, listing=listing)
        yield from _of(kind, page)
    for old in kind.formerly:
        yield from _of(kind, _redirect(f"{old}/", f"{id}/", kind.plural, (), templates))
    yield from _of(kind, kind_files(index, kind, site))


def _entity(id: str, site: Mapping[str, str], templates: Templates, index: SiteIndex) -> Iterator[Page]:
    entity = index.kb.records.entities[id]
    data = entity_data(index, entity, site.get("license") or "")
    version = data["content"]
    title = gettext("{name} (draft)").format(name=entity.name) if entity.draft else entity.name
    tags = meta_tags(cited_page(index.kb, entity, version, site), site)
    fields = _fields(title, LEAF) | entity_fields(index, entity) | {"cite": tags}
    shown = {
        "entity": entity_view(index, entity),
        "services": services(index.kb, entity, version, site, record_links(index, entity)),
        "history": history(index, id, entity.page),
    }
    page = templates.page(source(entity.page), "entity.md.j2", fields, **shown)
    files = own_files(index, entity, site, templates, data)
    return _of(entity, [*page, *files, *_redirects(index, entity, entity.name, templates)])


def _articles(templates: Templates, sizes: Sizes, index: SiteIndex) -> Iterator[Page]:
    for listing in article_indexes(index, sizes.rows):
        yield from _list_page(
            templates, listing.sheet, "articles.md.j2", _fields(gettext("Articles"), WIDE), listing=listing
        )


def _article(id: str, site: Mapping[str, str], templates: Templates, index: SiteIndex) -> Iterator[Page]:
    article = index.article(id)
    tags = meta_tags(cited_article(article), site)
    title = gettext("{name} (draft)").format(name=article.title) if article.draft else article.title
    fields = _fields(title, LEAF) | article_fields(index, article) | {"cite": tags}
    shown = {
        "article": article_view(index, article, bool(site.get("full_texts"))),
        "services": services(index.kb, article, article_version(index, article), site, record_links(index, article)),
        "history": history(index, id, article.page),
        "differences": differences(index, article),
        "alone": alone(index, article),
    }
    page = templates.page(source(article.page), "article.md.j2", fields, **shown)
    files = own_files(index, article, site, templates)
    return _of(article, [*page, *files, *_redirects(index, article, article.title, templates)])


def _own_page(file: str, site: Mapping[str, str], templates: Templates, sizes: Sizes, index: SiteIndex) -> list[Page]:
    page = index.kb.records.pages[file]
    title = gettext("{name} (draft)").format(name=page.title) if page.draft else page.title
    fields = _fields(title, LEAF) | {"kind": gettext("Page")} | (describe([page.summary]) if page.summary else {})
    view = own_page_view(index, site, file, sizes.rows)
    made = templates.page(source(page.page), "page.md.j2", fields, page=view, site=site)
    return [replace(one, record=file) for one in made]


def _redirects(index: SiteIndex, record: Entity | Article, name: str, templates: Templates) -> Iterator[Page]:
    """Yield a page at every former address of a record."""
    for here, old in index.kb.records.former_addresses(record):
        yield from _redirect(here, record.page, name, moved_facts(index, old, here), templates)


def _redirect(here: str, target: str, name: str, moved: Sequence[MovedFact], templates: Templates) -> list[Page]:
    fields, shown = _fields(name, WIDE) | UNSEARCHED, {"name": name, "target": href(here, target), "moved": moved}
    return templates.page(source(here), "redirect.md.j2", fields, **shown)


def _of(record: Kind | Entity | Article, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages as those of a record."""
    return (replace(page, record=record.place.file) for page in pages)


def _list_page(
    templates: Templates, sheet: ListPage, template: str, fields: FrontMatter, **shown: object
) -> list[Page]:
    """Return a page of a list; the search knows the first."""
    title = {"title": f"{fields['title']}{sheet.suffix}"}
    return templates.page(
        sheet.path, template, fields | title | (UNSEARCHED if sheet.number > 1 else {}), sheet=sheet, **shown
    )


def _fields(title: str, hide: list[str]) -> FrontMatter:
    return {"title": title, "hide": hide}
