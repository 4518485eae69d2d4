"""Each format as an editor imports it: the publication data and the clean text that come out, whole."""

from __future__ import annotations

import codecs
import gzip
import json
import plistlib
import sys

import pytest

from druzhba_kb.importing.formats import office_files
from druzhba_kb.importing.formats.found_article import SourceFile
from druzhba_kb.importing.formats.page_files import read_mail
from druzhba_kb.importing.html import parse_page
from importing.formats import files
from importing.formats.files import ADDRESS, BODY, PAGE, TEXT, TITLE

WHOLE = f"# {TITLE}\n\n" + "\n\n".join(TEXT) + "\n"
CLEAN = [({"publisher": "Strait Gazette", "author": "Ina Moss", "url": ADDRESS}, WHOLE)]
SINGLE = f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Thu -->" + PAGE[21:]
COPY = f"https://web.archive.org/web/20210304050607/{ADDRESS}"
CANONICAL = '<head><link rel="canonical" href="{}">'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("single.html", SINGLE),
        ("single.html", SINGLE.replace("<nav>", f'<img src="data:image/png;base64,{"A" * 12_000_000}"><nav>')),
        ("a.mhtml", files.MHTML),
        ("no-suffix", files.MHTML),
        ("a.html", f"<!-- saved from url=(0029){ADDRESS} -->{PAGE}"),
        ("a.html.gz", gzip.compress(SINGLE.encode())),
        (
            "a.webarchive",
            plistlib.dumps(
                {"WebMainResource": {"WebResourceData": PAGE.encode(), "WebResourceURL": ADDRESS}},
                fmt=plistlib.FMT_BINARY,
            ),
        ),
        (
            "a.warc",
            files.web_archive(
                [("https://strait.example/a.png", "200 OK", "image/png", "x"), (ADDRESS, "200 OK", "text/html", PAGE)]
            ),
        ),
        (
            "a.warc.gz",
            files.web_archive(
                [
                    (ADDRESS, "301 Moved", "text/html", "x"),
                    (ADDRESS, "200 OK", "text/html", PAGE),
                    (ADDRESS, "200 OK", "text/html", PAGE),
                ],
                True,
            ),
        ),
    ],
)
def test_a_page_however_it_was_saved(imported, name, content):
    assert imported(name, content) == (CLEAN, [])


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("<head>", CANONICAL.format(COPY)),
        PAGE.replace("<head>", CANONICAL.format(COPY.replace("https://strait", "https:/strait"))),
        f"<!-- saved from url=(0076){COPY} -->{PAGE}",
    ],
)
def test_a_copy_of_the_wayback_machine_has_both_addresses(imported, page):
    assert imported("a.html", page) == ([(CLEAN[0][0] | {"archived_url": COPY}, WHOLE)], [])


def test_a_reader_view_gives_its_author_and_address_and_not_its_minutes(imported):
    assert imported("a.html", files.READER_VIEW) == ([({"author": "Ina Moss", "url": ADDRESS}, WHOLE)], [])


@pytest.mark.parametrize("name", ["chapter.xhtml", "chapter.xml", "chapter"])
def test_a_chapter_in_xhtml(imported, name):
    assert imported(name, files.XHTML) == ([({}, WHOLE)], [])


@pytest.mark.parametrize(
    ("sender", "field"), [("Ina Moss", "author"), ("The Strait Gazette", "publisher"), ("strait", "publisher")]
)
def test_a_mail(imported, sender, field):
    mail = files.MAIL.replace("Ina Moss", sender)
    assert imported("a.eml", mail) == ([({field: sender, "published": "2019-06-05"}, WHOLE)], [])


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_the_head_of_a_mail_may_have_letters_as_they_are(charset):
    text = f"From: Jörg Öhler <j@a.example>\nSubject: Fähre\nContent-Type: text/plain; charset={charset}\n\nDie Fähre fährt."
    declared = next(read_mail(SourceFile("a.eml", text.encode(charset)))).declared
    assert (declared.author, declared.title) == ("Jörg Öhler", "Fähre")


