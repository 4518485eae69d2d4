"""Names stand in the order of the alphabet of the language that is spoken, under its letters."""

from __future__ import annotations

import json
import random

import pytest

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.locales.alphabet import LETTERS, Alphabet, alphabet


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", "0-9: 3rd | A: apple Apple 'Ash | E: Eland Élysée | O: Oslo Øst | Z: Zebra | Я: Яна"),
        ("de", "A: Apfel Äpfel | O: Ohm Öl | S: Strasse Straße | Z: Zorn"),
        ("sv", "A: Adam | Z: Zorn | Å: Åberg | Ä: Ärlig | Ö: Öberg"),
        ("da", "Z: Zorn | Æ: Æbel | Ø: Øst | Å: Åberg"),
        ("cs", "C: Cena | Č: Čapek | H: Hus | CH: Chyba | I: Ivan"),
        ("hu", "C: Cézár Cukor | CS: Csaba | D: Dunaj | DZS: Dzsem | O: Oroszlán | Ö: Ödön Őze"),
        ("tr", "C: Cem | Ç: Çam | I: ılgaz Isparta | İ: iğne İzmir | J: Jale"),
        ("mt", "Ċ: Ċisk | C: Cirkewwa"),
        ("ru", "Е: Елена Ёлка | Ж: Жук | И: Иван | Й: Йод | A: Ada | O: Øst | 日: 日本"),
        ("uk", "Г: Галя | Ґ: Ґанок | Є: Єва | Ж: Жук | І: Ірина | Ї: Їжак"),
        ("ur", "ا: آدم احمد | پ: پاکستان | ت: تاج | ٹ: ٹوپی | د: دلی | ڈ: ڈاکٹر | و: وقار | ہ: ہمایوں | ی: یاسر"),
        ("fa", "آ: آبان | ا: احمد | ک: کرمان | گ: گرگ | و: وطن | ه: هند | ی: یزد"),
        ("ar", "ا: آدم أحمد إبراهيم | ب: باسم | ه: هند | و: ورد"),
        ("ja", "あ: あさひ アサヒ | か: かわさき ガンダム | T: Tokyo | 亠: 京都 | 木: 東京"),
        ("zh", "B: Beijing | Я: Яна | 一: 上海 | 匕: 北京"),
        ("zh-Hant", "一: 上海 | 匕: 北京 | B: Beijing"),
        ("ko", "ㄱ: 가나 김치 까치 | ㅅ: 서울 | A: Ada"),
        ("he", "ח: חיפה | י: ירושלים | A: Ada"),
        ("th", "ก: กรุงเทพ | ช: เชียงใหม่ | ท: ไทย"),
        ("el", "Α: Αθήνα Ἄρης | Ω: Ωμέγα | A: Ada | Й: Йод"),
        (
            "en",
            "A: Ada | Ω: Ωμέγα | Й: Йод | ח: חיפה | ا: أحمد | ช: เชียงใหม่ | ㅅ: 서울 | か: ガンダム | 木: 東京 | : ᚠᚢ 㐀",
        ),
    ],
)
def test_names_stand_in_order_under_their_letters(code: str, names: str) -> None:
    groups = [group.partition(": ") for group in names.split(" | ")]
    expected = [(letter.strip(": "), name) for letter, _, those in groups for name in those.split()]
    mixed = [name for _, name in expected]
    random.Random(1).shuffle(mixed)
    with speaking(Interface(code)):
        order = alphabet()
        assert [(order.letter(name), name) for name in sorted(mixed, key=order.key)] == expected


@pytest.mark.parametrize("code", sorted(json.loads(LETTERS.read_text("utf-8")))[::12])  # each takes 0.2 s to make
def test_each_letter_of_each_alphabet_stands_under_itself_in_its_place(code: str) -> None:
    order = Alphabet(code)
    for known in order._known.values():
        letters = [label for _, label in known]
        assert sorted(letters, key=order.key) == letters == [order.letter(label) for label in letters]
