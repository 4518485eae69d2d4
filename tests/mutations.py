"""Mutations: files of the content and raw articles, each changed by chance, through `check` and `import` (`make mutations`).

Whatever stands in a file, a command ends within seconds, with status 0, 1 or 2 and no traceback, says where what it refuses
stands, and leaves every other file as it was.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import plistlib
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from druzhba_kb.layout import CONTENT
from druzhba_kb.pipeline.settings import PUBLIC, look_across, page_settings, read_settings, renderer_settings
from druzhba_kb.report import Report
from tests.importing import saved
from tests.importing.formats import files
from tests.projects import content, make_project, run

LONGEST = 10.0  # seconds
TOLD = re.compile(r"^\S.*?:\d+:\d+: error\[[a-z0-9-]+\]: ", re.MULTILINE)
ANNOTATED = Path(__file__).parent / "importing/annotated"
Mutate = Callable[[bytes, random.Random], bytes]

VALUES = (
    "", "null", "~", "[]", "{}", "[[]]", "{a: {b: c}}", "true", "no", "-0", "1e400", ".inf", ".nan", "0x1F", "1_000", "2020-13-45",
    "0000-00-00", "9" * 5000, "1" + "0" * 400 + "~", "&a [*a]", "*nowhere", "!!python/object/apply:os.system [ls]", "!!binary aGk=",
    "? x", "|", ">-", '"', "'", "- - - -", "<<: *a", "@x", "%x", "`x`", "#", ": :", '"\\ud800"', '"\\0"', "../../etc/passwd",
    "id: id",
)  # fmt: skip
ODD = (
    "\0", "\ufeff", "\u202e", "\u2066", "\u200b", "\u00ad", "\u2028", "\u0085", "\ufffe", "\U000e0041", "\ue000", "\x1b[2J", "\r",
    "\t", "e" + "\u0301" * 500, "\U0001f468\u200d\U0001f469", "٣", "½", "Ⅳ", "ǅ", "ß", "İ", "\u1680", "\u3000", "ﷺ", "𝟗", "①",
    "{{ 7*7 }}", "<script>", "](", "{: #b1 }", "<!-- b1 -->", "---\n", "...\n", "===", "$(", "\\",
)  # fmt: skip
BYTES = (b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\x80")


def _bits(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _part(data: bytes, chance: random.Random) -> tuple[bytes, bytes, bytes]:
    """Return a file in three parts, of which the middle one is short or long."""
    start = chance.randrange(len(data))
    end = start + chance.randrange(1, chance.choice((3, 40, len(data))) + 1)
    return data[:start], data[start:end], data[end:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    before, _, after = _part(data, chance)
    return before + chance.choice((b"", after))


def _doubled(data: bytes, chance: random.Random) -> bytes:
    before, part, after = _part(data, chance)
    return before + part * chance.choice((2, 2, 50)) + after


def _lines(data: bytes, chance: random.Random) -> bytes:
    """Swap, double, drop, indent or join lines."""
    lines = data.splitlines(keepends=True)
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    act = chance.randrange(5)
    if act == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif act == 1:
        lines.insert(other, lines[at])
    elif act == 2:
        del lines[at]
    elif act == 3:
        lines[at] = b" " * chance.randrange(1, 7) + lines[at]
    else:
        lines[at] = lines[at].rstrip()
    return b"".join(lines)


def _value(data: bytes, chance: random.Random) -> bytes:
    """Put a value of another type in the place of one."""
    places = [*re.finditer(rb'(?<=: )[^\n,}\]]+|(?<=- )[^\n]+|(?<=[">])[^<"]+', data)]
    if not places:
        return _odd(data, chance)
    place = chance.choice(places)
    return data[: place.start()] + chance.choice(VALUES).encode() + data[place.end() :]


def _odd(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((chance.choice(ODD).encode(), chance.choice(BYTES))) + data[at:]


def _deep(data: bytes, chance: random.Random) -> bytes:
    """Put what is nested deeply in the place of a value or of what follows."""
    number = chance.choice((30, 300, 5000))
    text = chance.choice(
        (
            "[" * number + "]" * number,
            "{a: " * number + "}" * number,
            "\n".join(f"{' ' * at}a:" for at in range(min(number, 900))),
            "- " * number,
            "<div>" * number,
            "> " * number,
            "(" * number,
            "*_" * number,
        )
    )
    before, part, after = _part(data, chance)
    return before + text.encode() + chance.choice((after, part + after, b""))


def _huge(data: bytes, chance: random.Random) -> bytes:
    """Put a long text where there was a short one."""
    unit = chance.choice(("a", " ", "a ", "9", "“", "[", "<", "1,", ". ", "é", "\n", "- a\n", "a: b\n", "not ", "\t"))
    before, _, after = _part(data, chance)
    return before + unit.encode() * (chance.choice((1000, 20_000, 200_000)) // len(unit)) + after


def _whole(data: bytes, chance: random.Random) -> bytes:
    """Write all of it otherwise."""
    return chance.choice(
        (
            b"",
            b"\n",
            data.replace(b"\n", b"\r\n"),
            data.replace(b"\n", b"\r"),
            b"\xef\xbb\xbf" + data,
            data.decode("utf-8", "replace").encode("utf-16"),
            data.decode("utf-8", "replace").encode("latin-1", "replace"),
            data[::-1],
            data * 30,
            chance.randbytes(300),
            data.upper(),
            data.replace(b" ", b""),
            data.replace(b":", b""),
        )
    )


MUTATIONS: tuple[Mutate, ...] = (_bits, _cut, _doubled, _lines, _lines, _value, _value, _odd, _deep, _huge, _whole)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file changed in one way or in several."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(MUTATIONS)(data, chance) if data else data
    return data


class Hang(BaseException):
    """A command that does not end."""


def _hang(*_: object) -> NoReturn:
    raise Hang


def fault_of(root: Path, *command: str) -> tuple[str, str]:
    """Run a command; return what is wrong with how it ended, and its status."""
    signal.signal(signal.SIGALRM, _hang)
    signal.signal(signal.SIGPROF, _hang)
    signal.setitimer(signal.ITIMER_PROF, 3 * LONGEST)  # what works on and on
    signal.alarm(60 * round(LONGEST))  # what waits for ever
    began = time.process_time()
    try:
        done = run(root, *command)
    except (Exception, Hang):
        return traceback.format_exc()[-1500:], ""
    except SystemExit as stopped:
        return f"ended with {stopped.code}", ""
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
    if (seconds := time.process_time() - began) > LONGEST:
        return f"took {seconds:.0f} s", ""
    if done.returncode not in (0, 1, 2) or "Traceback" in done.stderr:
        return f"status {done.returncode}: {done.stderr[-600:]}", ""
    if done.returncode and not TOLD.search(done.stderr):
        return f"status {done.returncode} without a place: {done.stderr[-600:]}", ""
    return "", str(done.returncode)


class ContentTrial:
    """Two projects and a clone without its texts, which the seals stand for; a file of them is changed at a time."""

    def __init__(self, folder: Path) -> None:
        self.roots = [make_project("good", folder / "clone")]
        shutil.rmtree(self.roots[0] / "sources")
        self.roots += [make_project(name, folder / name) for name in ("good", "other-topic")]
        self.before = [content(root) for root in self.roots]
        self.outcomes = Counter[str]()

    def fault(self, number: int) -> str:
        """Return what is wrong after a mutation, nothing where that did no harm."""
        chance = random.Random(f"content {number}")
        which = number % len(self.roots)
        root, before = self.roots[which], self.before[which]
        name = chance.choice([one for one in sorted(before) if one.startswith(CONTENT) or one == "mkdocs.yml"])
        file = root / name
        odd = chance.choice(ODD_FILES)(file) if name != "mkdocs.yml" and chance.random() < 0.1 else file
        if odd is file:
            file.write_bytes(mutated(before[name], chance))
        given = _files(root)
        wrong, status = fault_of(root, "check") if name != "mkdocs.yml" else _of_settings(root)
        self.outcomes[status] += 1
        wrong = wrong or ("other files are changed" if _files(root) != given else "")
        _removed(odd)
        file.write_bytes(before[name])
        return f"content {number}, {name}: {wrong}" if wrong else ""


def _files(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in content(root).items() if not name.startswith("build/")}


def _removed(path: Path) -> Path:
    """Remove what stands in a place, and return the place."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    return path


