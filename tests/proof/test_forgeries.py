"""Forgeries in a clone without texts: made of public parts alone, each is refused, or another gate is named that must catch it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from druzhba_kb.editing.seal import write_seals
from druzhba_kb.pipeline import check
from druzhba_kb.reading.context import VERSION
from druzhba_kb.report import Report
from druzhba_kb.sealing import Commitment, vouch
from tests.sites_on_disk import SITES, lay_out

ARTICLE, SEALS = "articles/courier-1931.md", "articles/courier-1931.seals"
GULL, ADA = "entities/lighthouses/gull-point.yml", "entities/people/ada-finch.yml"
INVENTED = "the storm killed 900 civilians"
TEXT = "The harbour master tells what happened: the storm killed 900 civilians."
BASE = "check against the base revision"


def change(root: Path, file: str, old: str, new: str) -> None:
    """Change a part of a file, which must be there."""
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new, 1))


def add(root: Path, line: str) -> None:
    """Add a line to the seals."""
    (root / SEALS).write_text((root / SEALS).read_text() + line + "\n")


def root_of(root: Path) -> str:
    return re.findall(r"commitment: (\w+)", (root / ARTICLE).read_text())[0]


def quote(root: Path, block: int = 3) -> None:
    """State something on invented words."""
    with (root / ADA).open("a") as stream:
        stream.write(f"  - {{office: {{words: killed}}, source: courier-1931, quote: {INVENTED}, block: {block}}}\n")


def old_seal(root: Path) -> None:
    quote(root)
    sha256 = re.findall(r"source_sha256: (\w+)", (root / ARTICLE).read_text())[0]
    key = hashlib.sha256(f"{sha256}\n3\n{INVENTED}".encode()).hexdigest()[:32]
    add(root, f"{VERSION} 0 3 - {key * 2}")


def own_tree(root: Path) -> Commitment:
    """Return a tree that a forger makes, of other words and of a key of his own."""
    return Commitment(bytes(32), ("New Lamp for Gull Point", TEXT, TEXT, TEXT, TEXT), None)


def own_seal(root: Path) -> None:
    quote(root)
    add(root, own_tree(root).opened(3, 6, INVENTED))


def tagged_seal(root: Path) -> None:
    """A seal that is found by the invented words under the true commitment."""
    quote(root)
    tree = own_tree(root)
    tree.root = root_of(root)
    length = int(re.findall(r" - 3 words:(\d+)", (root / SEALS).read_text())[0])
    tree.leaves[3] = tree.leaves[3][:length] + [bytes(32)] * (length - len(tree.leaves[3]))
    add(root, tree.opened(3, 6, INVENTED))


def stolen_seal(root: Path) -> None:
    """The words of one quotation with the seal of another, of as many words."""
    change(root, GULL, "27 metres high", "90 metres high")


def sub_run(root: Path) -> None:
    """A part of an opened run, of which the salts are public, without the negation that stands before it."""
    change(root, GULL, "denied that the old lens was sold", "that the old lens was sold")


def own_root(root: Path) -> None:
    quote(root)
    tree = own_tree(root)
    change(root, ARTICLE, root_of(root), tree.root)
    lines = [*tree.lengths(), tree.opened(3, 6, INVENTED)]
    (root / SEALS).write_text("\n".join(lines) + "\n")


def own_text(root: Path) -> None:
    """A forger who has, or makes up, a text in which all true quotations stand, and an invented one."""
    text = (
        (SITES / "good/sources/courier-1931.md").read_text().replace("27 metres high.", f"27 metres high; {INVENTED}.")
    )
    assert INVENTED in text
    (root / "sources/courier-1931.md").write_text(text)
    front = (root / ARTICLE).read_text()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    (root / ARTICLE).write_text(re.sub(r"source_sha256: \w+", f"source_sha256: {sha256}", front))
    quote(root)
    report = Report()
    kb = check(root, report, guarded=False, renewing=True)
    assert kb, report.findings
    write_seals(kb, root, report)
    for file in (root / "sources").iterdir():
        file.unlink()


def longer_block(root: Path) -> None:
    change(root, SEALS, "words:21", "words:2100")


def invented_digest(root: Path) -> None:
    change(root, ARTICLE, "A short post rejoices.", "A short post rejoices in the 900 dead.")
    add(root, vouch(root_of(root), 4, "digest", "A short post rejoices in the 900 dead."))


def published_whole(root: Path) -> None:
    text = (root / ARTICLE).read_text()
    front = re.sub(r"(source_sha256|commitment|blocks): .*\n", "", text[: text.index("\n---\n") + 5])
    told = ("The lamp at Gull Point was lit again on 4 May 1931, harbour master Ada Finch said.", "Forty masons.", TEXT)
    more = ("About 30 masons worked; it is 27 metres high. The keeper denied that the old lens was sold.",)
    (root / ARTICLE).write_text(front.replace("withheld", "full") + "\n" + "\n\n".join((*told, *more)) + "\n")
    (root / SEALS).unlink()


@dataclass(frozen=True)
class Forgery:
    """What a forger does in a clone, the errors that refuse it, or the gate that must."""

    name: str
    make: Callable[[Path], None]
    caught: tuple[str, ...] = ()
    gate: str = ""


FORGERIES = (
    Forgery("an invented quotation without a seal", quote, ("unsealed-quote",)),
    Forgery("an invented quotation with a seal of the old kind", old_seal, ("bad-seal",)),
    Forgery("an invented quotation with the seal of a tree of one's own", own_seal, ("bad-seal",)),
    Forgery("the same, found by its words and as long as it must be", tagged_seal, ("unsealed-quote",)),
    Forgery("an invented word in a true quotation", stolen_seal, ("unsealed-quote",)),
    Forgery("a negation that is cut off an opened run", sub_run, ("unsealed-quote",)),
    Forgery("a true quotation in another block", lambda root: quote(root, 4), ("unsealed-quote",)),
    Forgery("a seal in another block", lambda root: change(root, SEALS, " 0 2 2*-", " 0 4 2*-"), ("bad-seal",)),
    Forgery(
        "a seal at another place",
        lambda root: change(root, SEALS, " 0 2 2*-", " 1 2 2*-"),
        ("bad-seal", "unsealed-quote"),
    ),
    Forgery("a block that is longer, to quote more of it", longer_block, ("bad-seal",)),
    Forgery("a commitment of one's own", lambda root: change(root, ARTICLE, root_of(root), "0" * 64), ("bad-seal",)),
    Forgery("a commitment of one's own with its seals", own_root, ("unsealed-quote", "unattributed")),
    Forgery("a text of one's own, and all sealed anew", own_text, gate=BASE),
    Forgery("an article that is published whole, with an invented body", published_whole, gate=BASE),
    Forgery("another title", lambda root: change(root, ARTICLE, "New Lamp", "Old Lamp"), gate=BASE),
    Forgery("another publisher", lambda root: change(root, ARTICLE, "The Courier", "The Gazette"), gate=BASE),
    Forgery("another address", lambda root: change(root, ARTICLE, "courier-1931\n", "gazette-1931\n"), gate=BASE),
    Forgery("another day", lambda root: change(root, ARTICLE, "1931-05-05", "1931-05-06"), gate=BASE),
    Forgery("a digest that invents, and somebody's word for it", invented_digest, gate=BASE),
)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda one: one.name)
def test_a_forgery_is_refused_in_a_clone_or_by_the_gate_that_is_named(forgery: Forgery, tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    for file in (root / "sources").iterdir():
        file.unlink()
    forgery.make(root)
    report = Report()
    check(root, report)
    codes = {one.code for one in report.findings if one.level == "error"}
    assert codes <= set(forgery.caught) and bool(codes) == bool(forgery.caught), [str(one) for one in report.findings]
    assert bool(forgery.caught) != bool(forgery.gate)


def test_a_forged_commitment_is_refused_where_the_text_is(tmp_path: Path) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    own_root(root)
    check(root, report)
    assert {"other-commitment", "quote-not-found"} <= {one.code for one in report.findings}
