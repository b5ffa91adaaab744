"""Charts of an account: what the database holds, drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from onduty._core import Account, CustomStatus, HistoryEntry, PastStatus, RecordedStatus, UserNotFoundError
from onduty.charts.calendar import Bucket, period
from onduty.charts.chart import Chart
from onduty.charts.heat_map import availability_by_hour, heat_map
from onduty.charts.intervals import Interval
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
    now = datetime.now(UTC)
    return timeline(
        _people(account, *period(start, end), team, now),
        start=start,
        end=end,
        now=now,
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
    rows = _rows(account, *period(start, end), bucket, team, time_zone)
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
    begin, finish = period(start, end)
    until = min(finish, datetime.now(UTC))
    title = title or f"How many are available, {_of(account, team)}"
    if until <= begin:
        return heat_map([], time_zone=time_zone, title=title)
    rows = _rows(account, begin, until, "hour", team, time_zone)
    cells = availability_by_hour(rows, start=begin, end=until, time_zone=time_zone)
    return heat_map(cells, time_zone=time_zone, title=title)


def _of(account: Account, team: str | UUID | None) -> str:
    return account.name if team is None else account.team(team).name


def _rows(
    account: Account, start: datetime, end: datetime, bucket: Bucket, team: str | UUID | None, time_zone: str | ZoneInfo
) -> Iterator[StatusTime]:
    report = account.time_in_status(
        start, end, by=("available", "custom_status"), bucket=bucket, time_zone=time_zone, team=team
    )
    columns = (report[name] for name in ("bucket", "available", "custom_status_name", "duration_ms"))
    return map(StatusTime, *columns)


def _people(
    account: Account, start: datetime, end: datetime, team: str | UUID | None, now: datetime
) -> Iterator[Person]:
    """Those who are there at the period's end, or now, as they were within the period."""
    before = {each.user.uuid: each for each in account.as_of(start, team=team)} if start <= now else {}
    entries = defaultdict[str, list[HistoryEntry]](list)
    for entry in _entries(account, start, end, team):
        entries[entry.user].append(entry)
    for last in account.as_of(min(end, now), team=team):
        uuid = last.user.uuid
        yield Person(last.user.name, list(_intervals(account, before.get(uuid), entries[uuid], last)))


def _entries(account: Account, start: datetime, end: datetime, team: str | UUID | None) -> Iterator[HistoryEntry]:
    after = 0
    while page := account.history(team=team, since=start, until=end, after=after, limit=_PAGE_SIZE):
        yield from page
        after = page[-1].seq


def _intervals(
    account: Account, first: PastStatus | None, entries: list[HistoryEntry], last: PastStatus
) -> Iterator[Interval]:
    if not entries:
        yield Interval(last.since, None, last.available, _name(last.custom_status))
        return
    begin = first.since if first is not None else _creation(account, entries[0])
    yield _interval(begin, entries[0].at, entries[0].before)
    ends = [*(entry.at for entry in entries[1:]), None]
    yield from (_interval(entry.at, end, entry.after) for entry, end in zip(entries, ends, strict=True))


def _creation(account: Account, entry: HistoryEntry) -> datetime:
    """Of somebody who came within the period. A clock that no entry has moved stands there (U6), else nobody knows."""
    try:
        status = account.status(entry.user)
    except UserNotFoundError:  # removed a moment ago
        return entry.at
    return min(entry.at, status.available_updated_at, status.custom_status_updated_at)


def _interval(start: datetime, end: datetime | None, status: RecordedStatus) -> Interval:
    return Interval(start, end, status.available, _name(status.custom_status))


def _name(custom_status: CustomStatus | None) -> str | None:
    return None if custom_status is None else custom_status.name
