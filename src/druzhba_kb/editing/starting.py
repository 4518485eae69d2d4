"""What `init` does: an empty folder and a title in, a small knowledge base on another topic out, which builds at once.

Whoever begins sees a whole site first and changes it piece by piece. The base is whole or not
there; nothing that is there is overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from druzhba_kb.editing.add_kind import DEFAULTS, NewKind, new_kind
from druzhba_kb.editing.asking import UsageError, ask, ask_each
from druzhba_kb.journal import recover, write_all

STARTER = Path(__file__).resolve().parents[1] / "starter"
# under its own name it would hide files of this repository from git
RENAMED = {"gitignore": ".gitignore"}


def start(folder: Path, title: str, kinds: Iterable[NewKind]) -> list[str]:
    """Lay out a knowledge base in folder, whole or not at all; return its files."""
    check_free(folder)
    # JSON is YAML, whatever marks a title has
    words = {"{title}": title, "{quoted title}": json.dumps(title, ensure_ascii=False)}
    texts = {kind.path: kind.text for kind in kinds}
    for path in (path for path in STARTER.rglob("*") if path.is_file()):
        name, text = path.relative_to(STARTER).as_posix(), path.read_text(encoding="utf-8")
        for blank, word in words.items():
            text = text.replace(blank, word)
        texts[RENAMED.get(name, name)] = text
    write_all(folder, texts)
    return sorted(texts)


def check_free(folder: Path) -> None:
    """Refuse a folder in which something stands, but for what a killed run of this command left."""
    recover(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"'{folder.name}' is not empty; expected a new or empty folder")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"'{folder.name}' is a file; expected a new or empty folder")


def default_title(folder: Path) -> str:
    """Return the folder's name as a title."""
    return folder.name.replace("-", " ").replace("_", " ").capitalize() or "Knowledge base"


def ask_start(title: str | None, kinds: Sequence[str], folder: Path) -> tuple[str, list[str]]:
    """Return the title and the kinds, each as LABEL/PLURAL, with what an editor adds at the terminal."""
    title = title or ask("title of the site", default_title(folder))
    return title, list(kinds or ask_each("kind of thing beside bridges and people, such as Mill/Mills (Enter to end)"))


def own_kinds(texts: Iterable[str]) -> list[NewKind]:
    """Return the kinds that are named as LABEL/PLURAL, with a few attributes to begin with."""
    kinds: dict[str, NewKind] = {}
    for text in texts:
        label, slash, plural = (part.strip() for part in text.partition("/"))
        if not (label and slash and plural):
            raise UsageError(f"'{text}' is no kind; expected LABEL/PLURAL, such as Mill/Mills")
        kind = new_kind(label, plural, DEFAULTS)
        if kind.id in kinds or (STARTER / "entities" / kind.id).is_dir():
            raise UsageError(f"the kind '{kind.id}' is there already; name another, or change its _kind.yml")
        kinds[kind.id] = kind
    return list(kinds.values())
