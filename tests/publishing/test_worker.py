"""HTML blocks set aside: whatever stands in a page, it becomes what it becomes without."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from druzhba_kb.publishing.worker import HtmlBlocks

PIECES = [
    "<div>", "</div>", '<div class="a">', '<p title="x > y">', "<p>", "</p>", "<table>", "</table>", "<tr><td>", "</td></tr>",
    "<section>", "</section>", "<span>", "</span>", "<br>", "<hr/>", "<svg viewBox='0 0 1 1'><path d='M0'/></svg>", "<em>",
    "</em>", "<!-- ", " -->", "<script>", "</script>", "<style>", "</style>", "&#60;", "&amp;", "<", ">", "word", "**bold**",
    "# Head", "- item", "    ", "`code`", "```", "\n", "\n\n", " ", "<DIV>", "</DIV>", "<div", "<details open>", "</details>",
    "<dl>", "<dt>", "</dl>", "<my-tag>", "</my-tag>", "[x](y)", "\\", "<ul><li>", "</li></ul>", "&#x27;", "&copy", "<br />",
]  # fmt: skip
BLOCKS = [
    '<div class="a">one</div>\n\n',
    "<table>\n<tr><td>1</td></tr>\n</table>\n\n",
    "<section>\n\n<p>a</p>\n\n</section>\n\n",
    "A **paragraph**.\n\n",
    "<p>one</p>\n<p>two</p>\n\n",
    "<div><div>in</div></div> \n\n",
    "<div>one</div> after\n\n",
]


def converted(text: str, *extensions: HtmlBlocks) -> str:
    return str(Markdown(extensions=list(extensions)).convert(text))


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES + BLOCKS * 3), max_size=24).map("".join))
@example("<div>\n<p>one</div>\n\n<p>two</p>\n")
@example('<div\n`code`<div class="a">one</div>\n\n')
@example("<div>a<div <b></div></div>\n\nword")
@example('<div title="</div>">x</div>\n\nword')
@example("<div><script>'</div>\n\n'</script></div>\n\nword")
@example("<div><!-- </div>\n\n --></div>\n\nword")
def test_a_page_becomes_what_it_becomes_without(text: str) -> None:
    assert converted(text, HtmlBlocks()) == converted(text)


@pytest.mark.parametrize("block", BLOCKS[:3])
def test_a_block_that_ends_before_a_blank_line_is_set_aside(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    md = Markdown(extensions=[HtmlBlocks()])
    aside = md.preprocessors["druzhba_kb_html_blocks"].run(block.split("\n"))
    assert "<" not in "".join(aside)
