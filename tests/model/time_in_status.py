"""A naive model of the time in status: goes through the period in quarters of an hour, and asks the zone each time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.history_rows import Life

QUARTER = timedelta(minutes=15)
QUARTER_MS = 900_000

Place = tuple[object, ...]  # the bucket's calendar entry, then what `by` names
Row = tuple[int, float]  # milliseconds and share


def bucket_of(at: datetime, bucket: str | None, zone: ZoneInfo) -> object:
    """What a calendar of the zone calls the time."""
    local = at.astimezone(zone)
    match bucket:
        case "hour":
            return (local.date(), local.hour, local.utcoffset())
        case "day":
            return local.date()
        case "week":
            return local.isocalendar()[:2]
        case "month":
            return (local.year, local.month)
        case _:
            return None


def state_at(life: Life, at: datetime) -> tuple[bool, str | None]:
    state: tuple[bool, str | None] = (False, None)
    for entry in life.entries:
        if entry.at <= at:
            state = (entry.available, entry.custom_status)
    return state


def expected(
    lives: Mapping[str, Life],
    teams: Mapping[str, Sequence[str]],
    by: Sequence[str],
    start: datetime,
    end: datetime,
    bucket: str | None,
    zone: ZoneInfo,
) -> dict[Place, Row]:
    """The rows by their places. `teams` has the members of each. All instants are at full quarters."""
    totals: dict[Place, int] = defaultdict(int)
    wholes: dict[Place, int] = defaultdict(int)
    for user, life in lives.items():
        for at in _quarters(max(start, life.created_at), min(end, life.removed_at or end)):
            available, custom_status = state_at(life, at)
            of: list[str | None] = [team for team, members in teams.items() if user in members]
            for team in of if of and "team" in by else [None]:
                known = {"user": user, "team": team, "available": available, "custom_status": custom_status}
                place = (bucket_of(at, bucket, zone), *(known[key] for key in by))
                totals[place] += QUARTER_MS
                wholes[_whole(place, by)] += QUARTER_MS
    return {place: (ms, ms / wholes[_whole(place, by)]) for place, ms in totals.items()}


def _whole(place: Place, by: Sequence[str]) -> Place:
    return (place[0], *(value for key, value in zip(by, place[1:], strict=True) if key in {"user", "team"}))


def _quarters(start: datetime, end: datetime) -> list[datetime]:
    count = max(0, (end.astimezone(UTC) - start.astimezone(UTC)) // QUARTER)
    return [start.astimezone(UTC) + number * QUARTER for number in range(count)]
