"""Whatever the page: each raw line is in the clean text or in the list of dropped lines, and nothing is added."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.importing.article import ImportOptions, article_file, read_article
from druzhba_kb.importing.blocks import clean_text
from druzhba_kb.importing.lines import split_lines
from importing import pages

LINES = sorted({line for page in pages.PAGES.values() for line in page.split("\n")})
SHAPED = st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=25).map("\n".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def accounted(text, options):
    imported = read_article(text, "x", options)
    kept = [line.strip() for block in imported.blocks for line in block.text.split("\n") if line]
    dropped = [line.text for line in imported.dropped]
    return imported, Counter(kept) + Counter(dropped)


@settings(max_examples=400, deadline=None)
@given(SHAPED | ANY)
def test_every_line_is_kept_or_listed(text):
    imported, found = accounted(text.replace("> ", ">"), ImportOptions())
    assert found == Counter(line.text for line in split_lines(text.replace("> ", ">")))
    assert len(imported.fields.blocks) == len(imported.blocks) - 1


@settings(max_examples=100, deadline=None)
@given(SHAPED)
def test_a_given_title_loses_no_line(text):
    _, found = accounted(text.replace("> ", ">"), ImportOptions(title="Given"))
    assert found - Counter(["Given"]) >= Counter(line.text for line in split_lines(text.replace("> ", ">"))) - Counter(
        ["Given"]
    )


@settings(max_examples=200, deadline=None)
@given(SHAPED | ANY)
def test_blocks_keep_their_order_and_the_same_text_gives_the_same_file(text):
    first, second = (read_article(text, "x", ImportOptions()) for _ in range(2))
    assert first == second
    assert article_file(first.fields, first.blocks) == article_file(second.fields, second.blocks)
    body = [line.text for line in split_lines(text)]
    positions = [
        body.index(block.text.split("\n")[0])
        for block in first.blocks[1:]
        if block.kind != "q" and body.count(block.text) == 1
    ]
    assert positions == sorted(positions)
    assert clean_text(first.blocks).endswith("\n")
