"""Hook of MkDocs: a project's own overrides of the theme reach nothing but what they are given.

MkDocs loads it as a hook, by its path, so it stands alone.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment


def on_env(env: Environment, config: Any, files: Any) -> Environment:
    """Confine the templates."""
    confined = Confined(loader=env.loader, auto_reload=False)
    confined.filters, confined.globals = env.filters, env.globals
    return confined


class Confined(SandboxedEnvironment):
    """The environment of templates that are not this program's: they call no method of MkDocs, which opens files."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: methods of plain values, and what Jinja itself gives."""
        owner = getattr(obj, "__self__", None)
        is_plain = type(owner).__module__.partition(".")[0] in ("builtins", "jinja2", "markupsafe")
        return is_plain and not isinstance(owner, Environment) and super().is_safe_callable(obj)
