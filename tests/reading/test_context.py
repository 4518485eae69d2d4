"""Context: the marks of the sentence around a quotation, and whom it names as the speaker."""

from __future__ import annotations

import pytest

from druzhba_kb.reading.context import contexts, fewest, inside, sense, words_of
from druzhba_kb.reading.negation import negates


def marked(block: str, quote: str, lang: str | None = None) -> list[str]:
    """Return the contexts of a quotation in short: `4: negated, spoken by Ada Finch`, the number that of its first word."""
    return [
        f"{one.position}: {', '.join(sorted(one.marks)) or 'nothing'}"
        + (f" by {'; '.join(one.speakers)}" if one.speakers else "")
        for one in contexts(block, quote, lang)
    ]


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("The lamp was lit in 1930.", "lit in 1930", ["3: nothing"]),
        ("The lamp was not lit in 1930.", "lit in 1930", ["4: negated"]),
        ("The lamp was not lit in 1930.", "not lit in 1930", ["3: nothing"]),
        ("The lamp wasn't lit in 1930.", "lit in 1930", ["4: negated"]),
        ("The lamp was never lit in 1930.", "lit in 1930", ["4: negated"]),
        ("No lamp was lit in 1930.", "lamp was lit in 1930", ["1: negated"]),
        ("The lamp was lit in 1930, not in 1931.", "lit in 1930", ["3: nothing"]),
        ("The lamp was lit in 1930 and not in 1931.", "lit in 1930", ["3: nothing"]),
        ("Not on that day, but in May the lamp was lit.", "the lamp was lit", ["7: nothing"]),
        ("Not only was the lamp lit, it shone.", "the lamp lit", ["3: nothing"]),
        ("The lamp, not the bell, was lit in 1930.", "was lit in 1930", ["5: nothing"]),
        ("It was not so far as anybody in the harbour could tell lit in 1930.", "lit in 1930", ["12: conditional"]),
        ("It did not rain. The lamp was lit in 1930.", "lit in 1930", ["7: nothing"]),
        ("The lamp was lit in 1930. It did not rain.", "lit in 1930", ["3: nothing"]),
        ("The lamp was lit in 1930 without a keeper.", "lit in 1930", ["3: nothing"]),
        ("Without a keeper the lamp was lit in 1930.", "the lamp was lit in 1930", ["3: negated"]),
        ("The keeper refused to light the lamp.", "light the lamp", ["4: negated"]),
        ("The lamp was lit no later than 1930.", "The lamp was lit", ["0: nothing"]),
    ],
)
def test_a_negation_counts_up_to_five_words_away_in_the_same_clause(
    block: str, quote: str, expected: list[str]
) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("Was the lamp lit in 1930?", "the lamp lit in 1930", ["1: asked"]),
        ("Was the lamp lit in 1930? It was lit in 1931.", "lit in 1931", ["8: nothing"]),
        ("The lamp was lit in 1930. Was it seen?", "lit in 1930", ["3: nothing"]),
        ("“Was the lamp lit in 1930?” they asked.", "lamp lit in 1930", ["2: asked, spoken"]),
    ],
)
def test_a_question_marks_its_own_sentence(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("If the storms cease, the lamp will be lit.", "the lamp will be lit", ["4: conditional"]),
        ("The lamp will be lit if the storms cease.", "The lamp will be lit", ["0: conditional"]),
        ("Unless it rains, the lamp will be lit.", "the lamp will be lit", ["3: conditional"]),
        ("The lamp could be lit in 1932.", "be lit in 1932", ["3: conditional"]),
        ("The lamp might be lit in 1932.", "be lit in 1932", ["3: conditional"]),
        ("The lamp will be lit in 1932.", "be lit in 1932", ["3: nothing"]),
        ("He said that the lamp would be lit in 1932.", "be lit in 1932", ["6: spoken by He"]),
        ("The lamp would be lit in 1932.", "be lit in 1932", ["3: conditional"]),
        ("If it rains, we stay; the lamp is lit.", "the lamp is lit", ["5: nothing"]),
        ("In May the lamp is lit.", "the lamp is lit", ["2: nothing"]),
    ],
)
def test_a_condition_or_a_word_of_possibility_governs_what_follows(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("It is false that the lamp was lit in 1930.", "lamp was lit in 1930", ["5: doubted"]),
        (
            "The keeper denied that the lamp was lit in 1930.",
            "lamp was lit in 1930",
            ["5: doubted, spoken by The keeper"],
        ),
        ("Rumours say the lamp was lit in 1930.", "lamp was lit in 1930", ["3: doubted, spoken by Rumours"]),
        ("Allegedly the lamp was lit in 1930.", "the lamp was lit in 1930", ["1: spoken"]),
        ("The lamp was allegedly lit in 1930.", "lit in 1930", ["4: spoken"]),
        ("That the lamp was lit in 1930 is a myth.", "lamp was lit in 1930", ["2: doubted"]),
        ("The keeper was denied a boat, but the lamp was lit in 1930.", "lamp was lit in 1930", ["8: nothing"]),
        ("A false floor was laid. The lamp was lit in 1930.", "lamp was lit in 1930", ["6: nothing"]),
    ],
)
def test_a_sentence_doubts_what_it_calls_false_or_denies(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("About 30 masons came.", "30 masons", ["1: compared"]),
        ("About 30 masons came.", "About 30 masons", ["0: nothing"]),
        ("The masons numbered 30 thousand.", "masons numbered 30", ["1: compared"]),
        ("The masons numbered 30.", "masons numbered 30", ["1: nothing"]),
        ("It fell to minus 30 degrees.", "30 degrees", ["4: compared"]),
        ("It went 30 metres per second.", "30 metres", ["2: compared"]),
        ("From 20 to 30 masons came.", "30 masons", ["3: compared"]),
        ("It was 30 per cent of the masons.", "It was 30", ["0: compared"]),
        ("It cost $30 billion.", "cost $30", ["1: compared"]),
        ("The lamp was lit on 5 May 1930.", "lit on 5 May", ["3: nothing"]),
        ("From 5 to 9 May 1930 they rested.", "9 May 1930", ["3: compared"]),
        ("30 masons or more came.", "30 masons", ["0: compared"]),
        ("A third of 30 masons came.", "30 masons", ["3: nothing"]),
    ],
)
def test_a_number_that_the_edge_of_a_quotation_cuts_is_another(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("Ada Finch said that the lamp was lit in 1930.", "lamp was lit in 1930", ["5: spoken by Ada Finch"]),
        (
            "Ada Finch, the harbour master, said that the lamp was lit in 1930.",
            "lamp was lit in 1930",
            ["8: spoken by Ada Finch, the harbour master"],
        ),
        (
            "The harbour master Ada Finch also said the lamp was lit in 1930.",
            "lamp was lit in 1930",
            ["8: spoken by The harbour master Ada Finch"],
        ),
        ("Finch has confirmed that the lamp was lit in 1930.", "lamp was lit in 1930", ["5: spoken by Finch"]),
        ("Mr. A. Finch told the paper that the lamp was lit in 1930.", "lamp was lit in 1930", ["8: spoken by Finch"]),
        ("The lamp was lit in 1930 and Ada Finch said that it shone.", "lit in 1930", ["3: nothing"]),
        ("The keepers claim that the lamp was lit in 1930.", "lamp was lit in 1930", ["5: spoken by The keepers"]),
        ("The paper was told that the lamp was lit in 1930.", "lamp was lit in 1930", ["6: nothing"]),
        ("Ada Finch, who said little, lit the lamp in 1930.", "lit the lamp in 1930", ["5: nothing"]),
    ],
)
def test_a_speaker_stands_before_the_verb_of_saying(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("The lamp was lit in 1930, Ada Finch said.", "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
        ("The lamp was lit in 1930, said Ada Finch.", "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
        (
            "The lamp was lit in 1930, said the harbour master Ada Finch on Monday.",
            "lamp was lit in 1930",
            ["1: spoken by the harbour master Ada Finch"],
        ),
        ("The lamp was lit, said Ada Finch, in 1930.", "in 1930", ["7: spoken by Ada Finch"]),
        ("The lamp was lit in 1930, harbour master Ada Finch said.", "harbour master Ada Finch", ["6: nothing"]),
        ("The lamp was lit in 1930, said Otto Reed.", "lamp was lit in 1930", ["1: spoken by Otto Reed"]),
        ("The lamp was lit in 1930, Ada Finch said on Monday.", "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
    ],
)
def test_a_speaker_stands_behind_what_is_said(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("According to Ada Finch, the lamp was lit in 1930.", "the lamp was lit in 1930", ["4: spoken by Ada Finch"]),
        ("The lamp was lit in 1930, according to Ada Finch.", "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
        (
            "In the words of Ada Finch, the lamp was lit in 1930.",
            "the lamp was lit in 1930",
            ["6: spoken by Ada Finch"],
        ),
    ],
)
def test_a_speaker_is_named_by_according_to(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("“The lamp was lit in 1930,” said Ada Finch.", "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
        ("“The lamp was lit in 1930,” Ada Finch said.", "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
        ("Ada Finch said: “The lamp was lit in 1930.”", "lamp was lit in 1930", ["4: spoken by Ada Finch"]),
        ("Ada Finch rose. “The lamp was lit in 1930.”", "lamp was lit in 1930", ["4: spoken"]),
        ("“The lamp was lit in 1930.” Ada Finch said so twice.", "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
        (
            "“It was dark. The lamp was lit in 1930,” said Ada Finch.",
            "lamp was lit in 1930",
            ["4: spoken by Ada Finch"],
        ),
        (
            "“The lamp was lit in 1930. It shone far,” said Ada Finch.",
            "lamp was lit in 1930",
            ["1: spoken by Ada Finch"],
        ),
        ("Ada Finch told us more. “The lamp was lit in 1930.”", "lamp was lit in 1930", ["6: spoken by Ada Finch"]),
        (
            "“The keeper said the lamp was lit in 1930,” Ada Finch told us.",
            "lamp was lit in 1930",
            ["4: spoken by Ada Finch"],
        ),
        ("The so-called “night lamp” was lit in 1930.", "night lamp", ["3: doubted"]),
        ("The “night lamp” was lit in 1930.", "was lit in 1930", ["3: nothing"]),
        ('"The lamp was lit in 1930," said Ada Finch.', "lamp was lit in 1930", ["1: spoken by Ada Finch"]),
        ("The lamp is lit, said its keeper, Ada Finch.", "its keeper, Ada Finch", ["5: nothing"]),
        ("The lamp is lit, said its keeper, Ada Finch.", "lamp is lit", ["1: spoken by its keeper, Ada Finch"]),
        ("“The lamp was lit in 1930 and shone far", "lamp was lit in 1930", ["1: spoken"]),
    ],
)
def test_words_in_quotation_marks_are_spoken_by_who_speaks_beside_them(
    block: str, quote: str, expected: list[str]
) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "expected"),
    [
        ("The lamp is said to have been lit in 1930.", "been lit in 1930", ["6: spoken"]),
        ("The lamp was reportedly lit in 1930.", "lit in 1930", ["4: spoken"]),
        ("It is believed that the lamp was lit in 1930.", "lamp was lit in 1930", ["5: spoken"]),
        ("The lamp was lit in 1930.", "lit in 1930", ["3: nothing"]),
        ("It said the lamp was lit in 1930.", "lamp was lit in 1930", ["3: nothing"]),
    ],
)
def test_what_is_passed_on_is_spoken_by_nobody_known(block: str, quote: str, expected: list[str]) -> None:
    assert marked(block, quote) == expected


@pytest.mark.parametrize(
    ("block", "quote", "lang", "expected"),
    [
        ("„Die Lampe brannte 1930 wieder“, sagte Ada Finch.", "Lampe brannte 1930", "de", ["1: spoken by Ada Finch"]),
        ("Die Lampe brannte 1930 nicht wieder.", "Lampe brannte 1930", "de", ["1: negated"]),
        ("A lâmpada não ardeu em 1930.", "ardeu em 1930", "pt", ["3: nothing"]),
    ],
)
def test_each_language_has_its_own_words_and_an_unread_one_has_no_marks(
    block: str, quote: str, lang: str, expected: list[str]
) -> None:
    assert marked(block, quote, lang) == expected


def test_each_place_of_the_same_words_has_its_own_context() -> None:
    found = contexts("The lamp was not lit. The lamp was lit. Was the lamp was lit?", "lamp was", None)
    assert [(one.position, sorted(one.marks)) for one in found] == [
        (1, ["negated"]),
        (6, []),
        (11, ["asked"]),
    ]
    plainest = fewest(found)
    assert plainest is not None
    assert plainest.position == 6
    assert fewest([]) is None


def test_words_that_do_not_stand_in_a_block_have_no_context() -> None:
    assert contexts("The lamp was lit.", "lamps", None) == ()
    assert contexts("The lamp was lit.", "", None) == ()


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("the lamp was lit", []),
        ("was the lamp lit?", ["asked"]),
        ("if the lamp is lit", ["conditional"]),
        ("the lamp could be lit", ["conditional"]),
        ("denied that the lamp was lit", ["doubted"]),
        ("the lamp was not lit", []),
        ("the lamp may be lit", ["conditional"]),
        ("May 1930 was dry", []),
        ("in May 1930", []),
    ],
)
def test_a_quotation_carries_marks_of_its_own(quote: str, expected: list[str]) -> None:
    assert sorted(inside(quote, None)) == expected
    assert inside(quote, "pt") == frozenset()


