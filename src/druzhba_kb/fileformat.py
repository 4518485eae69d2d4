"""The file format: every key of every mapping that editors write, said once.

Parsing, the JSON Schemas, the exported data with its schema, what `new` and `explain` show and `docs/file-format.md` follow
from these tables, so that a new key is one row here. What a key does is not said here: that is for parse, verify and the
pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from druzhba_kb.locales import N_

Reader = Literal[
    "text", "texts", "ids", "flag", "choice", "number", "limit", "date", "url", "mapping", "mappings", "special"
]
# What an id names; 'either' is an article or an entity.
Target = Literal["", "article", "entity", "either", "reference", "any"]
SAYS = {
    "texts": "a text, or a list of them",
    "ids": "an id, or a list of them",
    "flag": "true or false",
    "number": "a whole number",
    "date": "a date (EDTF)",
    "url": "an address, http or https",
    "mapping": "a mapping",
    "mappings": "a list of mappings",
    "special": "",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping.

    `reader` is the method of `parse.fields.Fields` that reads it; what is 'special' is read by its own function. `field`
    is its name in the model where that is another, `options` what a choice may say, `default` what it says where it is
    absent, `form` the mapping that stands below it, `names` the records whose ids are its values. `null` may stand where
    `nullable`; `exported` keys are in `kb.json`; `attested` ones only somebody who has the
    text can judge, so that a change of them needs a signature; `example` is shown to whoever begins a file.
    """

    name: str
    reader: Reader
    help: str
    field: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    default: str | None = None
    form: Form | None = None
    names: Target = ""
    nullable: bool = False
    exported: bool = False
    attested: bool = False
    example: str = ""

    @property
    def attribute(self) -> str:
        """Return the name of the field in the model."""
        return self.field or self.name

    @property
    def takes(self) -> str:
        """Return what may stand for it, in words, and whether it must."""
        options = "one of " * (len(self.options) > 1) + ", ".join(self.options)
        said = options or SAYS.get(self.reader, self.reader)
        below = f"{said} of {', '.join(key.name for key in self.form.keys)}" if self.form else said
        return "; ".join([part for part in (below, "needed" * self.required, "or null" * self.nullable) if part])


