"""What `kind add` and `kind attribute add` do: labels and attributes in, a `_kind.yml` that the project's parser accepts out.

A kind is data, so that another topic needs no Python. The file looks as an editor would have written it, for an editor goes on
with it. It is read by the project's own parser before it is written, and no file is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from druzhba_kb.editing.asking import EXAMPLE, UsageError, ask, ask_each, ask_one
from druzhba_kb.editing.transaction import Transaction, tried
from druzhba_kb.editing.yaml_edit import scalars_of, value_at, with_entry
from druzhba_kb.fileformat import ATTRIBUTE, RECOGNIZERS
from druzhba_kb.folding import nearest, slug
from druzhba_kb.journal import write_all
from druzhba_kb.load import Document, load
from druzhba_kb.locales import base_language
from druzhba_kb.parse import parse
from druzhba_kb.parse.kinds import NEED_CUES, parse_kind
from druzhba_kb.relate.references import chosen_kind
from druzhba_kb.report import Report
from druzhba_kb.values import TYPES
from druzhba_kb.yaml_dump import as_flow
from druzhba_kb.yaml_read import Scalar, Table, read_yaml

# enough for a page, a table and a place on the timeline
DEFAULTS = ("since:date:single", "size:quantity:single", "about:text")
TAKES_MORE = {
    "quantity": "unit, with the words that count as it",
    "choice": "options",
    "ref": "kinds that it may lead to",
}
CUES = ", each with its cue words, such as stone=of stone|stony,oak"
# what a part says by itself, beside what the type takes
SETTINGS = {key.name: key.reader for key in ATTRIBUTE.keys if key.reader in ("text", "texts", "flag")}


@dataclass(frozen=True, slots=True)
class NewKind:
    """A kind to be: the id of its folder, and what its `_kind.yml` says."""

    id: str
    data: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Return its file's place in the project."""
        return f"entities/{self.id}/_kind.yml"

    @property
    def text(self) -> str:
        """Return the file as written: one attribute in a line, as editors write them."""
        lines = [f"{key}: {as_flow(value)}" for key, value in self.data.items() if key != "attributes" and value]
        attributes: Mapping[str, Mapping[str, Any]] = self.data["attributes"]
        table = [f"  {name}: {as_flow(settings)}" for name, settings in attributes.items()]
        timeline = next((name for name, one in attributes.items() if one["type"] == "date"), None)
        # without it, no date of the kind would stand on the timeline page
        end = [f"timeline: {{start: {timeline}}}"] if timeline else []
        return "\n".join([*lines, "attributes:" if table else "attributes: {}", *table, *end]) + "\n"


def new_kind(label: str, plural: str, attributes: Iterable[str], summary: str = "", suggest: str = "") -> NewKind:
    """Return the kind that the texts describe, each attribute as NAME:TYPE[:MORE][:SETTING…], suggest as AS[:CUE|CUE]."""
    id = slug(plural)
    if not id or not label:
        raise UsageError(
            f"'{label}/{plural}' is no kind; expected a label and a plural with letters, such as Mill/Mills"
        )
    data = {"label": label, "plural": plural, "summary": summary, "order_by": "name", "suggest": _suggest(suggest)}
    return NewKind(id, {**data, "attributes": described(attributes)})


def _suggest(text: str) -> dict[str, Any]:
    recognizer, _, cues = text.partition(":")
    return {"as": recognizer, **({"cues": _texts(cues)} if cues else {})} if text else {}


