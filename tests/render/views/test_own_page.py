"""Own pages as they are shown: names linked once in a section, links to files as links to pages, tags filled."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from druzhba_kb.editing.rename import plan_rename
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.render.navigation import navigation
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.own_page import OwnPageView, own_page_view
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out


def index_with(root: Path, **pages: str) -> SiteIndex:
    """Return the index of the good site with pages; a name's double line leads into a folder."""
    site = lay_out(None, root / "site")
    (site / "assets").mkdir()
    Image.new("RGB", (9, 9)).save(site / "assets/lamp.png")
    for name, text in pages.items():
        file = site / f"pages/{name.replace('__', '/').replace('_', '-')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{text}")
    report = Report()
    kb = relate_project(site, report)
    assert kb, report.findings
    return index_site(kb)


def view(index: SiteIndex, file: str) -> OwnPageView:
    return own_page_view(index, {}, file, 100)


def html(index: SiteIndex, file: str = "pages/method.md") -> list[str]:
    return [str(part.html) if part.html else part.heading for part in view(index, file).parts]


def test_the_first_mention_in_a_section_leads_to_the_entity(tmp_path: Path) -> None:
    body = "Gull Point, `Gull Point` and Gull Point.\n\n## Gull Point\n\nNear **Gull Point** lives Finch, that is Ada Finch."
    assert html(index_with(tmp_path, method=f"title: Method\n---\n{body}")) == [
        '<p><a href="../lighthouses/gull-point/">Gull Point</a>, <code>Gull Point</code> and Gull Point.</p>',
        "Gull Point",
        '<p>Near <strong><a href="../lighthouses/gull-point/">Gull Point</a></strong> lives '
        '<a href="../people/ada-finch/">Finch</a>, that is Ada Finch.</p>',
    ]


def test_links_lead_to_the_pages_of_files_to_files_of_assets_and_into_the_site(tmp_path: Path) -> None:
    links = "[a](../method.md#x) [b](../../articles/courier-1931.md) [c](/timeline/) [d](/data/kb.json)"
    links += " ![e](../../assets/lamp.png) [f](mailto:a@b.example)"
    index = index_with(tmp_path, method="title: M\n---\n## x\n", guide__how_to=f"title: G\n---\n{links}")
    assert html(index, "pages/guide/how-to.md") == [
        '<p><a href="../../method/#x">a</a> <a href="../../articles/courier-1931/">b</a> <a href="../../timeline/">c</a> '
        '<a href="../../data/kb.json">d</a> <img alt="e" src="../../media/lamp.png" /> <a href="mailto:a@b.example">f</a></p>'
    ]


def test_a_tag_shows_the_records_of_a_kind_and_the_map(tmp_path: Path) -> None:
    index = index_with(tmp_path, method="title: M\n---\n{list: people}\n\n{table: lighthouses}\n\n{map}\n")
    people, lights, places = view(index, "pages/method.md").parts
    assert people.rows and [one.name for one in people.rows.entities] == ["Ada Finch"] and people.rows.columns == ()
    assert lights.rows and lights.rows.columns[0] == "Relit" and lights.all is None
    assert (people.tag, lights.tag, places.tag, places.figure) == ("list", "table", "map", None)


def test_a_draft_stands_in_the_preview_alone(tmp_path: Path) -> None:
    index = index_with(tmp_path, method="title: M\nstatus: draft\n---\n")
    assert [*index.kb.records.pages] == ["pages/method.md"]
    assert [*index.kb.records.published.pages] == []


def test_own_pages_stand_in_the_navigation_by_section_and_order(tmp_path: Path) -> None:
    index = index_with(
        tmp_path,
        method="title: Method & more\n---\n",
        team="title: Team\norder: 1\n---\n",
        map_notes="title: Notes\nsection: Views\n---\n",
        guide__index="title: The guide\norder: 1\n---\n",
        guide__sources="title: Sources\n---\n",
        further_reading__books="title: Books\n---\n",
    )
    paths = {"about.md", "timeline/index.md"}
    assert navigation(index.kb, paths)[3:] == [
        {"Views": [{"Timeline": "timeline/index.md"}, {"Notes": "map-notes.md"}]},
        {"Articles": "articles/index.md"},
        {"The guide": [{"The guide": "guide.md"}, {"Sources": "guide/sources.md"}]},
        {"Further reading": [{"Books": "further-reading/books.md"}]},
        {"About": [{"Method": "about.md"}, {"Team": "team.md"}, {"Method &amp; more": "method.md"}]},
    ]


def test_renaming_a_record_changes_the_links_of_own_pages(tmp_path: Path) -> None:
    index_with(
        tmp_path, guide__how_to="title: G\n---\n[Ada](../../entities/people/ada-finch.yml#names) and `ada-finch`.\n"
    )
    change = plan_rename(tmp_path / "site", "ada-finch", "ada-mary-finch", Report())
    assert change
    assert (change.texts["pages/guide/how-to.md"][1] or "").endswith(
        "[Ada](../../entities/people/ada-mary-finch.yml#names) and `ada-finch`.\n"
    )
