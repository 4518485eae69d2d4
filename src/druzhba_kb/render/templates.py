"""Templates: the Jinja templates of a theme in, pages filled from them out, with faults as findings.

Templates are an adopter's to change, so a mistake in one is a finding at its line and never a traceback, and a name
that it misspells never an empty string. Whatever a template prints is escaped, whether or not its author thought of
that.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import cycle
from pathlib import Path

from babel import Locale, UnknownLocaleError
from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment
from markdown import markdown as convert

from druzhba_kb.locales import formats, gettext, ngettext, pgettext, spoken
from druzhba_kb.render.markdown import Markdown, finalize, front_matter
from druzhba_kb.render.page_model import HEADING, Page
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import Theme

SINGLE = str.maketrans("“”„«»", "‘’‚‹›")


@dataclass(frozen=True)
class Templates:
    """The templates of a project; what they print is escaped unless it is Markdown already."""

    environment: Environment
    theme: Theme
    report: Report

    @cached_property
    def own(self) -> Set[str]:
        """The templates that are another than this program's, which are HTML."""
        return {name for name in self.theme.own if self.theme.differs(name)}

    def page(self, path: str, form: str, fields: Mapping[str, object], **context: object) -> list[Page]:
        """Return the page made by a template under its front matter, or nothing and a finding."""
        body = self._filled(path, form, context)
        text = "" if body is None else in_html(body, form in self.own)
        return [] if body is None else [Page(path, f"{front_matter(fields)}\n{text}\n", form)]

    def file(self, path: str, form: str, **context: object) -> list[Page]:
        """Return a file that is no page, such as a drawing, made by a template, or nothing and a finding."""
        body = self._filled(path, form, context)
        return [] if body is None else [Page(path, f"{body.strip()}\n")]

    def _filled(self, path: str, form: str, context: Mapping[str, object]) -> str | None:
        try:
            return self.environment.get_template(form).render(**context)
        except TemplateError as fault:
            name, line = self._at(form, fault)
            place = Place(self.theme.place(name), line, 1 if line else 0)
            self.report.error(place, "template", f"{_flat(fault)} while writing '{path}'{self.theme.hint(name)}")
            return None

    def _at(self, form: str, fault: TemplateError) -> tuple[str, int]:
        """Return the innermost template and its line, which Jinja keeps in the traceback."""
        if isinstance(fault, TemplateSyntaxError):
            return fault.name or form, fault.lineno
        names = {str(file): name for name, file in self.theme.files.items()}
        frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename in names]
        return (names[frames[-1].filename], frames[-1].lineno or 0) if frames else (form, 0)


def load_templates(theme: Theme, report: Report) -> Templates:
    """Return the templates of a theme."""
    return Templates(_environment(theme.folders, theme.own, theme.differs("", ".j2")), theme, report)


@lru_cache(maxsize=4)
def _environment(folders: tuple[Path, ...], own: frozenset[str], confined: bool) -> Environment:
    """Return an environment, which reads a changed template anew, though not one that now stands in another's place.

    So there is one for each set of the project's `own`; where one differs from this program's, all are `confined` to what they
    are given, which takes longer. Autoescape lets macros return Markdown; finalize escapes all plain
    text.
    """
    environment = (SandboxedEnvironment if confined else Environment)(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined] # {% trans %} gives its values to these functions
    environment.globals |= {"_": _message, "gettext": _message, "ngettext": _counted, "pgettext": _in_context}
    environment.filters |= {"nested": nested, "language": language, "number": formats.number}
    environment.filters |= {"listed": partial(_joined, formats.listed), "commas": partial(_joined, formats.commas)}
    environment.filters |= {"translated": translated}
    return environment


def in_html(body: str, markdown: bool) -> str:
    """Return the body of a page with its headings as they are, for the renderer, and all between them as HTML.

    This program's templates write HTML, but for words that stand alone; where one of a project's writes `markdown`, its
    sections are read as such.
    """
    parts, at = list[str](), 0
    for start, end in [*((one.start(), one.end()) for one in HEADING.finditer(body)), (len(body), len(body))]:
        section = body[at:start].strip()
        is_html = section.startswith("<") and not markdown
        parts += [section if is_html else convert(section), body[start:end]]
        at = end
    return "\n\n".join(filter(None, parts))


def _message(message: str, **values: object) -> Markdown:
    return _filled(gettext(message), values)


def _counted(one: str, many: str, num: int, **values: object) -> Markdown:
    return _filled(ngettext(one, many, num), {"num": formats.number(num), **values})


def _in_context(context: str, message: str, **values: object) -> Markdown:
    return _filled(pgettext(context, message), values)


def _filled(message: str, values: Mapping[str, object]) -> Markdown:
    """Return a message, which may hold elements of HTML, with its values escaped as all that a template prints."""
    return Markdown(message % {name: finalize(value) for name, value in values.items()})


def _joined(join: Callable[[Iterable[str]], str], items: Iterable[object]) -> Markdown:
    return Markdown(join(str(finalize(item)) for item in items))


def language(code: str) -> str:
    """Return the name of a language in that of the site, or its code where the Unicode CLDR has none."""
    with suppress(UnknownLocaleError, ValueError):
        return Locale.parse(code, sep="-").get_display_name(spoken().locale) or code
    return code


def translated(word: str) -> str:
    """Return a word of those that the program fixes in the language of the site; it may be none."""
    return gettext(word) if word else ""


def nested(quote: str) -> str:
    """Return a quotation as it stands within quotation marks: its own double marks become single ones."""
    first, *rest = quote.translate(SINGLE).split('"')
    return first + "".join(mark + part for mark, part in zip(cycle("‘’"), rest, strict=False))


def _flat(fault: TemplateError) -> str:
    if isinstance(fault, TemplateNotFound):
        return f"there is no template '{fault.name}'"
    text = " ".join(str(fault).split())
    return text[:1].lower() + text[1:]
