"""Editing: what editors do to the content by command, with the same nouns as the build."""
