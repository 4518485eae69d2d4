"""Senses: a sentence and the place of a value in it in, what the words beside it make of it out.

They tell another event (began, not opened), the other side (against, not for), who lost, who was but is no longer, a part or
the number of a day, a plan or hearsay. The words are data of the languages; what an attribute asks for is for others to say.
Only who has the text can ask: what stands here is in no seal.
"""

from __future__ import annotations

from collections.abc import Collection

from druzhba_kb.reading.clauses import Span, clause_around, is_idle
from druzhba_kb.reading.language import Language
from druzhba_kb.reading.other_years import named_years
from druzhba_kb.reading.tokens import Text, tokenize

HARMED = ("injury", "death", "held")
HARMS = frozenset((*HARMED, "safe", "beside"))
EVENTS = frozenset(
    "begin end build open reopen close birth death found appoint leave make release propose adopt force".split()  # noqa: SIM905
)
SIDES = frozenset(("for", "against"))
# a fair that opens begins, and a firm that is set up is founded by it
ALIKE = {
    "begin": {"open", "found", "appoint", "release"},
    "end": {"close", "leave", "death"},
    "open": {"begin", "found", "release"},
    "close": {"end", "death"},
    "found": {"begin", "open", "build"},
    "build": {"found"},
    "appoint": {"begin"},
    "leave": {"end"},
    "death": {"end"},
    "release": {"begin", "open"},
}
NEAR = 4  # words between a number and those that say of what it is a part, or on which side it is
OPENING = 4  # words in which a sentence calls itself a proposal
OFFICE = 6  # words between "former" and that of which somebody was the head
BEHIND = 8  # words of a noun phrase with its verb: paratroopers of the second battalion were injured
LONGEST_ENDING = 5  # letters; "trait" is no verb


def senses(words: str, known: Language, among: Collection[str]) -> dict[str, str]:
    """Return which of some senses words have, each with the word that has it first."""
    text = tokenize(words)
    return {sense: words[slice(*text.span(*at[0]))] for sense in among if (at := _found(text, known, sense))}


def clause_of(sentence: str, at: Span, known: Language) -> Span:
    """Return where the clause of a value stands; where it holds nothing else, with the one behind: "On 5 May, the hall opened"."""
    begin, end = clause_around(sentence, at[0], known, [at])
    end = max(end, at[1])
    if is_idle(sentence[begin : at[0]] + " " + sentence[at[1] : end], known) and end < len(sentence):
        end = clause_around(sentence, end + 1, known)[1]
    if known.and_prefix:  # an 'and' that is written as one with its verb begins another clause
        text = tokenize(sentence[begin:end])
        joined = [text.span(n, n + 1)[0] + begin for n, low in enumerate(text.lows) if _joins(low, known)]
        begin = max((cut for cut in joined if cut <= at[0]), default=begin)
        end = min((cut for cut in joined if cut >= at[1]), default=end)
    return begin, end


def other_event(clause: str, known: Language, own: Collection[str]) -> str:
    """Return the word by which a clause tells of another event than those of an attribute; '' where it tells of one of these."""
    among = EVENTS if EVENTS.issuperset(own) and not HARMS.issuperset(own) else HARMS
    told = senses(clause, known, among)
    alike = set(own).union(*(ALIKE.get(sense, ()) for sense in own if among is EVENTS))
    # work that began is no hall that opened
    alike -= {"begin"} if "build" in told and "build" not in own else set()
    return "" if not alike.isdisjoint(told) else next(iter(told.values()), "")


def side_of(sentence: str, at: Span, known: Language) -> str:
    """Return on which side the votes of a number are, 'for' or 'against'; '' where no word beside it says so."""
    text = tokenize(sentence)
    first, end = map(text.token_from, at)
    for here in range(end, min(len(text.lows), end + NEAR)):
        if text.lows[here] == "," or known.is_number(text.at(here)):
            break
        for side in ("for", "against", "to"):
            if found := known.phrases("senses", side).at(text.lows, here):
                # 33 against 14: it is the other number's
                is_next = known.is_number(text.at(here + found[0]))
                return _first_side(sentence, known) if is_next and side != "for" else side.replace("to", "")
    for here in range(first - 1, max(-1, first - NEAR), -1):
        if text.lows[here] == "," or known.is_number(text.at(here)):
            break
        if side := next((one for one in ("for", "against") if text.lows[here] in known.word_set("senses", one)), ""):
            return side
        if text.lows[here] in known.word_set("senses", "to") and any(
            known.is_number(text.at(n)) for n in range(here - NEAR, here)
        ):
            return "against" if _first_side(sentence, known) == "for" else "for"
    return ""


def _first_side(sentence: str, known: Language) -> str:
    return "against" if senses(sentence, known, ["reject"]) else "for"


def loses(sentence: str, at: Span, known: Language) -> str:
    """Return the word by which who is named at a place lost, or was beaten; '' for a winner, and where no word says it."""
    text = tokenize(sentence)
    first, end = map(text.token_from, at)
    by = known.word_set("senses", "lost_by")
    for start, stop in _found(text, known, "lose"):
        between = range(end, start) if end <= start else range(stop, first)
        if _parts(text, known, between):
            continue
        is_winner = stop <= first and (text.low(first - 1) in by or text.low(stop - 1) in by)
        is_inverted = stop <= first and any(low in by for low in text.lows[end:])
        if (end <= start or is_inverted) and not is_winner:
            return sentence[slice(*text.span(start, stop))]
    for start, stop in _found(text, known, "beat"):
        # "in the final beat Ida Holm …" has its subject behind the verb, as German has
        is_named = text.at(start - 1).text[:1].isupper() and text.low(start - 2) not in known.word_set("words", "stop")
        if stop == first and is_named:
            return sentence[slice(*text.span(start, stop))]
    return ""


def _parts(text: Text, known: Language, between: range) -> bool:
    """Return whether another clause begins between two tokens, or somebody else wins there."""
    ends = known.word_set("context", "barriers") | known.word_set("senses", "win") | {";", ":"}
    return any(text.lows[n] in ends for n in between)


def was_once(sentence: str, at: Span, whole: Span, known: Language) -> str:
    """Return the word by which who is named at a place is not, or no longer, what ties him to a whole: former head of it."""
    text = tokenize(sentence)
    first, end = map(text.token_from, whole)
    governs = known.word_set("words", "stop") | known.articles
    for start, stop in _found(text, known, "former"):
        between = text.tokens[stop:first] if stop <= first else text.tokens[end:start]
        # "former minister Ida Holm heads Calder Rail": the name stands between, and it is another office
        is_plain = all(token.kind == "word" for token in between) and not (
            text.span(start, stop)[1] <= at[0] < whole[0]
        )
        # "the former state railway Calder Rail" is led by somebody all the same
        is_of = (
            not between or between[-1].low in governs or (not known.words("numbers", "article") and len(between) < 3)
        )
        if is_plain and ((stop <= first and len(between) <= OFFICE and is_of) or (end <= start and len(between) < 2)):
            return sentence[slice(*text.span(start, stop))]
    return ""


def part_of(sentence: str, at: Span, known: Language) -> str:
    """Return the words by which a number is but a part of one before it: of these, including."""
    text = tokenize(sentence)
    first, end = map(text.token_from, at)
    for start, stop in _found(text, known, "part"):
        between = range(stop, first)
        is_before = stop <= first <= stop + NEAR and not any(known.is_number(text.at(n)) for n in between)
        if is_before or start == end:
            return sentence[slice(*text.span(start, stop))]
    return ""


def share_of(sentence: str, at: Span, nouns: int, known: Language) -> str:
    """Return the words that make a number that of a day or of each one; `nouns` words behind it tell what it counts."""
    text = tokenize(sentence)
    first, end = map(text.token_from, at)
    head = text.token_from(clause_of(sentence, at, known)[0])
    for start, stop in _found(text, known, "a_time"):
        is_led = (start == head or stop == first) and text.lows[start] not in known.articles  # "within a week" is none
        if end <= start <= end + nouns + 1 or is_led:
            return sentence[slice(*text.span(start, stop))]
    times = known.seasons.keys() | known.month_names.keys() | known.weekdays | known.word_set("units", "year")
    each = [span for span in _found(text, known, "each") if head <= span[0] <= head + 1 and span[1] <= first]
    return sentence[slice(*text.span(*each[0]))] if each and text.low(each[0][1]) not in times else ""


