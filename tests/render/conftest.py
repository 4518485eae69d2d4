"""The small knowledge base and its pages, for every test of rendering."""

from __future__ import annotations

import pytest

from druzhba_kb.model import KnowledgeBase
from tests.render.lighthouses import made, rendered


@pytest.fixture
def kb() -> KnowledgeBase:
    return made()


@pytest.fixture
def pages(kb: KnowledgeBase) -> dict[str, str]:
    return rendered(kb)
