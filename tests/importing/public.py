"""Public pages: two benchmarks of other people in, how well import and trafilatura do by the scorers of these out.

The folder that `IMPORT_DATA` names holds scrapinghub/article-extraction-benchmark and adbar/trafilatura, each in a folder
whose name ends like theirs. Rules were tuned on the pages at even places of their sorted names, never on the others.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import trafilatura

from druzhba_kb.folding import fold, words
from druzhba_kb.importing import ImportOptions
from druzhba_kb.importing.imported_article import read_article
from druzhba_kb.importing.raw_files import read_raw
from druzhba_kb.report import Report

HALVES = {"tuned on": slice(0, None, 2), "held out": slice(1, None, 2), "whole": slice(None)}


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one reader made of a page."""

    body: str = ""
    title: str | None = None
    published: str | None = None


Readers = dict[str, Extracted]


def read_page(data: bytes) -> Readers:
    """Return what import, trafilatura and its precise mode make of a page."""
    return {
        "import": _imported(data),
        "trafilatura": _extracted(data, precise=False),
        "trafilatura, precise": _extracted(data, precise=True),
    }


def _imported(data: bytes) -> Extracted:
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(data)
        file.flush()
        raw = next(read_raw(file.name, Report()), None)
    if raw is None:
        return Extracted()
    one = read_article(raw.lines, raw.origin, ImportOptions(), raw.declared)
    return Extracted("\n".join(block.text for block in one.blocks[1:]), one.fields.title, one.fields.published)


def _extracted(data: bytes, *, precise: bool) -> Extracted:
    found: Any = trafilatura.bare_extraction(data, favor_precision=precise, include_comments=False, with_metadata=True)
    return Extracted(found.text or "", found.title, found.date) if found else Extracted()


def bodies(folder: Path) -> Iterator[str]:
    """Yield the lines about scrapinghub's pages: F1, precision and recall of the bodies."""
    scorer = _module(folder / "evaluate.py")
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {name: read_page(gzip.decompress((folder / f"html/{name}.html.gz").read_bytes())) for name in sorted(truth)}
    for half, part in HALVES.items():
        names = list(pages)[part]
        for reader in pages[names[0]]:
            pairs = ((truth[name]["articleBody"], pages[name][reader].body) for name in names)
            found = scorer.metrics_from_tp_fp_fns([scorer.string_shingle_matching(*pair) for pair in pairs])
            shares = ", ".join(f"{what} {found[what]:.3f}" for what in ("f1", "precision", "recall"))
            yield f"scrapinghub, {half} ({len(names)}), {reader}: {shares}"


def snippets(folder: Path) -> Iterator[str]:
    """Yield the lines about trafilatura's pages: F1, precision and recall of the snippets, titles and days right."""
    scorer = _module(folder / "eval_common.py")
    truth = dict(sorted(scorer.load_evaldata(str(folder)).items()))
    pages = [(one, read_page(scorer.read_document(str(folder), one["file"]))) for one in truth.values()]
    for half, part in HALVES.items():
        for reader in pages[0][1]:
            yield f"trafilatura's, {half} ({len(pages[part])}), {reader}: {_shares(scorer, pages[part], reader)}"


def _shares(scorer: ModuleType, pages: Sequence[tuple[Mapping[str, Any], Readers]], reader: str) -> str:
    matrix = scorer.ConfusionMatrix()
    for one, read in pages:
        matrix.add(scorer.count_item(one, read[reader].body))
    precision, recall, _, f1 = matrix.scores()
    titles = [is_same(one["title"], read[reader].title) for one, read in pages if one.get("title")]
    days = [one["date"] == (read[reader].published or "").rstrip("~") for one, read in pages if one.get("date")]
    return (
        f"f1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}, "
        f"titles {sum(titles)} of {len(titles)}, days {sum(days)} of {len(days)}"
    )


def is_same(one: str, other: str | None) -> bool:
    """Whether two titles have the same words."""
    return words(fold(one).casefold()) == words(fold(other or "").casefold())


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def print_public(root: str | None) -> None:
    """Print all that is measured of the benchmarks in a folder."""
    if not root:
        print("public pages: IMPORT_DATA names no folder of them")
        return
    for pattern, score in (("*article-extraction-benchmark", bodies), ("*trafilatura/tests", snippets)):
        for folder in Path(root).glob(pattern):
            print(*score(folder), sep="\n")
