"""Fields: a mapping of a document in, typed values out; each misfit is one finding at its line and column.

The keys are those of the file format's table, so that what is read, offered and documented is the same. A misspelt key is
told once, as misspelt, and not again as the missing key that it was meant for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from druzhba_kb.fileformat import STATEMENT, Form, Key
from druzhba_kb.folding import nearest
from druzhba_kb.model import Attribute, PlacedId
from druzhba_kb.report import Place, Report
from druzhba_kb.values import TYPES
from druzhba_kb.values.word_types import ID, no_id
from druzhba_kb.yaml_read import Node, Scalar, Table, called, items_of

DATE = Attribute("date", "Date", "date")
URL = Attribute("url", "Address", "url")


class Fields:
    """Reads the keys of one mapping and reports what does not fit; a statement alone may have keys beside its form's."""

    def __init__(self, table: Table, form: Form, report: Report) -> None:
        self.place = table.place
        self.form = form
        self.what = form.what
        self.report = report
        self.values = {key.text: value for key, value in table.items}
        self.places = {key.text: key.place for key, _ in table.items}
        names = list(form.names)
        # an attribute of a kind is a key of a statement too
        self.unknown = [key for key in self.places if form is not STATEMENT and key not in names]
        for key in self.unknown:
            report.error(self.places[key], "unknown-key", f"{self.what} has no '{key}'{nearest(key, names)}")

    def read(self, form: Form | None = None) -> dict[str, Any]:
        """Return the value of each key that is read without a function of its own, under its field in the model.

        The keys are those of the mapping's own form, or of a part of it.
        """
        return {key.attribute: self._read(key) for key in (form or self.form).plain}

    def _read(self, key: Key) -> Any:
        if key.reader == "text":
            text = self.text(key.name, key.required)
            return key.default if text is None else text
        if key.reader == "choice":
            return self.choice(key.name, key.options, key.default)
        return getattr(self, key.reader)(key.name)

    def error(self, key: str | Place, code: str, message: str) -> None:
        """Record an error at the value of a key, at the mapping where that is not there, or at a place."""
        self.report.error(self.at(key) if isinstance(key, str) else key, code, message)

    def at(self, key: str) -> Place:
        """Return where the value of key stands, or the mapping's place."""
        value = self.values.get(key)
        return value.place if value else self.place

    def text(self, key: str, required: bool = False) -> str | None:
        """Return the value of key as text; None where it is absent or null."""
        value = self.values.get(key)
        if value is None or (isinstance(value, Scalar) and value.null):
            if required and not get_close_matches(key, self.unknown, cutoff=0.6):  # a misspelt one is told as such
                self.error(key, "missing-key", f"{self.what} needs '{key}'")
            return None
        if isinstance(value, Scalar):
            return value.text.strip()
        self._misfit(value, key, "text")
        return None

    def flag(self, key: str) -> bool:
        """Return whether key says true; anything but true and false is a finding."""
        text = self.text(key)
        if text not in (None, "true", "false"):
            self.error(key, "bad-value", f"'{text}' stands for '{key}'; expected true or false")
        return text == "true"

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str | None:
        """Return the value of key where it is one of options."""
        text = self.text(key)
        known = list(options)
        if text is not None and text not in known:
            self.error(key, "bad-value", f"'{text}' is no '{key}' of {self.what}{nearest(text, known)}")
            return default
        return default if text is None else text

    def number(self, key: str) -> int | None:
        """Return the value of key as a whole number."""
        text = self.text(key)
        if text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < 10:  # isdigit also takes ² and digits of other scripts
            return int(text)
        self.error(key, "bad-value", f"'{text}' stands for '{key}'; expected a whole number")
        return None

    def limit(self, key: str) -> tuple[int, bool] | None:
        """Return the value of key as a whole number, and whether it is one in a hundred: 12, or 8%."""
        text = self.text(key)
        match = re.fullmatch(r"([0-9]{1,9})( ?%)?", text) if text is not None else None
        if text is not None and not match:
            message = f"'{text}' stands for '{key}'; expected a whole number, such as 12, or a rate, such as 8%"
            self.error(key, "bad-value", message)
        return (int(match[1]), bool(match[2])) if match else None

    def date(self, key: str) -> str | None:
        """Return the value of key as a canonical EDTF date."""
        return self._typed(key, DATE)

    def url(self, key: str) -> str | None:
        """Return the value of key as an http or https address."""
        return self._typed(key, URL)

    def _typed(self, key: str, attribute: Attribute) -> str | None:
        text = self.text(key)
        if text is None:
            return None
        try:
            return TYPES[attribute.type].parse(text, attribute)
        except ValueError as error:
            self.error(key, "bad-value", str(error))
            return None

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Return the items of the list at key; a single value stands for a list of one."""
        return items_of(self.values.get(key))

    def tables(self, key: str) -> list[Table]:
        """Return the mappings of the list at key."""
        items = self.nodes(key)
        for item in items:
            if not isinstance(item, Table):
                is_named = any("name" in one.form.names for one in self.form.keys if one.name == key and one.form)
                such = f", such as {{name: {item.text}}}" if is_named and isinstance(item, Scalar) else ""
                self._misfit(item, key, f"mappings{such}")
        return [item for item in items if isinstance(item, Table)]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts at key."""
        for item in self.nodes(key):
            if not isinstance(item, Scalar):
                self._misfit(item, key, "texts")
        return tuple(one.id for one in self.placed(key))

    def placed(self, key: str) -> tuple[PlacedId, ...]:
        """Return the texts of the list at key with their places; what is none is a finding of `texts`."""
        found = ((node.text.strip(), node.place) for node in self.nodes(key) if isinstance(node, Scalar))
        return tuple(PlacedId(text, place) for text, place in found if text)

    def ids(self, key: str) -> tuple[str, ...]:
        """Return the list of ids at key; whether one that names a record is any, is for `relate` to say."""
        if any(one.name == key and one.names for one in self.form.keys):
            return self.texts(key)
        for item in self.nodes(key):
            if isinstance(item, Scalar) and not ID.fullmatch(item.text):
                self.error(item.place, "bad-id", no_id(item.text))
        return tuple(text for text in self.texts(key) if ID.fullmatch(text))

    def each(self, key: str) -> list[Fields]:
        """Return the mappings of the list at key, each to be read in the form that the file format has there."""
        return [Fields(table, self._form(key), self.report) for table in self.tables(key)]

    def inner(self, key: str) -> Fields | None:
        """Return the mapping at key, to be read in the form that the file format has there."""
        table = self.table(key)
        return Fields(table, self._form(key), self.report) if table else None

    def _form(self, key: str) -> Form:
        return next(one.form for one in self.form.keys if one.name == key and one.form)

    def table(self, key: str) -> Table | None:
        """Return the mapping at key."""
        value = self.values.get(key)
        if value is None or isinstance(value, Table):
            return value
        self._misfit(value, key, "a mapping")
        return None

    def _misfit(self, value: Node, key: str, expected: str) -> None:
        self.error(value.place, "bad-shape", f"{called(value)} stands for '{key}' of {self.what}; expected {expected}")
