"""The pipeline: a project folder in, a checked knowledge base or a finished site out; all stages meet here and only here.

Commands take what they need from here, so that none puts stages together by itself; `checking` they import where they run it,
for it loads them all.
"""

from druzhba_kb.pipeline.building import Progress, build, clean, index_preview, verify
from druzhba_kb.pipeline.settings import EDITIONS, OFFLINE, PREVIEW, PRIVATE, PUBLIC, Edition
from druzhba_kb.publishing.renderer import RENDERERS

__all__ = [
    "EDITIONS",
    "OFFLINE",
    "PREVIEW",
    "PRIVATE",
    "PUBLIC",
    "RENDERERS",
    "Edition",
    "Progress",
    "build",
    "clean",
    "index_preview",
    "verify",
]
