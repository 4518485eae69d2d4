"""Gate: a project and the revision before a change in; findings out on what changed that only somebody with the texts can judge.

A clone sees whether quoted words open an article's commitment. Whether that is the commitment of the article as it was published,
whether its publication data and its digest are true, what a kind's units mean and what the program does, it cannot see.

A signature by a key that the base knows lets such a change pass; the change itself never does. The maintainer's own gate is here
too: it passes where every article was held against its text, and only then is there something to sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path

from druzhba_kb import __version__
from druzhba_kb.fileformat import ARTICLE
from druzhba_kb.folding import counted, shorten
from druzhba_kb.journal import write_reported
from druzhba_kb.layout import ATTESTATION, CHANGES, SIGNATURE, SIGNERS
from druzhba_kb.model import Article, Kind, KnowledgeBase, Records
from druzhba_kb.report import Place, Report
from druzhba_kb.reviewing.attestation import SIGN, Attestation, BadSignature, attest, last_attestation, verified
from druzhba_kb.reviewing.differences import renamed_ids
from druzhba_kb.reviewing.revisions import Revision, changed_files, file_at, read_revision
from druzhba_kb.sealing import VOUCHED, Seals, is_vouched
from druzhba_kb.verify.vouching import vouched_lines

UNSIGNED, OUTSIDE, UNPROVED = "unsigned-change", "changed-outside", "unproved-words"
KIND, CONTENT_FILE = "entities/*/_kind.yml", "content"
# The first that fits says what a changed file is.
SORTS = (
    (SIGNERS, "who may sign for articles"),
    (KIND, "what the values of a kind mean, and which words bear them out"),
    (f"articles/{CHANGES}", CONTENT_FILE),
    ("articles/*", CONTENT_FILE),
    ("entities/*/*.yml", CONTENT_FILE),
    ("entities/*", "what guards the content as a whole"),
    ("sources/*", "private texts, which must not be in git"),
    ("pages/*", "own pages, which nothing holds against a text"),
    ("assets/*", "pictures and other files that the site takes over"),
    ("translations/*", "what the content says in other languages, of which numbers, names and links alone are checked"),
    ("locales/*", "the words around the content in another language"),
    ("references/*", "works that are cited for what no article says"),
    ("mkdocs.yml", "the settings of the site"),
    ("templates/*", "what pages look like"),
    (".github/*", "what continuous integration runs"),
    ("*.lock", "what is installed"),
    ("*.md", "texts for people"),
    ("*", "the program, its tests or what runs them"),
)
MOST, LONGEST = 8, 200  # files that are named, characters of a value
NOTHING = Records({}, {}, {})
REMEDIES = {
    UNSIGNED: "who has the article compares it and signs: 'druzhba-kb check --require-texts --yes'",
    OUTSIDE: "read it before all else",
    UNPROVED: "who has the text reads it there",
}


@dataclass(frozen=True, slots=True)
class TrustChange:
    """One change, at its place, in words; `code` is that of its finding, `signed` who has signed for it."""

    place: Place
    code: str
    words: str
    signed: str = ""

    def __str__(self) -> str:
        return f"{self.place.file}: {self.words}{f'; signed by {self.signed}' if self.signed else ''}"


def report_changes(
    root: Path, base: str | None, report: Report, requiring: bool = False, accepted: bool = False
) -> None:
    """Report what changed since a revision; without one, everything is new.

    A change that must be signed is an error where the base has signers, and, where texts are required, until it is accepted.
    """
    before = read_revision(root, base, report) if base else None
    if base and before is None:
        return
    after = read_revision(root, None, report)
    if after is None:
        return
    if after.unread:
        named = ", ".join(list(after.unread)[:8])
        count = counted(len(after.unread), "files")
        message = f"druzhba-kb {__version__} compares here, and cannot read all of {count} as they are now"
        report.error(Place("."), "not-compared", f"{message}, so that more may have changed in them: {named}")
    strict = not accepted and (requiring or (base is not None and file_at(root, base, SIGNERS) is not None))
    for one in trust_changes(root, base, before, after, Report() if requiring else report):
        if not one.signed:
            record = report.error if strict and one.code == UNSIGNED else report.warning
            record(one.place, one.code, f"{one.words}; {REMEDIES[one.code]}")


def trust_changes(
    root: Path, base: str | None, before: Revision | None, after: Revision, report: Report
) -> list[TrustChange]:
    """Return what changed that only a maintainer can judge, with who signed for it; a bad signature is reported."""
    old = before.records if before else NOTHING
    files = changed_files(root, base, report) if base else []
    found = [*_file_changes(files, old.kinds, after.records.kinds), *_article_changes(old, after.records, after.unread)]
    attested = _attested(root, base, report) if base else None
    return [
        replace(one, signed=f"{attested.by} on {attested.date}")
        if attested and attested.covers(root, one.place.file)
        else one
        for one in found
    ]


def _article_changes(before: Records, after: Records, unread: Collection[str]) -> Iterator[TrustChange]:
    """Yield what differs in articles that nobody can judge without their texts; one in an unread file is not gone."""
    renamed = renamed_ids(before, after)
    old = dict(before.articles)
    for id, new in renamed.items():
        if id in old and new not in old:  # an article that takes the id of two has lost one
            old[new] = old.pop(id)
    for id in sorted(old.keys() | after.articles.keys()):
        one, now = old.get(id), after.articles.get(id)
        if now is None and old[id].place.file in unread:
            continue
        if one is None or now is None:
            article = now or old[id]
            given = (article.publisher, article.published, article.url)
            what = "a new article" if now else "the article is gone"
            words = f"{what}: {', '.join(_shown(said) for said in (article.title, *given) if said)}"
            yield TrustChange(article.place, UNSIGNED, words)
        else:
            yield from _changed(one, now)


def _changed(one: Article, now: Article) -> Iterator[TrustChange]:
    for key in ARTICLE.keys:
        was, given = getattr(one, key.attribute), getattr(now, key.attribute)
        if key.attested and was != given:
            words = f"'{key.name}' was {_shown(was)} and is {_shown(given)}"
            yield TrustChange(now.places.get(key.name, now.place), UNSIGNED, words)
    was, given = ([(one.first, one.last, one.markdown) for one in article.body] for article in (one, now))
    if was != given:
        differing = [passage for passage in now.body if (passage.first, passage.last, passage.markdown) not in was]
        blocks = f" in block {', '.join(str(passage.first) for passage in differing)}" if differing else ""
        what = "the published text" if now.rights == "full" else "the digest"
        place = differing[0].place if differing else now.place
        yield TrustChange(place, UNSIGNED, f"{what} is another one{blocks}")
    if one.commitment == now.commitment and (new := _vouched(now.seals) - _vouched(one.seals)):
        words = f"somebody's word, and no proof, that these hold against the text: {', '.join(sorted(new))}"
        yield TrustChange(Place(f"articles/{now.id}.seals"), UNPROVED, words)


def _vouched(seals: Seals | None) -> set[str]:
    """Return what is vouched for, by block and sort, with the beginning of its hash."""
    parts = (line.split(" ") for line in seals.lines) if seals else ()
    return {f"{kind} of block {block} ({proof[:8]})" for _, _, block, kind, proof in parts if kind in VOUCHED}


def _file_changes(files: list[str], before: Mapping[str, Kind], after: Mapping[str, Kind]) -> Iterator[TrustChange]:
    """Yield what changed outside of articles and entities: each kind with what differs in it, other files by their sort."""
    sorts = sorted((_sort(file), file) for file in files if file not in (ATTESTATION, SIGNATURE))
    for (at, words), those in groupby(sorts, key=lambda one: one[0]):
        named = [file for _, file in those]
        code = UNSIGNED if SORTS[at][0] == SIGNERS else OUTSIDE
        if SORTS[at][0] == KIND:
            yield from (TrustChange(Place(file), code, _kind_words(words, file, before, after)) for file in named)
        elif words != CONTENT_FILE:
            more = f" and {len(named) - MOST:,} more" if len(named) > MOST else ""
            yield TrustChange(Place(named[0]), code, f"{words}: {', '.join(named[:MOST])}{more}")


def _sort(file: str) -> tuple[int, str]:
    return next((at, words) for at, (pattern, words) in enumerate(SORTS) if fnmatchcase(file, pattern))


def _kind_words(words: str, file: str, before: Mapping[str, Kind], after: Mapping[str, Kind]) -> str:
    """Return what a changed kind is, with each key of it that differs; of one that is new or gone, that it is."""
    name = file.split("/")[1]
    if (name in before) != (name in after):
        return f"{words}; {'it is new' if name in after else 'it is gone'}"
    was, given = (dict(_leaves(asdict(kinds[name]))) if name in kinds else {} for kinds in (before, after))
    differing = [key for key in {**was, **given} if _shown(was.get(key)) != _shown(given.get(key))]
    changes = [f"{key} was {_shown(was.get(key))} and is {_shown(given.get(key))}" for key in differing]
    return "; ".join([words, *changes])


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple) and any(isinstance(one, Mapping) for one in value):
        value = {str(at): one for at, one in enumerate(value, 1)}
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("place", "by_place"):
                yield from _leaves(inner, f"{path}.{key}" if path else key)
    else:
        yield path, value


def _shown(value: object) -> str:
    said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return f"'{shorten(' '.join(said.split()), LONGEST)}'" if said else "nothing"


def _attested(root: Path, base: str, report: Report) -> Attestation | None:
    signers = file_at(root, base, SIGNERS)
    try:
        return verified(root, signers, file_at(root, base, ATTESTATION)) if signers is not None else None
    except BadSignature as fault:
        report.error(Place(SIGNATURE), "bad-signature", str(fault))
        return None


def require_texts(kb: KnowledgeBase, report: Report) -> None:
    """Report each article that was not held against its text, and what of it is not sealed."""
    for article in kb.records.articles.values():
        if article.text_place is None:
            message = (
                f"there is no sources/{article.id}.md, so this article was checked by its seals alone or not at all"
            )
            report.error(article.place, "not-read", message)
    articles = kb.records.articles
    for id, count in Counter(id for id, line in vouched_lines(kb) if not is_vouched(articles[id].seals, line)).items():
        if articles[id].rights == "withheld":
            message = f"values, digests, summaries and speakers that are not sealed yet: {count}; run 'druzhba-kb seal'"
            report.error(articles[id].place, "not-sealed", message)
    report.findings = [replace(one, level="error") if one.code == "not-sealed" else one for one in report.findings]


def write_attestation(root: Path, report: Report) -> Iterator[str]:
    """Write what was read, where nothing stands against it and the last attestation says otherwise; yield what to do next."""
    found, last = attest(root), last_attestation(root)
    if report.failed:
        return
    if last and (found.files, found.content) == (last.files, last.content):
        yield f"{ATTESTATION}: unchanged"
    elif write_reported(root, {ATTESTATION: found.text()}, report, "cannot-write"):
        yield f"{ATTESTATION}: {len(found.files)} files; sign it next, over the last signature: {SIGN}"
