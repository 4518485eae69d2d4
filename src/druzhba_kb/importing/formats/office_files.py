"""Office files: a PDF, a file of Word or OpenDocument or a book in, its text out as a page, with its title.

Who wrote an article is taken from the properties of its file only where the text names the same: they name whoever typed
it. What a file unpacks to is measured before it is unpacked.
"""

from __future__ import annotations

import io
import logging
import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

import regex
from lxml import etree, html

from druzhba_kb.folding import fold, printable
from druzhba_kb.importing.declared_metadata import DeclaredMetadata, declared_by_values
from druzhba_kb.importing.formats.found_article import FoundArticle, SourceFile, UnreadableFile
from druzhba_kb.importing.formats.page_files import page_source
from druzhba_kb.importing.html import parse_page
from druzhba_kb.importing.lines import BULLET, is_closed

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_UNPACKED = 20_000_000
MOST_TAGS = 300_000  # what takes longest in a file of Word; a long article has a tenth
LONGEST_BOOK = 3_000_000  # a long novel has half of that
MOST_DRAWN = 8_000_000  # what takes longest in a PDF: a minute for so much
MOST_PAGES = 500
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\u00ad": "-"}
)
WIDE = 1.2  # of the usual distance of two lines: a new paragraph begins, in a printed page of airy lines too
FULL = 0.66  # of the usual length: a shorter line ends a paragraph, or is one of a table or a list
INDENT = 0.8  # of the size of a letter: further to the right a new paragraph begins
# browsers print title and address of the page, the day, and the number of the sheet
PRINTED_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s*[AaPp]\.?[Mm]\.?)?"
SHEET = r"\d+\s?(?:/|of|von|sur|de|из)\s?\d+"
ADDRESS = r"(?:https?|file)://\S+"
PRINTED = regex.compile(
    rf"{PRINTED_DAY}(?:\s.*)?|(?:.*\s)?{ADDRESS}\s+{SHEET}|.+\s{ADDRESS}|{SHEET}(?:\s+{PRINTED_DAY})?"
)
FEWEST_PAGES = 3  # on fewer, a line that stands on most pages may be the article's
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# how OpenDocument calls what a page has
TAGS = {
    **{"h": "h2", "p": "p", "list": "ul", "list-item": "li", "table": "table", "table-row": "tr", "table-cell": "td"},
    **{"line-break": "br", "span": "span", "a": "a"},
}
UNSEEN = ("annotation", "note", "tracked-changes", "sequence-decls", "frame", "forms")

# it says on standard error what it mends
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(file: SourceFile) -> Iterator[FoundArticle]:
    """Yield the article of a PDF."""
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(file.data))
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise UnreadableFile("the PDF is locked by a password; expected one without")
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableFile(f"more than {MOST_PAGES} pages; expected the text of one article")
    drawn = (page.get_contents() for page in pdf.pages)
    if sum(len(one.get_data()) for one in drawn if one is not None) > MOST_DRAWN:
        raise UnreadableFile(f"the pages unpack to more than {MOST_DRAWN:,} bytes; expected the text of one article")
    pages = [list(_lines(page)) for page in pdf.pages]
    heads = dict.fromkeys(_running_heads(pages))
    text = "\n\n".join(_paragraphs([line for page in pages for line in page if line not in heads]))
    if not text.strip():
        remedy = "expected letters; recognise them first (OCR), or import the article as text"
        raise UnreadableFile(f"the PDF holds pictures of pages and no text; {remedy}", "import-empty")
    about = pdf.metadata
    properties = {"title": about.title, "author": about.author} if about else {}
    left_out = "; ".join(f"'{printable(text)}'" for text in dict.fromkeys(line.text for line in heads))
    doubts = (("import-running-head", f"the head and foot of the pages are left out: {left_out}"),) if heads else ()
    yield FoundArticle(text, "text", file.data, ".pdf", _borne_out(properties, text), is_whole=True, doubts=doubts)


@dataclass(frozen=True, slots=True)
class _PdfLine:
    text: str
    left: float
    height: float
    size: float

    @property
    def width(self) -> float:
        """Return about how wide the line is: a title fills it with fewer letters."""
        return len(self.text) * self.size


def _lines(page: PageObject) -> Iterator[_PdfLine]:
    """Yield the lines of a page in the order in which it is written, with their heights and the size of their letters."""
    pieces: list[tuple[str, tuple[float, float, float]]] = []

    def collect(text: str, outer: Sequence[float], inner: Sequence[float], font: object, size: float) -> None:
        left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        pieces.append((text, (left, height, abs(size * inner[3] * outer[3]))))

    page.extract_text(visitor_text=collect)
    whole: list[str] = []
    place: tuple[float, float, float] | None = None
    for text, here in [*pieces, ("\n", (0, 0, 0))]:
        first, *more = text.translate(LIGATURES).split("\n")
        for number, part in enumerate([first, *more]):
            if number and place and (line := " ".join("".join(whole).split())):
                yield _PdfLine(line, *place)
            if number:
                whole, place = [], None
            whole.append(part)
            place = place or (here if part.strip() else None)


