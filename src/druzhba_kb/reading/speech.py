"""Speech: a text in, who says what in it out: inside quotation marks, or in what a verb of saying governs.

The words for a speaker are those of the text ("the keeper", "Ada Finch, head of the port"); whom they mean is for others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from druzhba_kb.reading.language import Language
from druzhba_kb.reading.passage import PassageReader
from druzhba_kb.reading.tokens import Text

# words with rank and office; what is longer is a clause, and whom it means is not said
LONGEST_NAME = 14
LONGEST_HEAD = 5  # words before an aside
OPENING, CLOSING = "“«„「『", "”»」』"

# "zufolge" and its like stand behind whose words they tell
SAYING = "said", "according", "according_behind"
LABEL = regex.compile(r"[\W_]*(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,4})[*_ ]{0,3}:[*_]{0,3}\s")

Span = tuple[int, int]


def label_of(block: str) -> str:
    """Return whom a paragraph of a dialogue names before a colon, '' where it names nobody: 'Ada Finch: …'."""
    match = LABEL.match(block)
    return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying: its tokens, those of its subject, and whether what it governs stands behind it, before it or both.

    `between` says that it stands between the subject and the verb: The paper has of 50 boats reported.
    """

    verb: Span
    subject: Span
    behind: bool
    before: bool
    transitive: bool = False
    between: bool = False


@lru_cache(maxsize=4096)
def sayings(text: Text, known: Language, begin: int, stop: int) -> tuple[Saying, ...]:
    """Return the verbs of saying between two tokens, those of a sentence, whose subject names or describes somebody."""
    finder = _Finder(text, known, begin, stop)
    found = [finder.saying(start, end) for start, end in _verbs(text, known, begin, stop)]
    found += [finder.aside(start, end) for start, end in known.found(text, "context", "said_aside", begin, stop)]
    return tuple(saying for saying in found if saying is not None)


def tagged(text: Text, known: Language) -> tuple[Span, ...]:
    """Return whom a sentence names as telling it in other ways: …, as Ada Finch told; is put at 900 by the club.

    Seals hold what `sayings` reads, which is stricter, and which asks for a speaker; these but bear one out, in the text.
    """
    finder = _Finder(text, known, 0, len(text.tokens))
    found = [finder.tag(*verb) for verb in _verbs(text, known, 0, finder.stop)]
    ways = {"as_told": finder.told, "voices": finder.voice, "agent": finder.agent, "own_account": finder.own_account}
    for key, way in ways.items():
        found += [way(*place) for place in known.found(text, "context", key, 0, finder.stop)]
    return tuple(filter(None, found))


def _verbs(text: Text, known: Language, begin: int, stop: int) -> list[Span]:
    """Return where verbs of saying stand between two tokens, and such words as "according to"."""
    return sorted({span for key in SAYING for span in known.found(text, "context", key, begin, stop)})


