"""Tokenizer: a sentence in, its words and punctuation marks out, and the runs of capital words among them.

Names are found by capitals, so a capital that means nothing must be known as such: at the start of a sentence, in a
headline, in a month. Reading has tokens of its own, for numbers; here compounds, abbreviations and possessives stay
whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from druzhba_kb.relate.passages import Sentence
from druzhba_kb.relate.prose import legible
from druzhba_kb.suggesting.lexicon import look_up, words
from druzhba_kb.suggesting.suggest_model import Occurrence, Span

TOKEN = regex.compile(
    r"""(?:\p{Lu}\p{Ll}{0,2}\.){2,}(?:\p{Lu}\b)?     # U.S. and Zr.Ms.
    | \p{Lu}\.(?=\s*\p{Lu})                        # an initial
    | (?:Lt|Gen|Maj|Col|Capt|Cmdr|Cdr|Brig|Sgt|Adm|Dr|Mr|Mrs|Ms|Prof|Rev|Hon|St|Mt|Engr|Gov|Sen|Rep|Amb|Pres)\.
    | (?:People|Women|Men|Children|Fishermen|King|Queen)['’]s(?=\s\p{Lu})
    | \p{Lu}\p{L}+s['’](?=\s\p{Lu})               # Fishers’ Union
    | \d{1,3}(?:,\d{3})+\b
    | [\p{L}\p{M}\p{N}]+(?:(?:[-‐‑–./&]|['’](?!s\b))[\p{L}\p{M}\p{N}]+)*
    | ['’]s\b
    | [^\s\p{L}\p{N}]""",
    regex.VERBOSE,
)
QUOTE_OPENS, QUOTE_CLOSES = "“‘\"'«„", "”’\"'»“"
OPENERS = frozenset('“‘"«:•-–—(')
# al-Jabal, ul-Haq: an article in small letters begins the second part of a name.
JOINED = regex.compile(r"(?:al|ar|as|ash|el|es|ul|ur|uz)[-‑]\p{Lu}.*")
HEADLINE_SHARE = 0.6  # of the longer words; in a sentence with many names fewer are capital


@dataclass(frozen=True, slots=True)
class LineToken:
    """A word or a mark; offsets in the sentence, `low` in lower case without a final stop."""

    text: str
    low: str
    start: int
    end: int
    capital: bool

    @property
    def acronym(self) -> bool:
        """Whether it is all capitals."""
        letters = self.text.replace("-", "").replace(".", "")
        return len(letters) > 1 and letters.isalpha() and letters.isupper()

    @property
    def title_case(self) -> bool:
        """Whether it begins with a capital and goes on in lower case somewhere."""
        return self.capital and any(char.islower() for char in self.text)

    @property
    def initial(self) -> bool:
        """Whether it is the first letter of a name."""
        return len(self.text) <= 2 and self.text[:1].isupper() and self.text[1:] in ("", ".")


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A sentence with its tokens; `headline` says that its capitals mean nothing."""

    sentence: Sentence
    kind: str
    tokens: tuple[LineToken, ...]
    headline: bool

    def low(self, index: int) -> str:
        """Return the token at index in lower case, '' outside the line."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def among(self, index: int, *lists: str) -> bool:
        """Whether the token at index is a word of one of the lists."""
        return self.low(index) in words(*lists)

    def any_among(self, span: Span, *lists: str) -> bool:
        """Whether a token of a span is a word of one of the lists."""
        return any(self.low(index) in words(*lists) for index in range(*span))

    def capital(self, index: int) -> bool:
        """Whether the token at index is a capital word."""
        return 0 <= index < len(self.tokens) and self.tokens[index].capital

    def opens(self, index: int) -> bool:
        """Return whether the token at index begins the sentence, or words after a mark that a capital may follow."""
        return index == 0 or self.tokens[index - 1].text in OPENERS

    def ordinary(self, index: int) -> bool:
        """Return whether the token owes its capital to the start of the sentence only, as in 'Leaving Norway'."""
        if not self.opens(index):
            return False
        is_ing = self.low(index).endswith("ing") and self.capital(index + 1)
        if is_ing and look_up(self.tokens[index + 1].text):
            return True
        return self.among(index, "ordinary") and not self.tokens[index].text.endswith(".")

    def dated(self, index: int) -> bool:
        """Return whether the token is a month or day, not a person called Jan, May or April."""
        if not self.among(index, "months"):
            return False
        near = (self.low(index - 1)[:1], self.low(index + 1)[:1])
        return not self.among(index, "months_as_names") or any(char.isdigit() for char in near)

    def words_of(self, first: int, last: int) -> str:
        """Return the text from the token first to the one before last."""
        return self.sentence.text[self.tokens[first].start : self.tokens[last - 1].end]

    def occurrence(self, first: int, last: int) -> Occurrence:
        """Return where the tokens from first to the one before last stand."""
        offset = self.sentence.start
        return Occurrence(self.sentence, offset + self.tokens[first].start, offset + self.tokens[last - 1].end)


def line_of(sentence: Sentence, kind: str) -> TokenLine:
    """Return the tokens of a sentence."""
    # the targets of links and tags have capitals that name nothing
    visible = legible(sentence.text) if "](" in sentence.text or "<" in sentence.text else sentence.text
    found = tuple(_token(match) for match in TOKEN.finditer(visible))
    return TokenLine(sentence, kind, found, _is_headline(found, kind))


def _token(match: regex.Match[str]) -> LineToken:
    text = match[0]
    return LineToken(text, text.rstrip(".").lower().replace("’", "'"), match.start(), match.end(), text[0].isupper())


def _is_headline(tokens: tuple[LineToken, ...], kind: str) -> bool:
    """Whether most of the longer words are capital: those of a title, a heading or a line all in capitals."""
    long = [token for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    most = HEADLINE_SHARE * len(long)
    spelt = [token.text for token in tokens if token.text[0].isalpha()]
    is_shouted = sum(token.acronym for token in long) > most
    is_title = kind in "thd" and sum(token.capital for token in long) > most
    # of three words all may be names in any sentence, and hardly in a title that has small words too
    is_short = kind == "t" and len(long) == 3 and any(token.text.isalpha() and not token.capital for token in tokens)
    return (
        (len(long) > 3 and (is_shouted or is_title))
        or (is_title and is_short)
        or (len(long) == 3 and "".join(spelt).isupper())
    )


def runs(line: TokenLine) -> Iterator[Span]:
    """Yield each run of capital words, particles such as 'bin' inside, as first and one past the last token."""
    index = 0
    while index < len(line.tokens):
        end = index + 1
        if line.capital(index):
            while step := _step(line, end):
                end += step
            yield index, end
        index = end


def is_row_of_results(line: TokenLine) -> bool:
    """Return whether a line holds names with numbers behind them and nothing else: 'Herons 2 Gulls 1', 'Herons 9 4 3 2'."""
    found = [token.text for token in line.tokens if token.text not in tuple(".,/+-")]
    is_number = [any(char.isdigit() for char in word) for word in found]
    is_plain = all(number or word[0].isupper() for word, number in zip(found, is_number, strict=True))
    return len(found) > 2 and sum(is_number) > 1 and is_plain and not is_number[0] and is_number[-1]


def _step(line: TokenLine, index: int) -> int:
    """Return how many tokens from index belong to the run before it."""
    if line.capital(index) or (index < len(line.tokens) and JOINED.fullmatch(line.tokens[index].text)):
        return 1
    if line.low(index) == "the" and line.capital(index + 1) and line.among(index + 1, "epithets"):  # 'Olav the Great'
        return 2
    for length in (1, 2):
        inside = range(index, index + length)
        if all(line.among(at, "particles") for at in inside) and line.capital(index + length):
            return length + 1
    return 0