def test_lines_that_flow_on_in_a_mail_are_one_paragraph():
    head = "From: Ina Moss <i@x>\nSubject: Lamps\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    body = f"{'The lamp of the harbour burned. ' * 3}In 1958 it was \nout.\n\n-- \nIna\n"
    found = next(read_mail(SourceFile("a.eml", (head + body).encode())))
    assert found.text == f"{'The lamp of the harbour burned. ' * 3}In 1958 it was out.\n\n-- \nIna\n"


ANSWER = "\r\n\r\nOn Tue, 4 Jun 2019 at 9:10, Jo Marsh <jo@x>\r\nwrote:\r\n\r\n> When will the boats sail?\r\n> Jo"
SIGNED = "\r\n\r\nSent from my phone\r\n\r\n-- \r\nIna Moss\r\nFerry office"


@pytest.mark.parametrize("below", [ANSWER, SIGNED, ANSWER + SIGNED])
def test_an_answer_is_a_mail_without_its_signature_and_what_it_answers(imported, below):
    mail = files.MAIL.replace("Fwd:", "Re:") + below
    assert imported("a.eml", mail) == ([({"author": "Ina Moss", "published": "2019-06-05"}, WHOLE)], [])


def test_a_forwarded_mail_keeps_what_was_passed_on(imported):
    [(_, text)], _ = imported("a.eml", files.MAIL + ANSWER)
    assert "When will the boats sail?" in text


def test_a_mail_in_html_is_without_its_signature_and_what_it_answers(imported):
    quoted = (
        "<div>On Tue, 4 Jun 2019 Jo Marsh wrote:<br></div><blockquote><p>When will the boats sail?</p></blockquote>"
    )
    page = f'<div>{files.BODY}</div><div class="gmail_signature">Ina Moss<br>Ferry office</div>{quoted}'
    head, _ = files.MAIL.replace("Fwd:", "Re:").replace("text/plain", "text/html").split("\r\n\r\n", 1)
    assert imported("a.eml", f"{head}\r\n\r\n{page}") == (
        [({"author": "Ina Moss", "published": "2019-06-05"}, WHOLE)],
        [],
    )


def test_a_mailbox_gives_each_mail(imported):
    box = "".join(
        f"From a@b Wed Jun 05 22:10:00 2019\nFrom: Ina Moss <i@x>\nSubject: Letter {number}\n"
        f"Date: Wed, 05 Jun 2019 22:10:00 -0500\n\n{text}\n\n"
        for number, text in enumerate(TEXT[:2])
    )
    data = {"author": "Ina Moss", "published": "2019-06-05"}
    expected = [(data, f"# Letter {number}\n\n{text}\n") for number, text in enumerate(TEXT[:2])]
    assert imported("letters.mbox", box) == (expected, [])


def test_a_word_file(imported):
    text = f"# {TITLE}\n\n{TEXT[0]}\n\n{TEXT[1]}\n\n## Night boats\n\n{TEXT[2]}\n"
    assert imported("a.docx", files.word()) == ([({"author": "Ina Moss"}, text)], [])


def test_an_author_whom_a_word_file_alone_names_is_no_author(imported):
    [(fields, _)], _ = imported("a.docx", files.word("<w:p><w:r><w:t>Some words of the text.</w:t></w:r></w:p>"))
    assert fields == {}


def test_an_open_document(imported):
    paragraphs = "\n\n".join(f"{one} So." for one in TEXT)
    text = f"# {TITLE}\n\n{paragraphs}\n\nThis line ends the text, Holm said.\n"
    assert imported("a.odt", files.open_document()) == ([({}, text)], [])


