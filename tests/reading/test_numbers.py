"""Numbers: how a passage writes one, what it counts, and which numbers are not read rather than read in part."""

from __future__ import annotations

import pytest

from tests.reading.short_form import short_form


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("some 70 sailors", ["70 = quantity ~70 of sailors"]),
        ("seventy sailors", ["seventy = quantity 70 of sailors"]),
        ("a 70-strong crew", ["70 = quantity 70 of strong crew"]),
        ("at 1,400 meters", ["1,400 = quantity 1400 of metre"]),
        ("at 1400m", ["1400 = quantity 1400 of metre"]),
        ("at 1\xa0400 m", ["1\xa0400 = quantity 1400 of metre"]),
        ("at 1 400 m", ["1 400 = quantity 1400 of metre"]),
        ("1'400 m", ["1'400 = quantity 1400 of metre"]),
        ("14 thousand", ["14 thousand = number 14000"]),
        ("14k sailors", ["14k = quantity 14000 of sailors"]),
        ("fourteen thousand", ["fourteen thousand = number 14000"]),
        ("two hundred and fifty thousand", ["two hundred and fifty thousand = number 250000"]),
        ("nineteen hundred", ["nineteen hundred = number 1900"]),
        ("two dozen", ["two dozen = number 24"]),
        ("a dozen", ["a dozen = number 12"]),
        ("half a dozen", ["half a dozen = number 6"]),
        ("Seventy-five of them", ["Seventy-five = number 75"]),
        ("a hundred", ["a hundred = number 100"]),
        ("two-week tour", ["two = duration 2 of week"]),
        ("1,00,000", ["1,00,000 = number 100000"]),
        ("5 lakh", ["5 lakh = number 500000"]),
        ("2 crore", ["2 crore = number 20000000"]),
        ("2 lakh 50 thousand sailors", ["2 lakh 50 thousand = quantity 250000 of sailors"]),
        ("5 thousand 200", ["5 thousand 200 = number 5200"]),
        ("1.5 million", ["1.5 million = number 1500000"]),
        (".5 million", [".5 million = number 500000"]),
        ("at minus 5", ["5 = number -5"]),
        ("-5 degrees", ["5 = quantity -5 of degree"]),
        ("70.5", ["70.5 = number 70.5"]),
        ("70·5", ["70·5 = number 70.5"]),
        ("2½ miles", ["2½ = quantity 2.5 of mile"]),
        ("2 1/2 miles", ["2 1/2 = quantity 2.5 of mile"]),
        ("two and a half hours", ["two and a half = duration 2.5 of hour"]),
        ("1,700", ["1,700 = number 1700"]),
        ("1,070", ["1,070 = number 1070"]),
        ("170", ["170 = number 170"]),
        ("70,000", ["70,000 = number 70000"]),
        ("70 thousand", ["70 thousand = number 70000"]),
        ("seventy-five", ["seventy-five = number 75"]),
        ("one hundred and five", ["one hundred and five = number 105"]),
        ("70٣", ["70٣ = number 703"]),
        ("٧٠ sailors", ["٧٠ = quantity 70 of sailors"]),
    ],
)
def test_a_number_is_read_whole_however_it_is_written(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("50–70 sailors", ["50–70 = quantity 50..70 of sailors"]),
        ("50 - 70 sailors", ["50 - 70 = quantity 50..70 of sailors"]),
        ("50 to 70 sailors", ["50 to 70 = quantity 50..70 of sailors"]),
        ("fifty to seventy", ["fifty to seventy = number 50..70"]),
        ("from 50 to 70 sailors", ["50 to 70 = quantity 50..70 of sailors"]),
        ("between 50 and 70 sailors", ["50 and 70 = quantity 50..70 of sailors"]),
        ("50 and 70 sailors", ["50 = number 50", "70 = quantity 70 of sailors"]),
        ("5 to 6 million sailors", ["5 to 6 million = quantity 5000000..6000000 of sailors"]),
        ("$5-6 billion", ["$5-6 billion = money 5000000000..6000000000 of USD"]),
    ],
)
def test_two_numbers_that_a_word_or_a_dash_joins_are_a_range(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("70 of them", ["70 = number 70"]),
        ("70 sailors", ["70 = quantity 70 of sailors"]),
        ("70th", ["70th = ordinal 70"]),
        ("the third", ["third = ordinal 3"]),
        ("third tour", ["third = ordinal 3 of tour"]),
        ("the 3rd tour", ["3rd = ordinal 3 of tour"]),
        ("thirty-third", ["thirty-third = ordinal 33"]),
        ("13th", ["13th = ordinal 13"]),
        ("$70", ["$70 = money 70 of USD"]),
        ("70%", ["70 = percentage 70"]),
        ("70 per cent", ["70 = percentage 70"]),
        ("70 percentage points", ["70 = quantity 70 of percentage points"]),
        ("10 weeks", ["10 = duration 10 of week"]),
        ("10:30", ["10:30 = clock"]),
        ("2018-10-22", ["2018-10-22 = date 2018-10-22"]),
        ("2003", ["2003 = date 2003"]),
        ("3,000", ["3,000 = number 3000"]),
        ("3.5", ["3.5 = number 3.5"]),
        ("three tours", ["three = quantity 3 of tours"]),
        ("tour 3.", ["3 = number 3"]),
        ("tour iii", []),
        ("the v", []),
        ("I sailed", []),
    ],
)
def test_a_number_has_one_type(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("Tour 3.", ["3 = edition 3"]),
        ("Tour-3", ["3 = edition 3"]),
        ("tour no. 3", ["3 = edition 3"]),
        ("round 3", ["3 = edition 3"]),
        ("the 2015 edition 47 sailors", ["2015 = date 2015", "47 = quantity 47 of sailors"]),
        ("Druzhba 5", ["5 = edition 5"]),
        ("Tour III", ["III = edition 3"]),
        ("Tour-III", ["III = edition 3"]),
        ("Tour V", ["V = edition 5"]),
        ("Tour-I", ["I = edition 1"]),
        ("VIII", ["VIII = edition 8"]),
        ("X70", ["70 = edition 70"]),
        ("an S-400", ["400 = edition 400"]),
    ],
)
def test_a_number_of_a_name_or_a_label_is_an_edition(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("several hundred", ["several hundred = unread"]),
        ("several hundred thousand sailors", ["several hundred thousand = unread"]),
        ("millions", ["millions = unread"]),
        ("two thirds of the crew", ["two thirds = unread"]),
        ("half of the crew", ["half = unread"]),
        ("a third of the crew", ["a third = unread"]),
        ("3/4 of the crew", ["3/4 = unread"]),
        ("10/2", ["10/2 = unread"]),
        ("one in five", ["one = unread", "five = unread"]),
        ("two or three sailors", ["two = unread", "three = unread"]),
        ("3-1", ["3 = unread", "1 = unread"]),
        ("won 3-1", ["3 = unread", "1 = unread"]),
        ("192.168.0.1", ["192.168.0.1 = unread"]),
        ("1,2,3", ["1,2,3 = unread"]),
        ("12,34", ["12,34 = unread"]),
        ("1e9", ["1e9 = unread"]),
    ],
)
def test_what_cannot_be_read_whole_is_not_read_in_part(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("exactly 70 sailors", ["70 = quantity 70 of sailors"]),
        ("about 70 sailors", ["70 = quantity ~70 of sailors"]),
        ("around 70 sailors", ["70 = quantity ~70 of sailors"]),
        ("some 70 sailors", ["70 = quantity ~70 of sailors"]),
        ("70 or so sailors", ["70 = quantity ~70 of sailors"]),
        ("nearly 70 sailors", ["70 = quantity ~<70 of sailors"]),
        ("almost 70 sailors", ["70 = quantity ~<70 of sailors"]),
        ("just over 70 sailors", ["70 = quantity ~>70 of sailors"]),
        ("at least 70 sailors", ["70 = quantity >=70 of sailors"]),
        ("no fewer than 70 sailors", ["70 = quantity >=70 of sailors"]),
        ("not less than 70 sailors", ["70 = quantity >=70 of sailors"]),
        ("70 or more sailors", ["70 = quantity >=70 of sailors"]),
        ("70 sailors or more", ["70 = quantity >=70 of sailors"]),
        ("70+ sailors", ["70 = quantity >=70 of sailors"]),
        ("up to 70 sailors", ["70 = quantity <=70 of sailors"]),
        ("at most 70 sailors", ["70 = quantity <=70 of sailors"]),
        ("no more than 70 sailors", ["70 = quantity <=70 of sailors"]),
        ("more than 70 sailors", ["70 = quantity >70 of sailors"]),
        ("over 70 sailors", ["70 = quantity >70 of sailors"]),
        ("fewer than 70 sailors", ["70 = quantity <70 of sailors"]),
        ("under 70 sailors", ["70 = quantity <70 of sailors"]),
        ("over two days", ["two = duration ?>2 of day"]),
    ],
)
def test_a_hedge_says_how_exact_a_number_is(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("a deal of $5 billion", ["$5 billion = money 5000000000 of USD"]),
        ("62 bn dollars", ["62 bn dollars = money 62000000000 of USD"]),
        ("US$62bn", ["US$62bn = money 62000000000 of USD"]),
        ("the 62-billion-dollar road", ["62-billion-dollar = money 62000000000 of USD"]),
        ("$3m", ["$3m = money 3000000 of USD"]),
        ("3m long, $", ["3 = quantity 3 of metre"]),
        ("five billion", ["five billion = number 5000000000"]),
        ("A$5 billion", ["A$5 billion = money 5000000000 of AUD"]),
        ("many dollars", []),
        ("$5", ["$5 = money 5 of USD"]),
        ("5 billion roubles", ["5 billion roubles = money 5000000000 of RUB"]),
        ("£5 billion", ["£5 billion = money 5000000000 of GBP"]),
        ("€5 billion", ["€5 billion = money 5000000000 of EUR"]),
        ("SEK 5 billion", ["SEK 5 billion = money 5000000000 of SEK"]),
        ("USD5 billion", ["USD5 billion = money 5000000000 of USD"]),
        ("5 Canadian dollars", ["5 Canadian dollars = money 5 of CAD"]),
        ("5 Swedish kronor", ["5 Swedish kronor = money 5 of SEK"]),
        ("5 Norland dollars", ["5 Norland dollars = money 5"]),
        ("Rs 500 crore", ["Rs 500 crore = money 5000000000 of INR/LKR/MUR/NPR/PKR/SCR"]),
        ("$5 per barrel", ["$5 = money 5 of USD rate"]),
        ("about $5 billion", ["$5 billion = money ~5000000000 of USD"]),
        ("up to $5 billion", ["$5 billion = money <=5000000000 of USD"]),
        ("minus $5", ["$5 = money -5 of USD"]),
    ],
)
def test_a_sum_has_the_currencies_that_its_sign_name_or_adjective_can_mean(passage: str, readings: list[str]) -> None:
    assert short_form(passage) == readings


