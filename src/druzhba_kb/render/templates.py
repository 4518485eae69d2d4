"""Templates: a folder of Jinja templates in, pages filled from them out, with faults as findings.

Templates are an adopter's to change, so a mistake in one is a finding at its line and never a traceback, and a name
that it misspells never an empty string. Whatever a template prints is escaped, whether or not its author thought of
that.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from druzhba_kb.render.markdown import finalize, front_matter
from druzhba_kb.render.page_model import Page
from druzhba_kb.report import Place, Report

SINGLE = str.maketrans("“”„«»", "‘’‚‹›")


@dataclass(frozen=True)
class Templates:
    """The templates of a project; what they print is escaped unless it is Markdown already."""

    environment: Environment
    folder: Path
    report: Report

    def page(self, path: str, form: str, fields: Mapping[str, object], **context: object) -> list[Page]:
        """Return the page made by a template under its front matter, or nothing and a finding."""
        try:
            body = self.environment.get_template(form).render(**context)
        except TemplateError as fault:
            self.report.error(self._place(form, fault), "template", f"{_flat(fault)} while writing '{path}'")
            return []
        return [Page(path, f"{front_matter(fields)}\n{body.strip()}\n", form)]

    def _place(self, form: str, fault: TemplateError) -> Place:
        """Return the line of the innermost template, which Jinja keeps in the traceback."""
        if isinstance(fault, TemplateSyntaxError):
            return Place(f"{self.folder.name}/{fault.name or form}", fault.lineno, 1)
        frames = (f for f in traceback.extract_tb(fault.__traceback__) if f.filename.endswith(".j2"))
        inner = max(enumerate(frames), default=None, key=lambda pair: pair[0])
        if inner is None:
            return Place(f"{self.folder.name}/{form}")
        file = Path(inner[1].filename)
        known = file.relative_to(self.folder).as_posix() if file.is_relative_to(self.folder) else form
        return Place(f"{self.folder.name}/{known}", inner[1].lineno or 0, 1)


def load_templates(folder: Path, report: Report, compiled: BytecodeCache | None = None) -> Templates:
    """Return the templates in a folder; `compiled` keeps them as Python reads them."""
    environment = _environment(folder)
    environment.bytecode_cache = compiled
    return Templates(environment, folder, report)


@lru_cache(maxsize=4)
def _environment(folder: Path) -> Environment:
    """Return an environment, which reads a changed template anew.

    Autoescape lets macros return Markdown; finalize escapes all plain text.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["nested"] = nested
    return environment


def nested(quote: str) -> str:
    """Return a quotation as it stands within quotation marks: its own double marks become single ones."""
    first, *rest = quote.translate(SINGLE).split('"')
    return first + "".join(mark + part for mark, part in zip(cycle("‘’"), rest, strict=False))


def _flat(fault: TemplateError) -> str:
    text = " ".join(str(fault).split())
    return text[:1].lower() + text[1:]
