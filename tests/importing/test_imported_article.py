"""Whatever the page: each letter of the raw text is kept or listed, nothing is added, and the result imports to itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.folding import words
from druzhba_kb.importing.article_files import article_file
from druzhba_kb.importing.blocks import clean_text
from druzhba_kb.importing.imported_article import ImportedArticle, ImportOptions, read_article
from druzhba_kb.importing.lines import read_markdown, read_text
from importing import pages
from importing.corpus import load_corpus

CORPUS = {article.name: article.raw for article in load_corpus()}
MARKUP = [
    "# Boats",
    "## x",
    "> said Holm",
    "{: .x}",
    "<!-- c -->",
    "[1]: https://x.example",
    "[^1]: note",
    "---",
    "***",
    "a\\",
    "*b",
]
LINES = sorted({line for page in [*pages.PAGES.values(), *CORPUS.values()] for line in page.split("\n")})
SHAPED = st.lists(
    st.sampled_from(LINES)
    | st.sampled_from(MARKUP)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
    max_size=25,
).map("\n".join)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400)


def imported(text: str, **options: object) -> ImportedArticle:
    return read_article(read_text(text), "x", ImportOptions(**options))


def again(one: ImportedArticle) -> str:
    return clean_text(read_article(read_markdown(clean_text(one.blocks)), "x", ImportOptions()).blocks)


def counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(letter for text in texts for word in words(text) for letter in word)


def raw_letters(text: str) -> Counter[str]:
    return counted(line.text for line in read_text(text) if line.mark != "outside")


@settings(max_examples=300)
@given(SHAPED | ANY)
def test_every_letter_is_kept_or_listed_and_none_is_added(text):
    one = imported(text)
    kept, dropped = counted(block.text for block in one.blocks), counted(line.text for line in one.dropped)
    assert not raw_letters(text) - kept - dropped
    assert not kept - raw_letters(text)
    assert len(one.fields.blocks) == len(one.blocks) - 1


@settings(max_examples=100)
@given(SHAPED)
def test_a_given_title_loses_nothing(text):
    one = imported(text, title="Given")
    assert (
        not raw_letters(text) - counted(block.text for block in one.blocks) - counted(line.text for line in one.dropped)
    )


@settings(max_examples=300)
@given(SHAPED | ANY)
def test_the_clean_text_imports_to_itself(text):
    one = imported(text)
    assert again(one) == clean_text(one.blocks)


@pytest.mark.parametrize("name", CORPUS)
def test_the_clean_text_of_an_article_imports_to_itself(name):
    one = imported(CORPUS[name])
    assert again(one) == clean_text(one.blocks)


@settings(max_examples=150)
@given(SHAPED | ANY)
def test_blocks_keep_their_order_and_the_same_text_gives_the_same_file(text):
    first, second = (imported(text) for _ in range(2))
    assert first == second
    assert article_file(first.fields, first.blocks) == article_file(second.fields, second.blocks)
    lines = [line.text for line in read_text(text)]
    body = [block.text.split("\n")[0] for block in first.blocks[1:]]
    positions = [lines.index(text) for text in body if lines.count(text) == 1 and body.count(text) == 1]
    assert positions == sorted(positions)
    assert clean_text(first.blocks).endswith("\n")
