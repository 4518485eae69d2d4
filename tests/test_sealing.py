"""Sealing: every run of words opens the commitment of its text, and nothing else does."""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.folding import WORD, fold
from druzhba_kb.reading.context import VERSION, contexts
from druzhba_kb.sealing import (
    SHORT,
    BadSeal,
    Commitment,
    Seals,
    _root,
    is_vouched,
    read_seals,
    text_key,
    vouch,
)

KEY = bytes(range(32))
BLOCKS = (
    "New lamp for Gull Point",
    "The keeper, Otto Reed, said that the lamp was not lit in 1930. Was it lit on 4 May 1931?",
    "It cost about $3.5 million – more than “the old, cracked lens of Skerry Light”.",
)
TREE = Commitment(KEY, BLOCKS, "en")
QUOTE = "lamp was not lit"
POSITION = 7
LINE = TREE.opened(1, POSITION, QUOTE)
WORDS = st.lists(
    st.sampled_from(["lamp", "not", "lit", "3", "50", "said", "Ada", "if", "灯", "café", "it's"]),
    min_size=1,
    max_size=9,
)
SIGNS = st.sampled_from([" ", " ", " ", ", ", ".", ". ", " – ", " “", "” ", "-", "?", " $", "%"])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw blocks of words with signs around them."""
    blocks = draw(st.lists(WORDS, min_size=1, max_size=3))
    return tuple("".join(word + draw(SIGNS) for word in block) for block in blocks)


def runs(block: str) -> list[tuple[int, str]]:
    """Return each contiguous run of the words of a block, with the number of its first word."""
    folded = fold(block)
    spans = [match.span() for match in WORD.finditer(folded)]
    return [(at, folded[spans[at][0] : end]) for at in range(len(spans)) for _, end in spans[at:]]


def plain(speaker: str) -> str:
    """Return the words for a speaker as a line has room for them: no mark that parts it, and one space for several."""
    return re.sub(r"[\s,|:;*_]+", " ", speaker).strip()


def sealed(*lines: str, tree: Commitment = TREE) -> str:
    """Return a file of seals."""
    return "\n".join(["# a head", "", *tree.lengths(), *lines]) + "\n"


def retagged(line: str, quote: str) -> str:
    """Return a line that is found by other words, as anybody can make it."""
    head, _, proof = line.rpartition(" ")
    data = urlsafe_b64decode(proof + "=" * (-len(proof) % 4))
    tag = hashlib.sha256(f"{TREE.root}\n{fold(quote)}".encode()).digest()[:4]
    return f"{head} {urlsafe_b64encode(tag + data[4:]).decode().rstrip('=')}"


def opens(text: str, quote: str, root: str = TREE.root) -> bool:
    """Return whether a file of seals proves a quotation."""
    try:
        return read_seals(text, root).contexts(quote) != {}
    except BadSeal:
        return False


@given(texts())
def test_every_run_of_words_opens_with_its_place_and_its_context(blocks: tuple[str, ...]) -> None:
    tree = Commitment(KEY, blocks, "en")
    for number, block in enumerate(blocks):
        for position, quote in runs(block):
            seals = read_seals(sealed(tree.opened(number, position, quote), tree=tree), tree.root)
            read = [one for one in contexts(block, quote, "en") if one.position == position]
            (found,) = seals.contexts(quote)[number]
            assert (found.position, found.marks) == (position, read[0].marks), quote
            assert list(map(plain, found.speakers)) == list(map(plain, read[0].speakers))


@given(texts(), st.data())
def test_other_words_open_nothing(blocks: tuple[str, ...], data: st.DataObject) -> None:
    tree = Commitment(KEY, blocks, "en")
    number = data.draw(st.integers(0, len(blocks) - 1))
    position, quote = data.draw(st.sampled_from(runs(blocks[number])))
    other = data.draw(
        st.sampled_from([quote + "s", "x" + quote, quote + " lamp", f"-{quote}", quote.swapcase(), quote[:-1]])
    )
    true = {one for place, one in runs(blocks[number]) if place == position}
    line = tree.opened(number, position, quote)
    if fold(other) not in true and not fold(blocks[number]).count(fold(other)):
        assert not opens(sealed(line, tree=tree), other, tree.root)


def test_each_change_of_a_character_of_a_seal_is_refused() -> None:
    for at, char in enumerate(LINE):
        for other in {"A", "b", "0", "9", "-", "_", " ", ";", "*", "é", ""} - {char}:
            changed = LINE[:at] + other + LINE[at + 1 :]
            assert not opens(sealed(changed), QUOTE), (at, other)
    assert opens(sealed(LINE), QUOTE)


@pytest.mark.parametrize(
    "quote",
    [
        "lamp was lit", "lamp was not", "was not lit", "lamp was not lit in", "Lamp was not lit", "lamp was, not lit", "",
        "lamp was not lit?", "-lamp was not lit", "lamp was not-lit", "lampwas not lit",
    ],
)  # fmt: skip
def test_a_seal_opens_its_own_words_only(quote: str) -> None:
    assert not opens(sealed(LINE), quote)
    assert not opens(sealed(retagged(LINE, quote)), quote)


def test_a_number_gets_no_other_sign_by_whoever_finds_its_seal() -> None:
    line = TREE.opened(2, 3, "3.5 million")
    assert not any(opens(sealed(retagged(line, one)), one) for one in ("-3.5 million", "3.5 million%", "€3.5 million"))
    assert opens(sealed(retagged(line, "$3.5 million")), "$3.5 million")  # the sign stands there in the text


def test_a_number_keeps_the_signs_inside_it_and_before_it() -> None:
    line = TREE.opened(2, 3, "$3.5 million")
    seals = read_seals(sealed(line, TREE.opened(2, 3, "3.5 million")), TREE.root)
    assert seals.contexts("$3.5 million") and seals.contexts("3.5 million")
    assert not any(
        seals.contexts(one) for one in ("3,5 million", "3-5 million", "€3.5 million", "-3.5 million", "35 million")
    )


def test_signs_at_the_edge_of_a_quotation_are_those_of_the_text() -> None:
    whole = next(position for position, quote in runs(BLOCKS[2]) if quote == "cracked lens of Skerry Light")
    seal = TREE.opened(2, whole, "cracked lens of Skerry Light”.")
    assert opens(sealed(seal), "cracked lens of Skerry Light”.")
    assert not opens(sealed(seal), "cracked lens of Skerry Light”?")


@pytest.mark.parametrize(
    ("lang", "text", "quote", "other"),
    [
        ("de", "Der Preis stieg um 5 % im Jahr.", "stieg um 5 %", "stieg um 5 €"),
        ("fr", "Le pont est fermé ! dit la ville.", "pont est fermé !", "pont est fermé ?"),
        ("fr", "Elle parle de « vingt morts » à Lyon.", "« vingt morts »", "« vingt morts »)"),
        ("en", "Then *here*{: id=1 } and there.", "*here*{: id=1 }", "*here*{: id=1 }}"),
    ],
)
def test_signs_between_spaces_open_at_the_end_of_a_quotation_and_no_others_do(
    lang: str, text: str, quote: str, other: str
) -> None:
    tree = Commitment(KEY, (text,), lang)
    place = [one.word for one in tree.words[0]].index(next(iter(WORD.finditer(fold(quote))))[0])
    for words, proved in ((quote, {(0, place)}), (other, set())):
        line = tree.opened(0, place, words)
        assert read_seals("\n".join((*tree.lengths(), line)), tree.root).places(words) == proved


@pytest.mark.parametrize(
    ("part", "value"), [(1, "8"), (1, "0"), (2, "2"), (2, "0"), (3, "4*-"), (3, "4*negated<"), (0, "1")]
)
def test_another_place_block_mark_or_version_is_refused(part: int, value: str) -> None:
    parts = LINE.split(" ")
    parts[part] = value
    assert not opens(sealed(" ".join(parts)), QUOTE)


def test_a_negation_cannot_be_cut_off() -> None:
    (context,) = read_seals(sealed(TREE.opened(1, 10, "lit in 1930")), TREE.root).contexts("lit in 1930")[1]
    assert context.marks == {"negated", "spoken"}
    assert context.speakers == ("The keeper Otto Reed",)


@pytest.mark.parametrize(
    "change",
    [lambda root: "0" * 64, lambda root: root[:-1] + ("0" if root[-1] != "0" else "1"), lambda root: None],
)
def test_another_root_is_refused(change: Callable[[str], str | None]) -> None:
    with pytest.raises(BadSeal, match="these seals are of"):
        read_seals(sealed(LINE), change(TREE.root))


def test_the_lengths_of_the_blocks_are_proved() -> None:
    seals = read_seals(sealed(), TREE.root)
    assert seals.lengths == {0: 5, 1: 20, 2: 15}
    with pytest.raises(BadSeal):
        read_seals(sealed().replace("words:20", "words:200"), TREE.root)


def test_the_same_text_has_the_same_root_and_another_key_text_or_language_has_another() -> None:
    roots = [
        Commitment(*one).root
        for one in (
            (KEY, BLOCKS, "en"),
            (KEY, BLOCKS, None),
            (bytes(32), BLOCKS, "en"),
            (KEY, BLOCKS[:2], "en"),
            (KEY, BLOCKS, "xx"),
        )
    ]
    assert roots[0] == roots[1] == TREE.root
    assert len(set(roots)) == 4


def test_a_key_follows_from_a_text_that_nobody_guesses_and_stands_beside_a_short_one() -> None:
    text = " ".join(f"word{at}" for at in range(SHORT))
    assert text_key(text, None) == text_key(text, KEY) != text_key(text + ".", None)
    assert text_key("too short", KEY) == KEY
    assert text_key("too short", None) is None


def test_who_has_public_parts_only_makes_no_seal() -> None:
    """The words, the source's sha256, the root and all seals of the clone are known; the key and the text are not."""
    invented = (*BLOCKS[:2], "The lamp killed 900 civilians.")
    public = hashlib.sha256("\n\n".join(BLOCKS).encode()).digest()
    for key in (public, bytes.fromhex(TREE.root), bytes(32)):
        forged = Commitment(key, invented, "en")
        with pytest.raises(BadSeal):
            read_seals(sealed(forged.opened(2, 0, "The lamp killed"), tree=forged), TREE.root)
        # beside the true roots of the blocks, and found by its words
        line = Commitment(key, (BLOCKS[0], BLOCKS[1], invented[2]), "en").opened(2, 0, "The lamp killed")
        assert not opens(sealed(line), "The lamp killed")


