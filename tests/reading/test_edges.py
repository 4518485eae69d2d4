"""Edges of the reader: what stands one word further, one word less or at the end of a passage decides otherwise."""

from __future__ import annotations

import pytest

from druzhba_kb.reading import read
from druzhba_kb.reading.negation import negates
from tests.reading.short_form import short_form
from tests.reading.test_context import marked


@pytest.mark.parametrize(
    ("passage", "readings"),
    [
        ("3 1 /2 miles", ["3 = number 3", "1 = number 1", "2 = quantity 2 of mile"]),
        ("We saw there a hundred boats", ["a hundred = quantity 100 of boats"]),
        ("There later King Henry VIII sailed", []),
        ("King George the VI sailed", []),
        ("Later about 5 percent or so", ["5 = percentage ~5"]),
        ("Then nearly 5 percent or more", ["5 = percentage ~<5"]),
        ("It used 3 litres a day", ["3 = quantity 3 of litre rate"]),
        ("It then used 3 litres an hour", ["3 = quantity 3 of litre rate"]),
        ("12/0/2018", ["12/0/2018 = date "]),
        ("0/12/2018", ["0/12/2018 = date "]),
        ("2018-12-0", ["2018-12-0 = date "]),
        ("2018-12-31", ["2018-12-31 = date 2018-12-31"]),
        ("2018-12-32", ["2018-12-32 = date "]),
        ("2018/1/1", ["2018/1/1 = date 2018-01-01"]),
        ("2018/13/1", ["2018/13/1 = date "]),
        ("12/2018", ["12/2018 = date 2018-12"]),
        ("2000 was lit, and it cost £", ["2000 = date 2000"]),
        ("the boat of 2000", ["2000 = date 2000"]),
        ("7", ["7 = number 7"]),
        ("in the year 0.", ["0 = number 0"]),
        ("lamp 7.", ["7 = number 7"]),
        ("seven", ["seven = number 7"]),
        ("2018", ["2018 = date 2018"]),
        ("about", []),
        ("hundred", ["hundred = unread"]),
        ("5 million", ["5 million = number 5000000"]),
        ("$5", ["$5 = money 5 of USD"]),
        ("5 $", ["5 $ = money 5 of USD"]),
        ("from 5 to 7", ["5 to 7 = number 5..7"]),
        ("from 5 to", ["5 = number 5"]),
        ("on 5 May", ["5 May = date 05-05"]),
        ("May 5", ["May 5 = date 05-05"]),
        ("May", []),
        ("the 1990s", ["1990s = date 1990+10"]),
        ("the 19th century", ["19th century = date 1800+100"]),
        ("at 5:30", ["5:30 = clock "]),
        ("5th", ["5th = ordinal 5"]),
        ("two and a half", ["two and a half = number 2.5"]),
        ("2½", ["2½ = number 2.5"]),
        ("one in five", ["one = unread", "five = unread"]),
        ("the 1990s of them", ["1990s = unread"]),
        ("5m people", ["5m = quantity 5000000 of person"]),
        ("5m of it", ["5 = quantity 5 of metre"]),
        ("1/2 million", ["1/2 million = number 500000"]),
        ("1/2 mile", ["1/2 = unread"]),
        ("⅓ mile", ["⅓ = quantity 0.333333 of mile"]),
        ("5 percent or so", ["5 = percentage ~5"]),
        ("It was 5 percent or so", ["5 = percentage ~5"]),
        ("5 percent or more", ["5 = percentage >=5"]),
        ("It was 5 percent or more", ["5 = percentage >=5"]),
        ("5 Freedonian dollars", ["5 Freedonian dollars = money 5"]),
        ("It cost 5 Freedonian dollars", ["5 Freedonian dollars = money 5"]),
        ("5 million of dollars", ["5 million of dollars = money 5000000 of USD"]),
        ("one thousand boats", ["one thousand = quantity 1000 of boats"]),
        ("half a million", ["half a million = number 500000"]),
        ("It was half a million", ["half a million = number 500000"]),
        ("⓪ boats", []),
        ("In the 1990's", ["1990's = date 1990+10"]),
        ("It weighs 600 pounds", ["600 = quantity 600 of pounds"]),
        ("It cost 600 pounds", ["600 pounds = money 600 of GBP"]),
        ("It weighs, as all of them do now, 600 pounds", ["600 pounds = money 600 of GBP"]),
        ("It had about a 70-strong crew", ["70 = quantity ~70 of strong crew"]),
        ("it was -5 degrees", ["5 = quantity -5 of degree"]),
        ("it was 5 - 7 degrees", ["5 - 7 = quantity 5..7 of degree"]),
        ("2016-16", ["2016 = date 2016", "16 = number 16"]),
        ("2016-17", ["2016-17 = date 2016/2017"]),
        ("5.5 May", ["5.5 = number 5.5"]),
        ("$5 Canadian dollars", ["$5 Canadian dollars = money 5"]),
        ("US$5 dollars", ["US$5 dollars = money 5 of USD"]),
        ("2018年", ["2018年 = date 2018"]),
        ("5月22日", ["5月22日 = date 05-22"]),
        ("2018年5月", ["2018年5月 = date 2018-05"]),
        ("between the 5th and the 7th of May", ["5th and the 7th of May = date 05-05/05-07"]),
        ("the 5th and the 7th of May", ["5th = date 05-05", "7th of May = date 05-07"]),
        ("the 5th and the 6th of May", ["5th and the 6th of May = date 05-05/05-06"]),
        ("5 per cent", ["5 = percentage 5"]),
    ],
)
def test_english(passage: str, readings: list[str]) -> None:
    assert [one.rstrip() for one in short_form(passage)] == [one.rstrip() for one in readings]


