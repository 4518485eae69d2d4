"""Each rule by which a line is no part of an article: lines that it drops, and lines like them that it must not."""

from __future__ import annotations

import pytest

from druzhba_kb.importing.lines import read_text
from druzhba_kb.importing.reflow import reflow
from druzhba_kb.importing.rules import RULES, rule_for
from importing import pages
from importing.corpus import load_corpus

CASES = {article.name: article.raw for article in load_corpus()} | pages.PAGES

DROPPED = {
    "site-header": [("above", "| Welcome to The Strait Review")],
    "site-name": [("head", "The Shannon Review"), ("above", "The Meridian | Analysis"), ("above", "harbour-post.com")],
    "scrape-date": [("above", "Monday, January 8, 2024")],
    "date-line": [
        ("head", "8 January 2018"),
        ("head", "Updated Sep 24, 2016 09:12am"),
        ("head", "Monday, October 22, 2018 - 14:05"),
        ("above", "MARCH 3, 2017 / 9:14 AM / UPDATED 2 YEARS AGO"),
        ("above", "17:20 GMT 09.11.2021"),
        ("head", "입력 2023.06.12 15:04 | 수정 2023.06.12 16:31"),
    ],
    "genre-label": [("above", "OPINION"), ("head", "Analysis")],
    "empty-template": [
        ("head", "in ,"),
        ("head", "{{ author }}"),
        ("foot", "Powered by %s"),
        ("foot", "Copyright %Y Harbour Post"),
    ],
    "printed-in": [("body", "Published in The Strait Post, September 24th, 2016")],
    "byline": [
        ("head", "Von Anna Brandt, 4. März 2021"),
        ("head", "By Ada Brine"),
        ("head", "By Ada BrineMarch 14, 2017"),
        ("head", "PTI | Updated: Sep 24, 2016, 10:00 IST"),
        ("head", "Ada Brine, Staff Reporter"),
        ("head", "Our Correspondent"),
        ("head", "By Clara Holm for The Meridian"),
        ("foot", "SWR News Desk"),
        ("head", "AFP"),
        ("above", "By Ada Brine"),
    ],
    "publication-label": [("head", "By admin - 2018-09-16"), ("head", "Posted on Posted inShipping")],
    "breadcrumb": [("head", "Home » Boats » A New Line"), ("above", "Home > National > Harbour")],
    "site-menu": [
        ("above", "Startseite"),
        ("above", "Skip to content"),
        ("foot", "Privacy Policy"),
        ("above", "Home | Land | Sea | About Us"),
        ("above", "Home News World Business Opinion"),
    ],
    "share-buttons": [
        ("body", "Поделиться"),
        ("body", "Facebook Twitter WhatsApp Email"),
        ("foot", "Share this:"),
        ("foot", "Click to share on Telegram (Opens in new window)"),
    ],
    "advertisement": [
        ("body", "Publicité"),
        ("body", "ADVERTISEMENT"),
        ("body", "Story continues below this ad"),
        ("body", "Advertisement"),
    ],
    "read-more": [
        ("body", "Lea también: Nuevas tarifas de los barcos"),
        ("body", "Read more: Who pays for the pier?"),
        ("body", "ALSO READ | The last paddle steamer"),
        ("body", "Read the full story at The Strait Post"),
        ("body", "READ: The last paddle steamer"),
    ],
    "comment-form": [
        ("body", "Laisser un commentaire"),
        ("foot", "Leave a Reply"),
        ("foot", "Comments (3)"),
        ("foot", "Save my name in this browser"),
    ],
    "disclaimer": [
        ("foot", "The views expressed by the author are not those of The Pilot."),
        ("foot", "Columns give the opinion of their author, which The Pilot need not share."),
    ],
    "donation": [("foot", "Please support our work on Patreon today"), ("foot", "Chip in for The Pilot on Patreon!")],
    "cookie-notice": [
        ("body", "We use cookies to make this site better. By clicking “Accept” you agree."),
        ("head", "Accept all"),
        ("head", "Customise Reject All Accept All"),
    ],
    "blocker-notice": [("head", "Please disable your ad blocker to read on"), ("head", "Your browser is out of date")],
    "paywall": [
        ("body", "You've reached your limit of {{free_limit}} free articles this month."),
        ("body", "Already a subscriber? Sign in"),
        ("body", "Subscribe now for unlimited access"),
        ("above", "Forgot your password?"),
        ("body", "To continue reading, log in or create a free account."),
    ],
    "newsletter": [
        ("foot", "Abonnieren Sie unseren Newsletter"),
        ("body", "Sign up for our weekly newsletter"),
        ("body", "Get the latest headlines in your inbox"),
        ("body", "Enter your email"),
        ("body", "Stay informed"),
    ],
    "follow-us": [
        ("foot", "Follow us on Twitter and Facebook"),
        ("foot", "For the latest news from the strait, download our app"),
    ],
    "player": [
        ("body", "Listen to this article"),
        ("foot", "This clip cannot be played at present"),
        ("foot", "Embed code copied"),
        ("head", "A A A"),
        ("foot", "news@harbour.example"),
    ],
    "counter": [("head", "3 min read"), ("head", "1,204 views"), ("foot", "2 hours ago")],
    "source-line": [
        ("body", "The post A New Line appeared first on The Strait Post."),
        ("foot", "(Reporting by Ada Brine in Alba; Editing by Per Holm)"),
        ("foot", "(With inputs from agencies)"),
        ("foot", "Source: The Strait Post"),
    ],
    "address": [("foot", "Permalink: https://harbour.example/2018/10/23/a-new-line/")],
    "tags": [("foot", "Теги: порт, паром"), ("foot", "Tags: boats, piers"), ("foot", "#boats #piers")],
    "caption": [
        ("body", "The pier at dawn. — Photo courtesy Harbour Office"),
        ("body", "The pier at dawn (Photo: Ada Brine)"),
        ("above", "Media captionHow the pier was built"),
        ("body", "The pier at dawn. REUTERS/Ada Brine"),
        ("body", "© Harbour Office / Ada Brine"),
        ("body", "The pier at dawn. File photo"),
        ("head", "Sailors lower a boat in the harbour on Monday. Yonhap"),
    ],
    "related-label": [
        ("body", "متعلقہ خبریں"),
        ("body", "Related Stories"),
        ("foot", "You might also like"),
        ("body", "Most read"),
    ],
    "author-label": [("foot", "About the author")],
    "copyright": [("foot", "Все права защищены. Порт Норвик"), ("foot", "© 2019 Nordwire. All rights reserved.")],
    "sent-from": [
        ("foot", "Sent from my phone"),
        ("foot", "Von meinem iPhone gesendet"),
        ("foot", "Envoyé de mon iPhone"),
        ("foot", "Enviado desde mi iPhone"),
        ("foot", "Отправлено с iPhone"),
        ("foot", "أرسلت من جهاز الـ iPhone الخاص بي"),
        ("foot", "میرے آئی فون سے بھیجا گیا"),
    ],
    "separator": [("body", "***"), ("body", "• • •")],
}

