"""Write docs/file-format.md anew from the table of the file format: `python -m tools.reference`."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.fileformat import (
    ALIAS,
    ARTICLE,
    ATTRIBUTE,
    CHANGE,
    CHANGED,
    COUNTED,
    DISAGREEMENT,
    ENTITY,
    EVIDENCE,
    FIGURE,
    IMAGE,
    KIND,
    MOVE,
    PAGE,
    RATCHET,
    REFERENCE,
    REQUIRED,
    STATEMENT,
    SUGGEST,
    TIMELINE,
    Form,
    Key,
)

FILE = Path(__file__).resolve().parent.parent / "docs/file-format.md"
HEAD = """# The file format

Every key that editors write, made from `src/druzhba_kb/fileformat.py` by `make docs`. At the desk,
`druzhba-kb explain KEY` says the same of one key, and the JSON Schemas in `build/schemas` offer and check them all.
"""
PLACES = {
    "`entities/<kind>/<id>.yml`": (ENTITY, IMAGE, ALIAS, STATEMENT, EVIDENCE, DISAGREEMENT),
    "`articles/<id>.md`, between the fences": (ARTICLE,),
    "`references/<id>.yml`": (REFERENCE,),
    "`pages/**/<name>.md`, between the fences": (PAGE,),
    "`entities/<kind>/_kind.yml`": (KIND, ATTRIBUTE, TIMELINE, FIGURE, SUGGEST),
    "`entities/_assertions.yml`": (COUNTED, REQUIRED),
    "`entities/_ratchets.yml`": (RATCHET,),
    "`entities/_moved.yml`": (MOVE,),
    "`articles/_changes.yml`": (CHANGE, CHANGED),
}
SAYS = {
    "texts": "a text, or a list of them",
    "ids": "an id, or a list of them",
    "flag": "true or false",
    "number": "a whole number",
    "date": "a date (EDTF)",
    "url": "an address, http or https",
    "mapping": "a mapping",
    "mappings": "a list of mappings",
    "special": "",
}


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for place, forms in PLACES.items():
        parts.append(f"\n## {place}\n")
        parts += [section(form) for form in forms]
    return "".join(parts)


def section(form: Form) -> str:
    """Return the table of one mapping."""
    rows = "".join(f"| `{key.name}` | {takes(key)} | {key.help} |\n" for key in form.keys)
    return f"\n### {form.what[:1].upper()}{form.what[1:]}\n\n| key | takes | meaning |\n| --- | --- | --- |\n{rows}"


def takes(key: Key) -> str:
    """Return what may stand for a key, and whether it must."""
    said = "one of " + ", ".join(key.options) if key.options else SAYS.get(key.reader, key.reader)
    more = [word for word, holds in (("needed", key.required), ("or null", key.nullable)) if holds]
    return "; ".join([*([said] if said else []), *more])


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(page(), encoding="utf-8")
