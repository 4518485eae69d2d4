"""Articles: documents with front matter and the private text beside them in; articles, works cited beside them, own pages out.

The text of a withheld article is read from `sources/`, which no repository holds; the same article must parse without it.
What no article says, a position or a spelling, still needs a source: a reference work must never be counted among the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from druzhba_kb.fileformat import ARTICLE, PAGE, REFERENCE, Form, Key
from druzhba_kb.load import Document, PlainText, Sources
from druzhba_kb.model import BLOCK_KINDS, Absence, Article, Block, OwnPage, Passage, Reason, Reference
from druzhba_kb.parse.fields import Fields
from druzhba_kb.reading.context import VERSION
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import SHA256, BadSeal, Seals, read_seals, text_key
from druzhba_kb.yaml_read import Scalar

# Python-Markdown takes four times as long for twice as many brackets: 20,000 of them ended no check.
MOST_SIGNS, MOST_BRACKETS = 100_000, 2_000
# per cent of a text's words, where the article does not set its own
BUDGET = 25
LABEL = re.compile(r"\{:\s*#b(\d{1,5})(?:-(\d{1,5}))?\s*\}")
BLOCKS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
PLACEHOLDER = re.compile(r"<!-- b(\d{1,5})(?:-(\d{1,5}))? .*-->")
MARKS = {"h": re.compile(r"^#{1,6} "), "q": re.compile(r"^> ?", re.M), "e": re.compile(r"^> ?", re.M)}


def parse_article(document: Document, sources: Sources, report: Report) -> Article:
    """Return the article of a document, with its clean text where the text is present."""
    fields = Fields(document.table, ARTICLE, report)
    read = fields.read()
    if "rights" not in fields.values:
        fields.error(fields.place, "missing-key", "an article needs 'rights': withheld or full")
    _check_basis(fields, read["published"], read["published_basis"])
    _check_letters(fields, read["blocks"])
    full = read["rights"] == "full"
    body = _full_body(document) if full else _digest(document, report)
    source = sources.texts.get(document.id)
    commitment = _sha256(fields, "commitment", required=False)
    read["title"] = title = read["title"] or document.id
    read["blocks"] = letters = read["blocks"] or (_letters_of(body) if full else "")
    read["lang"] = read["lang"] or sources.language
    return Article(
        **read,
        id=document.id,
        source_sha256=_sha256(fields, "source_sha256", required=not full),
        commitment=commitment,
        budget=_budget(fields),
        body=tuple(body),
        text=_whole_text(title, letters, body, source, document, report)
        if full
        else _text(title, letters, split_blocks(source.text) if source else None),
        text_sha256=source.sha256 if source else None,
        text_place=Place(source.file) if source else None,
        text_key=text_key(source.text, _random_key(sources.keys.get(document.id), report))
        if source and not full
        else None,
        # a commitment that cannot be read is one fault
        seals=_seals(sources.seals.get(document.id), commitment, report)
        if commitment or not fields.values.get("commitment")
        else None,
        place=document.table.place,
        places=fields.places,
        uncited=_uncited(fields, len(letters)),
        absent=tuple(_absent(fields)),
    )


def _check_basis(fields: Fields, published: str | None, basis: str | None) -> None:
    if published and not basis:
        fields.error("published", "missing-basis", "a date needs 'published_basis': stated, dateline or inferred")
    if basis == "inferred" and not fields.text("published_note"):
        fields.error("published_basis", "missing-note", "an inferred date needs 'published_note', saying from what")


def _check_letters(fields: Fields, letters: str) -> None:
    for letter in letters:
        if letter not in BLOCK_KINDS:
            known = ", ".join(f"{key} {label}" for key, label in BLOCK_KINDS.items())
            fields.error("blocks", "bad-blocks", f"'{letter}' is no kind of block; expected {known}")
            break


def _sha256(fields: Fields, key: str, *, required: bool) -> str | None:
    text = fields.text(key, required=required)
    if text and not SHA256.fullmatch(text):
        fields.error(key, "bad-value", f"'{text}' is no sha256; expected 64 hexadecimal digits")
        return None
    return text


def _budget(fields: Fields) -> int:
    budget = fields.number("budget")
    if budget is not None and not 0 < budget <= 100:
        fields.error("budget", "bad-value", f"'{budget}' stands for 'budget'; expected a percentage from 1 to 100")
    return BUDGET if budget is None else budget


def _uncited(fields: Fields, last: int) -> dict[int, Reason]:
    """Return the reasons why blocks are not quoted, by the number of the block; a key names one block or several."""
    table = fields.table("uncited")
    found: dict[int, Reason] = {}
    for key, value in table.items if table else ():
        match = BLOCKS.fullmatch(key.text)
        first, end = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 <= first <= end <= last:
            message = f"'{key.text}' names no block; expected numbers from 0 to {last}, such as 7 or 7-9"
            fields.error(key.place, "bad-value", message)
        elif not isinstance(value, Scalar) or not value.text.strip():
            message = f"'{key.text}' has no reason; expected a few words why no statement quotes it"
            fields.error(value.place, "bad-value", message)
        else:
            found.update(dict.fromkeys(range(first, end + 1), Reason(value.text.strip(), key.place)))
    return found


def _absent(fields: Fields) -> Iterator[Absence]:
    """Yield what the article was read for and does not give: attributes by the id of the entity."""
    table = fields.table("absent")
    if table is None:
        return
    inner = Fields(table, Form("'absent'", tuple(Key(key.text, "texts", "") for key, _ in table.items)), fields.report)
    for id in inner.values:
        inner.texts(id)  # reports what is no text
        yield from (Absence(id, one.id, inner.places[id], one.place) for one in inner.placed(id))


def _paragraphs(document: Document) -> list[tuple[int, str]]:
    """Return the paragraphs of the body with the number of their first line."""
    found: list[tuple[int, list[str]]] = []
    open_paragraph = False
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        if not line.strip():
            open_paragraph = False
        elif open_paragraph:
            found[-1][1].append(line.rstrip())
        else:
            found.append((number, [line.rstrip()]))
            open_paragraph = True
    return [(number, "\n".join(lines)) for number, lines in found]


def _digest(document: Document, report: Report) -> list[Passage]:
    return [passage for line, text in _paragraphs(document) if (passage := _passage(document.file, line, text, report))]


def _passage(file: str, line: int, text: str, report: Report) -> Passage | None:
    place = Place(file, line, 1)
    placeholder = PLACEHOLDER.fullmatch(text)
    *lines, last = text.split("\n")
    label = placeholder or LABEL.fullmatch(last)
    if not label or not (placeholder or lines):
        message = "this paragraph does not say which block it tells; expected a last line such as '{: #b7 }'"
        report.error(place, "untold-block", message)
        return None
    first, end = int(label[1]), int(label[2] or label[1])
    if end < first:
        message = f"'b{first}-{end}' runs backwards; expected the lower number first"
        report.error(Place(file, line + len(lines), 1), "bad-blocks", message)
        return None
    return Passage(first, end, "\n".join(lines) if not placeholder else "", place, is_written=not placeholder)


def _full_body(document: Document) -> list[Passage]:
    paragraphs = [(line, text) for line, text in _paragraphs(document) if not text.startswith("# ")]
    return [Passage(n, n, text, Place(document.file, line, 1)) for n, (line, text) in enumerate(paragraphs, 1)]


def _letters_of(body: list[Passage]) -> str:
    return "".join("h" if p.markdown.startswith("#") else "q" if p.markdown.startswith(">") else "p" for p in body)


def split_blocks(text: str) -> list[str]:
    """Return the blocks of a clean text, its title first where it has one: what blank lines part."""
    return [block.strip("\n") for block in re.split(r"\n[ \t]*\n", text) if block.strip()]


def _text(title: str, letters: str, blocks: list[str] | None) -> tuple[Block, ...] | None:
    """Return the blocks of a clean text, the title as number 0: the text's own where it begins with '# '."""
    if blocks is None:
        return None
    # the text's own title is compared with the front matter's by the check
    if blocks and blocks[0].startswith("# "):
        title, *blocks = blocks[0][2:].strip(), *blocks[1:]
    # too few letters are a finding of the check, and every block is needed for that
    padded = letters.ljust(len(blocks), "p")
    numbered = zip(padded, blocks, strict=False)
    return (Block(0, "t", title), *(Block(n, kind, _plain(kind, raw)) for n, (kind, raw) in enumerate(numbered, 1)))


