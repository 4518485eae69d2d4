"""Citations: what is cited in, the same in the styles of manuals and in the formats of programs out.

A style names its parts that change: the title and the address, for which a script sets those of one fact, and the day of
access, which only the reader's own clock knows. So a citation is a list of pieces, and its plain text is right without the
script too. Names of editors are told apart into family and given; an author stands as the article prints it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from babel.lists import format_list

from druzhba_kb.render.markdown import Markdown, verbatim
from druzhba_kb.render.templates import nested
from druzhba_kb.values import edtf
from druzhba_kb.values.date import MONTHS

MLA_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
TEX = {
    **{c: f"\\{c}" for c in "%$&#_"},
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    # BibTeX counts braces behind a backslash too
    **{"{": r"\textbraceleft{}", "}": r"\textbraceright{}"},
}
# What stands in a text for a part that changes; of private use, so that no format escapes it.
TITLE, CONTAINER, URL, ACCESSED = "\ue000", "\ue001", "\ue002", "\ue003"
PARTS = {TITLE: "title", CONTAINER: "container", URL: "url", ACCESSED: "accessed"}
MARK = re.compile(f"([{''.join(PARTS)}])")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name: `family` and `given`, or the family alone for a body, whose name is never turned round."""

    family: str
    given: str = ""

    @property
    def straight(self) -> str:
        """Return it as it is said."""
        return f"{self.given} {self.family}".strip()

    @property
    def turned(self) -> str:
        """Return it with the family name first."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def short(self) -> str:
        """Return it with initials."""
        initials = " ".join(f"{part[0]}." for part in self.given.split())
        return f"{initials} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What is cited: a page of a container that has editors and a version, or an article of a publisher.

    `day` is an EDTF date, or empty; `inferred` says that the work does not give it.
    """

    key: str
    title: str
    container: str
    url: str
    day: str
    inferred: bool = False
    author: str = ""
    editors: tuple[PersonName, ...] = ()
    version: str = ""
    is_article: bool = False


@dataclass(frozen=True, slots=True)
class CitationPiece:
    """A stretch of a citation: `part` is title, container, url, accessed, or nothing.

    The text of `accessed` is a pattern for the day: {D}, {DD}, {M}, {MM}, {MMM} (as MLA writes it), {MMMM}, {YYYY}.
    """

    text: str
    part: str = ""

    @property
    def markup(self) -> Markdown:
        """Return the text for a page, with its lines and blanks, which mean something to programs."""
        return verbatim(self.text)


@dataclass(frozen=True, slots=True)
class CitationForm:
    """A citation in one style or format; `escape` says how a program's format writes a text: tex, json, line or nothing."""

    name: str
    escape: str
    pieces: tuple[CitationPiece, ...]

    @property
    def is_code(self) -> bool:
        """Return whether a program is to read it."""
        return bool(self.escape)

    @property
    def text(self) -> str:
        """Return it without the day of access."""
        return "".join(piece.text for piece in self.pieces if piece.part != "accessed")


@dataclass(frozen=True, slots=True)
class _Style:
    """How a style or format writes a work, its texts, and the day of access."""

    name: str
    write: Callable[[CitedWork], str]
    accessed: str
    escape: str = ""


@dataclass(frozen=True, slots=True)
class CitedDay:
    """A plain calendar date as far as it is known; `about` says that the work does not give it."""

    year: str = ""
    month: int = 0
    day: int = 0
    about: bool = False

    @property
    def digits(self) -> tuple[str, ...]:
        """Return year, month and day as programs write them, as far as they are known."""
        known = (
            f"{self.year:0>4}" if self.year else "",
            *(f"{part:02d}" if part else "" for part in (self.month, self.day)),
        )
        return tuple(filter(None, known))


def names_of(written: str) -> tuple[PersonName, ...]:
    """Return the names in a setting: parted by semicolons, 'Family, Given' for a person, anything else for a body."""
    parts = (name.partition(",") for name in written.split(";") if name.strip())
    return tuple(PersonName(family.strip(), given.strip()) for family, _, given in parts)


def citation_forms(work: CitedWork) -> tuple[CitationForm, ...]:
    """Return the citations of a work, those of manuals first."""
    return tuple(CitationForm(style.name, style.escape, tuple(_pieces(style, work))) for style in STYLES)