@pytest.mark.parametrize(
    ("words", "mark", "said", "meant"),
    [
        ("not lit", "negated", True, True),
        ("without a keeper", "negated", True, True),
        ("refused to light it", "negated", True, True),
        ("opposed the light", "negated", False, True),
        ("plans to light it", "conditional", False, True),
        ("a disputed light", "doubted", False, True),
        ("lit again", "negated", False, False),
        ("lit again", "conditional", False, False),
        ("lit?", "asked", True, True),
        ("whether it was lit", "asked", False, True),
    ],
)
def test_our_own_words_may_say_or_mean_what_a_mark_says(words: str, mark: str, said: bool, meant: bool) -> None:
    assert words_of(words, None, mark) is said
    assert sense(words, None, mark) is meant


@pytest.mark.parametrize(
    ("quote", "reached", "expected"),
    [
        ("the lamp was not lit in 1930", "1930", True),
        ("the lamp was not lit in 1930", "lamp", True),
        ("the lamp was lit without oil in 1930", "lit", False),
        ("the lamp was lit without oil in 1930", "oil", True),
        ("not in 1929, but in 1930", "1930", False),
        ("not in 1929, but in 1930", "1929", True),
        ("the lamp was lit in 1930", "1930", False),
        ("it was never not lit in 1930", "1930", False),
        ("not only lit in 1930", "1930", False),
    ],
)
def test_a_negation_inside_a_quotation_reaches_the_words_of_its_clause(
    quote: str, reached: str, expected: bool
) -> None:
    start = quote.index(reached)
    assert negates(quote, None, [(start, start + len(reached))]) is expected


