"""A catalogue's messages are those that a page can take as they are; each other is told at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from druzhba_kb.locales import SHIPPED, Interface, gettext, in_language, interface, ngettext, pgettext, speaking
from druzhba_kb.locales.catalogue import read_catalogue
from druzhba_kb.locales.extract import counts
from druzhba_kb.locales.script import script
from druzhba_kb.report import Place, Report
from tools.messages import catalogues

HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

"""
GOOD = """\
msgid "Map"
msgstr "Карта"

#: templates/assets/find.js
msgid "{n} article"
msgid_plural "{n} articles"
msgstr[0] "{n} статья"
msgstr[1] "{n} статьи"
msgstr[2] "{n} статей"

msgctxt "a month"
msgid "May"
msgstr "Май"

#, fuzzy
msgid "Graph"
msgstr "Графика"

msgid "Names"
msgstr ""
"""


def spoken(tmp_path: Path, text: str) -> tuple[Interface, list[str]]:
    file = tmp_path / "ru.po"
    file.write_text(HEAD + text, encoding="utf-8")
    report = Report()
    read = read_catalogue(file, "ru.po", report)
    told = [f"{one.place.file}:{one.place.line}: [{one.code}] {one.message}" for one in report.findings]
    return (Interface("ru", read) if read else Interface("ru")), told


def test_a_message_is_shown_in_its_translation_and_in_english_where_there_is_none_or_it_is_fuzzy(
    tmp_path: Path,
) -> None:
    interface, told = spoken(tmp_path, GOOD)
    with speaking(interface):
        said = [gettext("Map"), gettext("Graph"), gettext("Names"), pgettext("a month", "May"), gettext("May")]
        counted = [ngettext("{n} article", "{n} articles", n).format(n=n) for n in (1, 3, 5, 21)]
    assert not told
    assert said == ["Карта", "Graph", "Names", "Май", "May"]
    assert counted == ["1 статья", "3 статьи", "5 статей", "21 статья"]
    assert (gettext("Map"), ngettext("a", "b", 2)) == ("Map", "b")


def test_scripts_are_given_their_own_messages_and_the_rule_of_their_plural_forms(tmp_path: Path) -> None:
    interface, _ = spoken(tmp_path, GOOD)
    with speaking(interface):
        text = script()
    assert '{"{n} article": ["{n} статья", "{n} статьи", "{n} статей"]}' in text
    assert "Number((n%10==1 && n%100!=11 ? 0" in text
    assert 'const language = "ru";' in text and "Карта" not in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'msgid "of %(all)s"\nmsgstr "из %(al)s"\n',
            "ru.po:6: [bad-translation] '%(al)s' is not in the English 'of %(all)s'; expected its tags and placeholders",
        ),
        ('msgid "of {all}"\nmsgstr "из"\n', "ru.po:6: [bad-translation] lacks '{all}' of the English 'of {all}'"),
        (
            'msgid "a"\nmsgstr "<script>b</script>"\n',
            "ru.po:6: [bad-translation] '<script>' is not in the English 'a'; expected its tags and placeholders",
        ),
        (
            'msgid "a"\nmsgstr "b\\" onclick=\\"c"\n',
            "ru.po:6: [bad-translation] '\"' is not in the English 'a'; expected its tags and placeholders",
        ),
    ],
)
def test_a_translation_that_would_break_a_page_is_told_and_the_english_shown(
    tmp_path: Path, text: str, told: str
) -> None:
    interface, found = spoken(tmp_path, text)
    assert found == [told]
    with speaking(interface):
        assert gettext("a") == "a"


@pytest.mark.parametrize(
    "line", ['msgstr "Карта', 'msgstr Карта"', 'msgstr "Кар"та"', "<<<<<<< HEAD", 'msgtsr "Карта"']
)
def test_a_line_that_is_open_or_none_of_a_catalogue_is_told_and_loses_no_letter(tmp_path: Path, line: str) -> None:
    _, told = spoken(tmp_path, f'msgid "Map"\n{line}\n')
    expected = "expected a keyword of gettext and a text between two quotation marks"
    assert told == [f"ru.po:7: [bad-catalogue] is no line of a catalogue; {expected}"]


@pytest.mark.parametrize("rule", ["n &&", "n%0", "(n", "n ? 1"])
def test_a_rule_that_cannot_be_reckoned_is_told_and_no_traceback(tmp_path: Path, rule: str) -> None:
    file, report = tmp_path / "ru.po", Report()
    head = re.sub(r"plural=.*?;", lambda _: f"plural={rule};", HEAD)
    file.write_text(head + GOOD, "utf-8")
    assert read_catalogue(file, "ru.po", report) is None
    assert [one.code for one in report.findings] == ["bad-catalogue"]


