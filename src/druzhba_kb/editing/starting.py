"""What `init` does: a folder and a title in, a small knowledge base on another topic out, which builds at once.

Whoever begins sees a whole site first and changes it piece by piece. The base is whole or not
there. A repository, a README and the like stay as they are, lines of `.gitignore` are added, and nothing is overwritten.
The files by which a repository checks and publishes it are at its top, where its host looks for them, and install the
generator as `requirements.txt` locks it.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from druzhba_kb.editing.add_kind import DEFAULTS, NewKind, new_kind
from druzhba_kb.editing.asking import UsageError
from druzhba_kb.editing.generator_version import this_range
from druzhba_kb.journal import recover, write_all
from druzhba_kb.layout import CONTENT, SETTINGS
from druzhba_kb.theme import OWN

PACKAGE = Path(__file__).resolve().parents[1]
STARTER, AUTOMATION = PACKAGE / "starter", PACKAGE / "automation"
# under its own name it would hide files of this repository from git
IGNORING = ".gitignore"
RENAMED = {"gitignore": IGNORING}
# what a base reads or writes by these names, so that nobody else's may stand there
OURS = (*CONTENT, "sources", "assets", OWN, "build")
STEPS = ".github/workflows/knowledge-base.yml"  # of which this repository has the same file, for all to call
WANTED, LOCK = "requirements.in", "requirements.txt"
LOCKING = ("uv", "pip", "compile", WANTED, "--universal", "--generate-hashes", "--quiet", "--output-file", LOCK)
BESIDE = "kb"  # where a base stands in the folder of another site


def started(title: str, kinds: Iterable[NewKind]) -> dict[str, str]:
    """Return the files of a new knowledge base, the settings last, which make a folder one."""
    # JSON is YAML, whatever marks a title has
    words = {"{title}": title, "{quoted title}": json.dumps(title, ensure_ascii=False), "{versions}": this_range()}
    texts = {kind.path: kind.text for kind in kinds}
    texts |= {RENAMED.get(name, name): text for name, text in filled(STARTER, words).items()}
    return {**texts, SETTINGS: texts.pop(SETTINGS)}


def automated(base: Path, top: Path, hosts: Iterable[str]) -> dict[str, str]:
    """Return the automation on these hosts, `github` or `ci`, of a knowledge base in a repository."""
    folder = base.relative_to(top).as_posix()
    words = {"{quoted folder}": json.dumps(folder, ensure_ascii=False), "{shell folder}": shlex.quote(folder)}
    texts = {WANTED: f"druzhba-kb{this_range()}\n", IGNORING: "/.cache/\n"}
    for host in hosts:
        texts |= filled(AUTOMATION / host, words)
    return texts


def top_of(folder: Path) -> Path:
    """Return the top of the git repository that a folder is in, or the folder itself, with nothing half done in it."""
    top = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    recover(top)
    return top


def lock(top: Path) -> str:
    """Have uv lock the generator with its hashes, where that is not done yet; return what is to be said of it, if anything."""
    if (top / LOCK).exists():
        return ""
    command, why = " ".join(one for one in LOCKING if one != "--quiet"), "uv is not installed"
    if shutil.which(LOCKING[0]):
        done = subprocess.run(LOCKING, cwd=top, capture_output=True, text=True, check=False)
        if not done.returncode:
            return f"wrote {LOCK}, by which the generator is installed with its hashes"
        why = (done.stderr.strip().splitlines() or ["uv failed"])[0]
    return f"{LOCK} is still to be made, by which the generator is installed with its hashes ({why}): {command}"


def lay_out(folder: Path, texts: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write the files that are not there, and the lines that a `.gitignore` lacks; return their names, and those of what stays."""
    new, skipped = dict[str, bytes](), list[str]()
    for name, text in texts.items():
        path, data = folder / name, text.encode()
        if path.name == IGNORING and path.is_file():
            there = path.read_bytes()
            more = [line for line in data.splitlines() if line not in there.splitlines()]
            gap = b"\n" * (there != b"" and not there.endswith(b"\n"))
            new |= {name: there + gap + b"\n".join(more) + b"\n"} if more else {}
        elif os.path.lexists(path):
            skipped.append(name)
        else:
            new[name] = data
    write_all(folder, new)
    return sorted(new), sorted(skipped)


def filled(folder: Path, words: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a folder of this program, with the words of a project in the blanks."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }
    for blank, word in words.items():
        texts = {name: text.replace(blank, word) for name, text in texts.items()}
    return texts


def is_base(folder: Path) -> bool:
    """Whether a folder holds a knowledge base."""
    return (folder / SETTINGS).is_file() and (folder / "entities").is_dir()


def home_of(folder: Path) -> Path:
    """Return where a base is to stand: the folder, or one in it where it has the settings of another site.

    What a killed run left half done is undone first.
    """
    recover(folder)
    home = folder / BESIDE if (folder / SETTINGS).is_file() and not is_base(folder) else folder
    recover(home)
    return home


def check_free(folder: Path) -> None:
    """Refuse a folder in which something stands in the way."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"'{folder.name}' is a file; expected a folder, or the name of a new one")
    if is_base(folder):
        way = "--github and --ci add what checks and publishes it"
        raise UsageError(f"'{folder.name}' holds a knowledge base already; {way}")
    if taken := [name for name in OURS if _is_taken(folder / name)]:
        named = ", ".join(f"'{name}'" for name in taken)
        way = f"move it, or start in a folder of its own: druzhba-kb init {os.path.relpath(folder / BESIDE)}"
        raise UsageError(f"{named} in '{folder.name}' stands where a knowledge base keeps its own; {way}")


def _is_taken(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else os.path.lexists(path)


def default_title(folder: Path) -> str:
    """Return the folder's name as a title."""
    return folder.name.replace("-", " ").replace("_", " ").capitalize() or "Knowledge base"


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
