"""Views: the site index in, what each page shows out, for a template to lay out: one module for each type of page.

Their fields are what templates may name, in this repository and in adopters' own, so a field is added and never
renamed. A view computes whatever is to be computed; it holds plain text, which the template escapes, and links of its
own page.
"""
