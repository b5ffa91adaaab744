"""Reports over HTTP: Q3."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import onduty
from onduty.web import create_app
from tests.documents import JANE, LUNCH, NORA, OTHER_KEY, VACATIONING
from tests.history_rows import Entry, Life, write_life
from tests.web.client import Client, assert_error, assert_refused
from tests.web.routes import FOREIGN_USER, TEAM

PATH = "/v1/reports/time_in_status"
BEGIN = datetime(2026, 3, 28, 23, tzinfo=UTC)  # midnight in Rome, before a day of 23 hours
HOUR_MS = 3_600_000
DAY = "start=2026-03-28T23:00:00Z&end=2026-03-29T22:00:00Z&time_zone=Europe/Rome"


@pytest.fixture
def http(db_path: Path) -> Iterator[Client]:
    """Jane: available from 9 to 12, then at lunch. Nora: nobody has set her."""
    entries = [Entry(BEGIN + timedelta(hours=9), True), Entry(BEGIN + timedelta(hours=12), False, LUNCH)]
    write_life(db_path, JANE, Life(BEGIN - timedelta(days=1), entries=entries))
    write_life(db_path, NORA, Life(BEGIN - timedelta(days=1)))
    with onduty.open(str(db_path)) as db:
        client = Client(create_app(db))
        yield client
        client.close()


def test_q3_rows_have_the_keys_that_by_names(http: Client) -> None:
    answer = http.get(f"{PATH}?{DAY}&by=user,team,available,custom_status&bucket=day&user={JANE}")
    assert answer.status_code == 200
    common = {"bucket": "2026-03-29T00:00:00.000+01:00", "user_uuid": JANE, "team_uuid": TEAM}
    lunch = {"id": LUNCH, "name": "Lunch", "emoji": None}
    assert answer.json() == {
        "rows": [
            {**common, "available": False, "custom_status": None, "duration_ms": 9 * HOUR_MS, "share": 9 / 23},
            {**common, "available": False, "custom_status": lunch, "duration_ms": 11 * HOUR_MS, "share": 11 / 23},
            {**common, "available": True, "custom_status": None, "duration_ms": 3 * HOUR_MS, "share": 3 / 23},
        ],
        "meta": {
            "start": "2026-03-28T23:00:00.000+00:00",
            "end": "2026-03-29T22:00:00.000+00:00",
            "time_zone": "Europe/Rome",
        },
    }
    assert list(answer.json()["rows"][0]) == [
        "bucket", "user_uuid", "team_uuid", "available", "custom_status", "duration_ms", "share",
    ]  # fmt: skip


def test_q3_left_out_parameters(http: Client) -> None:
    answer = http.get(f"{PATH}?start=2026-03-28T23:00:00Z&end=2026-03-29T00:00:00Z").json()
    assert answer["rows"] == [
        {"bucket": None, "user_uuid": NORA, "duration_ms": HOUR_MS, "share": 1},
        {"bucket": None, "user_uuid": JANE, "duration_ms": HOUR_MS, "share": 1},
    ]
    assert answer["meta"]["time_zone"] == "UTC"


def test_q3_totals_of_all(http: Client) -> None:
    rows = http.get(f"{PATH}?{DAY}&by=").json()["rows"]
    assert rows == [{"bucket": None, "duration_ms": 46 * HOUR_MS, "share": 1}]
    rows = http.get(f"{PATH}?{DAY}&by=&team={TEAM}&bucket=none").json()["rows"]
    assert rows == [{"bucket": None, "duration_ms": 23 * HOUR_MS, "share": 1}]


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("", ["end", "start"]),
        ("start=2026-03-01T00:00:00Z", ["end"]),
        ("start=2026-03-02T00:00:00Z&end=2026-03-01T00:00:00Z", ["end"]),
        ("start=2026-03-01&end=2026-03-02T00:00:00", ["end", "start"]),
        (f"{DAY}&by=colour", ["by"]),
        (f"{DAY}&bucket=fortnight", ["bucket"]),
        (f"{DAY}&bucket=", ["bucket"]),
        ("start=2000-01-01T00:00:00Z&end=2026-03-01T00:00:00Z&bucket=hour", ["bucket"]),
        ("start=2000-01-01T00:00:00Z&end=9999-12-31T23:00:00Z&bucket=day", ["bucket"]),
        ("start=2026-03-01T00:00:00Z&end=2026-03-02T00:00:00Z&time_zone=Rome", ["time_zone"]),
        (f"{DAY}&user=jane&team=jane", ["team", "user"]),
        (f"{DAY}&user={FOREIGN_USER}&team={'f' * 32}", ["team", "user"]),
        (f"{DAY}&colour=red&by=x&by=y", ["by", "colour"]),
    ],
)
def test_q3_what_is_refused_is_named(http: Client, query: str, params: list[str]) -> None:
    assert_refused(http.get(f"{PATH}?{query}"), *params)


def test_q3_another_account_sees_its_own_users(http: Client) -> None:
    answer = http.get(f"{PATH}?start=2026-03-28T23:00:00Z&end=2100-01-01T00:00:00Z", key=OTHER_KEY)
    assert [row["user_uuid"] for row in answer.json()["rows"]] == [FOREIGN_USER]
    assert VACATIONING not in answer.text


def test_e2_without_a_key_there_is_none(http: Client) -> None:
    assert_error(http.get(f"{PATH}?{DAY}", key=None), 401, "unauthorized")


def test_e11_reports_beyond_those_that_may_wait_are_refused(db_path: Path) -> None:
    # By `available`, every entry is read, which takes so much longer than to send a request that the others must wait.
    seconds = (Entry(BEGIN + timedelta(seconds=second), second % 2 == 0) for second in range(300_000))
    write_life(db_path, JANE, Life(BEGIN, entries=list(seconds)))
    path = f"{PATH}?start=2026-03-28T23:00:00Z&end=2027-01-01T00:00:00Z&by=available"
    with onduty.open(db_path) as db:
        client = Client(create_app(db))
        answers = client.send_at_once("GET", path, [None] * 60)
        client.close()
    assert {answer.status_code for answer in answers} == {200, 503}
    for answer in answers:
        if answer.status_code == 503:
            assert_error(answer, 503, "overloaded")
            assert answer.headers["Retry-After"] == "1"


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("1960-01-01T00:00:00Z", "must not be before 1970"),
        ("2026-03-01T00:00:00+01:00", "has a space where a + should be, which is written %2B in a URL"),
        ("2026-03-01", "must be an instant with an offset or Z, as 2026-03-29T09:00:00Z"),
    ],
)
def test_q3_why_an_instant_is_refused(http: Client, start: str, reason: str) -> None:
    answer = http.get(f"{PATH}?start={start}&end=2026-03-29T00:00:00Z")
    assert_refused(answer, "start")
    assert answer.json()["error"] == {"start": [reason]}
