"""Saved pages: their lines and the marks of these; any page gives lines and metadata without an error."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.importing.blocks import clean_text
from druzhba_kb.importing.charsets import decode_page
from druzhba_kb.importing.declared_metadata import DeclaredMetadata, declared_by_page
from druzhba_kb.importing.html import page_lines, page_text, parse_page
from druzhba_kb.importing.imported_article import ImportOptions, read_article
from druzhba_kb.importing.lines import read_markdown, split_lines
from importing import saved


def lines_of(page):
    root = parse_page(page)
    return () if root is None else page_lines(root)


def marked(page):
    return [(line.mark, line.text) for line in lines_of(page)]


EXPECTED = {
    saved.SCHEMA: [
        ("outside", "Strait Gazette"),
        ("outside", "News"),
        ("outside", "Sport"),
        ("title", "Ferry Towns Plan a Joint Season"),
        ("", "Two towns on the strait will share boats and piers"),
        ("outside", "By Ina Moss"),
        (
            "",
            "The towns have agreed to share their boats in autumn, under the name of “Season 2018”, the office said today.",
        ),
        (
            "",
            "The smaller islands have waited for a night boat since the bridge was closed to heavy lorries, the Harbour said.",
        ),
        ("heading", "Night boats"),
        ("", "Read more: Island fares rise"),
        (
            "",
            "Earlier this month the head of the pilots called on the mayor at the town hall to discuss the plan and drink tea.",
        ),
        ("quotation", "A night boat is a promise kept."),
        (
            "",
            "Holm noted that the piers need paint, ropes and people before the first crossing can be made by anybody at all.",
        ),
        ("outside", "Related"),
        ("outside", "Old pier falls into the sea"),
        ("outside", "Comments"),
        ("outside", "I never liked these boats, they smell of fish and diesel all day long."),
        ("outside", "Copyright 2019 Strait Gazette. All rights reserved."),
    ],
    saved.WORDPRESS: [
        ("outside", "Isle Post"),
        ("title", "Night Ferry Returns"),
        ("outside", "Posted on March 14, 2021 by Per Holm"),
        ("caption", "Boats at the quay in March."),
        (
            "",
            "The night ferry came back on Sunday after three winters, and the whole town stood on the pier to greet it.",
        ),
        ("", "Captain Ada Brine said the boat had been painted twice."),
        ("", "“It is a good boat,” she said, “and it will carry us all the way to the outer islands.”"),
        ("item", "The first boat leaves at six."),
        ("item", "The last boat leaves at midnight."),
        ("", "Tickets are sold at the harbour office, where a queue had formed long before the doors were opened."),
        ("outside", "Share this:"),
        ("outside", "Twitter"),
        ("outside", "Facebook"),
        ("outside", "Previous: Fog closes the strait"),
        ("outside", "2 thoughts"),
        ("outside", "What a lovely boat, I have been waiting for it since I was a little child in the harbour."),
        ("outside", "Leave a Reply"),
        ("outside", "Your email address will not be published."),
        ("outside", "Name"),
        ("outside", "Post"),
        ("outside", "Recent Posts"),
        ("outside", "Mayor opens bakery"),
        ("outside", "Sign up for our newsletter and never miss a boat again."),
        ("outside", "Proudly powered by nobody"),
    ],
    saved.TABLES: [
        ("outside", "Home News"),
        ("", "Pier to be painted in spring"),
        ("", "ALBA, March 3, 2004"),
        (
            "",
            "The old pier will be painted in the spring, the harbour office has said, and the schools will choose the colour.",
        ),
        ("", "The office said on Monday that it had found the money in the budget for ropes."),
        ("", "It also said that the lighthouse will have to wait for another year, as it always does."),
        ("", '"We like blue," said a teacher.'),
        ("", "Nobody has asked the gulls, which sit on the pier all year and have never paid for anything."),
        ("outside", "Copyright 2004 The Strait Times"),
    ],
    saved.AMP: [
        ("outside", "Menu"),
        ("title", "Tug sold to the island"),
        ("", "The tug Heron was sold to the island for a small sum of money, its owner said on Friday evening."),
        (
            "",
            "It will be used to pull the old ferry off the sand, where it has lain since the great storm of the winter.",
        ),
        (
            "",
            "The buyers plan to paint it green and to let the children of the island choose a new name in the summer.",
        ),
        ("outside", "More tugs"),
    ],
    saved.POSTS: [
        ("title", "Regatta week opens"),
        (
            "",
            "A crew of island pilots has arrived for a week of trials in the outer harbour, the harbour office said on Monday.",
        ),
        ("caption", "The crew on the quay. Photo: Per Holm"),
        ("post", "Island pilots arrived for trials #GANNET. Rope work first. pic.example/XyZ"),
        ("post", "— DG Harbour (@OfficialHarbour) June 5, 2019"),
        ("", "The trials will start on the 8th of this month, and the week ends with a regatta in the outer harbour."),
        ("post", "View this post on Instagram"),
        ("post", "A post shared by Isle Pilots (@islepilots)"),
        ("", "In recent years the towns have shared a lighthouse, a tug and a bakery, and they now look for a doctor."),
        ("outside", "About us"),
    ],
    saved.BROKEN: [
        ("title", "Fog closes strait"),
        ("", "The strait was closed by fog on Monday, and no boat left the harbour until the evening."),
        ("", "Captain Brine said that she had never seen so little of the sea in all her years."),
        ("", "The harbour office expects the fog to lift on Tuesday & the boats to run < one hour late"),
        (
            "",
            "Passengers were given tea and biscuits by the mayor, who lives beside the pier and had nothing else to do",
        ),
    ],
    saved.LATIN: [
        ("title", "Die Fähre fährt wieder"),
        (
            "",
            "Die Fähre “Möwe” fährt nach drei Jahren wieder über den Sund, sagte der Wirt am Montag vor großem Publikum.",
        ),
        ("", "Der Preis bleibt bei 5 Kronen, und Kinder unter zehn Jahren fahren weiterhin umsonst mit."),
    ],
}


@pytest.mark.parametrize("page", EXPECTED, ids=["schema", "wordpress", "tables", "amp", "posts", "broken", "latin"])
def test_the_lines_of_a_page_and_their_marks(page):
    assert marked(page) == EXPECTED[page]


def test_text_in_a_body_and_nothing_else():
    assert marked("<html><body>A text as somebody saved it,\n about a boat.</body></html>") == [
        ("", "A text as somebody saved it, about a boat.")
    ]


@pytest.mark.parametrize("page", EXPECTED)
def test_the_text_of_a_page_has_the_same_lines(page):
    lines = lines_of(page)
    again = split_lines(page_text(lines))
    assert [(line.number, line.text, line.adjoins) for line in lines] == [
        (line.number, line.text, line.adjoins) for line in again
    ]


def test_the_lines_of_one_post_adjoin():
    found = [(line.text[:6], line.adjoins) for line in lines_of(saved.POSTS) if line.mark == "post"]
    assert found == [("Island", False), ("— DG H", True), ("View t", False), ("A post", True)]


def test_two_posts_do_not_adjoin():
    post = '<blockquote class="twitter-tweet"><p>A boat</p>&mdash; Harbour (@harbour)</blockquote>'
    assert [line.adjoins for line in lines_of(f"<div>{post}{post}</div>")] == [False, True, False, True]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One<br>two<br/>three</p>", ["One two three"]),
        (
            "<p>Hours:<br>- 4 May: one<br>• 5 May: two<br>and three<br>3) four</p>",
            ["Hours:", "- 4 May: one", "• 5 May: two and three", "3) four"],
        ),
        ("<p>One<br><br>two<br> <br>three<br>&nbsp;<br>four</p>", ["One", "two", "three", "four"]),
        ("<div>One<p>two</p>three<span> f</span>our</div>", ["One", "two", "three four"]),
        ("<p>10&nbsp;000 &lt;b&gt; x<b>y</b>z <i> a </i> b</p>", ["10 000 <b> xyz a b"]),
        ("<p>Har&shy;bour</p>", ["Harbour"]),
        (
            '<p>One<span class="sr-only"> two</span> <i class="hover-card">three</i><b class="popup">four</b></p>',
            ["One four"],
        ),
        ("<pre>One\n  two\n\nthree</pre>", ["One two", "three"]),
        ("<p>One</p><script>x</script><noscript>y</noscript><style>z</style><p>&nbsp;</p>", ["One"]),
        ("<p>One <o:p>two</o:p> <x-y>three</x-y><span hidden>four</span></p>", ["One two three"]),
        ("<p>One<!-- no --> two<?php no ?></p>", ["One two"]),
        ("<table><tr><td>One</td><td>two</td></tr></table>", ["One; two"]),
        ("<table><tr><td>One<td><td>three<tr><td><td>b<td></table>", ["One; ; three", "b"]),
        ("<table><tr><th>One<td><p>two</p><tr><td colspan=2>three</table>four", ["One; two", "three", "four"]),
        ("<table><tr><td>One<td><h1>two</h1><tr><td>a<td>b</table>", ["One", "two", "a", "b"]),
        ("<table><tr><td>One<td>two<br><br>3<br><br>4<br><br>5<br><br>6</table>", ["One", "two", "3", "4", "5", "6"]),
        ("<table><tr><td><table><tr><td>One<td>two</table><td>three</table>", ["One; two", "three"]),
    ],
)
def test_lines_are_those_that_a_browser_shows(body, expected):
    assert [line.text for line in lines_of(f"<html><body>{body}</body></html>")] == expected


STORY = (
    "<article><h1>Ferry line approved</h1><p>The harbour council approved a new ferry line on Tuesday after two years of talks.</p>"
    "{}<p>Islanders had asked for the line since the last mail boat was taken out of service for good.</p></article>"
)


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ('<p class="recipe-caption">Take the blue gangway before eight</p>', ""),
        ('<div><img><p class="wp-caption-text">Take the blue gangway before eight</p></div>', "caption"),
        ('<div class="lazy-image"><p class="caption">Take the blue gangway before eight</p></div>', "caption"),
        ("<ul><li>Take the blue gangway before eight</li></ul>", "item"),
        ('<ul><li><a href="/x">Take the blue gangway before eight</a></li></ul>', "outside"),
        ("<table><tr><td>Take the blue gangway<td>before eight</table>", "item"),
        ('<p class="byline">Take the blue gangway before eight</p>', "outside"),
        ('<p class="post-meta">Take the blue gangway before eight</p>', "outside"),
        ('<div class="share-text"><p>Take the blue gangway before eight</p></div>', "outside"),
        (
            '<section id="newsletter" class="Newsletter-box"><h3>Take the blue gangway before eight</h3></section>',
            "outside",
        ),
        ('<div class="commerce-disclosure">Take the blue gangway before eight</div>', "outside"),
        ('<p class="dateline">' + "Take the blue gangway before eight. " * 5 + "</p>", ""),
        ('<p class="bylines">Take the blue gangway before eight</p>', ""),
    ],
)
def test_what_an_element_within_the_story_is(body, mark):
    assert [line.mark for line in lines_of(STORY.format(body)) if line.text.startswith("Take")] == [mark]


LEAD = "A mail boat will sail to the outer islands again, ten years after the last one was sold."


@pytest.mark.parametrize(
    ("head", "lead", "mark"),
    [
        ("", f"<header><div><p>{LEAD}</p></div></header>", ""),
        ("", f'<header><div><p><a href="/boats">{LEAD}</a></p></div></header>', "outside"),
        ("", f"<header><div><p>{LEAD}</p><p>{LEAD[2:]}</p><p>{LEAD[7:]}</p></div></header>", "outside"),
        ("", f"<header><div><img><p>{LEAD}</p></div></header>", "outside"),
        (f'<meta property="og:description" content="{LEAD}">', f"<header><div><img><p>{LEAD}</p></div></header>", ""),
    ],
)
def test_a_lead_in_a_box_of_its_own_is_the_articles(head, lead, mark):
    story = "".join(
        f"<p>{n}. The harbour council approved a new ferry line on Tuesday after {n} talks.</p>" for n in range(9)
    )
    body = f'<h1>Ferry line approved</h1>{lead}<div class="article-body">{story}</div>'
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert [line.mark for line in lines_of(page) if line.text == LEAD] == [mark]


@pytest.mark.parametrize(
    ("body", "is_link"),
    [
        ('<p><a href="/x">Old pier falls into the sea</a></p>', True),
        ('<a href="/x"><div>Old pier falls into the sea</div></a>', True),
        ('<p>See <a href="/x">Old pier falls into the sea</a></p>', True),
        ('<p>Read more about it here: <a href="/x">Old pier falls</a></p>', False),
        ('<p><a href="#pier">Old pier falls into the sea</a></p>', False),
        ("<p><a>Old pier falls into the sea</a></p>", False),
        ('<p><a href="/x" hidden>two</a>Old pier falls into the sea</p>', False),
    ],
)
def test_which_lines_are_links(body, is_link):
    assert [line.is_link for line in lines_of(f"<html><body>{body}</body></html>")] == [is_link]


HEADLINE = "Old pier falls into the autumn sea"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (f'<p><a href="/x">{HEADLINE}</a></p>', "related-headline"),
        (f'<p><a href="/x">{HEADLINE}, 4 May 2019</a></p>', None),
        (f'<h2><a href="/x">{HEADLINE}</a></h2>', None),
        (f'<p>{HEADLINE}</p><p><a href="/x">Boats</a></p>', None),
        (f"<p>{HEADLINE}</p>", "related-headline"),
    ],
)
def test_a_headline_within_the_text_is_of_another_article_where_it_is_a_link(line, rule):
    lines = lines_of(f"<html><body>{STORY.format(STORY.format(line)[30:])}</body></html>")
    one = read_article(lines, "x", ImportOptions())
    assert [dropped.rule for dropped in one.dropped if dropped.text.startswith(HEADLINE)] == [rule] * bool(rule)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Sea and sky, by our man at the pier, 5 June 2019", ("2019-06-05", "inferred")),
        ("5 June 2019, from our man who stands at the pier", ("2019-06-05", "inferred")),
        ("The pier of 5 June 2019, as our man has seen it", ("2019-07-02", "inferred")),
        ("5 June 2019, by our man at the pier, seen again 9 June 2019", ("2019-07-02", "inferred")),
        ("Last updated: 5 June 2019", ("2019-07-02", "inferred")),
    ],
)
def test_a_date_beside_the_title_goes_before_one_somewhere_in_the_markup(line, published):
    page = f"<html><body><p>{line}</p>{STORY.format('')}</body></html>"
    one = read_article(lines_of(page), "x", ImportOptions(), DeclaredMetadata(found_day="2019-07-02"))
    assert (one.fields.published, one.fields.published_basis) == published


TOLD = "The harbour council approved a new ferry line on Tuesday after two years of talks & tea."
STATED = json.dumps({"@type": "NewsArticle", "articleBody": f"{TOLD}\n\nIt sails in May."})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f'<script type="application/ld+json">{STATED}</script><p>Loading</p>', ["Loading", TOLD, "It sails in May."]),
        (f'<script type="application/ld+json">{STATED}</script><p>{TOLD}', [TOLD]),
        (f'<x-y><template shadowrootmode="open"><p>{TOLD}</template></x-y>', [TOLD]),
        (f"<p>Loading<template><p>{TOLD}</template>", ["Loading"]),
        (f'<p>Loading<div style="display: none"><p>{TOLD}</div>', ["Loading", TOLD]),
        (
            f'<p>{TOLD}<div style="display: none"><p>It sails in May, as the council has said to the islands.</div>',
            [TOLD],
        ),
        (f"<p>{'港' * 401}<div hidden><p>{TOLD}</div>", ["港" * 401]),
    ],
)
def test_what_a_page_hides_is_read_where_it_shows_no_text(body, expected):
    assert [line.text for line in lines_of(f"<html><body>{body}</body></html>")] == expected


TAG_NAMES = "p div b h1 blockquote figcaption table tr td br ul li article html body head title span o:p"
TAGS = st.sampled_from(TAG_NAMES.split())
PIECES = st.one_of(
    TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text(max_size=12), st.just('<p class="caption" hidden>')
)
slow = settings(max_examples=150)


@slow
@given(st.one_of(st.binary(), st.lists(PIECES).map(lambda pieces: "".join(pieces).encode("utf-8", "replace"))))
def test_any_page_gives_lines(data):
    text = decode_page(data)
    root = parse_page(text)
    if root is not None:
        declared_by_page(root, text)
        assert all(line.text == line.text.strip() != "" for line in page_lines(root))


WORDS = st.lists(st.text(alphabet="abcdäöпорт", min_size=1, max_size=7), min_size=1, max_size=30).map(" ".join)
BLOCK_NAMES = "p div h1 h2 li blockquote td section article aside footer figcaption center"
BLOCK = st.sampled_from(BLOCK_NAMES.split())


@slow
@given(st.lists(st.tuples(BLOCK, WORDS), min_size=1, max_size=12))
def test_no_word_of_a_page_is_lost(blocks):
    page = "".join(f"<{tag}>{text}</{tag}>" for tag, text in blocks)
    shown = [word for line in lines_of(f"<html><body>{page}</body></html>") for word in line.text.split()]
    assert shown == re.findall(r"\w+", " ".join(text for _, text in blocks))


SENTENCE = (
    "The towns have agreed to share their boats in autumn and in winter, the ferry office of the strait said today."
)


def test_quotations_with_the_shape_of_headlines_stay_when_the_clean_text_is_imported():
    above, below = (f"<p>{SENTENCE}</p><p>{start} {SENTENCE}</p>" for start in ("It was said:", "Nobody believed it:"))
    quoted = "".join(
        f"<blockquote>{line}</blockquote>" for line in ("A baker sells more rolls than ever", "Seven cats in a bag")
    )
    page = f"<a href='/x'>Boats of the week in pictures</a><h1>Towns share boats</h1>{above}{quoted}{below}"
    once = clean_text(read_article(lines_of(page), "x", ImportOptions()).blocks)
    assert "> A baker sells more rolls than ever" in once
    assert clean_text(read_article(read_markdown(once), "x", ImportOptions()).blocks) == once
