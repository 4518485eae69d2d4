"""Own pages: records in, findings out where a page takes an address of the site, or a tag, a link or a picture leads nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from posixpath import dirname, join, normpath, relpath

from druzhba_kb.folding import nearest
from druzhba_kb.locales import Interface
from druzhba_kb.model import TAKEN, OwnPage, Records
from druzhba_kb.relate.page_markdown import TAGS, PageTag, anchors_in, page_parts, tags_in, titles_in
from druzhba_kb.report import Place, Report, place_of
from druzhba_kb.verify.records import HAS_SCHEME

CODE = re.compile(r"`[^`\n]*`")


def verify_pages(records: Records, report: Report) -> None:
    """Check the address of each own page, and all that stands in it."""
    taken: dict[str, str] = {}
    for file, page in records.pages.items():
        report.checked["own pages"] += 1
        first = page.page.partition("/")[0]
        if first in TAKEN or first in records.kinds:
            message = f"the site itself has '{first}/'; expected another name"
            report.error(page.place, "page-collision", message)
        elif page.page in taken:
            report.error(page.place, "page-collision", f"'{page.page}' is the address of {taken[page.page]} too")
        taken[page.page] = file
        for start in titles_in(page.body.markdown):
            message = "a page has its title from its front matter; expected '##' or more at a heading"
            report.error(_place(page, start), "page-heading", message)
        _verify_tags(records, page, report)
        _verify_links(records, page, report)


def _verify_tags(records: Records, page: OwnPage, report: Report) -> None:
    seen: set[tuple[str, str]] = set()
    for tag in tags_in(page.body.markdown):
        if fault := _fault(records, tag):
            report.error(_place(page, tag.start), "unknown-tag", fault)
        elif (tag.name, tag.of) in seen:
            message = f"the tag '{tag.name}' shows the same on this page already; expected it once"
            report.error(_place(page, tag.start), "unknown-tag", message)
        seen.add((tag.name, tag.of))


def _fault(records: Records, tag: PageTag) -> str:
    """Return what is wrong with a tag, with the nearest right one."""
    figures = [figure.id for kind in records.kinds.values() for figure in kind.figures]
    known = {"figure": figures, "list": [*records.kinds], "table": [*records.kinds], "map": [""]}
    if tag.name not in TAGS:
        return f"there is no tag '{tag.name}'{nearest(tag.name, list(TAGS))}; the tags are {', '.join(TAGS.values())}"
    if tag.of in known[tag.name]:
        return ""
    if tag.name == "map":
        return f"'map' shows all places; expected {TAGS['map']}, not '{tag.of}' in it"
    what = "figure" if tag.name == "figure" else "kind"
    return f"there is no {what} '{tag.of}'{nearest(tag.of, known[tag.name])}"


def _verify_links(records: Records, page: OwnPage, report: Report) -> None:
    files = _files(records)
    counts: Counter[str] = Counter()
    for target in targets_of(page):
        report.checked["links of own pages"] += 1
        code, fault = _wrong(records, page, target, files)
        if fault:
            start = next(islice(_written(page, target), counts[target], None), 0)
            report.error(_place(page, start), code, f"'{target}' {fault}")
        counts[target] += 1


def targets_of(page: OwnPage) -> list[str]:
    """Return the addresses to which a page links, as they are written."""
    targets: list[str] = []
    for _ in page_parts(page.body.markdown, targets.append):
        pass
    return targets


def file_of(page: OwnPage, target: str) -> str:
    """Return the file of the project that the address in a page leads to, if it is one."""
    address = target.partition("#")[0]
    return normpath(join(dirname(page.place.file), address)) if address else page.place.file


def _files(records: Records) -> dict[str, bool]:
    """Return the files that a page may link, each with whether it is a draft's."""
    every = (*records.articles_and_entities, *records.pages.values())
    return {**{one.place.file: one.draft for one in every}, **dict.fromkeys(records.assets, False)}


def _wrong(records: Records, page: OwnPage, target: str, files: dict[str, bool]) -> tuple[str, str]:
    """Return the code of what is wrong with the target of a link and what is wrong; nothing where it is good."""
    if HAS_SCHEME.match(target):
        good = target.startswith(("https://", "http://", "mailto:"))
        return "unknown-link", "" if good else "is no address for a link; expected https:, http: or mailto:"
    address, _, anchor = target.partition("#")
    if address.startswith("/"):
        known = [*TAKEN, *records.kinds, *(one.page.partition("/")[0] for one in records.pages.values())]
        first = address.strip("/").partition("/")[0]
        near = nearest(address, [f"/{one}/" for one in known])
        return "unknown-link", "" if first in known else f"is no address of the site{near}"
    folder = dirname(page.place.file)
    path = file_of(page, target)
    if path.startswith("../"):
        return "outside-link", "leads out of the project; expected an article, an entity, a page or a file of assets/"
    if path not in files:
        near = nearest(address, [relpath(one, folder) for one in files])
        return "unknown-link", f"leads to no article, entity, page or file of assets/{near}"
    if files[path] and not page.draft:
        return "draft-reference", f"leads to a draft; publish {path}, or make this page one"
    there, is_latin = records.pages.get(path), Interface(records.language or "en").is_latin
    anchors = anchors_in(there, is_latin) if there and anchor else {anchor}
    return "broken-anchor", "" if anchor in anchors else f"leads to no heading there{nearest(anchor, sorted(anchors))}"


def _written(page: OwnPage, target: str) -> Iterator[int]:
    """Yield where a target may be written."""
    shown = CODE.sub(lambda match: " " * len(match[0]), page.body.markdown)
    yield from (one.start() for one in re.finditer(rf"(?<=[(<:\s]){re.escape(target)}(?=[)>\s]|$)", shown))


def _place(page: OwnPage, start: int) -> Place:
    """Return the place in the file of an offset in the Markdown of a page."""
    before = "\n" * (page.body.place.line - 1) + page.body.markdown[:start]
    return place_of(before, page.place.file)