def test_without_a_place_any_single_negation_negates() -> None:
    assert negates("the lamp was not lit", None, [])
    assert not negates("the lamp was lit", None, [])
    assert not negates("the lamp was never not lit", None, [])
    assert not negates("a lâmpada não ardeu", "pt", [])


def test_a_short_not_is_a_negation() -> None:
    assert words_of("wasn't lit", "en", "negated")


def test_what_would_have_been_was_not() -> None:
    (found,) = contexts("Had the dam failed, 40 villages would have drowned.", "40 villages", "en")
    assert found.marks == {"conditional"}


@pytest.mark.parametrize(
    ("block", "quote", "speakers"),
    [
        ("On Monday Ada Finch said the lamp was lit.", "On Monday Ada Finch said the lamp was lit", ("Ada Finch",)),
        ("The lamp, Ada Finch agreed, was lit in 1930.", "was lit in 1930", ("Ada Finch",)),
        ("Ada Finch agreed, the lamp was lit in 1930.", "lamp was lit in 1930", ()),
        ("Nach Angaben der Wache wurde die alte Lampe verkauft.", "wurde die alte Lampe verkauft", ("der Wache",)),
    ],
)
def test_a_verb_of_saying_may_stand_inside_the_quotation_or_between_commas(
    block: str, quote: str, speakers: tuple[str, ...]
) -> None:
    lang = "de" if block.startswith("Nach") else "en"
    assert contexts(block, quote, lang)[0].speakers == speakers


