"""Each shape of page: what is found, what is dropped and by which rule, and that the body stays as it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from druzhba_kb.importing import describe, summary_table
from druzhba_kb.importing.raw_files import read_raw
from druzhba_kb.report import Report
from importing import pages


def rules(imported):
    return [(dropped.line, dropped.rule) for dropped in imported.dropped]


def blocks(imported, kind):
    return [block.text for block in imported.blocks if block.kind == kind]


def test_a_dateline_gives_the_date_and_stays_in_its_paragraph(run):
    imported, report = run(pages.DATELINE)
    assert (imported.fields.published, imported.fields.published_basis) == ("2017-03-14", "dateline")
    assert imported.fields.published_note is None
    assert imported.blocks[1].text.startswith("PORT ALBA; Mar 14, 2017: The two towns")
    assert not report.findings


def test_title_headings_and_blocks(run):
    imported, _ = run(pages.DATELINE)
    assert imported.fields.title == imported.blocks[0].text == "Harbour Town and Isle Open Third Ferry Line"
    assert imported.fields.blocks == "pphphp"
    assert blocks(imported, "h") == ["Old piers, new boats", "A balance"]
    assert (imported.fields.publisher, imported.fields.author, imported.fields.genre) == (None, None, None)


def test_labels_and_the_comment_form_are_dropped(run):
    imported, _ = run(pages.DATELINE)
    assert rules(imported) == [(3, "publication-label"), (17, "comment-form"), (19, "comment-form")]


def test_inner_spaces_and_quotation_marks_stay(run):
    imported, _ = run(pages.DATELINE)
    assert "“Gannet-III”  (Seabird III)" in imported.blocks[2].text
    imported, _ = run(pages.OPINION)
    assert "2015. \u00a0 They are called “Seabird-2015”. \u00a0 Some" in imported.blocks[2].text


def test_the_day_of_the_scrape_is_not_the_date(run):
    imported, _ = run(pages.SITE_HEADER)
    assert (3, "scrape-date") in rules(imported)
    assert (imported.fields.published, imported.fields.published_basis) == ("2018-05", "inferred")
    assert "this month" in imported.fields.published_note


def test_header_deck_and_byline(run):
    imported, _ = run(pages.SITE_HEADER)
    assert (imported.fields.publisher, imported.fields.author) == ("Strait Weekly Review", "News Desk")
    assert imported.fields.title == "Ferry Towns Plan a Joint Season"
    assert imported.fields.blocks[0] == "d"
    assert blocks(imported, "h")[0] == "Night Boats"


def test_pull_quotes_and_links_to_other_articles_are_dropped(run):
    imported, _ = run(pages.SITE_HEADER)
    counts = Counter(dropped.rule for dropped in imported.dropped)
    assert counts == {"site-header": 1, "scrape-date": 1, "byline": 1, "read-more": 2, "pull-quote": 3}


def test_a_lead_that_a_later_paragraph_repeats_stays(run):
    lead = "The night boat will sail again before the first snow falls."
    imported, _ = run(
        f"A Boat Returns to the Strait\n\n{lead}\n\n{lead[:-1]}, and everybody on the pier is glad of it."
    )
    assert imported.fields.blocks == "pp"


def test_a_repetition_that_is_no_whole_sentence_stays_and_is_flagged(run):
    imported, _ = run(pages.SITE_HEADER.replace("It will change the winter\n", "\n").replace("kept. \n", "kept\n"))
    assert [(flag.text, flag.rule) for flag in imported.flags] == [
        ("A night boat is a promise kept", "repeated-words"),
    ]


def test_a_text_without_a_date_has_none(run):
    imported, _ = run(pages.UPDATED)
    assert (imported.fields.published, imported.fields.published_basis) == (None, None)
    assert rules(imported) == [(3, "publication-label"), (15, "comment-form")]
    assert imported.fields.blocks == "phppp"


def test_a_paragraph_that_breaks_off_is_kept_and_flagged(run):
    imported, _ = run(pages.UPDATED)
    assert [(flag.line, flag.rule) for flag in imported.flags] == [(11, "no-full-stop")]


def test_a_page_without_title_and_blank_lines(run):
    imported, report = run(pages.NO_TITLE)
    assert imported.fields.title is None
    assert imported.fields.blocks == "ppepphp"
    assert imported.fields.author == "SWR News Desk"
    assert [finding.code for finding in report.findings] == ["import-title"]
    assert not report.failed


def test_a_title_can_be_given(run):
    imported, report = run(pages.NO_TITLE, title="Pilots: a Week")
    assert imported.blocks[0].text == "Pilots: a Week"
    assert not report.findings


def test_an_embedded_post_is_one_block_and_gives_the_month(run, project):
    imported, _ = run(pages.NO_TITLE)
    assert (imported.fields.published, imported.fields.published_basis) == ("2019-06", "inferred")
    assert "2019-06-05" in imported.fields.published_note
    clean = (project / "sources/page.md").read_text()
    assert "XyZ\n> — DG Harbour (@OfficialHarbour) June 5, 2019\n\n" in clean


def test_a_post_older_than_the_article_gives_no_date(run):
    imported, _ = run(pages.NO_TITLE.replace("since 2014", "since 2021"))
    assert imported.fields.published is None


def test_a_disclaimer_tells_genre_and_publisher(run):
    imported, _ = run(pages.OPINION)
    assert (imported.fields.genre, imported.fields.publisher) == ("opinion", "The Pilot")
    assert imported.fields.published is None


def test_everything_below_the_body_is_dropped(run):
    imported, _ = run(pages.OPINION)
    assert [rule for _, rule in rules(imported)] == [
        "empty-template",
        "donation",
        "disclaimer",
        "comment-form",
        "comment-form",
        "comment-form",
        "related-headline",
        "related-headline",
    ]
    assert imported.fields.blocks == "ppp"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Posted on October 3rd, 2018", "2018-10-03"),
        ("Published: 3 Oct. 2018 by Ada Brine", "2018-10-03"),
        ("By Ada Brine October 3, 2018", "2018-10-03"),
        ("Ada Brine | Wednesday, October 3, 2018", "2018-10-03"),
        ("Wednesday, 3rd October 2018", "2018-10-03"),
        ("2018-10-03", "2018-10-03"),
        ("Updated on October 3, 2018", "2018-10-03~"),
    ],
)
def test_dates_that_the_page_states(run, line, date):
    imported, _ = run(pages.UPDATED.replace("Updated on", line))
    assert imported.fields.published == date
    assert imported.fields.published_basis == ("inferred" if date.endswith("~") else "stated")
    assert imported.fields.blocks == "phppp"


def test_a_dateline_without_its_year_has_that_of_a_date_on_the_page_a_few_days_later(run):
    page = pages.UPDATED.replace("Updated on", "Updated on October 3, 2018")
    imported, _ = run(page.replace("A group of pilots", "PORT ALBA, Sept. 30 – A group of pilots"))
    assert (imported.fields.published, imported.fields.published_basis) == ("2018-09-30", "inferred")
    assert "2018-10-03" in imported.fields.published_note
    imported, _ = run(page.replace("A group of pilots", "PORT ALBA, Sept. 12 – A group of pilots"))
    assert imported.fields.published == "2018-10-03~"


@pytest.mark.parametrize(
    ("given", "basis", "note"),
    [
        ("2017-03-14", "dateline", None),
        ("2017-03-20", "stated", None),
        ("2017-03-20~", "inferred", "Given by the editor."),
    ],
)
def test_a_given_date_goes_first_and_keeps_the_basis_of_the_text_where_it_agrees(run, given, basis, note):
    fields = run(pages.DATELINE, published=given)[0].fields
    assert (fields.published, fields.published_basis, fields.published_note) == (given, basis, note)


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Brine",
        "Ada Brine |",
        "By Ada Brine | October 3, 2018",
        "Written by Ada Brine",
        "Interview by Ada Brine, 3 October 2018",
    ],
)
def test_bylines(run, line):
    imported, _ = run(pages.UPDATED.replace("Updated on", line))
    assert imported.fields.author == "Ada Brine"


def test_an_article_without_boilerplate_loses_nothing(run):
    text = "\n\n".join(line for line in pages.DATELINE.split("\n\n")[2:8])
    imported, _ = run("A Title of Its Own\n\n" + text)
    assert imported.dropped == ()


def test_a_label_in_the_middle_with_paragraphs_below_drops_only_itself(run):
    text = pages.UPDATED.replace("200 pilots arrive", "Leave a Comment\n\n200 pilots arrive")
    imported, _ = run(text)
    assert imported.fields.blocks == "phppp"


def test_a_lone_line_below_the_end_stays_and_is_flagged(run):
    imported, _ = run(pages.UPDATED.replace("Leave a Comment", "Old boats in the fog"))
    assert imported.fields.blocks == "phpppp"
    assert [flag.rule for flag in imported.flags] == ["no-full-stop", "foot-line"]


def test_the_description_names_rule_line_and_reason(run):
    imported, _ = run(pages.OPINION)
    shown = describe(imported)
    for dropped in imported.dropped:
        assert f"{dropped.line:>4}  {dropped.rule}: {dropped.reason}\n" in shown
    assert "genre:     opinion  [disclaimer, line 14]" in shown


def test_the_description_escapes_what_a_terminal_obeys(run):
    imported, _ = run("\x1b[2JA Title That Clears\n\nThe text of the page says nothing else at all today.")
    assert "\x1b" not in describe(imported) + summary_table([imported])
    assert "(1 block, " in describe(imported)


def test_the_closing_table(run):
    imported, _ = run(pages.DATELINE)
    header, _, row = summary_table([imported]).split("\n")
    assert header.split() == ["id", "title", "date", "publisher", "genre", "blocks", "dropped", "doubts"]
    assert row.split()[-7:] == ["2017-03-14", "(dateline)", "null", "null", "6", "3", "1"]


@pytest.mark.parametrize(
    "line",
    [
        "Facebook",
        "Watch — and Wait",
        "Read this way, the plan is a promise to the islands, the mayor of the town said.",
        "Support for the ferry depends on us, the mayor said today.",
        "“Join us on the pier today,” the mayor said to the crew.",
        "By Friday the boats were back in the harbour.",
        "In April 2015 the statements of both towns were still opposed.",
    ],
)
@pytest.mark.parametrize("place", ["200 pilots arrive", "Leave a Comment"])
def test_a_line_that_only_looks_like_boilerplate_stays(run, line, place):
    imported, _ = run(pages.UPDATED.replace(place, line))
    assert line in [block.text for block in imported.blocks]


def test_a_title_that_ends_like_a_byline_is_a_title(run):
    imported, _ = run(
        "Harbour Opens News Desk\n\nThe harbour has opened a desk that answers the questions of all visitors."
    )
    assert imported.fields.title == "Harbour Opens News Desk"


@pytest.mark.parametrize(
    ("links", "dropped"),
    [([], ["200 pilots arrive"]), (["Fares rise again on Monday"], ["Fares rise again on Monday"])],
)
def test_the_last_of_several_headlines_below_a_label_may_head_what_follows(run, links, dropped):
    below = "\n\n".join(["Related Stories", *links, "200 pilots arrive"])
    imported, _ = run(pages.UPDATED.replace("200 pilots arrive", below))
    assert [one.text for one in imported.dropped if one.rule == "related-headline"] == dropped


@pytest.mark.parametrize("byline", ["By Jo Marsh\nMarch 4, 2021\n\n", "", "March 4, 2021\n"])
@pytest.mark.parametrize(("name", "said"), [("Port Alba", "has waited two years"), ("Anna Brandt", "is out of office")])
def test_a_name_above_the_text_that_nothing_calls_the_authors_costs_no_paragraph(run, byline, name, said):
    first = f"{name} {said} since its harbour council voted on a ferry line on Tuesday after long talks."
    second = "Council leader Mona Vell said the first boats would sail in May and carry up to 200 passengers."
    imported, _ = run(f"A ferry line to the islands is approved\n{byline}{name}\n\n{first}\n\n{second}\n")
    assert first in [block.text for block in imported.blocks]


def test_a_page_with_a_stray_byte_is_read_as_declared_and_says_what_was_replaced(tmp_path: Path) -> None:
    page = "<meta charset=utf-8><h1>The ferry Möwe sails</h1><p>The “Möwe” sailed on Monday with all of her passengers.</p>"
    (tmp_path / "moewe.html").write_bytes(page.encode() + b"<footer>\xa9 2021</footer>")
    report = Report()
    [raw] = read_raw(str(tmp_path / "moewe.html"), report)
    assert "The “Möwe” sailed" in raw.text
    assert [finding.code for finding in report.findings] == ["import-charset"]
