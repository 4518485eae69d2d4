"""Prose: an editor's Markdown in, HTML out with emphasis and links only; everything else is shown as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from druzhba_kb.render.markdown import Markdown, escape

INLINE = re.compile(
    r"\\(?P<literal>[!-/:-@\[-`{-~])"
    r"|(?<!!)\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]+)\)"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*"
)
PARAGRAPH = re.compile(r"\S(?:(?:(?!\n[ \t]*\n).)*\S)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the Markdown that becomes a link, by its offsets."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Prose:
    """An editor's Markdown with the links to lay over it, and how the targets that it names are resolved."""

    markdown: str
    spans: Sequence[Span]
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
            return self._link(match)
        tag = "strong" if match["strong"] else "em"
        return f"<{tag}>{self._inline(*match.span(tag))}</{tag}>"

    def _link(self, match: re.Match[str]) -> str:
        href = self.resolve(match["target"])
        if href is None:
            return escape(match[0])
        return f'<a href="{escape(href)}">{escape(match["label"])}</a>'

    def _text(self, start: int, end: int) -> str:
        parts, at = [], start
        for span in self.spans:
            if at <= span.start and span.end <= end:
                linked = escape(self.markdown[span.start : span.end])
                parts += [escape(self.markdown[at : span.start]), f'<a href="{escape(span.href)}">{linked}</a>']
                at = span.end
        return "".join([*parts, escape(self.markdown[at:end])])
