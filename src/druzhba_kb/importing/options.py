"""The editor's options in, a finding for each that no article can have."""

from __future__ import annotations

from urllib.parse import urlsplit

from druzhba_kb.importing.dates import is_edtf
from druzhba_kb.importing.identity import is_id
from druzhba_kb.importing.imported_article import ImportOptions
from druzhba_kb.report import Place, Report
from druzhba_kb.text import nearest

RIGHTS = ["withheld", "full"]
GENRES = ["report", "analysis", "opinion"]
ONE_ARTICLE = ("id", "title", "author", "published", "url", "archived_url", "keep", "drop")
TEXTS = ("title", "publisher", "author")
ADDRESSES = ("url", "archived_url")
HERE = Place("import")


def check_options(options: ImportOptions, count: int, report: Report) -> bool:
    """Record a finding for each bad option; return whether all are good."""
    before = len(report.findings)
    if options.id is not None and not is_id(options.id):
        _error(
            report,
            "id",
            f"'{_plain(options.id)}' is no id; expected letters a to z and digits, parted by single hyphens",
        )
    if options.published is not None and not is_edtf(options.published):
        _error(
            report,
            "published",
            f"'{_plain(options.published)}' is no date; expected one like '2018-10-23', '2018-10' or '2018'",
        )
    _check_choices(options, report)
    _check_texts(options, report)
    _check_count(options, count, report)
    return len(report.findings) == before


def _error(report: Report, option: str, message: str) -> None:
    report.error(HERE, "import-id" if option == "id" else "import-option", message)


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _check_choices(options: ImportOptions, report: Report) -> None:
    for name, value, known in (("rights", options.rights, RIGHTS), ("genre", options.genre, GENRES)):
        if value is not None and value not in known:
            _error(report, name, f"no {name} are called '{_plain(value)}'{nearest(value, known)}")


def _check_texts(options: ImportOptions, report: Report) -> None:
    for name in TEXTS:
        value = getattr(options, name)
        if value is not None and (not value.strip() or value != value.strip() or not _plain_line(value)):
            _error(
                report,
                name,
                f"the {name} '{_plain(value)}' is no line of text; expected words without spaces at the ends",
            )
    for name in ADDRESSES:
        value = getattr(options, name)
        if value is not None and not _is_address(value):
            _error(report, name, f"'{_plain(value)}' is no address; expected one that begins with http:// or https://")


def _plain_line(text: str) -> bool:
    return all(char.isprintable() or char.isspace() for char in text) and len(text.splitlines()) == 1


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and text.isprintable() and " " not in text


def _check_count(options: ImportOptions, count: int, report: Report) -> None:
    if count == 0:
        _error(report, "paths", "no file is named; expected at least one, or '-' for standard input")
    for name in ONE_ARTICLE if count > 1 else ():
        if getattr(options, name):
            _error(report, name, f"one '{name}' is given for {count} files; expected one file")
