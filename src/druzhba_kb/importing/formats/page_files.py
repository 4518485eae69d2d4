"""Page files: a saved page, a mail or a web archive in, its page out, with the address that the file names.

What a page brings along, its pictures in the first place, goes before anything is measured or read.
"""

from __future__ import annotations

import io
import plistlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage

import regex
from lxml.html import HtmlElement

from druzhba_kb.importing.bylines import is_person, is_publisher
from druzhba_kb.importing.charsets import decode_page
from druzhba_kb.importing.declared_metadata import DeclaredMetadata, declared_by_values
from druzhba_kb.importing.formats.found_article import FoundArticle, SourceFile, UnreadableFile
from druzhba_kb.importing.formats.record_files import record_document

LONGEST_PAGE = 10_000_000  # without its pictures
PICTURE = regex.compile(rb"data:[\w/+.;=-]{0,100};base64,[A-Za-z0-9+/=\s]*+")
# HTML knows these as empty; XML may write any element so
EMPTY = r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
SELF_CLOSED = regex.compile(rf"<(?!(?:{EMPTY})\b)([a-zA-Z][\w-]*+)((?:\s[^<>]*?)?)/>")
XML = regex.compile(r"\s*<\?xml|[^>]*<html[^>]*\sxmlns", regex.IGNORECASE)
ARCHIVE = regex.compile(
    r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(https?):/{1,2}(?=[^/])", regex.IGNORECASE
)
# RFC 3676: the paragraph goes on; "-- " opens a signature
END_OF_HEAD = regex.compile(rb"\r?\n\r?\n")
FLOWED = regex.compile(r"(?<!^--) \r?\n(?!>)", regex.MULTILINE)
FORWARDS = r"fwd?|wg|tr|rv|пер"
ANSWERED = regex.compile(rf"(?:(?:re|aw|{FORWARDS})\s*:\s*)+", regex.IGNORECASE)
FORWARDED = regex.compile(rf"\s*(?:{FORWARDS})\s*:", regex.IGNORECASE)
MBOX = regex.compile(rb"(?m)^From \S+ .*\d{4}\r?\n(?=[\w-]+:)")


def read_page(file: SourceFile) -> Iterator[FoundArticle]:
    """Yield the article of a saved page."""
    doubts: list[str] = []
    source = page_source(file.data, doubt=doubts.append)
    yield FoundArticle(source, "html", file.data, ".html", doubts=tuple(("import-charset", doubt) for doubt in doubts))


def page_source(data: bytes, charset: str | None = None, doubt: Callable[[str], object] = bool) -> str:
    """Return the source of a page without its pictures, read as HTML also where it was written as XML."""
    bare = PICTURE.sub(b"data:,", data)
    if len(bare) > LONGEST_PAGE:
        message = f"more than {LONGEST_PAGE:,} bytes without its pictures; expected the page of one article"
        raise UnreadableFile(message)
    try:
        text = bare.decode(charset or "utf-8-sig")
    except (LookupError, UnicodeError):
        text = decode_page(bare, doubt)
    return SELF_CLOSED.sub(r"<\1\2></\1>", text) if XML.match(text[:1000]) else text


def unarchived(declared: DeclaredMetadata) -> DeclaredMetadata:
    """Return what is declared with the page's own address in place of that of the Wayback Machine's copy."""
    archive = ARCHIVE.match(declared.url or "")
    if not archive or not declared.url:
        return declared
    own = f"{archive[1]}://{declared.url[archive.end() :]}"
    copy = f"{declared.url[: archive.start(1)]}{own}"
    return replace(declared, url=own, archived_url=declared.archived_url or copy)


def take_reader_view(root: HtmlElement) -> DeclaredMetadata:
    """Return the author and address that Firefox's reader view sets above an article; its own lines go out of the page."""
    if not root.find_class("moz-reader-content"):
        return DeclaredMetadata()
    taken = {}
    for name in ("reader-credits", "reader-domain", "reader-estimated-time"):
        for element in root.find_class(name):
            taken[name] = element.get("href") or " ".join(element.text_content().split())
            element.drop_tree()
    return declared_by_values({"author": taken.get("reader-credits"), "url": taken.get("reader-domain")})


