"""Periods and their buckets, as a caller names them (Q3).

The core takes instants, and knows of no zones: what it is to tell apart is computed here, from the zone's rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from onduty import _core
from onduty.calendar import bucket_starts, offset_ms, to_datetime, zone_named

BUCKETS = ("none", "hour", "day", "week", "month")
BUCKETS_MAX = 10_000

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
    if given is None:
        period.refuse(param, "is missing")
        return None
    if not isinstance(given, datetime | str):
        raise TypeError(f"{param} must be a datetime or a str, not {type(given).__name__}")
    read = _core.read_instant(given)
    if isinstance(read, int):
        return read
    period.refuse(param, read)
    return None


def _read_zone(period: Period, given: object) -> ZoneInfo | None:
    if given is None:
        return ZoneInfo("UTC")
    if isinstance(given, ZoneInfo) and given.key:
        given = given.key
    if not isinstance(given, str):
        raise TypeError(f"time_zone must be a str, not {type(given).__name__}")
    try:
        zone = zone_named(given)
    except ValueError:
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


def _label(ms: int, zone: ZoneInfo) -> str:
    """RFC 3339 with the zone's offset; in UTC where that has seconds, which RFC 3339 has no form for."""
    has_seconds = offset_ms(ms, zone) % 60_000 != 0
    return to_datetime(ms).astimezone(ZoneInfo("UTC") if has_seconds else zone).isoformat(timespec="milliseconds")
