"""Which values a custom field takes (C5)."""

import json
import re
import sys
from datetime import date
from typing import Any

from tests.model.state import CustomField
from tests.model.strict_json import Members
from tests.model.values import fits_many_lines

TEXT_LENGTH_MAX = 10_000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fits(custom_field: CustomField, value: Any) -> bool:
    match custom_field.type:
        case "text":
            return isinstance(value, str) and fits_many_lines(value, TEXT_LENGTH_MAX)
        case "email":
            return isinstance(value, str) and _EMAIL.fullmatch(value) is not None
        case "number":
            return _is_number(value)
        case "date":
            return isinstance(value, str) and _is_date(value)
        case "dropdown":
            return isinstance(value, str) and value in custom_field.options
        case _:
            return _is_list(value) and all(isinstance(item, str) and item in custom_field.options for item in value)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, Members)


def _is_number(value: Any) -> bool:
    """A JSON number, or a string of one, that a double can hold."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip() == value else None
        except ValueError:
            return False
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
