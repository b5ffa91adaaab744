"""Where a time axis has its ticks, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from onduty.charts.calendar import MONTHS, WEEKDAYS, day_start

_MINUTE, _DAY = 60, 86_400


@dataclass(frozen=True)
class Tick:
    """A mark at an instant. Of neighbours with the same context only the first is to show it."""

    at: datetime  # UTC
    label: str
    context: str  # what the label leaves out, such as the day of an hour


@dataclass(frozen=True)
class _Step:
    length_s: int  # about
    instants: Callable[[date, date, ZoneInfo], Iterator[datetime]]  # of the days from first to last
    tick: Callable[[datetime], Tick]  # of a local time


def time_ticks(start: datetime, end: datetime, zone: ZoneInfo, most: int) -> list[Tick]:
    """At most about `most` ticks from start to end, at round times of the zone."""
    wanted_s = (end - start).total_seconds() / max(most, 1)
    step = next((each for each in _STEPS if each.length_s >= wanted_s), _STEPS[-1])
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    return [step.tick(at.astimezone(zone)) for at in step.instants(first, last, zone) if start <= at <= end]


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _times_of_day(minutes: int) -> Callable[[date, date, ZoneInfo], Iterator[datetime]]:
    def instants(first: date, last: date, zone: ZoneInfo) -> Iterator[datetime]:
        for day in _days(first, last):
            for minute in range(0, 1440, minutes):
                yield from _instants_of(datetime.combine(day, time(minute // 60, minute % 60)), zone)

    return instants


def _instants_of(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """When clocks show this: never where they were set forward over it, twice where they were set back."""
    both = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(at for at in both if at.astimezone(zone).replace(tzinfo=None) == wall)


def _days_such(chosen: Callable[[date], bool]) -> Callable[[date, date, ZoneInfo], Iterator[datetime]]:
    def instants(first: date, last: date, zone: ZoneInfo) -> Iterator[datetime]:
        return (day_start(day, zone) for day in _days(first, last) if chosen(day))

    return instants


def _time_tick(at: datetime) -> Tick:
    return Tick(at.astimezone(UTC), f"{at:%H:%M}", f"{WEEKDAYS[at.weekday()]} {_day_and_month(at)}")


def _day_tick(at: datetime) -> Tick:
    return Tick(at.astimezone(UTC), f"{WEEKDAYS[at.weekday()]} {at.day}", f"{MONTHS[at.month - 1]} {at.year}")


def _week_tick(at: datetime) -> Tick:
    return Tick(at.astimezone(UTC), _day_and_month(at), str(at.year))


def _month_tick(at: datetime) -> Tick:
    return Tick(at.astimezone(UTC), MONTHS[at.month - 1], str(at.year))


def _year_tick(at: datetime) -> Tick:
    return Tick(at.astimezone(UTC), str(at.year), "")


def _day_and_month(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1]}"


def _minutes_step(minutes: int) -> _Step:
    return _Step(minutes * _MINUTE, _times_of_day(minutes), _time_tick)


_STEPS = (
    *map(_minutes_step, (1, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    _Step(_DAY, _days_such(lambda day: True), _day_tick),
    _Step(2 * _DAY, _days_such(lambda day: day.toordinal() % 2 == 0), _day_tick),
    _Step(7 * _DAY, _days_such(lambda day: day.weekday() == 0), _week_tick),
    _Step(31 * _DAY, _days_such(lambda day: day.day == 1), _month_tick),
    _Step(92 * _DAY, _days_such(lambda day: day.day == 1 and day.month % 3 == 1), _month_tick),
    _Step(366 * _DAY, _days_such(lambda day: day.day == 1 and day.month == 1), _year_tick),
    _Step(3660 * _DAY, _days_such(lambda day: day.day == 1 and day.month == 1 and day.year % 10 == 0), _year_tick),
)
