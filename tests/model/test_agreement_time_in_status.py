"""The time in status agrees with a naive model, in zones whose clocks are moved (Q3)."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onduty
from tests.documents import JANE, LUNCH, MATTEO, NORA, VACATIONING, as_bytes, directory
from tests.history_rows import Entry, Life, to_ms, write_life
from tests.model.time_in_status import QUARTER, Place, Row, bucket_of, expected

USERS = (JANE, MATTEO, NORA)
TEAMS = {"7" * 32: "0", "a" * 32: "01", "f" * 32: ""}  # members by their places in USERS
# About changes of the clocks by an hour and by half of one, over midnight, and of the date.
PLACES = (
    ("Europe/Rome", datetime(2026, 3, 28, tzinfo=UTC)),
    ("Europe/Rome", datetime(2025, 10, 25, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
    ("America/Havana", datetime(2025, 11, 1, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 11, 3, tzinfo=UTC)),
    ("Africa/Casablanca", datetime(2026, 2, 14, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 29, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 1, 31, tzinfo=UTC)),
    ("UTC", datetime(2026, 2, 28, tzinfo=UTC)),
)
KEYS = ("user", "team", "available", "custom_status")
_SPAN = 4 * 24 * 4  # quarters of an hour


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("time_in_status") / "onduty.db"
    emails = [user["email"] for user in directory()["users"]]
    teams = [
        {"uuid": uuid, "name": uuid[0], "members": [emails[int(place)] for place in members]}
        for uuid, members in TEAMS.items()
    ]
    with onduty.open(str(path)) as db:
        db.import_directory(as_bytes(directory(teams=teams)))
    return path


def lives(begin: datetime, step: timedelta) -> st.SearchStrategy[Life]:
    """A life about `begin`, with entries on steps that coincide with each other and with the ends of it."""
    places = st.integers(0, _SPAN)
    changes = st.tuples(places, st.booleans(), st.sampled_from([None, LUNCH, VACATIONING]))

    def live(created: int, removed: int | None, entries: list[tuple[int, bool, str | None]]) -> Life:
        known = [
            Entry(begin + place * step, available, status) for place, available, status in sorted(entries, key=_at)
        ]
        return Life(begin + created * step, None if removed is None else begin + removed * step, known)

    return st.builds(live, st.integers(-5, _SPAN), st.none() | places, st.lists(changes, max_size=12))


def _at(change: tuple[int, bool, str | None]) -> int:
    return change[0]


@st.composite
def situations(draw: st.DrawFn) -> dict[str, Any]:
    zone, begin = draw(st.sampled_from(PLACES))
    ends = sorted(draw(st.tuples(st.integers(-10, _SPAN + 10), st.integers(-10, _SPAN + 10))))
    return {
        "lives": {user: draw(lives(begin, QUARTER)) for user in USERS},
        "start": begin + ends[0] * QUARTER,
        "end": begin + ends[1] * QUARTER,
        "by": draw(st.permutations(KEYS))[: draw(st.integers(0, len(KEYS)))],
        "bucket": draw(st.sampled_from([None, "hour", "day", "week", "month"])),
        "zone": zone,
    }


def ask(path: Path, histories: Mapping[str, Life], **asked: Any) -> onduty.TimeInStatus:
    for user, life in histories.items():
        write_life(path, user, life)
    with onduty.open(str(path)) as db:
        return db.account("acme").time_in_status(**asked)


@pytest.fixture(scope="module")
def path(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(empty_database, tmp_path_factory.mktemp("asked")))


COLUMN_OF = {"user": "user_uuid", "team": "team_uuid", "available": "available", "custom_status": "custom_status_id"}


def rows(report: onduty.TimeInStatus, zone: ZoneInfo) -> dict[Place, Row]:
    found: dict[Place, Row] = {}
    for row in report.rows():
        bucket = None if row["bucket"] is None else bucket_of(row["bucket"], report.bucket, zone)
        place = (bucket, *(row[COLUMN_OF[key]] for key in report.by))
        assert place not in found
        found[place] = (row["duration_ms"], row["share"])
    return found


def in_order(report: onduty.TimeInStatus) -> bool:
    names = ("bucket", *(COLUMN_OF[key] for key in report.by))
    keys = [tuple(_order(row[name]) for name in names) for row in report.rows()]
    return all(first < second for first, second in pairwise(keys))


def _order(value: Any) -> tuple[bool, Any]:
    if value is None:
        return (False, 0)
    # Datetimes of one zone are compared by what the clock shows.
    return (True, value.timestamp() if isinstance(value, datetime) else value)


@given(situations())
def test_q3_rows_are_those_of_the_model(path: Path, situation: dict[str, Any]) -> None:
    zone = ZoneInfo(situation["zone"])
    asked = {key: situation[key] for key in ("start", "end", "by", "bucket")}
    report = ask(path, situation["lives"], time_zone=situation["zone"], **asked)
    teams = {uuid: [USERS[int(place)] for place in members] for uuid, members in TEAMS.items()}
    assert rows(report, zone) == expected(situation["lives"], teams, zone=zone, **asked)
    assert in_order(report)


@given(st.data())
def test_q3_for_each_user_the_rows_add_up_to_the_time_of_being_there(path: Path, data: st.DataObject) -> None:
    zone, begin = data.draw(st.sampled_from(PLACES))
    step = timedelta(milliseconds=1_234_567)
    histories = {user: data.draw(lives(begin, step)) for user in USERS}
    ends = sorted(data.draw(st.integers(-(10**8), 6 * 10**8)) for _ in range(2))
    start, end = (begin + timedelta(milliseconds=ms) for ms in ends)
    by = ("user", *data.draw(st.sets(st.sampled_from(["available", "custom_status"]))))
    bucket = data.draw(st.sampled_from([None, "hour", "day", "week", "month"]))
    report = ask(path, histories, start=start, end=end, by=by, bucket=bucket, time_zone=zone)
    sums = dict.fromkeys(USERS, 0)
    for user, ms in zip(report["user_uuid"], report["duration_ms"], strict=True):
        sums[user] += ms
    for user, life in histories.items():
        there = min(to_ms(end), to_ms(life.removed_at or end)) - max(to_ms(start), to_ms(life.created_at))
        assert sums[user] == max(0, there)
