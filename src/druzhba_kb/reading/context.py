"""Context: a quotation and the text in which it stands in, the marks of the sentence around it out.

The marks are facts of the text, no verdicts: whether they stand against a statement is for `verify` to say. They tell of
the words around; what stands inside a quotation anybody can read, and `inside` and `negation` do. They are found for each
word by itself, so that seals can prove them, and put together by `quoted_words`.

What each of them means says `fileformat`. The marks that only a text shows, and no seal has, are for `verify` to find.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from druzhba_kb.folding import WORD, fold, fold_with_offsets, whole
from druzhba_kb.reading.cut_numbers import UNIT, cuts, overlapping
from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.negation import cues, negations
from druzhba_kb.reading.passage import PassageReader
from druzhba_kb.reading.quoted_words import Context, WordContext, context_of
from druzhba_kb.reading.readings import Reading, read
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.speech import SAYING, Saying, quoted_spans, sayings
from druzhba_kb.reading.tokens import tokenize

# seals hold marks, so marks that are read otherwise need another version, or old seals would vouch for them
VERSION = 3
# words; a negation further off mostly denies something else: "not so far as anybody in the harbour could tell lit"
NEAR = 5
REACH = 10  # a doubt governs a whole "that" clause, a negation a phrase
SPEECH = 3  # words; the “night lamp” is a name in quotation marks, and nobody speaks
# As many words of a withheld text may stand in one place, in a seal too.
QUOTABLE = 12
# words: what of a quotation must lie beyond a verb of saying inside it for the verb to govern it
GOVERNED = 2
MOST_PLACES = 100  # of one quotation in one block; words that stand there more often are none
CUES = (
    "negated", "negated_forward", "doubted", "condition", "conditional", "counterfactual", "passed_on", "said",
)  # fmt: skip


@lru_cache(maxsize=65536)
def contexts(block: str, quote: str, lang: str | None) -> tuple[Context, ...]:
    """Return the context of each place where a quotation stands in a block; of an unread language only its places."""
    return tuple(
        context_of(quote, words.start, [word_context(block, at, lang) for at in words], lang)
        for words in places(block, quote)
    )


def places(block: str, quote: str) -> Iterator[range]:
    """Yield the numbers of the words of a block that are those of a quotation, for each place where it stands."""
    needle = fold(quote)
    # positions count the words of the folded text, as seals have them
    folded, _ = fold_with_offsets(block)
    starts = _word_starts(folded)
    for start in islice(whole(needle, folded), MOST_PLACES):
        yield range(bisect_left(starts, start), bisect_left(starts, start + len(needle)))


def word_context(block: str, at: int, lang: str | None) -> WordContext:
    """Return what stands around one word of a block; nothing where its language is unread."""
    known = language(lang)
    if known is None:
        return WordContext()
    found = known_contexts(block, lang)
    if at not in found:
        folded, _ = fold_with_offsets(block)
        start = _word_starts(folded)[at]
        span = start, next(WORD.finditer(folded, start)).end()
        around = _Around(_sentence(block, known, *sentence_around(folded, *span, known.code)), *span)
        found[at] = _shared(around.of_word())
    return found[at]


@lru_cache(maxsize=65536)
def known_contexts(_block: str, _lang: str | None) -> dict[int, WordContext]:
    """Return what has been read around the words of a block, by their numbers: records quote it in any order."""
    return {}


@lru_cache(maxsize=4096)
def _shared(context: WordContext) -> WordContext:
    """Return one object for all that are equal, since most words of a text have the same around them."""
    return context


@lru_cache(maxsize=65536)
def _word_starts(folded: str) -> array[int]:
    return array("I", [match.start() for match in WORD.finditer(folded)])


@lru_cache(maxsize=65536)
def words_of(text: str, lang: str | None, mark: str) -> bool:
    """Return whether words themselves carry a mark: 'not', 'if', 'denied'."""
    known = language(lang)
    if known is None:
        return False
    if mark == "asked":
        return "?" in text
    # "without" and its like deny but what follows; of words alone that makes no difference
    also = {"conditional": ("condition", "conditional"), "negated": ("negated", "negated_forward")}
    return any(_says(text, known, key) for key in also.get(mark, (mark,)))


def _says(text: str, known: Language, key: str) -> bool:
    """Return whether a text has a word of a list of context."""
    if not known.may_say(text, key):
        return False
    tokens = tokenize(text)
    return any(True for _ in cues(tokens, known, key, 0, len(tokens.tokens)))


def sense(text: str, lang: str | None, mark: str) -> bool:
    """Return whether our own words for something say what a mark says, by its words or by others that mean it."""
    known = language(lang)
    if known is None:
        return False
    return means(text, lang, mark) or _says(text, known, f"says_{mark}")


def means(text: str, lang: str | None, mark: str) -> bool:
    """Return whether words carry a mark, or others do that mean the same: refuses for not."""
    known = language(lang)
    return known is not None and (words_of(text, lang, mark) or _says(text, known, f"means_{mark}"))


@lru_cache(maxsize=4096)
def speakers_in(text: str, lang: str | None) -> tuple[str, ...]:
    """Return who says something in a text, in the order of the verbs of saying."""
    known = language(lang)
    if known is None or not text:
        return ()
    tokens = tokenize(text)
    around = _Around(_Sentence(text, known, 0, len(tokens.folded)), 0, len(tokens.folded))
    return tuple(around.speakers_in(0, len(tokens.tokens), own=False))


def inside(quote: str, lang: str | None) -> frozenset[str]:
    """Return the marks that the words of a quotation carry themselves, negation left out."""
    return frozenset(mark for mark in ("asked", "conditional", "doubted") if words_of(quote, lang, mark))


class _Sentence(PassageReader):
    """What a sentence, or a run of sentences, has for all of its words; offsets are those of the folded text."""

    def __init__(self, block: str, known: Language, begin: int, stop: int) -> None:
        super().__init__(tokenize(block), known)
        self.block = block
        self.span = begin, stop
        self.begin, self.stop = self.text.token_at(begin), self.text.token_at(stop)
        self.ends = [token.end for token in self.text.tokens[self.begin : self.stop + 1]]
        lows = self.text.lows[self.begin : self.stop]
        found = {key for key in CUES if not known.phrases("context", key).firsts.isdisjoint(lows)}
        self.cues = found | ({"negated"} if any(low.endswith("n't") for low in lows) else set())
        self.has_numbers = bool(self._numbers())
        self.quote_marks = [self.begin + at for at, low in enumerate(lows) if low == "'"]

    def _numbers(self) -> Sequence[Reading]:
        """Return the numbers so near that the edge of a word can cut them; a word has the signs around it too."""
        folded, offsets = self.text.folded, self.text.offsets
        low = folded.rfind(" ", 0, self.span[0] + 1) + 1
        high = folded.find(" ", self.span[1])
        near = offsets[low] - UNIT, offsets[high - 1] + 1 if high >= 0 else len(self.block)
        return overlapping(read(self.block, self.known.code), *near)


@lru_cache(maxsize=1024)
def _sentence(block: str, known: Language, begin: int, stop: int) -> _Sentence:
    return _Sentence(block, known, begin, stop)


class _Around(PassageReader):
    """What stands around the words from start to end; offsets are those of the folded text."""

    def __init__(self, sentence: _Sentence, start: int, end: int) -> None:
        super().__init__(sentence.text, sentence.known)
        self.sentence, self.block = sentence, sentence.block
        self.begin, self.stop = sentence.begin, sentence.stop
        self.start, self.end = start, end
        self.first = self.begin + bisect_right(sentence.ends, start)
        self.last = self.begin + bisect_right(sentence.ends, end)
        where = self.text.offsets[start], self.text.offsets[end - 1]
        spans = quoted_spans(self.block)
        # quotation marks count in the block as written, since folding makes all of them alike
        at = bisect_right(spans, where[0], key=lambda span: span[0])
        self.speech = next((span for span in spans[max(0, at - 1) : at] if where[1] <= span[1]), None)

    def of_word(self) -> WordContext:
        """Return the marks before and behind one word, and who says it."""
        speech = self._is_speech()
        speakers = tuple(dict.fromkeys(self.speakers_in(self.begin, self.stop, own=True)))
        beside = tuple(dict.fromkeys(self._beside())) if speech and not speakers else ()
        asked = {"asked"} if self._is_asked() else set()
        before = self._before() | self._cuts(before=True)
        behind = self._behind() | self._cuts(before=False) | asked
        return WordContext(before, behind, speech, speakers, beside)

    def _before(self) -> frozenset[str]:
        """Return the marks that the words before give."""
        if not self.sentence.cues:
            return frozenset()
        marks = {
            "negated": self._may("negated", "negated_forward") and self._is_negated_before(),
            "conditional": self._may("condition", "conditional") and self._is_conditional_before(),
            "doubted": self._may("doubted") and self._is_doubted_before(),
            "spoken": self._may("passed_on") and self._is_governed(),
        }
        return frozenset(mark for mark, holds in marks.items() if holds)

    def _behind(self) -> frozenset[str]:
        """Return the marks that the words behind give."""
        if not self.sentence.cues:
            return frozenset()
        marks = {
            "negated": self._may("negated", "negated_forward") and self._is_negated_behind(),
            "conditional": self._may("condition", "counterfactual") and self._is_conditional_behind(),
            "doubted": self._may("doubted") and self._is_doubted_behind(),
        }
        return frozenset(mark for mark, holds in marks.items() if holds)

    def _may(self, *keys: str) -> bool:
        return not self.sentence.cues.isdisjoint(keys)

    # Question, negation, condition, doubt

    def _is_asked(self) -> bool:
        """Return whether a question mark ends the sentence, or what of it stands inside quotation marks."""
        lows = self.text.lows
        # “Was it lit?” they asked: the sentence ends with a full stop, the question with the speech
        at = bisect_left(self.sentence.quote_marks, self.last)
        end = self.sentence.quote_marks[at] if at < len(self.sentence.quote_marks) else self.stop
        while end > self.last and lows[end - 1] in {")", "!"}:
            end -= 1
        return end > self.last and lows[end - 1] == "?"

    def _is_negated_before(self) -> bool:
        found = negations(self.text, self.known, max(self.begin, self.first - NEAR), self.first)
        return any(not self._parted(end, self.first) for _, end, _ in found)

    def _is_negated_behind(self) -> bool:
        # some negations stand behind what they deny, as never may
        found = negations(self.text, self.known, self.last, min(self.stop, self.last + NEAR))
        return any(reaches_back and not self._parted(self.last, start, behind=True) for start, _, reaches_back in found)

    def _is_doubted_before(self) -> bool:
        found = cues(self.text, self.known, "doubted", max(self.begin, self.first - REACH), self.first)
        return any(not self._parted(end, self.first) for _, end in found)

    def _is_doubted_behind(self) -> bool:
        found = cues(self.text, self.known, "doubted", self.last, min(self.stop, self.last + REACH))
        return any(not self._parted(self.last, start, behind=True) for start, _ in found)

    def _parted(self, first: int, end: int, *, behind: bool = False) -> bool:
        """Return whether a clause ends between two tokens; two commas hold but an aside."""
        between = self.text.lows[first:end]
        barriers = self.known.word_set("context", "barriers_behind" if behind else "barriers")
        if not behind and self.text.low(end) in barriers:
            return True
        commas = between.count(",") + sum(" - " in self.text.joint(n) for n in range(first + 1, end))
        return any(low in barriers or low in ";:()!?" for low in between) or commas == 1

    def _is_conditional_before(self) -> bool:
        # a condition in front holds for the whole sentence, up to a semicolon: "If it rains, we stay; the lamp is lit"
        for _, end in cues(self.text, self.known, "condition", self.begin, self.first):
            if end <= self.first and ";" not in self.text.lows[end : self.first]:
                return True
        low = max(self.begin, self.first - NEAR)
        for start, end in cues(self.text, self.known, "conditional", low, self.first):
            # "he said that it would be lit" is a future seen from the past, no condition
            is_reported = self.is_word("context", "reported", start) and self._is_reported()
            if not is_reported and not self._allows_at_most() and not self._parted(end, self.first):
                return True
        return False

    def _is_conditional_behind(self) -> bool:
        found = cues(self.text, self.known, "condition", self.last, min(self.stop, self.last + NEAR))
        if any(not self._parted(self.last, start) for start, _ in found):
            return True
        after = min(self.stop, self.last + 2)
        # 40 villages would have drowned
        return any(cues(self.text, self.known, "counterfactual", self.last, after)) and not self._is_reported()

    def _is_reported(self) -> bool:
        return any(True for key in SAYING for _ in cues(self.text, self.known, key, self.begin, self.first))

    def _allows_at_most(self) -> bool:
        """Return whether the quotation begins with a limit, so that what may be is a rule: may carry no more than nine."""
        found = (self.known.table("hedges").at(self.text.lows, n) for n in (self.first, self.first + 1))
        # "more than nine" is no limit, and may or may not come true
        return any(hedge is not None and hedge[1] in {"<=", "<"} for hedge in found)

    # Numbers that the edge of the quotation cuts

    def _cuts(self, *, before: bool) -> frozenset[str]:
        """Return 'cut' where a number is another one if the text begins, or ends, with this word, 'glued' also with its signs."""
        if not self.sentence.has_numbers:
            return frozenset()
        folded, (begin, stop) = self.text.folded, self.sentence.span
        if before:
            edges = {"cut": (self.start, stop), "glued": (folded.rfind(" ", 0, self.start) + 1, stop)}
        else:
            behind = folded.find(" ", self.end)
            edges = {"cut": (begin, self.end), "glued": (begin, behind if behind >= 0 else len(folded))}
        found = {edge: self._is_cut(*edge, before=before) for edge in set(edges.values())}
        return frozenset(mark for mark, edge in edges.items() if found[edge])

    def _is_cut(self, low: int, high: int, *, before: bool) -> bool:
        offsets = self.text.offsets
        return cuts(self.block, self.known.code, offsets[low], offsets[high - 1] + 1, before=before)

    # Speech

    def _is_speech(self) -> bool:
        """Return whether the quotation stands inside quotation marks that hold more than a word or two."""
        return self.speech is not None and _is_long(self.block[slice(*self.speech)])

    def _is_governed(self) -> bool:
        """Return whether the sentence passes the words on without saying whose they are."""
        barriers = self.known.word_set("context", "barriers")
        spans = cues(self.text, self.known, "passed_on", self.begin, self.first)
        return any(barriers.isdisjoint(self.text.lows[end : self.first]) for _, end in spans)

    def _beside(self) -> Iterator[str]:
        """Yield who spoke in the sentences beside this one."""
        # “It was dark. The lamp was lit,” said Ada Finch: who speaks stands in the next sentence of the speech
        begin, stop = self.sentence.span
        for start, end in ((begin - 2, begin - 1), (stop + 1, stop + 2)):
            if start >= 0 and end < len(self.text.folded):
                near = sentence_around(self.text.folded, start, end, self.known.code)
                yield from self.speakers_in(self.text.token_at(near[0]), self.text.token_at(near[1]), own=False)

    def speakers_in(self, begin: int, stop: int, *, own: bool) -> Iterator[str]:
        """Yield the subjects of verbs of saying; what somebody tells of others' words inside the same speech names others."""
        for saying in sayings(self.text, self.known, begin, stop):
            offset = self.text.offsets[self.text.tokens[saying.verb[0]].start]
            # “The keeper said it was lit,” Ada Finch told us: the speaker is Ada Finch
            if self.speech and self.speech[0] <= offset < self.speech[1]:
                continue
            if not own or self._is_said(saying):
                # the head of an English subject comes last, so the last words are kept
                yield " ".join(self.block[slice(*self.text.span(*saying.subject))].split()[-QUOTABLE:])

    def _is_said(self, saying: Saying) -> bool:
        """Return whether a verb of saying governs the quotation, from outside or as a part of it."""
        first = min(saying.subject[0], saying.verb[0])
        end = max(saying.subject[1], saying.verb[1])
        if (saying.behind and self.first >= end) or (saying.before and self.last <= first):
            return True
        if saying.between and saying.subject[1] <= self.first and self.last <= saying.verb[0]:
            return True
        if saying.before and self.first + GOVERNED <= first and self.first < saying.verb[0] < self.last:
            return True
        thats = self.known.word_set("context", "that")
        begins = self.first == saying.verb[0] and self.text.low(saying.verb[1]) in thats
        return (
            saying.behind
            and (begins or self.first <= first)
            and self.last >= end + GOVERNED
            and self._has_content(saying)
        )

    def _has_content(self, saying: Saying) -> bool:
        """Return whether what stands right behind a verb of saying is said, not when or to whom."""
        return not saying.transitive and self.text.low(saying.verb[1]) not in self.known.word_set(
            "context", "said_when"
        )


@lru_cache(maxsize=1024)
def _is_long(speech: str) -> bool:
    return len(WORD.findall(speech)) > SPEECH


def fewest(found: Iterable[Context]) -> Context | None:
    """Return the context with the fewest marks: of several places of the same words an editor means the plainest."""
    return min(found, key=lambda one: len(one.marks), default=None)
