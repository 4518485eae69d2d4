"""Tests of the import, and the pages they share."""
