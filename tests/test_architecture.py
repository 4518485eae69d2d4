"""The arrows between the modules, read from their imports, and the shape of the source."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "druzhba_kb"
SOURCE = ROOT / "src" / PACKAGE
FILES = sorted(SOURCE.rglob("*.py"))

NOUNS = {
    "report",
    "characters",
    "folding",
    "reading",
    "sealing",
    "fileformat",
    "journal",
    "layout",
    "look_ups",
    "locales",
    "model",
    "values",
    "theme",
    "yaml_faults",
    "yaml_read",
    "yaml_dump",
    "pictures",
}
STAGES = ["load", "parse", "relate", "verify", "render", "write"]
ROOMS = {"importing", "editing", "publishing", "suggesting", "reviewing"}
MAY_IMPORT: dict[str, set[str]] = {
    "report": set(),
    "characters": set(),
    "folding": {"report"},
    "sealing": {"folding", "reading", "fileformat"},
    "journal": {"report"},
    "layout": set(),
    "look_ups": set(),
    "theme": set(),
    "locales": {"report", "characters", "layout"},
    "pictures": set(),
    "yaml_dump": set(),
    "yaml_faults": set(),
    "yaml_read": {"report", "characters", "yaml_faults"},
    "model": {"report", "folding", "locales", "sealing"},
    "reading": {"folding", "fileformat"},
    "fileformat": {"locales"},
    "values": {"report", "folding", "locales", "model", "reading"},
    **{stage: NOUNS | set(STAGES[:number]) for number, stage in enumerate(STAGES)},
    **dict.fromkeys(ROOMS, NOUNS | set(STAGES)),
    "reporter": {"report", "layout", "folding"},
    "pipeline": NOUNS | set(STAGES) | ROOMS | {"reporter"},
    "commands": {
        "pipeline",
        "report",
        "reporter",
        "characters",
        "fileformat",
        "folding",
        "layout",
        "locales",
        "theme",
        *ROOMS,
    }
    - {"publishing"},
    "cli": {"commands", "editing", "journal", "report", "reporter"},
    "__main__": {"cli"},
}

# Words of the content that ships with the engine, frozen: what an editor adds to it is no matter of the code's.
TOPIC = frozenset((ROOT / "tests/topic.txt").read_text("utf-8").split())


def room(module: str) -> str:
    """Return the part of the package that a module belongs to: `parse` for `druzhba_kb.parse.entities`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(part for number, part in enumerate(parts) if part != "__init__" or number == 0)


def imported(tree: ast.Module, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of each import of this package's modules, wherever it stands in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.split(".")[0] == PACKAGE)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module, is_package)
            if base == PACKAGE:
                yield from ((node.lineno, f"{PACKAGE}.{alias.name}") for alias in node.names)
            elif base.startswith(f"{PACKAGE}."):
                yield node.lineno, base


def absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    kept = len(parts) - node.level + (1 if is_package else 0)
    return ".".join([*parts[:kept], *([node.module] if node.module else [])])


def wrong_arrows(code: str, module: str, is_package: bool = False) -> list[str]:
    """Return each import that leads where this module's room may not go."""
    origin = room(module)
    if origin not in MAY_IMPORT and origin != "__init__":
        return [f"'{origin}' has no place in the architecture"]
    allowed = MAY_IMPORT.get(origin, set()) | {origin, "__version__"}
    targets = ((line, room(name)) for line, name in imported(ast.parse(code), module, is_package))
    return [f"line {line}: {origin} imports {target}" for line, target in targets if target not in allowed]


def test_imports_follow_the_flow() -> None:
    faults = [
        f"{file.relative_to(ROOT)}: {fault}"
        for file in FILES
        for fault in wrong_arrows(file.read_text("utf-8"), module_of(file), file.name == "__init__.py")
    ]
    assert len(FILES) > 3
    assert faults == []


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("druzhba_kb.parse.entities", "from druzhba_kb.relate import relate"),
        ("druzhba_kb.parse.entities", "from druzhba_kb import verify"),
        ("druzhba_kb.parse.entities", "import druzhba_kb.render.page_model"),
        ("druzhba_kb.parse.entities", "from ..relate.mentions import find"),
        ("druzhba_kb.parse.entities", "def late():\n    from druzhba_kb.cli import main"),
        ("druzhba_kb.load", "from .parse import parse"),
        ("druzhba_kb.relate", "from druzhba_kb.editing import seal"),
        ("druzhba_kb.model", "from druzhba_kb.load import load"),
        ("druzhba_kb.editing.seal", "from druzhba_kb.pipeline import run"),
        ("druzhba_kb.editing.seal", "from druzhba_kb.importing import read"),
        ("druzhba_kb.reviewing.revisions", "from druzhba_kb.editing.fix import find_fixes"),
        ("druzhba_kb.editing.fix", "from druzhba_kb.reporter import stream"),
        ("druzhba_kb.commands.site", "from druzhba_kb.publishing.atomic_publish import lock"),
        ("druzhba_kb.commands.checks", "from druzhba_kb.verify import verify"),
        ("druzhba_kb.cli", "from druzhba_kb.pipeline import build"),
        ("druzhba_kb.cli", "from druzhba_kb.render import render"),
        ("druzhba_kb.utils", ""),
    ],
)
def test_a_wrong_arrow_is_seen(module: str, code: str) -> None:
    assert len(wrong_arrows(code, module)) == 1


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("druzhba_kb.relate.mentions", "from druzhba_kb.parse.ids import x\nfrom druzhba_kb.model import Mention"),
        ("druzhba_kb.parse.entities", "from .values import y"),
        ("druzhba_kb.pipeline", "from druzhba_kb.load import load\nfrom druzhba_kb.write import write"),
        ("druzhba_kb.render", "from druzhba_kb import __version__"),
    ],
)
def test_a_right_arrow_passes(module: str, code: str) -> None:
    assert wrong_arrows(code, module) == []


