"""Times: which words of a passage are one date or range, what they give of it, and which place it in time."""

from __future__ import annotations

import pytest

from tests.reading.short_form import short_form


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("On 22 October 2018 it sailed", ["22 October 2018 = date 2018-10-22"]),
        ("on October 22nd, 2018", ["October 22nd, 2018 = date 2018-10-22"]),
        ("on Oct. 22, 2018", ["Oct. 22, 2018 = date 2018-10-22"]),
        ("on Oct. 22,2018", ["Oct. 22,2018 = date 2018-10-22"]),
        ("the twenty-second of October", ["twenty-second of October = date 10-22"]),
        ("the 5th of May, 1931", ["5th of May, 1931 = date 1931-05-05"]),
        ("21-Oct-2018", ["21-Oct-2018 = date 2018-10-21"]),
        ("Sept. 2018", ["Sept. 2018 = date 2018-09"]),
        ("they sailed in May 2018", ["May 2018 = date 2018-05"]),
        ("in the fall of 2018", ["fall of 2018 = date 2018-23"]),
        ("spring 1931", ["spring 1931 = date 1931-21"]),
        ("on the 8th of this month", ["8th = date 08"]),
        ("8% in October, 2018", ["8 = percentage 8", "October, 2018 = date 2018-10"]),
        ("Friendship-8 in Oct 2018", ["8 = edition 8", "Oct 2018 = date 2018-10"]),
        (
            "8,000 of Friendship-2018 in Oct",
            ["8,000 = quantity 8000 of friendship", "2018 = date 2018", "Oct = date 10"],
        ),
        ("one Hundred and four in October 2018", ["one Hundred and four = number 104", "October 2018 = date 2018-10"]),
        ("in 44 BC", ["44 BC = date -0043"]),
        ("AD 44", ["AD 44 = date 0044"]),
        ("nineteen eighty-five", ["nineteen eighty-five = date 1985"]),
    ],
)
def test_a_date_of_words_is_one_expression(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("dated 2018-10-22", ["2018-10-22 = date 2018-10-22"]),
        ("dated 2018-03-04", ["2018-03-04 = date 2018-03-04"]),
        ("dated 22/10/2018", ["22/10/2018 = date 2018-10-22"]),
        ("dated 10/22/2018", ["10/22/2018 = date 2018-10-22"]),
        ("dated 22.10.2018.", ["22.10.2018 = date 2018-10-22"]),
        ("dated 03/04/2018", ["03/04/2018 = date 2018"]),
        ("dated 03/03/2018", ["03/03/2018 = date 2018-03-03"]),
        ("dated 03.04.2018", ["03.04.2018 = date 2018-04-03"]),
        ("dated 3/4/18", ["3/4/18 = date"]),
        ("2018-10", ["2018-10 = date 2018-10"]),
        ("10/2018", ["10/2018 = date 2018-10"]),
        ("2018年10月22日", ["2018年10月22日 = date 2018-10-22"]),
    ],
)
def test_a_date_of_digits_gives_what_it_can_mean_alone(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("they may sail in 2018", ["2018 = date 2018"]),
        ("a march in 2018", ["2018 = date 2018"]),
        ("May 5", ["May 5 = date 05-05"]),
        ("In May they sailed", ["May = date 05"]),
        ("May they sail", []),
        ("March of the penguins", []),
        ("it began on Monday", []),
    ],
)
def test_a_word_that_is_also_a_month_is_one_only_beside_a_day_or_a_year(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("called “Friendship-2019”", ["2019 = date 2019"]),
        ("in 2016 soldiers came", ["2016 = date 2016"]),
        ("the 2016 fair", ["2016 = date 2016"]),
        ("2016 soldiers", ["2016 = quantity 2016 of soldier"]),
        ("2016 dollars", ["2016 dollars = money 2016 of USD"]),
        ("12019", ["12019 = number 12019"]),
        ("2,019", ["2,019 = number 2019"]),
        ("2019.5", ["2019.5 = number 2019.5"]),
        ("$2019", ["$2019 = money 2019 of USD"]),
        ("2019m", ["2019 = quantity 2019 of metre"]),
        ("2019%", ["2019 = percentage 2019"]),
        ("until 2018", ["2018 = date end 2018"]),
        ("mid-2018", ["2018 = date 2018"]),
    ],
)
def test_four_digits_are_a_year_where_words_or_their_place_say_so(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("in the 2010s", ["2010s = date 2010+10"]),
        ("in the 1900s", ["1900s = date 1900+100"]),
        ("in the 19th century", ["19th century = date 1800+100"]),
        ("in the '90s", ["90s = date"]),
    ],
)
def test_decades_and_centuries_have_a_width(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("two-week tour (Oct 21 – Nov 4)", ["two = duration 2 of week", "Oct 21 – Nov 4 = date 10-21/11-04"]),
        ("from 21 October to 4 November", ["21 October to 4 November = date 10-21/11-04"]),
        ("Oct 21 till November", ["Oct 21 = date 10-21", "November = date end 11"]),
        ("24 to 26 October 2018", ["24 to 26 October 2018 = date 2018-10-24/2018-10-26"]),
        ("October 24 to 26, 2018", ["October 24 to 26, 2018 = date 2018-10-24/2018-10-26"]),
        ("between 23 and 26 October", ["23 and 26 October = date 10-23/10-26"]),
        ("from September 24 to October 10, 2016", ["September 24 to October 10, 2016 = date 2016-09-24/2016-10-10"]),
        ("24 September – 10 October 2016", ["24 September – 10 October 2016 = date 2016-09-24/2016-10-10"]),
        ("May 2018 to June 2018", ["May 2018 to June 2018 = date 2018-05/2018-06"]),
        ("from 2014 to 2016", ["2014 to 2016 = date 2014/2016"]),
        ("2014–2016", ["2014–2016 = date 2014/2016"]),
        ("2015-16", ["2015-16 = date 2015/2016"]),
        ("23 and 24 October", ["23 and 24 October = date 10-23/10-24"]),
        ("3 and 24 October 2018", ["3 = date 2018-10-03", "24 October 2018 = date 2018-10-24"]),
        ("5 May 2018 or 6 May 2018", ["5 May 2018 = date 2018-05-05", "6 May 2018 = date 2018-05-06"]),
    ],
)
def test_two_ends_are_a_range_where_a_word_or_a_dash_joins_them(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("since 2014", ["2014 = date start 2014"]),
        ("from 5 May 2020", ["5 May 2020 = date start 2020-05-05"]),
        ("began on 5 May 2020", ["5 May 2020 = date start 2020-05-05"]),
        ("until 10 October", ["10 October = date end 10-10"]),
        ("to 10 Oct", ["10 Oct = date end 10-10"]),
        ("ended on 10 October 2018", ["10 October 2018 = date end 2018-10-10"]),
        ("before May 2018", ["May 2018 = date before 2018-05"]),
        ("after 5 May 2018", ["5 May 2018 = date after 2018-05-05"]),
        ("by 10 October 2018", ["10 October 2018 = date 2018-10-10"]),
        ("on 10 October 2018", ["10 October 2018 = date 2018-10-10"]),
    ],
)
def test_words_before_a_date_say_its_role(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("about 1850", ["1850 = date ~1850"]),
        ("around 5 May 2018", ["5 May 2018 = date ~2018-05-05"]),
        ("circa 1850", ["1850 = date ~1850"]),
        ("in 1850", ["1850 = date 1850"]),
        ("early 1850", ["1850 = date 1850"]),
    ],
)
def test_words_before_a_date_say_that_it_is_a_rough_one(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("at 10:30", ["10:30 = clock"]),
        ("at 5 pm", ["5 pm = clock"]),
        ("10:30 a.m. on 5 May 2018", ["10:30 a.m. = clock", "5 May 2018 = date 2018-05-05"]),
    ],
)
def test_a_time_of_day_is_no_number(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings
