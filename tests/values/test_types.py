"""What holds for every value type, whatever the text."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.model import Names
from druzhba_kb.reading import Words
from druzhba_kb.values import TYPES
from druzhba_kb.values.date import show_year

from .examples import ATTRIBUTES, GOOD, missing

NAMES = sorted(TYPES)
SHAPED = st.text(alphabet="0123456789XY-/.~?%<>=eE, USDRhtp:@[]abcдé٣½\x00\u200b\ud800\n", max_size=30)
PAIRS = [(name, value) for name in NAMES for value in GOOD[name]]


def parsed(name: str, raw: str) -> str | None:
    try:
        return TYPES[name].parse(raw, ATTRIBUTES[name])
    except ValueError as fault:
        assert str(fault)
        return None


def test_the_types_of_value_are_these_nine() -> None:
    assert NAMES == ["choice", "coordinates", "date", "integer", "money", "quantity", "ref", "text", "url"]
    assert all(TYPES[name].name == name for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
@given(raw=st.one_of(st.text(), SHAPED, st.from_regex(r"[0-9X]{4}-[0-9X]{2}-[0-9X]{2}[~?%]?", fullmatch=True)))
def test_parse_raises_only_value_error_and_is_idempotent(name: str, raw: str) -> None:
    value = parsed(name, raw)
    if value is not None:
        assert parsed(name, value) == value
        assert TYPES[name].show(value, ATTRIBUTES[name])
        assert TYPES[name].compatible(value, value)
        names = Names((raw,), (raw,))
        TYPES[name].missing(value, (), (Words(raw),), ATTRIBUTES[name], names)
        spans = TYPES[name].spans(value, Words(raw), ATTRIBUTES[name], names)
        assert all(0 <= start < end <= len(raw) for start, end in spans)


@pytest.mark.parametrize("name", NAMES)
def test_very_long_input_is_refused(name: str) -> None:
    assert parsed(name, "9" * 100_000) is None


@pytest.mark.parametrize(("name", "value"), PAIRS)
def test_good_values_are_canonical_and_match_the_schema(name: str, value: str) -> None:
    assert parsed(name, value) == value
    schema = TYPES[name].schema(ATTRIBUTES[name], ["pabbi", "port-2-b"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(value, schema)


@pytest.mark.parametrize("name", NAMES)
def test_compatible_is_reflexive_and_symmetric(name: str) -> None:
    compatible = TYPES[name].compatible
    assert all(compatible(one, one) for one in GOOD[name])
    assert all(compatible(one, other) == compatible(other, one) for one in GOOD[name] for other in GOOD[name])


@given(
    name=st.sampled_from(["quantity", "money", "integer"]),
    sign=st.sampled_from(["", "~", ">=", "<=", ">", "<"]),
    others=st.tuples(st.integers(0, 300), st.integers(0, 300)),
)
def test_compatible_numbers_are_symmetric(name: str, sign: str, others: tuple[int, int]) -> None:
    ending, sign = (" USD" if name == "money" else ""), ("" if name == "integer" else sign)
    one, other = f"{sign}{others[0]}{ending}", f"{others[1]}{ending}"
    assert TYPES[name].compatible(one, other) == TYPES[name].compatible(other, one)
    assert TYPES[name].compatible(one, one)


@pytest.mark.parametrize(("name", "value"), PAIRS)
def test_a_value_has_a_cell_for_each_column_of_its_type(name: str, value: str) -> None:
    assert len(TYPES[name].split(value)) == len(TYPES[name].cells)


@pytest.mark.parametrize(
    ("name", "value", "cells"),
    [
        ("quantity", "70", ("70", "70")), ("quantity", "~200", ("200", "200")), ("quantity", ">=50", ("50", "")),
        ("quantity", "<5", ("", "5")), ("quantity", "50-70", ("50", "70")), ("integer", "1400", ("1400",)),
        ("money", "1e9-2e9 USD", ("1000000000", "2000000000", "USD")), ("coordinates", "33.95, -72.6", ("33.95", "-72.6")),
        ("ref", "mill-bay", ("mill-bay",)), ("date", "2018-10", ("2018-10", "2018-10-01", "2018-10-31")),
        ("date", "2018/..", ("2018/..", "2018-01-01", "")), ("date", "-0043", ("-0043", "", "")), ("text", "a", ()),
    ],
)  # fmt: skip
def test_a_table_gets_what_can_be_counted_or_drawn(name: str, value: str, cells: tuple[str, ...]) -> None:
    assert TYPES[name].split(value) == cells


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("-0043", "44 BC"), ("0000", "1 BC"), ("0842", "842"), ("Y17000", "17000"), ("Y-17000", "17001 BC"),
        ("2018-10-22/2019", "2018"), ("../2018", "2018"), ("2018-21", "2018"), ("201X", ""),
    ],
)  # fmt: skip
def test_the_year_of_a_date_is_written_as_people_write_it(value: str, year: str) -> None:
    assert show_year(value) == year


@pytest.mark.parametrize("name", [name for name in NAMES if name != "text"])
def test_value_and_the_attribute_name_excuse_everything(name: str) -> None:
    attribute, value = ATTRIBUTES[name], GOOD[name][0]
    names = Names(("Pabbi",))
    lacking = missing(name, value, "nothing of it", names=names)
    assert lacking
    assert set(lacking) <= set(TYPES[name].components(attribute))
    for excuse in ("value", attribute.name):
        assert excuse in TYPES[name].components(attribute)
        assert missing(name, value, "nothing of it", names=names, inferred=(excuse,)) == []
    assert missing(name, value, "nothing of it", names=names, inferred=lacking) == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"text", "choice", "ref", "url"}])
def test_digits_of_other_scripts_are_refused(name: str) -> None:
    assert all(
        parsed(name, value.replace("0", "٠").replace("5", "٥").replace("3", "٣")) in {None, value}
        for value in GOOD[name]
    )


def test_a_message_shows_what_is_invisible() -> None:
    with pytest.raises(ValueError, match=r"'7\\x000'"):
        TYPES["integer"].parse("7\x000", ATTRIBUTES["integer"])


@pytest.mark.parametrize(
    ("value", "shown"), [("9999", "9999"), ("10000", "10,000"), ("-9999", "-9999"), ("-10000", "-10,000")]
)
def test_a_whole_number_of_five_digits_is_shown_in_groups(value: str, shown: str) -> None:
    assert TYPES["integer"].show(value, ATTRIBUTES["integer"]) == shown


def test_a_position_is_short_however_much_space_is_around_it() -> None:
    assert parsed("coordinates", " 51.5, -0.5 ") == "51.5, -0.5"
    assert parsed("coordinates", "51.5, -0.5" + " " * 1000) is None
