"""Services: a record and the site's settings in, out how to cite its page, take its data away, mend its source, report a fault.

A link that is made of a setting leads to the web and nowhere else. An article's page cites the article itself too, by which
a reader would otherwise have to be led back to the publisher.

Hosts limit how many files a site may have, free ones to 20,000. So in a large site records share files: which one follows
from the id, so that a new record changes one file and no other page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import urljoin

from druzhba_kb.locales import gettext
from druzhba_kb.model import Article, Entity, KnowledgeBase
from druzhba_kb.render.exports.citation_styles import (
    CitationForm,
    CitedWork,
    PersonName,
    calendar_day,
    citation_forms,
    names_of,
)
from druzhba_kb.render.exports.data import dump_by_record, entity_data, entity_files
from druzhba_kb.render.exports.packet import digests
from druzhba_kb.render.page_model import Link, Page, address, is_web
from druzhba_kb.render.site_index import SiteIndex, Task, share_of
from druzhba_kb.render.templates import Templates
from druzhba_kb.values.edtf import is_approximate

# HEAD, since what the main branch is called is not known.
BROWSE = {"https://github.com/": "blob/HEAD", "https://gitlab.com/": "-/blob/HEAD"}
LICENCES = "https://spdx.org/licenses/"
DATA, DIGESTS = "data/entities/", "data/digests/"


@dataclass(frozen=True, slots=True)
class Services:
    """How to cite a page, and the article that it is about, take its data away, mend its source and report a fault in it."""

    version: str
    day: str
    citation: tuple[CitationForm, ...]
    work: tuple[CitationForm, ...]
    downloads: tuple[Link, ...]
    licence: Link | None
    edit: str | None
    title: str
    address: str
    pattern: str

    def report(self, anchor: str = "", number: int = 0) -> str | None:
        """Return the link that reports an error in the page or one of its footnotes; None where none is configured."""
        if not self.pattern:
            return None
        title = gettext("{title}, evidence {number}").format(title=self.title, number=number) if number else self.title
        page = f"{self.address}#{anchor}" if anchor else self.address
        return self.pattern.replace("{title}", percent(title, safe="")).replace("{page}", percent(page, safe=""))


def services(index: SiteIndex, record: Entity | Article, version: str, site: Mapping[str, str]) -> Services:
    """Return what the page of a record offers, with the version of its data and the files that have them."""
    page = cited_page(index.kb, record, version, site)
    work = cited_article(record) if isinstance(record, Article) else None
    return Services(
        version=version,
        day=page.day,
        citation=citation_forms(page),
        work=citation_forms(work) if work else (),
        downloads=record_links(index, record),
        licence=licence_of(site),
        edit=edit_link(site, record.place.file),
        title=page.title,
        address=page.url or record.page,
        pattern=site.get("report_url") or "",
    )


def cited_page(kb: KnowledgeBase, record: Entity | Article, version: str, site: Mapping[str, str]) -> CitedWork:
    """Return the page of a record as a work of the site's editors."""
    title = record.name if isinstance(record, Entity) else gettext("Digest of “{title}”").format(title=record.title)
    return CitedWork(
        key=f"{record.id}-{version}",
        title=title,
        container=site.get("site_name") or "",
        url=absolute(site, record.page),
        day=last_changed(kb, record.id),
        editors=editors(site),
        version=version,
    )


def cited_article(article: Article) -> CitedWork:
    """Return the article itself as a work; its author stands as it prints the name."""
    published = article.published or ""
    return CitedWork(
        key=article.id,
        title=article.title,
        container=article.publisher or "",
        url=article.url or "",
        day=published,
        inferred=article.published_basis == "inferred" or bool(published and is_approximate(published)),
        author=article.author or "",
        is_article=True,
    )


def cited_view(kb: KnowledgeBase, site: Mapping[str, str], page: str, key: str, title: str) -> CitedWork:
    """Return what is made of the whole collection as a work, at its page: the data, a figure."""
    return CitedWork(
        key=key,
        title=title,
        container=site.get("site_name") or "",
        url=absolute(site, page),
        day=last_changed(kb, ""),
        editors=editors(site),
    )


def last_changed(kb: KnowledgeBase, id: str) -> str:
    """Return the day of the last recorded change of a record; of the whole content, where none names the record."""
    own = [change.date for change in kb.records.changes if id in change.records]
    return max(own or (change.date for change in kb.records.changes), default="")


