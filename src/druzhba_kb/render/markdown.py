"""Markdown: plain text and an editor's Markdown in, out what means itself in Markdown, in HTML and in attribute values.

Names, titles and quotations come from articles, and anybody may have written those: all plain text is escaped, and of
an editor's Markdown only emphasis and links become HTML. What is Markdown or HTML already has a type of its own, which
only this package makes; nothing may become it because it looks harmless.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join, normpath

import yaml
from markupsafe import Markup

from druzhba_kb.locales import spoken
from druzhba_kb.model import Article, Entity, Mention, Passage
from druzhba_kb.relate.page_markdown import anchors_in
from druzhba_kb.render.page_model import address, href, is_web, media
from druzhba_kb.render.site_index import SiteIndex

# Python-Markdown keeps its own placeholders between STX and ETX: control characters must never reach it.
CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# PyYAML may be built without libyaml, which only makes it slower.
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LAYOUT = re.compile(r"(\n| {2,})")
ACTIVE = re.compile(r"[!\"#$&'*+:<=>@\[\\\]^_`{|}~]")
INLINE = re.compile(
    r"\\(?P<literal>[!-/:-@\[-`{-~])"
    r"|(?<!!)\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]+)\)"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*"
)
PARAGRAPH = re.compile(r"\S(?:(?:(?!\n[ \t]*\n).)*\S)?", re.DOTALL)
RECORD = re.compile(r"(?:entities/(?P<kind>[^/]+)/(?P<entity>[^/]+)\.ya?ml|articles/(?P<article>[^/]+)\.md)")
# What a line of a whole text begins with where it is a heading or a quotation.
MARK = re.compile(r"^(?:#{1,6} |> ?)", re.MULTILINE)


class Markdown(Markup):
    """Text that is Markdown or HTML already: it passes unescaped."""

    __slots__ = ()


# The same names and labels are on many pages.
@lru_cache(maxsize=16_384)
def escape(text: str) -> Markdown:
    """Return text with everything that Markdown, HTML or a template could act on as numeric entities, on one line."""
    # On one line, since a blank line would begin a paragraph of Markdown within an element of HTML.
    flat = CONTROL.sub(" ", text)
    return Markdown(ACTIVE.sub(lambda match: _entity(match[0]), flat))


def verbatim(text: str) -> Markdown:
    """Return text escaped with its lines and its rows of blanks, which HTML folds unless they are entities."""
    parts = enumerate(LAYOUT.split(text))
    return Markdown("".join("".join(map(_entity, part)) if at % 2 else escape(part) for at, part in parts))


def _entity(char: str) -> str:
    return f"&#{ord(char)};"


def finalize(value: object) -> object:
    """Escape what a template prints, unless it is Markdown or HTML already."""
    return value if isinstance(value, Markup) else escape(str(value))


def front_matter(fields: Mapping[str, object]) -> Markdown:
    """Return the front matter of a page; texts are escaped, because themes print them raw."""
    safe = {key: _harmless(value) for key, value in fields.items()}
    text = yaml.dump(safe, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
    return Markdown(f"---\n{text}---\n")


def _harmless(value: object) -> object:
    if isinstance(value, list):
        return [_harmless(one) for one in value]
    return html.escape(CONTROL.sub(" ", value)) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Prose:
    """An editor's Markdown, the links to lay over it from one offset to another, and how the targets it names are resolved."""

    markdown: str
    spans: Sequence[tuple[int, int, str]]
    resolve: Callable[[str], str | None]

    def paragraphs(self) -> list[Markdown]:
        """Return the paragraphs as HTML."""
        return [self._inline(*match.span()) for match in PARAGRAPH.finditer(self.markdown)]

    def _inline(self, start: int, end: int) -> Markdown:
        parts, at = [], start
        for match in INLINE.finditer(self.markdown, start, end):
            parts += [self._text(at, match.start()), self._markup(match)]
            at = match.end()
        return Markdown("".join([*parts, self._text(at, end)]))

    def _markup(self, match: re.Match[str]) -> str:
        if match["literal"]:
            return escape(match["literal"])
        if match["target"]:
            # A link that leads to no page, or to a script, is shown as it is written.
            to = self.resolve(match["target"])
            return escape(match[0]) if to is None else f'<a href="{escape(to)}">{escape(match["label"])}</a>'
        tag = "strong" if match["strong"] else "em"
        return f"<{tag}>{self._inline(*match.span(tag))}</{tag}>"

    def _text(self, start: int, end: int) -> str:
        parts, at = [], start
        for first, last, to in self.spans:
            if at <= first and last <= end:
                linked = escape(self.markdown[first:last])
                parts += [escape(self.markdown[at:first]), f'<a href="{escape(to)}">{linked}</a>']
                at = last
        return "".join([*parts, escape(self.markdown[at:end])])


