"""Charts of an account: what the database holds, drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from onduty._core import Account, CustomStatus, HistoryEntry, RecordedStatus, Status
from onduty.charts.calendar import Bucket
from onduty.charts.chart import Chart
from onduty.charts.heat_map import availability_by_hour, heat_map
from onduty.charts.intervals import Interval
from onduty.charts.split import time_in_buckets
from onduty.charts.stacked_bars import StatusTime, stacked_bars
from onduty.charts.timeline import Person, timeline

_PAGE_SIZE = 1000  # entries


def team_timeline(
    account: Account,
    start: datetime,
    end: datetime,
    *,
    team: str | UUID | None = None,
    time_zone: str | ZoneInfo = "UTC",
    title: str | None = None,
    rows_max: int = 60,
) -> Chart:
    """The timeline of a team, or of everybody, with the present moment where it is in the period."""
    people = [Person(name, intervals) for name, intervals in _people(account, team)]
    return timeline(
        people,
        start=start,
        end=end,
        now=datetime.now(UTC),
        time_zone=time_zone,
        title=title or f"Who was available when, {_of(account, team)}",
        rows_max=rows_max,
    )


def team_bars(
    account: Account,
    start: datetime,
    end: datetime,
    *,
    team: str | UUID | None = None,
    bucket: Bucket = "day",
    time_zone: str | ZoneInfo = "UTC",
    title: str | None = None,
) -> Chart:
    """The time in status of a team, or of everybody, with a bar a bucket."""
    rows = _time_in_status(account, start, end, team, bucket, time_zone)
    title = title or f"Time in status, {_of(account, team)}"
    return stacked_bars(rows, bucket=bucket, time_zone=time_zone, title=title)


def team_heat_map(
    account: Account,
    start: datetime,
    end: datetime,
    *,
    team: str | UUID | None = None,
    time_zone: str | ZoneInfo = "UTC",
    title: str | None = None,
) -> Chart:
    """How many of a team, or of everybody, were available by weekday and hour, on average over the period until now."""
    until = min(end, max(datetime.now(UTC), start))
    if until == start:
        return heat_map([], time_zone=time_zone, title=title or f"How many are available, {_of(account, team)}")
    rows = _time_in_status(account, start, until, team, "hour", time_zone)
    cells = availability_by_hour(rows, start=start, end=until, time_zone=time_zone)
    return heat_map(cells, time_zone=time_zone, title=title or f"How many are available, {_of(account, team)}")


def _of(account: Account, team: str | UUID | None) -> str:
    return account.name if team is None else account.team(team).name


def _time_in_status(
    account: Account, start: datetime, end: datetime, team: str | UUID | None, bucket: Bucket, time_zone: str | ZoneInfo
) -> list[StatusTime]:
    now = datetime.now(UTC)
    everybody = ([_until(each, now) for each in intervals] for _, intervals in _people(account, team))
    return time_in_buckets(everybody, start, end, bucket=bucket, time_zone=time_zone)


def _until(interval: Interval, now: datetime) -> Interval:
    return interval if interval.end is not None else interval._replace(end=now)


def _people(account: Account, team: str | UUID | None) -> Iterator[tuple[str, list[Interval]]]:
    """Everybody's name with their intervals, from the history's start."""
    for each in account.users(team=team):
        entries = list(_entries(account, each.user.uuid))
        yield each.user.name, _intervals(each.status, entries)


def _entries(account: Account, user: str) -> Iterator[HistoryEntry]:
    after = 0
    while page := account.history(user, after=after, limit=_PAGE_SIZE):
        yield from page
        after = page[-1].seq


def _intervals(status: Status, entries: list[HistoryEntry]) -> list[Interval]:
    """A clock that no entry has moved stands at the user's creation (U6)."""
    begin = min([status.available_updated_at, status.custom_status_updated_at, *(entry.at for entry in entries[:1])])
    if not entries:
        return [Interval(begin, None, status.available, _name(status.custom_status))]
    ends = [*(entry.at for entry in entries[1:]), None]
    after = [_interval(entry.at, end, entry.after) for entry, end in zip(entries, ends, strict=True)]
    return [_interval(begin, entries[0].at, entries[0].before), *after]


def _interval(start: datetime, end: datetime | None, status: RecordedStatus) -> Interval:
    return Interval(start, end, status.available, _name(status.custom_status))


def _name(custom_status: CustomStatus | None) -> str | None:
    return None if custom_status is None else custom_status.name
