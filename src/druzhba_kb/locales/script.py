"""The catalogue of the scripts: the language that is spoken in; a script with their messages and how to ask for one, out.

It is data in the form of a script, for a page that lies on a disk can fetch no data. `gettext("{n} of {all}", {n, all})` and
`ngettext("{n} row", "{n} rows", n)` in a script of the theme ask it, `amount(n)` writes a number and `commas(items)` a list;
what else a browser writes by language takes `amount.language`.
"""

from __future__ import annotations

import json

from druzhba_kb.locales import spoken
from druzhba_kb.locales.formats import commas

CATALOGUE = "assets/catalogue.js"
ASK = """\
(() => {
  const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (hole, name) => values?.[name] ?? hole);
  window.gettext = (text, values) => fill(said[text]?.[0] ?? text, values);
  window.ngettext = (one, many, n, values) => fill(said[one]?.[form(n)] ?? (n === 1 ? one : many), { n: amount(n), ...values });
  window.amount = (n) => n.toLocaleString(language);
  window.amount.language = language;
  window.commas = (items) => items.join(comma);
})();
"""


def script() -> str:
    """Return the script, which is loaded before all others."""
    one = spoken()
    said = json.dumps(
        {key: list(forms) for key, forms in one.catalogue.scripts.items()}, ensure_ascii=False, sort_keys=True
    )
    head = "/* The messages of the scripts in the language of the site, made from its catalogue. */\n"
    rule = f"  const form = (n) => Number({one.catalogue.rule});\n"
    language, comma = json.dumps(str(one.locale).replace("_", "-")), json.dumps(commas(["", ""]), ensure_ascii=False)
    safe = said.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return head + ASK.replace(
        "(() => {\n",
        f"(() => {{\n  const language = {language};\n  const comma = {comma};\n  const said = {safe};\n{rule}",
        1,
    )
