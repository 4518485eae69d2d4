"""Markdown of own pages: its parts in their order, nothing in it that could run, and where tags and titles stand."""

from __future__ import annotations

import pytest

from druzhba_kb.model import OwnPage, Passage
from druzhba_kb.relate.page_markdown import PagePart, PageTag, anchors_in, kept_anchors, page_parts, tags_in, titles_in
from druzhba_kb.report import Place


def parts(markdown: str) -> list[PagePart]:
    return [*page_parts(markdown, str)]


def html(markdown: str) -> str:
    (part,) = parts(markdown)
    return part.text


def test_headings_tags_and_what_stands_between_are_parts_in_their_order() -> None:
    assert parts("First.\n\n## How *we* read & `why`\n{map}\nLast.\n") == [
        PagePart("<p>First.</p>"),
        PagePart("How we read & why", level=2),
        PagePart(tag=PageTag("map", "", 0)),
        PagePart("<p>Last.</p>"),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a <b onclick='x()'>b</b>", "<p>a &lt;b onclick='x()'&gt;b&lt;/b&gt;</p>"),
        ("<div>\n\n*x*\n\n</div>", "<p>&lt;div&gt;</p>\n<p><em>x</em></p>\n<p>&lt;/div&gt;</p>"),
        ("<!--tag 0-->", "<p>&lt;!--tag 0--&gt;</p>"),
        ("<top-heading level=\"2\">x</top-heading>", '<p>&lt;top-heading level="2"&gt;x&lt;/top-heading&gt;</p>'),
        ("<me@lights.example>", "<p>&lt;me@lights.example&gt;</p>"),
    ],
)  # fmt: skip
def test_raw_html_is_text(written: str, shown: str) -> None:
    assert html(written) == shown


def test_an_address_is_what_it_is_resolved_to_and_none_where_it_leads_nowhere() -> None:
    (part,) = page_parts(
        "[a](x_y.md#b) [b](javascript:alert(1)) ![c](data:x) [d][e]\n\n[e]: z.md",
        lambda target: f"to/{target}" if ":" not in target else None,
    )
    assert part.text == '<p><a href="to/x_y.md#b">a</a> <a>b</a> <img alt="c" /> <a href="to/z.md">d</a></p>'


def test_a_line_of_code_is_no_heading_and_no_tag() -> None:
    assert html("```sh\nx\n# y\n{map}\n```") == '<pre><code class="language-sh">x\n&#35; y\n{map}\n</code></pre>'


def test_tables_and_footnotes_are_read() -> None:
    text = html("| a |\n|---|\n| b[^1] |\n\n[^1]: Note.")
    assert "<td>b<sup" in text and '<li id="fn:1">' in text


def test_tags_are_found_where_they_stand_but_not_in_code() -> None:
    markdown = "{map}\n\n    {map}\n\n```\n{map}\n```\n\n{figure:  heights }\n\nsay {map}\n"
    assert [*tags_in(markdown)] == [PageTag("map", "", 0), PageTag("figure", "heights", markdown.index("{figure"))]


def test_a_heading_of_the_first_level_is_found_in_both_forms() -> None:
    markdown = "# One\n\n```\n# code\n```\n\nTwo\n===\n\n## Three\n"
    assert [*titles_in(markdown)] == [0, markdown.index("Two")]


def written(title: str, markdown: str, *anchors: str) -> OwnPage:
    place = Place("pages/one.md")
    return OwnPage(title, "", None, "", None, Passage(0, 0, markdown, place), place, anchors)


def test_the_anchors_of_a_page_are_those_of_its_title_headings_and_footnotes() -> None:
    found = anchors_in(written("Our method", "## Twice, by two\n\n### Twice, by two\n\na[^1]\n\n[^1]: b"), True)
    assert found == {"our-method", "twice-by-two", "twice-by-two_1", "fn:1", "fnref:1"}
    assert anchors_in(written("Наш метод", "## Дважды"), False) == {"наш-метод", "дважды"}


def test_a_translated_page_keeps_the_anchors_of_the_original_if_it_has_as_many_headings() -> None:
    assert kept_anchors(written("Наш метод", "## B\n\n## Дважды", "our-method", "b", "twice"), False) == (
        "our-method", "", "twice",
    )  # fmt: skip
    assert kept_anchors(written("Наш метод", "## Дважды", "our-method", "b", "twice"), False) == ()
