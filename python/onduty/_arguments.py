"""Arguments, looked at before they are used: what is wrong with one is told by its name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import index
from typing import TypeVar

Number = TypeVar("Number", int, float)


def whole_number(name: str, value: object, least: int) -> int:
    """The argument, which has to be a whole number and no less than this."""
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(f"{name} must be a whole number, not {type(value).__name__}") from None
    if number < least:
        raise ValueError(f"{name} must be at least {least}, not {number}")
    return number


def number_from_zero(name: str, value: Number) -> Number:
    """The argument, which has to be a number that is not below 0, and neither endless nor none."""
    try:
        fits = math.isfinite(value) and value >= 0
    except TypeError:
        raise TypeError(f"{name} must be a number, not {type(value).__name__}") from None
    if not fits:
        raise ValueError(f"{name} must be a finite number of at least 0, not {value}")
    return value


def one_of(name: str, value: object, choices: Sequence[object]) -> None:
    """Refuses an argument that is none of these."""
    if value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(map(str, choices))}, not {value!r}")
