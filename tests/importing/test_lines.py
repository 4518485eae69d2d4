"""Inline markup reduced to its text, and the marks that the blocks of Markdown give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.importing.lines import plain, read_markdown, read_text

INLINE = [
    ("The [harbour](https://example.org/a_(b)) is open", "The harbour is open"),
    ('The [harbour](/news/harbour "News") and [the pier](#pier)', "The harbour and the pier"),
    ("See [old page](old-page.html) and [that](../a/b)", "See old page and that"),
    ("An image ![of a boat](boat.jpg) inside", "An image of a boat inside"),
    ("[![a boat](/b.png)](https://example.org)", "a boat"),
    ("**PORT ALBA:** the *Gannet* and __the__ _Heron_", "PORT ALBA: the Gannet and the Heron"),
    ("***Both*** and **one *in* the other**", "Both and one in the other"),
    ("“**We wanted calm water**,” he said", "“We wanted calm water,” he said"),
    (r"Season\_2018 \- 3\. edition \[sic\]", "Season_2018 - 3. edition [sic]"),
]
EXACT = [
    "2 * 3 * 4",
    "f*** and s***",
    "f***ing boats and s***",
    "a f**k and a s**t",
    "snake_case_name and __init",
    "a lone * asterisk, and one*",
    "Fields with a star are required *",
    "“[The town] got a queue [instead],” she said",
    "It [the town](sic) got a queue",
    "a [b] (c)",
    "100% of {x} and `code`",
    "two  spaces and a\u00a0no-break one",
    "**not closed",
    "C:\\boats",
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), INLINE)
def test_inline_markup_is_reduced_to_its_text(marked, expected):
    assert plain(marked) == expected


@pytest.mark.parametrize("text", EXACT)
def test_what_only_looks_like_markup_stays(text):
    assert plain(text) == text


@given(st.text())
def test_a_second_reduction_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


MARKS = st.text(alphabet=st.sampled_from("*_[]()!\\ab /#.\n"), max_size=60)


@given(MARKS)
def test_a_second_reduction_changes_nothing_between_many_marks(text):
    once = plain(text)
    assert plain(once) == once


@given(st.text(), st.sampled_from([read_text, read_markdown]))
def test_any_text_gives_lines(text, read):
    lines = read(text)
    assert all(line.text == line.text.strip() and line.text for line in lines)
    assert [line.number for line in lines] == sorted({line.number for line in lines})


WORD = st.text(alphabet="abcdefgäöüпорт", min_size=1, max_size=8)
WRAPS = ["{}", "**{}**", "*{}*", "__{}__", "[{}](https://example.org)", "[{}](/a)", "![{}](/a.jpg)", "[**{}**](#a)"]
OPENINGS = ["", "# ", "### ", "> ", "> > ", "- ", "1. "]


@given(st.lists(st.tuples(st.sampled_from(OPENINGS), st.lists(st.tuples(WORD, st.sampled_from(WRAPS)), min_size=1))))
def test_no_word_of_markdown_is_lost(paragraphs):
    text = "\n\n".join(mark + " ".join(wrap.format(word) for word, wrap in said) for mark, said in paragraphs)
    found = [word for line in read_markdown(text) for word in line.text.split() if word not in ("-", "1.")]
    assert found == [word for _, said in paragraphs for word, _ in said]


MARKDOWN = """\
# Harbour Town Opens a *Third* Line #

![The pier at dawn](https://example.org/pier.jpg)
By [Ina Moss](/authors/ina-moss)

The two towns opened a [new line][1] on Tuesday, and nobody was late.

Old piers
---------

> “We wanted calm water.”
>
> > It got a queue.
# No space
#Gannet sails

A second title
===

***

- first item
* second item

The last paragraph is long enough to be one, so that the rule below it makes no heading of it.
---
<!-- more -->
{: #b7 }
![](empty.png)

[1]: https://example.org/line "The line"
[^1]: A footnote is text.
"""


def test_the_marks_of_markdown():
    assert [(line.number, line.text, line.adjoins, line.mark) for line in read_markdown(MARKDOWN)] == [
        (1, "Harbour Town Opens a Third Line", False, "title"),
        (3, "The pier at dawn", False, "caption"),
        (4, "By Ina Moss", True, "paragraph"),
        (6, "The two towns opened a new line on Tuesday, and nobody was late.", False, "paragraph"),
        (8, "Old piers", False, "heading"),
        (9, "---------", True, "outside"),
        (11, "“We wanted calm water.”", False, "quotation"),
        (13, "It got a queue.", False, "quotation"),
        (14, "No space", True, "title"),
        (15, "#Gannet sails", True, "paragraph"),
        (17, "A second title", False, "title"),
        (18, "===", True, "outside"),
        (20, "***", False, "outside"),
        (22, "- first item", False, "paragraph"),
        (23, "* second item", True, "paragraph"),
        (
            25,
            "The last paragraph is long enough to be one, so that the rule below it makes no heading of it.",
            False,
            "paragraph",
        ),
        (26, "---", True, "outside"),
        (27, "<!-- more -->", True, "outside"),
        (28, "{: #b7 }", True, "outside"),
        (29, "![](empty.png)", True, "outside"),
        (31, '[1]: https://example.org/line "The line"', False, "outside"),
        (32, "[^1]: A footnote is text.", True, "paragraph"),
    ]


def test_plain_text_has_the_markup_that_its_clean_text_would_have():
    text = "# A title\n\n> **said**\n---\n![A boat](/boat.jpg)\n\n[1]: https://example.org\n"
    assert [(line.number, line.text, line.adjoins, line.mark) for line in read_text(text)] == [
        (1, "A title", False, "heading"),
        (3, "said", False, "quotation"),
        (4, "---", True, "outside"),
        (5, "A boat", True, "caption"),
        (7, "[1]: https://example.org", False, "outside"),
    ]


WRAPPED = """\
By Ina Moss
The two towns opened a new line on Tuesday, and *nobody
was late*. Captain Brine said that she had never seen so
little of the sea.
Tickets are sold at the office on the pier, where a queue
- of people, and
- of gulls, which sit there all year and do not pay for it
  at all

By Per Holm
June 5, 2019

> Rope work
> will be first
"""


def test_a_wrapped_paragraph_of_markdown_is_one_line():
    assert [(line.number, line.text) for line in read_markdown(WRAPPED)] == [
        (1, "By Ina Moss"),
        (
            2,
            "The two towns opened a new line on Tuesday, and nobody was late. Captain Brine said that she had never seen so"
            " little of the sea.",
        ),
        (5, "Tickets are sold at the office on the pier, where a queue"),
        (6, "- of people, and"),
        (7, "- of gulls, which sit there all year and do not pay for it at all"),
        (10, "By Per Holm"),
        (11, "June 5, 2019"),
        (13, "Rope work"),
        (14, "will be first"),
    ]