KEPT = [
    "Share this burden or stop talking about it: that was the message of the mayor.",
    "I subscribe to the theory that small boats learn more in one winter than large ones.",
    "Follow us on this for a moment: the pier is older than the town.",
    "Advertisement is not policy.",
    "Comments are free; ships are not.",
    "Please log in, the pilots say when somebody falls asleep on watch.",
    "“Subscribe to our newsletter,” he said, and the crew laughed.",
    "She said that the site uses cookies to follow its readers.",
    "Read more charts, she might have added, and fewer plans.",
    "On 3 May 2018 the weather closed in for six days.",
    "Published plans are rarely kept, and this one was not.",
    "The new system greeted every ship with the words “Hello {{ vessel_name }}, you have %s messages”.",
    "The photo shows a boat, a dog and half of the mayor.",
    "In the picture stood the master of the harbour.",
    "Was it worth the fuel?",
    "Nobody was hurt.",
    "• Spare ropes before new paint.",
    "Related talks began in autumn in the house of the pilot.",
    "The agency’s report names no source and no port.",
    "Views of the harbour differ from those of its authors, and nobody minds.",
    "Sign up they did, all forty of them, before the tide turned.",
    "Support for the line depends on the winter.",
    "Old piers, new boats",
    "A balance",
]


@pytest.mark.parametrize(("name", "zone", "line"), [(name, *case) for name, cases in DROPPED.items() for case in cases])
def test_a_rule_drops_the_lines_of_its_shape(name, zone, line):
    rule = rule_for(line, zone)
    assert rule is not None
    assert rule.name == name


def test_every_rule_has_a_line_that_it_drops():
    assert {rule.name for rule in RULES} == set(DROPPED)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.case], ids=lambda rule: f"{rule.name} {rule.case}")
def test_a_rule_drops_a_line_of_the_case_that_it_was_learnt_from(rule):
    lines = reflow(read_text(CASES[rule.case]))
    assert any(rule_for(line.text, zone) is rule for line in lines for zone in rule.zones)


def test_a_rule_without_a_case_has_a_line_here():
    lines = [case for cases in DROPPED.values() for case in cases]
    assert {rule for rule in RULES if not rule.case} <= {rule_for(line, zone) for zone, line in lines}


@pytest.mark.parametrize("line", KEPT)
def test_no_rule_drops_a_line_of_the_body_that_only_looks_like_one(line):
    assert rule_for(line, "body") is None
