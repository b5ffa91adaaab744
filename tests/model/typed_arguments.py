"""The members of a body as arguments of the library's typed calls, where they are of the types that these take."""

import re
from collections.abc import Callable
from typing import Any

from tests.model.request import Request
from tests.model.strict_json import MalformedError, Members, read_object

Types = dict[str, Callable[[Any], bool]]


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def is_texts(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, Members) and all(map(is_text, value))


def is_fields(value: Any, *, may_clear: bool = False) -> bool:
    names = [name for name, _ in value] if isinstance(value, Members) else [None, None]
    return len(set(names)) == len(names) and all(
        _is_field_value(item) or (may_clear and item is None) for _, item in value
    )


def _is_field_value(value: Any) -> bool:
    return is_text(value) or is_texts(value) or (isinstance(value, int | float) and not isinstance(value, bool))


HAND_OFF: Types = {
    "assigned_user": is_text,
    "team_uuid": is_text,
    "tags": is_texts,
    "custom_fields": is_fields,
    "bot_status": is_text,
}
STATUS: Types = HAND_OFF | {
    "available": is_truth,
    "custom_status_uuid": lambda value: value is None or is_text(value),
    "reason": is_text,
}
PATCH: Types = HAND_OFF | {
    "name": is_text,
    "note": is_text,
    "unassign_user": is_truth,
    "custom_fields": lambda value: is_fields(value, may_clear=True),
}
CATALOGUE: Types = {"name": is_text, "emoji": lambda value: value is None or is_text(value)}


def typed(request: Request, types: Types) -> dict[str, Any] | None:
    """The keyword arguments; None when the typed call does not take these."""
    members = members_of(request)
    if members is None:
        return None
    names = [name for name, _ in members]
    if len(set(names)) < len(names) or not all(name in types and types[name](value) for name, value in members):
        return None
    return {name: dict(value) if isinstance(value, Members) else value for name, value in members}


def members_of(request: Request) -> Members | None:
    try:
        return read_object(request.body)
    except MalformedError:
        return None


def if_version(if_match: str | None) -> int | None:
    """REQUIRES: has_if_version."""
    return None if if_match is None else int(if_match.strip('"'))


def has_if_version(if_match: str | None) -> bool:
    return if_match is None or re.fullmatch(r'"(0|[1-9][0-9]{0,17})"', if_match) is not None
