"""The pipeline: a project folder in, a checked knowledge base or a finished site out; all stages meet here and only here."""

from druzhba_kb.pipeline.building import Progress, Standing, build, index_preview
from druzhba_kb.pipeline.checking import check, relate_project
from druzhba_kb.pipeline.editions import EDITIONS, OFFLINE, PREVIEW, PRIVATE, PUBLIC, Edition
from druzhba_kb.pipeline.stamps import INPUTS

__all__ = [
    "EDITIONS",
    "INPUTS",
    "OFFLINE",
    "PREVIEW",
    "PRIVATE",
    "PUBLIC",
    "Edition",
    "Progress",
    "Standing",
    "build",
    "check",
    "index_preview",
    "relate_project",
]