def _running_heads(pages: Sequence[list[_PdfLine]]) -> list[_PdfLine]:
    """Return the lines at the edges of pages that most pages have, whatever number is in them, or that browsers print there.

    Left and right pages of a book have heads of their own.
    """
    sides = (pages, pages[::2], pages[1::2]) if len(pages) >= FEWEST_PAGES else ()
    repeated = {key for side in sides for key, count in _edges(side).items() if count > max(1, len(side) / 2)}
    printed = {id(line) for page in pages for line in (*page[:2], *page[-2:]) if PRINTED.fullmatch(line.text)}
    return [line for page in pages for line in page if _edge(line) in repeated or id(line) in printed]


def _edges(pages: Sequence[list[_PdfLine]]) -> Counter[tuple[str, int]]:
    """Return on how many pages each line stands at an edge."""
    return Counter(key for page in pages for key in {_edge(line) for line in (*page[:2], *page[-2:])})


def _edge(line: _PdfLine) -> tuple[str, int]:
    return regex.sub(r"\d+", "#", line.text), round(line.height)


def _paragraphs(lines: Sequence[_PdfLine]) -> Iterator[str]:
    """Yield the paragraphs: a wide space, an indent, a short line, letters of another size or a new column parts them."""
    full = FULL * sorted(line.width for line in lines)[len(lines) // 2] if lines else 0
    # behind a short line stands another paragraph, whose distance may be as frequent in a short text
    pairs = [(above, below) for above, below in pairwise(lines) if above.width >= full and above.size == below.size]
    steps = Counter(step for above, below in pairs if (step := round(_step(above, below), 1)) > 0)
    usual = min(steps, key=lambda step: (-steps[step], step), default=0.0)
    known = Counter(word for line in lines for word in line.text.split())
    paragraph = ""
    for above, below in zip([None, *lines], [*lines, None], strict=True):
        if above and (below is None or _parts(above, below, usual, full)):
            yield paragraph
            paragraph = ""
        if below:
            paragraph = _joined(paragraph, below.text, known)


def _step(above: _PdfLine, below: _PdfLine) -> float:
    """Return how far below a line the next one stands, in heights of its letters."""
    return (above.height - below.height) / (above.size or 1)


def _parts(above: _PdfLine, below: _PdfLine, usual: float, full: float) -> bool:
    step = _step(above, below)
    if abs(above.size - below.size) > 0.1 * above.size or above.width < full or BULLET.match(below.text):
        return True
    if step <= 0:  # the next column, or the next page
        return is_closed(above.text)
    return step > WIDE * usual or below.left - above.left > INDENT * below.size


def _joined(paragraph: str, line: str, known: Counter[str]) -> str:
    """Return a paragraph with its next line; a word that was broken at the end of a line is whole again."""
    if not regex.search(r"\p{L}-$", paragraph) or not regex.match(r"\p{Ll}", line):
        return f"{paragraph} {line}".strip()
    broken = paragraph.split()[-1] + line.split()[0]
    return paragraph + line if broken in known else paragraph[:-1] + line


def _borne_out(properties: dict[str, str | None], text: str) -> DeclaredMetadata:
    """Return the properties of a file that its text has too."""
    found = {name: value for name, value in properties.items() if value and fold(value) in fold(text)}
    return declared_by_values(found)


def read_zip(file: SourceFile) -> Iterator[FoundArticle]:
    """Yield the article of a file of Word or OpenDocument, or of a book, which are archives of their parts."""
    with ZipFile(io.BytesIO(file.data)) as archive:
        names = set(archive.namelist())
        kind = _part(archive, "mimetype")[:60].decode("ascii", "replace").strip() if "mimetype" in names else ""
        if "word/document.xml" in names:
            yield _word(file, archive)
        elif kind == "application/vnd.oasis.opendocument.text":
            yield _open_document(file, archive)
        elif "META-INF/container.xml" in names:
            yield _book(file, archive)
        else:
            other = next((what for name, what in PARTS_OF_OTHERS if any(one.startswith(name) for one in names)), None)
            if other:
                raise UnreadableFile(f"this is {other}; expected the article as text, Word file, PDF or page")
            raise UnreadableFile("this is an archive; unpack it, and import the folder that comes out of it")


PARTS_OF_OTHERS = (
    ("xl/", "a workbook of Excel"),
    ("ppt/", "a presentation"),
    ("Index/", "a file of Apple's Pages"),
    ("mimetype", "a file of OpenDocument that holds no text document"),
)


def _part(archive: ZipFile, name: str) -> bytes:
    """Return a part of an archive; its size is known before it is unpacked."""
    if archive.getinfo(name).file_size > MOST_UNPACKED:
        raise UnreadableFile(f"'{name}' unpacks to more than {MOST_UNPACKED:,} bytes; expected one article")
    return archive.read(name)


def _xml(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _core(archive: ZipFile, name: str) -> dict[str, str | None]:
    """Return the title and the author that the properties of a file name."""
    if name not in archive.namelist():
        return {}
    root = _xml(_part(archive, name))
    return {"title": root.findtext(f".//{DUBLIN_CORE}title"), "author": root.findtext(f".//{DUBLIN_CORE}creator")}


def _word(file: SourceFile, archive: ZipFile) -> FoundArticle:
    import mammoth

    parts = [one.filename for one in archive.infolist() if one.filename.endswith((".xml", ".rels"))]
    if sum(_part(archive, name).count(b"<") for name in parts) > MOST_TAGS:
        raise UnreadableFile(f"the file unpacks to more than {MOST_TAGS:,} tags; expected one article")
    no_pictures = mammoth.images.img_element(lambda _: {})
    styles = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
    text = mammoth.convert_to_html(io.BytesIO(file.data), convert_image=no_pictures, style_map=styles).value
    return _whole(text, file, ".docx", _core(archive, "docProps/core.xml"))


def _open_document(file: SourceFile, archive: ZipFile) -> FoundArticle:
    body = _xml(_part(archive, "content.xml")).find(".//{*}body/{*}text")
    if body is None:
        raise UnreadableFile("the file holds no text; expected the text of an article", "import-empty")
    for element in body.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in UNSEEN:
            tail = element.tail
            element.clear()
            element.tail = tail
        if tag in ("s", "tab"):
            element.text = " "
        element.tag = TAGS.get(tag, "div" if tag in ("text", "section") else "span")
    return _whole(etree.tostring(body, encoding="unicode", method="html"), file, ".odt", _core(archive, "meta.xml"))


def _whole(text: str, file: SourceFile, suffix: str, properties: dict[str, str | None]) -> FoundArticle:
    plain = " ".join(map(str, html.fromstring(text).itertext())) if text.strip() else ""
    if not plain.strip():
        raise UnreadableFile("the file holds no text; expected the text of an article", "import-empty")
    return FoundArticle(text, "html", file.data, suffix, _borne_out(properties, plain), is_whole=True)


def _book(file: SourceFile, archive: ZipFile) -> FoundArticle:
    """Return a book as one page: its chapters in their order, without its table of contents."""
    container = _xml(_part(archive, "META-INF/container.xml"))
    package = next((one.get("full-path", "") for one in container.iterfind(".//{*}rootfile")), "")
    root = _xml(_part(archive, package))
    items = {item.get("id"): item for item in root.iterfind(".//{*}manifest/{*}item")}
    spine = [items[ref.get("idref")] for ref in root.iterfind(".//{*}spine/{*}itemref") if ref.get("idref") in items]
    if not spine:
        raise UnreadableFile("the book names no chapter; expected a spine with its chapters", "import-empty")
    locked = _part(archive, "META-INF/encryption.xml") if "META-INF/encryption.xml" in archive.namelist() else b""
    chapters, length = [], 0
    names = (_file_of(item, package) for item in spine if "nav" not in item.get("properties", "").split())
    for name in dict.fromkeys(names):  # a chapter is read once, however often the spine names it
        if name.encode() in locked:
            raise UnreadableFile("the book is locked; expected one without protection against copying")
        chapters.append(_chapter(_part(archive, name)))
        length += len(chapters[-1])
        if length > LONGEST_BOOK:
            raise UnreadableFile(f"more than {LONGEST_BOOK:,} letters in the book; expected the text of one article")
    values = {etree.QName(one).localname: one.text for one in root.iterfind(f".//{DUBLIN_CORE}*") if one.text}
    return FoundArticle("".join(chapters), "html", file.data, ".epub", declared_by_values(values), is_whole=True)


def _file_of(item: etree._Element, package: str) -> str:
    """Return which file of a book an item of its manifest names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))


def _chapter(data: bytes) -> str:
    root = parse_page(page_source(data))
    body = root.find("body") if root is not None else None
    if body is None:
        return ""
    body.tag = "div"
    return etree.tostring(body, encoding="unicode", method="html")
