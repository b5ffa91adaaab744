"""Days, hours and their like in a named time zone, cut into instants: hours repeated or skipped included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Bucket = Literal["hour", "day", "week", "month"]
BUCKETS: Sequence[Bucket] = get_args(Bucket)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOUR = timedelta(hours=1)
_SMALLEST = timedelta(microseconds=1)


def zone_named(name: str | ZoneInfo) -> ZoneInfo:
    """The time zone of this IANA name."""
    try:
        return name if isinstance(name, ZoneInfo) else ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown; outside of the zones' folder; a folder
        raise ValueError(f"{name!r} is no time zone; give an IANA name such as 'Europe/Rome'") from error


def in_utc(at: datetime) -> datetime:
    """The instant in UTC. One without an offset is no instant."""
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
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def bucket_start(at: datetime, bucket: Bucket, zone: ZoneInfo) -> datetime:
    """The first instant of the bucket that holds this one."""
    if bucket == "hour":
        return _hour_start(in_utc(at), zone)
    return day_start(_first_day(at.astimezone(zone).date(), bucket), zone)


def next_bucket_start(start: datetime, bucket: Bucket, zone: ZoneInfo) -> datetime:
    """The first instant after the bucket that begins at `start`."""
    if bucket == "hour":
        return _next_hour_start(start, zone)
    first_day = _first_day(start.astimezone(zone).date(), bucket)
    return day_start(_first_day(first_day + timedelta(days={"day": 1, "week": 7, "month": 31}[bucket]), bucket), zone)


def bucket_starts(start: datetime, end: datetime, bucket: Bucket, zone: ZoneInfo) -> Iterator[datetime]:
    """The starts of all buckets that have a part of the period."""
    at = bucket_start(start, bucket, zone)
    while at < end:
        yield at
        at = next_bucket_start(at, bucket, zone)


def _first_day(day: date, bucket: Bucket) -> date:
    if bucket == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if bucket == "month" else day


def _hour_start(at: datetime, zone: ZoneInfo) -> datetime:
    full = at - _past_the_hour(at, zone)
    return _clock_set(full, at, zone) or full


def _next_hour_start(start: datetime, zone: ZoneInfo) -> datetime:
    full = start + _HOUR - _past_the_hour(start, zone)
    return _clock_set(start, full, zone) or full


def _past_the_hour(at: datetime, zone: ZoneInfo) -> timedelta:
    local = at.astimezone(zone)
    return timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)


def _clock_set(low: datetime, high: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant after `low`, up to `high`, at which clocks were set: another hour begins there."""
    offset = high.astimezone(zone).utcoffset()
    if low.astimezone(zone).utcoffset() == offset:
        return None
    while high - low > _SMALLEST:
        middle = low + (high - low) / 2
        low, high = (low, middle) if middle.astimezone(zone).utcoffset() == offset else (middle, high)
    return high
