"""Page sections: what the renderer is given of a page, and how a page is put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.publishing.page_sections import SplitPage, outline_digest, split_page

PAGE = """\
---
title: Lamp
---

<p class="kick">Lights</p>

# Lamp &#35;1

<div>
<p>Tall.</p>

<p>Old.</p>
</div>

## Evidence

## Related

<ul><li>Town</li></ul>
"""
OUTLINE = """\
---
title: Lamp
---


<!--section 0-->

# Lamp &#35;1

<!--section 1-->

## Evidence

## Related

<!--section 2-->

"""
SECTIONS = (
    '<p class="kick">Lights</p>',
    "<div>\n<p>Tall.</p>\n\n<p>Old.</p>\n</div>",
    "<ul><li>Town</li></ul>",
)
LAYOUT = "<html><!--section 0--><h1>Lamp #1</h1>\n<!--section 1--><h2>Evidence</h2><!--section 2--></html>"
LAID_OUT = (
    '<html><!--section 0--><p class="kick">Lights</p><!--/section 0--><h1>Lamp #1</h1>\n'
    "<!--section 1--><div>\n<p>Tall.</p>\n\n<p>Old.</p>\n</div><!--/section 1--><h2>Evidence</h2>"
    "<!--section 2--><ul><li>Town</li></ul><!--/section 2--></html>"
)


def test_a_renderer_is_given_the_front_matter_and_the_headings_alone() -> None:
    assert split_page(PAGE) == SplitPage(OUTLINE, SECTIONS)


def test_the_sections_are_put_where_the_renderer_leaves_their_marks() -> None:
    assert split_page(PAGE).laid_out(LAYOUT) == LAID_OUT


def test_other_sections_take_the_place_of_the_old_ones() -> None:
    other = split_page(PAGE.replace("Tall.", "Very tall."))
    assert other.replaced_in(LAID_OUT) == LAID_OUT.replace("Tall.", "Very tall.")


def test_a_mark_that_a_template_writes_is_none() -> None:
    text = "# A\n\n<p>Tall.</p><!--/section 0--><p>Old.</p><!--sec<!--section 1-->tion 1-->\n\n## B\n\n<p>Wide.</p>"
    page, other = split_page(text), split_page(text.replace("Old", "New"))
    laid_out = page.laid_out(page.outline)
    assert other.replaced_in(laid_out) == other.laid_out(other.outline) == laid_out.replace("Old", "New")


@pytest.mark.parametrize("layout", ["<html></html>", LAYOUT.replace("<!--section 1-->", "")])
def test_a_layout_without_a_place_for_a_section_is_an_error(layout: str) -> None:
    with pytest.raises(ValueError, match="substring"):
        split_page(PAGE).laid_out(layout)


def test_an_outline_differs_where_a_heading_or_the_front_matter_does_and_not_by_a_section() -> None:
    digest = outline_digest(PAGE)
    assert outline_digest(PAGE.replace("Tall.", "Short.")) == digest
    assert outline_digest(PAGE.replace("## Related", "## Near")) != digest
    assert outline_digest(PAGE.replace("title: Lamp", "title: Light")) != digest
    assert outline_digest(PAGE.replace("<ul><li>Town</li></ul>", "")) != digest


HTML = st.text("<p>&a\n\\1 g", min_size=1).map(lambda text: f"<p>{text}</p>")


@given(st.lists(st.tuples(st.text("ab 1\\", min_size=1), HTML), min_size=1), st.lists(HTML, min_size=30, max_size=30))
def test_whatever_the_sections_hold_comes_back_letter_by_letter(
    pages: list[tuple[str, str]], others: list[str]
) -> None:
    text = "---\ntitle: x\n---\n" + "".join(f"\n# {heading}\n\n{section}\n" for heading, section in pages)
    split = split_page(text)
    made = split.laid_out(split.outline)
    assert made == split.replaced_in(made)
    other = SplitPage(split.outline, tuple(others[: len(split.sections)]))
    assert other.replaced_in(made) == other.laid_out(split.outline)
    assert split.replaced_in(other.replaced_in(made)) == made