@dataclass(frozen=True)
class Form:
    """A mapping: what messages call it, and its keys in their order."""

    what: str
    keys: tuple[Key, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names of its keys."""
        return tuple(key.name for key in self.keys)

    def called(self, what: str) -> Form:
        """Return the same mapping under another name, which tells which one it is."""
        return replace(self, what=what)

    @cached_property
    def plain(self) -> tuple[Key, ...]:
        """Return the keys that need no function of their own to be read."""
        return tuple(key for key in self.keys if key.reader not in ("mapping", "mappings", "special"))

    def read_by(self, *readers: Reader) -> tuple[Key, ...]:
        """Return the keys that are read in one of these ways."""
        return tuple(key for key in self.keys if key.reader in readers)

    @cached_property
    def exported(self) -> tuple[Key, ...]:
        """Return the keys that stand in `kb.json`, in its order."""
        return tuple(key for key in self.keys if key.exported)


# fmt: off
# Seals hold marks too: another mark needs another version of theirs.
MARKS = {
    N_("negated"): "Its sentence negates the words; where the statement says so too, it has 'denies: true'.",
    N_("asked"): "Its sentence asks.",
    N_("conditional"): "A condition governs the words (if, unless), or they are no more than possible (could, might).",
    N_("doubted"): "Its sentence denies the words, doubts them or passes them on as a rumour.",
    N_("compared"): "The words around change its number: a hedge, a scale, a rate or a range is cut off; quote more of it.",
    N_("spoken"): "Somebody says the words, and not the article; 'said_by' names them.",
}
# those that the text alone shows, and no seal has
TEXT_MARKS = {
    N_("elsewhere"): "Its sentence, or the row or column of its table, tells the value of another record or edition: of one that "
        "is named there, that the sentence before names, or that a year means (in 2014, two years earlier).",
    N_("column"): "The cell of the value stands under the head of another attribute.",
    N_("harmed"): "The number counts those who were hurt, killed or held, and not those who took part.",
    N_("otherwise"): "The words tell of something else than the attribute: another event (began, not opened) or attribute, "
        "the other side of a vote, who lost, who or what was but is no longer so.",
    N_("part"): "The number counts but a part of one before it (of these), each one, a day, or a difference (300 more).",
    N_("unsure"): "The words tell a plan, a wish, hearsay by the form of a verb, or what a condition behind them bounds.",
    N_("withdrawn"): "The article takes the words back: 'we first gave', 'that was wrong'.",
}
WORDS = Form("words", (
    Key("words", "text", "The source's own words, shown and never compared.", required=True),
))
ALIAS = Form("an alias", (
    Key("name", "text", "The other name.", required=True, exported=True),
    Key("lang", "text", "Its language, as in en, de or pt-BR.", exported=True),
    Key("source", "text",
        "The id of the article that uses it; without one, a reference or a note is needed.", exported=True, names="article"),
    Key("quote", "text", "Words of the article in which it stands; the name itself, if not given."),
    Key("note", "text", "Where the name is from, where no article has it."),
    Key("use", "choice", "metonym: it bears out a reference, and never links.", options=(N_("metonym"),)),
    Key("ambiguous", "flag", "true: it is also the name of something else, and never links."),
    Key("reference", "text",
        "The id of the reference that has the name, where no article has it.", exported=True, names="reference"),
    Key("entry", "text", "The entry of the reference in which it stands.", exported=True),
))
DISAGREEMENT = Form("a disagreement", (
    Key("about", "texts", "The attributes that it is about, or name.", required=True),
    Key("reason", "choice",
        "Why the sources differ.",
        options=(
            N_("date"), N_("definition"), N_("scope"), N_("rounding"), N_("transcription"), N_("translation"),
            N_("correction"), "unknown",
        ),
        default="unknown"),
    Key("note", "text", "What a reader must know of it."),
    Key("sides", "text", "The digest of the evidence that it was weighed with, set by check --accept."),
))
QUOTATION = Form("a quotation", (
    Key("source", "text", "The id of the article that is quoted.", "article", required=True, example="ARTICLE", names="article"),
    Key("quote", "text",
        "Two to twelve words of one block of the article, word for word.", required=True, example="two to twelve words"),
    Key("block", "number", "The number of the block; only where the same words stand in several."),
    Key("context", "texts",
        "Marks of the sentence around the quotation that you have weighed (negated, asked …); a note says why.",
        options=(*MARKS, *TEXT_MARKS)),
    Key("said_by", "special",
        "Who claims it, where it is not the article: an id, {words: …} for one who is no entity, or a chain of both, as in "
        "[ministry, spokesman]: whoever said it first stands first, whoever the article heard it from last.",
        example="SPEAKER", names="entity"),
    Key("origin", "special",
        "Where the article has it from, where it tells: an id, or {words: …}; by default the last of said_by, else the article.",
        names="entity"),
))
EVIDENCE = Form("an item of evidence", (
    *QUOTATION.keys,
    Key("inferred", "texts", "As of the statement, for this quotation alone.", exported=True),
    Key("as_of", "date", "As of the statement, for this quotation alone.", exported=True),
    Key("note", "text", "What a reader must know to judge this quotation.", exported=True),
))
CITATION = Form("a citation of a reference", (
    Key("reference", "text",
        N_("The id of a reference, for what no article says, where the attribute allows it."), required=True, names="reference"),
    Key("entry", "text", N_("The entry of the reference."), required=True),
))
STATEMENT = Form("a statement", (
    *QUOTATION.keys,
    *CITATION.keys,
    Key("evidence", "mappings",
        "Several quotations instead of source and quote: one of each article that tells it, or two of one article where its "
        "words stand apart; those of one article are read together.", form=EVIDENCE),
    Key("concerns", "ids",
        "Further entities that it concerns, which its value, references and speakers do not name.", names="entity"),
    Key("denies", "flag", N_("true: this source says that the value is not so."), exported=True),
    Key("standing", "choice",
        N_("preferred or rejected, with a note; normal when absent."),
        options=("preferred", "normal", "rejected"), default="normal", exported=True),
    Key("inferred", "texts",
        "The parts of the value that the quotation does not give; a note says where they come from.",
        exported=True, example="[year]"),
    # L10n: as_of, from and until are named where they are inferred
    Key(N_("as_of"), "date", N_("When it held, as the source has it (EDTF)."), exported=True),
    Key(N_("from"), "date", N_("Since when it holds (EDTF)."), "since", exported=True),
    Key(N_("until"), "date", N_("Until when it held (EDTF)."), exported=True),
    Key("note", "text", N_("What a reader must know to judge it."), exported=True, example="where the year is from"),
))
IMAGE = Form("an image", (
    Key("file", "text", "Its file in `assets/`, such as assets/lamp.jpg.", required=True),
    Key("alt", "text", "What it shows, for those who do not see it.", required=True),
    Key("credit", "text", "Whose it is.", required=True),
    Key("licence", "text", "Under which licence it may be published, such as CC BY 4.0.", required=True),
))
ENTITY = Form("an entity", (
    Key("name", "text", "The name that pages, lists and links show.", required=True),
    Key("status", "choice", "draft: checked and shown in the preview, not published.", options=("draft",)),
    Key("category", "text", "What sort of its kind it is, one of the kind's categories; the editors' own, without evidence."),
    Key("image", "mapping", "A picture of it.", form=IMAGE),
    Key("aliases", "mappings", "Other names, each with the article that uses it or a note.", form=ALIAS),
    Key("short_names", "texts", "Names that link only in an article that has the name or an alias too."),
    Key("adjectives", "texts", "Words such as Maltese that bear a reference to it and never link."),
    Key("summary", "text",
        "Our own words, in Markdown; a link such as ../kind/id.yml becomes a link to a page.", default="", nullable=True),
    Key("statements", "mappings", "What the articles claim, each with the words that bear it out.", form=STATEMENT),
    Key("disagreements", "mappings", "Disagreements that cannot be computed, and the reason of each.", form=DISAGREEMENT),
    Key("formerly", "ids", "Former ids of this entity; their addresses lead here."),
))
ARTICLE = Form("an article", (
    Key("title", "text", N_("The title as published; block 0."), required=True, exported=True, attested=True),
    Key("status", "choice", "draft: work in progress; neither it nor what rests on it alone is published.", options=("draft",),
        attested=True),
    Key("publisher", "text", N_("Who published it."), nullable=True, exported=True, attested=True),
    Key("author", "text", N_("Who wrote it, or null."), nullable=True, exported=True, attested=True),
    Key("published", "date",
        N_("When it was published (EDTF): 2018-10-23, or 2016-09-23~ for an inferred day."),
        nullable=True, exported=True, attested=True),
    Key("published_basis", "choice",
        N_("How the date is known; inferred needs published_note."),
        options=("stated", "dateline", "inferred"), nullable=True, exported=True, attested=True),
    Key("published_note", "text", "What an inferred date was inferred from.", nullable=True, attested=True),
    Key("genre", "choice",
        N_("What sort of text it is."),
        options=(N_("report"), N_("analysis"), N_("opinion"), N_("interview")), nullable=True, exported=True, attested=True),
    Key("url", "url", N_("Its address, http or https."), nullable=True, exported=True, attested=True),
    Key("archived_url", "url", "The address of an archived copy, or null.", nullable=True, attested=True),
    Key("rights", "choice",
        N_("withheld: the site shows a digest; full: the whole text may be published."),
        options=("withheld", "full"), default="withheld", required=True, exported=True, attested=True),
    Key("blocks", "text",
        N_("The kind of each block: d deck, p paragraph, h heading, q quotation, e embedded post."),
        default="", nullable=True, exported=True, attested=True),
    Key("source_sha256", "special",
        "The sha256 of the clean text in sources/, written by the import.", nullable=True, attested=True),
    Key("commitment", "special",
        "The root of the hash tree over its words, which its seals open, written by import and seal.", attested=True),
    Key("budget", "special",
        "The largest share of its words, in per cent, that the site may quote; 25, if not given. A short article needs more.",
        attested=True),
    Key("formerly", "ids", "Former ids of this article; their addresses lead here."),
    Key("uncited", "special", "Why a block (7, or 7-9) is not quoted by any statement."),
    Key("absent", "special", "What it was read for and does not give: entities, each with a list of attributes.", names="entity"),
    Key("lang", "text", "Its language, as in en, de or pt-BR; that of the base, if not given.", attested=True),
    Key("subjects", "ids",
        "The entities that it is mainly about: to suggest, 'the bridge' means the one, and sentences without a name are theirs.",
        names="entity"),
))
REFERENCE = Form("a reference", (
    Key("title", "text", N_("Its title."), required=True, exported=True),
    Key("publisher", "text", N_("Who publishes it."), required=True, exported=True),
    Key("url", "url", N_("Its address, http or https."), required=True, exported=True),
    Key("accessed", "date", N_("The day on which it was read (EDTF)."), required=True, exported=True),
    Key("note", "text", N_("What a reader must know of it, such as its version and licence."), exported=True),
))
PAGE = Form("a page", (
    Key("title", "text", "What it is called: its heading, and its name in the navigation.", required=True),
    Key("section", "text",
        "The part of the navigation in which it stands; that of its folder, or About, if not given.", default=""),
    Key("order", "number", "Its place among the own pages of its section; those without one come last, by their titles."),
    Key("summary", "text", "What it is about, in a sentence, for its head and for previews of links.", default=""),
    Key("status", "choice", "draft: checked and shown in the preview, not published.", options=("draft",)),
))
TIMELINE = Form("a timeline", (
    Key("start", "text", "The attribute that says when it began."),
    Key("end", "text", "The attribute that says when it ended."),
))
RECOGNIZERS = ("person", "place", "organization", "named", "described", "designation")
SUGGEST = Form("'suggest'", (
    Key("as", "text", f"How names are found: as {', '.join(RECOGNIZERS)}.", required=True),
    Key("cues", "texts", "The words next to a name, for named and described."),
))
FIGURE = Form("a figure", (
    Key("id", "text", "Its address below figures/, unlike that of any other.", required=True),
    Key("title", "text", "What it shows, in a few words.", required=True),
    Key("type", "choice",
        "values: the numbers of each record, each with who gives it; matrix: what is known of each record.",
        options=("values", "matrix"), default="values"),
    Key("attributes", "texts",
        "What it draws. Of values, the first is its subject, others may mean something else; a matrix has all, if not given."),
    Key("note", "text", "What a reader must know of it, in a sentence.", default=""),
))
ATTRIBUTE = Form("an attribute", (
    Key("label", "text", "What pages call it; its name, if not given."),
    Key("type", "text", "The type of its values.", required=True),
    Key("single", "flag", "true: only one value can be true, so that different values are a disagreement."),
    Key("unit", "text", "What a quantity counts or measures."),
    Key("to", "texts", "The kinds that a reference may lead to."),
    Key("inverse", "text", "What the page of the entity referred to calls those that refer to it."),
    Key("acyclic", "flag", "true: its references must not lead back to where they began."),
    Key("options", "special", "The values of a choice, each with the words that bear it out."),
    Key("cues", "texts", "Words near which a value stands, for what is suggested."),
    Key("unit_words", "texts", "Nouns that count as the unit: labourers as workers."),
    Key("claim", "flag", "true: its values are claims, such as an accusation or a forecast, and never shown without their voice."),
    Key("only", "texts", "The categories for which it can be asked; all, if not given."),
    Key("from", "special",
        "Where its values stand instead, as kind.attribute: they are never stated here, and shown with their evidence there."),
    Key("by", "special", "The attribute of that other kind which refers to the entity of this one."),
    Key("references", "flag", "true: it may rest on a reference instead of an article."),
))
KIND = Form("a kind", (
    Key("label", "text", "What one of them is called; the id, if not given.", required=True),
    Key("plural", "text", "What many of them are called; the label, if not given."),
    Key("icon", "text", "An icon of Material for MkDocs, such as material/bridge."),
    Key("summary", "text", "What they are, in a sentence.", default=""),
    Key("categories", "texts", "What sorts of them there are, for 'category' and 'only'."),
    Key("order_by", "special", "The attribute by which they are listed, or name."),
    Key("attributes", "special", "What can be stated of them, each with its label and type."),
    Key("timeline", "mapping", "The dates by which they stand on the timeline.", form=TIMELINE),
    Key("figures", "mappings", "Drawings of them, each with an address of its own.", form=FIGURE),
    Key("location", "texts", "The attributes that refer to where one of them is or took place, the most exact first."),
    Key("suggest", "mapping", "How their names are found in the texts of articles.", form=SUGGEST),
    Key("schema", "choice",
        "What schema.org calls them.",
        options=("CreativeWork", "DefinedTerm", "Event", "Intangible", "Legislation", "MedicalEntity",
                 "Organization", "Person", "Place", "Product", "Taxon", "Thing")),
    Key("formerly", "ids", "Former names of its folder; their addresses, and those of its entities there, lead here."),
))
MOVE = Form("a move", (
    Key("entity", "text", "The id of the entity on whose page the statement stood, or its former id.", required=True),
    Key("was", "text", "The id that the statement had there: e-<id>-1 is the address of its evidence.", required=True),
    Key("quotations", "number", "How many quotations it had there; one, if not given."),
    Key("to", "text", "The id of the entity on whose page it stands now.", required=True, names="entity"),
    Key("now", "text", "Its id there.", required=True),
))
MOVES = Form("the list of moves", (
    Key("moved", "mappings", "The statements that left a page or changed their id, so that their addresses lead on.", form=MOVE),
))
COUNTED = Form("an assertion with 'count'", (
    Key("count", "text", "A kind, or articles, entities, statements, quotations or disagreements.", required=True),
    Key("at_least", "number", "How many there must be."),
    Key("at_most", "number", "How many there may be."),
    Key("note", "text", "Why it must hold."),
))
REQUIRED = Form("an assertion with 'every'", (
    Key("every", "text", "The kind of which it must hold.", required=True),
    Key("has", "texts", "Attributes, summary, aliases or statements: one of them is needed.", required=True),
    Key("except", "ids", "Entities of which it need not hold; a note says why.", names="entity"),
    Key("note", "text", "Why it must hold, or need not of some."),
))
ASSERTION = Form("an assertion", tuple({key.name: key for key in (*COUNTED.keys, *REQUIRED.keys)}.values()))
ASSERTIONS = Form("the list of assertions", (
    Key("assertions", "mappings", "What must hold of what is published.", form=ASSERTION),
))
RATCHET = Form("the list of ratchets", (
    Key("unsourced_aliases", "limit", "Aliases with a note and neither a source nor a reference."),
    Key("inferred_values", "limit", "Values of which the quotation does not give every part."),
    Key("uncited_blocks", "limit", "Blocks that no statement quotes, with or without a reason."),
    Key("open_blocks", "limit", "Blocks that no statement quotes, without a reason."),
    Key("thin_quotes", "limit", "Quotations that say too little to show why they bear the value."),
    Key("stated_twice", "limit", "Facts that are stated in two places."),
    Key("long_digests", "limit", "Digests, and paragraphs of them, that are too long beside their text."),
    Key("acknowledged_contexts", "limit", "Marks of the sentence around a quotation that an editor has weighed."),
    Key("warnings", "limit", "Warnings of the check, other than that quotations are not sealed yet."),
))
RATCHETS = Form("the file of ratchets", (
    Key("ratchets", "mapping",
        "Numbers that may fall and not rise: of all, such as 12, or of each hundred, such as 8%.", form=RATCHET),
))
CHANGED = Form("an item of a change", (
    Key("record", "text", "The id of the entity, article or reference that changed.", required=True, names="any"),
    Key("name", "text", "What it was called, where it is gone.", nullable=True),
    Key("what", "choice", "What became of what the item tells.", options=("added", "corrected", "withdrawn"), required=True),
    Key("text", "text", "What differs, as 'changes' writes it: by these words it knows what is told.", required=True),
    Key("reason", "text", "Why it was corrected or withdrawn, for readers.", nullable=True),
))
CHANGE = Form("a change", (
    Key("date", "text", "The day, such as 2026-01-31; a day has one change.", required=True),
    Key("title", "text", "What changed, in a few words; it is a part of the entry's id in the feed.", required=True),
    Key("text", "text", "What a reader must know of it.", default=""),
    Key("about", "ids", "The entities and articles that it is about.", names="either"),
    Key("items", "mappings", "What was added, corrected and withdrawn, written by 'changes'.", form=CHANGED),
))
CHANGES = Form("the list of changes", (
    Key("changes", "mappings", "What has changed, for readers.", form=CHANGE),
))
# fmt: on

# Every mapping that an editor writes, in the order in which the reference page has them.
FORMS = (
    ENTITY, IMAGE, ALIAS, STATEMENT, EVIDENCE, DISAGREEMENT, ARTICLE, REFERENCE, PAGE, KIND, ATTRIBUTE, TIMELINE, FIGURE, SUGGEST,
    COUNTED, REQUIRED, RATCHET, MOVE, CHANGE, CHANGED,
)  # fmt: skip


def keys_named(name: str) -> list[tuple[Form, Key]]:
    """Return the keys of a name, each with its mapping."""
    return [(form, key) for form in FORMS for key in form.keys if key.name == name]
