"""Exports: what programs read of the site in place of its pages: data files, feed, names for the search, page metadata.

A program may rest on them for years: a key is added, never renamed, and nothing in them is meant for the eye. No export
knows a view: a page may change its looks without any change of the data.
"""
