"""The audit of the data: the tables through Frictionless, the citations through citeproc-py; `make audit` installs both.

It needs none of this program, so that what it says is what a stranger's program says.
"""

from __future__ import annotations

import html
import json
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent / "build" / "site"
CITED = re.compile(r'data-name="CSL-JSON"[^>]*>(.*?)</div>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def table_faults(package: Path) -> Iterator[str]:
    """Yield each fault of the data package and of its tables."""
    from frictionless import Package

    report = Package(str(package)).validate()
    for task in report.tasks:
        yield from (f"{task.name}: {error.message}" for error in task.errors)
    yield from (f"{package.name}: {error.message}" for error in report.errors)
    print(f"Frictionless: {len(report.tasks)} resources")


def citation_faults(site: Path) -> Iterator[str]:
    """Yield what a citation processor does not read of the citations on the pages."""
    from citeproc.source.json import CiteProcJSON

    count = 0
    for page in sorted(site.rglob("*.html")):
        for written in CITED.findall(page.read_text("utf-8")):
            items = json.loads(html.unescape(TAG.sub("", written)))
            with warnings.catch_warnings(record=True) as found:
                warnings.simplefilter("always")
                read = CiteProcJSON(items)
            count += len(read)
            yield from (f"{page.relative_to(site)}: {one.message}" for one in found)
    print(f"citeproc-py: {count} citations")


def main() -> int:
    """Print every fault; status 1 where there is one."""
    faults = [*table_faults(SITE / "data/datapackage.json"), *citation_faults(SITE)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in the data")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
