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
from druzhba_kb.render.exports.packet import verifier_files
from druzhba_kb.render.exports.page_metadata import article_fields, dataset_fields, describe, entity_fields
from druzhba_kb.render.exports.search_index import fact_index_tasks
from druzhba_kb.render.exports.services import (
    cited_article,
    cited_page,
    cited_view,
    licence_of,
    meta_tags,
    own_files,
    services,
    shared_file_tasks,
)
from druzhba_kb.render.exports.table import csv_of_rows
from druzhba_kb.render.page_model import EMBED, ListPage, Page, facets, href, paginate, source, titled
from druzhba_kb.render.site_index import SiteIndex, Task, kind_link
from druzhba_kb.render.templates import Templates
from druzhba_kb.render.views.article_page import alone, article_view, differences
from druzhba_kb.render.views.changes_page import change_address, change_list, change_view, history
from druzhba_kb.render.views.collection_pages import collection_figures, coverage_views, names_views, office_holders
from druzhba_kb.render.views.compare_page import matrix
from druzhba_kb.render.views.data_page import DATA, data_page
from druzhba_kb.render.views.disputes_page import all_disputes, by_entity, weightiest
from druzhba_kb.render.views.entity_page import MovedFact, entity_view, moved_facts
from druzhba_kb.render.views.figures import (
    FIGURES,
    FramedDrawing,
    declared,
    figure_rows,
    figure_view,
    leading_figure,
    take_away,
)
from druzhba_kb.render.views.graph_page import graph_view
from druzhba_kb.render.views.home_page import home_view
from druzhba_kb.render.views.index_pages import article_indexes, kind_indexes
from druzhba_kb.render.views.map_page import is_mapped, map_lists, map_view, place_rows
from druzhba_kb.render.views.own_page import own_page_view
from druzhba_kb.render.views.reference_pages import reference_views
from druzhba_kb.render.views.timeline_page import chronologies, date_rows, lane_drawing, lanes
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import Theme

