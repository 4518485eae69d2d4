"""Words beside a value that make another thing of it: events, attributes, sides, parts, plans; and those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

KIND = """label: Mill
attributes:
  opened: {label: Opened, type: date, cues: [opened]}
  born: {label: Born, type: date, cues: [born]}
  start: {label: Start, type: date}
  end: {label: End, type: date}
  killed:
    {label: Killed, type: quantity, unit: people, cues: [killed], unit_words:
      [morts, passagers, Menschen, человек, personas, شخصا, افراد]}
  hurt: {label: Injured, type: quantity, unit: people, cues: [injured]}
  guests: {label: Guests, type: quantity, unit: guests, unit_words: [people, Gäste, visiteurs, гостей, visitantes], cues: [came]}
  daily: {label: Guests a day, type: quantity, unit: guests}
  seats: {label: Seats, type: quantity, unit: seats, unit_words: [guests], cues: [seats]}
  ayes: {label: Votes for, type: quantity, unit: votes, unit_words: [Stimmen, voix, голосов], cues: [for]}
  noes: {label: Votes against, type: quantity, unit: votes, unit_words: [Stimmen, voix, голосов], cues: [against]}
  cuts: {label: Jobs cut, type: quantity, unit: jobs, unit_words: [Stellen, emplois, рабочих мест], cues: [cut]}
  staff: {label: Staff, type: quantity, unit: people, unit_words: [Menschen, salariés, человек], cues: [employs]}
  length: {label: Length, type: quantity, unit: metres}
  profit: {label: Profit, type: money, cues: [profit]}
  revenue: {label: Revenue, type: money, cues: [revenue]}
  winner: {label: Winner, type: ref, to: people, inverse: Won}
  head: {label: Head, type: ref, to: people, inverse: Heads, cues: [director]}
