"""Assembling: which pages are taken over, which get other sections, which need the renderer, and what all of them carry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from druzhba_kb.publishing.assemble import Assembly, Kept, KeptPage, html_path, keep_site, last_site
from druzhba_kb.publishing.page_sections import outline_digest
from druzhba_kb.publishing.policy import HEADERS, Inline
from druzhba_kb.render.page_model import Page
from druzhba_kb.report import Finding, Place, Report
from tests.projects import content

TREE = {
    "index.md": "---\ntitle: Home\n---\n\n# Home\n\n<p>Lamps</p>\n",
    "lamps/tall.md": "---\ntitle: Tall\n---\n\n# Tall\n\n<p>30 m</p>\n",
    "data/kb.json": "{}",
}
STYLE = "<style>p{}</style>"
META = '<meta http-equiv="Content-Security-Policy"'


class Project:
    """A tree, the site that was made of it, and a renderer that notes what it is given."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rendered: list[str] = []
        self.tree = dict(TREE)
        self.report = Report()
        self.style = STYLE
        self.damaged: set[str] = set()

    def made(self, name: str, bare: bool = False, whole: bool = False) -> dict[str, bytes]:
        """Make the next site, and return its files."""
        pages = []
        for path, text in self.tree.items():
            file = self.root / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            outline = outline_digest(text) if path.endswith(".md") else ""
            pages.append(Page(path, "", known_digest=Page(path, text).digest, outline=outline))
        before = self.root / "site"
        kept = last_site(self.root / "made", "same", set(content(before)) - self.damaged)
        assembly = Assembly(pages, self.root / "docs", before, kept, "material", bare, whole)
        assembly.outlines(self.root / "outlines", ["index.md"])
        self.rendered = list(assembly.new)
        layouts = self.layouts(name, content(self.root / "outlines")) if assembly.new or not kept.files else None
        made = assembly.put(layouts, self.root / name, self.report)
        keep_site(self.root / "made", "same", made)
        self.policy, self.damaged = made.policy, set()
        before.unlink(missing_ok=True)
        before.symlink_to(name)
        return content(self.root / name)

    def layouts(self, name: str, outlines: Mapping[str, bytes]) -> Path:
        """Stand for a renderer."""
        folder = self.root / f"{name}.layouts"
        files = {html_path(path): f"<head>{self.style}<body>{text.decode()}" for path, text in outlines.items()}
        for path, text in {**files, "404.html": "<head>", "assets/theme.js": "x", "sitemap.xml": "theirs"}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_site_has_the_pages_the_files_of_the_tree_and_those_of_the_theme(project: Project) -> None:
    made = project.made("first")
    assert made.keys() == {"404.html", "assets/theme.js", "data/kb.json", "index.html", "lamps/tall/index.html"}
    assert b"<!--section 0--><p>30 m</p><!--/section 0-->" in made["lamps/tall/index.html"]
    assert HEADERS not in made


def test_every_page_has_the_policy_and_a_site_for_a_disk_has_none(project: Project) -> None:
    made = project.made("first")
    assert [made[name].count(META.encode()) for name in made if name.endswith(".html")] == [1, 1, 1]
    assert "'sha256-" in project.policy
    bare = Project(project.root / "other").made("first", bare=True)
    assert not any(META.encode() in text for text in bare.values())


def test_pages_that_nothing_has_changed_are_linked_from_the_last_site(project: Project) -> None:
    first = project.made("first")
    assert project.rendered == ["index.md", "lamps/tall.md"]
    assert project.made("second") == first
    assert project.rendered == []
    assert (project.root / "second/index.html").samefile(project.root / "first/index.html")


def test_a_page_whose_sections_alone_have_changed_is_not_rendered(project: Project) -> None:
    first = project.made("first")
    project.tree["lamps/tall.md"] = TREE["lamps/tall.md"].replace("30 m", "31 m")
    second = project.made("second")
    assert project.rendered == []
    tall = first["lamps/tall/index.html"].replace(b"30 m", b"31 m")
    assert second == first | {"lamps/tall/index.html": tall}
    assert project.made("third") == second


