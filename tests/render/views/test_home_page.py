"""The home page: the articles with what each alone speaks of, and the leading kind by what tells its entities apart."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.home_page import home_view
from tests.render.lighthouses import MARCH, evidence, statement

HARBOUR = evidence("herald-1901", "well-known, at Old Harbour")


def test_an_article_stands_with_its_voice_its_length_and_what_it_alone_speaks_of(kb: KnowledgeBase) -> None:
    entities = kb.records.entities
    south = replace(entities["south-light"], statements=(statement("t1", {"lit": "1899"}, MARCH),))
    herald = replace(kb.records.articles["herald-1901"], genre="opinion", published_basis="inferred")
    records = replace(
        kb.records,
        entities={**entities, south.id: south},
        articles={**kb.records.articles, herald.id: herald},
    )
    first, second, last = home_view(index_site(replace(kb, records=records))).articles
    assert (first.publisher, first.published, first.inferred, first.genre) == (
        "Coast Herald", "2 May 1901", True, "opinion",
    )  # fmt: skip
    assert (first.voice, first.paragraphs, [link.name for link in first.alone]) == ("opinion", 4, ["South Light"])
    assert (second.voice, second.inferred, second.alone) == ("article", False, ())
    assert (last.publisher, last.published, last.link.name) == ("", "", "Almanac")


def test_articles_that_are_too_many_to_be_overlooked_are_counted_alone(kb: KnowledgeBase) -> None:
    herald = kb.records.articles["herald-1901"]
    many = {f"herald-{year}": replace(herald, id=f"herald-{year}") for year in range(1910, 1916)}
    view = home_view(index_site(replace(kb, records=replace(kb.records, articles={**kb.records.articles, **many}))))
    assert (view.articles, view.article_count) == ((), 9)


def test_each_entity_of_the_strip_stands_with_how_many_articles_speak_of_it(kb: KnowledgeBase) -> None:
    view = home_view(index_site(kb))
    assert view.strip
    assert [(one.name, said.articles) for one, said in zip(view.strip.entities, view.said_in, strict=True)] == [
        ("North Light", 2), ("South Light", 0),
    ]  # fmt: skip


def test_titles_count_in_words_in_english_and_in_digits_elsewhere(kb: KnowledgeBase) -> None:
    home = home_view(index_site(kb))
    assert (home.articles_title, home.strip_title) == ("Three articles", "Two lights")
    with speaking(Interface("de")):
        home = home_view(index_site(kb))
    assert (home.articles_title, home.strip_title) == ("3 articles", "2 Lights")


def test_what_is_the_same_of_all_is_no_line_of_the_strip(kb: KnowledgeBase) -> None:
    def lines(town: str) -> tuple[str, ...]:
        entities = kb.records.entities
        south = replace(entities["south-light"], statements=(statement("t1", {"town": town}, HARBOUR),))
        records = replace(kb.records, entities={**entities, south.id: south})
        strip = home_view(index_site(replace(kb, records=records))).strip
        assert strip
        return strip.columns

    assert "Town" not in lines("old-harbour")
    assert "Town" in lines("north-light")
