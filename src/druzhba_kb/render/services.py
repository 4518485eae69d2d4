"""Services: the settings of the site in, what a page offers to its reader beyond its content out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as percent
from urllib.parse import urljoin

from druzhba_kb.model import Article, Entity
from druzhba_kb.render.citation import Citation, cite
from druzhba_kb.render.page import Link, href

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


def entity_services(entity: Entity, site: Mapping[str, str]) -> Services:
    """Return what the page of an entity offers."""
    data = href(entity.page, "data/entities/").removesuffix("/")
    files = tuple(Link(name, f"{data}/{entity.id}.{end}") for name, end in (("JSON", "json"), ("YAML", "yml")))
    return _services(entity.id, entity.name, entity.page, entity.place.file, files, site)


def article_services(article: Article, site: Mapping[str, str]) -> Services:
    """Return what the page of an article offers."""
    return _services(article.id, article.title, article.page, article.place.file, (), site)


def _services(
    name: str, title: str, page: str, file: str, files: tuple[Link, ...], site: Mapping[str, str]
) -> Services:
    root = site.get("site_url") or ""
    url = urljoin(root.rstrip("/") + "/", page) if root else ""
    version = site.get("content") or ""
    citation = cite(name, title, site.get("site_name") or "", version, url)
    return Services(version, citation, files, edit_link(site, file), title, url or page, site.get("report_url") or "")


def edit_link(site: Mapping[str, str], file: str) -> str | None:
    """Return where a source file can be edited: `edit_uri` from the project's root, or the repository's own page."""
    repository, uri = (site.get("repo_url") or "").rstrip("/"), site.get("edit_uri") or ""
    if uri:
        link = urljoin(f"{repository}/", uri.rstrip("/") + "/") + percent(file)
    else:
        folder = next((folder for host, folder in BROWSE.items() if repository.startswith(host)), "")
        link = f"{repository}/{folder}/{percent(file)}" if folder else ""
    return link if link.startswith(("https://", "http://")) else None
