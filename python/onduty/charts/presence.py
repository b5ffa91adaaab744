"""When people were there within a period: since they came, until they were removed, and not while they were away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from onduty._core import Account
from onduty.calendar import to_datetime, to_ms


class Presence(NamedTuple):
    """Somebody who was there, and from when to when."""

    user: str
    name: str
    times: list[tuple[datetime, datetime]]


def presences(account: Account, start: datetime, end: datetime, team: str | UUID | None) -> list[Presence]:
    """Everybody who was there within the period, which is over, by the report that tells how long they were."""
    begin, finish = to_ms(start), to_ms(end)
    report = account.time_in_status(to_datetime(begin), to_datetime(finish), by=("user",), team=team)
    found = []
    for user, name, duration in zip(report["user_uuid"], report["user_name"], report["duration_ms"], strict=True):
        parts = _parts(_durations_of(account, user), begin, finish, duration)
        found.append(Presence(user, name, [(to_datetime(came), to_datetime(went)) for came, went in _joined(parts)]))
    return found


def _durations_of(account: Account, user: str) -> Callable[[int, int], int]:
    def duration(begin: int, end: int) -> int:
        report = account.time_in_status(to_datetime(begin), to_datetime(end), by=(), user=user)
        return sum(report["duration_ms"])

    return duration


def _parts(duration: Callable[[int, int], int], begin: int, end: int, length: int) -> list[tuple[int, int]]:
    """The parts of the period that make up this length.

    Most are there from its begin on, or to its end, which one question each tells; of others, the halves are looked at.
    """
    if length <= 0:
        return []
    if length >= end - begin:
        return [(begin, end)]
    if duration(begin, begin + length) == length:
        return [(begin, begin + length)]
    if duration(end - length, end) == length:
        return [(end - length, end)]
    middle = (begin + end) // 2
    first = duration(begin, middle)
    return _parts(duration, begin, middle, first) + _parts(duration, middle, end, length - first)


def _joined(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end in parts:
        if joined and joined[-1][1] == begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined
