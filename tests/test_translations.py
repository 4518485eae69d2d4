"""A base in several languages: its texts begin as a catalogue, are held against the originals, and make a site beside the first."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.previews import serving
from tests.projects import content, make_project, run

RU = "translations/ru.po"
GULL = "entities/lighthouses/gull-point.yml"
SAID = {
    ("mkdocs.yml: site_name", "Druzhba: the record, compared"): "Маяки",
    ("entities/lighthouses/_kind.yml: plural", "Lighthouses"): "Башни",
    (f"{GULL}: name", "Gull Point"): "Чаячий мыс",
    ("entities/people/ada-finch.yml: name", "Ada Finch"): "Ада Финч",
    (f"{GULL}: note", "The two papers give days two apart."): "Две газеты называют дни с разницей в два дня.",
}
SUMMARY = "Башня высотой 27 метров, о новой лампе которой объявила Ада Финч."


def translate(folder: Path, said: dict[tuple[str, str], str]) -> None:
    """Begin a catalogue and fill it in."""
    assert run(folder, "translate", "ru").returncode == 0
    with (folder / RU).open("rb") as stream:
        catalogue = read_po(stream, locale="ru")
    for one in catalogue:
        if one.context == f"{GULL}: summary":
            one.string = said.get((one.context, ""), "")
        one.string = said.get((str(one.context), str(one.id)), one.string)
    with (folder / RU).open("wb") as out:
        write_po(out, catalogue, include_lineno=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project whose Russian catalogue is filled in."""
    folder = make_project("good", tmp_path / "project")
    translate(folder, {**SAID, (f"{GULL}: summary", ""): SUMMARY})
    return folder


def told(folder: Path) -> list[str]:
    """Return what a check finds in the catalogue, without its line."""
    found = run(folder, "check").stderr + run(folder, "check").stdout
    lines = re.findall(r"^translations/ru\.po(?::\d+:\d+)?: (?:error|warning)(\[.*)$", found, re.MULTILINE)
    return sorted(set(lines))


def test_that_nothing_is_to_be_translated_is_said(tmp_path: Path) -> None:
    done = run(make_project("good", tmp_path / "project"), "translate", "en")
    assert (done.returncode, done.stdout) == (
        0,
        "nothing to translate: 'en' is the language of the base, and the catalogue of the site is complete\n",
    )


def test_the_texts_of_the_content_begin_as_a_catalogue_and_quotations_titles_and_values_do_not(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "project")
    done = run(folder, "translate", "ru")
    text = (folder / RU).read_text("utf-8")
    assert re.fullmatch(r"translations/ru\.po: 0 of \d+ texts are translated\n", done.stdout)
    for one in ("Gull Point", "A tower of 27 metres", "Lighthouses", "The two papers give days two apart."):
        assert one in text
    for one in ("27 metres high", "Ada Finch said", "1931-05-04", "almost as many masons"):
        assert one not in text


def test_a_translation_is_kept_and_where_its_text_has_changed_it_is_to_be_looked_at_and_not_shown(folder: Path) -> None:
    file = folder / GULL
    file.write_text(file.read_text("utf-8").replace("whose lamp was renewed", "whose great lamp was renewed"), "utf-8")
    assert told(folder) == [
        f"[translation-outdated]: there is no such text any more in '{GULL}: summary', so its translation is shown nowhere; "
        "'druzhba-kb translate ru' marks what is to be looked at"
    ]
    done = run(folder, "translate", "ru")
    assert "5 of " in done.stdout and "1 to be looked at, for their texts have changed" in done.stdout
    assert SUMMARY.split(",")[0] in (folder / RU).read_text("utf-8")
    assert told(folder) == []
    again = (folder / RU).read_bytes()
    run(folder, "translate", "ru")
    assert (folder / RU).read_bytes() == again


