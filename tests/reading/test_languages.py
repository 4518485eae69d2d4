"""The languages beside English: what a phrase of each says in numbers, sums, measures and dates."""

from __future__ import annotations

import pytest

from druzhba_kb.reading import Reading, read
from druzhba_kb.reading.dates import Date

Said = tuple[str, str, str, str]

GERMAN: list[tuple[str, Said]] = [
    ("rund 1.200 Liter", ("quantity", "1200", "~", "litre")),
    ("Etwa 200 russische Soldaten nahmen teil.", ("quantity", "200", "~", "")),
    ("zweihundertfünfzigtausend Euro", ("money", "250000", "", "EUR")),
    ("anderthalb Millionen Menschen", ("quantity", "1500000", "", "person")),
    ("mindestens fünfundzwanzig Kinder", ("quantity", "25", ">=", "")),
    ("bis zu 5 Mio. US-Dollar", ("money", "5000000", "<=", "USD")),
    ("5,5 Prozent", ("percentage", "5.5", "", "%")),
    ("vom 22. Oktober bis zum 7. November 2018", ("date", "2018-10-22/2018-11-07", "", "")),
    ("am 22. Oktober bis", ("date", "10-22", "", "")),
    ("ein Vertrag des 5. Jahrhunderts v. Chr.", ("date", "", "", "")),
    ("am 22.10.2018", ("date", "2018-10-22", "", "")),
    ("ab dem 1. Mai 2020", ("date", "2020-05-01", "", "start")),
    ("im 19. Jahrhundert", ("date", "1800+100", "", "")),
    ("zwischen 20 und 30 Tonnen", ("quantity", "20-30", "", "tonne")),
    ("die 5. Auflage", ("ordinal", "5", "", "")),
    ("eine halbe Million Dollar", ("money", "500000", "", "USD")),
    ("knapp zehn Jahre", ("duration", "10", "~<", "year")),
    ("mehrere Tausend Soldaten", ("unread", "", "", "")),
    ("Hunderttausende Menschen", ("unread", "", "", "")),
    ("um 15.30 Uhr", ("clock", "", "", "")),
    ("2000 russische Soldaten", ("quantity", "2000", "", "")),
    ("100 km/h", ("quantity", "100", "", "kilometre_per_hour")),
]
FRENCH: list[tuple[str, Said]] = [
    ("environ 1 200 litres", ("quantity", "1200", "~", "litre")),
    ("Quelque 200 soldats russes ont participé.", ("quantity", "200", "~", "soldier")),
    ("quatre-vingt-dix-sept soldats", ("quantity", "97", "", "soldier")),
    ("soixante et onze personnes", ("quantity", "71", "", "person")),
    ("plus de 20 millions d'euros", ("money", "20000000", ">", "EUR")),
    ("au moins 50 personnes", ("quantity", "50", ">=", "person")),
    ("3,5 milliards de dollars", ("money", "3500000000", "", "USD")),
    ("une centaine de personnes", ("quantity", "100", "~", "person")),
    ("du 22 octobre au 7 novembre 2018", ("date", "2018-10-22/2018-11-07", "", "")),
    ("le 1er octobre 2018", ("date", "2018-10-01", "", "")),
    ("d'octobre à décembre 2018", ("date", "2018-10/2018-12", "", "")),
    ("au XIXe siècle", ("date", "1800+100", "", "")),
    ("5 % de la population", ("percentage", "5", "", "%")),
    ("deux ans et demi", ("duration", "2.5", "", "year")),
    ("à 15h30", ("clock", "", "", "")),
    ("plusieurs dizaines de chars", ("unread", "", "", "")),
    ("mille cent soldats", ("quantity", "1100", "", "soldier")),
    ("deux tiers des soldats", ("unread", "", "", "")),
    ("20 à 30 tonnes", ("quantity", "20-30", "", "tonne")),
    ("à partir du 5 mai 2020", ("date", "2020-05-05", "", "start")),
]
SPANISH: list[tuple[str, Said]] = [
    ("unos 1.200 litros de agua", ("quantity", "1200", "~", "litre")),
    ("más de 200 soldados rusos", ("quantity", "200", ">", "soldier")),
    ("treinta y uno", ("number", "31", "", "")),
    ("entre mil y dos mil personas", ("quantity", "1000-2000", "", "person")),
    ("dos mil quinientos millones de euros", ("money", "2500000000", "", "EUR")),
    ("3 mil 500 millones de euros", ("money", "3500000000", "", "EUR")),
    ("al menos veintiún soldados", ("quantity", "21", ">=", "soldier")),
    ("del 22 al 26 de octubre de 2018", ("date", "2018-10-22/2018-10-26", "", "")),
    ("el 1.º de mayo de 2019", ("date", "2019-05-01", "", "")),
    ("finales de 2018", ("date", "2018", "", "")),
    ("el siglo XIX", ("date", "1800+100", "", "")),
    ("el 5,5 % de la población", ("percentage", "5.5", "", "%")),
    ("dos años y medio", ("duration", "2.5", "", "year")),
    ("a las 3 de la tarde", ("clock", "", "", "")),
    ("cientos de personas", ("unread", "", "", "")),
    ("1,500 personas", ("unread", "", "", "")),
    ("200 y pico soldados", ("quantity", "200", ">", "soldier")),
    ("medio millón de dólares", ("money", "500000", "", "USD")),
    ("la 3ª edición", ("ordinal", "3", "", "")),
]
RUSSIAN: list[tuple[str, Said]] = [
    ("около 1 200 литров", ("quantity", "1200", "~", "litre")),
    ("более 200 военнослужащих", ("quantity", "200", ">", "soldier")),
    ("двести пятьдесят тысяч человек", ("quantity", "250000", "", "person")),
    ("более тысячи человек", ("quantity", "1000", ">", "person")),
    ("тысячи человек", ("unread", "", "", "")),
    ("не менее двадцати пяти солдат", ("quantity", "25", ">=", "soldier")),
    ("1 млн 200 тыс. рублей", ("money", "1200000", "", "RUB")),
    ("3,2 млрд долларов США", ("money", "3200000000", "", "USD")),
    ("полторы тысячи человек", ("quantity", "1500", "", "person")),
    ("с 22 по 26 октября 2018 года", ("date", "2018-10-22/2018-10-26", "", "")),
    ("в октябре 2018 года", ("date", "2018-10", "", "")),
    ("с 2014 года", ("date", "2014", "", "start")),
    ("XIX век", ("date", "1800+100", "", "")),
    ("1990-е годы", ("date", "1990+10", "", "")),
    ("5,5 процента", ("percentage", "5.5", "", "%")),
    ("от 5 до 6 миллионов евро", ("money", "5000000-6000000", "", "EUR")),
    ("два-три дня", ("duration", "2-3", "", "day")),
    ("3-й этап", ("ordinal", "3", "", "")),
    ("3-х человек", ("quantity", "3", "", "person")),
    ("200 с лишним солдат", ("quantity", "200", ">", "soldier")),
    ("две трети солдат", ("unread", "", "", "")),
    ("в 15 часов", ("clock", "", "", "")),
]
ARABIC: list[tuple[str, Said]] = [
    ("نحو 1,200 لتر", ("quantity", "1200", "~", "litre")),
    ("أكثر من ٢٠٠ جندي", ("quantity", "200", ">", "soldier")),
    ("خمسة وعشرون جنديا", ("quantity", "25", "", "soldier")),
    ("ثلاثمئة وخمسة وعشرون ألف شخص", ("quantity", "325000", "", "person")),
    ("ألفين وخمسمئة جندي", ("quantity", "2500", "", "soldier")),
    ("مليونين و500 ألف دولار", ("money", "2500000", "", "USD")),
    ("ما لا يقل عن 50 شخصا", ("quantity", "50", ">=", "person")),
    ("20 في المئة", ("percentage", "20", "", "%")),
    ("بين 20 و30 جنديا", ("quantity", "20-30", "", "soldier")),
    ("بين عشرين وثلاثين شخصا", ("quantity", "20-30", "", "person")),
    ("من 22 أكتوبر إلى 7 نوفمبر 2018", ("date", "2018-10-22/2018-11-07", "", "")),
    ("22 تشرين الأول/أكتوبر 2018", ("date", "2018-10-22", "", "")),
    ("منذ عام 2018", ("date", "2018", "", "start")),
    ("القرن التاسع عشر", ("date", "1800+100", "", "")),
    ("الأول من أكتوبر", ("date", "10-01", "", "")),
    ("آلاف الأشخاص", ("unread", "", "", "")),
    ("مليون ونصف المليون", ("number", "1500000", "", "")),
    ("200 شخص على الأقل", ("quantity", "200", ">=", "person")),
    ("مليونا دولار", ("unread", "", "", "")),
    ("الساعة 3 مساء", ("clock", "", "", "")),
]
URDU: list[tuple[str, Said]] = [
    ("تقریباً 1,200 لیٹر", ("quantity", "1200", "~", "litre")),
    ("200 سے زیادہ فوجیوں نے حصہ لیا", ("quantity", "200", ">", "soldier")),
    ("پچیس لاکھ پچاس ہزار افراد", ("quantity", "2550000", "", "person")),
    ("ڈیڑھ سو افراد", ("quantity", "150", "", "person")),
    ("20 کروڑ 50 لاکھ ڈالر", ("money", "205000000", "", "USD")),
    ("کم از کم 50 افراد", ("quantity", "50", ">=", "person")),
    ("50 لاکھ یورو سے زائد", ("money", "5000000", ">", "EUR")),
    ("بیس فیصد", ("percentage", "20", "", "%")),
    ("22 اکتوبر سے 7 نومبر 2018 تک", ("date", "2018-10-22/2018-11-07", "", "")),
    ("اکتوبر 2018 میں", ("date", "2018-10", "", "")),
    ("22 اکتوبر 2018ء کو", ("date", "2018-10-22", "", "")),
    ("22 اکتوبر کے بعد", ("date", "10-22", "", "after")),
    ("2018 تک", ("date", "2018", "", "end")),
    ("انیسویں صدی", ("date", "1800+100", "", "")),
    ("23 ویں سالگرہ", ("ordinal", "23", "", "")),
    ("ہزاروں افراد", ("unread", "", "", "")),
    ("20 سے 30 ٹن", ("quantity", "20-30", "", "tonne")),
    ("صبح 10 بجے", ("clock", "", "", "")),
    ("2000 سے زیادہ فوجی", ("quantity", "2000", ">", "soldier")),
    ("دو تہائی اکثریت", ("unread", "", "", "")),
]


