"""Notices: the shapes of what a site says to its visitor, which no article says, and how such shapes are written.

A site speaks to its reader: it asks, warns, offers and counts. Articles speak of sites too, so no pattern may hold on
words alone: it is the whole line, or its beginning, and a line in which somebody says something is the article's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from druzhba_kb.folding import words

# a line in which somebody speaks is the article's, even about newsletters and cookies
SPOKEN = regex.compile(r"[“”\"«»]|\b(?:said|says|told|added|noted|according|he|she|they)\b", regex.IGNORECASE)
# notices say "they" and have quotation marks of their own, so fewer words save a line here
REPORTED = regex.compile(r"\b(?:said|says|told|added|noted|according|he|she)\b", regex.IGNORECASE)
EDGE_MARKS = " []|·•*:-–—!.…>»›→▸▶✕×+\u00a0"
NETWORK = (
    r"facebook|messenger|twitter|x|whats ?app|linked ?in|telegram|reddit|pinterest|tumblr|viber|vk|flipboard|wechat|instagram"
    r"|you ?tube|google\+?|google news|tik ?tok|threads|bluesky|mastodon"
)
OPENS = r"(?:please |kindly |click (?:here )?to |tap to |get |don[’']t )?"


def pattern(*alternatives: str) -> regex.Pattern[str]:
    """Compile alternatives into one pattern that ignores case."""
    return regex.compile("|".join(f"(?:{alternative})" for alternative in alternatives), regex.IGNORECASE)


def whole(*alternatives: str) -> Callable[[str], bool]:
    """Return a test whether a line, without the marks at its ends, is one of the alternatives."""
    found = pattern(*alternatives)
    return lambda text: bool(found.fullmatch(text.strip(EDGE_MARKS)))


def opening(*alternatives: str) -> Callable[[str], bool]:
    """Return a test whether a line that nobody speaks begins with one of the alternatives."""
    found = pattern(*alternatives)
    return lambda text: bool(found.match(text.strip(EDGE_MARKS))) and not SPOKEN.search(text)


def holding(*alternatives: str) -> Callable[[str], bool]:
    """Return a test whether a line that reports no speech has one of the alternatives in it."""
    found = pattern(*alternatives)
    return lambda text: bool(found.search(text)) and not REPORTED.search(text)


MENU_WORD = (
    r"(?:Home|World|News|Sports?|Business|Opinions?|Politics|Latest|National|International|Culture|Videos?"
    r"|About(?: Us)?|Contact(?: Us)?|Tech(?:nology)?|Entertainment|Health|Science|Defen[cs]e|Economy|Travel|Lifestyle"
    r"|Editorials?|Blogs?|Magazine|Weather|Arts?|Life|Photos?|Security|Jobs|Classifieds|Forum|Regional|Local|Metro"
    r"|Asia|Europe|Africa|Middle East|Multimedia|Podcasts?|Columns?|Features?|Cities|Crime|Education|Environment"
    r"|Markets|Money|Top Stories|Trending|Gallery|Games|Cricket|Football|Analysis|Menu|Search|Subscribe|Log ?in"
    r"|Sign in|Register|E-?paper|Donate|Diplomacy|Economics|Society|More)\b"
)
MENU_ENTRY = regex.compile(MENU_WORD, regex.IGNORECASE)
# two such words may be a title: "World Politics"
MENU = regex.compile(rf"(?:{MENU_WORD}[\s|,/·•>»&-]*){{3,}}", regex.IGNORECASE)
# the marks of the template languages of sites: Mustache, Jinja, JavaScript, printf
PLACEHOLDER = regex.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}]*\}|\[\[[^\[\]]*\]\]|%(?:\d\$)?[sdYmHMB](?!\w)|\{\w+\}"
)

is_cookie_notice = holding(
    r"\b(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\bcookies?\b",
    r"\bcookies?\b.{0,80}\b(?:experience|your (?:device|browser|preferences)|our (?:site|website|partners|traffic))\b",
    r"^(?:cookie|privacy) (?:policy|settings?|preferences|notice|consent)",
    r"^we (?:value|respect|care about) your privacy",  # defence-portal
    # placeholders: "By signing up you agree to …"
    r"^by (?:continuing|clicking|using|browsing|closing|signing up|subscribing)\b.{0,80}\b(?:agree|accept|consent)\b",
)
BUTTON = r"(?:customi[sz]e|accept|allow|reject|decline|manage|necessary|settings)(?: all| cookies| preferences| only)?"
is_consent_button = whole(
    rf"(?:{BUTTON}[\s|/]*){{2,}}",  # defence-portal: three buttons in one line
    r"(?:accept|allow|reject|agree to|decline)(?: all| & close| and close)?|got it|i (?:agree|accept)|ok(?:ay)?",
    r"manage (?:preferences|options|settings)|(?:learn|find out) more|dismiss|close|no,? thanks",
)
is_blocker_notice = holding(
    r"\bad[- ]?block(?:er|ers|ing)?\b",
    r"\b(?:enable|turn on|activate) java ?script|java ?script (?:is|must be|has to be)\b",
    r"\byour browser (?:does ?n[o’']t|does not|is)\b|\bupgrade your browser",
)
is_newsletter = holding(
    rf"^{OPENS}(?:sign[- ]?up|subscribe|register|join|receive|get|be the first|never miss|don[’']t miss|want|download|enter"
    r"|add|turn on|allow|enable|stay (?:informed|up|updated|tuned))\b.{0,90}\b(?:newsletters?|in-?box|e-?mails?|alerts?"
    r"|notifications?|whats ?app|telegram|channel|mobile app|our app|the app|app store|google (?:news|play)|updates"
    r"|breaking news|top stories|headlines)\b",  # agency-copy: "the most important news … on our Telegram channel"
    r"^(?:our|the|free|daily|weekly|morning)?\s*(?:daily |weekly |morning )?(?:newsletter|briefing)s?\b.{0,60}$",
    r"^(?:your )?e-?mail(?: address)?\*?$|^enter your (?:e-?mail|name)",
    r"^(?:click|tap) here\b.{0,150}\b(?:newsletter|subscribe|e-?mail|rss)\b",  # review-analysis: it goes on for a sentence
    r"^stay (?:informed|connected|updated|up to date|in the (?:know|loop))\W*$",
    r"^(?:thanks|thank you) for (?:subscribing|signing up|reading|registering|your)\b",
    r"^you (?:can|may) unsubscribe|^unsubscribe\b|^no spam",
)
is_paywall = holding(
    # no-blank-lines-2: "You've read {{free_count}} of {{free_limit}} free stories"
    r"^you(?:[’']ve| have)? (?:have )?(?:reached|read|used|exhausted|\d+).{0,50}\b(?:limit|free|articles?)\b",
    r"^(?:already|not|not yet) (?:a |an )?(?:subscribed|subscriber|registered|member|have an account)\b",
    r"^(?:subscribe|register|log ?in|sign ?in|log ?on|join)(?: (?:now|here|today|or \w+))? (?:for|to|with|using)"
    r" (?:unlimited|read|continue|access|your|full|view|leave|comment|post|get|facebook|google|an?\b)",
    r"^(?:register|subscribe|log ?in|sign (?:in|up))\b.{0,40}\b(?:keep reading|continue reading|unlimited access)\b",
    r"^(?:renews|cancel|billed) (?:automatically|anytime|any time|monthly|annually|yearly)\b",
    r"^(?:create|open) (?:an?|your) (?:free )?account|^(?:forgot|reset|lost) (?:your )?password|^remember me\b",
    r"^(?:enjoying|enjoyed|liked|liking) (?:this|the) (?:article|story|post)\b.{0,90}",  # magazine-beat
    r"^to (?:continue|keep) reading\b.{0,80}",
    r"^(?:like|enjoy(?:ed|ing)?) what you.{0,20}\b(?:read|see)\b.{0,80}\b(?:member|subscri|support)",  # analysis
    r"^(?:like|enjoy(?:ed)?) (?:this|it)\b.{0,40}\b(?:coffee|support|donate|member)\b",  # blog-notitle
    r"^become an? (?:member|subscriber|patron|supporter)\b",
)
is_login_label = whole(
    r"(?:user ?name|e-?mail|password|user)(?: or e-?mail(?: address)?)?\*?|register|subscribe(?: now)?|my account",
    r"(?:sign|log) ?(?:in|up|out|on)|forgot (?:your )?password|remember me",
    r"(?:sign|log) ?in (?:/|or|and|\|) (?:sign ?up|register|join|subscribe)",
)
CHANNEL = rf"(?:{NETWORK}|social media|channels?|page|community)"
is_follow = opening(
    rf"(?:follow|find|like|join|connect with|reach|watch) (?:us|me|our|@\w+|the author|.{{1,50}} on)\b.{{0,60}}\b{CHANNEL}\b",
    r"(?:follow|join) (?:us|our \w+)\W*$",
    r"(?:for|get) (?:the )?(?:latest|more|all the latest|breaking)\b.{0,60}\b(?:news|updates|stories|analysis)\b.{0,60}"
    r"\b(?:follow|visit|subscribe|download|click|join|on our|on the)\b",
)
is_player = whole(
    r"listen (?:to (?:this )?(?:article|story))?(?: now)?|listen|watch (?:live|now|video|the video)|pause|mute",
    r"play(?: video| audio)?|(?:video|audio) player(?: is)?(?: loading)?|live ?stream|video|photos?|gallery",
    r"loading(?: (?:comments|more|player|video))?|image \d+ of \d+|slide \d+|\d+ of \d+|\d{1,2} ?/ ?\d{1,2}",
    r"(?:show|load|view|see) (?:more|all|less|comments|gallery|full (?:image|caption))|expand|collapse",
    r"enlarge(?: (?:this )?image)?|view (?:image )?in full screen",
    r"list (?:of )?\d+ (?:of \d+|items?)|end of list|next|previous|prev|back to top|top",  # balkan-teasers
    r"(?:text|font)[ -]?size.{0,20}|([^\s\d]{1,2})(?:\s+\1)+|a ?[-+]?(?: a ?[-+]?)+|aa\+?|x",  # korean-daily: "가 가", "X"
    r"(?:increase|decrease|reset) (?:font|text).{0,12}|print(?: (?:this )?(?:article|page|story))?",
    r"(?:save|bookmark)(?: (?:this )?(?:article|story|for later))?",
)
is_count = whole(
    r"(?:[\d.,]+ ?[km]?|no|one|an?|%[sd]|\{\{.*?\}\}) ?(?:total )?(?:views?|reads?|shares?|comments?|likes?|hits"
    r"|claps|retweets|min(?:ute)?s?(?:[ -]read)?|votes?)",
    r"(?:views?|reads?|shares?|comments?|likes?|reading time|read time|estimated reading time|time to read)\s*[:(]? ?"
    r"(?:about |approx\.? )?[\d.,]+ ?[km]?\)?(?: ?min(?:ute)?s?)?(?: read)?",
    r"\d+ (?:second|minute|hour|day|week|month|year)s? ago|just now",
)
is_source_line = opening(
    r"\(?(?:this|the) (?:article|story|piece|report|post|essay|column|news|content|text)\b.{0,40}"
    r"\b(?:originally|first|previously)\b.{0,20}\b(?:appeared|published|posted|ran|written)\b",
    r"\(?.{0,120}\bnot been edited by\b.{0,60}$",  # glued-labels: "Except for the headline, this story has not been …"
    r"\(?(?:read|see|view) the original\b.{0,60}$",  # other-repost-blog
    r"\(?.{0,90}\bsyndicated feed\b.{0,20}$",  # repost: "our desk has changed nothing in this story, which comes from a …"
    r"\(?(?:this|the) (?:article|story|report|copy|content)\b.{0,60}"
    r"\b(?:auto-?generated|not been edited|syndicated|unedited)\b",
    r"\(?the post .{5,200} (?:appeared first|first appeared) on\b",
    r"\(?(?:originally|first) (?:appeared|published|posted) (?:in|on|at|by)\b.{0,80}$",
    r"\(?with (?:additional )?(?:inputs?|input|reporting|contributions?) (?:from|by)\b.{0,80}$",
    r"\(?(?:source|via|courtesy|credits?|agenc(?:y|ies))\s*:\s*\S.{0,80}$",
    r"\(?(?:(?:additional )?(?:reporting|writing|editing)|compiled|edited) by [\p{L}].{0,160}$",  # wire
)
is_tool = whole(
    r"end of (?:article|story)|click to enlarge|authori[sz]ation|newsfeed|loader|follow",
    r"\((?:end|ends|more|attn\b.{0,80})\)?",  # korean-wire: notes of an agency to its clients
    r"(?:twitter|x|instagram|facebook|e-?mail|tel|phone|telegram)\s*:\s*@?[\w.+@-]+|[+(][\d() -]{7,20}|\d{2,4}(?:-\d{3,4}){2}",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:get|copy) (?:a )?(?:short )?(?:url|link)|permanent link|permalink|short url|url",
    r"embed(?: (?:share|code.{0,20}|this.{0,20}))?|community (?:standards|guidelines|rules)|like(?: this)?|like loading",
    r"(?:facebook|twitter|e-?mail|whats ?app|total) (?:count|shares?)",
    # scripts: "This clip cannot be played at present"
    r"(?:this|the) (?:clip|video|audio|content|media)\b.{0,40}\b(?:cannot|can ?not|can[’']t|is not|unavailable|not available)"
    r"\b.{0,40}",
    r"0{1,2}:\d\d(?::\d\d)?|(?:\d{1,2}:\d\d(?::\d\d)?[\s/|–-]*){2,}",
    r"(?:your|recipient|sender|friend)(?:[’']s)? (?:name|e-?mail|message)s?",
    r"report (?:an )?(?:error|typo|mistake).{0,40}|suggest a correction",
)
# what a player, a gallery or a counter shows, and a row of a table too
is_figures = whole(r"\d{1,2}:\d\d(?::\d\d)?|\d{1,3}|\d[\d() -]{6,19}|\d+ ?/ ?\d+")
MOST_PAGES = 100  # that a page leads to by their numbers; higher ones are years
is_tag_line = whole(
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|sections?|labels?)\s*[:|].{0,200}",
    r"tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?",
    r"(?:#\w+[\s,]*){2,}",
)


def counts(text: str, beside: Sequence[str]) -> bool:
    """Whether a number stands alone, as that of a counter does, or is one of those that lead to further pages."""
    numbers = [int(one) for one in beside if one.isdigit()]
    is_next = text.isdigit() and any(abs(int(text) - one) == 1 and one < MOST_PAGES for one in numbers)
    return is_next or (text.isdigit() and not beside)


def is_placeholder(text: str) -> bool:
    """Whether text is a template's words around a value that was never filled in."""
    return bool(PLACEHOLDER.search(text)) and len(words(PLACEHOLDER.sub(" ", text))) <= 5 and not SPOKEN.search(text)
