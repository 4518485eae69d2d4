"""Every message that a page asks for is one that translators are given."""

from __future__ import annotations

from gettext import NullTranslations

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.locales.catalogue import HOLES, Catalogue
from druzhba_kb.model import KnowledgeBase
from tests.render.lighthouses import made, rendered
from tools.messages import messages


class Asked(NullTranslations):
    """Translations that are none, and remember for what they were asked."""

    def __init__(self) -> None:
        super().__init__()
        self.known = set[str]()

    def gettext(self, message: str) -> str:
        self.known.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.known.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)


def test_every_message_that_is_shown_stands_in_the_catalogues() -> None:
    asked = Asked()
    kb: KnowledgeBase = made()
    with speaking(Interface("ru", Catalogue(asked))):
        rendered(kb)
    given = {one.id if isinstance(one.id, str) else one.id[0] for one in messages()}
    assert "Coverage" in asked.known
    assert {one for one in asked.known - given if HOLES.sub("", one)} == set()