def test_the_hashing_is_that_of_rfc_6962() -> None:
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [hashlib.sha256(b"\0" + bytes.fromhex(one)).digest() for one in data]
    assert _root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert _root(leaves[:7]).hex() == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"
    assert _root([]).hex() == hashlib.sha256().hexdigest()


def test_what_was_vouched_for_is_bound_to_the_root() -> None:
    line = vouch(TREE.root, 2, "value", "Green  glass")
    assert line == vouch(TREE.root, 2, "value", "Green glass") != vouch("0" * 64, 2, "value", "Green glass")
    seals = read_seals(sealed(line), TREE.root)
    assert is_vouched(seals, line)
    assert not is_vouched(seals, vouch(TREE.root, 2, "value", "Red glass"))
    assert not is_vouched(Seals(), line) and not is_vouched(None, line)


def test_an_older_reader_is_known_and_a_newer_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = sealed(LINE, vouch(TREE.root, 2, "value", "Green glass"))
    monkeypatch.setattr("druzhba_kb.sealing.VERSION", VERSION + 1)
    seals = read_seals(text, TREE.root)
    assert (seals.version, list(seals.contexts(QUOTE))) == (VERSION, [1])
    assert is_vouched(seals, vouch(TREE.root, 2, "value", "Green glass"))
    monkeypatch.setattr("druzhba_kb.sealing.VERSION", VERSION - 1)
    with pytest.raises(BadSeal, match="update it"):
        read_seals(text, TREE.root)


