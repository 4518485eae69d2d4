"""Kept checks: a check that takes over what the last one found finds what one finds that takes over nothing."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from random import Random

import pytest

from druzhba_kb.layout import CONTENT
from druzhba_kb.pipeline.checking import check, relate_project
from druzhba_kb.report import Report
from druzhba_kb.reporter import formatted
from druzhba_kb.verify.kept_checks import KeptChecks
from tests.projects import make_project

WORD = re.compile(r"\w[\w'-]*")
ADA = "entities/people/ada-finch.yml"


def told(root: Path, checked: Path | None = None) -> str:
    """Return all that a check tells, its counts too."""
    report = Report()
    kb = check(root, report, checked=checked)
    return f"{kb is None} {sorted(report.checked.items())}\n{formatted(report.in_order(), root, 'json')}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project("good", tmp_path / "kb")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the checks that are made, as they are made."""
    names, make = list[str](), KeptChecks.of

    def noting(self: KeptChecks, name: str, given: str, check_: object, report: Report) -> object:
        def noted(found: Report) -> object:
            names.append(name)
            return check_(found)  # type: ignore[operator]

        return make(self, name, given, noted, report)  # type: ignore[arg-type]

    monkeypatch.setattr(KeptChecks, "of", noting)
    return names


def edited(root: Path, random: Random) -> None:
    """Change a word, or a line, of a file of the content by another of the content, as editors and their mistakes do."""
    files = [path for part in (*CONTENT, "sources") for path in sorted((root / part).rglob("*.*")) if path.is_file()]
    texts = {path: path.read_text() for path in files if path.suffix in {".yml", ".md", ".seals"}}
    path = random.choice([path for path in texts for _ in range(9 if path.suffix == ".yml" else 2)])
    lines, others = texts[path].split("\n"), texts[random.choice(sorted(texts))].split("\n")
    named = [at for at, line in enumerate(lines) if "name" in line or "text" in line]
    at = random.choice(named) if named and random.random() < 0.3 else random.randrange(len(lines))
    way = random.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines[at:at] = [random.choice(lines)]
    elif way == 2:
        lines[at] = re.sub(r"\d", str(random.randrange(10)), lines[at], count=1)
    else:
        known = WORD.findall(" ".join(others)) or ["lamp"]
        words = list(WORD.finditer(lines[at]))[1:]
        start, end = random.choice(words).span() if words else (len(lines[at]),) * 2
        lines[at] = lines[at][:start] + random.choice(known) + lines[at][end:]
    path.write_text("\n".join(lines))
    if path.parent.name == "sources":
        imported(root, path.stem)


def imported(root: Path, id: str) -> None:
    """Have an article name its text, as if it had been imported so."""
    article, text = root / f"articles/{id}.md", (root / f"sources/{id}.md").read_bytes()
    named = f"source_sha256: {hashlib.sha256(text).hexdigest()}"
    article.write_text(re.sub(r"source_sha256: \w+", named, article.read_text()))


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_edited_is_found_as_without_what_was_kept(root: Path, tmp_path: Path, seed: int) -> None:
    random, kept, good, told_apart = Random(seed), tmp_path / "kept", tmp_path / "good", set[str]()
    told(shutil.copytree(root, good), kept)
    for _ in range(40):
        before = shutil.copytree(root, tmp_path / "before")
        edited(root, random)
        found = told(root)
        assert told(root, kept) == found
        told_apart.add(found)
        # most edits end in an error of form, behind which nothing is verified
        if random.random() < 0.8 or relate_project(root, Report()) is None:
            shutil.rmtree(root)
            shutil.copytree(random.choice((before, good)), root)
        shutil.rmtree(before)
    assert len(told_apart) > 20


def swap(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (ADA, "name: Ada Finch", "name: Cora Wren", "wrong-speaker"),
        ("entities/lighthouses/gull-point.yml", "name: Gull Point", "name: Heron Rock", "unsupported-value"),
        ("articles/courier-1931.md", "published: 1931-05-05", "published: 1941-05-05", "unsupported-time"),
        ("articles/courier-1931.seals", "*-", "*speech", "not-sealed"),
        ("sources/courier-1931.md", "27 metres high", "72 metres high", "quote-not-found"),
        ("sources/courier-1931.md", "After three months", "After four months", "other-commitment"),
    ],
)
def test_what_an_edit_takes_from_other_records_is_found(
    root: Path, tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    told(root, tmp_path / "kept")
    swap(root, file, old, new)
    if file.startswith("sources/"):
        imported(root, "courier-1931")
    assert f'"{code}"' in told(root, tmp_path / "kept")
    assert told(root, tmp_path / "kept") == told(root)


ADA_AND_HER_LIGHT = ["entities/ada-finch", "entities/gull-point"]
LIGHTS = ["entities/gull-point", "entities/skerry-light"]  # a sentence that one quotes names the other
ENTITIES = [*ADA_AND_HER_LIGHT, "entities/skerry-light"]
ALL = ["articles/courier-1931", "articles/tidings-1931", *ENTITIES]


@pytest.mark.parametrize(
    ("file", "old", "new", "again"),
    [
        ("mkdocs.yml", "copyright: ", "copyright: The ", []),
        ("entities/lighthouses/skerry-light.yml", "summary: ", "summary: Known, ", LIGHTS),
        (ADA, "summary: ", "summary: Known, ", ADA_AND_HER_LIGHT),
        (ADA, "name: Ada Finch", "name: Ada Mary Finch", ENTITIES),
        ("entities/people/_kind.yml", "plural: ", "plural: Notable ", ALL),
        ("mkdocs.yml", "language: en", "language: fr", ALL),
    ],
)
def test_an_edit_checks_that_record_and_those_that_look_at_it(
    root: Path, tmp_path: Path, made: list[str], file: str, old: str, new: str, again: list[str]
) -> None:
    told(root, tmp_path / "kept")
    assert sorted(made) == ALL
    made.clear()
    swap(root, file, old, new)
    told(root, tmp_path / "kept")
    assert sorted(made) == again


def test_what_was_kept_and_is_damaged_is_no_more(root: Path, tmp_path: Path, made: list[str]) -> None:
    kept = tmp_path / "kept"
    told(root, kept)
    every = list(made)
    kept.write_bytes(kept.read_bytes().replace(b'"findings":[]', b'"findings":[ ]', 1))
    told(root, kept)
    assert made == every * 2


def test_a_check_without_a_file_takes_over_nothing(root: Path, tmp_path: Path, made: list[str]) -> None:
    told(root, tmp_path / "kept")
    every = list(made)
    told(root)
    assert made == every * 2


def test_a_check_of_a_record_sees_of_the_others_what_is_noted_alone(root: Path) -> None:
    kb = relate_project(root, Report())
    assert kb
    checks = KeptChecks(kb.records, {})

    def look(found: Report) -> dict[str, int]:
        assert checks.records.entities["gull-point"].name
        return dict.fromkeys(checks.records.articles, 1)

    assert checks.of("look", "", look, Report()) == {"courier-1931": 1, "tidings-1931": 1}
    assert [row[:2] for row in checks.rows()["look"]["rests_on"]] == [["entities", "gull-point"], ["articles", "*"]]
    assert (checks.records.references, checks.records.changes, checks.records.moved) == ({}, (), ())
