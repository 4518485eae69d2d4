"""Look: colours that can be read in both schemes, pictures and fonts that are there, and what is said of those that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from druzhba_kb.cli import main
from druzhba_kb.model import Records
from druzhba_kb.pipeline.look import Look, check_settings, read_look
from druzhba_kb.report import Report
from druzhba_kb.theme import Theme
from tests.projects import make_project

ASSETS = ("assets/logo.svg", "assets/icon.png", "assets/text.woff2", "assets/Head Bold.woff2")

PAIR = ", or a list of two, the second for dark pages"
ROMAN = "font-weight: 100 900; font-style: normal; font-display: swap; }\n"


def look(settings: str) -> tuple[Look, list[str]]:
    report = Report()
    found = read_look(yaml.compose(settings, Loader=yaml.SafeLoader), ASSETS, Theme(), report)
    return found, [str(finding) for finding in report.findings]


def test_nothing_is_made_where_nothing_is_said() -> None:
    assert look("theme: {language: de, icon: {logo: material/bridge}}") == (Look("", {}), [])


def test_an_icon_that_is_not_there_is_told_at_its_place_with_the_nearest() -> None:
    assert look(
        "theme: {icon: {logo: material/brigde, repo: a/../b}}\nextra: {social: [{icon: fontawesome/brands/mastodom}]}"
    )[1] == [
        "mkdocs.yml:1:22: error[bad-config]: there is no icon 'material/brigde'; did you mean 'material/bridge'?",
        "mkdocs.yml:1:45: error[bad-config]: there is no icon 'a/../b'",
        "mkdocs.yml:2:25: error[bad-config]: there is no icon 'fontawesome/brands/mastodom'; did you mean "
        "'fontawesome/brands/mastodon'?",
    ]


def test_an_accent_is_lighter_on_dark_pages_by_itself() -> None:
    found, faults = look("theme: {accent: '#0a7d59'}")
    assert faults == []
    assert found.sheet == (
        '[data-md-color-scheme="default"] { --acc: #0a7d59; --accbg: #ebf5f2; --accline: #84beac; }\n'
        '[data-md-color-scheme="slate"] { --acc: #0c9b6e; --accbg: #102123; --accline: #0e5845; }\n'
        "@media screen and (scripting: none) and (prefers-color-scheme: dark) "
        '{ [data-md-color-scheme="default"]:not(.framed) { --acc: #0c9b6e; --accbg: #102123; --accline: #0e5845; } }\n'
    )


@pytest.mark.parametrize(
    ("accent", "column", "fault"),
    [
        ("'#fc0'", 17, "'#fc0' has a contrast of 1.38:1 on light pages; expected 4.5:1, as '#876c00' has"),
        ("['#00f', '#00f']", 26, "'#00f' has a contrast of 1.89:1 on dark pages; expected 4.5:1, as '#7676ff' has"),
        ("teal", 17, f"'teal' is no colour; expected one such as '#0a5a8a'{PAIR}"),
        ("['#000', '#fff', '#000']", 17, f"'#000, #fff, #000' is no colour; expected one such as '#0a5a8a'{PAIR}"),
    ],
)  # fmt: skip
def test_an_accent_that_cannot_be_read_is_refused_with_the_nearest_that_can(
    accent: str, column: int, fault: str
) -> None:
    assert look(f"theme: {{accent: {accent}}}")[1] == [f"mkdocs.yml:1:{column}: error[bad-config]: {fault}"]


def test_check_says_of_the_settings_what_a_build_would(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project("good", tmp_path / "site")
    (root / "mkdocs.yml").write_text(
        "site_name: Lamps\ntheme: {accent: '#fc0'}\nextra_css: [none.css]\nnav: [a.md]\n"
        "extra: {license: free, report_url: 'javascript:x'}\n"
    )
    told = {}
    for command in ("check", "build"):
        assert main(["--root", str(root), command, "--format", "json"]) == 1
        findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        told[command] = [(one["line"], one["column"], one["code"]) for one in findings if one["file"] == "mkdocs.yml"]
    assert told["check"] == told["build"]
    assert told["check"] == [
        (2, 18, "bad-config"),
        (3, 13, "bad-config"),
        (4, 6, "ignored-setting"),
        (5, 18, "bad-config"),
        (5, 36, "bad-config"),
    ]


def test_a_language_without_a_catalogue_is_told_before_a_build(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Lamps\ntheme: {language: fr}\n")
    report = Report()
    check_settings(tmp_path, Records({}, {}, {}), report)
    assert [(str(one.place), one.code) for one in report.findings] == [("mkdocs.yml:2:19", "no-catalogue")]


@pytest.mark.parametrize(("broken", "more"), [("", []), ("title: [", ["yaml-syntax"])])
def test_a_language_that_is_none_is_told_beside_the_faults_of_the_content_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: str, more: list[str]
) -> None:
    root = make_project("good", tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lamps\ntheme: {language: english}\n")
    if broken:
        (root / "references/pilot.yml").write_text(broken)
    assert main(["--root", str(root), "check", "--format", "json"]) == 1
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["code"] for one in findings if one["level"] == "error"] == ["bad-config", *more]


def test_the_nearest_colour_that_is_offered_passes() -> None:
    assert look("theme: {accent: ['#876c00', '#7676ff']}")[1] == []


def test_pictures_of_assets_lie_in_the_site_below_media() -> None:
    found, faults = look("theme: {logo: assets/logo.svg, favicon: assets/icon.png}")
    assert (found, faults) == (Look("", {"logo": "media/logo.svg", "favicon": "media/icon.png"}), [])


def test_a_picture_of_the_theme_is_left_as_it_is() -> None:
    assert look("theme: {favicon: assets/images/favicon.png}") == (
        Look("", {"favicon": "assets/images/favicon.png"}),
        [],
    )


def test_fonts_are_named_by_what_they_are_for() -> None:
    found, faults = look("theme: {fonts: {text: assets/text.woff2, headings: assets/Head Bold.woff2}}")
    assert faults == []
    assert found.sheet == (
        f'@font-face {{ font-family: "own text"; src: url("../media/text.woff2"); {ROMAN}'
        f'@font-face {{ font-family: "own headings"; src: url("../media/Head%20Bold.woff2"); {ROMAN}'
        ':root { --k-serif: "own headings", serif; }\n'
        ':root { --k-sans: "own text", sans-serif; }\n'
    )  # fmt: skip
    assert yaml.safe_load(yaml.serialize(found.settings)) == {"theme": {}, "extra_css": ["assets/look.css"]}


def test_what_is_not_there_is_told_with_the_nearest() -> None:
    assert look("theme: {logo: assets/logo.sgv, fonts: {text: assets/txt.woff2, headngs: assets/text.woff2}}")[1] == [
        "mkdocs.yml:1:46: error[bad-config]: 'assets/txt.woff2' is no font in 'assets'; did you mean 'assets/text.woff2'?",
        "mkdocs.yml:1:64: error[bad-config]: there is no font 'headngs'; did you mean 'headings'?",
        "mkdocs.yml:1:15: error[bad-config]: 'assets/logo.sgv' is no picture in 'assets'; did you mean 'assets/logo.svg'?",
    ]
