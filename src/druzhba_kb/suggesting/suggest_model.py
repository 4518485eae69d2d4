"""Suggest model: what passes between the stages of suggest: occurrences, names, subjects, values, drafts.

Texts become lines of tokens, these give candidates, candidates are gathered into names, names become subjects, and
sentences about subjects give values that become drafts. All of it keeps its offsets in the block's text, for in the end
each draft must show exact words. Nothing here decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from druzhba_kb.folding import fold
from druzhba_kb.model import Attribute, Names
from druzhba_kb.relate.passages import BlockText, Sentence
from druzhba_kb.relate.similar_names import LikelyEntity

Span = tuple[int, int]
NEW, FURTHER_EVIDENCE, DISAGREEMENT = "new", "further evidence", "disagreement"
WEAK, FAIR, STRONG, SURE = range(4)


def touch(one: Span, other: Span) -> bool:
    """Return whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where words stand: `start` and `end` are offsets in the text of the sentence's block."""

    sentence: Sentence
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the words as the text has them."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]

    @property
    def block(self) -> tuple[str, int]:
        """Return the article and the number of the block."""
        return self.sentence.article, self.sentence.block

    @property
    def span(self) -> Span:
        """Return the offsets."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class NameDetail:
    """What stands next to a name: key (rank, office, affiliation, edition, year), the words, their place.

    The words are exactly those of the text, except for an edition and a year, which are digits.
    """

    key: str
    words: str
    at: Occurrence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name seen once: how sure that is, the key that other spellings share, and other forms seen with it.

    `aside` says that the candidate hides nothing but weak ones inside it, and is never hidden.
    """

    kind: str
    at: Occurrence
    strength: int
    key: str = ""
    forms: tuple[str, ...] = ()
    details: tuple[NameDetail, ...] = ()
    aside: bool = False

    @property
    def words(self) -> str:
        """Return its name, white space normalized."""
        return " ".join(self.at.words.split())


@dataclass(slots=True)
class CandidateGroup:
    """The candidates of one thing, and further places where it is meant by a part of its name."""

    candidates: list[Candidate]
    partial: list[Occurrence] = field(default_factory=list)

    @property
    def forms(self) -> list[str]:
        """Return every form as spelt, white space normalized."""
        whole = [one.words for one in self.candidates]
        extra = [form for one in self.candidates for form in one.forms]
        return [" ".join(form.split()) for form in (*whole, *extra, *(part.words for part in self.partial))]

    @property
    def fullest(self) -> str:
        """Return the longest name seen; of several, one not in capitals, then the most frequent, then the first."""
        counted = Counter(one.words for one in self.candidates)
        return max(counted, key=lambda form: (not form.isupper(), len(form.split()), len(form), counted[form]))


@dataclass(frozen=True, slots=True)
class ExtractedName:
    """A name of a kind: its fullest form, all forms as spelt, where it stands, what it may be, what stands next to it.

    `occurrences` are in the order of articles and blocks; `known` says whether the base has exactly this name.
    """

    kind: str
    name: str
    forms: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    likely: tuple[LikelyEntity, ...] = ()
    details: tuple[NameDetail, ...] = ()
    known: bool = False

    def details_of(self, key: str) -> tuple[str, ...]:
        """Return the different words that stand next to the name under key, the most frequent first."""
        counted = Counter(fold(detail.words) for detail in self.details if detail.key == key)
        return tuple(words for words, _ in counted.most_common())


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement can be about or lead to: an entity of the base, or a suggested name under its future id.

    `speaks` says whether it is a person, `is_part` whether it is of what other things are made of or belong to; `supporting`
    are the names that bear a reference out.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    suggested: bool = False
    speaks: bool = False
    is_part: bool = False
    supporting: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class SubjectMention:
    """A subject named in a block, with its offsets in the block's text."""

    subject: Subject
    span: Span


@dataclass(frozen=True, slots=True)
class PossibleSubject:
    """A subject that a sentence may be about: where it stands, and whether by its own name; `is_main` where the article is.

    `turns` are where the sentence turns to something else.
    """

    subject: Subject
    span: Span | None
    is_named: bool
    is_main: bool = False
    turns: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectSentence:
    """A sentence with the text of its block, what it names and whom it may be about."""

    text: BlockText
    sentence: Sentence
    mentions: tuple[SubjectMention, ...]
    subjects: tuple[PossibleSubject, ...]


@dataclass(frozen=True, slots=True)
class ValueCandidate:
    """Something in a text that could be a value: its type, its place in the block and its form.

    A range of dates has two forms; `attribute` is the only one that may take it; `target` is what a reference leads to;
    `inferred` are the components that the article's own day gave, and `note` says how; `is_age` that it counts nothing else.
    """

    type: str
    span: Span
    forms: tuple[str, ...]
    attribute: str | None = None
    target: Subject | None = None
    inferred: tuple[str, ...] = ()
    note: str | None = None
    is_age: bool = False


@dataclass(frozen=True, slots=True, order=True)
class AttributeFit:
    """How well attributes of a subject take a value: the surer and the fewer words between, the better."""

    doubt: int
    cue_gap: int
    subject_gap: int
    subject_id: str
    names: tuple[str, ...]
    subject: Subject = field(compare=False)
    attributes: tuple[Attribute, ...] = field(compare=False)
    towards: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    """A speaker: the id of a known or suggested entity, or words."""

    id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement that could be made: about whom, the values by attribute, its evidence, and the entity it leads to.

    `relation` says how it stands to what the base has, and `against` where that is written, as file and line; of two drafts
    the one with less `doubt` is surer.
    """

    entity: str
    kind: str
    values: tuple[tuple[str, str], ...]
    article: str
    quote: str
    block: int
    is_unique: bool
    said_by: QuotedSpeaker | None = None
    inferred: tuple[str, ...] = ()
    note: str | None = None
    target: str | None = None
    relation: str = NEW
    against: str | None = None
    doubt: int = 0

    def as_yaml_data(self, known: Collection[str]) -> dict[str, Any]:
        """Return the statement as an editor writes it; a speaker who is not among the known ids is left in words."""
        written: dict[str, Any] = {**dict(self.values), "source": self.article, "quote": self.quote}
        if not self.is_unique:
            written["block"] = self.block
        if self.said_by:
            is_known = self.said_by.id in known
            written["said_by"] = self.said_by.id if is_known else {"words": self.said_by.words}
        if self.inferred:
            written |= {"inferred": list(self.inferred), "note": self.note}
        return written


@dataclass(frozen=True, slots=True)
class UncitedDetail:
    """Why a passage is worth a statement: a number, a date or a name, and its words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class UncitedPassage:
    """A sentence with something in it that no quotation gives."""

    sentence: Sentence
    details: tuple[UncitedDetail, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What articles hold and the base does not; `ids` are those that the new names would have as entities.

    `unread` are the articles in whose language no names are read, each with the language.
    """

    names: tuple[ExtractedName, ...]
    ids: dict[ExtractedName, str]
    statements: tuple[StatementDraft, ...]
    uncited: tuple[UncitedPassage, ...]
    unread: tuple[tuple[str, str], ...] = ()
