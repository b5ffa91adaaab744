"""Which share of the time each state had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from onduty.charts import words
from onduty.charts.calendar import milliseconds
from onduty.charts.intervals import Piece
from onduty.charts.states import State, Style


def time_by_state(rows: Iterable[Iterable[Piece]]) -> Counter[State]:
    """How many milliseconds each state lasted, over all rows."""
    times = Counter[State]()
    for row in rows:
        for piece in row:
            times[piece.state] += milliseconds(piece.length)
    return times


def with_shares(looks: Mapping[State, Style], times: Mapping[State, int]) -> list[tuple[Style, str]]:
    """Each style with its label and its share of the time."""
    by_style = Counter[Style]()
    for state, style in looks.items():
        by_style[style] += times[state]
    whole = sum(times.values())
    return [(style, f"{style.label} {words.share(time, whole)}") for style, time in by_style.items()]


def description(looks: Mapping[State, Style], times: Mapping[State, int]) -> str:
    """The shares as a sentence."""
    return ", ".join(label for _, label in with_shares(looks, times)) + "."