def _named(name: str) -> Callable[[Path], Path]:
    return lambda file: file.rename(file.with_name(name))


def _made(make: Callable[[Path], object]) -> Callable[[Path], Path]:
    """Return what puts something that is no file in the place of one, and gives that place."""

    def replaced(file: Path) -> Path:
        make(_removed(file))
        return Path(file)

    return replaced


def _link(to: str) -> Callable[[Path], Path]:
    return _made(lambda file: file.symlink_to(to))


ODD_FILES: tuple[Callable[[Path], Path], ...] = (
    *map(_made, (Path.mkdir, os.mkfifo, str)),
    *map(_link, (".", "nowhere", "/etc/passwd", "/dev/zero", "itself.yml", "../mkdocs.yml")),
    *map(
        _named,
        (
            "Con.yml",
            ".yml",
            "a b.yml",
            "é.yml",
            "\udcff.yml",
            "x" * 240 + ".yml",
            "new\nline.md",
            "_kind.yml.yml",
            "x.seals",
        ),
    ),
)


def _of_settings(root: Path) -> tuple[str, str]:
    """Read the settings as a build does, which no check reads."""
    report, began = Report(), time.process_time()
    try:
        given = read_settings(root, report)
        if given is not None:
            page_settings(given, PUBLIC, report)
            look_across(given)
            renderer_settings(given, PUBLIC, "docs", "docs.theme", [], 3)
    except Exception:
        return traceback.format_exc()[-1500:], ""
    placed = all(finding.place.file == "mkdocs.yml" for finding in report.findings)
    slow = time.process_time() - began > LONGEST
    return ("" if placed and (given or report.failed) and not slow else f"{report.findings}"), str(int(report.failed))


