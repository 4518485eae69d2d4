"""What saved pages declare of their articles, and what they do not."""

from __future__ import annotations

import pytest

from druzhba_kb.importing.declared_metadata import DeclaredMetadata, declared_by_page
from druzhba_kb.importing.html import parse_page
from importing import saved


def declared(page):
    return declared_by_page(parse_page(page), page)


def test_what_the_pages_declare():
    assert declared(saved.SCHEMA) == DeclaredMetadata(
        title="Ferry Towns Plan a Joint Season",
        publisher="Strait Gazette",
        author="Ina Moss, Per Holm",
        published="2019-06-05",
        url="https://gazette.example/2019/06/season",
        genre="opinion",
    )
    assert declared(saved.WORDPRESS) == DeclaredMetadata(
        title="Night Ferry Returns",
        publisher="Isle Post",
        published="2021-03-14",
        url="https://islepost.example/night-ferry/",
    )
    assert declared(saved.AMP) == DeclaredMetadata(title="Tug sold to the island")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2019-06-05">', ""),
        ('<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2019-06-05"}</script>', ""),
        ('<script type="application/ld+json">{"@type": "Article", "dateModified": "2019-06-05"}</script>', ""),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "</script>', ""),
        ("", "<p>Copyright 2019. Today is June 5, 2019</p>"),
        ("", '<aside><time datetime="2019-06-05">June 5</time></aside>'),
        ("", '<article><h1>A</h1><blockquote><time datetime="2019-06-05">June 5</time></blockquote></article>'),
        ("", '<article><h1>A</h1><article><time datetime="2019-06-05">June 5</time></article></article>'),
        ("", '<article><h1>A</h1><time class="updated" datetime="2019-06-05">June 5</time></article>'),
        ("", '<img src="https://example.org/2019/06/05/a.jpg"><a href="https://example.org/2019/06/05/a">a</a>'),
    ],
)
def test_no_other_day_is_the_day_of_publication(head, body):
    assert declared(f"<html><head>{head}</head><body>{body}<p>Text</p></body></html>").published is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-06-05T01:00:00+05:00">',
        '<meta name="DC.date.issued" content="2019-06-05">',
        '<meta itemprop="datePublished" content="June 5, 2019">',
        '<script type="application/ld+json">[{"@type": "ReportageNewsArticle", "datePublished": "2019-06-05"}]</script>',
    ],
)
def test_the_day_of_publication(head):
    assert declared(f"<html><head>{head}</head><body><p>Text</p></body></html>").published == "2019-06-05"


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00Z", "1970-01-01", "2999-05-04", "nothing"])
def test_a_day_that_no_site_means_is_refused(value):
    head = f'<meta property="article:published_time" content="{value}">'
    assert declared(f"<html><head>{head}</head><body><p>Text</p></body></html>").published is None


@pytest.mark.parametrize(
    ("value", "day"),
    [("1917-11-23T07:00:00Z", "1917-11-23"), ("1904-05-13", "1904-05-13"), ("1904-01-01", None), ("1899-12-30", None)],
)
def test_the_day_of_an_old_newspaper_is_meant_and_one_from_which_systems_count_is_not(value, day):
    head = f'<meta property="article:published_time" content="{value}">'
    assert declared(f"<html><head>{head}</head><body><p>Text</p></body></html>").published == day


def test_of_several_values_a_whole_day_goes_first_and_years_that_differ_are_none():
    head = '<meta itemprop="datePublished" content="1988"><meta itemprop="datePublished" content="{}">'
    page = f"<html><head>{head}</head><body><p>Text</p></body></html>"
    assert [declared(page.format(day)).published for day in ("2017-05-04", "2014", "1988")] == [
        "2017-05-04",
        None,
        "1988",
    ]


def test_a_day_elsewhere_in_the_page_is_only_found():
    page = "<html><body><p>Text</p><div>June 5, 2019</div></body></html>"
    assert (declared(page).published, declared(page).found_day) == (None, "2019-06-05")
    assert declared(page.replace("June 5,", "Copyright")).found_day is None


TITLED = "<html><head><title>{}</title>{}</head><body><h1>Isle Post</h1><h2>{}</h2><p>Text</p></body></html>"


@pytest.mark.parametrize(
    ("title", "head", "heading", "expected"),
    [
        ("Night Ferry Returns | Isle Post", "", "Night ferry returns", "Night Ferry Returns"),
        ("Isle Post » Night Ferry Returns", "", "Night ferry returns", "Night Ferry Returns"),
        (
            "Isle Post",
            '<meta property="og:title" content="Fog &amp;amp; ice come - Isle Post">',
            "Fog & ice come",
            "Fog & ice come",
        ),
        ("Ferry", '<meta property="og:title" content="Night Ferry Returns">', "Old pier falls", "Night Ferry Returns"),
    ],
)
def test_the_title_is_what_a_heading_says_too(title, head, heading, expected):
    assert declared(TITLED.format(title, head, heading)).title == expected


def test_a_mere_host_is_no_publisher():
    head = '<title>Fog</title><link rel="canonical" href="https://www.example.org/fog">'
    assert declared(f"<html><head>{head}</head><body><p>Text</p></body></html>").publisher is None
