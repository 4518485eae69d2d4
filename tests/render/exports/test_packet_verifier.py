"""The verifier of packets: it knows nothing of the package, agrees with it on every quotation, and finds every change."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from druzhba_kb.folding import DASHES, INVISIBLE, LIGATURES, QUOTES, fold
from druzhba_kb.render.exports import packet_verifier
from druzhba_kb.render.exports.packet_verifier import proved, root_of, stands
from druzhba_kb.sealing import Commitment, read_seals
from tests.packet_flips import flips, packed, verified
from tests.test_sealing import BLOCKS, KEY, POSITION, QUOTE, TREE, runs, sealed, texts

Json = dict[str, Any]
COURIER = "courier-1931"
PROGRAM = Path(packet_verifier.__file__)
SEALS = read_seals(sealed(TREE.opened(1, POSITION, QUOTE)), TREE.root)


def packed_article(seals: Any, *quotes: str) -> Json:
    """Return an article as a packet has it."""
    blocks = [[seals.lengths[at], root.hex()] for at, root in seals.roots.items()]
    places = [(quote, place) for quote in quotes for place in seals.proofs(quote)]
    quotations = [{"quote": quote, "block": one["block"], "text": None, "places": [one]} for quote, one in places]
    head = {"id": "a", "rights": "withheld", "root": seals.commitment, "reader": seals.version}
    return {**head, "blocks": blocks, "quotations": quotations}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return packed(tmp_path_factory.mktemp("packets"))


@pytest.fixture
def packet(files: list[Path]) -> Path:
    return next(file for file in files if file.name == "gull-point.packet.json")


def changed(packet: Path, change: Callable[[Json], object], folder: Path) -> Path:
    data = json.loads(packet.read_text("utf-8"))
    change(data)
    file = folder / packet.name
    file.write_text(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c") + "\n", "utf-8")
    return file


def digests(packet: Path) -> str:
    """Return the option with the digest that is published of a packet."""
    return packet_verifier.sha256(packet.read_bytes()).hexdigest()


def test_it_is_short_and_needs_the_standard_library_alone() -> None:
    tree = ast.parse(PROGRAM.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names
    assert "hashlib" in names
    assert len(PROGRAM.read_text("utf-8").splitlines()) < 120


def test_it_runs_alone_beside_a_packet(files: list[Path], tmp_path: Path) -> None:
    page = next(file for file in files if file.name == "gull-point.packet.html")
    for file in (page, page.with_name("verify.py")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "gull-point.txt").write_text(f"{digests(page)}  gull-point.packet.html\n")
    command = [sys.executable, "-I", "-X", "utf8=0", "verify.py", page.name, "--digest", "gull-point.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env={"LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-3:] == [
        "Proved: 8 of 8 quotations stand, word for word, in texts of these roots, or here.",
        "Held by the digest: the roots, given texts, values, speakers, titles and days, and the page around them.",
        "Shown by nothing here: that a root is that of the publisher's text, or that an article is right.",
    ]


def test_it_says_of_each_value_who_says_it_in_which_words(packet: Path) -> None:
    _, said = verified(packet)
    assert said.startswith(
        "Gull Point – Relit: 4 May 1931; Status: lit\n"
        "  proved: “was lit again on 4 May 1931” – Ada Finch, in The Courier 1931, ¶1\n"
    )
    assert "Gull Point – Lens sold: not sold\n" in said
    assert (
        "\nNew Lamp for Gull Point – The Courier, 5 May 1931, https://example.org/courier-1931 – root 3fd692b5" in said
    )


@pytest.mark.parametrize("suffix", [".json", ".html"])
def test_every_packet_holds_as_data_and_as_a_page(files: list[Path], suffix: str) -> None:
    these = [file for file in files if file.suffix == suffix]
    assert len(these) == 3
    for file in these:
        assert verified(file, "--digest", digests(file))[0] == 0
        status, said = verified(file)
        assert status == 3
        assert "NOT PROVED" not in said
        assert "\nNOT CHECKED, give --digest: the roots, given texts, values" in said


@given(st.text(QUOTES + DASHES + INVISIBLE + "".join(LIGATURES) + "e\u0301\u00e9\u212b\u2126 \n\u00a0x"))
@example("ﬁne ﬂat cafe\u0301s")
def test_it_folds_as_the_package_does(text: str) -> None:
    assert packet_verifier.fold(text) == fold(text)


@given(texts(), st.data())
def test_it_proves_every_run_of_words_that_the_package_opens(blocks: tuple[str, ...], data: st.DataObject) -> None:
    tree = Commitment(KEY, blocks, "en")
    block = data.draw(st.sampled_from(range(len(blocks))))
    position, quote = data.draw(st.sampled_from(runs(blocks[block])))
    article = packed_article(read_seals(sealed(tree.opened(block, position, quote), tree=tree), tree.root), quote)
    assert root_of(article) == tree.root
    assert [proved(article, one) for one in article["quotations"]] == [True]


@given(texts(), st.data())
def test_it_takes_the_words_for_a_quotation_that_the_package_takes_and_no_other(
    blocks: tuple[str, ...], data: st.DataObject
) -> None:
    tree = Commitment(KEY, blocks, "en")
    position, quote = data.draw(st.sampled_from(runs(blocks[0])))
    seals = read_seals(sealed(tree.opened(0, position, quote), tree=tree), tree.root)
    article, ((run,),) = packed_article(seals, quote), seals.runs.values()
    at = data.draw(st.integers(0, len(quote)))
    sign = data.draw(st.sampled_from(["", " ", "-", ".", "'", "“", "$", "s", "\u00ad", " not "]))
    other = quote[:at] + sign + quote[data.draw(st.integers(at, len(quote))) :]
    expected = bool(fold(other)) and run.root(seals.version, seals.lengths[0], other or "-") == seals.roots[0]
    assert stands(article, other, article["quotations"][0]["places"][0]) == expected


def place(article: Json) -> Json:
    found: Json = article["quotations"][0]["places"][0]
    return found


PARTS: dict[str, Callable[[Json], object]] = {
    "a word": lambda one: place(one)["words"][0].__setitem__(1, "Lamp"),
    "a word and the quotation": lambda one: (
        place(one)["words"][2].__setitem__(1, "now"),
        one["quotations"][0].__setitem__("quote", QUOTE.replace("not", "now")),
    ),
    "the quotation": lambda one: one["quotations"][0].__setitem__("quote", "lamp was lit"),
    "part of a word": lambda one: one["quotations"][0].__setitem__("quote", "amp was not lit"),
    "a sign": lambda one: place(one)["words"][1].__setitem__(2, ", "),
    "a mark": lambda one: place(one)["words"][0].__setitem__(3, "-"),
    "the place": lambda one: place(one).__setitem__("position", POSITION + 1),
    "the place, before the first": lambda one: place(one).__setitem__("position", -1),
    "the block": lambda one: place(one).__setitem__("block", 2),
    "the block of both": lambda one: (place(one).__setitem__("block", 2), one["quotations"][0].__setitem__("block", 2)),
    "the block that is told": lambda one: one["quotations"][0].__setitem__("block", 0),
    "a salt": lambda one: place(one)["salts"].__setitem__(0, "00" * 16),
    "one salt less": lambda one: place(one)["salts"].pop(),
    "a sibling hash": lambda one: place(one)["hashes"].__setitem__(0, "00" * 32),
    "one hash less": lambda one: place(one)["hashes"].pop(),
    "one hash more": lambda one: place(one)["hashes"].append("00" * 32),
    "the root of the block": lambda one: one["blocks"][1].__setitem__(1, "00" * 32),
    "the root of another block": lambda one: one["blocks"][0].__setitem__(1, "00" * 32),
    "the length of the block": lambda one: one["blocks"][1].__setitem__(0, one["blocks"][1][0] + 1),
    "the length of another block": lambda one: one["blocks"][0].__setitem__(0, 3),
    "one block less": lambda one: one["blocks"].pop(),
    "the order of the blocks": lambda one: one["blocks"].reverse(),
    "the reader": lambda one: one.__setitem__("reader", one["reader"] + 1),
    "the root": lambda one: one.__setitem__("root", "00" * 32),
    "no words": lambda one: place(one).update(words=[], salts=[]),
    "no places": lambda one: one["quotations"][0].__setitem__("places", []),
    "a wrong place beside the right one": lambda one: one["quotations"][0]["places"].append({**place(one), "position": 0}),
    "a number for words": lambda one: place(one).__setitem__("words", 7),
    "a length without end": lambda one: one["blocks"][1].__setitem__(0, 10**4000),
}  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_a_change_of_any_part_of_a_proof_is_found(part: str) -> None:
    article = packed_article(SEALS, QUOTE)
    assert proved(article, article["quotations"][0])
    PARTS[part](article)
    assert not proved(article, article["quotations"][0])


def test_no_part_of_a_leaf_can_be_taken_for_another() -> None:
    article = packed_article(SEALS, QUOTE)
    (one,) = article["quotations"]
    words = one["places"][0]["words"]
    lead, word, trail, marks = words[0]
    words[0] = [f"{lead}\n{word}", trail, marks]  # the leaf is the same
    one["quote"] = f"{word[1:]}{trail}{marks}was not lit"
    assert not proved(article, one)


def test_an_article_whose_text_is_there_is_read_instead_of_hashes() -> None:
    article = {"rights": "full", "root": None}
    one = {"quote": "was ‘not’ lit", "text": "The lamp was  “not” lit, he said.", "places": []}
    assert proved(article, one)
    assert not proved(article, {**one, "text": "The lamp was lit."})
    assert not proved(article, {**one, "text": None})
    assert not proved({**packed_article(SEALS), "rights": "full"}, one)


REST: dict[str, Callable[[Json], object]] = {
    "a value": lambda one: one["statements"][0]["values"][0].__setitem__("text", "4 May 1932"),
    "a denial": lambda one: one["statements"][0].__setitem__("denies", True),
    "a speaker": lambda one: one["statements"][0]["evidence"][0].__setitem__("by", "The Courier 1931"),
    "a title": lambda one: one["articles"][0].__setitem__("title", "Old Lamp"),
    "a day": lambda one: one["articles"][0].__setitem__("day", "1 May 1931"),
    "a statement less": lambda one: one["statements"].pop(),
    "a disagreement less": lambda one: one["disagreements"].pop(),
    "the record": lambda one: one["record"].__setitem__("name", "Gull"),
    "the id of an article everywhere": lambda one: (
        one["articles"][0].__setitem__("id", "x"),
        [each.__setitem__("article", "x") for s in one["statements"] for each in s["evidence"] if each["article"] == COURIER],
    ),
}  # fmt: skip


@pytest.mark.parametrize("part", REST)
def test_what_the_proof_does_not_hold_the_digest_holds(part: str, packet: Path, tmp_path: Path) -> None:
    file = changed(packet, REST[part], tmp_path)
    status, said = verified(file)
    assert (status, "NOT PROVED" in said) == (3, False)
    status, said = verified(file, "--digest", digests(packet))
    assert status == 1
    assert "\nWRONG, it has another digest: the roots, given texts, values" in said


def test_a_quotation_that_nothing_in_the_packet_opens_is_not_proved(packet: Path, tmp_path: Path) -> None:
    file = changed(packet, lambda one: one["statements"][0]["evidence"][0].__setitem__("quote", "not lit"), tmp_path)
    status, said = verified(file, "--digest", digests(file))
    assert status == 1
    assert "\n  NOT PROVED: “not lit” – Ada Finch" in said
    assert "\nProved: 8 of 9 quotations" in said


def test_an_invented_root_opens_invented_words_and_only_the_digest_tells(packet: Path, tmp_path: Path) -> None:
    tree = Commitment(KEY, (BLOCKS[0], "The lamp was never lit."), "en")
    quote = "lamp was never lit"
    seals = read_seals(sealed(tree.opened(1, 1, quote), tree=tree), tree.root)

    def forge(data: Json) -> None:
        data["articles"][0].update(packed_article(seals, quote), id="courier-1931")
        data["statements"] = [data["statements"][0]]
        data["statements"][0]["evidence"][0]["quote"] = quote

    file = changed(packet, forge, tmp_path)
    assert verified(file)[0] == 3
    assert verified(file, "--digest", digests(packet))[0] == 1


def test_spaces_and_a_key_that_stands_twice_are_found_without_a_digest(packet: Path, tmp_path: Path) -> None:
    text = packet.read_text("utf-8")
    for other in (
        text + "\n",
        text.replace('"packet": 1', '"packet":  1'),
        text.replace("{", '{"packet": 1, ', 1),
    ):
        (tmp_path / "other.json").write_text(other, "utf-8")
        status, said = verified(tmp_path / "other.json")
        assert status == 1
        assert "its data is not written as packets are" in said


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null\n", b"<p>a page</p>", b"\xff\xfe", b"[" * 100_000, b'{\n "packet": 1\n}\n']
)
def test_what_is_no_packet_is_told_in_one_line(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes(data)
    status, said = verified(tmp_path / "other.json")
    assert status == 1
    assert said.startswith(f"WRONG: {tmp_path / 'other.json'} is no proof packet, is damaged, or cannot be read: ")
    assert said.count("\n") == 0


def test_a_newer_format_and_a_digest_that_is_not_there_are_told(packet: Path, tmp_path: Path) -> None:
    newer = changed(packet, lambda one: one.__setitem__("packet", 2), tmp_path)
    assert "it has format 2, and this program knows 1; take a newer one from the site" in verified(newer)[1]
    status, said = verified(packet, "--digest", str(tmp_path / "none.txt"))
    assert status == 1
    assert "No such file" in said


def test_no_text_of_a_packet_reaches_the_terminal_as_a_command(packet: Path, tmp_path: Path) -> None:
    bad = "x\x1b[2J\n  proved: “all”\u202e"
    file = changed(packet, lambda one: one["statements"][0].__setitem__("name", bad), tmp_path)
    _, said = verified(file)
    assert said.startswith("x\\x1b[2J\\n  proved: “all”\\u202e – Relit")


@pytest.mark.parametrize("suffix", [".json", ".html"])
def test_a_change_of_any_byte_is_found(files: list[Path], suffix: str) -> None:
    by_proof, unseen = flips([file for file in files if file.suffix == suffix], 34, seed=2)
    assert unseen == []
    assert by_proof > 34
