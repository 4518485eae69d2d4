"""Search index: a finished site in, Pagefind's index of its records beside them out, so that a query fetches a small part.

The pages are dealt out to several bundles, as Pagefind calls what it makes, which the browser asks together. So a change of
a page makes one of them anew, and no more memory is needed than for one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from druzhba_kb.layout import files_of
from druzhba_kb.publishing.atomic_publish import staging
from druzhba_kb.report import Place, Report
from druzhba_kb.write import link

FOLDER = "search/pagefind"
LIST = "bundles.json"
INDEXED = b"data-pagefind-body"
# a query asks every bundle for the parts that have its words, about 27 kB each, so that there are few
PAGES, MOST = 256, 4
OPTIONS = ("--quiet", "--exclude-selectors", "a.headerlink")
# interfaces that Pagefind brings along and this site does not use, and what one bundle has for all
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
ENGINE = ("pagefind.js", "pagefind-worker.js", "wasm.*")
Bundle = Mapping[str, str]


class Pagefind:
    """Pagefind, run for one bundle after the other until it is stopped."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self, pages: Path, bundle: Path) -> str:
        """Index the pages of a folder; return what went wrong."""
        with self._guard:
            if self._stopped:
                return "pagefind was stopped"
            self._process = subprocess.Popen(
                # -P: a module in the folder of the project must not take its place
                [sys.executable, "-P", "-m", "pagefind", "--site", str(pages), "--output-path", str(bundle), *OPTIONS],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        said, status = self._process.communicate()[0].strip().rpartition("\n")[2], self._process.returncode
        return f"pagefind ended with status {status}, expected 0: '{said}'" if status else ""

    def stop(self) -> None:
        """End what runs, and run nothing more."""
        with self._guard:
            self._stopped = True
            if self._process:
                self._process.kill()


@contextmanager
def indexed(site: Path, report: Report, before: Path | None = None) -> Iterator[None]:
    """Index the pages that carry data-pagefind-body while something else looks at them; a failure is a finding.

    A bundle of the same pages is taken over from `before`, a site with its index, which may be this one.
    """
    pagefind = Pagefind()
    with (
        TemporaryDirectory(prefix=f"{staging(site).name}.", dir=site.parent) as work,
        ThreadPoolExecutor(1) as beside,
    ):
        indexing = beside.submit(_index, site, before, Path(work), pagefind)
        try:
            yield
            fault = indexing.result()
        except BaseException:
            pagefind.stop()
            raise
        if fault:
            report.error(Place(FOLDER), "renderer", fault)
        else:
            _put(Path(work), site)


def take_over_index(site: Path, staged: Path) -> None:
    """Give the next site the index of the last one, which answers until its own pages are indexed."""
    if (site / FOLDER).is_dir():
        _link_all(site / FOLDER, staged / FOLDER)


def _index(site: Path, before: Path | None, work: Path, pagefind: Pagefind) -> str:
    """Make the index in a folder beside the site; return what went wrong."""
    (work / FOLDER).mkdir(parents=True)
    last, known = (before / FOLDER, _known(before / FOLDER)) if before else (work, {})
    contents = {}
    for number, bundle in enumerate(_bundles(site)):
        made, digest = work / FOLDER / str(number), _digest([number, sorted(bundle.items())])
        # a damaged bundle must not be carried on from build to build
        if digest in known and known[digest] == _content(last / str(number)):
            _link_all(last / str(number), made)
            contents[digest] = known[digest]
        elif fault := _make(site, bundle, work / str(number), made, pagefind):
            return fault
        else:
            for pattern in (*UNUSED, *(ENGINE if number else ())):
                for file in made.glob(pattern):
                    file.unlink()
            contents[digest] = _content(made)
    (work / FOLDER / LIST).write_bytes(json.dumps(contents).encode())
    return ""


def _bundles(site: Path) -> list[Bundle]:
    """Deal the pages of a site out, each with its digest; a page stays in its bundle while their number stays."""
    pages = {}
    for name in files_of(site):
        if name.endswith(".html") and INDEXED in (html := (site / name).read_bytes()):
            pages[name] = hashlib.sha256(html).hexdigest()
    # a power of two, so that a base which grows deals its pages out anew seldom
    count = min(MOST, 1 << ((len(pages) - 1) // PAGES).bit_length()) if pages else 0
    dealt: list[dict[str, str]] = [{} for _ in range(count)]
    for name, digest in pages.items():
        # by its name, not in turn: a new page must not move all behind it
        dealt[int(hashlib.sha256(name.encode()).hexdigest(), 16) % count][name] = digest
    return [bundle for bundle in dealt if bundle]


def _make(site: Path, bundle: Bundle, folder: Path, made: Path, pagefind: Pagefind) -> str:
    """Index a bundle's pages, which stand alone in a folder for that; return what went wrong."""
    for name in bundle:
        link(site / name, folder / name)
    return pagefind.run(folder, made)


def _put(work: Path, site: Path) -> None:
    """Put an index in the place of that of a site."""
    (site / FOLDER).parent.mkdir(exist_ok=True)
    if (site / FOLDER).is_dir():
        (site / FOLDER).rename(work / "old")
    (work / FOLDER).rename(site / FOLDER)


def _known(index: Path) -> Mapping[str, object]:
    """Return the digests of what the bundles of an index were made of and of what they hold; nothing where that is odd."""
    try:
        found = json.loads((index / LIST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _content(bundle: Path) -> str:
    """Return the digest of the files of a bundle."""
    digest = hashlib.sha256()
    for name in sorted(files_of(bundle)):
        digest.update(f"{name}\0".encode() + hashlib.sha256((bundle / name).read_bytes()).digest())
    return digest.hexdigest()


def _digest(content: object) -> str:
    """Return the digest of what an index is made of, with all that makes it."""
    engine = [f"{name} {version(name)}" for name in ("pagefind", "pagefind_bin")]
    return hashlib.sha256(json.dumps([content, engine, OPTIONS, UNUSED, ENGINE]).encode()).hexdigest()


def _link_all(folder: Path, there: Path) -> None:
    shutil.copytree(folder, there, copy_function=lambda file, to: link(Path(file), Path(to)), dirs_exist_ok=True)