HUGE = "9" * 100
HOSTILE = {
    "one line of 5 MB": "A" * 5_000_000,
    "a proof of 4 MB": f"{VERSION} 0 1 1*- {'A' * 4_000_000}",
    "a million lines": "x\n" * 1_000_000,
    "as many marks as fit": f"{VERSION} 0 1 {'1*-;' * 1_000_000}1*- AAAA",
    "a count of 10^9": f"{VERSION} 0 1 1000000000*- AAAA",
    "a place of 10^9": f"{VERSION} 1000000000 1 1*- AAAA",
    "a block of 10^9": f"{VERSION} 0 1000000000 1*- AAAA",
    "a length of 10^9": f"{VERSION} - 3 words:1000000000 {'0' * 64}",
    "a block that is not there": f"{VERSION} 0 9 1*- AAAA",
    "an empty run": f"{VERSION} 0 1 0*- AAAA",
    "no base64": f"{VERSION} 0 1 1*- ====",
    "base64 with bits to spare": f"{VERSION} 0 1 1*- AB",
    "digits of another script": f"{VERSION} ٣ 1 1*- AAAA",
    "a version of 100 digits": f"{HUGE} 0 1 1*- AAAA",
    "an old seal": f"{VERSION - 1} 0 1 - {'0' * 64}",
    "an older seal": "0" * 64,
    "truncated": LINE[: len(LINE) // 2],
    "in capitals": LINE.upper(),
    "with a space behind": f"{LINE} ",
    "another word of vouching": f"{VERSION} - 1 verdict {'0' * 64}",
    "vouching at a place": f"{VERSION} 3 1 value {'0' * 64}",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_one_fault(line: str) -> None:
    with pytest.raises(BadSeal) as fault:
        read_seals(sealed(line), TREE.root)
    assert fault.value.line == 3 + len(BLOCKS) and len(str(fault.value)) < 300


@given(st.text())
def test_any_file_is_seals_or_a_fault(text: str) -> None:
    try:
        read_seals(text, TREE.root)
    except BadSeal as fault:
        assert fault.line >= 1
