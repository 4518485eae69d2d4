"""Sentences: where they end, and where a stop ends none."""

from __future__ import annotations

import pytest

from druzhba_kb.reading.sentences import sentence_ends


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Am 3. Oktober brannte sie.", "de", ["Am 3. Oktober brannte sie."]),
        ("Montag, 3. Oktober 2014.", "de", ["Montag, 3. Oktober 2014."]),
        ("Der Turm des 19. Jahrhunderts. Er steht.", "de", ["Der Turm des 19. Jahrhunderts.", "Er steht."]),
        ("Im XIX. Jahrhundert brannte sie.", "de", ["Im XIX. Jahrhundert brannte sie."]),
        ("Die 40.\nRegatta begann.", "de", ["Die 40.\nRegatta begann."]),
        ("Friedrich II. kam. Er ging.", "de", ["Friedrich II. kam.", "Er ging."]),
        ("Es waren 40. Boote kamen.", "de", ["Es waren 40.", "Boote kamen."]),
        ("Es begann am 3. Die Boote kamen.", "de", ["Es begann am 3.", "Die Boote kamen."]),
        ("'Sie kam am 3.' Boote kamen.", "de", ["'Sie kam am 3.'", "Boote kamen."]),
        ("Das war 2014. Oktober war es.", "de", ["Das war 2014.", "Oktober war es."]),
        ("Es waren 2,5. Oktober war es.", "de", ["Es waren 2,5.", "Oktober war es."]),
        ("5 Mio. Euro fehlen.", "de", ["5 Mio. Euro fehlen."]),
        ("I left on the 3. October came.", "en", ["I left on the 3.", "October came."]),
        ("Den 3. oktober brant den.", "nb", ["Den 3. oktober brant den."]),
        ("V roce 2014 3. října svítila.", "cs", ["V roce 2014 3. října svítila."]),
    ],
)
def test_the_stop_of_an_ordinal_ends_no_sentence_where_a_language_writes_such(
    text: str, lang: str, expected: list[str]
) -> None:
    ends = [*sentence_ends(text, lang), len(text)]
    found = [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
    assert [sentence for sentence in found if sentence] == expected
