"""From a tree of Markdown pages to a finished site: render it, check every link, swap it into place.

It knows pages and addresses, and never what they say: entities and articles end in `render`.
"""
