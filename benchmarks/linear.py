"""Linear: units of text in, what each command takes on 50 kB, 100 kB and 1 MB of each out (`make linear`).

A command whose time grows with the square of a text can be stopped by a text. Each case runs in a process of its own
with a limit on its time, for the slow ones would never end.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import string
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import yaml

from benchmarks.measure import ROOT
from druzhba_kb.cli import main as druzhba
from druzhba_kb.importing.article_files import FrontMatter, article_file
from druzhba_kb.importing.blocks import clean_text
from druzhba_kb.model import Block

STARTER = ROOT / "src/druzhba_kb/starter"
SIZES = (50_000, 100_000, 1_000_000)
LONG_LINE = 950  # just below what a notice of a page may have
PROSE = "The keeper of the lamp said that 12 boats had left Gull Point on Monday. "
UNITS: Mapping[str, str] = {
    **{f"mark {mark}": mark for mark in string.punctuation},
    **{f"mark and blank {mark}": f"{mark} " for mark in string.punctuation},
    **{f"mark {mark}": mark for mark in "“”„«»‘’「」–—…•·\u00a0\u200b\u00ad\u3000\u0301\u202e"},
    "blank": " ",
    "tab": "\t",
    "letter": "a",
    "capital": "A",
    "digit": "1",
    "a": "a ",
    "A": "A ",
    "Ab": "Ab ",
    "By A": "By A ",
    "initials": "A.B. ",
    "initial": "A. ",
    "1,": "1, ",
    "1,1": "1,",
    "1-1": "1-",
    "1": "1 ",
    "one": "one ",
    "hundred": "hundred ",
    "twenty": "twenty ",
    "million": "million ",
    "5 thousand": "5 thousand ",
    "1 111": "1 111 ",
    "one hundred and": "one hundred and ",
    "10:11": "10:11 ",
    "1.1": "1.1 ",
    "$1": "$1 ",
    "1 km": "1 km ",
    "@a": "@a ",
    "#a": "#a ",
    "said": "said ",
    "x, said": '"x," said ',
    "he said": "he said ",
    "Ada said, ": "Ada said, ",
    "Home": "Home ",
    "Read more": "Read more: ",
    "cookies": "we use cookies ",
    "address": "http://a/a/",
    "addresses": "http://a.b/c ",
    "Arabic letters": "ابت",
    "Arabic words": "قال ابت ",
    "Han": "中国",
    "Thai": "ไทย",
    "date": "March 4, 2021 ",
    "no date": "March 35 ",
    "bare month": "May ",
    "numeric date": "4.3.2021 ",
    "range of dates": "4-5 March 2021 to ",
    "www.": "www. ",
    "Published": "Published ",
    "views": "views expressed ",
    "entity": "&amp; ",
    "link": "[a](b) ",
    "open link": "[a](",
    "image": "![a](b) ",
    "emphasis": "*a ",
    "not": "not ",
    "if": "if ",
    "and": "and ",
    "Ada and Ben": "Ada Finch and Ben Reed, ",
    "Port of": "Port of ",
    "Mill Bridge": "Mill Bridge ",
    "prose": PROSE,
    "prose without stops": PROSE.replace(". ", " "),
    "dated prose": "It was opened on 4 June 1874 by Ada Finch. ",
}
LINES: Mapping[str, str] = {
    "the same": "The keeper of the lamp said so again and again.\n",
    "dated headlines": "Ferry line opened to the islands\n4 March 2021\n",
    "headings": "The Ferry Line\n",
    "labels": "Home\nNews\n",
    "bylines": "By Ada Finch\n",
    "captions": "Photo: a boat / Ada Finch\n",
    "words": "harbour\n",
    "capital words": "Harbour\n",
    "dates": "4 March 2021\n",
    "teasers": "Ferry line opened\n4 March 2021\nThe new line was opened by Ada Finch ...\n",
    "posts": "The first #ferry sails\n— Norwick (@norwick) March 4, 2021\n",
    "paragraphs": PROSE + "\n\n",
    "blank lines": "\n",
    "one blank": "a\n\n",
    "list": "- a\n",
    "bullets": "• Ferry line opened\n",
    "quoted": "> a\n",
    "rule": "---\n",
    "carriage return": "a\r",
    "related": "Read more: Ferry line opened\n",
    "comments": "Ben Reed\nMarch 4, 2021 at 10:11\nI like it.\n",
    "two columns": "a\tb\n",
}
PAGES: Mapping[str, Callable[[int], str]] = {
    "br": lambda size: "<p>" + "a<br>" * (size // 5),
    "attributes": lambda size: "<p " + " ".join(f"a{number}=1" for number in range(size // 8)) + ">a",
    "comments never closed": lambda size: "<!-- a " * (size // 7),
    "divs": lambda size: "<div>a</div>" * (size // 12),
    "divs never closed": lambda size: "<div>" * (size // 5) + "a",
    "tables": lambda size: "<table><tr><td>" * (size // 15) + "a",
    "lists": lambda size: "<ul><li>a" * (size // 9),
    "spans": lambda size: "<span>a" * (size // 7),
    "bold never closed": lambda size: "<p><b>a" * (size // 7),
    "open tags": lambda size: "<a " * (size // 3),
    "entities": lambda size: "&lt;" * (size // 4),
    "scripts": lambda size: "<script>a</script>" * (size // 18),
    "metas": lambda size: "<meta name=author content=a>" * (size // 28),
    "quotations": lambda size: "<blockquote>a" * (size // 13),
    "paragraphs": lambda size: f"<p>{PROSE}{PROSE}</p>" * (size // (2 * len(PROSE) + 7)),
}
TITLE = "The Lamp of Gull Point Goes Out"
QUOTE = "was opened on 4 June 1874, says the parish book"


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Yield each case of a text with so many bytes."""
    for name, unit in UNITS.items():
        yield name, _filled(unit, size)
        yield f"{name}, a line each", _filled(f"{unit}\n", size)
        yield f"{name}, long lines", _filled(f"x{_filled(unit, LONG_LINE)}y\n", size)
    for name, unit in LINES.items():
        yield f"lines: {name}", _filled(unit, size)
    for name, unit in {"blanks": " ", "tabs": "\t", "hard spaces": "\u00a0"}.items():
        yield f"gap of {name}", f"The keeper{_filled(unit, size)}said so"


