"""Languages: a code in, all that the reader knows of the language out: its data file here and the Unicode CLDR.

Months, weekdays and currencies are CLDR's, by way of Babel; number words, hedges, units and the words of context are data
in `languages/<code>.toml`. A language without such a file is not read at all rather than read as another one.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal

import regex
from babel import Locale
from babel.numbers import get_currency_name

from druzhba_kb.folding import fold
from druzhba_kb.reading.tokens import Text, Token, tokenize

DEFAULT = "en"
# Digits and signs of numbers, and what may be a Roman number.
COUNTING = regex.compile(r"\p{N}|\b[IVXLCDM]{2,}|\b[IVX]\b")
PIECES = regex.compile(r"[\p{L}\p{M}]+|[^\s\p{L}\p{M}\p{N}]")
PLAIN_PIECES = re.compile(r"[a-z]+|[^\sa-z0-9]")
Role = Literal["unit", "ten", "hundred", "hundreds", "scale", "thousands"]


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a word does in a number: its role there, its value, and whether it ends the number as an ordinal.

    A hundred or a scale multiplies what stands before it; `hundreds` and `thousands` are words that say their count
    themselves (doscientos, двести). `alone` is said of a scale that means one of it where nothing counts it (mil),
    `joined` of a word that holds an 'and' at its front (وعشرون).
    """

    role: Role
    value: Decimal
    ordinal: bool = False
    alone: bool = False
    joined: bool = False


