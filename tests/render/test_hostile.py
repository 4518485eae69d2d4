"""Hostile names, titles, quotations and summaries are shown as text."""

from __future__ import annotations

import html
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown import Markdown as PythonMarkdown

from druzhba_kb.model import Alias, KnowledgeBase
from druzhba_kb.report import Place
from tests.render.lighthouses import evidence, made, rendered, statement, told

BAD = (
    "</title><script>alert(1)</script><img src=x onerror=alert(2)>",
    "*x*{: onmouseover=alert(3) }",
    "{{ 7*7 }}{% raw %}",
    "[a](javascript:alert(4))![b](http://evil.example/x.png)",
    "\x02wzxhzdk:0\x03 `code` | a | ~~b~~ :smile: # --- <b>",
    '"><svg onload=alert(5)>&lt;script&gt;',
    "a\n\n<script>alert(6)</script>\n\n# heading\n",
)
TAGS = {"script", "img", "iframe", "object", "style", "b2"}  # drawings are ours: of theirs the handler would show


class Seen(HTMLParser):
    """What a page has after rendering: its tags, handlers, addresses and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(text: str) -> KnowledgeBase:
    kb = made()
    place = Place("entities/lights/north-light.yml", 1, 1)
    light = replace(
        kb.records.entities["north-light"],
        name=text,
        summary=text,
        aliases=(Alias(text, text, "herald-1901", text, text, text, False, place),),
        statements=(statement("s1", {"lit": "1899-03"}, evidence("herald-1901", text), note=text),
                    statement("s2", {"lit": "1900"}, evidence("gazette-1902", text))),
    )  # fmt: skip
    article = replace(
        kb.records.articles["herald-1901"], title=text, publisher=text, author=text, url=text, body=(told(1, 1, text),)
    )
    entities = {**kb.records.entities, "north-light": light}
    articles = {**kb.records.articles, "herald-1901": article}
    records = replace(kb.records, entities=entities, articles=articles)
    return replace(kb, records=records, backlinks={}, disagreements=kb.disagreements[:1])


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("extensions", [["toc"], ["toc", "extra", "attr_list", "md_in_html"]])
def test_hostile_text_is_shown_and_never_run(text: str, extensions: list[str]) -> None:
    for path, page in rendered(hostile(text)).items():
        if path.endswith(".md"):
            _, matter, body = page.split("---\n", 2)
            seen = Seen()
            seen.feed(PythonMarkdown(extensions=extensions).convert(body))
            assert not seen.tags & TAGS, path
            assert not seen.handlers, path
            assert not [a for a in seen.addresses if "javascript" in a.split(":~:text=")[0] or a.startswith("data:")], (
                path
            )
            assert "<" not in matter and '"><' not in html.unescape(matter).split("title:")[0]


def test_hostile_name_is_readable() -> None:
    page = rendered(hostile(BAD[0]))["lights/north-light.md"]
    seen = Seen()
    seen.feed(PythonMarkdown(extensions=["toc"]).convert(page.split("---\n", 2)[2]))
    assert BAD[0] in seen.text
