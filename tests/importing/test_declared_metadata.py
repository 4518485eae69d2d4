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


def test_a_mere_host_is_no_publisher():
    head = '<title>Fog</title><link rel="canonical" href="https://www.example.org/fog">'
    assert declared(f"<html><head>{head}</head><body><p>Text</p></body></html>").publisher is None