class Phrases:
    """Phrases with what they mean, found at a place in a run of words, the longest first."""

    def __init__(self, meanings: Mapping[str, Any]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, meaning in meanings.items():
            words = tuple(split(phrase))
            if words:
                self._by_first.setdefault(words[0], []).append((words, meaning))
        for known in self._by_first.values():
            # "no later than" must be found before "no"
            known.sort(key=lambda one: -len(one[0]))

    @cached_property
    def firsts(self) -> frozenset[str]:
        """Return the first words of all phrases."""
        return frozenset(self._by_first)

    def at(self, words: Any, position: int) -> tuple[int, Any] | None:
        """Return how many words the longest phrase at position takes, and what it means."""
        for phrase, meaning in self._by_first.get(words[position], ()) if position < len(words) else ():
            if tuple(words[position : position + len(phrase)]) == phrase:
                return len(phrase), meaning
        return None

    def within(self, words: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """Yield the phrases that stand in words, each with what it means."""
        for position in [] if self.firsts.isdisjoint(words) else range(len(words)):
            if found := self.at(words, position):
                yield " ".join(words[position : position + found[0]]), found[1]

    def before(self, words: Any, end: int, most: int = 4) -> tuple[int, Any] | None:
        """Return how many words the longest phrase that ends right before end takes, and what it means."""
        for count in range(min(most, end), 0, -1):
            for phrase, meaning in self._by_first.get(words[end - count], ()):
                if phrase == tuple(words[end - count : end]):
                    return count, meaning
        return None


def split(phrase: str) -> list[str]:
    """Return the words of a phrase in small letters, as a passage is taken apart."""
    return list(tokenize(phrase).lows)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[str]:
    """Return the words and signs of a text in small letters."""
    return frozenset(PLAIN_PIECES.findall(text.lower()) if text.isascii() else PIECES.findall(text.casefold()))


@dataclass(frozen=True, eq=False)
class Language:
    """What the reader knows of one language; lists are read from its file when they are first asked for."""

    code: str
    data: Mapping[str, Any] = field(repr=False, compare=False, hash=False)

    @cache  # noqa: B019 - languages live as long as the program
    def words(self, table: str, key: str) -> tuple[str, ...]:
        """Return a list of the file, folded and in small letters."""
        text = self.data.get(table, {}).get(key, "")
        return tuple(item for one in text.split(",") if (item := fold(one).casefold().strip()))

    @cache  # noqa: B019
    def phrases(self, table: str, key: str) -> Phrases:
        """Return a list of the file as phrases."""
        return Phrases(dict.fromkeys(self.words(table, key), key))

    @cached_property
    def opposites(self) -> Phrases:
        """Return words that have an opposite, each with the number of its pair and its side there, 0 or 1."""
        sides = [pair.split("|") for pair in self.data["words"].get("opposites", ())]
        meanings = {
            fold(word).strip().casefold(): (number, side)
            for number, pair in enumerate(sides)
            for side, forms in enumerate(pair)
            for word in forms.split(",")
        }
        return Phrases(meanings)

    def openings(self, text: Text) -> list[int]:
        """Return the tokens with which a number or a date can begin; most texts have few, and the rest is not looked at."""
        articles = self.word_set("numbers", "article")
        found = []
        for position, token in enumerate(text.tokens):
            if token.kind == "word":
                # "a" stands in every sentence, and counts only before "hundred"
                is_article = token.low in articles and text.low(position + 1) in self.openers
                is_roman = token.text[0] in "IVXLCDM"
                if token.low in self.openers or is_article or is_roman or self.compounds:
                    found.append(position)
            elif token.kind == "digits" or token.low == "." or not token.low.isascii():
                found.append(position)
        return found

    @cache  # noqa: B019
    def word_set(self, table: str, key: str) -> frozenset[str]:
        """Return a list of the file as a set."""
        return frozenset(self.words(table, key))

    @cache  # noqa: B019
    def table(self, name: str) -> Phrases:
        """Return all lists of a table as phrases that mean their key."""
        return Phrases({phrase: key for key in self.data.get(name, {}) for phrase in self.words(name, key)})

    def found(self, text: Text, table: str, key: str, first: int = 0, end: int = 10**9) -> Iterator[tuple[int, int]]:
        """Yield where phrases of a list stand between two tokens or in all of a text, but those of its list of exceptions.

        A list of negations has the short form of 'not' too.
        """
        position, standing = first, self._standing(text, table, key)
        for at in range(bisect_left(standing, (first,)), len(standing)):
            start, stop, excepted = standing[at]
            if start >= end:
                return
            if start >= position:
                position = stop
                if not excepted:
                    yield start, stop

    @lru_cache(maxsize=4096)  # noqa: B019
    def _standing(self, text: Text, table: str, key: str) -> tuple[tuple[int, int, bool], ...]:
        """Return each place where a phrase of a list stands, and whether it is one of its exceptions."""
        phrases, exceptions = self.phrases(table, key), self.phrases(table, f"not_{key}")
        known = phrases.firsts | exceptions.firsts
        found = []
        for position, low in enumerate(text.lows):
            is_short = key == "negated" and low.endswith("n't")
            if low not in known and not is_short:
                continue
            excepted = exceptions.at(text.lows, position)  # "not only was it lit" denies nothing
            one = excepted or phrases.at(text.lows, position) or ((1, key) if is_short else None)
            if one:
                found.append((position, position + one[0], excepted is not None))
        return tuple(found)

    def is_number(self, token: Token) -> bool:
        """Return whether a token is a number in digits, or a word with which one can begin."""
        return token.kind == "digits" or token.low in self.numbers.firsts

    @cached_property
    def articles(self) -> frozenset[str]:
        """Return the articles, definite and indefinite ones."""
        return self.word_set("numbers", "definite") | self.word_set("numbers", "article")

    @cached_property
    def date_openers(self) -> frozenset[str]:
        """Return the words with which a date can begin that is none of numbers."""
        return self.months.firsts | self.seasons.keys()

    @cached_property
    def openers(self) -> frozenset[str]:
        """Return the words with which a number or a date can begin, besides digits, signs and articles."""
        lists = (
            ("numbers", "vague"),
            ("numbers", "uncounted"),
            ("numbers", "half"),
            ("numbers", "quarter"),
            ("dates", "ad"),
        )
        seasons = Phrases(dict.fromkeys(self.seasons))
        named = [self.numbers, self.months, seasons, *(self.phrases(*one) for one in lists)]
        return frozenset(word for phrases in named for word in phrases.firsts)

    def may_count(self, passage: str) -> bool:
        """Return whether a passage may hold a number or a date: most hold none, and are not taken apart at all."""
        # in a language of compounds any word may hide a number
        return bool(self.compounds or COUNTING.search(passage)) or not self.openers.isdisjoint(_pieces(passage))

    def may_oppose(self, text: str) -> bool:
        """Return whether a text may hold a word that has an opposite."""
        return not self.opposites.firsts.isdisjoint(_pieces(text))

    def may_say(self, text: str, key: str) -> bool:
        """Return whether a text may hold a word of a list of context; most hold none, and are not taken apart at all."""
        is_short = key == "negated" and ("n't" in text or "n’t" in text)
        return is_short or not self.phrases("context", key).firsts.isdisjoint(_pieces(text))

    @cached_property
    def seasons(self) -> Mapping[str, int]:
        """Return the names of seasons with their numbers in EDTF, 21 to 24."""
        parts = (entry.rpartition(" ") for entry in self.words("dates", "seasons"))
        return {name: int(number) for name, _, number in parts}

    @cached_property
    def groups(self) -> str:
        """Return the marks that part thousands."""
        return str(self.data["separators"]["group"]).replace(" ", "")

    @cached_property
    def decimals(self) -> str:
        """Return the marks before decimals."""
        return str(self.data["separators"]["decimal"]).replace(" ", "")

    @cached_property
    def doubtful(self) -> str:
        """Return the marks of decimals that part thousands in some countries of the language."""
        return str(self.data["separators"].get("doubtful", ""))

    @cached_property
    def written_number(self) -> regex.Pattern[str]:
        """Return how digits write a number with its marks."""
        # a space and an apostrophe part thousands wherever they are used at all
        group, decimals = (f"[{regex.escape(marks)}]" for marks in (self.groups + "' ", self.decimals))
        whole = rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<group>{group})[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*|[0-9]+)"
        return regex.compile(rf"{whole}(?:{decimals}(?P<rest>[0-9]+))?")

    @cached_property
    def and_prefix(self) -> str:
        """Return the 'and' that is written as one with the next word; empty where a language has none."""
        return str(self.data["numbers"].get("and_prefix", ""))

    def bare(self, text: Text) -> Text:
        """Return a text whose elided articles and prepositions are words of their own, written out: d'octobre, l'an."""
        elisions = dict(pair.split() for pair in self.words("words", "elisions"))
        if not elisions:
            return text
        tokens: list[Token] = []
        for token in text.tokens:
            elided = next((one for one in elisions if token.low.startswith(one) and token.low != one), "")
            cut = token.start + len(elided)
            if elided:
                tokens.append(token._replace(text=token.text[: len(elided)], low=elisions[elided], end=cut))
                token = token._replace(
                    text=token.text[len(elided) :], low=token.low[len(elided) :], start=cut, joint=" "
                )
            tokens.append(token)
        return replace(text, tokens=tuple(tokens), lows=tuple(token.low for token in tokens))

    @cached_property
    def numbers(self) -> Phrases:
        """Return the words of numbers."""
        return Phrases(dict(self._number_words()))

    def _number_words(self) -> Iterator[tuple[str, NumberWord]]:
        alone = self.word_set("numbers", "alone")
        for table, ordinal in (("cardinals", False), ("scales", False), ("ordinals", True)):
            for key in self.data.get(table, {}):
                value = Decimal(key)
                for word in self.words(table, key):
                    meaning = NumberWord(_role(value, table), value, ordinal, word in alone)
                    yield word, meaning
                    if self.and_prefix and not ordinal:
                        yield self.and_prefix + word, replace(meaning, joined=True)

    @cached_property
    def compounds(self) -> Mapping[str, NumberWord]:
        """Return the words that numbers written as one word are made of; empty where a language writes none so."""
        if not self.data.get("numbers", {}).get("compound"):
            return {}
        return {word: meaning for word, meaning in self._number_words() if " " not in word}

    @cached_property
    def months(self) -> Phrases:
        """Return the names of months as phrases."""
        return Phrases(self.month_names)

    @cached_property
    def month_names(self) -> Mapping[str, int]:
        """Return the names of months, as CLDR has them and as the file adds, with their numbers."""
        found: dict[str, int] = {}
        for context in ("format", "stand-alone"):  # Slavic months have a case of their own beside a day
            for width in ("wide", "abbreviated"):
                for number, name in self._locale.months[context][width].items():
                    found[fold(name).casefold().rstrip(".")] = number
        for entry in self.words("dates", "short_months"):
            name, _, number = entry.rpartition(" ")
            found[name] = int(number)
        return found

    @cached_property
    def weekdays(self) -> frozenset[str]:
        """Return the names of weekdays, short ones too."""
        days = self._locale.days["format"]
        return frozenset(
            fold(name).casefold().rstrip(".") for width in ("wide", "abbreviated") for name in days[width].values()
        ) | self.word_set("dates", "weekdays")

    @cached_property
    def currencies(self) -> Phrases:
        """Return the names and signs of currencies with the ISO 4217 codes that each can mean."""
        found: dict[str, set[str]] = {}
        for code, names in self._currency_names():
            for name in names:
                found.setdefault(fold(name).casefold(), set()).add(code)
        # the file is read last, since CLDR does not know "quid", nor that "$" is several currencies
        for key in self.data.get("currencies", {}):
            for name in self.words("currencies", key):
                found[name] = set(key.split("/"))
        return Phrases({name: frozenset(codes) for name, codes in found.items()})

    def _currency_names(self) -> Iterator[tuple[str, set[str]]]:
        locale = self._locale
        for code in map(str, locale.currencies):
            yield code, {code, *(get_currency_name(code, count, locale) for count in (None, 1, 2, 5))}
        for code, sign in locale.currency_symbols.items():
            yield code, {sign}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Return the ISO 4217 codes of currencies."""
        return frozenset(self._locale.currencies)

    @cached_property
    def currency_nouns(self) -> frozenset[str]:
        """Return the bare names of currencies that the file has; some are spelt like a code."""
        return frozenset(word for key in self.data.get("currencies", {}) for word in self.words("currencies", key))

    @cached_property
    def hedge_words(self) -> frozenset[str]:
        """Return the single words of hedges."""
        return frozenset(word for key in self.data["hedges"] for word in self.words("hedges", key) if " " not in word)

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.code.replace("-", "_"))


def _role(value: Decimal, table: str) -> Role:
    if table == "scales" and value != 100:
        return "scale"
    if table == "cardinals" and value >= 100:
        return "thousands" if value >= 1000 else "hundreds"  # Slavic languages and Spanish have words for 200 to 900
    if value == 100:
        return "hundred"
    if value > 100 and table == "ordinals":
        return "scale"
    return "ten" if 20 <= value < 100 and value % 10 == 0 else "unit"


@cache
def language(code: str | None) -> Language | None:
    """Return a language by its BCP 47 code, the regional part left out where only the language is known; None if unread."""
    # en-GB and en-IN differ in spelling, and both count in lakhs where they do
    return _language((code or DEFAULT).replace("_", "-").split("-")[0].lower())


@cache
def language_codes() -> tuple[str, ...]:
    """Return the codes of the languages that are read."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in (files(__package__) / "languages").iterdir()))


@cache
def _language(base: str) -> Language | None:
    file = files(__package__) / "languages" / f"{base}.toml"
    if not file.is_file():
        return None
    return Language(base, tomllib.loads(file.read_text(encoding="utf-8")))
