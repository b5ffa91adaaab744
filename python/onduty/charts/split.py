"""Intervals cut at the bounds of buckets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from onduty.calendar import zone_named
from onduty.charts.calendar import Bucket, buckets, milliseconds, period
from onduty.charts.intervals import Interval, Piece, pieces
from onduty.charts.stacked_bars import StatusTime
from onduty.charts.states import State


def time_in_buckets(
    people: Iterable[Sequence[Interval | tuple[object, ...]]],
    start: datetime,
    end: datetime,
    *,
    bucket: Bucket = "day",
    time_zone: str | ZoneInfo = "UTC",
) -> list[StatusTime]:
    """How long each state lasted in each bucket of the period, over all people, each given by their intervals."""
    begin, finish = period(start, end)
    cut = list(buckets(begin, finish, bucket, zone_named(time_zone)))
    bounds = [cut[0][0], *(following for _, following in cut)]
    times = Counter[tuple[int, State]]()
    for intervals in people:
        for piece in pieces(intervals, begin, finish):
            for place, length in _parts(piece, bounds):
                times[place, piece.state] += milliseconds(length)
    ordered = sorted(times.items(), key=lambda item: (item[0][0], item[0][1].label))
    return [StatusTime(bounds[place], *state, time) for (place, state), time in ordered if time > 0]


def _parts(piece: Piece, bounds: Sequence[datetime]) -> Iterator[tuple[int, timedelta]]:
    place, at = bisect_right(bounds, piece.start) - 1, piece.start
    while at < piece.end:
        until = min(piece.end, bounds[place + 1])
        yield place, until - at
        place, at = place + 1, until
