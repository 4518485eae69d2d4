"""What hostile files try, and where each is caught: a row for each attack."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.pipeline.settings import IF_TRUSTED, WITHOUT, read_settings
from druzhba_kb.report import Place, Report
from druzhba_kb.reporter import LONGEST, formatted
from tests.projects import make_project, override, run
from tests.sites_on_disk import lay_out

ADA, KIND = "entities/people/ada-finch.yml", "entities/lighthouses/_kind.yml"
COURIER, CHANGES = "articles/courier-1931.md", "articles/_changes.yml"


def findings(root: Path, file: str, old: str, new: str) -> list[str]:
    """Return what a check says after one text of a file is another, or the file has been written where there is none."""
    path, report = root / file, Report()
    text = path.read_text("utf-8") if path.exists() else old
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    check(root, report, guarded=False)
    return [f"{one.place} {one.code}" for one in report.in_order()]


@pytest.mark.parametrize(
    ("file", "old", "new", "caught"),
    [
        (ADA, "name: Ada Finch", 'name: "Ada \\e]0;X\\a\\e[2J"', [f"{ADA}:1:{at}" for at in (12, 18, 20)]),
        (ADA, "name: Ada Finch", "name: Ada \u202eFinch", [f"{ADA}:1:11"]),
        (ADA, "name: Ada Finch", "name: Ada Finch # \u2066 a remark", [f"{ADA}:1:19"]),
        (ADA, "name: Ada Finch", "name: Ada \x1b[2JFinch", [f"{ADA}:1:11"]),
        (ADA, "name: Ada Finch", "name: Ada Finch\naliases: [{name: Ada\ue000, note: n}]", [f"{ADA}:2:21"]),
        (ADA, "name: Ada Finch", 'name: "Ada\\ufffe"', [f"{ADA}:1:11"]),
        (KIND, "label: Lighthouse", 'label: "Light\\x9bhouse"', [f"{KIND}:1:14"]),
        (KIND, "unit: metres", 'unit: "me\\vtres"', [f"{KIND}:8:52"]),
        (COURIER, "title: New Lamp for Gull Point", 'title: "New\\x1b"', [f"{COURIER}:2:12"]),
        (COURIER, "forty.", "forty\U000e0041.", [f"{COURIER}:20:37"]),
        (CHANGES, "", '"2020-01-01":\n  - {title: "A\\vB", items: []}\n', [f"{CHANGES}:2:15"]),
        ("entities/_moved.yml", "", 'a: "\\u2069"\n', ["entities/_moved.yml:1:5"]),
        ("references/coast-pilot.yml", "title: ", "title: \u2028", ["references/coast-pilot.yml:1:8"]),
    ],
)
def test_a_text_holds_no_character_that_is_none(
    file: str, old: str, new: str, caught: list[str], tmp_path: Path
) -> None:
    found = findings(lay_out(None, tmp_path / "site"), file, old, new)
    assert [one for one in found if one.endswith(" bad-character")] == [f"{place} bad-character" for place in caught]


def test_a_private_text_is_as_its_publisher_wrote_it(tmp_path: Path) -> None:
    found = findings(lay_out(None, tmp_path / "site"), "sources/courier-1931.md", "\n\n", "\n\n\ue000\n\n")
    assert not any("bad-character" in one for one in found)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_message_clears_a_terminal_or_fills_more_than_a_screen(form: str, tmp_path: Path) -> None:
    report = Report()
    report.error(Place("a\x1b.yml"), "bad-value", "'\x1b[2J\x9b\u202e\n' is none; " + "[a](" * 250_000)
    (told,) = formatted(report.findings, tmp_path, form)
    assert len(told) < LONGEST + 200
    assert told.isprintable()


NAME = "site_name: Lights\n"
PROGRAMS = "may run programs and read files of this machine"
PLAIN = f"; expected plain settings{IF_TRUSTED}"


@pytest.mark.parametrize(
    ("own", "caught"),
    [
        ("hooks: [../h.py]", f"2:8: error[untrusted-setting]: 'hooks' {PROGRAMS}{PLAIN}"),
        ("plugins: [search]", f"2:10: error[untrusted-setting]: 'plugins' {PROGRAMS}{WITHOUT['plugins']}{PLAIN}"),
        ("extra_templates: [assets/a.html]", f"2:18: error[untrusted-setting]: 'extra_templates' {PROGRAMS}{PLAIN}"),
        ("markdown_extensions: [pymdownx.snippets]", f"2:22: error[untrusted-setting]: "
         f"'markdown_extensions' {PROGRAMS}{WITHOUT['markdown_extensions']}{PLAIN}"),
        ("INHERIT: ../base.yml", "2:10: error[bad-config]: 'INHERIT' is not followed; expected the settings themselves here"),
        (
            "<<: {INHERIT: ../base.yml}",
            f"2:1: error[yaml-alias]: the merge key '<<' stands here; expected the values written out{IF_TRUSTED}",
        ),
        (
            "copyright: !ENV SECRET_TOKEN",
            f"2:12: error[yaml-tag]: the tag '!ENV' stands here; expected a plain value{IF_TRUSTED}",
        ),
        (
            "extra: {x: !!python/object/apply:os.system [id]}",
            "2:12: error[yaml-tag]: the tag 'tag:yaml.org,2002:python/object/apply:os.system' stands here; "
            f"expected a plain value{IF_TRUSTED}",
        ),
        ("site_url: 'https://a.example/\");x()//'", "2:11: error[bad-config]: 'site_url' is no address; expected https: or "
         "http:, without spaces and quotation marks"),
        ("repo_url: javascript:x()", "2:11: error[bad-config]: 'repo_url' is no address; expected https: or http:, "
         "without spaces and quotation marks"),
        ('copyright: "\\e[2J"', "2:13: error[bad-character]: the control character U+001B stands here; "
         "expected text that can be printed"),
        ("copyright: \u202eA", "2:12: error[bad-character]: U+202E turns the direction of writing, without its other half "
         "in the line; expected both or none"),
    ],
)  # fmt: skip
def test_settings_are_data_unless_they_are_trusted(own: str, caught: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{NAME}{own}\n", "utf-8")
    report = Report()
    assert read_settings(tmp_path, report) is None
    assert [str(one) for one in report.in_order()] == [f"mkdocs.yml:{caught}"]
    if "bad-config" not in caught:
        trusting = Report()
        assert read_settings(tmp_path, trusting, trusted=True) is not None
        assert trusting.findings == []


def test_a_link_in_the_place_of_the_settings_publishes_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("site_name: Secret\n")
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/mkdocs.yml").symlink_to("../secret.yml")
    report = Report()
    assert read_settings(tmp_path / "kb", report) is None
    assert [str(one) for one in report.in_order()] == [
        "mkdocs.yml:1:1: error[outside-link]: this link leads out of the project"
    ]


@pytest.mark.parametrize("name", ["templates/assets/leak.css", "templates/theme", "templates"])
@pytest.mark.parametrize("target", ["/etc", "sources"])
def test_a_link_in_the_look_of_a_site_publishes_no_other_file(name: str, target: str, tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).symlink_to(root / target)
    report = Report()
    check(root, report, guarded=False)
    assert [str(one) for one in report.in_order() if one.code == "outside-link"] == [
        f"{name}:1:1: error[outside-link]: this link leads out of 'templates'"
    ]


RUNS = '{{ cycler.__init__.__globals__.os.system("touch TOUCHED") }}'


def put_in(template: Path, text: str) -> None:
    """Have a template print a text at its end; one that extends another prints only what stands in a block."""
    before, end, after = template.read_text("utf-8").rpartition("{% endblock %}")
    template.write_text(f"{before}{text}{end}{after}" if end else f"{after}{text}", "utf-8")


@pytest.mark.parametrize(
    ("name", "attack"),
    [
        ("about.md.j2", RUNS),
        ("partials/parts.j2", RUNS),
        ("theme/main.html", RUNS),
        ("theme/404.html", "{{ config.theme.get_env().from_string('{{ 7 }}').render() }}"),
        ("theme/404.html", "{{ config.load_dict({}) }}"),
    ],
)
def test_a_template_that_is_not_ours_reaches_nothing_but_what_it_is_given(
    name: str, attack: str, tmp_path: Path
) -> None:
    root = make_project("good", tmp_path / "kb")
    put_in(override(root, name), attack.replace("TOUCHED", str(tmp_path / "ran")))
    done = run(root)
    assert (done.returncode, (tmp_path / "ran").exists(), "Traceback" in done.stderr) == (1, False, False)
    assert f"templates/{name}:" in done.stderr


def test_settings_reach_pages_as_text_and_an_own_template_as_it_was(tmp_path: Path) -> None:
    root = make_project("good", tmp_path / "kb")
    mark = "</title><script>alert(1)</script>"
    own = "".join(f"{name}: 'A & B {mark}\"'\n" for name in ("site_name", "site_description", "copyright", "repo_name"))
    own += f"repo_url: https://lights.example/\ntheme: {{direction: 'ltr\"{mark}', language: en}}\n"
    (root / "mkdocs.yml").write_text(own, "utf-8")
    put_in(override(root, "theme/main.html"), "<hr id='own'>")
    done = run(root)
    assert done.returncode == 0, done.stderr
    pages = [path.read_text("utf-8") for path in (root / "build/site").rglob("*.html")]
    assert not any("<script>alert" in page or "&amp;amp;" in page for page in pages)
    home = (root / "build/site/index.html").read_text("utf-8")
    assert "A &amp; B &lt;/title&gt;" in home and "<hr id='own'>" in home
