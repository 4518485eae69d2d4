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


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for place, forms in PLACES.items():
        parts.append(f"\n## {place}\n")
        parts += [section(form) for form in forms]
    return "".join(parts)


def section(form: Form) -> str:
    """Return the table of one mapping."""
    rows = "".join(f"| `{key.name}` | {key.takes} | {key.help} |\n" for key in form.keys)
    return f"\n### {form.what[:1].upper()}{form.what[1:]}\n\n| key | takes | meaning |\n| --- | --- | --- |\n{rows}"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(page(), encoding="utf-8")