def test_a_book_is_its_chapters_under_its_title(imported):
    data = {"publisher": "Strait Press", "author": "Ina Moss", "published": "2019-06-05"}
    text = f"# The Ferry Book\n\n## First\n\n{TEXT[0]}\n\n## Second\n\n{TEXT[1]}\n"
    assert imported("a.epub", files.book()) == ([(data, text)], [])


def test_a_chapter_of_a_book_is_read_once_however_often_the_book_names_it(imported, monkeypatch):
    parsed = []
    monkeypatch.setattr(office_files, "parse_page", lambda page: parsed.append(page) or parse_page(page))
    found = imported("a.epub", files.book(["c1", "n", *["c1"] * 50, "c2", "c1"]))
    assert (len(parsed), found) == (2, imported("a.epub", files.book()))


def test_a_space_that_is_a_little_wider_parts_the_paragraphs_of_a_pdf(imported):
    rows = [
        "The ferries will stop at the outer islands again",
        "from May on, said the mayor and the whole council.",
        "No boat has sailed there since the old pier was",
        "closed, because the storms had broken its planks.",
    ]
    page = [(50, height, text) for height, text in zip((700, 678, 650, 628), rows, strict=True)]
    text = f"# {TITLE}\n\n{' '.join(rows[:2])}\n\n{' '.join(rows[2:])}\n"
    assert imported("a.pdf", files.pdf([[(50, 760, TITLE), *page]], Title=TITLE)) == ([({}, text)], [])


def test_what_a_browser_prints_around_a_page_is_left_out_and_told(imported):
    lines = [
        (50, 700, "Forty guards of the harbour trained with crews of the north."),
        (50, 686, "They will come again."),
        (50, 660, "Holm called the day useful, and said so to all who asked him."),
        (50, 646, "He has no doubt of it."),
    ]
    head, foot = f"5/3/22, 10:00 AM {TITLE} | Gazette", "https://gazette.example/a 1/1"
    page = [(50, 740, TITLE), *lines, (20, 780, head), (20, 20, foot)]
    text = f"# {TITLE}\n\n{lines[0][2]} {lines[1][2]}\n\n{lines[2][2]} {lines[3][2]}\n"
    told = f"0: import-running-head: the head and foot of the pages are left out: '{head}'; '{foot}'"
    assert imported("a.pdf", files.pdf([page], Title=f"{TITLE} | Gazette")) == ([({}, text)], [told])


def test_a_pdf_has_its_paragraphs_without_broken_words_and_running_heads(imported):
    first = [
        (50, 700, "The towns of Norwick and Sule have agreed to share their well-"),
        (50, 686, "known boats in autumn, the office said of its pro-"),
        (50, 672, "gramme on Monday."),
        (62, 658, "The smaller islands have waited for a night boat since the bridge"),
        (50, 644, "was closed to heavy lorries, and well-known pilots said so as they"),
    ]
    second = [
        (50, 700, "went aboard the last boat of the evening, which was full of people."),
        (50, 640, "Holm noted that the piers need paint, ropes and people before that."),
    ]
    third = [(50, 700, "A night boat is a promise kept, and nothing else at all, said Holm.")]
    pages = [
        [(50, 760, TITLE), (200, 780, f"Strait Gazette {number}"), *lines]
        if number == 1
        else [(200, 780, f"Strait Gazette {number}"), *lines]
        for number, lines in enumerate((first, second, third), 1)
    ]
    text = (
        f"# {TITLE}\n\nThe towns of Norwick and Sule have agreed to share their well-known boats in autumn, the office said of "
        "its programme on Monday.\n\nThe smaller islands have waited for a night boat since the bridge was closed to heavy "
        "lorries, and well-known pilots said so as they went aboard the last boat of the evening, which was full of people.\n\n"
        "Holm noted that the piers need paint, ropes and people before that.\n\n"
        "A night boat is a promise kept, and nothing else at all, said Holm.\n"
    )
    left_out = "'Strait Gazette 1'; 'Strait Gazette 2'; 'Strait Gazette 3'"
    told = [f"0: import-running-head: the head and foot of the pages are left out: {left_out}"]
    assert imported("a.pdf", files.pdf(pages, Title=TITLE, Author="user")) == ([({}, text)], told)


