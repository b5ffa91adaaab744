"""Durations, shares and moments in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from onduty.charts.calendar import MONTHS, WEEKDAYS


def duration(length: timedelta) -> str:
    """The two largest units of it, such as “3 h 5 min”."""
    seconds = round(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours = round(seconds / 3600)
    return f"{minutes // 60} h {minutes % 60} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"


def hours(length: timedelta) -> str:
    """So many hours, with a tenth where there are few."""
    value = length.total_seconds() / 3600
    return f"{value:,.0f} h" if value >= 100 else f"{value:.1f} h"


def share(part: float, whole: float) -> str:
    """The part in per cent; what is there is never nothing."""
    percent = 100 * part / whole if whole else 0.0
    return "< 1 %" if 0 < percent < 0.5 else f"{percent:.0f} %"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """The instant on the zone's clocks, such as “Tue 3 Nov 2026 14:05”."""
    local = at.astimezone(zone)
    return f"{day(local)} {local:%H:%M}"


def day(local: datetime) -> str:
    """The day, such as “Tue 3 Nov 2026”."""
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