def _pieces(style: _Style, work: CitedWork) -> Iterator[CitationPiece]:
    escape = ESCAPES[style.escape]
    written = {
        TITLE: escape(work.title) if style.escape else nested(work.title),
        CONTAINER: escape(work.container),
        # in BibTeX, a lone brace would end the entry
        URL: work.url.replace("{", "%7B").replace("}", "%7D").replace('"', "%22"),
    }
    for text in filter(None, MARK.split(style.write(work))):
        if text == ACCESSED:
            yield CitationPiece(style.accessed, "accessed")
        elif text in PARTS:
            yield CitationPiece(written[text], PARTS[text])
        else:
            yield CitationPiece(text)


def tex(text: str) -> str:
    """Return a text as TeX and BibTeX read it."""
    return "".join(TEX.get(char, char) for char in text)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _line(text: str) -> str:
    return " ".join(text.split())


ESCAPES: dict[str, Callable[[str], str]] = {"": str, "tex": tex, "json": _json, "line": _line}


def calendar_day(value: str, inferred: bool = False) -> CitedDay:
    """Return the day of an EDTF date, of a stretch the first; without a year, where it is none of our calendar."""
    ends = edtf.ends(value) if value else ()
    if not ends:
        return CitedDay()
    one = edtf.parts(ends[0])
    about = inferred or bool(one.mark)
    if one.year is None or one.year <= 0:
        return CitedDay()
    return CitedDay(str(one.year), one.month or 0, one.day or 0, about)


def _quoted(work: CitedWork) -> str:
    """Return the title in quotation marks, which take the full stop in."""
    return f"“{_stopped(work)}”"


def _stopped(work: CitedWork) -> str:
    return f"{TITLE}{'' if work.title.endswith(('.', '?', '!')) else '.'}"


def _chicago(work: CitedWork) -> str:
    day = _american(calendar_day(work.day, work.inferred))
    if work.is_article:
        head = f"{work.author.rstrip('.')}. " if work.author else ""
        body = ", ".join(filter(None, [CONTAINER if work.container else "", day]))
        return f"{head}{_quoted(work)} {f'{body}.' if body else ''}{'' if day else ACCESSED}{_at(work, ' ', '.')}"
    by = f", {_edited(work)}" if work.editors else ""
    modified = f"last modified {day}" if day else ""
    state = ", ".join(filter(None, [f"version {work.version}" if work.version else "", modified]))
    state = f" {state[0].upper()}{state[1:]}." if state else ""
    return f"{_quoted(work)} In {CONTAINER}{by}.{state}{ACCESSED}{_at(work, ' ', '.')}"


def _apa(work: CitedWork) -> str:
    date = calendar_day(work.day, work.inferred)
    month = f", {MONTHS[date.month - 1]}{f' {date.day}' if date.day else ''}" if date.month else ""
    day = f"({'ca. ' if date.about else ''}{date.year}{month})" if date.year else "(n.d.)"
    title = _stopped(work)
    if work.is_article:
        named = f"{work.author.rstrip('.')}. {day}. {title}" if work.author else f"{title} {day}."
        return f"{named}{f' {CONTAINER}.' if work.container else ''}{_at(work, ' ', '')}"
    title_in_version = f"{CONTAINER}{f' (Version {work.version})' if work.version else ''}"
    many = "Ed." if len(work.editors) == 1 else "Eds."
    by = (
        f"{format_list([name.short for name in work.editors], 'standard-short', 'en')} ({many}), "
        if work.editors
        else ""
    )
    return f"{title} {day}. In {by}{title_in_version}.{_at(work, f'{ACCESSED} ', '')}"


def _mla(work: CitedWork) -> str:
    date = calendar_day(work.day, work.inferred)
    month = MLA_MONTHS[date.month - 1] if date.month else ""
    day = " ".join(filter(None, [str(date.day or ""), month, date.year]))
    day = f"[{day}]" if date.about and day else day
    head = f"{work.author.rstrip('.')}. " if work.author else ""
    parts = [
        CONTAINER if work.container else "",
        _edited(work) if work.editors else "",
        f"version {work.version}" if work.version else "",
        day,
        URL if work.url else "",
    ]
    return f"{head}{_quoted(work)} {', '.join(filter(None, parts))}.{ACCESSED}"