def _number(reading: Reading) -> str:
    ends = dict.fromkeys(f"{end.normalize():f}" for end in (reading.low, reading.high))
    return "-".join(ends) if reading.type != "unread" else ""


def _day(date: Date) -> str:
    parts = (f"{part:02}" for part in (date.year, date.season or date.month, date.day) if part is not None)
    return "-".join(parts) + (f"+{date.width}" if date.width > 1 else "")


def _said(reading: Reading) -> Said:
    """Return the type, the value, the hedge, and the unit, the currencies or the role."""
    if reading.date:
        value = _day(reading.date) + (f"/{_day(reading.date.until)}" if reading.date.until else "")
        return reading.type, value, reading.hedge, reading.date.role
    return reading.type, _number(reading), reading.hedge, reading.unit or "/".join(sorted(reading.codes))


def _check(words: str, code: str, expected: Said) -> None:
    assert [_said(one) for one in read(words, code)] == [expected]


@pytest.mark.parametrize(("words", "expected"), GERMAN)
def test_german_is_read(words: str, expected: Said) -> None:
    _check(words, "de", expected)


@pytest.mark.parametrize(("words", "expected"), FRENCH)
def test_french_is_read(words: str, expected: Said) -> None:
    _check(words, "fr", expected)


@pytest.mark.parametrize(("words", "expected"), SPANISH)
def test_spanish_is_read(words: str, expected: Said) -> None:
    _check(words, "es", expected)


@pytest.mark.parametrize(("words", "expected"), RUSSIAN)
def test_russian_is_read(words: str, expected: Said) -> None:
    _check(words, "ru", expected)


@pytest.mark.parametrize(("words", "expected"), ARABIC)
def test_arabic_is_read(words: str, expected: Said) -> None:
    _check(words, "ar", expected)


@pytest.mark.parametrize(("words", "expected"), URDU)
def test_urdu_is_read(words: str, expected: Said) -> None:
    _check(words, "ur", expected)