def test_left_and_right_pages_of_a_pdf_have_heads_of_their_own(imported):
    heads = ["Strait Gazette", "Ferry Towns"]
    pages = [
        [(200, 780, heads[number % 2]), (50, 740, line), (300, 20, f"{number}")]
        for number, line in enumerate([*TEXT, f"{TEXT[0]} So."], 12)
    ]
    text = "\n\n".join((*TEXT, f"{TEXT[0]} So."))
    [(_, read)], [told] = imported("a.pdf", files.pdf(pages))
    assert read == f"#\n\n{text}\n"
    assert "'Strait Gazette'; '12'; 'Ferry Towns'; '13'; '14'; '15'" in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_in_unicode(imported, encoding):
    assert imported("a.txt", WHOLE[2:].encode(encoding)) == ([({}, WHOLE)], [])


def test_a_text_in_an_older_encoding_is_refused_with_the_remedy_that_reads_it(imported):
    text = "Паром снова ходит\n\nПаром снова ходит между городами, сказала вчера вечером Анна Брандт."
    found, [fault] = imported("a.txt", text.encode("cp1251"))
    assert found == []
    assert fault == (
        "1: import-unreadable: byte 0xcf is not UTF-8; expected a text in UTF-8; of a text in an older encoding say "
        "--encoding, such as windows-1252 (western Europe), windows-1251 (Cyrillic) or windows-1256 (Arabic)"
    )
    assert imported("a.txt", text.encode("cp1251"), encoding="windows-1251") == ([({}, f"# {text}\n")], [])
    assert imported("b.txt", codecs.BOM_UTF8 + WHOLE[2:].encode(), encoding="windows-1251") == ([({}, WHOLE)], [])


NOTE = """\
---
title: My Week on the Ferries
date: 2019-06-05
---

- Best photograph wins a year
- Second prize brings a breakfast

| From | Fare |
|------|------|
| Norwick | 12.50 |

Read more: the old harbour[^1]

![Boats at the pier](b.jpg)

[^1]: A footnote stands here.

My last paragraph
"""


def test_nothing_is_dropped_of_an_authors_note_and_lists_and_tables_stay_whole(imported):
    text = NOTE.partition("---\n\n")[2].replace("![Boats at the pier](b.jpg)", "Boats at the pier")
    assert imported("a.md", NOTE) == ([({"published": "2019-06-05"}, f"# My Week on the Ferries\n\n{text}")], [])


def test_as_is_keeps_every_line_of_a_text(imported):
    text = "My Week on the Ferries\n\n## Share this: Facebook\n\n1. one\n2. two\n\nRead more: The old harbour\n"
    raw = text.replace("## ", "")
    assert imported("a.txt", raw, as_is=True) == ([({}, f"# {text}")], [])
    assert imported("b.txt", raw, as_is=True, id="b", title="Mine")[0] == [({}, f"# Mine\n\n## {text}")]


