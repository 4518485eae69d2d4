"""Live pages: posts keep their headings and times, in the order of the page."""

from __future__ import annotations

import json

import pytest

from druzhba_kb.importing.html import page_lines, parse_page

POSTS = [
    (
        "2022-05-04T18:50:00+02:00",
        "18:50",
        "Quay closed",
        "The harbour office has closed the north quay until Thursday morning.",
    ),
    (
        "2022-05-04T12:10:00+02:00",
        "12:10",
        "Pilots at work",
        "The pilots of Gullport took up their work again after two days.",
    ),
    (
        "2022-05-03T07:00:00+02:00",
        "7.00 am",
        "Good morning",
        "Welcome to our live page on the strike of the pilots in Gullport.",
    ),
]
EXPECTED = [
    line
    for day, time, heading, text in POSTS
    for line in ((f"{day[:10]} {time}", "time"), (heading, "heading"), (text, ""))
]
PAGE = "<html><head>{}</head><body><nav><a href='/'>Home</a></nav>{}<aside><h3>Most read</h3><a href='/b'>Gulls</a></aside>"
TITLE = "<h1>Pilots strike live</h1>"


def _posts(shape: str) -> str:
    return "".join(shape.format(day=day, time=time, heading=heading, text=text) for day, time, heading, text in POSTS)


@pytest.mark.parametrize(
    "body",
    [
        "<main>{title}<div>{articles}</div></main>",
        "<article>{title}{sections}</article>",
        "<article>{title}<ol>{items}</ol></article>",
    ],
)
def test_posts_keep_their_headings_and_times(body: str) -> None:
    inner = "<time datetime='{day}'>{time}</time><h2>{heading}</h2><p>{text}</p>"
    boxed = (
        "<div class='timestamp'><time datetime='{day}'>{time}</time></div><h3>{heading}</h3><div><p>{text}</p></div>"
    )
    shown = body.format(
        title=TITLE,
        articles=_posts(f"<article class='post'>{inner}</article>"),
        sections=_posts(f"<section>{boxed}</section>"),
        items=_posts(f"<li>{inner}</li>"),
    )
    root = parse_page(PAGE.format("", shown))
    assert root is not None
    lines = [(line.text, line.mark) for line in page_lines(root) if line.mark not in ("title", "outside")]
    assert lines == EXPECTED


def test_a_page_whose_script_shows_the_posts_has_them_from_what_it_tells_machines() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": heading, "datePublished": day, "articleBody": text}
        for day, _, heading, text in POSTS
    ]
    told = json.dumps({"@type": "LiveBlogPosting", "headline": "Pilots strike live", "liveBlogUpdate": updates})
    root = parse_page(PAGE.format(f"<script type='application/ld+json'>{told}</script>", "<div id='app'></div>"))
    assert root is not None
    lines = [(line.text, line.mark) for line in page_lines(root) if line.mark != "outside"]
    times = [(f"{day[:10]} {day[11:16]}", "time") for day, *_ in POSTS]
    bare = [line for line in EXPECTED if line[1] != "time"]
    expected = [line for number, time in enumerate(times) for line in (time, *bare[2 * number : 2 * number + 2])]
    title = ("Pilots strike live", "title")
    assert lines[lines.index(title) :] == [title, *expected]


def test_a_time_of_another_zone_has_no_day() -> None:
    posts = _posts(
        "<article><time datetime='2022-05-04T22:30:00Z'>00:30</time><h2>{heading}</h2><p>{text}</p></article>"
    )
    root = parse_page(PAGE.format("", f"<main>{TITLE}{posts}</main>"))
    assert root is not None
    assert {line.text for line in page_lines(root) if line.mark == "time"} == {"00:30"}
