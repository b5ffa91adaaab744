"""Bodies as the contract wants them (E1): one JSON object, and nothing in it that two readers read differently."""

import json
import math
from typing import Any

DEPTH_MAX = 16
Json = Any  # None, bool, int, float, str, a list of them, or Members


class Members(list[tuple[str, Json]]):
    """A JSON object with every key as it came, those that came twice included (U4)."""


class MalformedError(Exception):
    """The body is no JSON object by E1."""


def read_object(body: bytes) -> Members:
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=Members,
            parse_int=_integer,
            parse_float=_double,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError) as error:
        raise MalformedError from error
    if not isinstance(value, Members) or _depth(value) > DEPTH_MAX or _has_lone_surrogate(value):
        raise MalformedError
    return value


def _integer(digits: str) -> int:
    value = int(digits)
    return value if -(2**63) <= value < 2**64 else _refuse(digits)


def _double(digits: str) -> float:
    value = float(digits)
    return value if math.isfinite(value) else _refuse(digits)


def _refuse(text: str) -> Any:
    raise MalformedError(text)


def _depth(value: Json) -> int:
    if isinstance(value, Members):
        return 1 + max((_depth(item) for _, item in value), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def _has_lone_surrogate(value: Json) -> bool:
    if isinstance(value, Members):
        return any(_has_lone_surrogate(key) or _has_lone_surrogate(item) for key, item in value)
    if isinstance(value, list):
        return any(map(_has_lone_surrogate, value))
    return isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value)
