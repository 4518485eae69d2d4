"""Where a fault in a finished page was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.publishing.link_check import check_site
from druzhba_kb.publishing.source_map import Made, SourceMap, tree_files
from druzhba_kb.report import Report
from druzhba_kb.theme import SHIPPED, theme_of

RECORD = "entities/lamps/tall.yml"


def project(root: Path) -> SourceMap:
    for file, text in {
        RECORD: "name: Tall\nsummary: See [the pier](../piers/).\n",
        "templates/entity.md.j2": '# {{ name }}\n<a href="../lost/?a&amp;b">x</a>\n',
        "templates/partials/parts.j2": '<img src="big-lamp.png">\n\n<img src="lamp.png">\n',
        "templates/theme/main.html": "<a href=\"{{ 'names/' | url }}\">Names</a>\n",
    }.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)
    pages = {"lamps/tall.md": Made("entity.md.j2", RECORD), "lamps/low.md": Made("about.md.j2")}
    return SourceMap(root, pages, "https://git.example/blob/HEAD/", theme_of(root))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("../piers/",), f"; written in {RECORD}:2"),
        (("../lost/?a&b",), "; written in templates/entity.md.j2:2"),
        (("lamp.png",), "; written in templates/partials/parts.j2:3"),
        (("../../names/", "names/"), "; written in templates/theme/main.html:1"),
        (("lamp",), f"; made by templates/entity.md.j2 of {RECORD}"),
        (("./",), f"; made by templates/entity.md.j2 of {RECORD}"),
    ],
)
def test_the_file_and_line_are_named_or_what_the_page_is_made_of(
    tmp_path: Path, texts: tuple[str, ...], said: str
) -> None:
    assert project(tmp_path).origin_of("lamps/tall/index.html", *texts) == said


def test_a_file_of_the_theme_is_named_with_the_command_that_makes_it_ones_own(tmp_path: Path) -> None:
    page, about = "lamps/low/index.html", "druzhba_kb/theme/templates/about.md.j2"
    hint = " (to change it: druzhba-kb templates eject about.md.j2)"
    line = next(
        at for at, text in enumerate((SHIPPED / "about.md.j2").read_text().splitlines(), 1) if "../coverage/" in text
    )
    assert project(tmp_path).origin_of(page, "../coverage/") == f"; written in {about}:{line}{hint}"
    assert project(tmp_path).origin_of(page, "gone/") == f"; made by {about}{hint}"


def test_a_page_of_the_theme_is_made_of_nothing_else(tmp_path: Path) -> None:
    assert project(tmp_path).origin_of("404.html", "gone/") == ""
    assert project(tmp_path).origin_of("404.html", "names/") == "; written in templates/theme/main.html:1"


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("index.html", "index.md"),
        ("lamps/index.html", "lamps/index.md"),
        ("lamps/tall/index.html", "lamps/tall.md"),
        ("assets/site.css", "assets/site.css"),
    ],
)
def test_a_page_comes_from_a_file_of_the_tree(page: str, file: str) -> None:
    assert file in tree_files(page)


def test_a_link_to_a_source_file_that_is_not_there_is_broken(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    links = [
        f"https://git.example/blob/HEAD/entities/lamps/{name}" for name in ("tall.yml", "Tall.yml", "t%61ll.yml#L2")
    ]
    (site / "index.html").write_text("\n".join(f'<a href="{link}">x</a>' for link in links))
    report = Report()
    check_site(site, report, "/", project(tmp_path))
    assert [str(finding) for finding in report.in_order()] == [
        f"index.html:2:1: error[broken-link]: '{links[1]}' leads to 'entities/lamps/Tall.yml', "
        "which the project does not have"
    ]


def test_a_feed_that_leads_nowhere_is_broken(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("")
    entry = '<entry><link href="./"/><link rel="related" href="lamps/gone/"/></entry>'
    (tmp_path / "changes.xml").write_text(f'<feed xmlns="http://www.w3.org/2005/Atom">\n{entry}</feed>')
    report = Report()
    check_site(tmp_path, report)
    assert [str(finding) for finding in report.in_order()] == [
        "changes.xml:2:1: error[broken-link]: 'lamps/gone/' leads to 'lamps/gone/', which is not there"
    ]


def test_the_pages_of_a_site_that_will_stand_in_a_folder_are_told_in_it(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<p id="a"><p id="a"><a href="gone/">x</a>')
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone/index.html").write_text("<b>" * 3000)
    report = Report()
    check_site(tmp_path, report, "/", SourceMap(tmp_path, folder="ru/"))
    (tmp_path / "index.html").unlink()
    check_site(tmp_path, report, "/", SourceMap(tmp_path, folder="ru/"))
    assert [(str(finding.place), finding.code) for finding in report.in_order()] == [
        ("ru/alone/index.html:1:1", "orphan-page"),
        ("ru/alone/index.html:1:1", "unreadable-page"),
        ("ru/index.html:1:1", "missing-file"),
        ("ru/index.html:1:1", "broken-link"),
        ("ru/index.html:1:1", "duplicate-id"),
    ]
