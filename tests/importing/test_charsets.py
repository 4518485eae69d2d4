"""The text of a page whose charset is marked, declared, or only to be guessed, and what the editor is warned of."""

from __future__ import annotations

import pytest

from druzhba_kb.importing.charsets import decode_page


def decoded(data):
    warnings = []
    return decode_page(data, warnings.append), warnings


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>Möwe".encode(), "<p>Möwe"),
        ("<p>Möwe".encode("utf-8-sig"), "<p>Möwe"),
        ("<p>Möwe".encode("utf-16"), "<p>Möwe"),
        ('<meta charset="latin1"><p>“Möwe”'.encode("cp1252"), '<meta charset="latin1"><p>“Möwe”'),
        ("<meta charset=windows-1251><p>Порт".encode("cp1251"), "<meta charset=windows-1251><p>Порт"),
        (
            '<?xml version="1.0" encoding="euc-kr"?><p>배'.encode("euc-kr"),
            '<?xml version="1.0" encoding="euc-kr"?><p>배',
        ),
        ('<meta charset="latin1"><p>Möwe'.encode(), '<meta charset="latin1"><p>Möwe'),
        ("<meta charset=nothing><p>Möwe".encode("cp1252"), "<meta charset=nothing><p>Möwe"),
        ("<p>Möwe".encode("cp1252"), "<p>Möwe"),
    ],
)
def test_the_charset(data, expected):
    assert decode_page(data) == expected


SUPERSET = [
    ("gb2312", "gbk", "港口昨天喆瞭"),
    ("shift_jis", "cp932", "港の会議①～"),
    ("x-sjis", "cp932", "港の会議①"),
    ("ks_c_5601-1987", "cp949", "배 뷁 똠방각하"),
    ("iso-8859-9", "cp1254", "“Ağrı”"),
    ("iso-2022-jp", "iso2022_jp", "港の会議"),
    ("windows-1256", "cp1256", "ميناء"),
]


@pytest.mark.parametrize(("label", "written", "text"), SUPERSET)
def test_a_label_is_read_as_browsers_read_it(label, written, text):
    assert decoded(f"<meta charset={label}><p>{text}".encode(written)) == (f"<meta charset={label}><p>{text}", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_with_and_without_its_mark(encoding):
    assert decoded("<p>Порт".encode(encoding)) == ("<p>Порт", [])


def test_a_charset_declared_far_down_counts():
    page = "<html><head>" + "<!-- boats -->" * 500 + "<meta charset=koi8-r><p>Порт"
    assert decoded(page.encode("koi8-r")) == (page, [])


def test_a_stray_byte_is_replaced_and_said():
    page = "<meta charset=utf-8>\n<p>“harbour” Zoë".encode() + b"<footer>\xa9 2021 \xa9"
    assert decoded(page) == (
        "<meta charset=utf-8>\n<p>“harbour” Zoë<footer>\ufffd 2021 \ufffd",
        ["2 letters are not utf-8 and became '\ufffd', the first in line 2, column 25"],
    )


def test_a_page_that_declares_utf_8_and_is_not():
    assert decoded("<meta charset=utf-8><p>Möwe".encode("cp1252")) == (
        "<meta charset=utf-8><p>Möwe",
        ["the page is not in UTF-8, as it says; it was read as cp1252: see whether its letters are right"],
    )


RUSSIAN = (
    "<style>p {}</style><p>Совет гавани одобрил во вторник новую линию парома на острова после долгих переговоров."
)
CHINESE = "<p>港口委员会星期二批准了一条通往各岛的新渡轮航线，此前已进行了两年的谈判。首批船只将于五月启航。"


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (CHINESE, "gb18030")])
def test_an_undeclared_charset_is_guessed_and_said(text, encoding):
    warning = f"no charset is declared; it was read as {encoding}: see whether its letters are right"
    assert decoded(text.encode(encoding)) == (text, [warning])