def summary_html(index: SiteIndex, entity: Entity, here: str) -> list[Markdown]:
    """Return the paragraphs of an entity's summary, with links to the entities that it mentions."""
    mentions = (mention for mention in index.mentions_in.get(entity.id, ()) if mention.in_entity)
    return _linked(index, entity.summary, mentions, entity.place.file, here)


def passage_html(index: SiteIndex, article: Article, passage: Passage, here: str) -> list[Markdown]:
    """Return the paragraphs of a digest's or a text's passage, with links to the entities that it mentions."""
    mentions = (m for m in index.mentions_in.get(article.id, ()) if m.article and _is_within(m, passage))
    return _linked(index, _unmarked(article, passage), mentions, passage.place.file, here)


def digest_html(index: SiteIndex, article: Article, block: int | None, here: str) -> tuple[Markdown, ...]:
    """Return what we say of a block in our own words, as HTML; nothing where the article's own text stands on its page."""
    if article.rights == "full" or block is None:
        return ()
    telling = (one for one in article.body if one.is_written and one.first <= block <= one.last)
    return tuple(paragraph for passage in telling for paragraph in passage_html(index, article, passage, here))


def _linked(index: SiteIndex, markdown: str, mentions: Iterable[Mention], file: str, here: str) -> list[Markdown]:
    """Return the paragraphs of what stands in a file, without a link of a page to itself; untranslated ones say so."""
    linked = ((m, href(here, index.heads[m.entity].page)) for m in mentions if m.linked)
    spans = sorted((m.start, m.end, to) for m, to in linked if to != "./")
    found = Prose(markdown, spans, lambda target: resolved(index, target, file, here)).paragraphs()
    lang = index.original(markdown)
    return [Markdown(f'<span lang="{escape(lang)}" dir="auto">{one}</span>') for one in found] if lang else found


def _unmarked(article: Article, passage: Passage) -> str:
    """Return the Markdown with blanks for the marks of a full text's heading or quotation, so that offsets hold."""
    if article.rights != "full" or article.blocks[passage.first - 1] not in "hqe":
        return passage.markdown
    return MARK.sub(lambda match: " " * len(match[0]), passage.markdown)


def _is_within(mention: Mention, passage: Passage) -> bool:
    # Several passages may tell of one block; the offsets are those of one of them.
    exact = passage.markdown[mention.start : mention.end] == mention.text
    return exact and mention.block is not None and passage.first <= mention.block <= passage.last


def resolved(index: SiteIndex, target: str, file: str, here: str) -> str | None:
    """Return where a link leads that an editor wrote in file: to the page of another file, a file of assets/, or the web."""
    if is_web(target):
        return target
    path, _, fragment = target.partition("#")
    name = normpath(join(dirname(file), path))
    if page := index.kb.records.pages.get(name):
        # a translation may lack a heading, and the page is still the right one
        known = anchors_in(page, spoken().is_latin) if fragment else ()
        return href(here, page.page, fragment if fragment in known else "")
    if name in index.kb.records.assets:
        return address(here, media(name))
    match = RECORD.fullmatch(name)
    if match is None:
        return None
    entity = index.heads.get(match["entity"] or "")
    if entity is not None and entity.kind == match["kind"]:
        return href(here, entity.page, fragment)
    article = index.kb.records.articles.get(match["article"] or "")
    return href(here, article.page, fragment) if article is not None else None
