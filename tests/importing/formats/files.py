"""Files of every format that `import` reads, made here: one invented article about ferries in each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "Ferry Towns Plan a Joint Season"
TEXT = (
    "The towns of Norwick and Sule have agreed to share their boats in autumn, the ferry office said today.",
    "The smaller islands have waited for a night boat since the bridge was closed to heavy lorries in spring.",
    "Holm noted that the piers need paint, ropes and people before the first crossing can be made by anybody.",
)
BODY = "".join(f"<p>{one}</p>" for one in TEXT)
PAGE = (
    f"<!DOCTYPE html><html><head><title>{TITLE} - Strait Gazette</title></head><body><nav><a>Home</a></nav>"
    f"<article><h1>{TITLE}</h1><p>By Ina Moss</p>{BODY}</article></body></html>"
)
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x">\n'
    f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><a id="x"/><h1>{TITLE}</h1>{BODY}</body></html>'
)
ADDRESS = "https://strait.example/season"
MHTML = (
    f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
    f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {ADDRESS}\r\n\r\n{PAGE}\r\n--B--\r\n"
)
MAIL = (
    f"From: Ina Moss <ina@strait.example>\r\nSubject: Fwd: {TITLE}\r\nDate: Wed, 05 Jun 2019 22:10:00 -0500\r\n"
    "Message-ID: <a@b>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + "\r\n\r\n".join(TEXT)
)
READER_VIEW = (
    f'<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><div class="header reader-header">'
    f'<a class="domain reader-domain" href="{ADDRESS}">strait.example</a><h1 class="reader-title">{TITLE}</h1>'
    '<div class="credits reader-credits">Ina Moss</div><h3 class="reader-estimated-time">1 minutes</h3></div>'
    f'<div class="moz-reader-content reader-show-element">{BODY}</div></body></html>'
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Strait Gazette</title><item>'
    f"<title>{TITLE}</title><link>{ADDRESS}</link><dc:creator>Ina Moss</dc:creator>"
    "<pubDate>Wed, 05 Jun 2019 22:10:00 -0500</pubDate><description>Short</description>"
    f"<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>"
)
ATOM = (
    f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Strait Gazette</title><entry><title>{TITLE}</title><link href="{ADDRESS}"/>'
    "<author><name>Ina Moss</name></author><published>2019-06-05T22:00:00+05:00</published>"
    f'<content type="html"><![CDATA[{BODY}]]></content></entry></feed>'
)
LINES = "\n\n".join(TEXT)
CSV = f'headline,text,by,date,source,link\n"{TITLE}","{LINES}",Ina Moss,5 June 2019,Strait Gazette,{ADDRESS}\n'
WORDPRESS = (
    f'[{{"title": {{"rendered": "{TITLE}"}}, "content": {{"rendered": "{BODY}"}}, "link": "{ADDRESS}", '
    '"date": "2019-06-05T10:00:00", "site": "Strait Gazette", "author": {"name": "Ina Moss"}}]'
)


def archive(parts: Mapping[str, str]) -> bytes:
    """Return a zip archive of parts by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def word(body: str | None = None, creator: str = "Ina Moss") -> bytes:
    """Return a file of Word with a title, the text, a heading and a paragraph below it, or with another body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (("Title", "Title"), ("Heading1", "heading 1"))
    )

    def paragraph(text: str, style: str = "") -> str:
        shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{shape}<w:r><w:t>{text}</w:t></w:r></w:p>"

    whole = (
        paragraph(TITLE, "Title")
        + paragraph("By Ina Moss")
        + "".join(map(paragraph, TEXT[:2]))
        + paragraph("Night boats", "Heading1")
        + paragraph(TEXT[2])
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    core = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{body or whole}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
            "docProps/core.xml": f'<cp:coreProperties {core} xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>Letter 3</dc:title><dc:creator>{creator}</dc:creator></cp:coreProperties>",
        }
    )


def open_document() -> bytes:
    """Return a text document of OpenDocument, with a comment that is no text."""
    names = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "text", "table")
    )
    paragraphs = "".join(f"<text:p>{one}<text:s/><text:span>So.</text:span></text:p>" for one in TEXT)
    content = (
        f"<office:document-content{names}><office:body><office:text><text:h>{TITLE}</text:h>{paragraphs}"
        "<text:p>This<office:annotation><text:p>a comment</text:p></office:annotation> line ends the text, Holm said.</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def book(chapters: Sequence[str] = ("n", "c1", "c2"), locked: str = "", times: int = 1) -> bytes:
    """Return an EPUB of two chapters, which say their text so many times, and a table of contents."""
    spine = "".join(f'<itemref idref="{one}"/>' for one in chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>The Ferry Book</dc:title><dc:creator>Ina Moss</dc:creator><dc:publisher>Strait Press</dc:publisher>"
        '<dc:date>2019-06-05</dc:date></metadata><manifest><item id="n" href="nav.xhtml" properties="nav"/>'
        f'<item id="c1" href="c%201.xhtml"/><item id="c2" href="c2.xhtml"/></manifest><spine>{spine}</spine></package>'
    )
    root = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="in/book.opf"/>'
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f"{root}</rootfiles></container>",
        "in/book.opf": package,
        "in/nav.xhtml": XHTML.replace(TITLE, "Contents"),
        "in/c 1.xhtml": f"<html><body><h1>First</h1><p>{TEXT[0] * times}</p></body></html>",
        "in/c2.xhtml": f"<html><body><h1>Second</h1><p>{TEXT[1] * times}</p></body></html>",
    }
    return archive(parts | ({"META-INF/encryption.xml": f"<encryption>{locked}</encryption>"} if locked else {}))


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], password: str = "", **properties: str) -> bytes:
    """Return a PDF with lines at places (from the left, from the bottom) on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in (("Type", "Font"), ("Subtype", "Type1"))}
    )
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        stream = DecodedStreamObject()
        drawn = (f"BT /F1 12 Tf 1 0 0 1 {left} {height} Tm ({text}) Tj ET" for left, height, text in lines)
        stream.set_data("\n".join(drawn).encode("latin-1"))
        page[NameObject("/Resources")] = fonts
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def web_archive(answers: Sequence[tuple[str, str, str, str]], is_packed: bool = False) -> bytes:
    """Return a WARC of answers: address, status, type and text of each."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=is_packed)
    for address, status, kind, text in answers:
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        charset = "cp1251" if "1251" in kind else "utf-8"
        payload = io.BytesIO(text.encode(charset))
        writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=head))
    return out.getvalue()
