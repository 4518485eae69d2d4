"""Editing: what an editor does to a project besides writing: new files, renames, fixes, seals, schemas, a new base.

A module for each command, named after it. A change is shown before it is made; comments and layout of a file stay as the
editor left them. Nothing here may print but a question, nor guess where two answers are right.
"""
