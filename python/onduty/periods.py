"""Periods and their buckets: where hours, days, weeks and months begin in a time zone (Q3).

The core takes instants, and knows of no zones: what it is to tell apart is computed here, from the zone's rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onduty import _core

BUCKETS = ("none", "hour", "day", "week", "month")
BUCKETS_MAX = 10_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
_HOUR_MS = 3_600_000
# No bucket is longer: Samoa left a day out when it crossed the date line.
_LONGEST_MS = {"hour": _HOUR_MS, "day": 50 * _HOUR_MS, "week": 194 * _HOUR_MS, "month": 770 * _HOUR_MS}


@dataclass
class Period:
    """What was asked for, in milliseconds since 1970. `refused` names the parameters at fault, with the reasons."""

    start_ms: int = 0
    end_ms: int = 0
    bucket: str = "none"
    time_zone: str = "UTC"
    bucket_starts_ms: list[int] = field(default_factory=list)
    bucket_labels: list[str] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, param: str, reason: str) -> None:
        """Adds a reason against a parameter."""
        self.refused.setdefault(param, []).append(reason)


def read_period(start: object, end: object, bucket: object, time_zone: object) -> Period:
    """The period that was asked for, with its buckets; texts and datetimes are taken, None is what was left out."""
    period = Period()
    instants = [_read_instant(period, "start", start), _read_instant(period, "end", end)]
    zone = _read_zone(period, time_zone)
    _read_bucket(period, bucket)
    first, last = instants
    if first is None or last is None:
        return period
    period.start_ms, period.end_ms = first, last
    if zone is not None and not period.refused and first < last:
        _fill_buckets(period, zone)
    return period


def _read_instant(period: Period, param: str, given: object) -> int | None:
    if isinstance(given, datetime):
        if given.utcoffset() is not None:
            return (given - _EPOCH) // _MILLISECOND
        period.refuse(param, "has no time zone; give a datetime with tzinfo")
    elif isinstance(given, str):
        if (ms := _core.parse_instant(given)) is not None:
            return ms
        period.refuse(param, "must be an instant with an offset, such as 2026-03-01T00:00:00+01:00")
    elif given is None:
        period.refuse(param, "is missing")
    else:
        raise TypeError(f"{param} must be a datetime or a str, not {type(given).__name__}")
    return None


def _read_zone(period: Period, given: object) -> ZoneInfo | None:
    if given is None:
        return ZoneInfo("UTC")
    if isinstance(given, ZoneInfo) and given.key:
        given = given.key
    if not isinstance(given, str):
        raise TypeError(f"time_zone must be a str, not {type(given).__name__}")
    try:
        zone = ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        period.refuse("time_zone", "is not the name of a time zone, such as Europe/Rome")
        return None
    period.time_zone = given
    return zone


def _read_bucket(period: Period, given: object) -> None:
    if given is None:
        return
    if not isinstance(given, str):
        raise TypeError(f"bucket must be a str or None, not {type(given).__name__}")
    if given in BUCKETS:
        period.bucket = given
    else:
        period.refuse("bucket", "must be none, hour, day, week or month")


def _fill_buckets(period: Period, zone: ZoneInfo) -> None:
    if period.bucket == "none":
        return
    too_many = f"makes more than {BUCKETS_MAX} buckets of this period"
    try:
        if (period.end_ms - period.start_ms) // _LONGEST_MS[period.bucket] > BUCKETS_MAX:
            period.refuse("bucket", too_many)
            return
        starts = list(islice(bucket_starts(period.start_ms, period.end_ms, period.bucket, zone), BUCKETS_MAX + 1))
        period.bucket_labels = [_label(start, zone) for start in starts]
    except OverflowError:  # calendars end with the year 9999
        period.refuse("bucket", "cannot be counted so far from now")
        return
    period.bucket_starts_ms = starts
    if len(starts) > BUCKETS_MAX:
        period.refuse("bucket", too_many)


def bucket_starts(start_ms: int, end_ms: int, bucket: str, zone: ZoneInfo) -> Iterator[int]:
    """Where buckets begin, from the last one that begins no later than the period, to the last within it."""
    if bucket == "hour":
        yield from _hours(start_ms, end_ms, zone)
    else:
        first, following = _CALENDAR[bucket]
        yield from _calendar(start_ms, end_ms, zone, first, following)


def _hours(start_ms: int, end_ms: int, zone: ZoneInfo) -> Iterator[int]:
    """The clock's hours. Where it is moved a bucket begins: each has one offset, and no hour comes twice in it."""
    begin = start_ms - _ms_into_hour(start_ms, zone)
    if _offset_ms(begin, zone) != _offset_ms(start_ms, zone):
        begin = _first(begin, start_ms, lambda ms: _offset_ms(ms, zone) == _offset_ms(start_ms, zone))
    while begin < end_ms:
        following = _end_of_offset(begin, zone)
        yield begin
        full = begin + _HOUR_MS - _ms_into_hour(begin, zone)
        yield from range(full, min(following, end_ms), _HOUR_MS)
        begin = following


def _end_of_offset(begin: int, zone: ZoneInfo) -> int:
    """An end of an hour within a day, up to which the clock is not moved, or where it is."""
    offset = _offset_ms(begin, zone)
    end = begin - _ms_into_hour(begin, zone) + 24 * _HOUR_MS
    if _offset_ms(end - 1, zone) == offset:  # no zone moves its clock there and back within a day
        return end
    return _first(begin, end, lambda ms: _offset_ms(ms, zone) != offset)


def _calendar(
    start_ms: int, end_ms: int, zone: ZoneInfo, first: Callable[[date], date], following: Callable[[date], date]
) -> Iterator[int]:
    # A clock that is moved back over midnight shows the day before once more, which belongs to the day that has begun.
    day = first(_local(start_ms, zone).date() + _DAY)
    while _midnight(day, zone) > start_ms:
        day = first(day - _DAY)
    begin = _midnight(day, zone)
    while begin < end_ms:
        yield begin
        while (following_begin := _midnight(day := following(day), zone)) == begin:
            pass  # a day that the zone left out, as Samoa did when it crossed the date line
        begin = following_begin


def _midnight(day: date, zone: ZoneInfo) -> int:
    """The first instant of a day."""
    midnight = datetime(day.year, day.month, day.day)
    ms = _to_ms(midnight.replace(tzinfo=zone))
    if _local(ms, zone).replace(tzinfo=None) == midnight:
        return ms
    # The clock was moved forward over midnight: the day begins where it was.
    return _first(_to_ms(midnight.replace(tzinfo=zone, fold=1)), ms, lambda at: _wall(at, zone) >= midnight)


def _first(before: int, until: int, holds: Callable[[int], bool]) -> int:
    """The first instant at which it holds; not at `before`, but at `until`, and from the first on."""
    while until - before > 1:
        middle = (before + until) // 2
        before, until = (before, middle) if holds(middle) else (middle, until)
    return until


def _local(ms: int, zone: ZoneInfo) -> datetime:
    return (_EPOCH + timedelta(milliseconds=ms)).astimezone(zone)


def _wall(ms: int, zone: ZoneInfo) -> datetime:
    return _local(ms, zone).replace(tzinfo=None, fold=0)


def _to_ms(at: datetime) -> int:
    return (at - _EPOCH) // _MILLISECOND


def _offset_ms(ms: int, zone: ZoneInfo) -> int:
    offset = _local(ms, zone).utcoffset()
    return 0 if offset is None else offset // _MILLISECOND


def _ms_into_hour(ms: int, zone: ZoneInfo) -> int:
    return (ms + _offset_ms(ms, zone)) % _HOUR_MS


def _label(ms: int, zone: ZoneInfo) -> str:
    """RFC 3339 with the zone's offset; in UTC where that has seconds, which RFC 3339 has no form for."""
    has_seconds = _offset_ms(ms, zone) % 60_000 != 0
    return _local(ms, ZoneInfo("UTC") if has_seconds else zone).isoformat(timespec="milliseconds")


def _next_month(day: date) -> date:
    return (day + timedelta(days=31)).replace(day=1)


# The first day of the bucket that a day is in, and of the bucket after it.
_CALENDAR: dict[str, tuple[Callable[[date], date], Callable[[date], date]]] = {
    "day": (lambda day: day, lambda day: day + _DAY),
    "week": (lambda day: day - timedelta(days=day.weekday()), lambda day: day + timedelta(days=7)),
    "month": (lambda day: day.replace(day=1), _next_month),
}
