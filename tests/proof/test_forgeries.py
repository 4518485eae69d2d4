"""Forgeries in a clone without texts, made of public parts alone: each is refused by `check`, or by `check --against` its base.

With the texts, none passes the gate that a maintainer signs for.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from druzhba_kb.editing.seal import write_seals
from druzhba_kb.layout import ATTESTATION
from druzhba_kb.pipeline.checking import check
from druzhba_kb.reading.context import VERSION
from druzhba_kb.report import Report
from druzhba_kb.reviewing.gate import report_changes
from druzhba_kb.sealing import Commitment, vouch
from tests.signed import run, signed, without_texts
from tests.sites_on_disk import SITES, lay_out

ARTICLE, SEALS = "articles/courier-1931.md", "articles/courier-1931.seals"
GULL, ADA = "entities/lighthouses/gull-point.yml", "entities/people/ada-finch.yml"
INVENTED = "the storm killed 900 civilians"
TEXT = "The harbour master tells what happened: the storm killed 900 civilians."
DECLARED = re.compile(r"^disagreements:\n(?:  .*\n)*", re.M)
COURIER = "sources/courier-1931.md"


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


def own_tree(text: str = TEXT) -> Commitment:
    """Return a tree that a forger makes, of other words and of a key of his own."""
    return Commitment(bytes(32), ("New Lamp for Gull Point", text, text, text, text), None)


def own_seal(root: Path) -> None:
    quote(root)
    add(root, own_tree().opened(3, 6, INVENTED))


def tagged_seal(root: Path) -> None:
    """A seal that is found by the invented words under the true commitment."""
    quote(root)
    tree = own_tree()
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
    tree = own_tree()
    change(root, ARTICLE, root_of(root), tree.root)
    lines = [*tree.lengths(), tree.opened(3, 6, INVENTED)]
    (root / SEALS).write_text("\n".join(lines) + "\n")


def own_text(root: Path) -> None:
    """A forger who has, or makes up, a text in which all true quotations stand, and an invented one."""
    text = (
        (SITES / "good/sources/courier-1931.md").read_text().replace("27 metres high.", f"27 metres high; {INVENTED}.")
    )
    assert INVENTED in text
    (root / "sources").mkdir(exist_ok=True)
    (root / COURIER).write_text(text)
    front = (root / ARTICLE).read_text()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    (root / ARTICLE).write_text(re.sub(r"source_sha256: \w+", f"source_sha256: {sha256}", front))
    quote(root)
    report = Report()
    kb = check(root, report, guarded=False, renewing=True)
    assert kb, report.findings
    write_seals(kb, root, report)
    without_texts(root)


def longer_block(root: Path) -> None:
    change(root, SEALS, "words:21", "words:2100")


def invented_digest(root: Path, invented: str = "900 dead") -> None:
    told = f"A short post rejoices in the {invented}."
    change(root, ARTICLE, "A short post rejoices.", told)
    add(root, vouch(root_of(root), 4, "digest", told))


def taken_away(root: Path) -> None:
    """The article that contradicts another, with all that rests on it."""
    for file in ("articles/tidings-1931.md", "articles/tidings-1931.seals"):
        (root / file).unlink()
    for file in (root / "entities").glob("*/*.yml"):
        parts = re.split(r"(?m)^(?=  - )", file.read_text())
        file.write_text(DECLARED.sub("", "".join(part for part in parts if "tidings-1931" not in part)))


def published_whole(root: Path, kept: str = "") -> None:
    text = (root / ARTICLE).read_text()
    gone = "|".join(key for key in ("source_sha256", "commitment", "blocks") if key != kept)
    front = re.sub(rf"({gone}): .*\n", "", text[: text.index("\n---\n") + 5])
    told = ("The lamp at Gull Point was lit again on 4 May 1931, harbour master Ada Finch said.", "Forty masons.", TEXT)
    more = ("About 30 masons worked; it is 27 metres high. The keeper denied that the old lens was sold.",)
    (root / ARTICLE).write_text(front.replace("withheld", "full") + "\n" + "\n\n".join((*told, *more)) + "\n")
    (root / SEALS).unlink()


def own_article(root: Path) -> None:
    """An article that nobody has published, with its tree, and somebody's word that its digest tells it."""
    tree = own_tree(f"In the night {INVENTED}.")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    front = (root / ARTICLE).read_text().replace(root_of(root), tree.root).partition("\n---\n")[0]
    front = re.sub(r"source_sha256: \w+", f"source_sha256: {sha256}", front).replace("1931-05-05", "1931-05-09")
    told = "".join(f"{{: #b{number} }}\n\n".join(("Civilians died.\n", "")) for number in range(1, 5))
    for limit in ("uncited_blocks: 3", "open_blocks: 3"):
        change(root, "entities/_ratchets.yml", limit, limit.replace("3", "9"))
    (root / "articles/lorvale-1931.md").write_text(f"{front.replace('/courier-1931', '/lorvale')}\n---\n\n{told}")
    words = [vouch(tree.root, number, "digest", "Civilians died.") for number in range(1, 5)]
    lines = [*tree.lengths(), tree.opened(3, 3, INVENTED), *words]
    (root / "articles/lorvale-1931.seals").write_text("\n".join(lines) + "\n")
    with (root / ADA).open("a") as stream:
        stream.write(f"  - {{office: {{words: killed}}, source: lorvale-1931, quote: {INVENTED}, block: 3}}\n")


