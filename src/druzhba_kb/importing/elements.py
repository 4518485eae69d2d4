"""Elements: an element of a page in, what its tag and its class say of it out.

Only names that many sites share are known here, and a name alone hides no long text: what is longer than the furniture
of a page is the article's, whatever its class.
"""

from __future__ import annotations

from itertools import islice

import regex
from lxml import html

from druzhba_kb.importing.lines import Mark

# what a browser sets within a line; all other known tags begin one
INLINE_TAGS = """
a abbr acronym b basefont bdi bdo big blink br cite code data del dfn em embed font i img input ins kbd map mark nobr
output picture q rb rp rt ruby s samp small source span strike strong sub sup time tt u var wbr
"""
SILENT_TAGS = "audio canvas dialog head iframe noscript object script style svg template title video"
INLINE = frozenset(INLINE_TAGS.split())
SILENT = frozenset(SILENT_TAGS.split())
FRAMES = ("article", "body", "html", "main")
CELLS = ("body", "html", "td", "th")
# the classes by which common style sheets hide what is for screen readers, or shown below the mouse
UNSEEN = regex.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|(?:screen-reader|assistive)-text|element-invisible|show-for-sr"
    r"|(?:rollover|hover|tooltip|popover|popup)-?(?:block|body|card|content|inner|text))(?:$|\s)",
    regex.IGNORECASE,
)
HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
# the classes that networks give their embeds, which stay when their scripts have not run
POST = regex.compile(
    r"\b(?:twitter-(?:tweet|video|embed)|instagram-(?:media|embed)|tiktok-embed|fb-(?:post|video)|text-post-media"
    r"|(?:bluesky|mastodon|reddit|telegram|threads)-(?:embed|post))\b|^amp-(?:facebook|instagram|twitter)\b"
)
# "has-caption" is said of the picture's frame, with paragraphs in it
CAPTION = regex.compile(r"(?:^|[\s_-])(?<!\b(?:has|no|with)-)(?:fig)?caption(?:$|[\s_-])", regex.IGNORECASE)
PICTURES = ("amp-img", "figure", "iframe", "img", "picture", "svg", "video")
# What stands in an element of such a class is no text of the article, unless it is longer, in characters, than said here.
# The cases are lines of tests/importing/test_html.py.
FURNITURE: tuple[tuple[regex.Pattern[str], int], ...] = tuple(
    (regex.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", regex.IGNORECASE), most)
    for words, most in (
        ("byline|dateline|timestamp|pubdate|submitted|(?:post|entry|article)[_-]*meta|read(?:ing)?-?time", 160),
        ("share|sharing|social", 160),
        ("newsletter|signup|sign-up|mailing-?list|cta|paywall|adblock|robots-nocontent", 600),
        ("(?:gmail|moz|mobile)[_-]signature", 600),
        ("disclosure|affiliate|copyright", 300),
    )
)
# frames of pictures that scripts put in later
PICTURED = regex.compile(r"image|photo|picture|figure|gallery|slide|video|media|thumb", regex.IGNORECASE)
FRAME = 200  # in characters: a frame with more text than a few times the caption and this is the article's
HEADING = regex.compile(r"h[2-6]")
LINKED = 0.8  # a list of links leads elsewhere
WRAPPERS = 3  # embedded posts and captions stand in a few elements of their own


def is_link(element: html.HtmlElement) -> bool:
    """Whether element leads to another page, and not to a place in this one or to a program."""
    return element.tag == "a" and not element.get("href", "#").startswith(("#", "javascript:", "mailto:", "tel:"))


def is_item(element: html.HtmlElement) -> bool:
    """Whether element is an item of a list that is no list of links."""
    if element.tag != "li" or element.find(".//li") is not None or _is_post(element):
        return False
    return sum(map(_length, element.iter("a"))) < LINKED * _length(element)


def _is_post(item: html.HtmlElement) -> bool:
    """Whether an item of a list is a post, with its time or with a heading above paragraphs."""
    has_heading = any(HEADING.fullmatch(str(one.tag)) for one in item.iter())
    return item.find(".//time") is not None or (has_heading and item.find(".//p") is not None)


def _is_furniture(element: html.HtmlElement, name: str) -> bool:
    return any(words.search(name) and _length(element) <= most for words, most in FURNITURE) and (
        element.tag != "h1" and element.find(".//h1") is None
    )


def _length(element: html.HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))


def is_of_picture(element: html.HtmlElement) -> bool:
    """Whether a picture stands in element, or beside it in a frame that holds hardly more."""
    for frame in (element, *islice(element.iterancestors(), WRAPPERS)):
        if frame.tag in FRAMES or _length(frame) > 3 * _length(element) + FRAME:
            return False
        if next(frame.iter(*PICTURES), None) is not None or PICTURED.search(frame.get("class", "")):
            return True
    return False


def is_silent(element: html.HtmlElement) -> bool:
    """Whether nothing in element is text of the page, whatever scripts do; a shadow root is shown without them."""
    return element.tag in SILENT and "shadowrootmode" not in element.attrib


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether a browser shows nothing of element; what frames the page is hidden only until its scripts have run."""
    # sites hide the whole body until their style has loaded
    if element.tag in FRAMES:
        return False
    return "hidden" in element.attrib or bool(
        HIDDEN.search(element.get("style", "")) or UNSEEN.search(element.get("class", ""))
    )


def is_block(element: html.HtmlElement) -> bool:
    """Whether element begins a line: neither phrases do nor, as in a browser, tags that HTML does not know."""
    tag = str(element.tag)
    return (tag not in INLINE and tag.isalnum()) or bool(own_mark(element))


def own_mark(element: html.HtmlElement) -> Mark:
    """Return what an element is by itself, whatever stands around it."""
    tag, name = str(element.tag), element.get("class", "")
    if tag in FRAMES:
        return ""
    if POST.search(name) or POST.search(tag):
        return "post"
    if tag not in INLINE and _is_furniture(element, name):
        return "outside"
    if tag == "figcaption" or (CAPTION.search(name) and is_of_picture(element)):
        return "caption"
    if tag == "blockquote":
        return "quotation"
    if tag == "h1" or HEADING.fullmatch(tag):
        return "title" if tag == "h1" else "heading"
    return "item" if is_item(element) else ""
