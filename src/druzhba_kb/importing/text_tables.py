"""Text tables: lines of plain text in, those that are rows of a table of spaces or tabs out, with their cells apart.

A row becomes one line, as a row of a page's table does: no number reads on over the mark between two cells. Spaces make
a table where the same columns are blank in several lines, one below the other, and hardly any other gap is wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import regex

FEWEST_ROWS = 3
FEWEST_TABBED = 2  # of rows with more cells than a label and its value
LONGEST_ROW = 400  # in characters
MOST_WORDS = 5  # in a cell, on average: more are a text that is set in columns
GAP = regex.compile(r"(?<=\S) {2,}(?=\S)")
RULE = regex.compile(r"[-=_+|:─━═ \t]*[-=_─━═]{2}[-=_+|:─━═ \t]*")
BULLET = regex.compile(r"(?:\W{1,2}|\(?\d{1,2}[.)])(?:\s*\t| {2})")  # an item of a list, set in
CLOSED = regex.compile(r"[.!?…۔؟।。][”’»\"')\]]*$")
THOUSANDS = regex.compile(r"(?<!\d)\d{1,3} \d{3}(?!\d)")
CELL_EDGE = " \t|│"
CELL_END = "; "


def table_rows(lines: Sequence[str]) -> dict[int, str]:
    """Return the rows of the tables in lines by their index; the rule between head and rows has no text."""
    flat = [line.replace("\u00a0", " ").rstrip() for line in lines]
    rows: dict[int, str] = {}
    for kind, group in groupby(range(len(flat)), key=lambda index: _kind(flat[index].strip())):
        run = {index: flat[index] for index in group}
        for table in _tabbed(run) if kind == "tabs" else _spaced(run) if kind else ():
            if not _is_speech([cells for cells in table.values() if cells]):
                rows |= {index: CELL_END.join(cells) for index, cells in table.items()}
    return rows


def _kind(bare: str) -> str:
    """Return what parts the cells of a line, if it is the row of a table."""
    if len(bare) > LONGEST_ROW or bare.startswith(tuple("|│")) or BULLET.match(bare):
        return ""
    return "tabs" if "\t" in bare else "spaces" if GAP.search(bare) or _is_rule(bare) else ""


def _is_speech(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows are a speaker, or another label, and what is said: the colon or the capitals part them already."""
    told = (
        len(cells) > 1
        and (len(cells) == 2 or CLOSED.search(cells[-1]))
        and (cells[0].endswith(":") or (cells[0].isupper() and CLOSED.search(cells[-1])))
        for cells in rows
    )
    return 2 * sum(map(bool, told)) > len(rows)


def _is_rule(line: str) -> bool:
    return bool(RULE.fullmatch(line))


def _bare(cells: Iterable[str]) -> list[str]:
    return [bare for cell in cells if (bare := " ".join(cell.strip(CELL_EDGE).split()))]


def _tabbed(run: dict[int, str]) -> Iterator[dict[int, list[str]]]:
    """Yield the run of lines with tabs as a table, if there are enough of them."""
    table = {index: [] if _is_rule(line) else _bare(line.split("\t")) for index, line in run.items()}
    fewest = FEWEST_TABBED if all(len(cells) > 2 for cells in table.values()) else FEWEST_ROWS
    if len(table) >= fewest:
        yield table


def _spaced(run: dict[int, str]) -> Iterator[dict[int, list[str]]]:
    """Yield the tables in a run of lines with wide gaps: as many lines as have the same columns blank."""
    lines, start = list(run.items()), 0
    while start < len(lines):
        ink, end = 0, start
        while end < len(lines):
            wider = ink if _is_rule(lines[end][1]) else ink | _ink(lines[end][1])
            if end > start and not _blank(wider):
                break
            ink, end = wider, end + 1
        table = dict(lines[start:end])
        rows = [line for line in table.values() if not _is_rule(line)]
        if len(rows) < FEWEST_ROWS:
            end = start + 1
        elif _is_table(rows, cuts := [one.start for one in _blank(ink) if len(one) > 1 or _is_edge(rows, one.start)]):
            yield {index: [] if _is_rule(line) else _cells(line, cuts) for index, line in table.items()}
        start = end


def _ink(line: str) -> int:
    """Return the columns of a line that are not blank, as the bits of a number."""
    return int("".join("01"[char != " "] for char in reversed(line)) or "0", 2)


def _blank(ink: int) -> list[range]:
    """Return the blank columns between others, those side by side as one."""
    columns = "".join(" x"[bit == "1"] for bit in reversed(f"{ink:b}"))
    return [range(*gap.span()) for gap in regex.finditer(r"(?<=x) +(?=x)", columns)]


def _is_edge(rows: Sequence[str], at: int) -> bool:
    """Whether a single blank column parts two columns: a head or numbers stand beside it, and it parts no 12 000, no 3 May."""
    sides = [(row[at - 1 : at].strip(), row[at + 1 : at + 2].strip()) for row in rows]
    wide = sum(not left or not right for left, right in sides)
    is_beside_head = 2 * wide >= len(rows) and bool(sides[0][1])
    is_beside_numbers = any(all(side.isdigit() for side in column) for column in zip(*sides[1:], strict=True))
    is_date = all(left.isdigit() != right.isdigit() for left, right in sides)
    return is_beside_head or (
        is_beside_numbers and not is_date and not any(THOUSANDS.search(row[max(0, at - 4) : at + 5]) for row in rows)
    )


def _cells(line: str, cuts: Sequence[int]) -> list[str]:
    parts = [line[start:end] for start, end in pairwise([0, *sorted(cuts), len(line)])]
    return _bare(cell for part in parts for cell in GAP.split(part))


def _is_table(rows: Sequence[str], cuts: Sequence[int]) -> bool:
    """Whether most wide gaps of the lines stand between their columns, and what stands there is short."""
    gaps = [gap.span() for row in rows for gap in GAP.finditer(row)]
    shared = sum(any(start <= cut < end for cut in cuts) for start, end in gaps)
    counts = [len(cell.split()) for row in rows for cell in _cells(row, cuts)]
    return 2 * shared >= len(gaps) and sum(counts) <= MOST_WORDS * len(counts)
