"""Faults planted in a copy of a project: each is told with its page, and with the file and line that wrote it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import built, override, run

PLANTED = (
    '<a href="../lighthouses/gul-point/">page</a>',
    '<a href="../lighthouses/gull-point/#nowhere">anchor</a>',
    '<a href="../Lighthouses/gull-point/">case</a>',
    '<img src="../lamp.png" alt="">',
    '<p id="twice"></p>',
    '<p id="twice"></p>',
)


@pytest.fixture
def root(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(built("good", tmp_path_factory.getbasetemp()), tmp_path / "kb")


def faults(root: Path, *command: str) -> Iterator[str]:
    """Yield the errors without the lines of the finished pages, which follow from all that stands above them."""
    done = run(root, *command)
    assert done.returncode == 1, done.stderr
    for line in done.stderr.splitlines():
        if ": error[" in line:
            yield re.sub(r"(html|css):\d+:\d+|(?<=on line )\d+", r"\1", line)


def test_faults_of_the_finished_site_are_told_with_the_line_that_wrote_them(root: Path) -> None:
    before = (root / "build/site/about/index.html").read_bytes()
    about, style = override(root, "about.md.j2"), override(root, "assets/find.css")
    first = len(about.read_text().splitlines()) + 1
    about.write_text(about.read_text() + "\n".join(PLANTED))
    style.write_text(style.read_text() + ".x{background:url(gone.png)}\n")
    (root / "templates/assets/lonely.html").write_text("<p>Nobody comes here.")
    at = [f"written in templates/about.md.j2:{first + number}" for number in range(len(PLANTED))]
    drawn = f"written in templates/assets/find.css:{len(style.read_text().splitlines())}"
    assert list(faults(root)) == [
        "about/index.html: error[broken-link]: '../lighthouses/gul-point/' leads to 'lighthouses/gul-point/', which is "
        f"not there; did you mean 'lighthouses/gull-point/'?; {at[0]}",
        "about/index.html: error[broken-anchor]: '../lighthouses/gull-point/#nowhere' names '#nowhere', which "
        f"'lighthouses/gull-point/index.html' does not have; {at[1]}",
        "about/index.html: error[wrong-case]: '../Lighthouses/gull-point/' differs in case from "
        f"'lighthouses/gull-point/'; {at[2]}",
        f"about/index.html: error[missing-file]: '../lamp.png' leads to 'lamp.png', which is not there; {at[3]}",
        f"about/index.html: error[duplicate-id]: id 'twice' is given 2 times, first on line ; expected once; {at[4]}",
        f"assets/find.css: error[missing-file]: 'gone.png' leads to 'assets/gone.png', which is not there; "
        f"did you mean 'assets/images/favicon.png'?; {drawn}",
        "assets/lonely.html: error[orphan-page]: no chain of clicks leads here from 'index.html'; "
        "made by templates/assets/lonely.html",
    ]
    assert (root / "build/site/about/index.html").read_bytes() == before


def test_an_address_that_was_published_and_is_lost_is_told_with_the_rename(root: Path) -> None:
    sitemap = root / "last.xml"
    at = "https://lamps.example/kb/"
    paths = (
        "",
        "articles/",
        "lighthouses/",
        *(f"lighthouses/{name}/" for name in ("gull-point", "skerry-light", "old-point")),
    )
    sitemap.write_text("<urlset>" + "".join(f"<loc>{at}{path}</loc>" for path in paths) + "</urlset>")
    before = (root / "build/site/index.html").read_bytes()
    assert list(faults(root, "build", "--published", str(sitemap))) == [
        "lighthouses/old-point/:1:1: error[lost-address]: was published and leads nowhere now; "
        "expected 'formerly: [old-point]' in what takes its place, so that a redirect is left"
    ]
    assert (root / "build/site/index.html").read_bytes() == before


def test_a_changed_quotation_is_told_at_its_line(root: Path) -> None:
    file = root / "entities/lighthouses/gull-point.yml"
    lines = file.read_text().splitlines()
    number = next(at for at, line in enumerate(lines, 1) if "quote: 27 metres high" in line)
    file.write_text(file.read_text().replace("quote: 27 metres high", "quote: 28 metres high"))
    (found,) = [one for one in faults(root, "check") if "[quote-not-found]" in one]
    assert found.startswith(f"entities/lighthouses/gull-point.yml:{number}:")
    assert found.endswith("the nearest words are in block 3: [-28-] {+27+} metres high")
