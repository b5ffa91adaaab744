"""Charts of an account: what the database holds, drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from onduty._core import Account, HistoryEntry, InvalidParamsError, PastStatus, RecordedStatus, TeamNotFoundError
from onduty.calendar import to_datetime, to_ms
from onduty.charts.calendar import BUCKETS, Bucket, period
from onduty.charts.chart import Chart
from onduty.charts.heat_map import availability_by_hour, heat_map
from onduty.charts.intervals import Interval
from onduty.charts.presence import Presence, presences
from onduty.charts.stacked_bars import StatusTime, stacked_bars
from onduty.charts.states import State
from onduty.charts.timeline import Person, timeline
from onduty.periods import read_period

_PAGE_SIZE = 1000  # entries
_MOMENT = timedelta(milliseconds=1)


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
    """The timeline of a team, or of everybody, with the present moment where it is in the period.

    Who came or was removed within the period is shown for the time in between, as in `team_bars`.
    """
    begin, finish = _checked(account, start, end, team, time_zone, rows_max=rows_max)
    now = datetime.now(UTC)
    return timeline(
        _people(account, begin, min(finish, now), team),
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
    begin, finish = _checked(account, start, end, team, time_zone, bucket=bucket)
    rows = _rows(account, begin, finish, bucket, team, time_zone)
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
    begin, finish = _checked(account, start, end, team, time_zone)
    until = min(finish, datetime.now(UTC))
    title = title or f"How many are available, {_of(account, team)}"
    if until <= begin:
        return heat_map([], time_zone=time_zone, title=title)
    rows = _rows(account, begin, until, "hour", team, time_zone)
    cells = availability_by_hour(rows, start=begin, end=until, time_zone=time_zone)
    return heat_map(cells, time_zone=time_zone, title=title)


def _checked(
    account: Account,
    start: datetime,
    end: datetime,
    team: str | UUID | None,
    time_zone: str | ZoneInfo,
    *,
    bucket: Bucket = "day",
    rows_max: object = 1,
) -> tuple[datetime, datetime]:
    """The period in UTC. What an argument cannot be is told as by all that an account does (L2)."""
    asked = read_period(start, end, None, time_zone)
    if bucket not in BUCKETS:
        asked.refuse("bucket", f"must be {', '.join(BUCKETS[:-1])} or {BUCKETS[-1]}")
    if isinstance(rows_max, int) and rows_max < 1:
        asked.refuse("rows_max", "must be at least 1")
    if not {"start", "end"} & asked.refused.keys() and asked.end_ms <= asked.start_ms:
        asked.refuse("end", "is not after start")
    if team is not None and not _has_team(account, team):
        asked.refuse("team", "is not a team of this account")
    if asked.refused:
        raise _invalid_params(asked.refused)
    return period(start, end)


def _has_team(account: Account, team: str | UUID) -> bool:
    try:
        account.team(team)
    except TeamNotFoundError:
        return False
    return True


def _invalid_params(refused: dict[str, list[str]]) -> InvalidParamsError:
    message = "; ".join(f"{param} {reason}" for param, reasons in refused.items() for reason in reasons)
    error = InvalidParamsError(message)
    error.__setstate__({"message": message, "params": refused})
    return error


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


def _people(account: Account, start: datetime, end: datetime, team: str | UUID | None) -> Iterator[Person]:
    """Everybody who was there within the period, which is over, as they were then: the same people as in a report.

    They stand in order of creation, those who came and went within the period last.
    """
    end = to_datetime(to_ms(end))  # as exact as the history, so that all questions are about the same period
    if end <= start:
        return
    last = max(start, end - _MOMENT)  # what happened at the end is not part of the period
    was_there = {each.user: each for each in presences(account, start, end, team)}
    known = {each.user.uuid: each for at in (start, last) for each in account.as_of(at, team=team)}
    places = {user: place for place, user in enumerate(known)}
    entries = defaultdict[str, list[HistoryEntry]](list)
    for entry in _entries(account, start, end, team):
        entries[entry.user].append(entry)
    for user in sorted(was_there, key=lambda each: places.get(each, len(places))):
        found, changes = was_there[user], entries[user]
        before = changes[0].before if changes else known.get(user) or _status_at(account, user, found.times[0][0])
        yield Person(found.name, list(_intervals(before, changes, found, start, end)))


def _status_at(account: Account, user: str, at: datetime) -> PastStatus | None:
    """Of somebody of whom the period has no change, and who was there neither at its begin nor at its end."""
    return next((each for each in account.as_of(at) if each.user.uuid == user), None)


def _entries(account: Account, start: datetime, end: datetime, team: str | UUID | None) -> Iterator[HistoryEntry]:
    after = 0
    while page := account.history(team=team, since=start, until=end, after=after, limit=_PAGE_SIZE):
        yield from page
        after = page[-1].seq


def _intervals(
    before: RecordedStatus | PastStatus | None,
    changes: list[HistoryEntry],
    presence: Presence,
    start: datetime,
    end: datetime,
) -> Iterator[Interval]:
    states = [_state(before), *(_state(change.after) for change in changes)]
    bounds = [start, *(change.at for change in changes), end]
    for state, (since, until) in zip(states, pairwise(bounds), strict=True):
        for came, went in presence.times:
            if since < went and came < until:
                yield Interval(max(since, came), min(until, went), *state)


def _state(status: RecordedStatus | PastStatus | None) -> State:
    if status is None:  # nobody has set it (U6)
        return State(False)
    custom_status = status.custom_status
    return State(status.available, None if custom_status is None else custom_status.name)