def _whole_text(
    title: str, letters: str, body: list[Passage], source: PlainText | None, document: Document, report: Report
) -> tuple[Block, ...] | None:
    """Return the blocks of a text that is published whole, which must be the one in sources/, where that is here."""
    text = _text(title, letters, [passage.markdown for passage in body])
    if source and text != _text(title, letters, split_blocks(source.text)):
        message = f"the text that is published here is not that of {source.file}; import the article again"
        report.error(document.table.place, "other-text", message)
    return text


def _plain(kind: str, raw: str) -> str:
    return MARKS[kind].sub("", raw) if kind in MARKS else raw


def _random_key(file: PlainText | None, report: Report) -> bytes | None:
    """Return the key that stands beside a short text."""
    text = file.text.strip() if file else ""
    if file and not SHA256.fullmatch(text):
        message = (
            "this is no key; expected 64 hexadecimal digits; restore the file, or delete it and run 'druzhba-kb seal'"
        )
        report.error(Place(file.file, 1, 1), "bad-key-file", message)
        return None
    return bytes.fromhex(text) if text else None


def _seals(file: PlainText | None, commitment: str | None, report: Report) -> Seals | None:
    if file is None:
        return None
    try:
        seals = read_seals(file.text, commitment)
    except BadSeal as fault:
        report.error(Place(file.file, fault.line, 1), "bad-seal", str(fault))
        return None
    if seals.version < VERSION:
        message = (
            f"version {seals.version} of the reader made these seals, and this one is {VERSION}; run 'druzhba-kb seal'"
        )
        report.warning(Place(file.file, 1, 1), "old-seals", f"{message} where the text is")
    return seals


def parse_reference(document: Document, report: Report) -> Reference | None:
    """Return the reference of a document; one that lacks a key is a finding."""
    read = Fields(document.table, REFERENCE, report).read()
    required = (read[key.name] for key in REFERENCE.keys if key.required)
    return Reference(**read, id=document.id, place=document.table.place) if all(required) else None


def parse_page(document: Document, report: Report) -> OwnPage:
    """Return the page of a document, whose Markdown is not read yet."""
    read = Fields(document.table, PAGE, report).read()
    read["title"] = read["title"] or document.id
    body = Passage(0, 0, document.body, Place(document.file, document.body_line, 1))
    signs, brackets = len(document.body), document.body.count("[")
    if signs > MOST_SIGNS or brackets > MOST_BRACKETS:
        most = f"expected at most {MOST_SIGNS:,} and {MOST_BRACKETS:,}; part the page into several"
        report.error(body.place, "file-too-large", f"{signs:,} characters and {brackets:,} opening brackets; {most}")
    return OwnPage(**read, body=body, place=document.table.place)