@dataclass(frozen=True)
class Forgery:
    """What a forger does in a clone, and the errors of `check` that refuse it; without any, the base must."""

    name: str
    make: Callable[[Path], None]
    caught: tuple[str, ...] = ()


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
    Forgery("a text of one's own, and all sealed anew", own_text),
    Forgery("an article that is published whole, with an invented body", published_whole),
    Forgery("the same, with the sha256 of the text left", lambda root: published_whole(root, "source_sha256")),
    Forgery("an article of one's own", own_article),
    Forgery("another title", lambda root: change(root, ARTICLE, "New Lamp", "Old Lamp")),
    Forgery("another publisher", lambda root: change(root, ARTICLE, "The Courier", "The Gazette")),
    Forgery("another author", lambda root: change(root, ARTICLE, "author: null", "author: Cy Tarn")),
    Forgery("another address", lambda root: change(root, ARTICLE, "courier-1931\n", "gazette-1931\n")),
    Forgery("another day", lambda root: change(root, ARTICLE, "1931-05-05", "1931-05-06")),
    Forgery("a larger budget, to quote the whole text", lambda root: change(root, ARTICLE, "budget: 60", "budget: 99")),
    Forgery("a digest that invents, and somebody's word for it", invented_digest),
    Forgery("the same with a number in words", lambda root: invented_digest(root, "nine hundred dead")),
    Forgery("an article that is taken away", taken_away),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed(tmp_path_factory.mktemp("signed"))


def errors(root: Path, judge: Callable[[Path, Report], object]) -> set[str]:
    report = Report()
    judge(root, report)
    return {one.code for one in report.findings if one.level == "error"}


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda one: one.name)
def test_no_forgery_passes_a_clone_nor_the_gate_with_the_texts(
    forgery: Forgery, template: Path, tmp_path: Path
) -> None:
    root = without_texts(shutil.copytree(template, tmp_path / "site"))
    assert errors(root, check) == errors(root, lambda *given: report_changes(given[0], "HEAD", given[1])) == set()
    forgery.make(root)
    found = errors(root, check)
    assert found <= set(forgery.caught) and bool(found) == bool(forgery.caught)
    base = errors(root, lambda *given: report_changes(given[0], "HEAD", given[1]))
    assert forgery.caught or base == {"unsigned-change"}
    shutil.copytree(template / "sources", root / "sources")
    before = (root / ATTESTATION).read_bytes()
    assert run(root, "check", "--require-texts", "--against", "HEAD") == run(root, "check", "--require-texts") == 1
    assert (root / ATTESTATION).read_bytes() == before


def test_a_forged_commitment_is_refused_where_the_text_is(tmp_path: Path) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    own_root(root)
    check(root, report)
    assert {"other-commitment", "quote-not-found"} <= {one.code for one in report.findings}
