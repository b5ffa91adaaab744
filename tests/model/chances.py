"""How often what comes."""

from typing import Any

from hypothesis import strategies as st

from tests.model.values import dashed

Strategy = st.SearchStrategy[Any]


def often(usual: Strategy, other: Strategy) -> Strategy:
    """The other one of four times. (one_of() takes the same strategy only once.)"""
    return _one_of(4, usual, other)


def mostly(usual: Strategy, other: Strategy) -> Strategy:
    """The other one of eight times."""
    return _one_of(8, usual, other)


def seldom(usual: Strategy, other: Strategy) -> Strategy:
    """The other one of twenty-four times."""
    return _one_of(24, usual, other)


def _one_of(count: int, usual: Strategy, other: Strategy) -> Strategy:
    return st.integers(1, count).flatmap(lambda number: other if number == count else usual)


def among(*values: Any) -> Strategy:
    return st.sampled_from(values)


def among_uuids(*uuids: str) -> Strategy:
    """In any of the ways to write a uuid (S2)."""
    return st.sampled_from(uuids).flatmap(_spelled)


def _spelled(uuid: str) -> Strategy:
    hexadecimal = uuid.replace("-", "")
    return among(hexadecimal, dashed(hexadecimal), hexadecimal.upper(), dashed(hexadecimal).upper())
