"""Services: what the page of a record offers: citations with a day, its files, a licence, a report, the source file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from druzhba_kb.model import Change, ChangedItem, KnowledgeBase
from druzhba_kb.render.exports.services import (
    Services,
    cited_article,
    cited_page,
    last_changed,
    licence_of,
    meta_tags,
    services,
)
from druzhba_kb.render.site_index import index_site
from tests.render.lighthouses import HERE, article

VERSION = "0123456789ab"
SITE = {"site_name": "Lights"}
FULL = {**SITE, "site_url": "https://kb.example/a/", "site_author": "Finch, Ada; Coast Society", "license": "CC-BY-4.0"}


def offered(kb: KnowledgeBase, site: dict[str, str]) -> Services:
    return services(index_site(kb), kb.records.entities["north-light"], VERSION, site)


def changed(kb: KnowledgeBase, *changes: tuple[str, tuple[str, ...]]) -> KnowledgeBase:
    told = tuple(Change(day, "More", "", about, HERE) for day, about in changes)
    return replace(kb, records=replace(kb.records, changes=told))


def test_a_page_is_cited_with_editors_version_and_address(kb: KnowledgeBase) -> None:
    forms = {form.name: form.text for form in offered(kb, FULL).citation}
    assert list(forms) == ["Chicago", "APA", "MLA", "BibTeX", "RIS", "CSL-JSON"]
    assert forms["Chicago"] == (
        f"“North Light.” In Lights, edited by Ada Finch and Coast Society. Version {VERSION}. "
        "https://kb.example/a/lights/north-light/."
    )


def test_the_day_of_a_page_is_that_of_its_last_change_or_of_the_last_of_all(kb: KnowledgeBase) -> None:
    told = changed(kb, ("2026-01-01", ("north-light",)), ("2026-03-01", ("north-light",)), ("2026-05-01", ()))
    assert [last_changed(told, id) for id in ("north-light", "south-light")] == ["2026-03-01", "2026-05-01"]
    assert last_changed(kb, "north-light") == ""
    item = ChangedItem("south-light", None, "added", "Keepers", None, HERE)
    first = replace(told.records.changes[0], items=(item,))
    itemised = replace(told, records=replace(told.records, changes=(first, *told.records.changes[1:])))
    assert last_changed(itemised, "south-light") == "2026-01-01"
    assert offered(told, SITE).day == "2026-03-01"


def test_an_articles_page_cites_the_article_itself_and_the_page_about_it(kb: KnowledgeBase) -> None:
    record = replace(article("herald-1901", "Lights", ()), author="News Desk")
    both = services(index_site(kb), record, VERSION, FULL)
    assert both.work[0].text == "News Desk. “Lights.” Coast Herald, May 2, 1901. https://herald.example/lights."
    assert both.citation[0].text.startswith("“Digest of ‘Lights’.” In Lights, edited by Ada Finch")
    assert offered(kb, FULL).work == ()


@pytest.mark.parametrize(
    ("published", "basis", "inferred"),
    [
        ("1901-05-02", "stated", False),
        ("1901-05-02", "inferred", True),
        ("1901-05~", "stated", True),
        (None, None, False),
    ],
)
def test_an_article_says_whether_its_day_is_inferred(published: str | None, basis: str | None, inferred: bool) -> None:
    work = cited_article(replace(article("x", "X", ()), published=published, published_basis=basis))
    assert (work.day, work.inferred) == (published or "", inferred)


def test_programs_that_collect_literature_find_the_article_on_its_page() -> None:
    record = replace(article("herald-1901", "Lights", ()), author="News Desk", published="1901-05")
    assert meta_tags(cited_article(record), FULL) == [
        ["citation_title", "Lights"], ["citation_author", "News Desk"], ["citation_publication_date", "1901/05"],
        ["citation_publisher", "Coast Herald"], ["citation_public_url", "https://herald.example/lights"],
        ["DC.title", "Lights"], ["DC.creator", "News Desk"], ["DC.date", "1901-05"], ["DC.publisher", "Coast Herald"],
        ["DC.identifier", "https://herald.example/lights"], ["DC.type", "Text"],
    ]  # fmt: skip


def test_a_day_that_the_article_does_not_give_is_in_no_tag() -> None:
    record = article("herald-1901", "Lights", (), published="1901-05-02", published_basis="inferred")
    assert not {"citation_publication_date", "DC.date"} & {name for name, _ in meta_tags(cited_article(record), FULL)}


def test_they_find_the_editors_and_the_licence_of_a_record(kb: KnowledgeBase) -> None:
    told = changed(kb, ("2026-03-01", ("north-light",)))
    tags = meta_tags(cited_page(told, kb.records.entities["north-light"], VERSION, FULL), FULL)
    assert ["citation_editor", "Finch, Ada"] in tags and ["citation_editor", "Coast Society"] in tags
    assert ["citation_publication_date", "2026/03/01"] in tags
    assert ["DC.rights", "CC-BY-4.0"] in tags


def test_the_licence_is_linked_where_one_is_named() -> None:
    licence = licence_of(FULL)
    assert licence and (licence.name, licence.href) == ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0.html")
    assert licence_of(SITE) is None


def test_a_report_names_the_fact_and_its_address(kb: KnowledgeBase) -> None:
    site = {**SITE, "site_url": "https://kb.example/a", "report_url": "mailto:x@y.example?subject={title}&body={page}"}
    said = "mailto:x@y.example?subject=North%20Light%2C%20evidence%202&body="
    assert (
        offered(kb, site).report("e-s2-1", 2)
        == said + "https%3A%2F%2Fkb.example%2Fa%2Flights%2Fnorth-light%2F%23e-s2-1"
    )
    assert offered(kb, SITE).report() is None


@pytest.mark.parametrize(
    ("repository", "uri", "expected"),
    [
        ("https://git.example/kb", "edit/main/", "https://git.example/kb/edit/main/entities/lights/north-light.yml"),
        ("https://github.com/o/kb", "", "https://github.com/o/kb/blob/HEAD/entities/lights/north-light.yml"),
        ("https://git.example/kb", "", None),
        ("javascript:alert()", "x/", None),
        ("", "", None),
    ],
)
def test_the_source_file_is_linked_where_its_place_is_known(
    kb: KnowledgeBase, repository: str, uri: str, expected: str | None
) -> None:
    site = {**SITE, "repo_url": repository, "edit_uri": uri}
    assert offered(kb, site).edit == expected