class _Finder(PassageReader):
    """Finds the subject of a verb of saying in one sentence."""

    def __init__(self, text: Text, known: Language, begin: int, stop: int) -> None:
        super().__init__(text, known)
        self.begin, self.stop = begin, stop

    def saying(self, start: int, end: int) -> Saying | None:
        """Return what the verb of saying at start to end says, or None where its subject is nobody."""
        if source := self._source(start, end):
            subject = self._named(*source)
            return Saying((start, end), subject, behind=True, before=True) if subject else None
        # "told the keeper" has a hearer behind it, "said the keeper" the speaker
        may_invert = not self.phrase_at("context", "transitive", start)
        mark = self.text.lows[start - 1] if start > self.begin else ""
        closing = self._phrase_end(end)
        ends = closing >= self.stop or self.text.at(closing).kind == "sign"
        ends |= self._is_circumstance(closing)
        # …,” said Ada Finch / …, said Ada Finch on Monday; but "Ada Finch, the keeper, said the lamp" goes on
        inverted = mark == "'" or (mark == "," and ends and not self._is_aside(start))
        subject = self._named(end, closing) if may_invert and inverted else None
        goes_on = any(self.known.found(self.text, "context", "goes_on", end, self.stop))
        goes_on |= self.text.low(closing) == "," and self._is_circumstance(closing + 1)
        if subject:
            return Saying((start, end), subject, behind=goes_on, before=True)
        subject = self._subject(start)
        if subject is None:
            return None
        closes = end >= self.stop or self.text.lows[end] in {".", ",", "!", "?"} or not may_invert
        # "the maker recalled its lamps" says nothing, "recalled that" does
        if not closes and self.is_word("context", "acts", start) and self.text.low(end) not in self._thats():
            return None
        before = closes or self._trails(subject[0], end)
        told = self._before_object(start)
        between = told < start and any(self.is_word("context", "auxiliaries", n) for n in range(subject[0], told))
        verb = start, self._past_circumstances(end)
        return Saying(verb, subject, behind=True, before=before, transitive=not may_invert, between=between)

    def tag(self, start: int, end: int) -> Span | None:
        """Return the subject behind a verb of saying that a comma parts from what is said, or that opens the sentence."""
        while start > self.begin and self.is_word("context", "auxiliaries", start - 1):
            start -= 1
        is_parted = start == self.begin or (self.text.low(start - 1) == "," and not self._is_aside(start))
        if not is_parted or self.phrase_at("context", "transitive", start):
            return None
        return self._named(end, self._phrase_end(end))

    def voice(self, start: int, end: int) -> Span | None:
        """Return whose forecast or estimate a verb tells: the club expects 900; its subject may stand behind it."""
        if start == self.begin or (self.text.low(start - 1) == "," and not self._is_aside(start)):
            return self._named(end, self._phrase_end(end))
        return self._subject(start)

    def agent(self, start: int, end: int) -> Span | None:
        """Return who is named behind "by", where the clause has a verb of telling: is put at 900 by the club."""
        stops = self.known.word_set("context", "clause_starts") | {";", ":"}
        first = next((n + 1 for n in range(start - 1, self.begin, -1) if self.text.lows[n] in stops), self.begin)
        # where a verb may end its clause, its agent stands before it
        last = self.stop if self.known.words("context", "before_object") else start
        verbs = (key for key in ("voices", *SAYING) for _ in self.known.found(self.text, "context", key, first, last))
        return self._named(end, self._phrase_end(end)) if any(verbs) else None

    def own_account(self, start: int, end: int) -> Span | None:
        """Return the subject of the clause whose own account it is: Lumen has, by its own count, 900 boats."""
        before = next((n + 1 for n in range(start - 1, self.begin - 1, -1) if not self._is_filler(n)), start)
        first = next((n + 1 for n in range(before - 1, self.begin, -1) if self.text.lows[n] == ","), self.begin)
        behind = next((n for n in range(end, self.stop) if not self._is_filler(n)), end)
        return self._named(first, before) or self._named(behind, self._phrase_end(behind))

    def _is_filler(self, position: int) -> bool:
        return self.text.low(position) == "," or self.is_word("context", "auxiliaries", position)

    def told(self, start: int, _end: int) -> Span | None:
        """Return the subject of a verb that ends a clause which "as" begins: …, wie Ada Finch mitteilte."""
        opened = next((n for n in range(start, self.begin, -1) if self.is_word("context", "as", n)), 0)
        return self._named(opened + 1, start) if opened and self.text.low(opened - 1) == "," else None

    def _trails(self, subject: int, end: int) -> bool:
        """Return whether a verb of saying stands behind what it says: …, the ministry said on Friday."""
        is_apart = subject > self.begin and self.text.lows[subject - 1] in {",", "'"}
        goes_on = self._past_circumstances(end) > end
        return is_apart and not goes_on and self.is_word("context", "said_when", end)

    def _is_circumstance(self, position: int) -> bool:
        return position < self.stop and self.is_word("context", "said_when", position)

    def _past_circumstances(self, end: int) -> int:
        """Return where what is said begins behind words for when and where: said in Lund on Monday that …."""
        thats = self._thats()
        if self.text.low(end) not in self.known.word_set("context", "said_when"):
            return end
        return next((n for n in range(end, self.stop) if self.text.lows[n] in thats), end)

    def aside(self, start: int, end: int) -> Saying | None:
        """Return what a verb says that is one of saying only between commas: the ferry, he agreed, was late."""
        subject = self._subject(start) if self.text.low(end) == "," else None
        if subject is None or self.text.low(subject[0] - 1) != ",":
            return None
        return Saying((start, end), subject, behind=True, before=True)

    def _thats(self) -> frozenset[str]:
        return self.known.word_set("context", "that")

    def _source(self, start: int, end: int) -> Span | None:
        """Return the words behind "according to", or before such words as stand behind theirs; None for other words."""
        if self.phrase_at("context", "according", start) == end - start:
            return end, self._phrase_end(end, asides=0)
        if self.phrase_at("context", "according_behind", start) != end - start:
            return None
        ends, articles = self.known.word_set("context", "phrase_ends"), self.known.word_set("dates", "articles")
        first = start
        while first > self.begin and start - first < LONGEST_NAME and self.text.low(first - 1) not in ends:
            if self.text.tokens[first - 1].kind != "word":
                break
            first -= 1
        return next((n for n in range(first, start) if self.text.lows[n] in articles), first), start

    def _is_aside(self, start: int) -> bool:
        """Return whether a clause is but a subject with an aside: Ada Finch, the keeper, said."""
        before = self.text.lows[self.begin : start]
        head = before[: before.index(",")]
        # "In May, the keeper, tired, said": an aside does not begin with a preposition
        stops = self.known.word_set("words", "stop") - self.known.word_set("numbers", "definite") - {"a", "an"}
        return before.count(",") == 2 and 0 < len(head) <= LONGEST_HEAD and head[0] not in stops

    def _phrase_end(self, first: int, asides: int = 1) -> int:
        """Return where the words behind a verb end that can name somebody: at a mark or a clause; a rank may be shortened."""
        end = first
        ends = self.known.word_set("context", "phrase_ends")
        while end < self.stop and end - first < LONGEST_NAME:
            if asides and end > first and self.text.lows[end] == "," and self._opens_aside(end + 1):
                asides, end = 0, end + 2
                continue
            # "said Capt. Ada Finch"
            is_point = self.text.lows[end] == "." and not self.text.joint(end) and len(self.text.low(end - 1)) <= 4
            # "said her brother, Ada Finch"; "so die Leiterin"
            is_word = end == first and (
                self.is_word("context", "possessives", end) or self.text.lows[end] in self.known.articles
            )
            is_word |= self.text.tokens[end].kind == "word" and self.text.lows[end] not in ends
            if not (is_word or (is_point and end + 1 < self.stop)):
                break
            end += 1
        return end

    def _opens_aside(self, position: int) -> bool:
        """Return whether a name or what somebody is follows a comma: said the envoy, Ada Finch; said Ada Finch, the envoy."""
        token = self.text.at(position)
        is_within = position < self.stop and token.kind == "word"
        return is_within and (token.text[0].isupper() or token.low in self.known.articles)

    def _subject(self, end: int, asides: int = 3) -> Span | None:
        """Return the words right before a verb, from where their clause begins; none where the verb is passive."""
        verb = end = self._before_object(end)
        while end > self.begin and self.is_word("context", "auxiliaries", end - 1):
            end -= 1
        # "The paper was told" names the hearer
        if not self.known.word_set("context", "passive").isdisjoint(self.text.lows[end:verb]):
            return None
        if end > self.begin and self.text.lows[end - 1] == ",":  # "Ada Finch, the keeper, said"
            opened = next((n for n in range(end - 2, self.begin, -1) if self.text.lows[n] == ","), None)
            head = self._subject(opened, asides - 1) if opened is not None and asides else None
            if head is not None:
                return head[0], end - 1
            end -= 1
        first = end
        starts = self.known.word_set("context", "clause_starts")
        while first > self.begin and end - first < LONGEST_NAME:
            token = self.text.tokens[first - 1]
            if token.kind != "word" or (token.low in starts and not self._joins_names(first - 1)):
                break
            first -= 1
        return self._named(first, end)

    def _before_object(self, end: int) -> int:
        """Return where words end that stand before what a preposition tells of: The paper has | of 50 boats reported."""
        stops = self.known.word_set("context", "clause_starts") - self.known.word_set("dates", "articles")
        for first in range(end - 1, max(self.begin, end - LONGEST_NAME) - 1, -1):
            if self.text.tokens[first].kind == "sign" or self.text.lows[first] in stops:
                break
            if self.is_word("context", "before_object", first):
                is_counted = any(token.kind == "digits" for token in self.text.tokens[first:end])
                return first if is_counted or self.is_word("context", "auxiliaries", first - 1) else end
        return end

    def _joins_names(self, position: int) -> bool:
        """Return whether 'and' at position joins two names: Ada Finch and Ben Reed said."""
        both = self.text.tokens[max(0, position - 1) : position + 2 : 2]
        is_and = self.is_word("dates", "and", position)
        return is_and and len(both) == 2 and all(token.kind == "word" and token.text[0].isupper() for token in both)

    def _named(self, first: int, end: int) -> Span | None:
        """Return the words of a subject, what places it left out: in response, on Monday; None where it is nobody."""
        nobody, articles = self.known.word_set("context", "nobody"), self.known.word_set("numbers", "definite")
        if first < end and self.is_word("context", "places", first):
            later = range(first + 2, end)
            first = next(
                (n for n in later if self.text.tokens[n].text[0].isupper() or self.text.lows[n] in articles), end
            )
        words = self.text.lows[first:end]
        has_article = len(words) > 1 and words[0] in articles
        # "it said" and "there said" have nobody as a subject
        return (first, end) if words and (has_article or words[0] not in nobody) and words[-1] not in nobody else None


@lru_cache(maxsize=1024)
def quoted_spans(block: str) -> tuple[Span, ...]:
    """Return where quotation marks open and close; one that is never closed holds the rest of the block."""
    spans: list[Span] = []
    opened, depth = -1, 0
    for offset, char in enumerate(block):
        # Swedish and Finnish open with the mark that closes in English
        opens = char in OPENING or (char == "”" and depth == 0 and _opens(block, offset))
        closes = char in CLOSING or (char == "“" and depth > 0 and block[opened] == "„")
        if char == '"':  # a straight mark shows no direction
            opens, closes = depth == 0, depth > 0
        if closes and depth > 0:
            depth -= 1
            spans += [(opened + 1, offset)] if depth == 0 else []
        elif opens:
            opened, depth = (offset, 1) if depth == 0 else (opened, depth + 1)
    # newspapers leave the mark open where the speech goes on in the next paragraph
    return (*spans, (opened + 1, len(block))) if depth else tuple(spans)


def _opens(block: str, offset: int) -> bool:
    return (offset == 0 or block[offset - 1].isspace()) and block[offset + 1 : offset + 2].isalnum()
