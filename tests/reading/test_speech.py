"""Speech in languages beside English: whom a sentence names for what it says."""

from __future__ import annotations

import pytest

from druzhba_kb.reading.context import contexts
from druzhba_kb.reading.language import language
from druzhba_kb.reading.speech import tagged
from druzhba_kb.reading.tokens import tokenize


def speakers(block: str, quote: str, lang: str) -> list[tuple[str, ...]]:
    """Return who says a quotation, for each place of it; a place where nobody speaks has none."""
    found = contexts(block, quote, lang)
    assert all(("spoken" in one.marks) == bool(one.speakers) for one in found)
    return [one.speakers for one in found]


@pytest.mark.parametrize(
    ("lang", "block", "quote", "expected"),
    [
        ("ar", "بحسب الوزارة، شارك 40 قاربا.", "40 قاربا", "الوزارة"),
        ("ar", "وفقا للوزارة، شارك 40 قاربا.", "40 قاربا", "للوزارة"),
        ("ar", "وفقًا لوزارة الدفاع، شارك 40 قاربا.", "40 قاربا", "لوزارة الدفاع"),
        ("ar", "شارك 40 قاربا طبقاً للمتحدث.", "40 قاربا", "للمتحدث"),
        ("de", "40 Boote fuhren aus, laut Ada Finch.", "40 Boote", "Ada Finch"),
        ("de", "Nach Angaben von Ada Finch, der Leiterin, fuhren 40 Boote aus.", "40 Boote", "Ada Finch"),
        ("de", "Nach Auskunft von Ada Finch: 40 Boote.", "40 Boote", "Ada Finch"),
        ("de", "Dem Hafenamt zufolge fuhren 40 Boote aus.", "40 Boote", "Dem Hafenamt"),
        ("de", "Es fuhren dem Hafenamt zufolge 40 Boote aus.", "40 Boote", "dem Hafenamt"),
        ("de", "40 Boote fuhren dem Leiter des Hafens zufolge aus.", "40 Boote", "dem Leiter des Hafens"),
        ("es", "Según Ada Finch, 40 barcos salieron.", "40 barcos", "Ada Finch"),
        ("fr", "D’après Ada Finch, 40 bateaux sont partis.", "40 bateaux", "Ada Finch"),
        ("ru", "По словам Ады Финч, 40 лодок вышли в море.", "40 лодок", "Ады Финч"),
        ("ru", "40 лодок вышли в море, как сообщил капитан.", "40 лодок", "капитан"),
        ("ur", "حکام کے مطابق 40 کشتیاں آئیں۔", "40 کشتیاں", "حکام"),
        ("ur", "وزارت دفاع کے مطابق دوڑ میں 40 کشتیاں آئیں۔", "40 کشتیاں", "وزارت دفاع"),
        ("ur", "بندرگاہ میں پولیس کے ترجمان کے مطابق 40 کشتیاں آئیں۔", "40 کشتیاں", "پولیس کے ترجمان"),
        ("ur", "بقول احمد خان، دوڑ میں 40 کشتیاں آئیں۔", "40 کشتیاں", "احمد خان"),
    ],
)
def test_according_to_stands_before_a_speaker_or_behind_as_its_language_has_it(
    lang: str, block: str, quote: str, expected: str
) -> None:
    assert speakers(block, quote, lang) == [(expected,)]


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("Die Zeitung hat von 50 Booten berichtet.", "50 Booten", ("Zeitung",)),
        ("Die Zeitung hat gestern von rund 50 Booten berichtet.", "rund 50 Booten", ("Zeitung hat gestern",)),
        ("Die Zeitung hat über die 50 Boote berichtet.", "50 Boote", ("Zeitung",)),
        ("Die Zeitung hat von fünfzig Booten berichtet.", "fünfzig Booten", ("Zeitung",)),
        ("Es wurde von 50 Booten berichtet.", "50 Booten", ()),
        ("Wir hatten von 40 Booten berichtet; es fuhren 50 Boote.", "50 Boote", ()),
        ("Die Sprecherin von 3 Vereinen sagte, 50 Boote seien da.", "50 Boote", ("Sprecherin",)),
        ("Die Sprecherin von 3 Vereinen sagte, 50 Boote seien da.", "von 3 Vereinen", ()),
        ("Vertreter von Lorne sagten, 50 Boote seien da.", "50 Boote", ("Vertreter von Lorne",)),
        ("Die 50 Zeugen berichteten, dass 40 Boote da waren.", "40 Boote", ("Zeugen",)),
    ],
)
def test_what_a_german_verb_tells_of_stands_before_it_and_is_no_speaker(
    block: str, quote: str, expected: tuple[str, ...]
) -> None:
    assert speakers(block, quote, "de") == [expected]


