"""Options: what an editor says of an article, checked, and of single lines of it, remembered for the next import.

The editor's word goes before what the text says and before every rule. Corrections belong to the bytes that they were
made for: a raw file with another hash has other lines at those numbers, so they are never applied to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import regex
import yaml

from druzhba_kb.fileformat import ARTICLE
from druzhba_kb.folding import nearest, printable
from druzhba_kb.importing.bylines import is_edtf
from druzhba_kb.report import Report, argument
from druzhba_kb.values.word_types import ID, no_id

CHOICES = {key.name: list(key.options) for key in ARTICLE.keys if key.name in ("rights", "genre")}
# what two articles cannot have in common
ONE_ARTICLE = ("id", "title", "author", "published", "url", "archived_url", "keep", "drop")
COLUMNS = ("body", "title", "publisher", "author", "published", "url", "archived_url", "genre", "rights")
TEXTS = ("title", "publisher", "author")
HERE = argument("import")
LONGEST_ID = 80  # ids are file names and addresses
RANGE = regex.compile(r"\s*(?P<first>\d{1,6})(?:\s*[-–]\s*(?P<last>\d{1,6}))?\s*")
MOST_LINES = 100_000  # what a raw file can have; a slip such as 1-999999 is no list of lines


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the editor gives; it goes before what the text says."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    archived_url: str | None = None
    genre: str | None = None
    rights: str | None = None
    force: bool = False
    keep: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()
    as_is: bool = False
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    metadata: str | None = None


def check_options(options: ImportOptions, report: Report) -> bool:
    """Record a finding for each option that no article can have; return whether all are good."""
    before = len(report.findings)
    if options.id is not None and not is_id(options.id):
        report.error(HERE, "import-id", no_id(options.id))
    for message in _bad_values(options):
        report.error(HERE, "import-option", message)
    return len(report.findings) == before


def _bad_values(options: ImportOptions) -> Iterator[str]:
    if options.published is not None and not is_edtf(options.published):
        given = printable(options.published)
        yield f"'{given}' is no date; expected one like '2018-10-23', '2018-10' or '2018'"
    for name, known in CHOICES.items():
        value = getattr(options, name)
        if value is not None and value not in known:
            yield f"there is no {name} '{printable(value)}'{nearest(value, known)}"
    for name in TEXTS:
        value = getattr(options, name)
        if value is not None and not _is_line(value):
            yield f"the {name} '{printable(value)}' is no line of text; expected words without spaces at the ends"
    for value in (options.url, options.archived_url):
        if value is not None and not _is_address(value):
            yield f"'{printable(value)}' is no address; expected one that begins with http:// or https://"

    if options.encoding is not None and not _is_encoding(options.encoding):
        yield f"no encoding is called '{printable(options.encoding)}'; expected one such as windows-1252 or utf-16-le"
    for name in options.columns:
        if name not in COLUMNS:
            yield f"nothing of an article is called '{printable(name)}'{nearest(name, list(COLUMNS))}"


def _is_encoding(name: str) -> bool:
    try:
        b"a".decode(name)
    except (LookupError, UnicodeError, ValueError):
        return False
    return True


def check_count(options: ImportOptions, count: int, what: str, report: Report) -> bool:
    """Record a finding for each option that not all articles can have; return whether there is none."""
    given = [name for name in ONE_ARTICLE if count > 1 and getattr(options, name)]
    for name in given:
        report.error(HERE, "import-option", f"one '{name}' is given for {count} {what}; expected one")
    if count == 0:
        message = "no file is named; expected at least one, or '-' for standard input"
        report.error(HERE, "import-option", message)
    return bool(count) and not given


def is_id(text: str) -> bool:
    """Whether text is an id: ASCII letters a to z and digits, parted by single hyphens."""
    return bool(ID.fullmatch(text)) and len(text) <= LONGEST_ID


def _is_line(text: str) -> bool:
    is_plain = all(char.isprintable() or char.isspace() for char in text)
    return bool(text) and text == text.strip() and is_plain and len(text.splitlines()) == 1


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and text.isprintable() and " " not in text


@dataclass(frozen=True, slots=True)
class Corrections:
    """The numbers of lines that stay and of those that go, whatever the rules say."""

    keep: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()

    def corrected_by(self, new: Corrections) -> Corrections:
        """Return these corrections with new ones: what is said of a line last counts."""
        return Corrections((self.keep - new.drop) | new.keep, (self.drop - new.keep) | new.drop)


NO_CORRECTIONS = Corrections()


def parse_columns(text: str) -> dict[str, str] | None:
    """Return which column a list such as "title=headline,body=text" names for what, or None where it is no such list."""
    pairs = [part.partition("=") for part in text.split(",")]
    is_list = all(name.strip() and column.strip() for name, _, column in pairs)
    return {name.strip(): column.strip() for name, _, column in pairs} if is_list else None


def parse_lines(text: str) -> frozenset[int] | None:
    """Return the numbers that a list such as "3,7-9" names, or None where it is no such list."""
    numbers: set[int] = set()
    for part in text.split(","):
        match = RANGE.fullmatch(part)
        first, last = (int(match["first"]), int(match["last"] or match["first"])) if match else (1, 0)
        if not 0 < first <= last <= MOST_LINES:
            return None
        numbers.update(range(first, last + 1))
    return frozenset(numbers)


def write_corrections(corrections: Corrections, raw_sha256: str) -> str:
    """Return the file that keeps the corrections of the raw text with this hash."""
    data = {"raw_sha256": raw_sha256, "keep": sorted(corrections.keep), "drop": sorted(corrections.drop)}
    return yaml.safe_dump(data, sort_keys=False, default_flow_style=None)


def read_corrections(text: str, raw_sha256: str) -> Corrections:
    """Return the corrections in a file, none where they were made for another raw text or the file is not ours."""
    try:
        loaded = yaml.safe_load(text)
        if not isinstance(loaded, dict) or loaded.get("raw_sha256") != raw_sha256:
            return NO_CORRECTIONS
        return Corrections(_numbers(loaded.get("keep")), _numbers(loaded.get("drop")))
    except (yaml.YAMLError, RecursionError):  # somebody's own file; it corrects nothing
        return NO_CORRECTIONS


def _numbers(value: object) -> frozenset[int]:
    return frozenset(one for one in value if isinstance(one, int)) if isinstance(value, list) else frozenset()
