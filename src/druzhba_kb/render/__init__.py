"""Render: a knowledge base and templates in, the tasks that make every page of the documentation tree out."""

from druzhba_kb.render.navigation import navigation
from druzhba_kb.render.page_model import Page

__all__ = ["Page", "navigation"]