@pytest.mark.parametrize(
    ("passage", "lang", "readings"),
    [
        ("varios cientos de miles de barcos", "es", ["varios cientos de miles = unread"]),
        ("un millón de euros", "es", ["un millón de euros = money 1000000 of EUR"]),
        ("pagó un millón de euros", "es", ["un millón de euros = money 1000000 of EUR"]),
        ("unos 2 millones de euros", "es", ["2 millones de euros = money ~2000000 of EUR"]),
        ("der 22. Oktober", "de", ["22. Oktober = date 10-22"]),
        ("die Lampe Nr. 22.", "de", ["22 = edition 22"]),
        ("fünfundzwanzig", "de", ["fünfundzwanzig = number 25"]),
        ("mil doscientos barcos", "es", ["mil doscientos = quantity 1200 of barcos"]),
        ("тысяча двести лодок", "ru", ["тысяча двести = quantity 1200 of лодок"]),
        ("5.º barco", "es", ["5.º = ordinal 5 of barco"]),
        ("5. º barco", "es", ["5 = number 5"]),
        ("اکیس پانچ", "ur", ["اکیس = quantity 21 of پانچ", "پانچ = number 5"]),
    ],
)
def test_other_languages(passage: str, lang: str, readings: list[str]) -> None:
    assert short_form(passage, lang) == readings


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("The lamp was lit one two three four never", "was lit", ["2: negated"]),
        ("The lamp was lit one two three four five never", "was lit", ["2: nothing"]),
        ("not one two three four was lit again", "was lit", ["5: negated"]),
        ("not one two three four five was lit again", "was lit", ["6: nothing"]),
        ("5 lamps; 5 million keepers came", "lamps; 5", ["1: compared"]),
        ("It burned, said Capt. Ada Finch.", "It burned", ["0: spoken by Capt. Ada Finch"]),
        ("'It burned for hours and hours,' the keeper told us.", "It burned", ["0: spoken by the keeper"]),
        ("The keeper's lamp burned for hours, he said.", "lamp burned", ["3: spoken by he"]),
        ("was lit", "was lit", ["0: nothing"]),
        ("It may carry no more than nine boats.", "carry no more than nine boats", ["2: nothing"]),
        ("It may carry more than nine boats.", "carry more than nine boats", ["2: conditional"]),
        (
            "It burned, said the old and tired and wet and cold and sad and lonely keeper of it all.",
            "It burned",
            ["0: nothing"],
        ),
        ("It was lit?", "was lit", ["1: asked"]),
    ],
)
def test_contexts(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


def test_a_negation_that_is_a_part_of_the_words_denies_them_not() -> None:
    assert not negates("was not lit", "en", [(4, 11)])
    assert negates("was not lit", "en", [(8, 11)])


@pytest.mark.parametrize(("passage", "in_name"), [("the 14th Dalai Lama", True), ("the 14th Dalai", False)])
def test_an_ordinal_is_a_part_of_a_name_before_two_words_in_capitals(passage: str, in_name: bool) -> None:
    assert [one.in_name for one in read(passage, "en")] == [in_name]
