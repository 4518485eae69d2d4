"""Micro: an invented base in, how fast the mention finder and the reader of YAML are on it out, as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import yaml

from benchmarks.generator import Base
from benchmarks.papers import Subject
from benchmarks.shape import ALIASES, ENTITIES_PER_ARTICLE, KINDS
from druzhba_kb.model import Alias, Entity
from druzhba_kb.relate.mentions import NameFinder, linking
from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_read import read_yaml

CHUNK = 100
ROUNDS = 3


def main() -> None:
    """Print the rates for so many names and files."""
    count = int(sys.argv[1])
    print(json.dumps({**mentions(count), **parsing(count)}))


def mentions(count: int) -> dict[str, float]:
    """Return the megabytes of text in a second of the processor through which so many names are looked for."""
    names_each = 1 + sum(ALIASES[kind] * share for kind, share in KINDS.items()) / sum(KINDS.values())
    base = Base(round(count / names_each * (1 + 1 / ENTITIES_PER_ARTICLE)))
    names = NameFinder(linking(_entity(subject) for subject in base.subjects))
    known = sum(1 + len(subject.aliases) for subject in base.subjects)
    texts = [block for paper in base.papers for block in f"{paper.article}\n\n{paper.text}".split("\n\n")]
    size = sum(len(text.encode()) for text in texts) / 1e6
    return {"names": known, "MB/s": size * ROUNDS / _seconds(names.find, texts * ROUNDS)}


def _entity(subject: Subject) -> Entity:
    place = Place("")
    aliases = tuple(Alias(name, lang, None, None, None, None, False, place) for name, lang in subject.aliases)
    return Entity(subject.id, subject.kind, subject.name, aliases, (), "", (), (), (), place, {})


def parsing(count: int) -> dict[str, float]:
    """Return the seconds that reading so many entity files takes, with places and by PyYAML's fastest safe loader."""
    base = Base(round(count * (1 + 1.5 / ENTITIES_PER_ARTICLE)))
    texts = list(islice(_entities(base), count))
    report, ours, theirs = Report(), 0.0, 0.0
    for at in range(0, len(texts), CHUNK):
        chunk = texts[at : at + CHUNK]
        ours += _seconds(lambda text: read_yaml(text, "entity.yml", report), chunk)
        theirs += _seconds(lambda text: yaml.load(text, Loader=yaml.CSafeLoader), chunk)
    return {"files": len(texts), "with places": ours, "CSafeLoader": theirs, "ratio": ours / theirs}


def _entities(base: Base) -> Iterator[str]:
    return (text for name, text in base.files().items() if name.startswith("entities/") and "_kind" not in name)


def _seconds(work: Callable[[str], object], texts: Iterable[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