@pytest.mark.parametrize(
    ("summary", "faults"),
    [
        (SUMMARY, []),
        (
            SUMMARY.replace("27", "72"),
            [
                "[translation-number]: lacks the number '27' of the original: “A tower of 27 metres whose lamp was renewed, "
                "announced by Ada Finch.”",
                "[translation-number]: the number '72' does not stand in the original: “A tower of 27 metres whose lamp was "
                "renewed, announced by Ada Finch.”",
            ],
        ),
        (
            SUMMARY.replace("Ада Финч", "смотрительница"),
            [
                "[translation-name]: does not name 'Ada Finch', as the original does; expected a name that 'ada-finch' has in "
                "this language, such as 'Ада Финч'"
            ],
        ),
        (SUMMARY.replace("Башня", '"Башня" <{} %(x)s>'), []),
        (
            SUMMARY.replace("Башня", "[Башня](skerry-light.yml)"),
            [
                "[translation-link]: has, unlike the original, the link to 'skerry-light.yml'; expected the same as in the "
                "original"
            ],
        ),
    ],
)
def test_a_translation_has_the_numbers_the_names_and_the_links_of_its_original(
    tmp_path: Path, summary: str, faults: list[str]
) -> None:
    folder = make_project("good", tmp_path / "project")
    translate(folder, {**SAID, (f"{GULL}: summary", ""): summary})
    assert told(folder) == faults


def test_a_file_that_is_no_catalogue_of_a_language_is_told(folder: Path) -> None:
    (folder / "translations/xyz.po").write_text("", "utf-8")
    done = run(folder, "check")
    assert done.returncode == 1
    assert (
        "translations/xyz.po:1:1: error[bad-catalogue]: 'xyz.po' is no catalogue of a language"
        in done.stderr + done.stdout
    )


def test_the_site_in_another_language_stands_beside_the_first_with_the_same_pages(folder: Path) -> None:
    done = run(folder)
    assert done.returncode == 0, done.stderr
    site = content(folder / "build/site")
    here = {name for name in site if name.endswith(".html") and not name.startswith("ru/")}
    there = {name.removeprefix("ru/") for name in site if name.endswith(".html") and name.startswith("ru/")}
    assert here == there
    page = site["ru/lighthouses/gull-point/index.html"].decode()
    assert '<html lang="ru"' in page and "<title>Чаячий мыс" in page
    assert "Башня высотой 27 метров" in page and "27 metres high" in page
    skerry = site["ru/lighthouses/skerry-light/index.html"].decode()
    assert '<p><span lang="en" dir="auto">A tower that was held back by storms.</span></p>' in skerry
    assert "Gull Point" in page  # its name in the language of the base stays known
    assert 'hreflang="en" lang="en" href="../../../lighthouses/gull-point/"' in page
    first = site["lighthouses/gull-point/index.html"].decode()
    assert 'hreflang="ru" lang="ru" href="../../ru/lighthouses/gull-point/"' in first and "Чаячий" not in first
    assert run(folder).stdout.endswith("build/site is up to date: nothing has changed\n")


def test_an_edit_of_a_base_that_is_translated_has_but_the_links_checked_that_it_may_have_broken(folder: Path) -> None:
    assert run(folder).returncode == 0
    file = folder / GULL
    file.write_text(file.read_text("utf-8").replace("French form of the name.", "The French form."), "utf-8")
    done = run(folder)
    assert done.returncode == 0, done.stderr
    assert int(re.findall(r"(\d+) pages? checked", done.stdout)[0]) < 6


def test_of_a_translation_that_is_removed_nothing_stays_and_its_addresses_are_lost(folder: Path) -> None:
    settings, sitemap = folder / "mkdocs.yml", folder / "published.xml"
    text = settings.read_text("utf-8").replace('site_url: ""', "site_url: https://lights.example/")
    settings.write_text(text, "utf-8")
    assert run(folder).returncode == 0
    sitemap.write_bytes((folder / "build/site/sitemap.xml").read_bytes())
    assert "<loc>https://lights.example/ru/lighthouses/gull-point/</loc>" in sitemap.read_text("utf-8")
    (folder / RU).unlink()
    assert [
        line for line in run(folder, "build", "--published", str(sitemap)).stderr.splitlines() if "error[" in line
    ] == [
        "ru/:1:1: error[lost-address]: was published and leads nowhere now; expected translations/ru.po, which made this site"
    ]
    assert run(folder).returncode == 0
    assert not any(name.startswith("ru/") for name in content(folder / "build/site"))
    assert not any("/ru" in f"/{name}" for name in content(folder / "build"))


