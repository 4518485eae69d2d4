"""Drawings: what is to be seen in, shapes with their coordinates out, which the templates print as SVG.

A drawing is worked out once, in Python, so that it shows without scripts and is the same in each build. It must never
be the only place of anything: whatever it shows stands in words beside it. No drawing knows a view.
"""
