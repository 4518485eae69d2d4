"""What `seal` does: records with their texts in, the seals of the quotations in use out.

A clone has no text of somebody else's article, and its check must be as strict: the seals say what whoever had the text read
in it. They are written after the check alone, and have hashes and marks, never a word of a text.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from itertools import chain
from pathlib import Path

from druzhba_kb.journal import write_reported
from druzhba_kb.model import Article, KnowledgeBase
from druzhba_kb.relate.locations import root_of, tree_of
from druzhba_kb.report import Place, Report
from druzhba_kb.verify.guard_checks import LIMITED
from druzhba_kb.verify.quotations import Quotation, quotations, seals_of_quotation
from druzhba_kb.verify.vouching import vouched_lines

COMMITMENT = re.compile(rb"\ncommitment:[^\r\n]*\r?(?=\n|\Z)")
SOURCE = re.compile(rb"\nsource_sha256:[^\r\n]*(\r?)(?=\n|\Z)")
HEADER = (
    "# What whoever sealed it held against the text, written by 'druzhba-kb seal': version position block marks proof."
)
ASIDE = ("not-sealed", *LIMITED)  # the one is settled by sealing, the others are a matter of the check alone


def write_seals(kb: KnowledgeBase, root: Path, report: Report) -> list[tuple[str, int, bool]]:
    """Write the seals of every article whose text is present; return each file, its number of seals and whether it changed.

    The commitment goes into the article's front matter, the random key of a short text beside the text.
    """
    report.findings = [finding for finding in report.findings if finding.code not in ASIDE]
    kb, files = _with_keys(kb)
    sealed = seals(kb)
    if not sealed:
        message = "there is no text to seal against; import the articles first, so that 'sources' holds them"
        report.error(Place("sources"), "no-texts", message)
    for file, text in sealed.items():
        name = f"{file.removesuffix('.seals')}.md"
        article = kb.records.articles[Path(name).stem]
        files |= {name: committed((root / name).read_bytes(), root_of(article)), file: text.encode()}
    changed = {
        file: data for file, data in files.items() if not (root / file).is_file() or (root / file).read_bytes() != data
    }
    if not write_reported(root, changed, report, "cannot-write"):
        return []
    return [(file, text.count("\n") - 1, file in changed) for file, text in sealed.items()]


def _with_keys(kb: KnowledgeBase) -> tuple[KnowledgeBase, dict[str, bytes]]:
    """Return the base in which each text has a key, and the files of those that are made here."""
    keyed, files = {}, dict[str, bytes]()
    for id, article in kb.records.articles.items():
        if is_sealable(article) and article.text_key is None:
            keyed[id] = replace(article, text_key=secrets.token_bytes(32))
            files[f"sources/{id}.key"] = f"{(keyed[id].text_key or b'').hex()}\n".encode()
    return replace(kb, records=replace(kb.records, articles={**kb.records.articles, **keyed})), files


def committed(data: bytes, root: str) -> bytes:
    """Return an article's file with the commitment in its front matter, below the sha256 of the text."""
    start = data.index(b"\n")
    end = data.index(b"\n---", start)
    front = COMMITMENT.sub(b"", data[start:end])
    front = SOURCE.sub(lambda found: found[0] + b"\ncommitment: " + root.encode() + found[1], front, count=1)
    return data[:start] + front + data[end:]


def is_sealable(article: Article) -> bool:
    """Return whether an article has a text here that others do not have."""
    return article.rights == "withheld" and article.text is not None and article.source_sha256 is not None


def seals(kb: KnowledgeBase) -> dict[str, str]:
    """Return the content of each `articles/<id>.seals`, by path; articles without their text are left out."""
    quoted: dict[str, list[Quotation]] = {}
    for quotation in quotations(kb.records):
        quoted.setdefault(quotation.article, []).append(quotation)
    found: dict[str, set[str]] = {}
    for id, article in kb.records.articles.items():  # a tree is large, so that there is one at a time
        if is_sealable(article) and (tree := tree_of(article)):
            opened = (seals_of_quotation(tree, article, one) for one in quoted.get(id, ()))
            found[id] = set(chain(tree.lengths(), *opened))
    for id, line in vouched_lines(kb):
        found.get(id, set()).add(line)
    return {
        f"articles/{id}.seals": "\n".join([HEADER, *sorted(lines, key=_order)]) + "\n" for id, lines in found.items()
    }


def _order(line: str) -> tuple[int, int, str]:
    """Order seals as the text goes: by block, then by the place in it."""
    _, position, block, *_ = line.split(" ")
    return int(block), -1 if position == "-" else int(position), line
