"""HTML blocks: the Markdown of a page in, the same with its blocks of HTML set aside as they are out.

Python-Markdown reads each tag of a block to find where it ends, which is most of the work on a page that is mostly HTML.
A block that begins a line and whose own tag closes right before a blank line, or before a line that begins the next block,
ends there and needs no reading. From the first on of which that is not so, nothing is set aside: it may hold what follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor

START = re.compile(r"^<([a-z][a-z0-9-]*)(?=[\s>])", re.MULTILINE)
BLANK = re.compile(r"[ ]*\n[ ]*\n|\s*\Z")
NEXT = re.compile(r"\n<([a-z][a-z0-9-]*)(?=[\s>])")
ODD = re.compile(r"<(?:[!?]|/?(?:script|style|textarea|title|template)\b)", re.IGNORECASE)
BEFORE_HTML = 20.5  # html_block has 20


class HtmlBlocks(Extension):
    """Sets HTML blocks aside before the parser of HTML looks for them."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Stand right before the parser, if it is the plain one."""
        if type(md.preprocessors["html_block"]) is HtmlBlockPreprocessor:
            md.preprocessors.register(_SetAside(md), "druzhba_kb_html_blocks", BEFORE_HTML)


class _SetAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text, at, parts = "\n".join(lines), 0, list[str]()
        while start := START.search(text, at):
            before, end = text[at : start.start()], self._end(text, start)
            following = self._following(text, end)
            if following is None or "<" in before:
                break
            stashed = self.md.htmlStash.store(text[start.start() : end] + following)
            parts += [before, "\n", stashed, "\n\n"]
            at = end
        return "".join([*parts, text[at:]]).split("\n")

    def _following(self, text: str, end: int) -> str | None:
        """Return what of the line's end belongs to a block that ends here; None where it is not clear that it ends."""
        if end and BLANK.match(text, end):
            return "\n"
        follower = NEXT.match(text, end) if end else None
        return "" if follower and self.md.is_block_level(follower[1]) else None

    def _end(self, text: str, start: re.Match[str]) -> int:
        """Return where the element that starts here ends; 0 where only a parser can tell."""
        if not self.md.is_block_level(start[1]):
            return 0
        depth, odd = 0, ODD.search(text, start.start())
        for tag in _tags(start[1]).finditer(text, start.start()):
            depth += -1 if tag[1] else 1
            if tag[2] is None or (odd and odd.start() < tag.end()):
                return 0
            if not depth:
                return tag.end()
        return 0


@lru_cache
def _tags(name: str) -> re.Pattern[str]:
    """Return what finds the tags of a name; one that another begins in has no second group."""
    return re.compile(rf"<(/?){name}(?=[\s>])((?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>)?")
