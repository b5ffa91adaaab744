"""What a person was from when to when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from onduty.charts.calendar import in_utc
from onduty.charts.states import State

_OFF_DUTY = State(False)
_YIELDS_TO = 8


class Interval(NamedTuple):
    """A person's state from `start` to before `end`; None where it lasts still."""

    start: datetime
    end: datetime | None
    available: bool
    custom_status: str | None = None

    @property
    def state(self) -> State:
        """The state in it."""
        return State(self.available, self.custom_status)


class Piece(NamedTuple):
    """A part of the period that is drawn in one state; instants are in UTC."""

    start: datetime
    end: datetime
    state: State

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start


def pieces(intervals: Iterable[tuple[object, ...]], start: datetime, end: datetime) -> list[Piece]:
    """The parts of the intervals within the period, in order, neighbours of the same state as one."""
    return list(_joined(sorted(_within(map(_interval, intervals), start, end), key=lambda piece: piece[:2])))


def _interval(values: tuple[object, ...]) -> Interval:
    return values if isinstance(values, Interval) else Interval(*values)  # type: ignore[arg-type]


def _within(intervals: Iterable[Interval], start: datetime, end: datetime) -> Iterator[Piece]:
    for each in intervals:
        begin = max(in_utc(each.start), start)
        finish = end if each.end is None else min(in_utc(each.end), end)
        if begin < finish:
            yield Piece(begin, finish, each.state)


def _joined(parts: Iterable[Piece]) -> Iterator[Piece]:
    current: Piece | None = None
    for part in parts:
        if current is not None and current.end == part.start and current.state == part.state:
            current = current._replace(end=part.end)
            continue
        if current is not None:
            yield current
        current = part
    if current is not None:
        yield current


def thinned(parts: Sequence[Piece], start: datetime, end: datetime, count: int) -> list[Piece]:
    """The same in `count` steps of equal length, each in one state, for what has more changes than a line has pixels.

    It is the state that had most of the step, but for plain away, which yields to any that had an eighth: otherwise
    nights would hide the days in a picture of a year.
    """
    step = (end - start) / count
    most = [_most_of(each) for each in _shares(parts, start, step, count)]
    bounds = [start + step * place for place in range(count)] + [end]
    found = (Piece(bounds[place], bounds[place + 1], state) for place, state in enumerate(most) if state is not None)
    return list(_joined(found))


def _shares(parts: Sequence[Piece], start: datetime, step: timedelta, count: int) -> list[Counter[State | None]]:
    shares = [Counter[State | None]({None: step // timedelta(microseconds=1)}) for _ in range(count)]
    for part in parts:
        place, at = (part.start - start) // step, part.start
        while at < part.end and place < count:
            until = min(part.end, start + step * (place + 1))
            taken = (until - at) // timedelta(microseconds=1)
            shares[place][part.state] += taken
            shares[place][None] -= taken
            place, at = place + 1, until
    return shares


def _most_of(shares: Counter[State | None]) -> State | None:
    others = [(time, state) for state, time in shares.items() if state not in (None, _OFF_DUTY)]
    time, state = max(others, default=(0, None), key=lambda each: each[0])
    return state if time * _YIELDS_TO >= shares.total() else shares.most_common(1)[0][0]


def first_and_last(rows: Iterable[Iterable[tuple[object, ...]]], now: datetime | None) -> tuple[datetime, datetime]:
    """The period that the intervals of all rows are in; one that lasts still does so until `now`."""
    found = [_interval(values) for row in rows for values in row]
    begin = min((in_utc(each.start) for each in found), default=now or datetime.now(UTC))
    ends = [in_utc(each.end) for each in found if each.end is not None]
    last = max([*ends, *([] if now is None else [now])], default=begin)
    return begin, last if last > begin else begin + timedelta(hours=1)
