"""Days, hours and their like in a named time zone, as datetimes in UTC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from onduty import calendar

Bucket = Literal["hour", "day", "week", "month"]
BUCKETS: Sequence[Bucket] = get_args(Bucket)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_MS = calendar.to_ms(datetime(9999, 12, 1, tzinfo=UTC))  # nothing is cut where calendars end


def in_utc(at: datetime) -> datetime:
    """The instant in UTC. One without an offset is no instant."""
    if not isinstance(at, datetime):
        raise TypeError(f"an instant must be a datetime with a time zone, not {type(at).__name__}")
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; give one, as in datetime(2026, 3, 3, tzinfo=timezone.utc)")
    return at if at.tzinfo is UTC else at.astimezone(UTC)


def period(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Both in UTC. A period has a length."""
    begin, finish = in_utc(start), in_utc(end)
    if finish <= begin:
        raise ValueError(f"the period ends at {end}, not after its start {start}")
    return begin, finish


def milliseconds(duration: timedelta) -> int:
    """The duration, cut to whole thousandths of a second."""
    return duration // timedelta(milliseconds=1)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day: 01:00 where midnight is skipped."""
    return calendar.to_datetime(calendar.day_start(day, zone))


def buckets(start: datetime, end: datetime, bucket: Bucket, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The start and end of every bucket that has a part of the period, whole."""
    bounds = map(calendar.to_datetime, calendar.bucket_starts(calendar.to_ms(start), _LAST_MS, bucket, zone))
    for begin, following in pairwise(bounds):
        if begin >= end:
            break
        yield begin, following