@pytest.mark.parametrize(
    ("block", "quote", "speakers"),
    [
        # what somebody does, and nobody says it
        ("The ferry admits no more than nine riders at a time.", "admits no more than nine riders at a time", ()),
        ("The mayor denied entry to 14 sailors on Monday.", "denied entry to 14 sailors", ()),
        ("The ward admitted 23 sailors after the storm.", "admitted 23 sailors after the storm", ()),
        ("The ward has admitted 23 sailors who were wet.", "has admitted 23 sailors who", ()),
        ("The island declared war on the harbour in 1930.", "declared war on the harbour", ()),
        ("The guild maintains 14 lamps along the coast.", "maintains 14 lamps along the coast", ()),
        ("Ada Finch wrote 14 books about lamps.", "wrote 14 books about lamps", ()),
        # what somebody says, with the verb inside the quotation
        ("The keeper admitted that nine lamps burned.", "admitted that nine lamps burned", ("The keeper",)),
        ("The keeper denied 14 lamps were lost at sea.", "denied 14 lamps were lost", ("The keeper",)),
        ("The keeper declared the harbour was shut for a week.", "declared the harbour was shut", ("The keeper",)),
        ("The mayor admitted: nine lamps burned that night.", "admitted: nine lamps burned", ("The mayor",)),
        ("The keeper denied on Monday that nine lamps burned.", "denied on Monday that nine lamps", ("The keeper",)),
        ("The ministry said nine lamps burned all night.", "said nine lamps burned", ("The ministry",)),
        ("The ministry confirmed 12 wrecks off the cape.", "confirmed 12 wrecks off the cape", ("The ministry",)),
        # whoever is named there too says it, whatever the verb; and so does who stands before all of it
        ("The ward admitted 23 sailors after the storm.", "The ward admitted 23 sailors", ("The ward",)),
        ("The mayor denied entry to 14 sailors on Monday.", "14 sailors on Monday", ("The mayor",)),
        ("The keeper said that nine lamps burned.", "keeper said that nine lamps burned", ()),
        ("Der Sturm forderte 14 Opfer an der Küste.", "forderte 14 Opfer an der Küste", ()),
        ("Der Wärter sagte, 14 Lampen seien verloren.", "sagte, 14 Lampen seien verloren", ("Wärter",)),
        ("La grotte admet neuf visiteurs par heure.", "admet neuf visiteurs par heure", ()),
        ("La cueva admitió nueve visitas por hora.", "admitió nueve visitas por hora", ()),
    ],
)
def test_a_verb_of_saying_inside_a_quotation_says_what_follows_it_only_where_it_names_no_deed(
    block: str, quote: str, speakers: tuple[str, ...]
) -> None:
    lang = {"Der": "de", "La": "fr"}.get(block.split()[0], "en")
    lang = "es" if "cueva" in block else lang
    assert contexts(block, quote, lang)[0].speakers == speakers


