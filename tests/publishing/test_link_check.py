"""The link check: each rule on a small tree of HTML, with the whole list of its findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.publishing.link_check import check_site
from druzhba_kb.report import Report

SITE = "https://lamps.example/kb/"


def findings(root: Path, files: dict[str, str], base: str = "/") -> list[str]:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = Report()
    check_site(root, report, base)
    return [str(finding) for finding in report.in_order()]


def home(body: str, root: Path, base: str = "/", **files: str) -> list[str]:
    """Return the findings of a site whose home page has this body, with a page and a picture beside it."""
    known = {
        "index.html": body + '<a href="lamps/">all</a>',
        "lamps/index.html": '<h1 id="tall">Tall</h1>',
        "lamp.png": "",
    }
    return findings(root, {**known, **files}, base)


@pytest.mark.parametrize(
    "link",
    [
        "lamps/",
        "lamps",
        "lamps/index.html",
        "./lamps/./index.html?page=2#tall",
        "lamps/#tall",
        "lamps/#%74all",
        "lamps/#tall:~:text=lamp",
        "lamps/#:~:text=any%20words",
        "#",
        "#top",
        "",
        "/lamps/",
        "lamp.png",
        "mailto:keeper@lamps.example",
        "https://elsewhere.example/page#part",
        "//elsewhere.example/",
    ],
)
def test_a_good_link_gives_no_finding(tmp_path: Path, link: str) -> None:
    assert home(f'<a href="{link}">x</a>', tmp_path) == []


def test_a_broken_link_names_the_nearest_page(tmp_path: Path) -> None:
    assert home('<p>\n<a href="lamp/">x</a>', tmp_path) == [
        "index.html:2:1: error[broken-link]: 'lamp/' leads to 'lamp/', which is not there; did you mean 'lamps/'?"
    ]


def test_a_folder_without_a_page_is_a_broken_link(tmp_path: Path) -> None:
    assert home('<a href="data/">x</a>', tmp_path, **{"data/kb.json": "{}"}) == [
        "index.html:1:1: error[broken-link]: 'data/' leads to 'data/', which is not there; expected one of: lamps/"
    ]


def test_a_broken_anchor_names_the_nearest_id(tmp_path: Path) -> None:
    assert home('<a href="lamps/#tal">x</a>', tmp_path) == [
        "index.html:1:1: error[broken-anchor]: 'lamps/#tal' names '#tal', which 'lamps/index.html' does not have; "
        "did you mean 'tall'?"
    ]


def test_an_anchor_before_a_text_directive_is_checked(tmp_path: Path) -> None:
    assert home('<a href="lamps/#tal:~:text=x">x</a>', tmp_path) == [
        "index.html:1:1: error[broken-anchor]: 'lamps/#tal:~:text=x' names '#tal', which 'lamps/index.html' does not have; "
        "did you mean 'tall'?"
    ]


def test_an_anchor_in_the_page_itself_is_checked(tmp_path: Path) -> None:
    assert home(
        '<i id="лампа"></i><a name="old"></a><a href="#%D0%BB%D0%B0%D0%BC%D0%BF%D0%B0"></a><a href="#old"></a>'
        '<a href="#OLD"></a>',
        tmp_path,
    ) == [
        "index.html:1:1: error[broken-anchor]: '#OLD' names '#OLD', which 'index.html' does not have; "
        "expected one of: лампа"
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="{}">',
        '<img srcset="lamp.png 1x, {} 2x">',
        '<picture><source srcset="{}"></picture>',
        '<video poster="{}"></video>',
        '<audio src="{}"></audio>',
        '<script src="{}"></script>',
        '<iframe src="{}"></iframe>',
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<input type="image" src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="icon" href="{}">',
        '<link rel="preload" imagesrcset="{} 1x">',
        "<style>a {{ background: url( '{}' ) }}</style>",
        '<style>@import "{}";</style>',
        '<p style="background: url({})">',
        '<svg><use href="{}"/></svg>',
        '<svg><use xlink:href="{}"/></svg>',
        '<svg><image href="{}"/></svg>',
        '<svg><path fill="url({})"/></svg>',
    ],
)
class TestEverythingThatIsFetched:
    def test_is_good_where_the_file_is_there(self, tmp_path: Path, body: str) -> None:
        assert home(body.format("lamp.png"), tmp_path) == []

    def test_is_a_missing_file_where_it_is_not(self, tmp_path: Path, body: str) -> None:
        assert home(body.format("lamb.png"), tmp_path) == [
            "index.html:1:1: error[missing-file]: 'lamb.png' leads to 'lamb.png', which is not there; "
            "did you mean 'lamp.png'?"
        ]

    def test_differs_in_case(self, tmp_path: Path, body: str) -> None:
        assert home(body.format("Lamp.png"), tmp_path) == [
            "index.html:1:1: error[wrong-case]: 'Lamp.png' differs in case from 'lamp.png'"
        ]

    @pytest.mark.parametrize("address", ["https://cdn.example/a.b", "//cdn.example/a.b", "\\\\cdn.example/a.b"])
    def test_comes_from_this_host(self, tmp_path: Path, body: str, address: str) -> None:
        written = address.replace("\\", "\\\\") if "url" in body or "@import" in body else address
        assert home(body.format(written), tmp_path) == [
            f"index.html:1:1: error[foreign-request]: '{address}' is fetched from elsewhere, expected a file of the site"
        ]


@pytest.mark.parametrize("relation", ["preconnect", "dns-prefetch", "prefetch", "manifest", "alternate stylesheet"])
def test_a_link_element_that_calls_another_host_is_foreign(tmp_path: Path, relation: str) -> None:
    assert home(f'<link rel="{relation}" href="https://cdn.example">', tmp_path) == [
        "index.html:1:1: error[foreign-request]: 'https://cdn.example' is fetched from elsewhere, "
        "expected a file of the site"
    ]


def test_a_ping_and_a_redirect_to_another_host_are_foreign(tmp_path: Path) -> None:
    body = '<a href="lamps/" ping="https://spy.example/">x</a>\n<meta http-equiv="refresh" content="0; url=https://spy.example">'
    assert home(body, tmp_path) == [
        "index.html:1:1: error[foreign-request]: 'https://spy.example/' is fetched from elsewhere, "
        "expected a file of the site",
        "index.html:2:1: error[foreign-request]: 'https://spy.example' is fetched from elsewhere, "
        "expected a file of the site",
    ]


def test_a_link_element_that_only_names_another_host_is_good(tmp_path: Path) -> None:
    assert home('<link rel="license" href="https://elsewhere.example/by">', tmp_path) == []


def test_a_stylesheet_is_read_with_its_lines_and_without_its_comments(tmp_path: Path) -> None:
    css = '/* url(no.png)\n*/ a { content: "url(no.png)"; b: url(#x) }\nb { c: url(../lamb.png) }\n@import "//cdn.example/x.css";'
    assert home('<link rel="stylesheet" href="css/a.css">', tmp_path, **{"css/a.css": css}) == [
        "css/a.css:3:1: error[missing-file]: '../lamb.png' leads to 'lamb.png', which is not there; did you mean 'lamp.png'?",
        "css/a.css:4:1: error[foreign-request]: '//cdn.example/x.css' is fetched from elsewhere, "
        "expected a file of the site",
    ]


def test_a_symbol_of_a_drawing_is_an_anchor(tmp_path: Path) -> None:
    body = '<svg><use href="s.svg#lens"/>\n<use href="s.svg#lans"/></svg>'
    assert home(body, tmp_path, **{"s.svg": '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="lens"/></svg>'}) == [
        "index.html:2:1: error[broken-anchor]: 's.svg#lans' names '#lans', which 's.svg' does not have; "
        "did you mean 'lens'?"
    ]


@pytest.mark.parametrize("link", ["Lamps/", "LAMPS", "lamps/Index.html", "/Lamps/#tall"])
def test_a_link_in_the_wrong_case_names_the_right_one(tmp_path: Path, link: str) -> None:
    assert home(f'<a href="{link}">x</a>', tmp_path) == [
        f"index.html:1:1: error[wrong-case]: '{link}' differs in case from 'lamps/'"
    ]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01vbscript:x",
        "data:text/html,x",
        "da\tta:text/html,x",
        "data:image/svg+xml,x",
    ],
)
def test_a_link_that_may_run_a_script_is_unsafe(tmp_path: Path, link: str) -> None:
    codes = [line.partition(": ")[2].partition(": ")[0] for line in home(f'<a href="{link}">x</a>', tmp_path)]
    assert codes == ["error[unsafe-link]"]


def test_the_message_on_an_unsafe_link(tmp_path: Path) -> None:
    assert home('<form action="javascript:x"></form>\n<iframe src="data:text/plain,x"></iframe>', tmp_path) == [
        "index.html:1:1: error[unsafe-link]: 'javascript:x' may run a script, expected an address",
        "index.html:2:1: error[unsafe-link]: 'data:text/plain,x' may run a script, expected an address",
    ]


def test_a_picture_inside_its_address_is_good(tmp_path: Path) -> None:
    assert (
        home('<img src="data:image/svg+xml,x"><p style="background:url(data:image/png;base64,AA==)">', tmp_path) == []
    )


def test_an_id_given_twice_is_reported_once(tmp_path: Path) -> None:
    assert home('<p id="a">\n<p id="a">\n<p id="a"><p id="b">', tmp_path) == [
        "index.html:2:1: error[duplicate-id]: id 'a' is given 3 times, first on line 1; expected once"
    ]


def test_a_page_that_no_click_reaches_is_an_orphan(tmp_path: Path) -> None:
    pages = {
        "far/a/index.html": '<a href="../b/">b</a>',
        "far/b/index.html": '<a href="../a/">a</a>',
        "far/index.html": "",
    }
    assert home('<link rel="next" href="far/a/"><a href="far/">far</a>', tmp_path, **pages) == [
        "far/a/index.html:1:1: error[orphan-page]: no chain of clicks leads here from 'index.html', "
        "expected a link in 'far/index.html'",
        "far/b/index.html:1:1: error[orphan-page]: no chain of clicks leads here from 'index.html', "
        "expected a link in 'far/index.html'",
    ]


def test_a_redirect_and_the_page_for_errors_are_no_orphans(tmp_path: Path) -> None:
    pages = {"old/index.html": '<meta http-equiv="Refresh" content="0; url=../lamps/#tall">', "404.html": ""}
    assert home("", tmp_path, **pages) == []


def test_the_target_of_a_redirect_is_checked(tmp_path: Path) -> None:
    assert home("", tmp_path, **{"old/index.html": "<meta http-equiv=refresh content='0;URL=\"../lamp/\"'>"}) == [
        "old/index.html:1:1: error[broken-link]: '../lamp/' leads to 'lamp/', which is not there; did you mean 'lamps/'?"
    ]


def test_a_click_on_a_redirect_leads_on(tmp_path: Path) -> None:
    pages = {"old/index.html": '<meta http-equiv="refresh" content="0; url=../new/">', "new/index.html": ""}
    assert home('<a href="old/">old</a>', tmp_path, **pages) == []


def test_a_relative_link_in_the_page_for_errors_is_broken(tmp_path: Path) -> None:
    page = '<a href="/kb/lamps/">x</a>\n<a href="lamps/">x</a><a href="#">x</a>'
    assert home("", tmp_path, SITE, **{"404.html": page}) == [
        "404.html:2:1: error[broken-link]: 'lamps/' is relative in a page shown at any address, expected '/kb/lamps/'"
    ]


def test_a_link_out_of_the_site_is_broken(tmp_path: Path) -> None:
    assert home(
        '<a href="../x">x</a>\n<a href="/lamps/">x</a>\n<a href="%2e%2e/x">x</a><img src="/x">', tmp_path, SITE
    ) == [
        "index.html:1:1: error[broken-link]: '../x' leads out of the site, expected a path under '/kb/'",
        "index.html:2:1: error[broken-link]: '/lamps/' leads out of the site, expected a path under '/kb/'",
        "index.html:3:1: error[broken-link]: '%2e%2e/x' leads out of the site, expected a path under '/kb/'",
        "index.html:3:1: error[missing-file]: '/x' leads out of the site, expected a path under '/kb/'",
    ]


def test_full_addresses_of_the_site_itself_are_checked(tmp_path: Path) -> None:
    body = f'<a href="{SITE}lamps/">x</a><script src="{SITE}lamp.png"></script><a href="/kb">x</a>\n<a href="{SITE}lamp/">x</a>'
    assert home(body, tmp_path, SITE) == [
        f"index.html:2:1: error[broken-link]: '{SITE}lamp/' leads to 'lamp/', which is not there; did you mean 'lamps/'?"
    ]


def test_a_canonical_address_is_one_of_the_site(tmp_path: Path) -> None:
    pages = {
        "a.html": f'<link rel="canonical" href="{SITE}lamps/">',
        "b.html": '<link rel="canonical" href="https://elsewhere.example/kb/">',
        "c.html": f'<link rel="canonical" href="{SITE}lamp/">',
        "d.html": '<link rel="canonical" href="lamps/">',
    }
    links = "".join(f'<a href="{name}">x</a>' for name in pages)
    assert home(links, tmp_path, SITE, **pages) == [
        f"b.html:1:1: error[broken-link]: 'https://elsewhere.example/kb/' is not an address of this site, expected '{SITE}…'",
        f"c.html:1:1: error[broken-link]: '{SITE}lamp/' leads to 'lamp/', which is not there; did you mean 'lamps/'?",
        f"d.html:1:1: error[broken-link]: 'lamps/' is not an address of this site, expected '{SITE}…'",
    ]


def test_the_addresses_of_the_sitemap_are_checked(tmp_path: Path) -> None:
    addresses = [f"{SITE}lamps/", f"{SITE}Lamps/", f"{SITE}lamp/", "http://lamps.example/"]
    locations = "\n".join(f"<url><loc>{address}</loc></url>" for address in addresses)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{locations}</urlset>'
    assert home("", tmp_path, SITE, **{"sitemap.xml": sitemap}) == [
        f"sitemap.xml:3:1: error[wrong-case]: '{SITE}Lamps/' differs in case from 'lamps/'",
        f"sitemap.xml:4:1: error[broken-link]: '{SITE}lamp/' leads to 'lamp/', which is not there; did you mean 'lamps/'?",
        f"sitemap.xml:5:1: error[broken-link]: 'http://lamps.example/' is not an address of this site, expected '{SITE}…'",
    ]


def test_a_site_without_a_home_page_is_one_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, {"a.html": ""}) == [
        "index.html:1:1: error[missing-file]: the site has no 'index.html', expected a home page"
    ]


def test_a_page_nested_too_deeply_to_read_is_reported(tmp_path: Path) -> None:
    page = {"deep.html": "<div>" * 3000 + '<a href="nowhere/">'}
    assert home('<a href="deep.html">x</a>', tmp_path, **page) == [
        "deep.html:1:1: error[unreadable-page]: elements are nested too deeply to read, expected fewer than 2048"
    ]


def test_what_was_checked_is_counted(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="#">x</a><a href="#top">x</a>', encoding="utf-8")
    report = Report()
    check_site(tmp_path, report)
    assert report.checked == {"pages checked": 1, "links checked": 2}