def test_links_to_headings_lead_to_the_same_in_each_language(folder: Path) -> None:
    (folder / "pages").mkdir(exist_ok=True)
    first = "See [below](#what-we-found), [that](second.md#part).\n\n## Before\n\n## What we found\n\nWords.\n"
    (folder / "pages/first.md").write_text(f"---\ntitle: First\n---\n\n{first}", "utf-8")
    (folder / "pages/second.md").write_text("---\ntitle: Second\n---\n\n## Part\n", "utf-8")
    translate(folder, {
        ("pages/first.md: text", "## What we found"): "## Что мы нашли",
        ("pages/first.md: text", "## Before"): "## Прежде",
        ("pages/second.md: text", "## Part"): "## Часть\n\n## Другая",
    })  # fmt: skip
    assert run(folder).returncode == 0
    page = (folder / "build/site/ru/first/index.html").read_text("utf-8")
    assert 'href="#what-we-found"' in page and 'href="../second/"' in page
    assert re.search(r'<div id="before"></div>(?:<!--[^>]*-->|\s)*<h2 id="прежде"', page)
    assert re.search(r'<div id="what-we-found"></div>(?:<!--[^>]*-->|\s)*<h2 id="что-мы-нашли"', page)


def test_a_renamed_record_and_a_renamed_kind_keep_their_translations(folder: Path) -> None:
    assert run(folder, "rename", "gull-point", "gull-light", "--yes").returncode == 0
    assert run(folder, "kind", "rename", "lighthouses", "towers", "--yes").returncode == 0
    assert told(folder) == []
    done = run(folder, "translate", "ru")
    assert "6 of " in done.stdout and "looked at" not in done.stdout


def test_the_preview_shows_a_translation_while_it_is_written(folder: Path) -> None:
    with serving(folder, "--language", "ru") as preview:
        preview.shows("lighthouses/gull-point/", "Чаячий мыс")
        preview.edit(RU, "Чаячий мыс", "Мыс Чаек")
        preview.shows("lighthouses/gull-point/", "Мыс Чаек")


def test_a_preview_in_a_language_without_a_catalogue_says_how_one_begins(folder: Path) -> None:
    done = run(folder, "serve", "--language", "fr")
    assert (done.returncode, done.stderr) == (
        2,
        "druzhba-kb: there is no translations/fr.po; 'druzhba-kb translate fr' begins it\n",
    )


def test_where_a_translator_knows_better_a_comment_in_the_catalogue_says_so(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "project")
    translate(folder, {**SAID, (f"{GULL}: summary", ""): SUMMARY.replace("27 метров", "двадцать с лишним метров")})
    assert [one.partition("]")[0] for one in told(folder)] == ["[translation-number"]
    text = (folder / RU).read_text("utf-8")
    at = text.index("#:", text.rindex("\n\n", 0, text.index(f'msgctxt "{GULL}: summary"')))
    (folder / RU).write_text(f"{text[:at]}# checked: the papers round it so\n{text[at:]}", "utf-8")
    assert told(folder) == []
    assert "1 weighed translation" in run(folder, "check").stdout