def absolute(site: Mapping[str, str], page: str) -> str:
    """Return the address of a page on the web; nothing where the site's own is not configured."""
    root = site.get("site_url") or ""
    return urljoin(root.rstrip("/") + "/", page) if root else ""


def editors(site: Mapping[str, str]) -> tuple[PersonName, ...]:
    """Return who answers for the site."""
    return names_of(site.get("site_author") or "")


def licence_of(site: Mapping[str, str]) -> Link | None:
    """Return the licence of the content; None where none is named."""
    name = site.get("license") or ""
    return Link(name, f"{LICENCES}{name}.html") if name else None


def meta_tags(work: CitedWork, site: Mapping[str, str]) -> list[list[str]]:
    """Return the names and contents by which programs that collect literature take a page: Highwire's and Dublin Core's."""
    digits = () if work.inferred else calendar_day(work.day).digits  # no tag can say "about"
    names = [work.author] if work.author else [name.turned for name in work.editors]
    creator = "citation_author" if work.author else "citation_editor"
    tags = [
        ("citation_title", work.title),
        *((creator, name) for name in names),
        ("citation_publication_date", "/".join(digits)),
        ("citation_publisher", work.container),
        ("citation_public_url", work.url),
        ("DC.title", work.title),
        *(("DC.creator" if work.author else "DC.contributor", name) for name in names),
        ("DC.date", "-".join(digits)),
        ("DC.publisher", work.container),
        ("DC.identifier", work.url),
        ("DC.type", "Text"),
        ("DC.rights", "" if work.is_article else site.get("license") or ""),
    ]
    return [[name, content] for name, content in tags if content]


def edit_link(site: Mapping[str, str], file: str) -> str | None:
    """Return where a source file can be edited: `edit_uri` from the project's root, or the repository's own page."""
    repository, uri = (site.get("repo_url") or "").rstrip("/"), site.get("edit_uri") or ""
    if uri:
        link = urljoin(f"{repository}/", uri.rstrip("/") + "/") + percent(file)
    else:
        folder = next((folder for host, folder in BROWSE.items() if repository.startswith(host)), "")
        link = f"{repository}/{folder}/{percent(file)}" if folder else ""
    return link if is_web(link) else None


def record_links(index: SiteIndex, record: Entity | Article) -> tuple[Link, ...]:
    """Return the links from the page of a record to its data, which an entity has, and to its digests."""
    # L10n: this and the two below stand after the name of a file: JSON of this page’s data
    name, ends, note = record.id, {"JSON": "json", "YAML": "yml"}, gettext("of this page’s data")
    if index.shares:
        name, ends = str(share_of(record.id, index.shares)), {"JSON": "json"}
        note = gettext("of this page’s data, under its id among others")
    files = [(form, f"{DATA}{name}.{end}", note) for form, end in ends.items() if isinstance(record, Entity)]
    if not record.draft:
        files.append((gettext("Digests"), f"{DIGESTS}{name}.txt", gettext("of its proof packets")))
    return tuple(Link(form, address(record.page, file), note) for form, file, note in files)


def own_files(
    index: SiteIndex,
    record: Entity | Article,
    site: Mapping[str, str],
    templates: Templates,
    data: dict[str, Any] | None = None,
) -> Iterator[Page]:
    """Yield the files of a record, the `data` of an entity among them; none in a large site."""
    if index.shares:
        return
    if data is not None:
        yield from entity_files(data)
    if listed := digests(index, record, site, templates):
        yield Page(f"{DIGESTS}{record.id}.txt", listed)


def shared_file_tasks(index: SiteIndex, site: Mapping[str, str], templates: Templates) -> Iterator[Task]:
    """Yield what makes the files that the records of a large site share."""
    yield from (Task(f"{DATA}{share}", partial(_shared, share, site, templates)) for share in range(index.shares))


def _shared(share: int, site: Mapping[str, str], templates: Templates, index: SiteIndex) -> Iterator[Page]:
    records = index.kb.records
    ids, licence = index.sharing.get(share, ()), site.get("license") or ""
    entities = {id: records.entities[id] for id in ids if id in records.entities}
    data = {id: entity_data(index, one, licence) for id, one in entities.items()}
    yield Page(f"{DATA}{share}.json", dump_by_record(data))
    every = (entities.get(id) or records.articles[id] for id in ids)
    yield Page(f"{DIGESTS}{share}.txt", "".join(digests(index, one, site, templates) for one in every))
