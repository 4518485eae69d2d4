"""Recheck: after a change the faults are those that a check of the whole site finds, and mostly little is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.publishing.link_check import check_change, check_site
from druzhba_kb.publishing.source_map import SourceMap
from druzhba_kb.report import Report

SITE = {
    "index.html": '<a href="lamps/">l</a> <a href="map/">m</a>',
    "map/index.html": '<a href="../">h</a> <a href="../lamps/tall/#made">t</a>',
    "lamps/index.html": '<a href="tall/">t</a> <a href="short/">s</a>',
    "lamps/tall/index.html": '<p id="made">x</p> <p id="lit">x</p> <a href="../short/">s</a>',
    "lamps/short/index.html": '<a href="../tall/#made">t</a> <img src="../../plan.svg#door">',
    "404.html": '<a href="/">home</a>',
    "plan.svg": '<svg><g id="door"/></svg>',
    "site.css": "p{}",
}
Site = dict[str, str]


def laid(folder: Path, site: Site) -> Path:
    for name, text in site.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def checked(root: Path, site: Site) -> tuple[Report, Report]:
    """Return what is found of a site after SITE, and what a check of all of it finds."""
    old, new = laid(root / "old", SITE), laid(root / "new", site)
    some, whole = Report(), Report()
    check_change(old, new, some, "/", SourceMap(new))
    check_site(new, whole, "/", SourceMap(new))
    return some, whole


def changed(**pages: str | None) -> Site:
    """Return SITE with some pages changed, named without their suffix, or gone."""
    names = {name.replace("__", "/").replace("_", "."): text for name, text in pages.items()}
    return {name: text for name, text in (SITE | names).items() if text is not None}


def test_the_site_before_is_good(tmp_path: Path) -> None:
    some, whole = checked(tmp_path, SITE)
    assert some.findings == whole.findings == []
    assert (some.checked["pages checked"], whole.checked["pages checked"]) == (0, 6)


def test_sites_in_other_languages_that_stand_in_the_last_one_are_no_files_that_are_gone(tmp_path: Path) -> None:
    old, new, report = laid(tmp_path / "old", SITE), laid(tmp_path / "new", SITE), Report()
    laid(old / "ru", SITE)
    check_change(old, new, report, "/", SourceMap(new), ["ru"])
    assert (report.findings, report.checked["pages checked"]) == ([], 0)


@pytest.mark.parametrize(
    ("site", "looked_at"),
    [
        (changed(map__index_html='<a href="../">h</a> <a href="../lamps/tall/#made">tall</a>'), 1),
        (changed(lamps__tall__index_html='<p id="made">x</p> <a href="../short/">s</a>'), 1),
        (changed(lamps__tall__index_html='<p id="lit">x</p> <a href="../short/">s</a>'), 3),
        (
            changed(
                lamps__tall__index_html='<p id="lit">x</p>', lamps__short__index_html='<a href="../tall/#made">it</a>'
            ),
            3,
        ),
        (changed(lamps__tall__index_html='<p id="made">x</p>'), 1),
        (changed(lamps__index_html='<a href="tall/">t</a>'), 6),
        (changed(index_html='<a href="lamps/">l</a>'), 6),
        (changed(lamps__new__index_html="new"), 7),
        (changed(lamps__new__index_html="new", lamps__index_html=SITE["lamps/index.html"] + '<a href="new/">n</a>'), 2),
        (changed(lamps__short__index_html=None), 5),
        (changed(plan_svg='<svg><g id="gate"/></svg>'), 6),
        (changed(site_css="p{background:url(none.png)}"), 0),
        (changed(map__index_html='<a href="../lamps/tal/">t</a>'), 1),
        (changed(map__index_html='<p id="x"></p><p id="x"></p>'), 1),
    ],
)
def test_the_faults_are_those_of_the_whole_site(tmp_path: Path, site: Site, looked_at: int) -> None:
    some, whole = checked(tmp_path, site)
    assert some.in_order() == whole.in_order()
    assert some.checked["pages checked"] == looked_at


def test_of_a_changed_page_only_the_links_are_asked_that_it_did_not_have(tmp_path: Path) -> None:
    more = SITE["map/index.html"] + '<a href="../lamps/">l</a> <img src="../lamps/tall/">'
    some, _ = checked(tmp_path, changed(map__index_html=more))
    assert (some.findings, some.checked["links checked"]) == ([], 2)


def test_a_page_that_a_further_page_of_a_list_leads_to_is_reached(tmp_path: Path) -> None:
    further = {
        "lamps/index.html": SITE["lamps/index.html"] + '<a href="all/2/">2</a>',
        "lamps/all/2/index.html": '<a href="../../">1</a>',
    }
    old = laid(tmp_path / "old", SITE | further)
    more = {
        "lamps/all/2/index.html": '<a href="../../">1</a> <a href="../../new/">n</a>',
        "lamps/new/index.html": "new",
    }
    new = laid(tmp_path / "new", SITE | further | more)
    report = Report()
    check_change(old, new, report, "/", SourceMap(new))
    assert (report.findings, report.checked["pages checked"]) == ([], 2)


PIECES = ['<a href="../short/">s</a>', '<a href="../">u</a>', '<p id="made">x</p>', '<p id="lit">x</p>', '<p id="é">x</p>',
          '<a href="../tall/#lit">l</a>', '<a href="../new/">n</a>', '<a href="../../">h</a>']  # fmt: skip
LEAVES = ["lamps/tall/index.html", "lamps/short/index.html", "lamps/new/index.html"]


@settings(max_examples=150, derandomize=True)
@given(
    leaves=st.dictionaries(st.sampled_from(LEAVES), st.lists(st.sampled_from(PIECES), max_size=4).map("".join)),
    home=st.lists(st.sampled_from(['<a href="lamps/">l</a>', '<a href="map/">m</a>', '<a href="lamps/new/">n</a>'])),
)
def test_whatever_is_changed_the_faults_are_those_of_the_whole_site(
    tmp_path_factory: pytest.TempPathFactory, leaves: Site, home: list[str]
) -> None:
    some, whole = checked(tmp_path_factory.mktemp("site"), SITE | leaves | {"index.html": "".join(home)})
    assert some.in_order() == whole.in_order()
