"""Page workers: several processes make the pages that one makes, whatever becomes of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from druzhba_kb.locales import interface, speaking, spoken
from druzhba_kb.look_ups import Dependency
from druzhba_kb.pipeline.checking import check
from druzhba_kb.publishing import page_workers
from druzhba_kb.publishing.page_workers import PageWork, make_pages
from druzhba_kb.publishing.task_cache import DependencyTracker, MadePages, made_here
from druzhba_kb.render.site_index import Task, index_site
from druzhba_kb.render.site_pages import tasks
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import theme_of
from tests.sites_on_disk import lay_out

Made = dict[str, tuple[list[tuple[str, bytes]], list[Dependency]]]
TEXTS = {"site_name": "Lights", "site_description": "", "site_url": "", "license": "", "language": "de"}


class Dying(dict[str, str]):
    """Texts that end the process to which they are given."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(None, tmp_path / "site")


def made(
    root: Path, monkeypatch: pytest.MonkeyPatch, processes: int, texts: Mapping[str, str]
) -> tuple[Made, list[str], int]:
    """Return what all tasks of a site in German make, the faults of its templates, and how many of them this process makes."""
    here: list[Task] = []

    def noted(tasks: Iterable[Task], reads: DependencyTracker) -> Iterator[MadePages]:
        here.extend(own := list(tasks))
        return made_here(own, reads)

    monkeypatch.setattr(page_workers, "made_here", noted)
    monkeypatch.setattr(page_workers, "FEWEST", 1)
    monkeypatch.setattr(page_workers, "SHARE", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: processes)
    report, theme = Report(), theme_of(root)
    kb = check(root, Report(), guarded=False)
    assert kb
    with speaking(interface(root, "de", report, Place("mkdocs.yml"))):
        index = index_site(kb)
        every = list(tasks(index, TEXTS, load_templates(theme, report)))
        work = PageWork(root, spoken().code, kb, texts, theme)
        found = {
            # what looks through a set of names does it in another order in each process
            name: ([(page.path, page.content) for page in pages], sorted(facts, key=repr))
            for name, pages, facts in make_pages(every, DependencyTracker(index), work, report)
        }
    assert found.keys() == {task.name for task in every}
    return found, list(map(str, report.in_order())), len(here)


@pytest.mark.parametrize("texts", [TEXTS, Dying(TEXTS)], ids=["that live", "that die"])
def test_several_processes_make_what_one_makes(
    root: Path, monkeypatch: pytest.MonkeyPatch, texts: dict[str, str]
) -> None:
    several, one = made(root, monkeypatch, 3, texts), made(root, monkeypatch, 1, TEXTS)
    assert several[:2] == one[:2]
    assert (several[2] < one[2]) != isinstance(texts, Dying)


def test_the_faults_that_other_processes_find_are_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/entity.md.j2").write_text("{{ entity.nmae }}")
    alone = made(root, monkeypatch, 1, TEXTS)[:2]
    assert len(alone[1]) >= 3
    assert made(root, monkeypatch, 2, TEXTS)[:2] == alone


def test_few_pages_are_made_by_one_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_workers, "ProcessPoolExecutor", None)
    kb = check(root, Report(), guarded=False)
    assert kb
    index, report = index_site(kb), Report()
    every = list(tasks(index, TEXTS, load_templates(theme_of(root), report)))
    work = PageWork(root, "en", kb, TEXTS, theme_of(root))
    assert len(list(make_pages(every, DependencyTracker(index), work, report))) == len(every)
