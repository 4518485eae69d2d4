"""Citations: each style of the manuals as it is written, each format as its own readers read it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rispy
from pybtex.database import parse_string

from druzhba_kb.render.exports.citation_styles import CitedWork, citation_forms, names_of

PAGE = CitedWork(
    key="north-0123456789ab", title="North Light", container="Lights of the coast", url="https://kb.example/lights/north/",
    day="1903-09-02", editors=names_of("Finch, Ada; Reed, Bo Erik; Coast Society"), version="0123456789ab",
)  # fmt: skip
ARTICLE = CitedWork(
    key="herald-1901", title="A light “at last” on the coast?", container="Coast Herald", url="https://herald.example/lights",
    day="1901-05-02", author="News Desk", is_article=True,
)  # fmt: skip
HOSTILE = replace(
    PAGE, title='A {b & "c" \\ 100 % #1_x~^$', editors=names_of("{Odd}, Ed & Co"), container="Lights, {and}\nmore",
    url="https://kb.example/{a}/?b=%20#c",
)  # fmt: skip


def cited(work: CitedWork) -> dict[str, str]:
    return {form.name: form.text for form in citation_forms(work)}


def with_access(work: CitedWork, name: str) -> str:
    """Return a citation as it is after a script has filled in 5 June 2027."""
    parts = {"{D}": "5", "{DD}": "05", "{M}": "6", "{MM}": "06", "{MMM}": "June", "{MMMM}": "June", "{YYYY}": "2027"}
    (form,) = (form for form in citation_forms(work) if form.name == name)
    text = ""
    for piece in form.pieces:
        filled = piece.text
        if piece.part == "accessed":
            for token, value in parts.items():
                filled = filled.replace(token, value)
        text += filled
    return text


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "Chicago",
            "“North Light.” In Lights of the coast, edited by Ada Finch, Bo Erik Reed, and Coast Society. Version 0123456789ab, "
            "last modified September 2, 1903. Accessed June 5, 2027. https://kb.example/lights/north/.",
        ),
        (
            "APA",
            "North Light. (1903, September 2). In A. Finch, B. E. Reed, & Coast Society (Eds.), Lights of the coast (Version "
            "0123456789ab). Retrieved June 5, 2027, from https://kb.example/lights/north/",
        ),
        (
            "MLA",
            "“North Light.” Lights of the coast, edited by Ada Finch, Bo Erik Reed, and Coast Society, version 0123456789ab, "
            "2 Sept. 1903, https://kb.example/lights/north/. Accessed 5 June 2027.",
        ),
    ],
)
def test_a_page_is_cited_with_editors_version_day_and_access(style: str, expected: str) -> None:
    assert with_access(PAGE, style) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "Chicago",
            "News Desk. “A light ‘at last’ on the coast?” Coast Herald, May 2, 1901. https://herald.example/lights.",
        ),
        (
            "APA",
            "News Desk. (1901, May 2). A light ‘at last’ on the coast? Coast Herald. https://herald.example/lights",
        ),
        (
            "MLA",
            "News Desk. “A light ‘at last’ on the coast?” Coast Herald, 2 May 1901, https://herald.example/lights. "
            "Accessed 5 June 2027.",
        ),
    ],
)
def test_an_article_is_cited_as_it_was_published(style: str, expected: str) -> None:
    assert with_access(ARTICLE, style) == expected


def test_an_inferred_day_is_marked_and_a_missing_one_said() -> None:
    inferred, undated = cited(replace(ARTICLE, inferred=True)), cited(replace(ARTICLE, day="", author="", url=""))
    assert "[May 2, 1901]" in inferred["Chicago"] and "[2 May 1901]" in inferred["MLA"]
    assert "(ca. 1901, May 2)" in inferred["APA"]
    assert json.loads(inferred["CSL-JSON"])[0]["issued"] == {"date-parts": [[1901, 5, 2]], "circa": True}
    assert undated["APA"] == "A light ‘at last’ on the coast? (n.d.). Coast Herald."
    assert undated["Chicago"] == "“A light ‘at last’ on the coast?” Coast Herald."


@pytest.mark.parametrize(
    ("day", "year"), [("1901", "1901"), ("0842-03", "0842"), ("190X", None), ("-0043", None), ("", None)]
)
def test_only_a_day_of_our_calendar_is_one_to_programs(day: str, year: str | None) -> None:
    work = replace(ARTICLE, day=day)
    (entry,) = rispy.loads(cited(work)["RIS"])
    assert entry.get("year") == year
    assert entry.get("date") == ("0842/03//" if year == "0842" else None)


@pytest.mark.parametrize("work", [PAGE, ARTICLE, HOSTILE])
def test_bibtex_reads_the_entry(work: CitedWork) -> None:
    text = with_access(work, "BibTeX")
    entries = parse_string(text + text.replace(work.key, "second"), "bibtex").entries
    assert list(entries) == [work.key, "second"]
    entry = entries[work.key]
    assert (entry.fields["urldate"], entry.fields["year"]) == ("2027-06-05", work.day[:4])
    assert entry.fields["url"] == work.url.replace("{a}", "%7Ba%7D")
    people = entry.persons["author" if work.is_article else "editor"]
    assert len(people) == (1 if work.is_article else len(work.editors))


def test_bibtex_counts_braces_behind_a_backslash_too() -> None:
    assert r"\textbraceleft{}b" in cited(HOSTILE)["BibTeX"]
    assert cited(HOSTILE)["BibTeX"].count("{") == cited(HOSTILE)["BibTeX"].count("}")


@pytest.mark.parametrize("work", [PAGE, ARTICLE, HOSTILE])
def test_ris_reads_the_entry(work: CitedWork) -> None:
    (entry,) = rispy.loads(with_access(work, "RIS"))
    year, month, day = work.day.split("-")
    assert (entry["title"], entry["date"]) == (work.title, f"{year}/{month}/{day}/")
    assert entry["access_date"] == "2027/06/05/"
    assert entry["secondary_title"] == " ".join(work.container.split())


@pytest.mark.parametrize("work", [PAGE, ARTICLE, HOSTILE])
def test_csl_json_reads_the_entry(work: CitedWork) -> None:
    (item,) = json.loads(with_access(work, "CSL-JSON"))
    assert (item["title"], item["container-title"]) == (work.title, work.container)
    assert item["accessed"] == {"date-parts": [[2027, 6, 5]]}
    assert item["issued"] == {"date-parts": [[int(part) for part in work.day.split("-")]]}


def test_a_site_without_an_address_or_editors_gives_none() -> None:
    bare = CitedWork(key="x", title="X", container="Lights", url="", day="")
    assert cited(bare) == {
        "Chicago": "“X.” In Lights.", "APA": "X. (n.d.). In Lights.", "MLA": "“X.” Lights.",
        "BibTeX": "@misc{x,\n title = {{X}},\n howpublished = {Lights},\n}",
        "RIS": "TY  - ELEC\nTI  - X\nT2  - Lights\nER  - ",
        "CSL-JSON": '[{"id": "x", "type": "webpage", "title": "X", "container-title": "Lights"}]',
    }  # fmt: skip


def test_title_and_address_are_pieces_of_their_own_in_every_form() -> None:
    for form in citation_forms(HOSTILE):
        assert [piece.part for piece in form.pieces].count("title") == 1, form.name
        assert [piece.part for piece in form.pieces].count("url") == 1, form.name
        assert [piece.part for piece in form.pieces].count("accessed") == 1, form.name


def test_what_programs_read_keeps_its_lines_and_blanks_on_a_page() -> None:
    (ris,) = (form for form in citation_forms(PAGE) if form.name == "RIS")
    assert ris.pieces[0].markup == "TY&#32;&#32;- ELEC&#10;TI&#32;&#32;- "