def read_mail(file: SourceFile) -> Iterator[FoundArticle]:
    """Yield the article of a mail, or of a page saved as one file (MHTML), which has the form of a mail."""
    mail = message_from_bytes(file.data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("html", "plain"))
    if body is None:
        names = ", ".join(filter(None, (part.get_filename() for part in mail.walk())))
        kinds = f"attachments alone ({names})" if names else "no text"
        raise UnreadableFile(f"the mail holds {kinds}; expected a text in it, or the attachment itself", "import-empty")
    address = mail.get("Snapshot-Content-Location") or body.get("Content-Location")
    declared = declared_by_values({"url": address}) if address else _head(file.data, body.get_content_charset())
    data = body.get_payload(decode=True)
    text = page_source(data if isinstance(data, bytes) else b"", body.get_content_charset())
    if not text.strip():
        raise UnreadableFile("the mail holds no text; expected a text in it", "import-empty")
    is_page = body.get_content_type() == "text/html"
    if body.get_param("format") == "flowed":
        text = FLOWED.sub(" ", text)
    # what was passed on is what a forwarded mail is kept for
    is_letter = not address and not FORWARDED.match(str(mail["Subject"] or ""))
    suffix = ".mhtml" if address else ".eml"
    yield FoundArticle(text, "html" if is_page else "text", file.data, suffix, declared, is_letter=is_letter)


def _head(data: bytes, charset: str | None) -> DeclaredMetadata:
    """Return what the head of a mail declares, whose letters may stand in it as they are, in the charset of its text."""
    head = END_OF_HEAD.split(data, maxsplit=1)[0]
    mail = message_from_string(page_source(head, charset), policy=policy.default)
    sender = mail["From"]
    name = sender.addresses[0].display_name if sender and sender.addresses else ""
    subject = ANSWERED.sub("", str(mail["Subject"] or ""), count=1)
    whose = "author" if is_person(name) and not is_publisher(name) else "publisher"
    return declared_by_values({"title": subject, whose: name, "published": str(mail["Date"] or "")})


def read_mailbox(file: SourceFile) -> Iterator[FoundArticle | UnreadableFile]:
    """Yield the article of each mail of a mailbox."""
    starts = [match.end() for match in MBOX.finditer(file.data)]
    ends = [match.start() for match in MBOX.finditer(file.data)][1:]
    for number, (start, end) in enumerate(zip(starts, [*ends, len(file.data)], strict=True), 1):
        try:
            [document] = read_mail(replace(file, data=file.data[start:end]))
            yield replace(document, part=str(number))
        except UnreadableFile as fault:
            yield fault


def read_safari_archive(file: SourceFile) -> Iterator[FoundArticle]:
    """Yield the article of a page as Safari saves it."""
    main = plistlib.loads(file.data).get("WebMainResource")
    if not main:
        raise UnreadableFile("this is a link or a list of settings; expected the page itself, saved")
    text = page_source(main["WebResourceData"], main.get("WebResourceTextEncodingName"))
    declared = declared_by_values({"url": main.get("WebResourceURL")})
    yield FoundArticle(text, "html", file.data, ".webarchive", declared)


def read_warc(file: SourceFile) -> Iterator[FoundArticle | UnreadableFile]:
    """Yield the article of each page that a crawl has saved, once for each address."""
    from warcio.archiveiterator import ArchiveIterator

    seen = set()
    for record in ArchiveIterator(io.BytesIO(file.data)):
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        head = record.http_headers
        kind = (head.get_header("Content-Type") if head else record.rec_headers.get_header("Content-Type")) or ""
        is_answer = record.rec_type == "resource" or (
            record.rec_type == "response" and head is not None and head.get_statuscode() == "200"
        )
        if not is_answer or "html" not in kind or address in seen:
            continue
        seen.add(address)
        charset = regex.search(r"charset=[\"']?([\w.:-]+)", kind, regex.IGNORECASE)
        source = page_source(record.content_stream().read(LONGEST_PAGE * 10), charset[1] if charset else None)
        yield record_document({"url": address, "body": source}, str(len(seen)))