@pytest.mark.parametrize(
    ("block", "quote", "compared"),
    [
        ("Die Schau war vom 3. bis 28. Februar 2014 im Turm.", "vom 3. bis 28. Februar 2014", False),
        ("Die Schau war vom 3. bis 28. Februar 2014 im Turm.", "3. bis 28. Februar 2014", False),
        ("Die Schau war vom 28. Februar bis 3. März 2014 im Turm.", "vom 28. Februar bis 3. März 2014", False),
        ("Die Schau begann am 28. Februar 2014 im Turm.", "28. Februar 2014", False),
        ("Die Schau war vom 3. bis 28. Februar 2014 im Turm.", "28. Februar 2014 im Turm", True),
        ("Die Schau war vom 3. bis 28. Februar 2014 im Turm.", "bis 28. Februar 2014", True),
        ("Die Schau am 28. Februar 2014 zog 30 Tausend Leute an.", "am 28. Februar 2014 zog 30", True),
    ],
)
def test_a_stop_that_ends_no_sentence_does_not_cut_the_number_that_a_quotation_has_whole(
    block: str, quote: str, compared: bool
) -> None:
    assert ("compared" in contexts(block, quote, "de")[0].marks) is compared


@pytest.mark.parametrize(
    ("block", "asked"),
    [
        ("Was the lamp lit (in 1930?)", True),
        ("Was the lamp lit at last?!", True),
        ("“Was the lamp lit?” they asked.", True),
        ("The lamp lit the sea. Who saw it?", False),
        ("The lamp lit “the sea?” of 1930.", False),
    ],
)
def test_a_question_mark_asks_where_it_ends_the_sentence_or_its_speech(block: str, asked: bool) -> None:
    assert ("asked" in contexts(block, "lamp lit", "en")[0].marks) is asked
