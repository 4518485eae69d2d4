"""Mail text: the signature of a mail and the mails that it answers are outside, and its own words never."""

from __future__ import annotations

import pytest

from druzhba_kb.importing.lines import read_text
from druzhba_kb.importing.mail_text import mark_quoted

OWN = """\
The towns of Norwick and Sule have agreed to share their boats in autumn, the ferry office said today.

The smaller islands have waited for a night boat since the bridge was closed to heavy lorries in spring."""
QUOTED = "> When will the boats sail?\n>\n> Ina"
SHOWN = ["When will the boats sail?", "Ina"]


def outside(text: str) -> list[str]:
    lines = read_text(text)
    return [line.text for line, known in zip(mark_quoted(lines), lines, strict=True) if line.mark != known.mark]


@pytest.mark.parametrize(
    "introduction",
    [
        "On Wed, 5 Jun 2019 at 22:10, Ina Moss <ina@strait.example> wrote:",
        "On 5 June 2019, a person of the ferry office whose name is rather long\nwrote:",
        "Am 05.06.2019 um 22:10 schrieb Ina Moss:",
        "Le 5 juin 2019 à 22:10, Ina Moss a écrit :",
        "El 5 jun 2019, a las 22:10, Ina Moss escribió:",
        "5 июня 2019 г., в 22:10, Ина Мосс написала:",
        "ср, 5 июн. 2019 г. в 22:10, Ina Moss <ina@strait.example>:",
        "في 5 يونيو 2019، كتب إينا موس:",
        "\u200f5 جون 2019 کو انا موس نے لکھا:\u200f",
    ],
)
def test_a_mail_that_is_answered_is_outside_with_the_words_above_it(introduction: str) -> None:
    assert outside(f"{OWN}\n\n{introduction}\n\n{QUOTED}\n") == [*introduction.split("\n"), *SHOWN]


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Ina Moss <ina@strait.example>\nSent: Wednesday, June 5, 2019 10:10 PM\nTo: Jo",
        "________________________________\nVon: Ina Moss\nGesendet: Mittwoch, 5. Juni 2019 22:10\nAn: Jo\nBetreff: Boote",
        "*From:* Ina Moss *Sent:* Wednesday, June 5, 2019 10:10 PM *To:* Jo *Subject:* Boats",
        "De : Ina Moss\nEnvoyé : mercredi 5 juin 2019 22:10\nÀ : Jo",
        "De: Ina Moss\nEnviado el: miércoles, 5 de junio de 2019 22:10\nPara: Jo",
        "От: Ина Мосс\nОтправлено: 5 июня 2019 г. 22:10\nКому: Джо",
        "من: إينا موس\nتم الإرسال: 5 يونيو 2019\nإلى: جو",
        "منجانب: انا موس\nتاریخ: 5 جون 2019\nموضوع: کشتیاں",
    ],
)
def test_a_mail_below_the_head_that_outlook_sets_is_outside_to_its_end(head: str) -> None:
    text = f"{OWN}\n\n{head}\n\nWhen will the boats sail?\n\nIna\n"
    left = [line.text for line in mark_quoted(read_text(text)) if line.mark != "outside"]
    assert left == OWN.split("\n\n")


@pytest.mark.parametrize(
    "order",
    [
        "{intro}\n{quoted}\n\n{own}\n",
        "{intro}\n> Hello.\n\n{own}\n\n{quoted}\n",
        "{own}\n\n{intro}\n{quoted}\n\n-- \nJo\nSule",
        "{own}\n\n-- \nJo\n____________________\nA list\n\n{intro}\n\n{quoted}",
    ],
)
def test_the_own_words_stay_wherever_they_stand(order: str) -> None:
    text = order.format(intro="On 5 June 2019 Ina wrote:", quoted=QUOTED, own=OWN)
    left = [line.text for line in mark_quoted(read_text(text)) if line.mark != "outside"]
    assert left == OWN.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        f"See below.\n\nOn 5 June 2019 Ina wrote:\n\n> {OWN}",  # all that was sent
        f"{OWN}\n\nThe council said of the boats:\n\n{QUOTED}",
        f"{OWN}\n\nOn 5 June 2019 the council wrote:\n\nWe will sail.",
        f"{OWN}\n\n--\n\n{OWN}",
        f"From: Norwick\nSent: two boats\n\n{OWN}",
        f"See below.\n\nFrom: Ina\nSent: 5 June 2019\nTo: Jo\n\n{OWN}",
        f"The boats\n\n--\n\n{OWN}",
        OWN,
    ],
)
def test_what_may_be_the_mails_own_stays(text: str) -> None:
    assert outside(text) == []


def test_a_signature_stands_below_two_dashes() -> None:
    assert outside(f"{OWN}\n\n-- \nJo Marsh\nStrait Gazette\n+44 20 5555") == [
        "--",
        "Jo Marsh",
        "Strait Gazette",
        "+44 20 5555",
    ]
