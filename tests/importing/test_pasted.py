"""Text as pasted from a browser or scraped: its title among the lines of the page, bylines, dates and notices of many shapes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.folding import slug
from druzhba_kb.importing.bylines import byline_author, dates_in
from druzhba_kb.importing.imported_article import ImportedArticle, read_article
from druzhba_kb.importing.lines import read_text
from druzhba_kb.importing.options import ImportOptions
from druzhba_kb.importing.text_language import language_of

TITLE = "Norwick approves ferry line to the islands"
LEAD = "The harbour council of Norwick approved a new ferry line on Tuesday after two years of talks with the islands."
SECOND = "Council leader Anna Brandt said the first boats would sail in May and carry up to 200 passengers each."
THIRD = "Life on the islands will change for good, and the passengers will get news of fares by email from the council."
STORY = f"{TITLE}\nBy Jo Marsh\nMarch 4, 2021\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"


def read(text: str) -> ImportedArticle:
    return read_article(read_text(text), "page.txt", ImportOptions())


def body(article: ImportedArticle) -> list[str]:
    return [block.text for block in article.blocks[1:]]


@pytest.mark.parametrize(
    "above",
    [
        "Life on the Islands",
        "U.S. news",
        "Norwick Gazette, A News Company",
        "Boats, islands and talks: the week in pictures\nNew fares for island passengers",
        "Careers with the Council\nNews by Email\nTalks and Events",
        "HARBOUR NEWS CHANNEL",
        "Norwick harbour council\n2 May 2020",
    ],
)
def test_what_stands_above_the_headline_is_not_the_title(above: str) -> None:
    article = read(f"{above}\n{STORY}")
    assert (article.fields.title, article.fields.author, article.fields.published) == (TITLE, "Jo Marsh", "2021-03-04")
    assert body(article) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize("path", ["Home > Town > Paint for the quay", "2 thoughts on “Paint for the quay”"])
def test_a_line_that_another_one_ends_with_is_the_title_though_the_text_has_none_of_its_words(path: str) -> None:
    menu = "Bakers and their rolls in pictures\nSeven cats in a bag\nWinter comes to the hills"
    assert (
        read(f"{menu}\nPaint for the quay\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{path}\n").fields.title
        == "Paint for the quay"
    )


def test_a_question_of_an_interview_is_not_the_title() -> None:
    text = "Press talk on the line\n\nQ:  Who built the pier?\nA:  We did, in May.\nQ:  Who paid the pier?\nA:  The council.\n"
    article = read(text)
    assert (article.fields.title, len(article.blocks)) == ("Press talk on the line", 5)


def test_a_deck_that_says_more_than_the_title_is_not_the_title() -> None:
    deck = "Council leader Anna Brandt and the harbour council want two hundred passengers on the first boats in May"
    article = read(STORY.replace("\nBy Jo", f"\n{deck}\nBy Jo"))
    assert (article.fields.title, article.fields.blocks[0]) == (TITLE, "d")


def test_a_paragraph_above_a_headline_within_the_story_is_never_dropped() -> None:
    lead = "Nobody at the pier had thought that the old mail boat would ever be replaced by anything at all."
    assert lead in body(read(f"{lead}\n\n{STORY}"))


def test_text_below_a_post_and_above_it_is_no_part_of_the_post() -> None:
    text = f"{TITLE}\n\n{LEAD}\n{SECOND}\nThe first #ferry sails in May!\n— Norwick Council (@norwick) March 4, 2021\n{THIRD}"
    assert read(text).fields.blocks == "ppep"


def test_short_lines_below_the_story_end_it() -> None:
    other = "A baker in another town sells more rolls than ever before, and nobody there can say why that is so."
    menu = "\n".join(f"Entry {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    article = read(f"{STORY}\nRelated stories\n{menu}\n{other}\nPrivacy Policy")
    assert body(article) == [LEAD, SECOND, THIRD]


def test_a_word_broken_at_the_end_of_a_line_is_joined_where_the_text_has_it_whole() -> None:
    text = f"{TITLE}\n\nThe council met to speak of the cooper-\nation of both towns.\n\nTheir cooperation is old, they said."
    assert body(read(text))[0] == "The council met to speak of the cooperation of both towns."


def test_a_hyphen_before_a_capital_stays_without_a_blank() -> None:
    article = read(
        f"{TITLE}\n\nThe ferry is a matter of the Norwick-\nSule commission, as everybody on the islands knows."
    )
    assert "the Norwick-Sule commission" in body(article)[0]


def test_a_broken_word_that_stands_nowhere_else_is_in_doubt() -> None:
    article = read(
        f"{TITLE}\n\nThe council came to the evalu-\nation of the ferry line on Tuesday, as the leader had asked."
    )
    assert "evalu-ation" in body(article)[0]
    assert [flag.rule for flag in article.flags] == ["broken-word"]


def test_letters_are_composed_as_keyboards_write_them() -> None:
    assert "José" in body(read(f"{TITLE}\n\n{LEAD} Jose\u0301 said so on Tuesday."))[0]


@pytest.mark.parametrize(
    ("line", "day", "author"),
    [
        ("By Jo Marsh - 11/19/19 06:56 AM EST", "2019-11-19", "Jo Marsh"),
        ("By Jo Marsh , Al Reed on Monday, November 18th, 2019 at 11:08 a.m.", "2019-11-18", "Jo Marsh"),
        ("11/19/2019 by Jo Marsh", "2019-11-19", "Jo Marsh"),
        ("By Jo Marsh On 11/13/19 at 4:00 PM EST", "2019-11-13", "Jo Marsh"),
        ("By Jo Marsh | Gazette News", None, "Jo Marsh"),
        ("Jo Marsh, AP Auto Writer", None, "Jo Marsh"),
        ("Exclusive by Jo Marsh", None, "Jo Marsh"),
        ("By Our Labour Correspondent", None, "Our Labour Correspondent"),
        ("Jo Marsh @jomarsh", None, "Jo Marsh"),
        ("19. November 2019", "2019-11-19", None),
        ("Von Anna Brandt, 4. März 2021", "2021-03-04", "Anna Brandt"),
        ("Par Jo Marche le 4 mars 2021 à 10h30", "2021-03-04", "Jo Marche"),
        ("Por Jo Marzo", None, "Jo Marzo"),
        ("Publicado el 4 de marzo de 2021", "2021-03-04", None),
        ("Автор: Иван Мартов", None, "Иван Мартов"),
        ("Опубликовано 4 марта 2021", "2021-03-04", None),
        ("بقلم: أحمد سالم", None, "أحمد سالم"),
        ("٤ مارس ٢٠٢١", "2021-03-04", None),
        ("از: انور علی", None, "انور علی"),
        ("4 مارچ 2021", "2021-03-04", None),
        ("Von Berlin nach Paris", None, None),
        ("Por la paz en Norwick", None, None),
        ("11/12/19", None, None),
    ],
)
def test_bylines_and_dates_of_many_shapes_and_languages(line: str, day: str | None, author: str | None) -> None:
    found = [written.iso for written in dates_in(line)]
    assert (found[0] if found else None, byline_author(line)) == (day, author)


def test_a_date_that_a_scraper_set_before_the_title_goes_to_the_front_matter() -> None:
    article = read(f"date: 2018-10-25 {TITLE}\n\n{LEAD}\n\n{SECOND}")
    assert (article.fields.title, article.fields.published) == (TITLE, "2018-10-25")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{LEAD} {SECOND}", "en"),
        (
            "Совет порта во вторник одобрил новую линию к островам после двух лет переговоров, и все очень рады этому.",
            "ru",
        ),
        ("قال رئيس المجلس إن العبارات الأولى ستبحر إلى الجزر في شهر مايو بعد سنتين من المحادثات مع السكان.", "ar"),
        (
            "کونسل کے سربراہ نے منگل کو کہا کہ پہلی کشتیاں مئی میں جزیروں کے لیے روانہ ہوں گی اور ہر روز دو سو مسافر لے جائیں گی۔",
            "ur",
        ),
        ("Norwick Sule Brandt Marsh Reed Holm Ada Brine Clara Wendtland Norwick Sule Brandt Marsh Reed Holm Ada", None),
        ("Too short to say.", None),
    ],
)
def test_the_language_is_known_by_common_words_or_not_at_all(text: str, code: str | None) -> None:
    assert language_of([text]) == code


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([LEAD, SECOND, THIRD, "Nobody at the pier had thought of it."]),
        min_size=1,
        max_size=8,
        unique=True,
    )
)
def test_nothing_of_a_text_that_has_only_paragraphs_is_dropped(paragraphs: list[str]) -> None:
    assert body(read("\n\n".join(paragraphs))) == paragraphs


@given(st.text())
def test_ids_stay_ascii(text: str) -> None:
    assert slug(text).isascii()


@pytest.mark.parametrize(
    ("text", "id"), [("Łódź", "lodz"), ("Straße", "strasse"), ("Ærø Avis", "aero-avis"), ("Ельня", "elnya")]
)
def test_no_letter_is_lost_in_an_id(text: str, id: str) -> None:
    assert slug(text) == id


def test_a_notice_far_above_does_not_hide_the_title() -> None:
    notice = "The harbour council of Norwick shows this page of the islands as it is, and the passengers read it so."
    menu = "\n".join(f"Entry {letter}" for letter in "ABCDEFGH")
    assert read(f"{notice}\n{menu}\n{STORY}").fields.title == TITLE


def test_a_paragraph_with_much_text_above_a_title_is_flagged_and_stays() -> None:
    first = "\n".join([LEAD, SECOND, THIRD])
    article = read(f"{first}\nEntry A\nEntry B\nEntry C\nEntry D\n{STORY}")
    assert LEAD in body(article)


MORE = [f"On day {number} the pilots and the two towns spoke of piers, ropes and paint again." for number in range(4)]
COMMENT = "Jo says:\nNovember 19, 2019 at 6:34 am\n\n" + "Nobody asked the bakers, who had their doubts of it.\n\n" * 3


@pytest.mark.parametrize("more", [[], MORE])
def test_signed_comments_below_the_story_are_no_part_of_it_however_long(more: list[str]) -> None:
    text = "\n\n".join([STORY, *more, f"2 comments\n{COMMENT * 4}"])
    assert body(read(text)) == [LEAD, SECOND, THIRD, *more]


def test_a_label_of_comments_in_the_byline_does_not_end_the_story() -> None:
    notice = "A notice of the harbour says to all who read this page that ropes and boats are painted again every year."
    link = "3 Comments\nJo Marsh, 2 hours ago"
    article = read("\n\n".join([notice, STORY.replace("March 4, 2021", f"March 4, 2021\n{link}"), *MORE]))
    assert [text for text in body(article) if text in (LEAD, SECOND, THIRD, *MORE)] == [LEAD, SECOND, THIRD, *MORE]


def test_rows_of_a_table_and_numbers_of_steps_stay() -> None:
    rows = ["Ferry\tNorwick\t200", "Ferry\tSule\t150", "Mail boat\tNorwick\t20"]
    text = "\n\n".join([STORY, "1.", MORE[0], "2.", MORE[1], "Related stories", *rows, MORE[2]])
    kept = "\n".join(body(read(text)))
    assert all(part in kept for part in ("1.", "2.", *rows))


def test_a_paragraph_above_a_wrong_title_that_speaks_of_the_story_stays() -> None:
    menu = "\n".join(f"Entry {letter}" for letter in "ABCDEFGH")
    deck = (
        "The harbour council approved the new ferry line, and the passengers of the islands will sail in May at last."
    )
    article = read(f"{deck}\n{menu}\n{STORY}")
    assert deck in body(article)
    assert deck in [flag.text for flag in article.flags]


def test_a_long_paragraph_below_buttons_of_a_gallery_is_flagged_and_stays() -> None:
    note = "A baker in another town sells more rolls than ever before, and nobody there can say why that is so."
    buttons = "Image 1 of 1\nPhoto: Jo Marsh\nClose\nPlay video\n"
    menu = "\n".join(f"Entry {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    article = read("\n\n".join([STORY, *MORE, buttons + note, "Most popular\n" + menu]))
    assert note in body(article)