@pytest.mark.parametrize(
    ("lang", "block", "quote"),
    [
        ("ar", "أعلنت الوزارة أن 40 قاربا شاركت.", "40 قاربا"),
        ("de", "Ada Finch sagte, dass 40 Boote ausfuhren.", "40 Boote"),
        ("es", "Ada Finch dijo que 40 barcos salieron.", "40 barcos"),
        ("fr", "Ada Finch a dit que 40 bateaux sont partis.", "40 bateaux"),
        ("ru", "Ада Финч сообщила, что 40 лодок вышли в море.", "40 лодок"),
        ("ur", "وزیر نے کہا کہ 40 کشتیاں آئیں۔", "40 کشتیاں"),
    ],
)
def test_that_is_no_condition(lang: str, block: str, quote: str) -> None:
    assert [one.marks - {"spoken"} for one in contexts(block, quote, lang)] == [frozenset()]


def test_on_condition_that_is_one() -> None:
    (found,) = contexts("40 лодок выйдут при условии, что погода позволит.", "40 лодок", "ru")
    assert found.marks == {"conditional"}


@pytest.mark.parametrize(
    ("lang", "sentence", "who"),
    [
        ("de", "Der Gewinn sank, wie Werkschefin Ada Finch mitteilte.", ["Werkschefin Ada Finch"]),
        ("de", "Der Gewinn sank, so die Leiterin Ada Finch.", ["die Leiterin Ada Finch"]),
        (
            "de",
            "Die Uhr wird von der Prüferin Ada Finch auf 9 Euro geschätzt.",
            ["Prüferin Ada Finch", "der Prüferin Ada Finch"],
        ),
        ("de", "Nach eigenen Angaben hat Lumen 9 Boote.", ["Lumen"]),
        ("en", "The clock is valued at 9 dollars by the expert Ada Finch.", ["the expert Ada Finch"]),
        ("en", "It is valued at 9 dollars and was found by Ada Finch.", []),
        ("en", "Ada Finch, who leads the club, put the share at 9.", ["Ada Finch, who leads the club"]),
        ("en", "Lumen has, by its own count, 9 boats.", ["Lumen"]),
        ("en", "The gate is open, said its keeper, Ada Finch.", ["its keeper, Ada Finch"]),
        ("es", "La feria abrió, anunció su directora, Ada Finch.", ["su directora, Ada Finch"]),
        ("fr", "Le salon a ouvert, a annoncé sa directrice, Ada Finch.", ["sa directrice, Ada Finch"]),
        ("ru", "Выставка открыта, сообщила её директор Ада Финч.", ["её директор Ада Финч"]),
        ("ar", "قال مدير المتحف سامي حداد إن المتحف مفتوح.", ["مدير المتحف سامي حداد"]),
    ],
)
def test_who_tells_it_is_named_in_other_ways_than_by_a_verb_behind_the_name(
    lang: str, sentence: str, who: list[str]
) -> None:
    known = language(lang)
    assert known is not None
    text = tokenize(sentence)
    assert [sentence[slice(*text.span(*at))] for at in tagged(text, known)] == who
