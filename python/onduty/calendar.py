"""Calendars: where hours, days, weeks and months begin in a time zone, in milliseconds since 1970.

Times of day come from the zone's rules (IANA's), hours that clocks repeat or leave out included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from onduty._arguments import one_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
_HOUR_MS = 3_600_000


def to_ms(at: datetime) -> int:
    """Milliseconds from 1970 to an instant, parts of one cut off downwards."""
    return (at - _EPOCH) // _MILLISECOND


def to_datetime(ms: int) -> datetime:
    """The instant so many milliseconds after 1970, in UTC."""
    return _EPOCH + timedelta(milliseconds=ms)


def zone_named(name: str | ZoneInfo) -> ZoneInfo:
    """The time zone of this IANA name."""
    if not isinstance(name, str | ZoneInfo):
        raise TypeError(f"time_zone must be an IANA name or a ZoneInfo, not {type(name).__name__}")
    try:
        return name if isinstance(name, ZoneInfo) else ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; outside of the zones' folder; a folder
        raise ValueError(f"time_zone must be an IANA name such as 'Europe/Rome', not {name!r}") from None


def bucket_starts(start_ms: int, end_ms: int, bucket: str, zone: ZoneInfo) -> Iterator[int]:
    """Where buckets begin, from the last one that begins no later than the period, to the last within it."""
    one_of("bucket", bucket, ("hour", *_CALENDAR))
    if bucket == "hour":
        return _hours(start_ms, end_ms, zone)
    first, following = _CALENDAR[bucket]
    return _calendar(start_ms, end_ms, zone, first, following)


def _hours(start_ms: int, end_ms: int, zone: ZoneInfo) -> Iterator[int]:
    """The clock's hours. Where it is moved a bucket begins: each has one offset, and no hour comes twice in it."""
    begin = start_ms - _ms_into_hour(start_ms, zone)
    if offset_ms(begin, zone) != offset_ms(start_ms, zone):
        begin = _first(begin, start_ms, lambda ms: offset_ms(ms, zone) == offset_ms(start_ms, zone))
    while begin < end_ms:
        following = _end_of_offset(begin, zone)
        yield begin
        full = begin + _HOUR_MS - _ms_into_hour(begin, zone)
        yield from range(full, min(following, end_ms), _HOUR_MS)
        begin = following


def _end_of_offset(begin: int, zone: ZoneInfo) -> int:
    """An end of an hour within a day, up to which the clock is not moved, or where it is."""
    offset = offset_ms(begin, zone)
    end = begin - _ms_into_hour(begin, zone) + 24 * _HOUR_MS
    if offset_ms(end - 1, zone) == offset:  # no zone moves its clock there and back within a day
        return end
    return _first(begin, end, lambda ms: offset_ms(ms, zone) != offset)


def _calendar(
    start_ms: int, end_ms: int, zone: ZoneInfo, first: Callable[[date], date], following: Callable[[date], date]
) -> Iterator[int]:
    # A clock that is moved back over midnight shows the day before once more, which belongs to the day that has begun.
    day = first(_local(start_ms, zone).date() + _DAY)
    while day_start(day, zone) > start_ms:
        day = first(day - _DAY)
    begin = day_start(day, zone)
    while begin < end_ms:
        yield begin
        while (following_begin := day_start(day := following(day), zone)) == begin:
            pass  # a day that the zone left out, as Samoa did when it crossed the date line
        begin = following_begin


def day_start(day: date, zone: ZoneInfo) -> int:
    """The first instant of a day."""
    midnight = datetime(day.year, day.month, day.day)
    ms = to_ms(midnight.replace(tzinfo=zone))
    if _local(ms, zone).replace(tzinfo=None) == midnight:
        return ms
    # The clock was moved forward over midnight: the day begins where it was.
    return _first(to_ms(midnight.replace(tzinfo=zone, fold=1)), ms, lambda at: _wall(at, zone) >= midnight)


def _first(before: int, until: int, holds: Callable[[int], bool]) -> int:
    """The first instant at which it holds; not at `before`, but at `until`, and from the first on."""
    while until - before > 1:
        middle = (before + until) // 2
        before, until = (before, middle) if holds(middle) else (middle, until)
    return until


def _local(ms: int, zone: ZoneInfo) -> datetime:
    return to_datetime(ms).astimezone(zone)


def _wall(ms: int, zone: ZoneInfo) -> datetime:
    return _local(ms, zone).replace(tzinfo=None, fold=0)


def offset_ms(ms: int, zone: ZoneInfo) -> int:
    """By how much the zone's clock is ahead of UTC at an instant."""
    offset = _local(ms, zone).utcoffset()
    return 0 if offset is None else offset // _MILLISECOND


def _ms_into_hour(ms: int, zone: ZoneInfo) -> int:
    return (ms + offset_ms(ms, zone)) % _HOUR_MS


def _next_month(day: date) -> date:
    return (day + timedelta(days=31)).replace(day=1)


# The first day of the bucket that a day is in, and of the bucket after it.
_CALENDAR: dict[str, tuple[Callable[[date], date], Callable[[date], date]]] = {
    "day": (lambda day: day, lambda day: day + _DAY),
    "week": (lambda day: day - timedelta(days=day.weekday()), lambda day: day + timedelta(days=7)),
    "month": (lambda day: day.replace(day=1), _next_month),
}
