"""Comparing an answer with the documented one, key by key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

ABSENT = "(absent)"


@dataclass(frozen=True)
class ComparedKey:
    """One key of an object, with the JSON text of its value on both sides."""

    key: str
    expected: str
    answered: str

    @property
    def same(self) -> bool:
        """Whether both sides say the same."""
        return self.expected == self.answered


def json_text(value: object) -> str:
    """The value as JSON: 1, 1.0 and true are three texts, where Python holds them equal."""
    return json.dumps(value, ensure_ascii=False)


def compare(expected: Mapping[str, object], answered: Mapping[str, object]) -> list[ComparedKey]:
    """Every key of either side, the expected ones first and in their order."""
    keys = [*expected, *(key for key in answered if key not in expected)]
    return [ComparedKey(key, value_text(expected, key), value_text(answered, key)) for key in keys]


def value_text(side: Mapping[str, object], key: str) -> str:
    """The JSON text of the value, or words for its absence."""
    return json_text(side[key]) if key in side else ABSENT


def in_same_order(expected: Mapping[str, object], answered: Mapping[str, object]) -> bool:
    """Whether both have the same keys in the same order."""
    return list(expected) == list(answered)