@pytest.mark.parametrize(
    ("passage", "lang", "readings"),
    [
        ("2 3/2 miles", None, ["2 = number 2", "3/2 = unread"]),
        ("2① lamps", None, ["2 = number 2"]),
        ("two hundred thousand lakh", None, ["two hundred thousand lakh = number 20000000000"]),
        ("about a $5 fee", None, ["$5 = money ~5 of USD"]),
        ("ten eighty", None, ["ten = quantity 10 of eighty", "eighty = number 80"]),
        ("the 2099 fair", None, ["2099 = date 2099"]),
        ("the 2100 fair", None, ["2100 = quantity 2100 of fair"]),
        ("from the 1990s", None, ["1990s = date start 1990+10"]),
        ("26 to 24 October 2018", None, ["26 = number 26", "24 October 2018 = date end 2018-10-24"]),
        ("3. und 4.", "de", ["3. = ordinal 3", "4 = number 4"]),
        ("im 3. und 4. Turm", "de", ["3. = ordinal 3", "4. = ordinal 4 of turm"]),
        ("Regatta 5 brannte hell, sagte Otto", "de", ["5 = edition 5 of brannte hell"]),
        ("3 шведские кроны", "ru", ["3 шведские кроны = money 3 of SEK"]),
        ("grew from 50 to 70 beds", None, ["50 = unread", "70 = quantity 70 of beds"]),
        ("grew by 50 to 70 beds", None, ["50 to 70 = quantity 50..70 of beds"]),
        ("the V century", None, ["V century = date 0400+100"]),
        ("$50 to $70 each", None, ["$50 to $70 = money 50..70 of USD"]),
        ("3.5m euros", None, ["3.5m euros = money 3500000 of EUR"]),
        ("3.5m long", None, ["3.5 = quantity 3.5 of metre"]),
        ("the winter of 1962-63", None, ["winter of 1962-63 = date 1962-24"]),
        ("40 pounds of crab", None, ["40 = quantity 40 of pounds"]),
        ("The Reds hold 12, the List 11", None, ["12 = number 12", "11 = number 11"]),
        ("Die 2011 eröffnete Brücke", "de", ["2011 = date 2011"]),
        ("Die 2011 Lampen", "de", ["2011 = quantity 2011 of lampen"]),
    ],
)
def test_the_edges_of_numbers_and_dates(passage: str, lang: str | None, readings: list[str]) -> None:
    assert short_form(passage, lang) == readings
