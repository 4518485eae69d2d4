"""The entities that a name may be, each with its reason."""

from __future__ import annotations

import pytest

from druzhba_kb.relate.similar_names import EntityNames, LikelyEntity
from tests.suggesting.texts import entity


@pytest.mark.parametrize(
    ("known", "name", "reason"),
    [
        ("Ada Brine", "Ada Brine", "same name"),
        ("Ada Brine", "Ada Bryne", "differs by one letter from 'Ada Brine'"),
        ("Олег Салюков", "Oleg Salyukov", "same after transliteration as 'Олег Салюков'"),
        ("Ada Maria Brine", "Ada Brine", "leaves out a part of 'Ada Maria Brine'"),
        ("Ada Brine", "Ada Maria Brine", "has a part more than 'Ada Brine'"),
        ("ADA BRINE", "Ada Brine", "same but for capitals and marks as 'ADA BRINE'"),
    ],
)
def test_the_entity_that_a_name_may_be(known: str, name: str, reason: str) -> None:
    assert EntityNames([entity("known", "people", known)]).like([name]) == (LikelyEntity("known", reason),)


def test_editions_of_other_numbers_are_no_near_match() -> None:
    assert EntityNames([entity("kestrel-2016", "races", "Kestrel-2016")]).like(["Kestrel-2017"]) == ()
    assert EntityNames([entity("kestrel-iii", "races", "Kestrel-III")]).like(["Kestrel-VI"]) == ()
