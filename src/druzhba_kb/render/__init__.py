"""Render: a knowledge base and templates in, the tasks that make every file of the documentation tree out.

`site_index` holds all look-ups; `views` say what each page shows, `drawings` what is drawn on it, `exports` what
programs read; `site_pages` puts them into templates. One way only: a view asks the index and drawings, and no template
computes.
"""
