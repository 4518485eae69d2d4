"""Mentions: which names link, where, and what stays ambiguous."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.folding import DASHES, INVISIBLE, QUOTES, fold, fold_with_offsets
from druzhba_kb.model import Alias, Article, Entity, Mention, Passage, Records
from druzhba_kb.relate.mentions import _fold, find_mentions
from druzhba_kb.relate.prose import BREAK, HIDDEN, legible, linkable, plain, sentence_at
from druzhba_kb.report import Place, Report

HERE = Place("articles/a.md", 10, 1)


def alias(name: str, use: str | None = None, ambiguous: bool = False) -> Alias:
    return Alias(name, None, None, None, "a note", use, ambiguous, HERE)


def entity(id: str, name: str, *aliases: Alias | str, short_names: tuple[str, ...] = (), summary: str = "") -> Entity:
    made = tuple(alias(one) if isinstance(one, str) else one for one in aliases)
    place = Place(f"entities/things/{id}.yml")
    places = {"summary": Place(place.file, 2, 10)}
    return Entity(id, "things", name, made, short_names, summary, (), (), (), place, places)


def article(*passages: str | Passage, blocks: str = "", id: str = "a") -> Article:
    made = [
        one if isinstance(one, Passage) else Passage(number, number, one, Place(f"articles/{id}.md", 10 * number, 1))
        for number, one in enumerate(passages, 1)
    ]
    unknown = [one.name for one in fields(Article) if "None" in str(one.type)]
    return Article(
        id=id, title="A title", rights="withheld", blocks=blocks or "p" * len(made), budget=25, body=tuple(made),
        formerly=(), place=Place(f"articles/{id}.md"), places={}, **dict.fromkeys(unknown),  # type: ignore[arg-type]
    )  # fmt: skip


def find(entities: list[Entity], *articles: Article, report: Report | None = None) -> tuple[Mention, ...]:
    records = Records({}, {one.id: one for one in articles}, {one.id: one for one in entities})
    return find_mentions(records, report or Report())


def texts(markdown: str, *names: str) -> list[str]:
    entities = [entity(f"e{number}", name) for number, name in enumerate(names)]
    return [mention.text for mention in find(entities, article(markdown))]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("They met José.", ["José"]),
        ("They met Jose\u0301.", ["Jose\u0301"]),
        ("They met Jose.", []),
    ],
)
def test_a_name_is_found_however_its_letters_are_composed(markdown: str, found: list[str]) -> None:
    assert texts(markdown, "José") == texts(markdown, "Jose\u0301") == found


LAKE = entity("lake", "Blue Lake")
ANNA = entity("anna-reed", "Anna Reed", "Captain Reed", short_names=("Reed",))
BORIS = entity("boris-reed", "Boris Reed", short_names=("Reed",))


def test_a_name_is_found_with_its_offsets_block_and_sentence() -> None:
    (found,) = find([LAKE], article("It rained. They met at **Blue Lake** on Monday. It was cold.\n{: #b1 }"))
    assert (found.article, found.in_entity, found.block, found.entity) == ("a", None, 1, "lake")
    assert (found.text, found.start, found.end, found.linked) == ("Blue Lake", 25, 34, True)
    assert found.sentence == "They met at Blue Lake on Monday."


@pytest.mark.parametrize(
    ("markdown", "names", "expected"),
    [
        ("the Blue Lake Camp", ("Blue Lake", "Blue Lake Camp"), ["Blue Lake Camp"]),
        ("the Blue Lake Camps", ("Blue Lake", "Blue Lake Camp"), ["Blue Lake"]),
        ("a b c d", ("a b c", "b c d", "d"), ["a b c", "d"]),
        ("Blue Lakes, DarkBlue Lake, Blue Lake2", ("Blue Lake",), []),
        ("blue lake, BLUE LAKE", ("Blue Lake",), []),
        ("Blue Lake's shore; “Blue Lake”—Blue Lake.", ("Blue Lake",), ["Blue Lake"] * 3),
        ("Blue\nLake, Blue\u00a0Lake and Blue  Lake", ("Blue Lake",), ["Blue\nLake", "Blue\u00a0Lake", "Blue  Lake"]),
        ("Blue\n\nLake", ("Blue Lake",), []),
        ("Camp–III, “Old Mill” and Oﬃce", ("Camp-III", '"Old Mill"', "Office"), ["Camp–III", "“Old Mill”", "Oﬃce"]),
        ("so\u00adft Blue La\u00adke", ("Blue Lake",), ["Blue La\u00adke"]),
        ("Joe\u0301 and Joe", ("Joe",), ["Joe"]),
        ("😀𐍈 Blue Lake 😀 Blue Lake", ("Blue Lake",), ["Blue Lake", "Blue Lake"]),
        ("Lake.example, mail.lake and Lake. Then", ("Lake", "lake"), ["Lake"]),
        ("Shop.example", ("Shop.example", "Shop"), ["Shop.example"]),
        ("Wow! Inc and C++", ("Wow!", "C++"), ["Wow!", "C++"]),
    ],
)
def test_names_are_whole_longest_and_folded(markdown: str, names: tuple[str, ...], expected: list[str]) -> None:
    assert texts(markdown, *names) == expected


@pytest.mark.parametrize(
    ("markdown", "name", "count"),
    [
        ("在青湖举行会议", "青湖", 1),
        ("青湖Blue Lake营", "Blue Lake", 1),
        ("あおいカメラで", "カメラ", 1),
        ("ไปที่ทะเลสาบแล้ว", "ทะเลสาบ", 1),
        ("ทะเลสาบุ", "ทะเลสาบ", 0),
        ("ນະຄອນຫຼວງ", "ຫຼວງ", 1),
        ("ភ្នំពេញទីក្រុង", "ភ្នំពេញ", 1),
        ("نیلی جھیل پر", "نیلی جھیل", 1),
        ("نیلی جھیلیں", "نیلی جھیل", 0),
        ("می\u200cخواهم", "میخواهم", 1),
        ("Синее озеро, Синее озером", "Синее озеро", 1),
        ("नीली झील। नीली झीलें", "नीली झील", 1),
        ("क्\u200dष है", "क्ष", 1),
        ("파란 호수에서", "호수", 0),
    ],
)
def test_any_script(markdown: str, name: str, count: int) -> None:
    assert len(texts(markdown, name)) == count


@pytest.mark.parametrize(
    "markdown",
    [
        "[Blue Lake](x.md)", "[the [old] Blue Lake](x.md)", "![Blue Lake](x.png)", "[![Blue Lake](x.png)](y)",
        "[x](y 'Blue Lake')", "[x](<Blue Lake>)", "[x](y \"a ) Blue Lake\")", "[Blue Lake][ref]", "[x][Blue Lake]",
        "[Blue Lake]\n\n[Blue Lake]: http://example.org", "[x]: y 'Blue Lake'", "*[Blue Lake]: a lake", "[^Blue Lake]",
        "`Blue Lake`", "``a ` Blue Lake``", "```Blue Lake`", "a `x\nBlue Lake`",
        "```\nBlue Lake\n```", "~~~ text\nBlue Lake\n~~~", "> ```\n> Blue Lake\n> ```", "```\nBlue Lake",
        "    Blue Lake", "\tBlue Lake", "text\n\n    code\n\n    Blue Lake",
        "# Blue Lake", "#Blue Lake", "### The Blue Lake ###", "text\n## Blue Lake\nmore", "Blue Lake\n=====",
        "Blue Lake\n---",
        "<b title='Blue Lake'>x</b>", "<Blue Lake>", "<a href=x>Blue Lake</a>", "<code>Blue Lake</code>",
        "<pre>\n\nBlue Lake</pre>", "<script>Blue Lake", "<!-- Blue Lake -->", "<!-- a\n\nBlue Lake -->",
        "<!-- Blue Lake",
        "text\n{: #b7 title='Blue Lake' }", "*x*{: .Blue Lake }", "{{ Blue Lake }}",
    ],
)  # fmt: skip
def test_nothing_links_inside_markup(markdown: str) -> None:
    assert texts(markdown, "Blue Lake") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "http://example.org/Lake", "https://Lake", "www.Lake", "see Lake.example/x", "<https://example.org/Lake>",
        "Lake@example.org", "me@Lake.example", "<Lake@example.org>", "mailto:Lake", "example.org/a/Lake/b", "&Lake;",
        "http://example.org/?a=1&lt;Lake",
    ],
)  # fmt: skip
def test_nothing_links_inside_addresses(markdown: str) -> None:
    assert texts(f"see {markdown}, or", "Lake") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "*Blue Lake*", "__Blue Lake__", "> Blue Lake", "- Blue Lake", "1. Blue Lake", "[Blue Lake] said",
        "\\`Blue Lake\\`",
        "[x](y) Blue Lake [z](w)", "`x` Blue Lake `y`", "a < Blue Lake > b", "<b>Blue Lake</b>", "# x\nBlue Lake",
        "<!-- x -->Blue Lake<!-- y -->", "http://example.org, Blue Lake", "2 * Blue Lake", "it's Blue Lake",
        "a ` Blue Lake",
        "text\n    Blue Lake", "| Blue Lake | x |", "```\nx\n```\nBlue Lake", "(http://x.example) Blue Lake",
    ],
)  # fmt: skip
def test_prose_beside_markup_links(markdown: str) -> None:
    assert texts(markdown, "Blue Lake") == ["Blue Lake"]


def test_the_first_mention_of_each_section_is_linked() -> None:
    passages = ["Blue Lake, Blue Lake", "Blue Lake", "What came after", "Blue Lake", "## More", "Blue Lake"]
    found = find([LAKE], article(*passages, blocks="pphppp"))
    assert [mention.linked for mention in found] == [True, False, False, True, True]


def test_a_heading_that_is_not_told_yet_opens_a_section_too() -> None:
    untold = Passage(2, 2, "<!-- b2 heading, 3 words -->", HERE, is_written=False)
    found = find([LAKE], article("Blue Lake", untold, Passage(3, 4, "Blue Lake", HERE), blocks="phpp"))
    assert [mention.linked for mention in found] == [True, True]


def test_a_passage_not_told_has_no_mentions() -> None:
    assert find([LAKE], article(Passage(1, 1, "Blue Lake", HERE, is_written=False))) == ()


def test_two_names_of_one_entity_at_one_place_are_one_mention() -> None:
    names = entity("x", "Old–Mill", "Old-Mill", short_names=("Old-Mill",))
    assert [mention.text for mention in find([names], article("Old-Mill"))] == ["Old-Mill"]


def test_a_metonym_never_links_and_does_not_hide_a_name() -> None:
    state = entity("state", "The State", alias("Northtown", use="metonym"))
    town = entity("town", "Northtown")
    assert find([state], article("Northtown said")) == ()
    assert [mention.entity for mention in find([state, town], article("Northtown said"))] == ["town"]


def test_a_short_name_links_only_beside_the_full_name_or_an_alias() -> None:
    assert find([ANNA], article("Reed spoke.")) == ()
    assert [one.text for one in find([ANNA], article("Reed spoke.", "Captain Reed left."))] == ["Reed", "Captain Reed"]
    assert [one.text for one in find([ANNA], article("Reed spoke.", "[Anna Reed](x) left."))] == ["Reed"]
    assert [one.text for one in find([ANNA], article("Reed spoke.", "# Anna Reed"))] == ["Reed"]


@pytest.mark.parametrize(
    "other", ["<!-- Anna Reed -->", "`Anna Reed`", "[x](Anna Reed)", "Anna Reed Street", "Anna Reeds"]
)
def test_what_is_no_reading_of_the_full_name_does_not_allow_the_short_one(other: str) -> None:
    street = entity("street", "Anna Reed Street")
    assert "anna-reed" not in {one.entity for one in find([ANNA, street], article("Reed spoke.", other))}


def test_a_metonym_does_not_allow_the_short_name() -> None:
    state = entity("state", "The State", alias("Northtown", use="metonym"), short_names=("State",))
    assert find([state], article("Northtown", "State")) == ()


def test_a_short_name_in_another_article_does_not_count() -> None:
    assert [one.article for one in find([ANNA], article("Reed"), article("Anna Reed", id="b"))] == ["b"]


def test_a_short_name_never_links_in_a_summary() -> None:
    report = Report()
    thing = entity("thing", "Thing", summary="Anna Reed and Boris Reed built it; Reed left.")
    found = find([ANNA, BORIS, thing], report=report)
    assert [(one.in_entity, one.block, one.text) for one in found] == [
        ("thing", None, "Anna Reed"), ("thing", None, "Boris Reed"),
    ]  # fmt: skip
    assert report.findings == []


def test_a_short_name_of_two_is_the_one_that_the_article_names() -> None:
    report = Report()
    found = find([ANNA, BORIS], article("Reed met Boris Reed."), report=report)
    assert [one.entity for one in found] == ["boris-reed", "boris-reed"]
    assert report.findings == []


def test_a_short_name_of_two_that_the_article_names_is_reported() -> None:
    report = Report()
    body = article("Anna Reed met Boris Reed.", "Then\nthe Reed in question left.")
    assert [one.text for one in find([ANNA, BORIS], body, report=report)] == ["Anna Reed", "Boris Reed"]
    assert [str(one) for one in report.findings] == [
        "articles/a.md:21:5: warning[ambiguous-mention]: 'Reed' could be 'anna-reed' (Anna Reed) or 'boris-reed'"
        " (Boris Reed), so it is not linked; write the full name"
    ]


def test_an_alias_of_two_entities_is_reported_everywhere() -> None:
    report = Report()
    first = entity("first", "First Camp", alias("The Camp", ambiguous=True), summary="The Camp is here.")
    second = entity("second", "Second Camp", alias("The Camp", ambiguous=True), short_names=("Camp",))
    third = entity("third", "Third", summary="Near The Camp.")
    assert find([first, second, third], article("In The Camp."), report=report) == ()
    assert [(str(one.place), one.code) for one in report.findings] == [
        ("articles/a.md:10:4", "ambiguous-mention"), ("entities/things/third.yml:2:10", "ambiguous-mention"),
    ]  # fmt: skip


def test_an_entity_is_not_mentioned_in_its_own_summary() -> None:
    lake = entity("lake", "Blue Lake Camp", "Camp", summary="Blue Lake Camp, or Camp, lies at Blue Lake.")
    found = find([lake, entity("water", "Blue Lake", summary="Near Camp.")])
    assert [(one.in_entity, one.entity, one.start) for one in found] == [("lake", "water", 33), ("water", "lake", 5)]


def test_the_order_is_that_of_articles_passages_offsets_and_then_summaries() -> None:
    mill = entity("mill", "Mill", summary="At Blue Lake.")
    found = find([mill, LAKE], article("Mill, Blue Lake", id="b"), article("Blue Lake", "Mill"))
    assert [(one.article or one.in_entity, one.block, one.start) for one in found] == [
        ("a", 1, 0), ("a", 2, 0), ("b", 1, 0), ("b", 1, 6), ("mill", None, 3),
    ]  # fmt: skip


def test_no_entities_no_mentions() -> None:
    assert find([], article("Blue Lake")) == ()
    assert find([entity("odd", " ")], article("Blue Lake")) == ()


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("One. Gen. A. B. HERE of the U.S. Army spoke. Two.", "Gen. A. B. HERE of the U.S. Army spoke."),
        ("One. Mr. and Mrs. HERE left at 5 p.m. on Oct. 5. Two.", "Mr. and Mrs. HERE left at 5 p.m. on Oct. 5."),
        ("What?! HERE waited… and left! Two.", "HERE waited… and left!"),
        ("“One.” “HERE,” she said. Two.", "“HERE,” she said."),
        ("“Is HERE big?” he asked. Two.", "“Is HERE big?” he asked."),
        ("It cost 5.6 for HERE. Two.", "It cost 5.6 for HERE."),
        ("One in 2018. HERE too", "HERE too"),
        ("ایک جملہ۔ یہ HERE ہے۔ تیسرا۔", "یہ HERE ہے۔"),
        ("第一句。这是HERE吗？第三。", "这是HERE吗？"),
        ("एक वाक्य। यह HERE है। तीन।", "यह HERE है।"),
        ("**One.** *HERE* and [two](x.md 'no'), `three`. Four.", "HERE and two, three."),
        ("One.\n\nHERE &amp; <b>two</b>\\!\n{: #b7-9 }", "HERE & two!"),
        ("- one\n- HERE two\n- three", "HERE two"),
        ("> one HERE,\n> two", "one HERE, two"),
        ("# Head\nHERE <!-- no -->two[^1] [sic] ![pic](x)", "HERE two [sic] pic"),
        ("See https://a.example/b. HERE <https://c.example>.", "HERE https://c.example."),
        ("snake_case HERE __two__ _three_", "snake_case HERE two three"),
    ],
)
def test_the_sentence_is_plain_text(markdown: str, sentence: str) -> None:
    start = markdown.index("HERE")
    assert sentence_at(markdown, start, start + 4) == sentence


def test_the_stop_of_a_day_ends_no_sentence_in_a_language_that_writes_such() -> None:
    markdown = "Die Mühle brannte am 3. Juni. Niemand starb."
    assert sentence_at(markdown, 4, 9, "de") == "Die Mühle brannte am 3. Juni."


def test_a_name_with_a_stop_in_it_does_not_end_the_sentence() -> None:
    (found,) = find([entity("wow", "Wow! Shop")], article("One. At Wow! Shop they met. Two."))
    assert found.sentence == "At Wow! Shop they met."


def test_plain_drops_script() -> None:
    assert plain("a <script>b</script> <a href='x'>c *d*</a>") == "a c d"


NAMES = ["Blue Lake", "Lake", "Lake Camp–II", "O'Neil", "Office", "青湖", "झील", "Blue"]
BITS = [
        *NAMES, "`", "``", "[", "](x)", "]", "<b>", "<!--", "-->", "\n", "\n\n", "# ", " ", "s", ".", "😀",
        "\u00ad", "ﬃ",
        "Oﬃce", "O’Neil", "{: #b1 }", "http://x/", "\\", "Lake Camp-II", "&amp;", "_", "*", "    ", "\u0301",
        "。",
    ]  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(BITS), max_size=25).map("".join)


@settings(max_examples=400)
@given(MARKDOWN)
def test_every_mention_is_a_name_and_none_overlap(markdown: str) -> None:
    entities = [entity(f"e{number}", name) for number, name in enumerate(NAMES)]
    found = find(entities, article(markdown))
    for mention in found:
        assert markdown[mention.start : mention.end] == mention.text
        assert fold(mention.text) == fold(NAMES[int(mention.entity[1:])])
        assert "`" not in mention.text
    assert all(one.end <= two.start for one, two in pairwise(found))


@settings(max_examples=200)
@given(MARKDOWN.map(lambda text: text.replace("`", "").replace("\\", "").replace("\n", " ")), MARKDOWN)
def test_nothing_is_found_inside_a_code_span(inside: str, after: str) -> None:
    markdown = f"x `{inside}` {after}"
    entities = [entity(f"e{number}", name) for number, name in enumerate(NAMES)]
    assert all(one.start >= 4 + len(inside) for one in find(entities, article(markdown)))


@settings(max_examples=400)
@given(MARKDOWN)
def test_hiding_keeps_every_offset(markdown: str) -> None:
    for masked in (linkable(markdown), legible(markdown)):
        assert len(masked) == len(markdown)
        assert all(new in {old, HIDDEN, BREAK} for old, new in zip(markdown, masked, strict=True))


SPECIAL = "ab " + QUOTES + DASHES + INVISIBLE + "\t\n\u00a0\u2003\u3000ﬁ"


@settings(max_examples=400)
@given(st.text(st.one_of(st.sampled_from(SPECIAL), st.characters())))
def test_the_fast_folding_agrees_with_that_of_quotations(text: str) -> None:
    folded, offsets = _fold(text)
    if offsets is None:
        assert folded.strip(" ") == fold(text)
        assert len(folded) == len(text)
    else:
        assert (folded, offsets) == fold_with_offsets(text)


@pytest.mark.parametrize("bit", [
        *"`[]<>(){}!*_\\&#.@/-:= \n\t", "<a ", "<!--", "[x](", "a.", "&#", "~~~\n", "a@", "![", '<a "', "{:",
        "` ``", "> ", "http://", "[a]: ", "a_", "<pre>",
    ])  # fmt: skip
def test_hostile_text_takes_no_more_than_linear_time(bit: str) -> None:
    markdown = "x" + bit * (100_000 // len(bit)) + " Blue Lake"
    began = time.process_time()
    find([LAKE], article(markdown))
    sentence_at(markdown, len(markdown) - 4, len(markdown))
    assert time.process_time() - began < 5


def drafted(one: Entity) -> Entity:
    return replace(one, status="draft")


def test_a_name_of_something_published_and_of_a_draft_means_the_published() -> None:
    report, text = Report(), article("Reed met Boris Reed and Anna Reed.")
    assert [one.entity for one in find([ANNA, drafted(BORIS)], text, report=report)] == [
        "anna-reed", "boris-reed", "anna-reed"
    ]  # fmt: skip
    assert report.findings == []


def test_drafts_that_share_a_name_are_not_linked_and_not_reported() -> None:
    report, text = Report(), article("Reed met Boris Reed and Anna Reed.")
    found = find([drafted(ANNA), drafted(BORIS)], text, report=report)
    assert [one.text for one in found] == ["Boris Reed", "Anna Reed"]
    assert report.findings == []