timeline: {start: start, end: end}
"""
PEOPLE = {"ida": "Ida Holm", "per": "Per Lund"}


def _marks(folder: Path, lang: str, text: str, *lines: str) -> list[str]:
    """Return the marks, or else the codes, of what stands against a statement on the mill Oak Mill in an article of 2024."""
    site = lay_out(None, folder / "site")
    (site / "entities/mills").mkdir()
    (site / "entities/mills/_kind.yml").write_text(KIND)
    for id, name in PEOPLE.items():
        (site / f"entities/people/{id}.yml").write_text(f"name: {name}\n")
    statement = "\n    ".join([*lines, "source: log"])
    (site / "entities/mills/oak.yml").write_text(f"name: Oak Mill\nstatements:\n  - {statement}\n")
    (site / "articles/log.md").write_text(
        "---\ntitle: A Log\npublisher: The Log\npublished: 2024-05-05\npublished_basis: stated\nrights: full\n"
        f"lang: {lang}\n---\n\n{text}\n"
    )
    report = Report()
    check(site, report, guarded=False)
    errors = [one for one in report.in_order() if one.level == "error"]
    return [one.message.partition("context: [")[2].partition("]")[0] or one.code for one in errors]


@pytest.mark.parametrize(
    ("lang", "text", "value", "quote", "expected"),
    [
        # another event
        ("en", "Building of the mill began on 5 May 2018.", "opened: 2018-05-05", "began on 5 May 2018", ["otherwise"]),
        ("en", "The mill was begun in 2015 and opened on 5 May 2018.", "opened: 2018-05-05", "opened on 5 May 2018", []),
        ("en", "On 5 May 2018, the mill opened.", "opened: 2018-05-05", "On 5 May 2018", []),
        ("en", "On 5 May 2018, the mill closed.", "opened: 2018-05-05", "On 5 May 2018", ["otherwise"]),
        ("en", "The mill ran from 3 June 2024 until 9 June 2024.", "start: 2024-06-03", "3 June 2024 until 9 June 2024", []),
        ("en", "The mill ran until 9 June 2024.", "start: 2024-06-09", "ran until 9 June 2024", ["unsupported-value"]),
        ("de", "Das Fest lief vom 3. Juni 2024 bis 9. Juni 2024.", "start: 2024-06-03", "3. Juni 2024 bis 9. Juni 2024", []),
        ("ru", "Она работала с 3 июня 2024 года до 9 июня 2024 года.", "start: 2024-06-03", "с 3 июня 2024 года до 9 июня", []),
        ("en", "It had 70 guests, and 50 seats are of oak.", "seats: 50", "70 guests, and 50 seats", []),
        ("en", "A grant was signed on 4 May 2018, and visitors came from 5 May 2018.", "opened: 2018-05-05", "from 5 May 2018", []),
        ("en", "He died on 5 May 2018.", "born: 2018-05-05", "died on 5 May 2018", ["otherwise"]),
        ("de", "Der Bau begann am 5. Mai 2018.", "opened: 2018-05-05", "am 5. Mai 2018", ["otherwise"]),
        ("de", "Am 5. Mai 2018 wurde sie eröffnet.", "opened: 2018-05-05", "Am 5. Mai 2018", []),
        ("fr", "La fête débute le 4 juillet 2024.", "end: 2024-07-04", "débute le 4 juillet 2024", ["otherwise"]),
        ("ru", "Он умер 5 мая 2018 года.", "born: 2018-05-05", "5 мая 2018 года", ["otherwise"]),
        ("es", "Nació el 5 de mayo de 2018.", "born: 2018-05-05", "el 5 de mayo de 2018", []),
        ("en", "A blast injured 17 people and killed 3 people.", "killed: 17", "injured 17 people", ["otherwise"]),
        ("en", "A blast injured 17 people and killed 3 people.", "killed: 3", "killed 3 people", []),
        ("de", "40 Menschen wurden gerettet, 3 Menschen starben.", "killed: 40", "40 Menschen wurden gerettet", ["otherwise"]),
        ("de", "40 Menschen wurden gerettet, 3 Menschen starben.", "killed: 3", "3 Menschen starben", []),
        ("es", "Hubo 12 personas heridas y murieron 3 personas.", "killed: 12", "Hubo 12 personas heridas", ["otherwise"]),
        ("ru", "Пострадали 17 человек, двое погибли.", "killed: 17", "Пострадали 17 человек", ["otherwise"]),
        ("ar", "أصيب 40 شخصا وقتل ثلاثة.", "killed: 40", "أصيب 40 شخصا", ["otherwise"]),
        ("ur", "حادثے میں 19 افراد زخمی ہوئے اور تین ہلاک ہوئے۔", "killed: 19", "19 افراد زخمی ہوئے", ["otherwise"]),
        # another attribute of the kind
        ("en", "It made a profit of $4 on revenue of $90.", "profit: 90 USD", "revenue of $90", ["otherwise"]),
        ("en", "It made a profit of $4 on revenue of $90.", "profit: 4 USD", "profit of $4 on revenue", []),
        ("en", "It employs 30 people.", "guests: 30", "It employs 30 people", ["otherwise"]),
        # sides
        ("en", "It passed by 33 votes to 14.", "ayes: 14", "33 votes to 14", ["otherwise"]),
        ("en", "It passed by 33 votes to 14.", "noes: 14", "33 votes to 14", []),
        ("en", "It was rejected by 33 votes to 14.", "noes: 33", "33 votes to 14", []),
        ("en", "It had 33 votes in favour and 14 against.", "noes: 14", "33 votes in favour and 14 against", []),
        ("en", "It had 33 votes in favour and 14 against.", "noes: 33", "33 votes in favour and 14", ["otherwise"]),
        ("de", "Sie bekam 33 gegen 14 Stimmen.", "ayes: 33", "33 gegen 14 Stimmen", []),
        ("de", "Sie bekam 33 gegen 14 Stimmen.", "ayes: 14", "33 gegen 14 Stimmen", ["otherwise"]),
        ("fr", "Il y eut 33 voix pour et 14 contre.", "ayes: 14", "33 voix pour et 14 contre", ["otherwise"]),
        ("ru", "Было 33 голосов за и 14 против.", "noes: 14", "33 голосов за и 14 против", []),
        ("en", "At Oak Mill Ida Holm lost to Per Lund.", "winner: ida", "Ida Holm lost to Per Lund", ["otherwise"]),
        ("en", "At Oak Mill Ida Holm lost to Per Lund.", "winner: per", "Ida Holm lost to Per Lund", []),
        ("en", "Ida Holm beat Per Lund.", "winner: per", "Ida Holm beat Per Lund", ["otherwise"]),
        ("en", "Ida Holm beat Per Lund.", "winner: ida", "Ida Holm beat Per Lund", []),
        ("de", "Im Finale schlug Ida Holm den Favoriten.", "winner: ida", "Im Finale schlug Ida Holm", []),
        ("de", "Im Finale verlor Ida Holm gegen Per Lund.", "winner: ida", "verlor Ida Holm gegen Per Lund", ["otherwise"]),
        ("de", "Im Finale verlor Ida Holm gegen Per Lund.", "winner: per", "verlor Ida Holm gegen Per Lund", []),
        # no longer, or not at all
        ("en", "Ida Holm, until May the director of Oak Mill, came.", "head: ida", "Ida Holm, until May", ["otherwise"]),
        ("en", "Ida Holm, deputy director of Oak Mill, came.", "head: ida", "Ida Holm, deputy director of", ["otherwise"]),
        ("en", "Former minister Ida Holm is director of Oak Mill.", "head: ida", "Ida Holm is director of Oak Mill", []),
        ("fr", "Ida Holm, ancienne directrice de Oak Mill, est là.", "head: ida", "Ida Holm, ancienne directrice", ["otherwise"]),
        ("es", "Ida Holm, exdirectora de Oak Mill, llegó.", "head: ida", "Ida Holm, exdirectora de Oak Mill", ["otherwise"]),
        ("es", "Ida Holm, directora de Oak Mill, llegó.", "head: ida", "Ida Holm, directora de Oak Mill", []),
        ("en", "At its peak the mill employed 95 people.", "staff: 95", "the mill employed 95 people", ["otherwise"]),
        ("en", "The mill now employs 95 people.", "staff: 95", "now employs 95 people", []),
        # a part, a rate, a difference
        ("en", "It killed 21 people. Of these, 4 people died at home.", "killed: 4", "4 people died at home", ["part"]),
        ("en", "It hurt 21 people. Of these, 4 people died.", "killed: 4", "4 people died", []),
        ("fr", "Il y a 31 morts, dont 8 passagers.", "killed: 8", "dont 8 passagers", ["part"]),
        ("fr", "Il y a 31 morts, dont 8 passagers.", "killed: 31", "Il y a 31 morts", []),
        ("es", "Recibe 120 visitantes al día.", "guests: 120", "Recibe 120 visitantes", ["part"]),
        ("en", "Each day 48 guests came.", "guests: 48", "48 guests came", ["part"]),
        ("en", "Each summer 48 guests came.", "guests: 48", "48 guests came", []),
        ("en", "Within a week 48 guests came.", "guests: 48", "48 guests came", []),
        ("en", "It has 48 guests a day.", "daily: 48", "It has 48 guests", []),
        ("en", "Each room takes 4 guests.", "guests: 4", "Each room takes 4 guests", ["part"]),
        ("en", "It had 90 guests, up from 70 guests.", "guests: 70", "up from 70 guests", ["part"]),
        ("de", "Es kamen 90 Gäste, 20 mehr.", "guests: 90", "Es kamen 90 Gäste", []),
        ("en", "It has room for 90 guests.", "guests: 90", "room for 90 guests", ["otherwise"]),
        ("en", "It has room for 90 guests.", "seats: 90", "room for 90 guests", []),
        # plans, hearsay, conditions
        ("en", "It is considering cutting 30 jobs.", "cuts: 30", "cutting 30 jobs", ["unsure"]),
        ("en", "It cut 30 jobs, as planned.", "cuts: 30", "It cut 30 jobs", []),
        ("de", "Sie will 30 Stellen abbauen.", "cuts: 30", "30 Stellen abbauen", ["unsure"]),
        ("fr", "Ils supprimeraient 30 emplois.", "cuts: 30", "supprimeraient 30 emplois", ["unsure"]),
        ("fr", "Ils suppriment 30 emplois, un retrait.", "cuts: 30", "suppriment 30 emplois", []),
        ("ru", "Сократят 30 рабочих мест, если спрос упадёт.", "cuts: 30", "30 рабочих мест", ["unsure"]),
        ("en", "It was due to open on 3 May 2024.", "opened: 2024-05-03", "open on 3 May 2024", ["unsure"]),
        ("de", "Er hatte Geld gefordert; es kamen 60 Menschen.", "staff: 60", "es kamen 60 Menschen", []),
        ("en", "A loan was offered at the fair (60 people).", "staff: 60", "at the fair (60 people)", []),
        ("en", "A loan was offered (by Ida) to 60 people.", "staff: 60", "to 60 people", ["unsure"]),
        # a range gives both its ends, whatever the verb
        ("en", "It was ended from 3 to 9 May 2024.", "start: 2024-05-03", "from 3 to 9 May 2024", []),
        ("en", "It was ended on 9 May 2024.", "start: 2024-05-09", "ended on 9 May 2024", ["unsupported-value", "otherwise"]),
        # what was appointed is not what was founded, and each is not all
        ("en", "Its head was elected on 9 May 2024.", "opened: 2024-05-09", "elected on 9 May 2024", ["otherwise"]),
        ("de", "Jede Gruppe brachte 60 Gäste.", "guests: 60", "Jede Gruppe brachte 60 Gäste", ["part"]),
    ],
)  # fmt: skip
def test_words_beside_a_value_make_another_thing_of_it(
    tmp_path: Path, lang: str, text: str, value: str, quote: str, expected: list[str]
) -> None:
    assert _marks(tmp_path, lang, text, value, f'quote: "{quote}"') == expected


@pytest.mark.parametrize(
    ("lang", "text", "value", "quote", "expected"),
    [
        # a difference of two measures
        ("en", "Oak Mill is 20 metres longer than its dam.", "length: 20", "is 20 metres longer", ["part"]),
        ("en", "Oak Mill is deeper by 20 metres.", "length: 20", "is deeper by 20 metres", ["part"]),
        ("de", "Oak Mill ist 20 Meter länger als der Damm.", "length: 20", "ist 20 Meter länger", ["part"]),
        ("fr", "Oak Mill est plus long de 20 mètres.", "length: 20", "plus long de 20 mètres", ["part"]),
        ("en", "Oak Mill is 20 metres long.", "length: 20", "is 20 metres long", []),
        # another time, beside a number of now or in the pluperfect
        ("en", "Oak Mill has 40 people. In 2018 it was 60 people.", "staff: 60", "it was 60 people", ["otherwise"]),
        ("en", "Oak Mill thrives. In 2018 it had counted 60 people.", "staff: 60", "counted 60 people", ["otherwise"]),
        ("de", "40 Menschen mahlen, vor dem Brand waren es 60 Menschen.", "staff: 60", "es 60 Menschen", ["otherwise"]),
        ("en", "Oak Mill has 40 people. In 2018, it was 60 people.", "staff: 60", "it was 60 people", ["otherwise"]),
        ("en", "40 people mill. Five years ago, it was 60 people.", "staff: 60", "it was 60 people", ["otherwise"]),
        (
            "fr",
            "Oak Mill a 40 salariés. Il y a cinq ans, il avait 60 salariés.",
            "staff: 60",
            "60 salariés",
            ["otherwise"],
        ),
        ("en", "Oak Mill has 40 people. Open since 2018, it has 60 people.", "staff: 60", "it has 60 people", []),
        ("en", "In 2018 Oak Mill had 60 people.", "staff: 60", "had 60 people", []),
        ("en", "Oak Mill had 40 people. In 2018 it was 60 people.", "staff: 40", "had 40 people", []),
        ("en", "The mill, closed in 2009, was reopened in 2013.", "opened: 2013", "reopened in 2013", ["otherwise"]),
        ("de", "Die Stadt hatte 60 Menschen gefordert.", "staff: 60", "hatte 60 Menschen gefordert", ["unsure"]),
        ("ar", "ونفت الشركة أن 60 شخصا جاؤوا.", "killed: 60", "60 شخصا", ["unsure"]),
        # a relative clause of another one, and who is named as beaten
        ("en", "Oak Mill met Quay, which employs 60 people.", "staff: 60", "employs 60 people", ["elsewhere"]),
        ("en", "On the river stands Oak Mill, which employs 60 people.", "staff: 60", "employs 60 people", []),
        (
            "en",
            "Gull has beaten Oak Mill with 60 people.",
            "staff: 60",
            "beaten Oak Mill with 60 people",
            ["elsewhere"],
        ),
    ],
)
def test_a_number_of_another_time_or_of_another_one_is_told(
    tmp_path: Path, lang: str, text: str, value: str, quote: str, expected: list[str]
) -> None:
    assert _marks(tmp_path, lang, text, value, f"quote: {quote}") == expected


@pytest.mark.parametrize(
    "line", ["context: [part]\n    note: It is asked of one day.", "context: [part, unsure]\n    note: x"]
)
def test_such_a_mark_is_weighed_with_a_note_and_is_not_to_be_weighed_where_it_does_not_stand(
    tmp_path: Path, line: str
) -> None:
    found = _marks(tmp_path, "en", "Each day 48 guests came.", "guests: 48", "quote: 48 guests came", line)
    assert found == ["needless-context"] * ("unsure" in line)


def test_a_correction_anywhere_takes_a_number_back(tmp_path: Path) -> None:
    text = "It killed 19 people.\n\nIt was old.\n\nCorrection: it killed 17 people, not 19."
    assert _marks(tmp_path / "19", "en", text, "killed: 19", "quote: It killed 19 people") == ["withdrawn"]
    assert (
        _marks(tmp_path / "17", "en", text.replace("19 p", "17 p", 1), "killed: 17", "quote: It killed 17 people") == []
    )


def test_a_number_that_is_put_as_somebodys_needs_a_speaker(tmp_path: Path) -> None:
    text, quote = "The club put the number of guests at 90 guests.", "quote: at 90 guests"
    assert _marks(tmp_path / "none", "en", text, "guests: 90", quote) == ["spoken"]
    assert _marks(tmp_path / "club", "en", text, "guests: 90", quote, "said_by: {words: The club}") == []