@pytest.mark.parametrize("said", ["100 % gut", "etwa {n} {", "{n.__class__}", "}"])
def test_a_sign_of_placeholders_that_stands_alone_is_told(tmp_path: Path, said: str) -> None:
    _, told = spoken(tmp_path, f'msgid "good"\nmsgstr "{said}"\n')
    assert [one.partition("] ")[0] for one in told] == ["ru.po:6: [bad-translation"]


def test_a_hidden_sign_in_a_catalogue_is_told_at_its_place(tmp_path: Path) -> None:
    _, told = spoken(tmp_path, 'msgid "Map"\nmsgstr "Кар\u202eта"\n')
    assert [one.partition("] ")[0] for one in told] == ["ru.po:7: [bad-character"]


def test_a_project_keeps_to_the_plural_forms_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    head = re.sub(r"nplurals=.*?;\\n", "nplurals=2; plural=(n != 1);\\\\n", HEAD)
    (tmp_path / "locales/ru.po").write_text(head + 'msgid "Map"\nmsgstr "Карта"\n', "utf-8")
    report = Report()
    interface(tmp_path, "ru", report, Place("mkdocs.yml"))
    assert ["the rule of plural forms in 'locales' is" in one.message for one in report.findings] == [True]


def test_a_catalogue_may_have_the_line_ends_and_the_mark_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "ru.po"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + GOOD).replace("\n", "\r\n").encode())
    report = Report()
    read = read_catalogue(file, "ru.po", report)
    assert read and not report.findings
    assert read.messages.gettext("Map") == "Карта"


def test_a_rule_of_plural_forms_that_is_a_program_is_refused(tmp_path: Path) -> None:
    file, report = tmp_path / "ru.po", Report()
    file.write_text(HEAD.replace("(n%10==1", "alert(1"), encoding="utf-8")
    assert read_catalogue(file, "ru.po", report) is None
    assert [one.code for one in report.findings] == ["bad-catalogue"]


def test_a_language_without_a_catalogue_is_told_and_one_of_the_project_takes_its_place(tmp_path: Path) -> None:
    report, place = Report(), Place("mkdocs.yml", 3, 13)
    with speaking(interface(tmp_path, "fr-CA", report, place)):
        assert gettext("Map") == "Map"
    assert [(one.code, one.place) for one in report.findings] == [("no-catalogue", place)]
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/fr.po").write_text('msgid "Map"\nmsgstr "Carte"\n', "utf-8")
    report = Report()
    with speaking(interface(tmp_path, "fr-CA", report, place)):
        assert (gettext("Map"), gettext("Graph")) == ("Carte", "Graph")
    assert not report.findings


def test_a_project_has_words_of_its_own_over_those_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/de.po").write_text('msgid "Map"\nmsgstr "Atlas"\n', "utf-8")
    with speaking(interface(tmp_path, "de", Report(), Place("mkdocs.yml"))):
        assert gettext("Map") == "Atlas"


def test_a_call_in_a_template_of_another_program_becomes_text_of_the_language(tmp_path: Path) -> None:
    interface, _ = spoken(tmp_path, 'msgid "Map & more"\nmsgstr "Карта & ещё"\n')
    with speaking(interface):
        assert in_language('<b title="{{ _("Map & more") }}">{{ x }}</b>') == '<b title="Карта &amp; ещё">{{ x }}</b>'


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.po")), ids=lambda file: file.stem)
def test_a_shipped_catalogue_has_no_fault(file: Path) -> None:
    report = Report()
    assert read_catalogue(file, file.name, report)
    assert not report.findings


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.po")), ids=lambda file: file.stem)
def test_a_shipped_catalogue_is_complete(file: Path) -> None:
    assert re.fullmatch(r"(\S+) of \1 texts are translated", counts(file.read_bytes(), file.stem))


def test_the_shipped_catalogues_have_the_messages_of_the_program_as_it_is() -> None:
    late = [file.name for file, text in catalogues().items() if file.read_bytes() != text]
    assert not late, "expected 'make messages' to have been run"


def test_a_link_in_the_place_of_a_catalogue_is_not_followed_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret.po").write_text('msgid "Value"\nmsgstr "Secret"\n', "utf-8")
    (tmp_path / "kb/locales").mkdir(parents=True)
    (tmp_path / "kb/locales/de.po").symlink_to(tmp_path / "secret.po")
    report = Report()
    interface(tmp_path / "kb", "de", report, Place("mkdocs.yml"))
    assert [str(one) for one in report.in_order()] == [
        "locales/de.po:1:1: error[outside-link]: this link leads out of the project"
    ]
