"""The value types of words: a short text, a choice, a reference to an entity, a web address.

A text is a paraphrase, and nothing of it is proved here: `verify.paraphrases` holds its numbers and names against the source.
What a choice or a reference says must stand in the words: a cue phrase of the option, which is the kind's data, or a name of the
entity; an alias that no source uses bears nothing out, or any words could be made a name. An address ends in an `href` that
readers click, so what a browser would run or repair is refused, not cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import regex

from druzhba_kb.folding import find_whole, fold, nearest
from druzhba_kb.locales import N_
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.reading.names import has_adjective, has_whole_name, is_empty
from druzhba_kb.values.base import ValueType, quoted, strings, unexcused

# a longer paraphrase is prose, which belongs to a summary or a digest
LONGEST_TEXT = 400


class TextType(ValueType):
    """A few words."""

    name = "text"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw with its white space made single."""
        text = " ".join(raw.split())
        if not text or not fold(text):  # invisible characters alone fold to nothing
            raise ValueError("'' is no text; expected words")
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"{quoted(text)} has {len(text)} characters; expected at most {LONGEST_TEXT}")
        return text

    def compatible(self, one: str, other: str) -> bool:
        """Return whether the texts are the same after folding, in any case."""
        return fold(one).casefold() == fold(other).casefold()

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return nothing: a text is a paraphrase, and is counted and shown as one."""
        return []

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for short texts, which YAML may read as numbers."""
        return {"type": ["string", "number"], "minLength": 1, "maxLength": LONGEST_TEXT}


class ChoiceType(ValueType):
    """One of a few options."""

    name = "choice"
    parts = ("cue",)

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as the id of an option."""
        option = raw.strip()
        if option not in attribute.options:
            known = nearest(option[:60], list(attribute.options))
            raise ValueError(f"{quoted(raw)} is no option of '{attribute.name}'{known}")
        return option

    def show(self, value: str, attribute: Attribute) -> str:
        """Return the option in words."""
        return attribute.option_name(value)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'cue' when no cue phrase of the option (or, without any, its own words) stands in the passages."""
        cues = attribute.option_cues(value)
        given = any(
            # a cue such as "on" or "in" stands in any sentence, and proves nothing
            find_whole(cue.casefold(), words.text.casefold()) and not is_empty(cue, words.lang)
            for cue in cues
            for words in passages
        )
        return unexcused([] if given else ["cue"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where cue phrases of the option stand."""
        return [
            span for cue in attribute.option_cues(value) for span in find_whole(cue.casefold(), words.text.casefold())
        ]

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for the options."""
        return {"enum": list(attribute.options)}


RESERVED = "(?:con|prn|aux|nul|com[0-9]|lpt[0-9])"  # an id is the name of a file, and Windows keeps these for itself
UNFIT = re.compile(rf"(?i:{RESERVED})(?:\..*)?|.*[<>:\"\\|?*\x00-\x1f].*|.*[. ]", re.DOTALL)
ID_PATTERN = f"(?!{RESERVED}$)[a-z0-9]+(-[a-z0-9]+)*"
ID = re.compile(ID_PATTERN)
LONGEST_ID = 100


def no_id(text: str) -> str:
    """Return in words why a text is no id."""
    if re.fullmatch(RESERVED, text):
        return f"'{text}' is no id, since Windows keeps the name for itself; expected another"
    return f"{quoted(text)} is no id; expected lower-case letters a to z and digits, parted by single hyphens"


def no_file_name(text: str) -> str:
    """Return in words why no file or folder can have this name on every system; nothing where it can."""
    return f"{quoted(text)} is no name of a file on Windows; expected another" if UNFIT.fullmatch(text) else ""


class RefType(ValueType):
    """A reference to an entity; whether the entity exists is for the caller to say."""

    name = "ref"
    parts = ("reference",)
    cells = (("id", "string", N_("its id, by which the record is found in the table of its kind")),)

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as an id."""
        entity = raw.strip()
        if len(entity) > LONGEST_ID or not ID.fullmatch(entity):
            raise ValueError(no_id(entity))
        return entity

    def split(self, value: str) -> tuple[str, ...]:
        """Return the id."""
        return (value,)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'reference' when none of names stands in the passages; the case of its first letter is free."""
        given = any(
            any(has_whole_name(form, words) for name in names.full for form in _forms(name))
            or any(has_adjective(form, words) for name in names.adjectives for form in _forms(name))
            for words in passages
        )
        return unexcused([] if given else ["reference"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where names and adjectives of the entity stand."""
        forms = (form for name in (*names.full, *names.adjectives) for form in _forms(name))
        return [span for form in forms for span in find_whole(form, words.text)]

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for the known ids, or for any id where none is known."""
        return {"enum": sorted(ids)} if ids else strings(f"^{ID_PATTERN}$")


def _forms(name: str) -> Iterator[str]:
    if name := name.strip():
        # "the Lantern Trust" opens a sentence as "The Lantern Trust"
        yield from {name, name[0].upper() + name[1:], name[0].lower() + name[1:]}


# what old browsers and feed readers take
LONGEST_URL = 2000
# what could end an attribute or a Markdown link, and what browsers mend in ways that differ
FORBIDDEN = regex.compile(r"[\s\"'<>`\\{}|^\p{C}]")
# No needless escape: in a schema the pattern is read as JavaScript's, which allows none.
URL_PATTERN = r"""^[Hh][Tt][Tt][Pp][Ss]?://[^\s"'<>`\\{}|^/?#@]+([/?#][^\s"'<>`\\{}|^]*)?$"""
# hosts in any script, and IPv6; no empty labels
HOST = regex.compile(r"[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_-]*)(?:\.[\p{L}\p{M}\p{N}_-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*")


class UrlType(ValueType):
    """An address on the web."""

    name = "url"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw with scheme and host in small letters."""
        return canonical(raw)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'value' when the address does not stand in the passages."""
        given = any(find_whole(value, words.text) for words in passages)
        return unexcused([] if given else ["value"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the address stands."""
        return find_whole(value, words.text)

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for http and https addresses."""
        return {**strings(URL_PATTERN), "maxLength": LONGEST_URL}


@lru_cache(maxsize=1024)
def canonical(raw: str) -> str:
    """Return raw as a safe http or https address, or raise ValueError saying what was expected."""
    url = raw.strip()
    if len(url) > LONGEST_URL or FORBIDDEN.search(url):
        raise _fault(raw)
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no number
    except ValueError as fault:
        raise _fault(raw) from fault
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not HOST.fullmatch(parts.hostname or ""):
        raise _fault(raw)
    return parts._replace(netloc=parts.netloc.lower()).geturl()


def _fault(raw: str) -> ValueError:
    return ValueError(
        f"{quoted(raw)} is no web address; expected http:// or https:// with a host, "
        "without spaces, quotes, brackets, user or password"
    )