def difference_of(sentence: str, at: Span, known: Language) -> str:
    """Return the words that make a number a difference, or what is compared with: 300 more, up from 300, deeper by 20 metres."""
    text = tokenize(sentence)
    first, end = map(text.token_from, at)
    hedge = known.table("hedges").before(text.lows, first)
    first -= hedge[0] if hedge else 0
    unit = known.table("units").at(text.lows, end)
    past = end + (unit[0] if unit else 0)
    past += text.low(past) in known.word_set("context", "possessives")  # five years her junior
    longer = _found(text, known, "longer")
    has_changed = not known.word_set("numbers", "changes").isdisjoint(text.lows[max(0, first - OFFICE) : first])
    has_changed |= any(first - NEAR < stop < first or start == past for start, stop in longer)
    found = [span for span in _found(text, known, "more") if span[0] == end or span[1] == first]
    found += [span for span in longer if span[0] == past]
    found += [span for span in _found(text, known, "compared") if first - 1 <= span[1] <= first]
    found += [span for span in _found(text, known, "grew_by") if span[1] == first and has_changed]
    return sentence[slice(*text.span(*found[0]))] if found else ""


def is_pluperfect(clause: str, known: Language) -> bool:
    """Return whether a clause says "had counted", and not "had 40" or "had a turnover"."""
    text, endings = tokenize(clause), known.words("senses", "participles") or ("",)
    after = (text.at(stop) for _, stop in _found(text, known, "had"))
    words = (one.low for one in after if one.kind == "word" and not known.is_number(one))
    return any(low.endswith(endings) and low not in known.hedge_words for low in words)


def of_before(sentence: str, at: Span, known: Language) -> str:
    """Return the words that make a number that of another time: before 2016 there were 37, four years ago."""
    text = tokenize(sentence)
    begin, end = clause_of(sentence, at, known)
    start = text.token_from(begin)
    if found := known.phrases("dates", "before").at(text.lows, start):
        return sentence[slice(*text.span(start, start + found[0]))]
    lead = sentence[:begin].rstrip()
    if lead.endswith((",", "،")):  # "in 2018, it had 310": before the comma stands nothing else
        beside = (lead[: one.start] + lead[one.end : -1] for one in named_years(lead, known.code, ()))
        begin = 0 if any(len(words.split()) < 2 for words in beside) else begin
    past = (one for one in named_years(sentence[begin:end], known.code, ()) if one.year < 0 or not one.since)
    return next((sentence[begin + one.start : begin + one.end] for one in past), "")


def before_change(sentence: str, at: Span, known: Language) -> str:
    """Return the word by which a number is what there was before a change to another: it fell to 900 from 1,400."""
    text = tokenize(sentence)
    first = text.token_from(at[0])
    ahead = text.tokens[max(0, first - OFFICE) : max(0, first - 1)]
    has_changed = not known.word_set("numbers", "changes").isdisjoint(token.low for token in ahead)
    # "rose to a total of 900" has another preposition, which some languages write alike
    is_told = has_changed and any(token.kind == "digits" for token in ahead[-3:])
    is_from = text.low(first - 1) in known.word_set("numbers", "changed_from")
    return text.low(first - 1) if is_told and is_from else ""


def harm_of(sentence: str, at: Span, known: Language) -> str:
    """Return the word by which a number counts those who were hurt, killed or held: killed two rowers, two rowers were hurt."""
    text = tokenize(sentence)
    first, end = map(text.token_from, at)
    idle = known.hedge_words | known.word_set("words", "stop") - known.word_set("context", "clause_starts")
    for start, stop in (span for sense in HARMED for span in _found(text, known, sense)):
        # "for the victims came 40 guests": a noun has an article
        is_verb = text.low(start - 1) not in known.articles
        is_told = is_verb and stop <= first and idle.issuperset(text.lows[stop:first])
        if is_told or (end <= start <= end + BEHIND and _is_hurt(text, known, (first, end), (start, stop))):
            return sentence[slice(*text.span(start, stop))]
    return ""


