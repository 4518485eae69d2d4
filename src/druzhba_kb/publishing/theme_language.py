"""Theme language: the language that is spoken in; the renderer's theme's own words in it, where that theme has none, out.

Material for MkDocs has words in some seventy languages, and stops at another code, be it that of a region.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path

from druzhba_kb.locales import N_, gettext, spoken

FOLDER = "partials/languages"
CODE = re.compile(r"[A-Za-z0-9-]+")
WORDS = {
    "action.skip": N_("Skip to content"),
    "footer": N_("Footer"),
    "header": N_("Header"),
    "nav": N_("Navigation"),
    "tabs": N_("Tabs"),
    "toc": N_("Table of contents"),
    "top": N_("Back to top"),
}


def theme_language(theme: str) -> Iterator[tuple[str, str]]:
    """Yield the file of a language that a theme's package lacks, by its name below the theme."""
    one, found = spoken(), find_spec(theme)
    name = f"{FOLDER}/{one.code}.html"
    folder = Path(found.origin if found and found.origin else "").parent / "templates"
    if CODE.fullmatch(one.code) and not (folder / name).is_file():
        words = {key: escape(gettext(message)) for key, message in WORDS.items()}
        said = {"language": one.code, "direction": one.locale.text_direction, **words}
        yield name, f"{{% macro t(key) %}}{{{{ {json.dumps(said, ensure_ascii=False)}[key] }}}}{{% endmacro %}}\n"
