"""The value types: the type's name in, the object that parses, shows, compares and checks its values out.

A type of value is one class here and one row of this table; stages and pages ask the type and never look at its name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from druzhba_kb.model import Attribute
from druzhba_kb.values.base import ValueType
from druzhba_kb.values.date import DateType
from druzhba_kb.values.number_types import CoordinatesType, IntegerType, MoneyType, QuantityType
from druzhba_kb.values.word_types import ChoiceType, RefType, TextType, UrlType

__all__ = ["TYPES", "ValueType", "is_inferred"]

_ALL: tuple[ValueType, ...] = (
    TextType(),
    IntegerType(),
    QuantityType(),
    MoneyType(),
    DateType(),
    CoordinatesType(),
    UrlType(),
    ChoiceType(),
    RefType(),
)
TYPES: Mapping[str, ValueType] = MappingProxyType({value_type.name: value_type for value_type in _ALL})


def is_inferred(inferred: Collection[str], attribute: Attribute) -> bool:
    """Say whether any of what a statement infers is a component of this attribute's value."""
    return not set(TYPES[attribute.type].components(attribute)).isdisjoint(inferred)