def test_the_architecture_and_its_page_name_each_room_that_is_there_and_no_other() -> None:
    rooms = {room(module_of(file)) for file in FILES} - {"__init__"}
    page = (ROOT / "docs/architecture.md").read_text("utf-8").replace("\\", "")
    assert rooms == set(MAY_IMPORT)
    assert sorted(re.findall(r"^\*\*(\w+)\*\*: ", page, re.M)) == sorted(rooms)


def test_only_the_pipeline_imports_every_stage() -> None:
    imported_by: dict[str, set[str]] = {}
    for file in FILES:
        imported_by.setdefault(room(module_of(file)), set()).update(rooms_imported_by(file))
    assert {part for part, stages in imported_by.items() if set(STAGES) <= stages} == {"pipeline"}


def test_files_of_a_project_are_written_by_the_journal_alone() -> None:
    # the memory of a review, schemas that are generated, and temporary files
    others = {"schemas.py", "asking.py", "overrides.py", "revisions.py", "attestation.py"}
    rooms = ("commands", "editing", "importing", "suggesting", "reviewing")
    writing = re.compile(r"druzhba_kb\.write import|\.write_(?:text|bytes)\(|\.rename\(|\.unlink\(|\.open\(\"[wax]")
    files = [file for file in FILES if room(module_of(file)) in rooms and writing.search(file.read_text("utf-8"))]
    assert {file.name for file in files} == others


def test_no_two_public_classes_and_no_two_modules_have_one_name() -> None:
    classes = [
        node.name
        for file in FILES
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert len(classes) > 100
    assert repeated(classes) == []
    # a stage may call the module that makes a noun of the model as the model calls the noun's own
    outside = (file.name for file in FILES if file.parent != SOURCE / "model")
    assert repeated(name for name in outside if not name.startswith("__")) == []


def test_a_name_of_two_is_seen() -> None:
    assert repeated(["Page", "Line", "Page", "Link", "Line"]) == ["Line", "Page"]


def repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def rooms_imported_by(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {room(name) for _, name in imported(tree, module_of(file), file.name == "__init__.py")}


def test_modules_are_small() -> None:
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_functions_are_short() -> None:
    lengths = {f"{file.relative_to(ROOT)}:{name}": length for file in FILES for name, length in functions(file)}
    long = [f"{name} has {length} lines" for name, length in lengths.items() if length > 40]
    assert long == []
    assert sum(length < 25 for length in lengths.values()) >= 0.9 * len(lengths)


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Yield the name and the length of each function, its docstring not counted."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            docstring = (ast.get_docstring(node, clean=False) or "").count("\n") + 1 if ast.get_docstring(node) else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_the_generator_and_its_theme_know_nothing_of_the_topic() -> None:
    # the licences in the notices are the words of others
    theme = [file for file in (ROOT / "templates").rglob("*") if file.is_file() and file.name != "notices.txt"]
    assert topic_in([*FILES, *theme]) == []


def test_a_word_of_the_topic_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("def count_russianTroops(): ...\n\nfound = druzhba_kb.Soviet\n", "utf-8")
    assert [fault.rpartition("/")[2] for fault in topic_in([file])] == [
        "module.py:1: 'russian'", "module.py:1: 'troops'", "module.py:3: 'soviet'",
    ]  # fmt: skip


def topic_in(files: Iterable[Path]) -> list[str]:
    return [
        f"{file}:{number}: '{word}'"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        for word in sorted(TOPIC & spelled(line.replace(PACKAGE, "").replace("druzhba-kb", "")))
    ]


def spelled(text: str) -> set[str]:
    """Return the words of a text or name in lower case, parts of snake_case and CamelCase apart."""
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return set(re.findall(r"[^\W\d_]+", parts.lower()))