def test_of_a_language_that_is_not_read_the_digits_are_compared(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "project")
    assert run(folder, "translate", "pt-BR").returncode == 0
    file = folder / "translations/pt-BR.po"

    def filled(words: str) -> list[str]:
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale="pt_BR")
        for one in catalogue:
            if one.context == f"{GULL}: summary":
                one.string = words
        with file.open("wb") as out:
            write_po(out, catalogue, include_lineno=False)
        return re.findall(r"\[translation-number\][^;:]*", run(folder, "check").stderr)

    assert filled("Uma torre de 27 metros, anunciada por Ada Finch.") == []
    assert len(filled("Uma torre de 72 metros, anunciada por Ada Finch.")) == 2


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("translations/en.po", "", "bad-catalogue"),
        ("pages/ru.md", "---\ntitle: Ours\n---\n\nWords.\n", "page-collision"),
        ("pages/ru/more.md", "---\ntitle: Ours\n---\n\nWords.\n", "page-collision"),
    ],
)
def test_what_would_stand_in_the_place_of_a_translation_or_of_the_base_is_told(
    folder: Path, file: str, text: str, code: str
) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, "utf-8")
    assert re.search(rf"^{file}:\d:1: error\[{code}\]", run(folder, "check").stderr, re.MULTILINE)


def test_a_catalogue_outside_of_the_project_is_not_read(folder: Path, tmp_path: Path) -> None:
    (folder / RU).rename(tmp_path / "ru.po")
    (folder / RU).symlink_to(tmp_path / "ru.po")
    assert f"{RU}:1:1: error[outside-link]" in run(folder, "check").stderr


def test_the_pages_of_a_translation_have_the_headers_of_the_site_and_one_link_to_each_language(folder: Path) -> None:
    settings = folder / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace('site_url: ""', "site_url: https://lights.example/"), "utf-8"
    )
    assert run(folder).returncode == 0
    site = content(folder / "build/site")
    rules = site["_headers"].decode()
    assert "/ru/lighthouses/*\n  Content-Security-Policy: frame-ancestors 'none'" in rules
    assert "/ru/media/*\n" in rules and "/ru/embed/*" not in rules and "ru/_headers" not in site
    page = site["ru/lighthouses/gull-point/index.html"].decode()
    assert re.findall(r'<link rel="alternate"[^>]*hreflang="(\w+)" href="([^"]+)"', page) == [
        ("en", "https://lights.example/lighthouses/gull-point/"),
        ("ru", "https://lights.example/ru/lighthouses/gull-point/"),
    ]


def test_a_rename_keeps_what_is_out_of_use_and_leaves_the_addresses_of_others(folder: Path) -> None:
    gull = folder / GULL
    note = "French form of the name; see https://x.example/lighthouses/gull-point.yml"
    gull.write_text(gull.read_text("utf-8").replace("French form of the name.", note), "utf-8")
    run(folder, "translate", "ru")
    text = (folder / RU).read_text("utf-8") + '\n#~ msgctxt "old"\n#~ msgid "Gone"\n#~ msgstr "Ушло"\n'
    (folder / RU).write_text(text, "utf-8")
    assert run(folder, "kind", "rename", "lighthouses", "towers", "--yes").returncode == 0
    after = (folder / RU).read_text("utf-8")
    assert "x.example/lighthouses/gull-point.yml" in after and "Ушло" in after
    assert "entities/towers/gull-point.yml: name" in after


def test_the_data_of_each_site_says_its_language(folder: Path) -> None:
    assert run(folder).returncode == 0
    for code, site in (("en", "build/site"), ("ru", "build/site/ru")):
        for name in ("data/kb.json", "data/entities/gull-point.json"):
            assert json.loads((folder / site / name).read_text("utf-8"))["language"] == code


def test_a_review_names_the_addresses_of_a_translation_that_is_removed(folder: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    assert "lost-address" not in run(folder, "review", "HEAD").stderr
    (folder / RU).unlink()
    assert re.findall(r"^(\S+):1:1: error\[lost-address\]", run(folder, "review", "HEAD").stderr, re.MULTILINE) == [
        "ru/"
    ]


def test_a_fault_in_a_page_of_a_translation_is_told_at_its_place_in_the_site(folder: Path) -> None:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates/graph.md.j2").write_text('# Graph\n\n<a href="../gone/">gone</a>\n', "utf-8")
    done = run(folder)
    assert re.findall(r"^(\S+):\d+:1: error\[broken-link\]: '../gone/'", done.stderr, re.MULTILINE) == [
        "ru/graph/index.html"
    ]
