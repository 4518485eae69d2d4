"""Page sections: a page of the tree in, its outline for the renderer and the HTML of its sections out, and both put together.

Our templates make the whole article, and reading it again as Markdown took most of a renderer's time. So a renderer is
given the front matter and the headings alone, with a comment where each section belongs, and lays the theme out around
them; the sections never pass through it. The comments stay in the page, so that a page whose sections alone have changed is
the old one with others in their places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from druzhba_kb.render.page_model import HEADING

MARK = re.compile("<!--/?section [0-9]+-->")
END = "\n---\n"  # of the front matter, whose texts have no line of their own


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page's outline, which is Markdown, and its sections, which are HTML."""

    outline: str
    sections: tuple[str, ...]

    def laid_out(self, layout: str) -> str:
        """Return the page: what the renderer made of the outline, with the sections in their places.

        Raise ValueError where the layout has no place for one.
        """
        return _put(layout, [(_opens(at), _opens(at), text) for at, text in enumerate(self.sections)])

    def replaced_in(self, page: str) -> str:
        """Return a page of the same outline with these sections; raise ValueError where it has no place for one."""
        return _put(page, [(_opens(at), _closes(at), text) for at, text in enumerate(self.sections)])


def split_page(text: str) -> SplitPage:
    """Split a page of the tree at its headings."""
    text = MARK.sub(" ", text)  # a project's own template may write anything
    at = text.index(END) + len(END) if text.startswith("---\n") else 0
    outline, sections = [text[:at]], list[str]()
    for start, end in [*((one.start(), one.end()) for one in HEADING.finditer(text, at)), (len(text), len(text))]:
        if section := text[at:start].strip("\n"):
            outline.append(_opens(len(sections)))
            sections.append(section)
        outline.append(text[start:end])
        at = end
    return SplitPage("\n\n".join(outline), tuple(sections))


def outline_digest(text: str) -> str:
    """Return the SHA-256 of the outline of a page of the tree."""
    return hashlib.sha256(split_page(text).outline.encode()).hexdigest()


def _put(page: str, places: Sequence[tuple[str, str, str]]) -> str:
    """Put each text in the place between two marks; where they are one mark, it is that one."""
    parts, at = list[str](), 0
    for number, (first, last, text) in enumerate(places):
        start = page.index(first, at)
        parts += [page[at:start], _opens(number), text, _closes(number)]
        at = page.index(last, start) + len(last)
    return "".join([*parts, page[at:]])


def _opens(number: int) -> str:
    return f"<!--section {number}-->"


def _closes(number: int) -> str:
    return f"<!--/section {number}-->"
