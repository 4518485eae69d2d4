"""Told: a summary or a digest in, its HTML out, with links to the entities that it mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from posixpath import dirname, join, normpath

from druzhba_kb.model import Article, Entity, Mention, Passage
from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.markdown import Markdown
from druzhba_kb.render.page import href
from druzhba_kb.render.prose import Prose, Span

RECORD = re.compile(r"(?:entities/(?P<kind>[^/]+)/(?P<entity>[^/]+)\.ya?ml|articles/(?P<article>[^/]+)\.md)")

MARK = re.compile(r"^(?:#{1,6} |> ?)", re.MULTILINE)


def summary(cat: Catalogue, entity: Entity, here: str) -> list[Markdown]:
    """Return the paragraphs of an entity's summary."""
    mentions = (mention for mention in cat.mentions_in.get(entity.id, ()) if mention.in_entity)
    return Prose(entity.summary, _spans(cat, mentions, here), _resolver(cat, entity.place.file, here)).paragraphs()


def passage(cat: Catalogue, article: str, told: Passage, here: str) -> list[Markdown]:
    """Return the paragraphs of a digest's or a text's passage."""
    mentions = (m for m in cat.mentions_in.get(article, ()) if m.article and _within(m, told))
    markdown = _unmarked(cat.article(article), told)
    return Prose(markdown, _spans(cat, mentions, here), _resolver(cat, told.place.file, here)).paragraphs()


def _unmarked(article: Article, told: Passage) -> str:
    """Return the Markdown with blanks for the marks of a full text's heading or quotation, so that offsets hold."""
    if article.rights != "full" or article.blocks[told.first - 1] not in "hqe":
        return told.markdown
    return MARK.sub(lambda match: " " * len(match[0]), told.markdown)


def _within(mention: Mention, told: Passage) -> bool:
    exact = told.markdown[mention.start : mention.end] == mention.text
    return exact and mention.block is not None and told.first <= mention.block <= told.last


def _spans(cat: Catalogue, mentions: Iterable[Mention], here: str) -> list[Span]:
    """Return the linked mentions in order, without a link of a page to itself."""
    known = cat.kb.records.entities
    linked = ((m, href(here, known[m.entity].page)) for m in mentions if m.linked)
    return sorted((Span(m.start, m.end, to) for m, to in linked if to != "./"), key=lambda span: span.start)


def _resolver(cat: Catalogue, file: str, here: str) -> Callable[[str], str | None]:
    """Return what finds the page for a link target that an editor wrote in file."""

    def resolve(target: str) -> str | None:
        if target.startswith(("https://", "http://")):
            return target
        path, _, fragment = target.partition("#")
        page = _page(cat, normpath(join(dirname(file), path)))
        return None if page is None else href(here, page, fragment)

    return resolve


def _page(cat: Catalogue, file: str) -> str | None:
    match = RECORD.fullmatch(file)
    if match is None:
        return None
    entity = cat.kb.records.entities.get(match["entity"] or "")
    article = cat.kb.records.articles.get(match["article"] or "")
    if entity is not None and entity.kind == match["kind"]:
        return entity.page
    return article.page if article is not None else None
