"""`onduty report`."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

import onduty
from tests.cli.command_line import assert_fails, run, run_json
from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO, NORA, as_bytes
from tests.history_rows import Entry, Life, write_life

BEGIN = datetime(2026, 3, 1, 23, tzinfo=UTC)  # midnight in Rome
PERIOD = ("--start", "2026-03-02", "--end", "2026-03-03", "--time-zone", "Europe/Rome")


@pytest.fixture
def db_path(db_path: Path) -> Path:
    entries = [Entry(BEGIN + timedelta(hours=9), True), Entry(BEGIN + timedelta(hours=12), False, LUNCH)]
    write_life(db_path, JANE, Life(BEGIN - timedelta(days=1), entries=entries))
    for user in (MATTEO, NORA):
        write_life(db_path, user, Life(BEGIN + timedelta(days=3)))
    return db_path


def test_q3_the_table_tells_names_times_and_shares(db_path: Path) -> None:
    result = run("report", *PERIOD, "--by", "user,available,custom_status", "--bucket", "day", "--db", db_path,
                 "--account", "acme")  # fmt: skip
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["from", "name", "availability", "custom", "status", "time", "share"]
    assert lines[2:] == [
        ["2026-03-02", "Jane", "Doe", "away", "–", "9:00:00", "37.5%"],
        ["2026-03-02", "Jane", "Doe", "away", "Lunch", "12:00:00", "50.0%"],
        ["2026-03-02", "Jane", "Doe", "available", "–", "3:00:00", "12.5%"],
    ]
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_q3_json_is_what_the_api_answers(db_path: Path) -> None:
    found = run_json("report", *PERIOD, "--user", JANE_EMAIL, "--db", db_path, "--account", "acme")
    assert [(row["available"], row["duration_ms"]) for row in found["rows"]] == [
        (False, 75_600_000),
        (True, 10_800_000),
    ]
    assert found["meta"] == {
        "start": "2026-03-01T23:00:00.000+00:00",
        "end": "2026-03-02T23:00:00.000+00:00",
        "time_zone": "Europe/Rome",
    }


def test_q3_csv_has_every_row(db_path: Path) -> None:
    result = run("report", *PERIOD, "--bucket", "hour", "--team", "general", "--csv", "--db", db_path,
                 "--account", "acme")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 24
    assert rows[0]["bucket"] == "2026-03-02T00:00:00.000+01:00"
    assert [row["available"] for row in rows].count("true") == 3


def test_csv_holds_no_formula_of_others(db_path: Path) -> None:
    with onduty.open(str(db_path)) as db:
        user = {"uuid": JANE, "name": '=HYPERLINK("https://evil.example")'}
        db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [user]}))
    result = run("report", *PERIOD, "--csv", "--db", db_path, "--account", "acme")
    rows = csv.DictReader(io.StringIO(result.stdout))
    assert {row["user_name"] for row in rows} == {'\'=HYPERLINK("https://evil.example")'}


def test_the_end_is_now_when_it_is_left_out(db_path: Path) -> None:
    arguments = ("report", "--start", "2026-03-02T10:00:00+01:00", "--by", "", "--db", db_path, "--account", "acme")
    rows = run_json(*arguments)["rows"]
    assert rows == [] or rows[0]["duration_ms"] > 0
    assert run(*arguments).exit_code == 0


def test_of_a_time_before_everybody_there_is_nothing(db_path: Path) -> None:
    result = run("report", "--start", "2020-01-01", "--end", "2020-02-01", "--db", db_path, "--account", "acme")
    assert result.stdout == "Nobody was there in this period.\n"


def test_a_user_or_team_that_is_empty_is_not_left_out(db_path: Path) -> None:
    where = (*PERIOD, "--db", db_path, "--account", "acme")
    assert_fails(run("report", "--user", "", *where), 1, "no user ''")
    assert_fails(run("report", "--team", "", *where), 1, "no team ''")
    assert_fails(run("report", *PERIOD[:2], "--end", "", *where[-4:]), 2, "--end")


def test_q3_a_removed_user_is_named_by_the_uuid(db_path: Path) -> None:
    write_life(db_path, JANE, Life(BEGIN - timedelta(days=1), BEGIN + timedelta(hours=5)))
    arguments = ("report", *PERIOD, "--db", db_path, "--account", "acme")
    (row,) = run_json(*arguments, "--user", JANE)["rows"]
    assert row["duration_ms"] == 5 * 3_600_000
    assert run_json(*arguments, "--user", str(UUID(JANE)))["rows"] == [row]
    assert_fails(run(*arguments, "--user", JANE_EMAIL), 1, JANE_EMAIL)
    assert_fails(run(*arguments, "--user", "jane"), 1, "no user 'jane'")


def test_a_period_of_nothing_is_told(db_path: Path) -> None:
    where = ("--db", db_path, "--account", "acme")
    later = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    assert_fails(run("report", "--start", later, *where), 2, "--start", "lies in the future")
    empty = run("report", "--start", "2026-03-02", "--end", "2026-03-02", *where)
    assert (empty.exit_code, empty.stdout) == (0, "The period is empty: it ends where it begins.\n")
    ahead = run("report", "--start", later, "--end", "2999-01-01", *where)
    assert ahead.stdout == "The period lies in the future, of which nothing is known.\n"


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        ("2026-03-29T02:30", "2026-03-29T01:30:00.000+00:00"),  # skipped: it is 03:30
        ("2025-10-26T02:30", "2025-10-26T00:30:00.000+00:00"),  # the first of two
        ("2025-10-26T02:30+01:00", "2025-10-26T01:30:00.000+00:00"),
    ],
)
def test_q3_times_that_clocks_show_twice_or_never(db_path: Path, start: str, instant: str) -> None:
    found = run_json("report", "--start", start, *PERIOD[4:], "--db", db_path, "--account", "acme")
    assert found["meta"]["start"] == instant


def test_times_add_up_to_the_thousandth(db_path: Path) -> None:
    entry = Entry(BEGIN + timedelta(hours=9, milliseconds=600), True)
    write_life(db_path, JANE, Life(BEGIN - timedelta(days=1), entries=[entry]))
    shown = run("report", *PERIOD, "--user", JANE, "--db", db_path, "--account", "acme").stdout
    assert [line.split()[-2] for line in shown.splitlines()[2:]] == ["9:00:00.600", "14:59:59.400"]


def test_wrong_use_and_refusals(db_path: Path) -> None:
    where = ("--db", db_path, "--account", "acme")
    assert_fails(run("report", "--start", "monday", *where), 2, "--start", "monday")
    assert_fails(run("report", "--start", "2026-03-02", "--time-zone", "Rome", *where), 2, "--time-zone")
    assert_fails(run("report", *PERIOD, "--bucket", "year", *where), 2, "--bucket")
    assert_fails(run("report", *PERIOD, "--csv", "--json", *where), 2, "--csv")
    assert_fails(run("report", *PERIOD, "--by", "colour", *where), 1, "onduty: --by: ")
    assert_fails(run("report", "--start", "2026-03-02", "--end", "2026-03-01", *where), 1, "onduty: --end: is before")
    assert_fails(run("report", *PERIOD, "--user", "nobody@example.com", *where), 1, "nobody@example.com")
    assert_fails(run("report", *PERIOD, "--team", "Night", *where), 1, "Night")
