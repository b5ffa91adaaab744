"""How often what comes."""

from typing import Any

from hypothesis import strategies as st

from tests.model.values import dashed

Strategy = st.SearchStrategy[Any]


def mostly(good: Strategy, bad: Strategy) -> Strategy:
    """One of eight is bad."""
    return st.integers(0, 7).flatmap(lambda number: bad if number == 7 else good)


def seldom(good: Strategy, bad: Strategy) -> Strategy:
    """One of twenty-four is bad."""
    return st.integers(0, 23).flatmap(lambda number: bad if number == 23 else good)


def among(*values: Any) -> Strategy:
    return st.sampled_from(values)


def among_uuids(*uuids: str) -> Strategy:
    """In any of the ways to write a uuid (S2)."""
    return st.sampled_from(uuids).flatmap(_spelled)


def _spelled(uuid: str) -> Strategy:
    hexadecimal = uuid.replace("-", "")
    return among(hexadecimal, dashed(hexadecimal), hexadecimal.upper(), dashed(hexadecimal).upper())