def _edited(work: CitedWork) -> str:
    return f"edited by {format_list([name.straight for name in work.editors], locale='en')}"


def _american(date: CitedDay) -> str:
    month = f"{MONTHS[date.month - 1]} " if date.month else ""
    written = f"{month}{f'{date.day}, ' if date.day else ''}{date.year}"
    return f"[{written}]" if date.about and written else written


def _at(work: CitedWork, before: str, after: str) -> str:
    return f"{before}{URL}{after}" if work.url else ""


def _bibtex(work: CitedWork) -> str:
    date = calendar_day(work.day, work.inferred)
    notes = [f"Version {work.version}" if work.version else "", "date inferred" if date.about else ""]
    fields = {
        # A second pair of braces keeps BibTeX from lowering the capitals of names, and from parting that of a body.
        "title": f"{{{{{TITLE}}}}}",
        "author": f"{{{{{tex(work.author)}}}}}" if work.author else "",
        "editor": f"{{{' and '.join(map(_tex_name, work.editors))}}}" if work.editors else "",
        "howpublished": f"{{{CONTAINER}}}" if work.container else "",
        "year": f"{{{date.year}}}" if date.year else "",
        "month": MONTHS[date.month - 1][:3].lower() if date.month else "",
        "note": f"{{{', '.join(filter(None, notes))}}}" if any(notes) else "",
        "url": f"{{{URL}}}" if work.url else "",
    }
    lines = [f" {field} = {value},\n" for field, value in fields.items() if value]
    return f"@misc{{{work.key},\n{''.join(lines)}{ACCESSED}}}"


def _tex_name(name: PersonName) -> str:
    return f"{tex(name.family)}, {tex(name.given)}" if name.given else f"{{{tex(name.family)}}}"


def _ris(work: CitedWork) -> str:
    date = calendar_day(work.day, work.inferred)
    # RIS has three slashes, whatever is known
    day = "/".join((*date.digits, "", "", "")[:3]) + "/" if date.month else ""
    tags = [
        ("TY", "NEWS" if work.is_article else "ELEC"),
        ("TI", TITLE),
        ("T2", CONTAINER if work.container else ""),
        ("AU", _line(work.author)),
        *(("ED", _line(name.turned)) for name in work.editors),
        ("PY", "".join(date.digits[:1])),
        ("DA", day),
        ("ET", work.version),
        ("UR", URL if work.url else ""),
    ]
    lines = [f"{tag}  - {value}\n" for tag, value in tags if value]
    return f"{''.join(lines)}{ACCESSED}ER  - "


def _csl(work: CitedWork) -> str:
    date = calendar_day(work.day, work.inferred)
    day = [number for number in (int(date.year or 0), date.month, date.day) if number]
    item: dict[str, Any] = {
        "id": work.key,
        "type": "article-newspaper" if work.is_article else "webpage",
        "title": TITLE,
        "container-title": CONTAINER if work.container else "",
        "author": [{"literal": work.author}] if work.author else [],
        "editor": [
            {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
            for name in work.editors
        ],
        "issued": {"date-parts": [day], **({"circa": True} if date.about else {})} if day else {},
        "version": work.version,
        "URL": URL if work.url else "",
    }
    text = json.dumps({key: value for key, value in item.items() if value}, ensure_ascii=False)
    return f"[{text.removesuffix('}')}{ACCESSED}}}]"


STYLES = (
    _Style("Chicago", _chicago, " Accessed {MMMM} {D}, {YYYY}."),
    _Style("APA", _apa, " Retrieved {MMMM} {D}, {YYYY}, from"),
    _Style("MLA", _mla, " Accessed {D} {MMM} {YYYY}."),
    _Style("BibTeX", _bibtex, " urldate = {{YYYY}-{MM}-{DD}},\n", "tex"),
    _Style("RIS", _ris, "Y2  - {YYYY}/{MM}/{DD}/\n", "line"),
    _Style("CSL-JSON", _csl, ', "accessed": {"date-parts": [[{YYYY}, {M}, {D}]]}', "json"),
)