def test_a_page_with_another_heading_and_a_new_one_are_rendered(project: Project) -> None:
    project.made("first")
    project.tree["lamps/tall.md"] = TREE["lamps/tall.md"].replace("# Tall", "# Taller")
    project.tree["lamps/new.md"] = TREE["lamps/tall.md"]
    second = project.made("second")
    assert project.rendered == ["lamps/tall.md", "lamps/new.md"]
    assert b"# Taller" in second["lamps/tall/index.html"]
    # the navigation's pages are always given, and not taken from what the renderer makes of them then
    assert set(content(project.root / "outlines")) == {"index.md", "lamps/tall.md", "lamps/new.md"}


def test_a_policy_that_changes_reaches_the_pages_that_are_taken_over(project: Project) -> None:
    first = project.made("first")
    before = project.policy
    project.style = "<style>q{}</style>"
    project.tree["lamps/new.md"] = TREE["lamps/tall.md"]
    second = project.made("second")
    assert project.rendered == ["lamps/new.md"]
    assert project.policy != before
    for name in ("404.html", "index.html", "lamps/tall/index.html"):
        assert second[name] == first[name].replace(before.encode(), project.policy.encode())
    assert content(project.root / "first") == first


def test_a_damaged_page_is_rendered_again_and_a_damaged_file_of_the_theme_makes_all_anew(project: Project) -> None:
    first = project.made("first")
    for name, rendered in (("index.html", ["index.md"]), ("assets/theme.js", ["index.md", "lamps/tall.md"])):
        project.damaged = {name}
        assert project.made(f"after {name.rpartition('/')[2]}") == first
        assert project.rendered == rendered


def test_a_theme_that_shows_no_content_is_a_finding_at_the_page(project: Project) -> None:
    project.layouts = lambda name, outlines: Project.layouts(project, name, dict.fromkeys(outlines, b""))  # type: ignore[method-assign]
    project.made("first")
    message = "the theme shows no content of this page; expected 'page.content' in it"
    assert project.report.findings == [
        Finding(Place("index.md"), "renderer", message),
        Finding(Place("lamps/tall.md"), "renderer", message),
    ]


def test_whole_pages_are_left_as_the_renderer_makes_them(project: Project) -> None:
    project.made("first")
    made = Kept()
    pages = [Page(path, "", known_digest="1", outline="1") for path in TREE if path.endswith(".md")]
    assembly = Assembly(pages, project.root / "docs", project.root / "site", made, "material", False, True)
    made = assembly.put(project.layouts("whole", dict.fromkeys(assembly.names, b"all")), project.root / "w", Report())
    assert (project.root / "w/index.html").read_text().endswith(f"{STYLE}<body>all")
    assert made.pages.keys() == assembly.names


INLINE = Inline(frozenset(["'script'"]), frozenset(["'style'"]))
PAGES = {path: KeptPage(f"all of {path}", f"outline of {path}", INLINE) for path in ("index.md", "lamps/tall.md")}
MADE = Kept("only this", PAGES, ["assets/theme.js"])
INTACT = frozenset(["assets/theme.js", "index.html", "lamps/tall/index.html"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    keep_site(tmp_path / "site.made", "same", MADE)
    return tmp_path / "site.made"


def test_what_a_site_consists_of_is_found_again(file: Path) -> None:
    assert last_site(file, "same", INTACT) == MADE


def test_what_reaches_every_page_makes_them_all_anew(file: Path) -> None:
    assert last_site(file, "other", INTACT) == Kept(files=[])


@pytest.mark.parametrize("damage", [b"", b"[]", b"{"])
def test_a_damaged_list_is_no_list(file: Path, damage: bytes) -> None:
    file.write_bytes(damage)
    assert last_site(file, "same", INTACT) == Kept(files=[])


def test_a_damaged_page_is_not_found_and_the_others_are(file: Path) -> None:
    assert last_site(file, "same", INTACT - {"index.html"}).pages.keys() == {"lamps/tall.md"}


def test_no_page_is_found_where_a_file_of_its_theme_is_damaged(file: Path) -> None:
    assert last_site(file, "same", INTACT - {"assets/theme.js"}) == Kept()


@pytest.mark.parametrize(
    ("path", "html"),
    [
        ("index.md", "index.html"),
        ("lamps/index.md", "lamps/index.html"),
        ("lamps/a.md", "lamps/a/index.html"),
        ("lamps/b-index.md", "lamps/b-index/index.html"),
    ],
)
def test_a_page_stands_where_the_renderer_puts_it(path: str, html: str) -> None:
    assert html_path(path) == html
