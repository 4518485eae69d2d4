"""Render: a knowledge base and templates in, every page of the documentation tree out as (path, text)."""

from druzhba_kb.render.navigation import navigation
from druzhba_kb.render.page import Page
from druzhba_kb.render.pages import render

__all__ = ["Page", "navigation", "render"]
