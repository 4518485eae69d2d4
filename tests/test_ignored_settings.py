"""Ignored settings: what a MkDocs site may say and has no effect here is a warning at its line that names the way."""

from __future__ import annotations

from pathlib import Path

import yaml

from druzhba_kb.pipeline.ignored_settings import WAYS, leave_out_ignored, plain, report_lost_files, report_misspelt
from druzhba_kb.pipeline.settings import read_settings
from druzhba_kb.report import Report
from druzhba_kb.theme import SETTINGS, Theme

USUAL = yaml.compose(SETTINGS.read_text("utf-8"), Loader=yaml.SafeLoader)


def warnings(settings: str) -> list[str]:
    report = Report()
    leave_out_ignored(yaml.compose(settings, Loader=yaml.SafeLoader), USUAL, report)
    return [str(finding) for finding in report.findings]


def test_each_setting_without_effect_is_told_at_its_place() -> None:
    told = warnings(
        "site_name: x\nnav: [a.md]\ntheme:\n  name: readthedocs\n  palette: {primary: teal}\nextra:\n  analytics: {property: x}\n"
    )
    assert told == [
        f"mkdocs.yml:2:6: warning[ignored-setting]: 'nav' has no effect here: {WAYS['nav']}",
        f"mkdocs.yml:4:9: warning[ignored-setting]: 'theme.name' has no effect here: {WAYS['theme.name']}",
        f"mkdocs.yml:5:12: warning[ignored-setting]: 'theme.palette' has no effect here: {WAYS['theme.palette']}",
        f"mkdocs.yml:7:14: warning[ignored-setting]: 'extra.analytics' has no effect here: {WAYS['extra.analytics']}",
    ]


def test_a_setting_that_is_told_to_have_no_effect_has_none(tmp_path: Path) -> None:
    own = "site_name: x\ntheme: {font: {text: Arial}, language: de}\nextra: {languages: [{link: /de/}], analytics: {}, mine: y}\n"
    (tmp_path / "mkdocs.yml").write_text(own)
    read = read_settings(tmp_path, Report())
    assert read is not None
    found = plain(read)
    assert (found["theme"]["font"], found["theme"]["language"]) == ("false", "de")
    assert found["extra"] == {"generator": "false", "mine": "y"}


def test_what_every_site_has_or_is_left_empty_is_no_matter() -> None:
    assert warnings(SETTINGS.read_text("utf-8")) == []
    assert warnings("nav:\ntheme: {font: false, name: material}\nuse_directory_urls: true\n") == []


def test_a_setting_that_is_nearly_one_is_told_with_that_one() -> None:
    settings = (
        "site_name: x\ncopyrigth: y\nown: z\ntheme: {acent: '#0a7d59', font: false}\nextra: {footr: A, mine: B}\n"
    )
    report = Report()
    report_misspelt(yaml.compose(settings, Loader=yaml.SafeLoader), report)
    assert [str(finding) for finding in report.findings] == [
        "mkdocs.yml:2:1: warning[ignored-setting]: 'copyrigth' has no effect here; did you mean 'copyright'?",
        "mkdocs.yml:4:9: warning[ignored-setting]: 'theme.acent' has no effect here; did you mean 'accent'?",
        "mkdocs.yml:5:9: warning[ignored-setting]: 'extra.footr' has no effect here; did you mean 'footer'?",
    ]


def test_a_style_or_script_that_is_not_there_is_an_error_with_the_nearest() -> None:
    report, theme = Report(), Theme({"assets/mine.css": SETTINGS}, frozenset(), ())
    settings = (
        "extra_css: [assets/mine.css, assets/mien.css]\nextra_javascript:\n  - path: assets/x.js\n    defer: true\n"
    )
    report_lost_files(yaml.compose(settings, Loader=yaml.SafeLoader), theme, report)
    assert [str(finding) for finding in report.findings] == [
        "mkdocs.yml:1:30: error[bad-config]: there is no 'templates/assets/mien.css'; did you mean 'templates/assets/mine.css'?",
        "mkdocs.yml:3:11: error[bad-config]: there is no 'templates/assets/x.js'; did you mean 'templates/assets/mine.css'?",
    ]
