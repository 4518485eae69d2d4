"""Records, feeds and publication data: what they give, and what is wrong with them."""

from __future__ import annotations

import pytest

from importing.formats import files
from importing.formats.files import ADDRESS, ATOM, CSV, PAGE, RSS, TEXT, TITLE, WORDPRESS

DATA = {"publisher": "Strait Gazette", "author": "Ina Moss", "published": "2019-06-05", "url": ADDRESS}
ONE = [(DATA, f"# {TITLE}\n\n" + "\n\n".join(TEXT) + "\n")]
COLUMNS = {"title": "headline", "body": "text", "author": "by"}
RIS = (
    f"TY  - NEWS\r\nTI  - {TITLE}\r\nAU  - Moss, Ina\r\nT2  - Strait Gazette\r\nDA  - 2019/06/05/\r\nPY  - 2019\r\n"
    f"UR  - {ADDRESS}\r\nL1  - files/1/Moss - a, b.html\r\nER  - \r\n"
)
CSL = (
    f'[{{"type": "article-newspaper", "title": "{TITLE}", "URL": "{ADDRESS}", "container-title": "Strait Gazette", '
    '"author": [{"family": "Moss", "given": "Ina"}], "issued": {"date-parts": [[2019, 6, 5]]}}]'
)


@pytest.mark.parametrize(
    ("name", "content", "columns"),
    [
        ("a.xml", RSS, {}),
        ("feed", ATOM, {}),
        ("a.csv", CSV, COLUMNS),
        ("a.json", WORDPRESS, {}),
        ("a.jsonl", WORDPRESS[1:-1], {}),
    ],
)
def test_a_record_of_any_list(imported, name, content, columns):
    assert imported(name, content, columns=columns) == (ONE, [])


@pytest.mark.parametrize(("name", "data"), [("a.ris", RIS), ("a.json", CSL)])
def test_the_publication_data_of_a_library_go_before_those_of_the_page(imported, tmp_path, name, data):
    (tmp_path / name).write_text(data)
    assert imported("page.html", PAGE.replace("Ina Moss", "Per Holm"), metadata=str(tmp_path / name)) == (ONE, [])


def test_a_library_names_the_file_of_an_article(imported, tmp_path):
    (tmp_path / "a.ris").write_text(RIS.replace(TITLE, "Another Title"))
    assert imported("Moss - a, b.html", PAGE, metadata=str(tmp_path / "a.ris"))[0][0][0] == DATA


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.rss", "<rss><channel/></rss>", "0: import-empty: the feed holds no entry"),
        (
            "a.csv",
            'title,body\n"a","b\nc,d\n',
            "1: import-unreadable: the table cannot be read: unexpected end of data",
        ),
        (
            "a.csv",
            "title,x\na,b\n",
            "0: import-empty: record 1 has no text; expected it in 'body', or its name with --map",
        ),
        ("a.csv", "title,body\n", "0: import-empty: the file holds no record"),
        ("a.json", "[" * 100_000 + "]" * 100_000, "0: import-unreadable: the JSON is damaged or not what it seems"),
        ("a.json", '{"a":' * 100_000 + "1" + "}" * 100_000, "0: import-unreadable: the JSON is damaged or not what"),
        ("a.json", '{"a": 1,}', "1: import-unreadable: this is no JSON: "),
        ("a.json", "[1, 2]", "0: import-unreadable: the JSON holds no records"),
    ],
)
def test_a_broken_list_is_one_finding(imported, name, content, fault):
    found, [told] = imported(name, content)
    assert (found, told[: len(fault)]) == ([], fault)


MAIL_OF_FILES = (
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: application/pdf\n"
    "Content-Disposition: attachment; filename=report.pdf\n\nx\n--B--\n"
)
BOMB = files.word("<w:p/>" * 400_000)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.eml", MAIL_OF_FILES, "import-empty: the mail holds attachments alone (report.pdf)"),
        ("a.mhtml", MAIL_OF_FILES.replace("Content-Disposition: attachment; filename=report.pdf\n", ""), "import-empty: the mail"),
        ("a.docx", b"PK\x03\x04 is no archive", "import-unreadable: the Word file, book or archive is damaged"),
        ("a.docx", BOMB, "import-unreadable: the file unpacks to more than 300,000 tags"),
        ("a.docx", files.word("<w:p/>" * 4_000_000), "import-unreadable: 'word/document.xml' unpacks to more than"),
        ("a.epub", files.book(()), "import-empty: the book names no chapter"),
        ("a.epub", files.book(locked="in/c2.xhtml"), "import-unreadable: the book is locked"),
        ("a.epub", files.book(times=20_000), "import-unreadable: more than 3,000,000 letters in the book"),
        ("a.pdf", files.pdf([[(9, 9, "x")]], password="x"), "import-unreadable: the PDF is locked by a password"),
        ("a.pdf", files.pdf([[]]), "import-empty: the PDF holds pictures of pages and no text"),
        ("a.pdf", b"%PDF-1.7\nx", "import-unreadable: the PDF is damaged or not what it seems"),
        ("a.warc", "WARC/1.0 x\r\n\r\n", "import-empty: the web archive (WARC) holds no page"),
        (
            "a.warc",
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nHTTP/1.1 200 OK\r\nA: text/html\r\n\r\n<p>x\r\n",
            "import-unreadable: the web archive (WARC) is damaged or not what it seems (Invalid WARC record",
        ),
        ("a.gz", b"\x1f\x8b\x08cut off", "import-unreadable: the gzip archive is cut off or damaged"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_one_finding(imported, name, content, fault):
    found, [told] = imported(name, content)
    assert (found, told[3 : len(fault) + 3]) == ([], fault)


BODY = "The guards used two boats and a tug. Nobody was hurt on that day, said the harbour."


@pytest.mark.parametrize(
    ("days", "published", "told"),
    [
        (["05/03/2022"], ["2022-03-05"], True),
        (["05/03/2022", "03/25/2022"], ["2022-05-03", "2022-03-25"], False),
        (["05/03/2022", "25/03/2022"], ["2022-03-05", "2022-03-25"], False),
        (["05/05/2022"], ["2022-05-05"], False),
        (["2022-03-05"], ["2022-03-05"], False),
    ],
)
def test_a_day_that_may_be_two_is_told_where_no_other_row_decides_it(imported, days, published, told):
    rows = [f'Day {number} of the Guards,"{BODY} {number}.",{day}' for number, day in enumerate(days)]
    articles, findings = imported("a.csv", "\n".join(["title,body,published", *rows]) + "\n")
    message = (
        "0: import-date: '05/03/2022' is 2022-03-05 or 2022-05-03, and no other record says which; taken as 2022-03-05; "
        "expected the day as in 2022-03-05, or with --published"
    )
    assert [data["published"] for data, _ in articles] == published
    assert findings == [message] * told


def test_an_entry_with_a_summary_alone_is_left_out_and_told(imported):
    entry = (
        "<item><title>Only a summary</title><link>https://s.example/s</link><description>Short.</description></item>"
    )
    message = (
        "0: import-summary: entry 1, 'Only a summary', holds no text but a summary (words: 1); "
        "save the page and import it: https://s.example/s"
    )
    assert imported("a.xml", f"<rss version='2.0'><channel>{entry}</channel></rss>") == ([], [message])
