"""Settings: what every site has, what a project says over it, and what the renderer is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from druzhba_kb.locales import base_language
from druzhba_kb.pipeline.settings import (
    MOST_INSTANT,
    OFFLINE,
    PRIVATE,
    PUBLIC,
    Edition,
    look_across,
    page_settings,
    read_settings,
    renderer_settings,
)
from druzhba_kb.report import Report
from druzhba_kb.theme import SETTINGS

NAV = [{"Overview": "index.md"}]
NAME = "site_name: Lights\n"
DEFAULTS = yaml.safe_load(SETTINGS.read_text("utf-8"))
OURS = {"docs_dir": "docs.outlines", "site_dir": "site", "use_directory_urls": True, "nav": NAV}


def text(root: Path, own: str, pages: int = 1, edition: Edition = PUBLIC, trusted: bool = True) -> str:
    (root / "mkdocs.yml").write_text(NAME + own)
    report = Report()
    read = read_settings(root, report, trusted)
    assert read is not None, report.findings
    return renderer_settings(read, edition, "docs.outlines", "docs.theme", NAV, pages)


def effective(root: Path, own: str, pages: int = 1, edition: Edition = PUBLIC) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text(root, own, pages, edition))
    return found


def faults(root: Path, own: str) -> list[str]:
    (root / "mkdocs.yml").write_text(own)
    report = Report()
    assert read_settings(root, report) is None
    return [str(finding) for finding in report.in_order()]


def test_a_project_that_says_its_name_alone_has_what_every_site_has(tmp_path: Path) -> None:
    theme = {**DEFAULTS["theme"], "custom_dir": "docs.theme"}
    assert effective(tmp_path, "") == {"site_name": "Lights", **DEFAULTS, **OURS, "theme": theme}


def test_what_a_project_says_stands_over_it_key_by_key(tmp_path: Path) -> None:
    own = "plugins: [search]\ntheme: {language: de, features: [navigation.top]}\nextra: {report_url: 'mailto:a@b.example'}\n"
    found = effective(tmp_path, own)
    assert found["plugins"] == ["search"]
    assert found["theme"] == {
        **DEFAULTS["theme"], "language": "de", "features": ["navigation.top"], "custom_dir": "docs.theme"
    }  # fmt: skip
    assert found["extra"] == {"generator": False, "report_url": "mailto:a@b.example"}


def test_a_projects_styles_and_scripts_come_after_those_of_the_theme_and_none_twice(tmp_path: Path) -> None:
    own = (
        "extra_css: [assets/site.css, assets/own.css]\n"
        "extra_javascript: [assets/site.js, {path: assets/own.js, defer: true}]\n"
    )
    found = effective(tmp_path, own)
    assert found["extra_css"] == [*DEFAULTS["extra_css"], "assets/own.css"]
    assert found["extra_javascript"] == [*DEFAULTS["extra_javascript"], {"path": "assets/own.js", "defer": True}]


def test_a_key_without_a_value_says_nothing(tmp_path: Path) -> None:
    assert effective(tmp_path, "extra_css:\nplugins:\ntheme:\n") == effective(tmp_path, "")


def test_where_the_tree_and_the_site_are_is_not_the_projects_choice(tmp_path: Path) -> None:
    own = "docs_dir: a\nsite_dir: b\nuse_directory_urls: false\nnav: [c.md]\ntheme: {custom_dir: templates/theme}\n"
    assert effective(tmp_path, own) == effective(tmp_path, "")


def test_tags_of_mkdocs_pass_as_they_are(tmp_path: Path) -> None:
    assert "site_url: !ENV [SITE, '']" in text(tmp_path, "site_url: !ENV [SITE, '']\n")


def test_an_edition_has_the_last_word(tmp_path: Path) -> None:
    found = effective(tmp_path, "site_url: https://a.example/\nextra: {robots: all, report_url: x}\n", edition=PRIVATE)
    assert (found["site_url"], found["site_dir"]) == ("", "private")
    assert found["extra"] == {"generator": False, "report_url": "x", **PRIVATE.settings["extra"]}  # type: ignore[dict-item]


def test_the_pages_are_given_the_plain_settings(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        NAME + "repo_url: https://git.example/\nextra: {report_url: 'mailto:a@b.example'}\n"
    )
    read = read_settings(tmp_path, Report())
    assert read is not None
    assert page_settings(read, OFFLINE, Report()) == {
        "site_name": "Lights",
        "site_description": "",
        "site_author": "",
        "language": "en",
        "license": "",
        "site_url": "",
        "repo_url": "https://git.example/",
        "report_url": "mailto:a@b.example",
        "full_texts": "",
        "whole_lists": "yes",
    }


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (
            f"{NAME}theme: [\n",
            "2:8: error[bad-config]: cannot be read: '[' is not closed; expected: theme: []",
        ),
        (
            f"{NAME}theme:\n\tlanguage: en\n",
            "3:1: error[bad-config]: cannot be read: a tab indents this line; expected spaces",
        ),
        (f"{NAME}theme: *none\n", "1:1: error[bad-config]: cannot be read: found undefined alias 'none'"),
        (
            f"{NAME}theme: {'[' * 3000}{']' * 3000}\n",
            "1:1: error[bad-config]: cannot be read: values are nested too deeply",
        ),
        ("theme: material\n", "1:1: error[bad-config]: 'site_name' is missing; expected the name of the site"),
        (
            "theme: {}\nsitename: Lights\n",
            "2:1: error[bad-config]: 'sitename' has no effect here, and 'site_name' is missing; did you mean 'site_name'?",
        ),
        ("site_name: [Lights]\n", "1:1: error[bad-config]: 'site_name' is missing; expected the name of the site"),
        ("- site_name\n", "1:1: error[bad-config]: 'site_name' is missing; expected the name of the site"),
        (f"{NAME}theme: material\n", "2:8: error[bad-config]: 'theme' holds a single value; expected a mapping"),
        (f"{NAME}extra: [a]\n", "2:8: error[bad-config]: 'extra' holds a list; expected a mapping"),
        (f"{NAME}extra_css: own.css\n", "2:12: error[bad-config]: 'extra_css' holds a single value; expected a list"),
        (
            f"{NAME}validation: {{links: warn}}\n",
            "2:21: error[bad-config]: 'links' holds a single value; expected a mapping",
        ),
        (
            f"{NAME}INHERIT: ../base.yml\n",
            "2:10: error[bad-config]: 'INHERIT' is not followed; expected the settings themselves here",
        ),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(own: str, fault: str, tmp_path: Path) -> None:
    assert faults(tmp_path, own) == [f"mkdocs.yml:{fault}"]


def test_settings_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff\n")
    report = Report()
    assert read_settings(tmp_path, report) is None
    assert [finding.code for finding in report.findings] == ["bad-config"]


def test_many_pages_have_no_instant_navigation(tmp_path: Path) -> None:
    features = DEFAULTS["theme"]["features"]
    assert "navigation.instant" in features
    assert effective(tmp_path, "", MOST_INSTANT)["theme"]["features"] == features
    assert effective(tmp_path, "", MOST_INSTANT + 1)["theme"]["features"] == features[:-1]
    assert effective(tmp_path, "theme: {features: x}\n", MOST_INSTANT + 1)["theme"]["features"] == "x"


@pytest.mark.parametrize(
    ("own", "do"), [("", False), ("plugins: []\n", False), ("plugins: [search]\n", True), ("hooks: [own.py]\n", True)]
)
def test_plugins_and_hooks_may_look_across_pages(own: str, do: bool, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(NAME + own)
    read = read_settings(tmp_path, Report(), trusted=True)
    assert read is not None
    assert look_across(read) is do


def test_hooks_of_ours_come_after_those_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{NAME}hooks: [own.py]\n")
    read = read_settings(tmp_path, Report(), trusted=True)
    assert read is not None
    made = renderer_settings(read, PUBLIC, "docs", "docs.theme", NAV, 1, [Path("/ours.py")])
    assert yaml.safe_load(made)["hooks"] == ["own.py", "/ours.py"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("https://kb.example/a", "https://kb.example/a/"), ("https://kb.example/a/", None), ("''", "")],
)
def test_an_address_of_the_site_ends_in_a_slash(tmp_path: Path, written: str, expected: str | None) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{NAME}site_url: {written}\n")
    read = read_settings(tmp_path, Report())
    assert read is not None
    assert page_settings(read, PUBLIC, Report())["site_url"] == (written if expected is None else expected)


def test_a_licence_is_named_as_spdx_names_it(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{NAME}extra: {{license: cc-by-4.0}}\n")
    read, report = read_settings(tmp_path, Report()), Report()
    assert read is not None
    assert (page_settings(read, PUBLIC, report)["license"], report.findings) == ("CC-BY-4.0", [])


@pytest.mark.parametrize("written", ["CC BY 4.0", "MIT OR CC0-1.0", "[MIT]", "free", "{a: b}"])
def test_what_is_no_licence_is_told_at_its_place(tmp_path: Path, written: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{NAME}extra: {{license: {written}}}\n")
    read, report = read_settings(tmp_path, Report()), Report()
    assert read is not None
    page_settings(read, PUBLIC, report)
    assert [str(one) for one in report.in_order()] == [
        "mkdocs.yml:2:18: error[bad-config]: 'license' is no licence of spdx.org/licenses; expected one identifier, such as "
        "CC-BY-4.0"
    ]


def test_a_renderer_without_hooks_is_given_escaped_texts(tmp_path: Path) -> None:
    own = 'copyright: "<b>We</b>"\nextra: {footer: <i>foot</i>, generator: false, social: [{name: a & b}]}\nsite_author: Ada\n'
    found = yaml.safe_load(text(tmp_path, own, edition=replace(PUBLIC, renderer="zensical"), trusted=False))
    assert (found["copyright"], found["site_author"]) == ("&lt;b&gt;We&lt;/b&gt;", "Ada")
    assert found["extra"] == {
        "generator": False, "footer": "&lt;i&gt;foot&lt;/i&gt;", "social": [{"name": "a &amp; b"}],
    }  # fmt: skip
    trusted = yaml.safe_load(text(tmp_path, own, edition=replace(PUBLIC, renderer="zensical", trusted=True)))
    assert trusted["copyright"] == "<b>We</b>"


def test_settings_that_are_nested_too_deeply_are_told_by_the_build_and_stop_no_check(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Lights\nx: {'[' * 3000}\n")
    assert base_language(tmp_path) is None


@pytest.mark.parametrize(
    ("code", "column", "fault", "hint"),
    [
        ("pt_BR", 13, "'pt_BR' is no language; expected its code", "; did you mean 'pt-BR'?"),
        ("DE", 13, "'DE' is no language; expected its code", "; did you mean 'de'?"),
        ("german", 13, "'german' is no language; expected its code", "; did you mean 'de'?"),
        ("../x", 13, "'../x' is no language; expected its code", ""),
        ("de@euro", 13, "'de@euro' is no language; expected its code", "; did you mean 'de'?"),
        ("en_US.UTF-8", 13, "'en_US.UTF-8' is no language; expected its code", "; did you mean 'en-US'?"),
        ("sr_RS@latin", 13, "'sr_RS@latin' is no language; expected its code", "; did you mean 'sr-Latn-RS'?"),
        ("C.UTF-8", 13, "'C.UTF-8' is no language; expected its code", ""),
        ("deu", 13, "'deu' is no language; expected its code", "; did you mean 'de'?"),
        ("zz", 13, "'zz' is no language; expected its code", ""),
        ("[de, ru]", 13, "'a list' is no language; expected its code", ""),
        ("", 12, "'' is no language; expected its code", ""),
    ],
)
def test_a_language_that_is_none_is_told_once_with_the_nearest(
    tmp_path: Path, code: str, column: int, fault: str, hint: str
) -> None:
    told = f"mkdocs.yml:3:{column}: error[bad-config]: {fault} by BCP 47, as in de or pt-BR{hint}"
    assert faults(tmp_path, f"{NAME}theme:\n  language: {code}\n") == [told]


@pytest.mark.parametrize("code", ["en-US", "pt-BR", "zh-Hant", "sr-Latn-RS", "nb"])
def test_a_language_of_bcp_47_is_one(tmp_path: Path, code: str) -> None:
    assert effective(tmp_path, f"theme: {{language: {code}}}\n")["theme"]["language"] == code