def described(attributes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the settings of attributes by their names, each as NAME:TYPE[:MORE][:SETTING…]."""
    found: dict[str, dict[str, Any]] = {}
    for name, settings in map(_described, attributes):
        if name in found:
            raise UsageError(f"the attribute '{name}' is given twice")
        found[name] = settings
    return found


def _described(text: str) -> tuple[str, dict[str, Any]]:
    given, *rest = (part.strip() for part in text.split(":"))
    type_name, *parts = rest or [""]
    if type_name not in TYPES:
        raise UsageError(f"'{type_name}' of '{text}' is no type of value{nearest(type_name, list(TYPES))}")
    start = type_name in ("choice", "ref")  # their options and kinds may be called as a setting is
    settings = {key: value for part in parts[start:] for key, value in _setting(part)}
    more = [*parts[:start], *(part for part in parts[start:] if not [*_setting(part)])]
    if len(more) > (type_name in TAKES_MORE):  # 'first:date:2018' is meant for a value, which is no part of a kind
        raise UsageError(f"'{text}' says more than '{type_name}' takes; expected one {EXAMPLE}")
    # a name is written in ASCII, and a word of any script can be its label
    name = given if given.isascii() else slug(given).replace("-", "_")
    label = {"label": given.replace("_", " ").capitalize(), "type": type_name}
    return name, {**label, **_more(text, type_name, more), **settings}


def _setting(part: str) -> Iterator[tuple[str, Any]]:
    """Yield the setting that a part of an attribute's description is, if it is one."""
    key, equals, value = (word.strip() for word in part.partition("="))
    reader = SETTINGS.get(key)
    if equals and value and reader in ("text", "texts"):
        yield key, _texts(value) if reader == "texts" else value
    elif not equals and reader == "flag":
        yield key, True


def _texts(text: str) -> list[str]:
    return [word.strip() for word in text.split("|") if word.strip()]


def _more(text: str, type_name: str, more: Sequence[str]) -> dict[str, Any]:
    items = [item.strip() for item in ",".join(more).split(",") if item.strip()]
    if type_name == "quantity":
        unit, *words = _texts(more[0]) if items else ("",)
        return {"unit": unit, **({"unit_words": words} if words else {})} if unit else {}
    if type_name not in TAKES_MORE:
        return {}
    if not items:
        raise UsageError(f"'{text}' does not give the {TAKES_MORE[type_name]}; expected one {EXAMPLE}")
    return {"to": items} if type_name == "ref" else {"options": dict(map(_option, items))}


def _option(text: str) -> tuple[str, list[str]]:
    """Return an option with its cue words; without any, its own name is the cue."""
    name, _, cues = text.partition("=")
    return name.strip(), _texts(cues) or [name.strip()]


def ask_kind(root: Path) -> NewKind:
    """Return the kind that an editor describes at the terminal."""
    label = ask("label of one of them, such as Mill")
    plural = ask("label of many", f"{label}s" if label else "")
    summary = ask("what they are, in one sentence (Enter for none)")
    suggest = ask_one("how 'suggest' finds their names in articles", ("none", *RECOGNIZERS), "none")
    if suggest in NEED_CUES:
        suggest += ":" + ask(f"  words next to a name, such as mill|watermill, {_language(root)}", label.casefold())
    return new_kind(label, plural, ask_attributes(root), summary, "" if suggest == "none" else suggest)


def ask_attributes(root: Path) -> list[str]:
    """Return the attributes that an editor describes at the terminal, as the options of the command say them."""
    language = _language(root)
    return [_ask_attribute(name, language) for name in ask_each("attribute, such as opened (Enter to end)")]


def _ask_attribute(name: str, language: str) -> str:
    type_name = ask_one(f"  type of '{name}'", list(TYPES), "text")
    hint = CUES if type_name == "choice" else ", such as metres, or sailors|seamen"
    more = ask(f"  {TAKES_MORE[type_name]}{hint}") if type_name in TAKES_MORE else ""
    single = ask_one("  can only one value be true", ("y", "n"), "n" if type_name in ("text", "ref", "url") else "y")
    words = name.replace("_", " ").casefold()
    # the cues of a choice are those of its options, and no word tells of an attribute that is any text
    asked = type_name not in ("choice", "text")
    cues = ask(f"  words near which it stands, {language} ('-' for none)", words) if asked else "-"
    parts = [more, "single" if single == "y" else "", f"cues={cues}" if cues != "-" else ""]
    return ":".join([name, type_name, *filter(None, parts)])


def _language(root: Path) -> str:
    """Return in which language cue words are to be given: that of the base."""
    from babel import Locale, UnknownLocaleError  # other commands start without it

    code = base_language(root) or "en"
    try:
        return f"in {Locale.parse(code, sep='-').english_name}"
    except (ValueError, UnknownLocaleError):
        return f"in '{code}'"


def check_kinds(kinds: Sequence[NewKind], known: Iterable[str], report: Report) -> bool:
    """Return whether the project's own parser finds no fault with the files to be; one may refer to another, and to one to come."""
    there = [*known, *(kind.id for kind in kinds)]
    for kind in kinds:
        table = read_yaml(kind.text, kind.path, report)
        # what is nearly a kind that is there is a slip of the pen
        later = [one for one in _referred(table) if one.text not in there and not get_close_matches(one.text, there)]
        for one in later:
            message = f"there is no kind '{one.text}' yet; 'druzhba-kb check' refuses this until 'kind add' has made it"
            report.warning(one.place, "unknown-kind", message)
        if table:
            parse_kind(Document(kind.id, kind.path, table), [*there, *(one.text for one in later)], report)
    return not report.failed


def _referred(table: Table | None) -> list[Scalar]:
    """Return the ids of the kinds that references lead to."""
    found = scalars_of(table) if table else ()
    return [one for path, one, is_key in found if path[0] == "attributes" and path[2:3] == ("to",) and not is_key]


def known_kinds(root: Path) -> list[str]:
    """Return the ids of the kinds that a project has."""
    return sorted(path.parent.name for path in (root / "entities").glob("*/_kind.yml"))


def write_kinds(root: Path, kinds: Iterable[NewKind]) -> None:
    """Write the files of kinds that are not there yet."""
    write_all(root, {kind.path: kind.text for kind in kinds})


def plan_attributes(root: Path, kind: str, attributes: Iterable[str], report: Report) -> Transaction | None:
    """Return the change that adds attributes to a kind; None where something is against it."""
    path = f"entities/{kind}/_kind.yml"
    if kind not in known_kinds(root):
        chosen_kind(parse(load(root, Report()), Report()).kinds, kind, report)
        return None
    before = (root / path).read_bytes().decode("utf-8")
    table = read_yaml(before, path, report)
    after = before
    for name, settings in described(attributes).items():
        if table and (there := value_at(table, ("attributes", name))):
            message = f"'{kind}' have '{name}' already; expected another name, or change it here"
            report.error(there.place, "bad-attribute", message)
        after = with_entry(after, ("attributes",), name, as_flow(settings)) if table else after
    return tried(root, Transaction({path: (before, after)}), report)
