"""From a tree of Markdown pages to a finished site: render it, check every link, swap it into place."""
