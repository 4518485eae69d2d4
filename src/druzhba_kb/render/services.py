"""Services: the settings of the site in, what a page offers to its reader beyond its content out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as percent
from urllib.parse import urljoin

from druzhba_kb.model import Article, Entity
from druzhba_kb.render.citation import Citation, cite
from druzhba_kb.render.page_model import Link, href

BROWSE = {"https://github.com/": "blob/HEAD", "https://gitlab.com/": "-/blob/HEAD"}


@dataclass(frozen=True, slots=True)
class Services:
    """How to cite a page, take its data away, mend its source and report a fault in it."""

    version: str
    citation: Citation
    downloads: tuple[Link, ...]
    edit: str | None
    title: str
    address: str
    pattern: str

    def report(self, anchor: str = "", number: int = 0) -> str | None:
        """Return the link that reports an error in the page or in one of its footnotes; None where none is configured."""
        if not self.pattern:
            return None
        title = f"{self.title}, evidence {number}" if number else self.title
        page = f"{self.address}#{anchor}" if anchor else self.address
        return self.pattern.replace("{title}", percent(title, safe="")).replace("{page}", percent(page, safe=""))


def entity_services(entity: Entity, version: str, site: Mapping[str, str]) -> Services:
    """Return what the page of an entity offers, with the version of its data."""
    data = href(entity.page, "data/entities/").removesuffix("/")
    files = tuple(Link(name, f"{data}/{entity.id}.{end}") for name, end in (("JSON", "json"), ("YAML", "yml")))
    return _services(entity, entity.name, version, files, site)


def article_services(article: Article, version: str, site: Mapping[str, str]) -> Services:
    """Return what the page of an article offers, with the version of what is told of it."""
    return _services(article, article.title, version, (), site)


def _services(
    record: Entity | Article, title: str, version: str, files: tuple[Link, ...], site: Mapping[str, str]
) -> Services:
    root = site.get("site_url") or ""
    url = urljoin(root.rstrip("/") + "/", record.page) if root else ""
    return Services(
        version=version,
        citation=cite(record.id, title, site.get("site_name") or "", version, url),
        downloads=files,
        edit=edit_link(site, record.place.file),
        title=title,
        address=url or record.page,
        pattern=site.get("report_url") or "",
    )


def edit_link(site: Mapping[str, str], file: str) -> str | None:
    """Return where a source file can be edited: `edit_uri` from the project's root, or the repository's own page."""
    repository, uri = (site.get("repo_url") or "").rstrip("/"), site.get("edit_uri") or ""
    if uri:
        link = urljoin(f"{repository}/", uri.rstrip("/") + "/") + percent(file)
    else:
        folder = next((folder for host, folder in BROWSE.items() if repository.startswith(host)), "")
        link = f"{repository}/{folder}/{percent(file)}" if folder else ""
    return link if link.startswith(("https://", "http://")) else None