def raw_articles() -> Mapping[str, bytes]:
    """Return a raw article of each format, by its name."""
    lines = [(50, 700 - 14 * number, text) for number, text in enumerate(files.TEXT)]
    page, address = files.PAGE, files.ADDRESS
    answers = [(address, "200 OK", "text/html; charset=utf-8", page)]
    archive = {"WebMainResource": {"WebResourceData": page.encode(), "WebResourceURL": address}}
    box = f"From a@b Wed Jun 05 22:10:00 2019\n{files.MAIL}\n\n" * 2
    texts = {
        "schema.html": saved.SCHEMA, "wordpress.html": saved.WORDPRESS, "tables.html": saved.TABLES, "amp.html": saved.AMP,
        "reader.html": files.READER_VIEW, "chapter.xhtml": files.XHTML, "page.mhtml": files.MHTML, "mail.eml": files.MAIL,
        "box.mbox": box, "feed.xml": files.RSS, "atom.xml": files.ATOM,
        "list.csv": files.CSV, "posts.json": files.WORDPRESS, "posts.jsonl": files.WORDPRESS[1:-1],
        "notes.md": f"---\ntitle: {files.TITLE}\ndate: 2019-06-05\n---\n\n# {files.TITLE}\n\n" + "\n\n".join(files.TEXT),
    }  # fmt: skip
    pasted = {f"{file.stem}.txt": file.read_bytes() for file in sorted(ANNOTATED.glob("*.txt"))[::6]}
    binary = {
        "letter.docx": files.word(), "letter.odt": files.open_document(), "book.epub": files.book(),
        "paper.pdf": files.pdf([lines]),
        "crawl.warc": files.web_archive(answers), "crawl.warc.gz": files.web_archive(answers, True),
        "page.webarchive": plistlib.dumps(archive, fmt=plistlib.FMT_BINARY), "page.html.gz": gzip.compress(page.encode()),
    }  # fmt: skip
    return {**{name: text.encode() for name, text in texts.items()}, **pasted, **binary}


def _unpacked(name: str, data: bytes, chance: random.Random) -> bytes:
    """Return a file of which what it packs is changed, or the file itself."""
    if chance.random() < 0.3:
        return mutated(data, chance)
    if data[:2] == b"\x1f\x8b":
        return gzip.compress(mutated(gzip.decompress(data), chance))
    if data[:2] != b"PK":
        return mutated(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    name = chance.choice([*parts])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one, part in {**parts, name: mutated(parts[name], chance)}.items():
            made.writestr(one, part)
    return out.getvalue()


class ImportTrial:
    """A project into which a changed raw article is imported at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, make_project("good", folder / "site")
        self.before, self.raw = content(self.root), raw_articles()
        self.outcomes = Counter[str]()

    def fault(self, number: int) -> str:
        """Return what is wrong after an import of a mutation, nothing where that did no harm."""
        chance = random.Random(f"import {number}")
        name = [*self.raw][number % len(self.raw)]
        file = self.folder / name
        file.write_bytes(_unpacked(name, self.raw[name], chance))
        columns = ("--map", "title=headline,body=text") if name.endswith(".csv") else ()
        wrong, status = fault_of(self.root, "import", str(file), *columns)
        self.outcomes[status] += 1
        file.unlink()
        lost = self._restored()
        wrong = wrong or (f"changed: {lost}" if lost else "")
        return f"import {number}, {name}: {wrong}" if wrong else ""

    def _restored(self) -> list[str]:
        """Remove what was imported; return what else was changed."""
        after = content(self.root)
        added = [name for name in after if name not in self.before]
        for name in added:
            (self.root / name).unlink()
        strays = [
            name for name in added if not name.startswith(("articles/", "sources/", ".cache/")) or ".part" in name
        ]
        return strays + [name for name, data in self.before.items() if after.get(name) != data]


TRIALS: Mapping[str, tuple[type[ContentTrial] | type[ImportTrial], int]] = {
    "content": (ContentTrial, 2000),
    "import": (ImportTrial, 1000),
}


def faults(trial: ContentTrial | ImportTrial, number: int, seed: int = 0) -> Iterator[str]:
    """Yield what is wrong with so many mutations."""
    return filter(None, map(trial.fault, range(seed, seed + number)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make mutations", description=__doc__)
    parser.add_argument(
        "--number", type=int, help="of mutations of each, otherwise 2,000 of the content and 1,000 imports"
    )
    parser.add_argument("--seed", type=int, default=0, help="the number of the first")
    parser.add_argument("--only", choices=TRIALS)
    options = parser.parse_args()
    wrong = 0
    for name, (kind, number) in TRIALS.items():
        if options.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                trial, tried, found = kind(Path(folder)), options.number or number, 0
                for fault in faults(trial, tried, options.seed):
                    print(fault, flush=True)
                    found += 1
            statuses = ", ".join(
                f"{count} with status {status or '?'}" for status, count in sorted(trial.outcomes.items())
            )
            print(f"{name}: {tried} mutations, {found} wrong; {statuses}", flush=True)
            wrong += found
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