AS_TEXT = "expected the article as text, page, PDF or Word file (.docx)"
AS_FILE = "expected the article as text, Word file, PDF or page"
SAVE = "save it as .docx or as text"
NO_TEXTS = "this is publication data without texts; expected the texts, and this file with --metadata"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.ics", b"BEGIN:VCALENDAR\nVERSION:2.0\n", "this is a calendar or a card with an address; " + AS_TEXT),
        ("a.vcf", b"\xef\xbb\xbfBEGIN:VCARD\nFN:Ada\n", "this is a calendar or a card with an address; " + AS_TEXT),
        (
            "a.srt",
            b"1\n00:00:01,000 --> 00:00:04,000\nThe boat sailed.\n",
            "this is a file of subtitles; save what is said as text",
        ),
        (
            "a.txt",
            b"WEBVTT\n\n00:01.000 --> 00:04.000\nThe boat sailed.\n",
            "this is a file of subtitles; save what is said as text",
        ),
        (
            "a.tex",
            rb"% boats" + b"\n" + rb"\documentclass{article}",
            "this is the source of a paper; save it as PDF or as text",
        ),
        ("a.ps", b"%!PS-Adobe-3.0\n", "this is the source of a paper; save it as PDF or as text"),
        ("a.rtf", rb"{\rtf1 x}", "this is a file in Rich Text Format; " + SAVE),
        ("a.txt", b"\xd0\xcf\x11\xe0\0", "this is a file of the old Word or Outlook, or one with a password; " + SAVE),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0", "this is a picture; " + AS_TEXT),
        ("a.mp4", b"\0\0\0\x20ftypisom", "this is a film or a recording; " + AS_TEXT),
        ("a.svg", "<svg><text>x</text></svg>", "this is a drawing; " + AS_TEXT),
        ("a.7z", b"7z\xbc\xaf\0", "this is an archive; unpack it and import what is in it"),
        (
            "a.url",
            "[InternetShortcut]\r\nURL=https://x",
            "this is a link and no page; open it, and save the page itself",
        ),
        (
            "a.webloc",
            '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "a" "b"><plist/>',
            "this is a link or a list of settings; open it, and save the page itself",
        ),
        ("a.opml", '<?xml version="1.0"?><opml/>', "this is XML of a kind that is not read; " + AS_TEXT),
        ("a.exe", b"MZ\0", "this is a program; " + AS_TEXT),
        (
            "a.zip",
            files.archive({"a.txt": "x"}),
            "this is an archive; unpack it, and import the folder that comes out of it",
        ),
        ("a.xlsx", files.archive({"xl/workbook.xml": "x"}), "this is a workbook of Excel; " + AS_FILE),
        ("a.pages", files.archive({"Index/Document.iwa": "x"}), "this is a file of Apple's Pages; " + AS_FILE),
        ("a.ris", "TY  - NEWS\nTI  - x\nER  - \n", NO_TEXTS),
        ("a.json", '[{"type": "book", "title": "x"}]', NO_TEXTS),
    ],
)
def test_what_is_not_read_is_refused_by_its_name_with_a_remedy(imported, name, content, what):
    assert imported(name, content) == ([], [f"0: import-unreadable: {what}"])


@pytest.mark.parametrize(
    ("name", "content", "package"),
    [
        ("a.pdf", files.pdf([[(50, 700, "x")]]), "pypdf"),
        ("a.docx", files.word(), "mammoth"),
        ("a.xml", "<rss/>", "feedparser"),
        ("a.warc", "WARC/1.0\r\n", "warcio"),
    ],
)
def test_a_missing_library_says_how_to_get_it(imported, monkeypatch, name, content, package):
    for module in [one for one in sys.modules if one.split(".")[0] == package] + [package]:
        monkeypatch.setitem(sys.modules, module, None)
    found, [fault] = imported(name, content)
    assert (found, "pip install 'druzhba-kb[sources]'" in fault, f"'{package}" in fault) == ([], True, True)


def test_what_is_kept_of_an_article_reads_as_the_same_again(imported, tmp_path):
    feed = json.dumps(
        {"items": [{"url": ADDRESS, "title": TITLE, "content_html": BODY, "date_published": "2019-06-05"}]}
    )
    first = imported("a.json", feed)
    [raw] = (tmp_path / "project/sources/raw").glob("*.json")
    kept = raw.read_bytes()
    assert json.loads(kept) == {"title": TITLE, "published": "2019-06-05", "url": ADDRESS, "body": BODY}
    assert imported("b.json", kept) == first
    assert [one.name for one in (tmp_path / "project/articles").iterdir()] == [f"{raw.stem}.md"]