FrontMatter = dict[str, object]
Texts = Mapping[str, str]
LEAF = ["navigation"]  # hidden beside a page to read
WIDE = ["navigation", "toc"]  # hidden beside a table or a drawing, which needs the width
# Names, coverage and graph repeat what other pages say, and would be found in their place.
UNSEARCHED: FrontMatter = {"search": {"exclude": True}}
FOLLOWED: FrontMatter = UNSEARCHED | {"feed": True}
LANES = N_("Each in its own year. A bar ends only where an article says so.")
OUTLINES = N_(
    "Borders and coasts are Natural Earth’s at 1:50 million, drawn as they are controlled; the drawing takes no side."
)
FRAMED: FrontMatter = {"template": "embed.html"}  # without the site about it, for a frame on the page of others


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of a list one page takes: rows of a table, dates, names, articles in their blocks, disagreements, days."""

    rows: int = 100
    dates: int = 200
    names: int = 500
    articles: int = 6
    disagreements: int = 100
    changes: int = 50


WHOLE = Sizes(*[sys.maxsize] * 6)  # on a disk no script can fetch the rest of a list


def assets(theme: Theme, report: Report) -> Iterator[Page]:
    """Return the styles and scripts, which are text; another file among them is a fault."""
    for name, file in theme.below("assets/").items():
        try:
            yield Page(name, file.read_text(encoding="utf-8"), name)
        except (OSError, UnicodeDecodeError):
            report.error(Place(theme.place(name)), "asset", f"'{name}' cannot be read as UTF-8 text")


def tasks(index: SiteIndex, site: Texts, templates: Templates) -> Iterator[Task]:
    """Yield what makes the pages; `site` gives their texts, as `site_name`; with `whole_lists` no list has pages."""
    make = _SitePages(site, templates, WHOLE if site.get("whole_lists") else Sizes())
    records, figures = index.kb.records, declared(index)
    yield Task("", make.home)
    yield Task("disagreements/", make.disagreements)
    yield Task("timeline/", make.timeline)
    yield Task("map/", make.map)
    yield Task("graph/", make.graph)
    yield Task("compare/", make.compare)
    if figures:
        yield Task(FIGURES, partial(make.figures, figures))
    yield from (Task(f"{FIGURES}{id}/", partial(make.figure, kind, id)) for kind, id in figures)
    yield Task("about/", make.about)
    yield Task("search/", make.search)
    yield from fact_index_tasks(index, site)
    yield Task("names/", make.names)
    yield Task("offices/", make.offices)
    yield Task("coverage/", make.coverage)
    yield Task("references/", make.references)
    yield Task("changes/", make.changes)
    yield from (Task(change_address(day), partial(make.change, day)) for day in index.changes)
    yield Task(DATA, make.data)
    yield from (Task(page.page, partial(make.own_page, file)) for file, page in records.pages.items())
    yield from shared_file_tasks(index, site, templates)
    for kind in index.kinds:
        yield Task(f"{kind.id}/", partial(make.kind, kind.id))
        yield from (Task(f"{kind.id}/{id}/", partial(make.entity, id)) for id in index.ordered[kind.id])
    yield Task("articles/", make.articles)
    yield from (Task(f"articles/{id}/", partial(make.article, id)) for id in records.articles)


@dataclass(frozen=True, slots=True)
class _SitePages:
    """What makes each sort of page, from the index that it is given and from what is the same for all of them."""

    site: Texts
    templates: Templates
    sizes: Sizes

    def _page(
        self, path: str, form: str, title: str, hide: list[str], fields: FrontMatter | None = None, /, **shown: object
    ) -> list[Page]:
        return self.templates.page(path, form, {"title": title, "hide": hide, **(fields or {})}, **shown)

    def _list_page(
        self,
        sheet: ListPage,
        form: str,
        title: str,
        hide: list[str],
        fields: FrontMatter | None = None,
        /,
        **shown: object,
    ) -> list[Page]:
        """Return a page of a list; the search knows the first."""
        more = {**(fields or {}), **(UNSEARCHED if sheet.number > 1 else {})}
        return self._page(sheet.path, form, f"{title}{sheet.suffix}", hide, more, sheet=sheet, **shown)

    def home(self, index: SiteIndex) -> list[Page]:
        fields: FrontMatter = {"hide": WIDE, "feed": bool(index.changes)}
        shown: dict[str, object] = {
            "home": home_view(index),
            "contests": weightiest(index),
            "map": map_view(index, self.sizes.rows, ""),
            "figure": leading_figure(index, self.site),
        }
        return self.templates.page("index.md", "home.md.j2", fields, site=self.site, **shown)

    def disagreements(self, index: SiteIndex) -> Iterator[Page]:
        labels = {
            "speaker": gettext("Speaker"),
            "article": gettext("Article"),
            "kind": gettext("Kind"),
            "type": gettext("Type"),
        }
        title = gettext("Disagreements")
        for sheet in paginate("disagreements/", len(index.kb.contested), self.sizes.disagreements):
            every = all_disputes(index, sheet.here)
            shown = {"groups": by_entity(sheet.of(every)), "facets": facets(labels, [one.marks for one in every])}
            yield from self._list_page(sheet, "disagreements.md.j2", title, LEAF, **shown)

    def timeline(self, index: SiteIndex) -> Iterator[Page]:
        drawn, name, here = lanes(index), gettext("Timeline"), "timeline/"
        away = take_away(index, self.site, "timeline", name, here, here) if drawn else None
        for view in chronologies(index, self.sizes.dates):
            first = drawn if view.sheet.number == 1 else None
            shown = {
                "chronology": view,
                "lanes": first,
                "squares": bool(first and index.squares),  # which the lanes alone have
                "away": away,
                "mapped": is_mapped(index),
                "site": self.site,
            }
            yield from self._list_page(view.sheet, "timeline.md.j2", name, LEAF, **shown)
        if drawn:
            wide, narrow = (lane_drawing(drawn, wide) for wide in (True, False))
            title = gettext("%(kinds)s on one calendar") % {"kinds": drawn.plural}
            away = take_away(index, self.site, "timeline", title, here, f"{EMBED}{here}")
            yield from self._taken(FramedDrawing(away, gettext(LANES), wide, narrow))
            yield Page(f"{FIGURES}timeline.csv", csv_of_rows(date_rows(index)))

    def map(self, index: SiteIndex) -> Iterator[Page]:
        view, name, here = map_view(index, self.sizes.rows), gettext("Map"), "map/"
        if view is None:
            return
        for sheet, groups in map_lists(index, view, self.sizes.rows):
            away = take_away(index, self.site, "map", name, here, sheet.here)
            shown = {"map": view, "groups": groups, "away": away, "site": self.site}
            yield from self._list_page(sheet, "map.md.j2", name, WIDE, **shown)
        title = gettext("{kinds} on the map").format(kinds=formats.commas(kind.kind.name for kind in view.kinds))
        away = take_away(index, self.site, "map", title, here, f"{EMBED}{here}")
        yield from self._taken(FramedDrawing(away, gettext(OUTLINES), map_picture(view.plates), None))
        yield Page(f"{FIGURES}map.csv", csv_of_rows(place_rows(view)))

    def graph(self, index: SiteIndex) -> list[Page]:
        graph = graph_view(index)
        return self._page("graph.md", "graph.md.j2", gettext("Graph"), WIDE, UNSEARCHED, graph=graph) if graph else []

    def compare(self, index: SiteIndex) -> list[Page]:
        beside = matrix(index)
        if beside is None:
            return []
        title, squares = gettext("%(kinds)s compared") % {"kinds": beside.plural}, bool(index.squares)
        return self._page("compare.md", "compare.md.j2", title, WIDE, matrix=beside, squares=squares)

    def figures(self, figures: Iterable[tuple[str, str]], index: SiteIndex) -> list[Page]:
        views = tuple(figure_view(index, self.site, kind, id, FIGURES) for kind, id in figures)
        shown = {"figures": views, "site": self.site}
        return self._page(f"{FIGURES}index.md", "figures.md.j2", gettext("Figures"), WIDE, **shown)

    def figure(self, kind: str, id: str, index: SiteIndex) -> Iterator[Page]:
        """Yield a figure on its page, alone in a frame, as a picture and as numbers."""
        here = f"{FIGURES}{id}/"
        view = figure_view(index, self.site, kind, id, here)
        title, work = view.away.title, cited_view(index.kb, self.site, here, id, view.away.title)
        fields = UNSEARCHED | describe([view.lead]) | {"cite": meta_tags(work, self.site)}
        shown = {"figure": view, "site": self.site, "citation": citation_forms(work)}
        yield from self._page(source(here), "figure.md.j2", title, LEAF, fields, **shown)
        away = take_away(index, self.site, id, title, here, f"{EMBED}{id}/")
        yield from self._taken(FramedDrawing(away, view.note, view.wide, view.narrow))
        yield Page(f"{FIGURES}{id}.csv", csv_of_rows(figure_rows(figure_view(index, self.site, kind, id, ""))))

    def _taken(self, framed: FramedDrawing) -> Iterator[Page]:
        """Yield a drawing as it leaves the site: alone in a frame, and as a picture with its title and its sources."""
        away = framed.away
        yield from self._page(source(away.address), "embed.md.j2", away.title, WIDE, UNSEARCHED | FRAMED, framed=framed)
        drawn = picture(framed.wide, away.title, framed.note, away.source)
        yield from self.templates.file(f"{FIGURES}{away.id}.svg", "figure.svg.j2", title=away.title, drawing=drawn)

    def about(self, index: SiteIndex) -> list[Page]:
        shown = {"site": self.site, "about": collection_figures(index)}
        return self._page("about.md", "about.md.j2", gettext("How this is made"), LEAF, **shown)

    def search(self, index: SiteIndex) -> list[Page]:
        lists = tuple(kind_link(kind, "search/") for kind in index.kinds)
        return self._page("search.md", "search.md.j2", gettext("Search"), WIDE, UNSEARCHED, lists=lists)

    def names(self, index: SiteIndex) -> Iterator[Page]:
        for view in names_views(index, self.sizes.names):
            shown = {"names": view, "entities": len(index.kb.records.entities)}
            yield from self._list_page(view.sheet, "names.md.j2", gettext("Names"), LEAF, UNSEARCHED, **shown)

    def offices(self, index: SiteIndex) -> list[Page]:
        people, title = office_holders(index), gettext("Offices over time")
        return self._page("offices.md", "offices.md.j2", title, LEAF, holders=people) if people else []

    def coverage(self, index: SiteIndex) -> Iterator[Page]:
        title = gettext("Coverage")
        for view in coverage_views(index, self.sizes.articles):
            yield from self._list_page(view.sheet, "coverage.md.j2", title, LEAF, UNSEARCHED, coverage=view)

    def references(self, index: SiteIndex) -> Iterator[Page]:
        title = gettext("References")
        for view in reference_views(index, self.sizes.names):
            yield from self._list_page(view.sheet, "references.md.j2", title, LEAF, UNSEARCHED, references=view)

    def changes(self, index: SiteIndex) -> Iterator[Page]:
        title = gettext("Changes")
        for sheet, changes, feed in change_list(index, self.sizes.changes):
            yield from self._list_page(sheet, "changes.md.j2", title, LEAF, FOLLOWED, changes=changes, feed=feed)

    def change(self, day: str, index: SiteIndex) -> list[Page]:
        here = change_address(day)
        change = change_view(index, index.changes[day], here)
        title = formats.commas((change.title, change.date))
        return self._page(source(here), "change.md.j2", title, LEAF, FOLLOWED, change=change)

    def data(self, index: SiteIndex) -> Iterator[Page]:
        of = gettext("Data of {site}").format(site=self.site.get("site_name") or "")
        work = cited_view(index.kb, self.site, DATA, "data", of)
        fields = UNSEARCHED | dataset_fields(index, self.site, DATA) | {"cite": meta_tags(work, self.site)}
        shown = {"data": data_page(index), "licence": licence_of(self.site), "citation": citation_forms(work)}
        yield from self._page(f"{DATA}index.md", "data.md.j2", gettext("Data"), LEAF, fields, **shown)
        yield from whole_files(index, self.site)
        yield from verifier_files()

    def kind(self, id: str, index: SiteIndex) -> Iterator[Page]:
        kind = index.kb.records.kinds[id]
        fields = describe([kind.summary])
        for listing in kind_indexes(index, kind, self.sizes.rows):
            shown = {"kind": listing.view, "listing": listing}
            yield from _of(kind, self._list_page(listing.sheet, "kind.md.j2", kind.plural, WIDE, fields, **shown))
        for old in kind.formerly:
            yield from _of(kind, self._redirect(f"{old}/", f"{id}/", kind.plural, ()))
        yield from _of(kind, kind_files(index, kind, self.site))

    def entity(self, id: str, index: SiteIndex) -> Iterator[Page]:
        entity = index.kb.records.entities[id]
        data = entity_data(index, entity, self.site.get("license") or "")
        version = data["content"]
        tags = meta_tags(cited_page(index.kb, entity, version, self.site), self.site)
        shown = {
            "entity": entity_view(index, entity),
            "services": services(index, entity, version, self.site),
            "history": history(index, id, entity.page),
        }
        fields, title = entity_fields(index, entity) | {"cite": tags}, titled(entity.name, entity.draft)
        page = self._page(source(entity.page), "entity.md.j2", title, LEAF, fields, **shown)
        files = own_files(index, entity, self.site, self.templates, data)
        return _of(entity, [*page, *files, *self._redirects(index, entity, entity.name)])

    def articles(self, index: SiteIndex) -> Iterator[Page]:
        for listing in article_indexes(index, self.sizes.rows):
            yield from self._list_page(listing.sheet, "articles.md.j2", gettext("Articles"), WIDE, listing=listing)

    def article(self, id: str, index: SiteIndex) -> Iterator[Page]:
        article = index.article(id)
        version = article_version(index, article)
        shown = {
            "article": article_view(index, article, bool(self.site.get("full_texts"))),
            "services": services(index, article, version, self.site),
            "history": history(index, id, article.page),
            "differences": differences(index, article),
            "alone": alone(index, article),
        }
        fields = article_fields(index, article) | {"cite": meta_tags(cited_article(article), self.site)}
        title = titled(article.title, article.draft)
        page = self._page(source(article.page), "article.md.j2", title, LEAF, fields, **shown)
        files = own_files(index, article, self.site, self.templates)
        return _of(article, [*page, *files, *self._redirects(index, article, article.title)])

    def own_page(self, file: str, index: SiteIndex) -> list[Page]:
        page = index.kb.records.pages[file]
        fields = {"kind": gettext("Page")} | (describe([page.summary]) if page.summary else {})
        view, title = own_page_view(index, self.site, file, self.sizes.rows), titled(page.title, page.draft)
        made = self._page(source(page.page), "page.md.j2", title, LEAF, fields, page=view, site=self.site)
        return [replace(one, record=file) for one in made]

    def _redirects(self, index: SiteIndex, record: Entity | Article, name: str) -> Iterator[Page]:
        """Yield a page at every former address of a record."""
        for here, old in index.kb.records.former_addresses(record):
            yield from self._redirect(here, record.page, name, moved_facts(index, old, here))

    def _redirect(self, here: str, target: str, name: str, moved: Sequence[MovedFact]) -> list[Page]:
        shown = {"name": name, "target": href(here, target), "moved": moved}
        return self._page(source(here), "redirect.md.j2", name, WIDE, UNSEARCHED, **shown)


def _of(record: Kind | Entity | Article, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages as those of a record."""
    return (replace(page, record=record.place.file) for page in pages)
