"""Outward links: a knowledge base and its finished site in, each address on another host once, with where it is written, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from druzhba_kb.model import Entity, KnowledgeBase, Records
from druzhba_kb.publishing.allowances import Settings
from druzhba_kb.publishing.pages import Use
from druzhba_kb.publishing.targets import cleaned, resolve
from druzhba_kb.publishing.tree import HOME, Tree, read_tree
from druzhba_kb.report import Place
from druzhba_kb.verify.records import LINK

Written = tuple[str, Place]


@dataclass(frozen=True, slots=True)
class Link:
    """An address on another host, the address of its archived copy, and where in the content, or on which pages, it stands."""

    address: str
    places: tuple[Place, ...]
    archive: str | None = None


def outward_links(kb: KnowledgeBase, site: Path, settings: Settings) -> tuple[Link, ...]:
    """Return the links of the published content and of the site's pages, by address."""
    records = kb.records.published
    content = _by_address(_in_content(records))
    pages = _by_address(_in_pages(read_tree(site, settings.base), site, settings))
    archives = _archives(records)
    found = {**pages, **content}
    return tuple(Link(address, found[address], archives.get(address)) for address in sorted(found))


def asked_as(written: str) -> str | None:
    """Return the address that a browser asks a host for; None for what is not on the web."""
    address = cleaned(written).partition("#")[0]
    if address.startswith("//"):
        address = f"https:{address}"
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    known = scheme.lower() in ("http", "https") and mark and host
    return f"{scheme.lower()}://{host.lower()}{slash}{path}" if known else None


def _by_address(found: Iterable[Written]) -> dict[str, tuple[Place, ...]]:
    places: dict[str, dict[Place, None]] = {}
    for written, place in found:
        if address := asked_as(written):
            places.setdefault(address, {})[place] = None
    return {address: tuple(sorted(all_of_it)) for address, all_of_it in places.items()}


def _archives(records: Records) -> dict[str, str]:
    pairs = ((article.url, article.archived_url) for article in records.articles.values())
    known = ((asked_as(url), asked_as(archive)) for url, archive in pairs if url and archive)
    return {url: archive for url, archive in known if url and archive}


def _in_content(records: Records) -> Iterator[Written]:
    for article in records.articles.values():
        for key, url in (("url", article.url), ("archived_url", article.archived_url)):
            if url:
                yield url, article.places.get(key, article.place)
        for passage in article.body:
            yield from _in_markdown(passage.markdown, passage.place)
    for entity in records.entities.values():
        for target in LINK.findall(entity.summary):
            yield target, entity.places.get("summary", entity.place)
        yield from _in_statements(entity, records)


def _in_markdown(markdown: str, place: Place) -> Iterator[Written]:
    """Yield the links of a passage, which stands in its file as it is here."""
    for match in LINK.finditer(markdown):
        before = markdown[: match.start(1)]
        yield match[1], Place(place.file, place.line + before.count("\n"), len(before) - before.rfind("\n"))


def _in_statements(entity: Entity, records: Records) -> Iterator[Written]:
    attributes = records.kinds[entity.kind].attributes
    for claim in (claim for statement in entity.statements for claim in statement.claims):
        if claim.value and attributes[claim.attribute].type == "url":
            yield claim.value, claim.place


def _in_pages(tree: Tree, site: Path, settings: Settings) -> Iterator[Written]:
    """Yield the links of the pages, the home page's first; of those made by one pattern, the first stands for all."""
    seen: set[str] = set()
    for path in sorted(tree.pages, key=lambda path: (path != HOME, path)):
        for written, place in _on_page(tree, path, site):
            pattern = next((head for head in settings.patterns if written.startswith(head)), None)
            if pattern not in seen:
                yield written, place
            seen |= {pattern} if pattern else set()


def _on_page(tree: Tree, path: str, site: Path) -> Iterator[Written]:
    file = f"{site.parent.name}/{site.name}/{path}"
    lines: dict[str, int] = {}
    for reference in tree.pages[path].references:
        links = reference.use in (Use.CLICK, Use.NAMED)
        if links and resolve(reference.address, path, tree.base).kind == "foreign":
            lines.setdefault(reference.address, reference.line)
    yield from ((address, Place(file, line)) for address, line in lines.items())