def _is_hurt(text: Text, known: Language, number: Span, harm: Span) -> bool:
    """Return whether a word of harm is said of those whom a number before it counts, and not of its object."""
    (first, end), (start, stop) = number, harm
    is_passive = text.low(start - 1) in known.word_set("context", "auxiliaries")
    if not is_passive and (known.is_number(text.at(stop)) or text.low(stop) in known.articles):
        return False
    commas = [n for n in range(end, start) if text.lows[n] == ","]
    aside = range(commas[0], commas[1] + 1) if len(commas) == 2 else ()  # "two rowers, both of Holm, were hurt"
    between = [n for n in range(end, start) if n not in aside]
    ahead = text.low(first - 1 - (text.low(first - 1) in known.word_set("numbers", "definite")))
    # "of the 412 sailors fourteen were hurt"
    is_of_whom = ahead in known.word_set("words", "stop") - known.articles
    if is_of_whom and any(known.is_number(text.at(n)) for n in between):
        return False
    ends, of = known.word_set("context", "barriers_behind") | set(",;:()!?"), known.word_set("dates", "of")
    # "60 soldiers practised rescuing the wounded": an object has an article of its own
    return not any(
        text.lows[n] in ends or (text.lows[n] in known.articles and text.low(n - 1) not in of) for n in between
    )


def room_of(sentence: str, at: Span, known: Language) -> str:
    """Return the words by which a number is that of those who could come, not of those who did: room for 900."""
    text = tokenize(sentence)
    first = text.token_from(at[0])
    found = [span for span in _found(text, known, "room") if span[1] <= first <= span[1] + 2]
    return sentence[slice(*text.span(*found[0]))] if found else ""


def unsure(sentence: str, at: Span, known: Language) -> str:
    """Return the word that makes a plan, hearsay or a condition of what a clause tells of a value; '' for what is so."""
    begin, end = _in_brackets(sentence, at) or clause_of(sentence, at, known)
    clause = sentence[begin:end]
    ended = sentence[:begin].rstrip().endswith((";", ",", ":")) or sentence[begin] == "("
    lead = (
        "" if ended else " ".join(sentence[:begin].split()[-2:])
    )  # "was due to" ends the clause before what it governs
    under = senses(" ".join(sentence.split()[:OPENING]), known, ["planned"]) if begin else {}
    # in a language of late verbs the plan stands behind
    ahead = clause if known.data["words"].get("late_verbs") else sentence[begin : at[0]]
    found = {
        **senses(sentence[: at[0]], known, ["rumour"]),
        **under,
        **senses(lead + clause, known, ["planned"]),
        **senses(lead + ahead, known, ["plan"]),
    }
    endings = known.words("senses", "hearsay")
    tokens = tokenize(clause).tokens if endings else ()
    heard = (
        one.text for one in tokens if len(one.low) > LONGEST_ENDING and one.text.islower() and one.low.endswith(endings)
    )
    behind = tokenize(sentence[end:])
    condition = known.phrases("context", "condition").at(behind.lows, 1) if behind.low(0) == "," else None
    unless = " ".join(behind.lows[1 : 1 + condition[0]]) if condition else ""
    return next(iter(found.values()), "") or next(heard, unless)


def _in_brackets(sentence: str, at: Span) -> Span | None:
    """Return where the brackets around a place stand: a loan was offered at the fair (57 stands)."""
    begin, end = sentence.rfind("(", 0, at[0]), sentence.find(")", at[1])
    return (begin, end) if begin >= 0 and ")" not in sentence[begin : at[0]] and end >= 0 else None


def _found(text: Text, known: Language, sense: str) -> list[Span]:
    return list(known.found(text, "senses", sense, 0, len(text.tokens)))


def _joins(low: str, known: Language) -> bool:
    """Return whether a word holds an 'and' before a word that tells of an event."""
    rest = low.removeprefix(known.and_prefix)
    return rest != low and any(rest in known.word_set("senses", sense) for sense in EVENTS | HARMS)