def _filled(unit: str, size: int) -> str:
    return unit * (size // len(unit.encode()))


def import_text(text: str, root: Path) -> list[str]:
    """Lay out the import of a text."""
    (root / "raw.txt").write_text(f"{TITLE}\n\n{PROSE}{PROSE}\n\n{text}\n\n{PROSE}\n", encoding="utf-8", newline="")
    return ["import", str(root / "raw.txt"), "--publisher", "Gazette"]


def import_page(text: str, root: Path) -> list[str]:
    """Lay out the import of a page around a text."""
    return _page("".join(f"<p>{line}</p>\n" for line in text.splitlines()), root)


def import_markup(text: str, root: Path) -> list[str]:
    """Lay out the import of a page of which the text is the markup."""
    return _page(text, root)


def _page(inner: str, root: Path) -> list[str]:
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{PROSE}{PROSE}</p>{inner}</body></html>"
    (root / "raw.html").write_text(page, encoding="utf-8")
    return ["import", str(root / "raw.html"), "--publisher", "Gazette"]


def check_article(text: str, root: Path) -> list[str]:
    """Lay out the check of an article whose private text holds it."""
    paragraphs = [PROSE, *("".join(line.split("\0")) for line in text.splitlines() if line.strip())]
    kinds = ["t", *("p" for _ in paragraphs)]
    blocks = [
        Block(number, kind, one) for number, (kind, one) in enumerate(zip(kinds, [TITLE, *paragraphs], strict=True))
    ]
    (root / "sources").mkdir(exist_ok=True)
    clean = clean_text(blocks).encode()
    (root / "sources/gazette.md").write_bytes(clean)
    sha = hashlib.sha256(clean).hexdigest()
    letters = "p" * len(paragraphs)
    fields = FrontMatter(TITLE, "Gazette", None, "2021", "stated", None, None, None, "report", "withheld", letters, sha)
    (root / "articles/gazette.md").write_text(article_file(fields, blocks), encoding="utf-8")
    file = root / "entities/bridges/mill-bridge.yml"
    quote = yaml.safe_dump(" ".join(text[:200].split()[:4]), width=float("inf"), default_style='"', allow_unicode=True)
    statement = f"  - arches: 3\n    source: gazette\n    quote: {quote}disagreements:"
    file.write_text(file.read_text(encoding="utf-8").replace("disagreements:", statement, 1), encoding="utf-8")
    return ["check"]


def check_body(text: str, root: Path) -> list[str]:
    """Lay out the check of an article whose open text holds it."""
    file = root / "articles/river-walk-2026.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    return ["check"]


def cite(text: str, root: Path) -> list[str]:
    """Lay out a search for words in an article."""
    check_article(text, root)
    return ["cite", "gazette", "boats", "said", *text.split()[:1]]


def suggest(text: str, root: Path) -> list[str]:
    """Lay out suggestions for an article."""
    check_article(text, root)
    return ["suggest", "gazette"]


def _in_entity(old: str) -> Callable[[str, Path], list[str]]:
    def lay_out(text: str, root: Path) -> list[str]:
        file = root / "entities/bridges/mill-bridge.yml"
        before = file.read_text(encoding="utf-8")
        assert old in before
        new = yaml.safe_dump(text, width=float("inf"), default_style='"', allow_unicode=True).strip()
        file.write_text(before.replace(old, new, 1), encoding="utf-8")
        return ["check"]

    return lay_out


SUMMARY = """>
  The stone bridge by the mill, which [Hanna Weir](../people/hanna-weir.yml) built. The parish book and the plaque
  differ about the year."""
COMMANDS: Mapping[str, Callable[[str, Path], list[str]]] = {
    "import of a text": import_text,
    "import of a page": import_page,
    "check of an article": check_article,
    "check of a body": check_body,
    "check of a name": _in_entity("Mill Bridge"),
    "check of a summary": _in_entity(SUMMARY),
    "check of a value": _in_entity("1874-06-04"),
    "check of a number": _in_entity("3"),
    "check of a quotation": _in_entity(QUOTE),
    "check of a speaker": _in_entity("the parish book}"[:-1]),
    "check of a note": _in_entity("The plaque may give the year in which the building began."),
    "cite": cite,
    "suggest": suggest,
}


def seconds(lay_out: Callable[[str, Path], list[str]], text: str, limit: int) -> float | None:
    """Return the seconds of the processor that a command takes on a text; None where the limit ends it."""
    with tempfile.TemporaryDirectory(prefix="druzhba-linear-") as work:
        root = Path(work) / "base"
        shutil.copytree(STARTER, root)
        command = ["--root", str(root), *lay_out(text, root)]
        child = os.fork()
        if not child:
            _run(command, limit)
        _, status, usage = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        return None
    if os.WEXITSTATUS(status) == 3:
        print(f"traceback: {command}", file=sys.stderr)
    return usage.ru_utime + usage.ru_stime


def _run(command: Sequence[str], limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    out = StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(out):
            druzhba(command)
    except BaseException as error:
        os.write(2, f"{error!r}\n".encode()[-500:])
        os._exit(0 if isinstance(error, SystemExit) else 3)
    os._exit(0)


def cases(options: argparse.Namespace) -> Iterator[tuple[str, str, Callable[[int], str]]]:
    """Yield a command, a name and the text of a size for each case asked for."""
    for command in COMMANDS:
        for name, _ in texts(1000):
            yield command, name, lambda size, name=name: dict(texts(size))[name]  # type: ignore[misc]
    for name, markup in PAGES.items():
        yield "import of markup", name, markup


def main() -> None:
    """Measure each case and print those that are slow or grow faster than their text, the slowest first."""
    parser = argparse.ArgumentParser(prog="make linear", description=__doc__)
    parser.add_argument("--command", default="", help="only the commands whose name has this")
    parser.add_argument("--case", default="", help="only the cases whose name has this")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="bytes, with commas between them")
    parser.add_argument("--limit", type=int, default=12, help="seconds after which a case is ended")
    parser.add_argument("--worst", type=int, default=30, help="how many of a command are printed")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    found: dict[str, list[tuple[list[float | None], str]]] = {}
    layouts = {**COMMANDS, "import of markup": import_markup}
    for command, name, text in cases(options):
        if options.command not in command or options.case not in name:
            continue
        taken: list[float | None] = []
        for size in sizes:
            taken.append(None if None in taken else seconds(layouts[command], text(size), options.limit))
        found.setdefault(command, []).append((taken, name))
        print(command, name, taken, file=sys.stderr, flush=True)
    for command, rows in found.items():
        rows.sort(key=lambda row: [-(options.limit if one is None else one) for one in reversed(row[0])])
        print(f"\n## {command}\n\n| text | " + " | ".join(f"{size // 1000} kB" for size in sizes) + " |")
        print("|---|" + "---:|" * len(sizes))
        for taken, name in rows[: options.worst]:
            shown = [f"over {options.limit}" if one is None else f"{one:.2f}" for one in taken]
            print(f"| `{name}` | " + " | ".join(shown) + " |")


if __name__ == "__main__":
    main()
