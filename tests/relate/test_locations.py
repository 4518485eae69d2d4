"""Locations: in which blocks a quotation stands, looked up once for each article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.model import Article, Block, Evidence
from druzhba_kb.pipeline.checking import check, relate_project
from druzhba_kb.reading.quoted_words import Context
from druzhba_kb.relate.locations import all_evidence, contexts_of, locate
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import Commitment, read_seals
from tests.sites_on_disk import lay_out


@pytest.fixture
def article(tmp_path: Path) -> Article:
    kb = check(lay_out(None, tmp_path / "site"), Report())
    assert kb is not None
    text = (Block(0, "t", "A lamp"), Block(1, "p", "The lamp was lit"), Block(2, "p", "Two lamps"))
    return replace(next(iter(kb.records.articles.values())), text=text, blocks="pp")


def test_the_title_is_block_0_and_words_are_whole(article: Article) -> None:
    assert locate(article, "lamp") == (0, 1)
    assert locate(article, "the  lamp") == ()
    assert locate(article, "The  lamp") == (1,)


def test_what_was_found_once_is_not_found_in_another_text(article: Article) -> None:
    assert locate(article, "lamp") == locate(article, "lamp") == (0, 1)
    changed = replace(article, text=(Block(0, "t", "A beacon"), Block(1, "p", "One lamp")))
    assert locate(changed, "lamp") == (1,)
    assert changed != article


def test_related_evidence_knows_where_its_words_stand(tmp_path: Path) -> None:
    kb = relate_project(lay_out(None, tmp_path / "site"), Report())
    assert kb is not None
    text = kb.records.articles["courier-1931"].text or ()
    for item in all_evidence(kb.records):
        assert item.found == locate(kb.records.articles[item.article], item.quote) != ()
    assert {len(item.found) for item in all_evidence(kb.records)} == {1}
    assert len(text) > 1


def test_the_block_of_an_editor_goes_before_what_was_found() -> None:
    item = Evidence("herald", "lamp", None, (), Place("a.yml"), Place("a.yml"), found=(1, 3))
    assert item.quoted_block is None
    assert replace(item, found=(3,)).quoted_block == 3
    assert replace(item, block=1).quoted_block == 1
    assert replace(item, found=()).quoted_block is None


def sealed(article: Article, *quotes: tuple[int, int, str]) -> Article:
    """Return an article of which only the seals of some words are here."""
    blocks = ("A lamp", "The lamp was not lit, the lamp was lit", "Two lamps")
    tree = Commitment(bytes(32), blocks, None)
    lines = [*tree.lengths(), *(tree.opened(*quote) for quote in quotes)]
    return replace(article, text=None, commitment=tree.root, seals=read_seals("\n".join(lines), tree.root))


def test_without_the_text_seals_tell(article: Article) -> None:
    clone = sealed(article, (2, 0, "Two lamps"))
    assert locate(clone, "Two  lamps") == (2,)
    assert locate(replace(clone, seals=None), "Two lamps") == ()
    assert locate(clone, "Two lamp") == ()


def test_the_context_of_a_quotation_is_that_of_the_text_or_as_it_was_sealed(article: Article) -> None:
    negated, plain = Context(4, frozenset({"negated"})), Context(8, frozenset())
    read = replace(article, text=(Block(0, "t", "A lamp"), Block(1, "p", "The lamp was not lit, the lamp was lit")))
    assert contexts_of(read, "lit", 1) == (negated, plain)
    assert contexts_of(read, "lit", 2) == ()
    clone = sealed(article, (1, 4, "lit"), (1, 8, "lit"))
    assert contexts_of(clone, "lit", 1) == (negated, plain)
    assert contexts_of(clone, "lit", 2) == ()
    assert contexts_of(replace(clone, seals=None), "lit", 1) == ()


def test_a_related_alias_knows_where_its_quotation_or_its_name_stands(tmp_path: Path) -> None:
    site = lay_out(None, tmp_path / "site")
    ada = site / "entities/people/ada-finch.yml"
    aliases = "aliases:\n  - {name: Finch the Elder, source: courier-1931, quote: harbour master Ada Finch}\n"
    aliases += "  - {name: Ada Finch, source: courier-1931}\n  - {name: Ada, note: So her neighbours say.}\n"
    ada.write_text(ada.read_text().replace("short_names:", f"{aliases}short_names:"))
    kb = relate_project(site, Report())
    assert kb is not None
    quoted, named, noted = kb.records.entities["ada-finch"].aliases
    article = kb.records.articles["courier-1931"]
    assert quoted.found == locate(article, "harbour master Ada Finch") != ()
    assert named.found == locate(article, "Ada Finch") != ()
    assert noted.found == ()
