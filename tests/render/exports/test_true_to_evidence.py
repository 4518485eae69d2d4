"""What tables and machines are told is what the evidence says, in the language of the site."""

from __future__ import annotations

import json
from dataclasses import replace

from druzhba_kb.locales import SHIPPED, Interface, speaking
from druzhba_kb.locales.catalogue import read_catalogue
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.exports.data_package import collection_tables
from druzhba_kb.render.exports.page_metadata import article_fields
from druzhba_kb.render.site_index import index_site
from druzhba_kb.report import Report


def test_an_inferred_day_is_no_date_of_publication_and_a_byline_no_person(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    article = replace(index.article("herald-1901"), author="News Desk", rights="full")
    stated = json.loads(article_fields(index, article)["about"]["json"])  # type: ignore[index]
    assert (stated["datePublished"], stated["author"]) == ("1901-05-02", {"name": "News Desk"})
    ours = replace(article, published_basis="inferred")
    assert "datePublished" not in json.loads(article_fields(index, ours)["about"]["json"])  # type: ignore[index]


def test_a_denied_side_is_denied_in_the_language_of_the_site(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    read = read_catalogue(SHIPPED / "de.po", "de.po", Report())
    assert read
    german = Interface("de", read)
    for interface, word in ((Interface(), "not"), (german, "nicht")):
        with speaking(interface):
            rows = collection_tables(index, {})[-1].rows
        assert any(f"{word} Old Harbour" in one for row in rows for one in row), word
