"""Reviewing: the content of two revisions in, what differs between them for a reader of the site out.

A change of many lines may alter no fact, and one of a single line may open a disagreement; so `diff` and `review` compare
facts, evidence and addresses, not lines. `review` adds counts, pages and the finished site to what `diff` says. Nothing here
may touch the work tree.
"""
