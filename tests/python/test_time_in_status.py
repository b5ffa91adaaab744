"""How long people were in which status (Q3)."""

import _thread
import asyncio
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import filterfalse
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

import onduty
import onduty.aio
from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO, NORA, VACATIONING, as_bytes, directory
from tests.history_rows import Entry, Life, write_life
from tests.web.routes import TEAM

HOUR_MS = 3_600_000
BEGIN = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MILLISECOND = timedelta(milliseconds=1)


@pytest.fixture
def acme(db_path: Path) -> Iterator[onduty.Account]:
    """Jane: available from 9 to 12, at lunch to 13, available to 17. Matteo was there until 6. Nora: always."""
    entries = [
        Entry(BEGIN + 9 * HOUR, True),
        Entry(BEGIN + 12 * HOUR, False, LUNCH),
        Entry(BEGIN + 13 * HOUR, True),
        Entry(BEGIN + 17 * HOUR, False, VACATIONING),
    ]
    write_life(db_path, JANE, Life(BEGIN - DAY, entries=entries))
    write_life(db_path, MATTEO, Life(BEGIN - DAY, BEGIN + 6 * HOUR, [Entry(BEGIN - HOUR, True)]))
    write_life(db_path, NORA, Life(BEGIN - DAY))
    with onduty.open(str(db_path)) as db:
        yield db.account("acme")


def rows(report: onduty.TimeInStatus, *names: str) -> list[tuple[object, ...]]:
    return list(zip(*(report[name] for name in names), strict=True))


def test_q3_a_row_each_user_when_nothing_else_is_asked_for(acme: onduty.Account) -> None:
    report = acme.time_in_status(BEGIN, BEGIN + DAY)
    assert report.columns == ("bucket", "user_uuid", "user_email", "user_name", "duration_ms", "share")
    assert rows(report, "bucket", "user_uuid", "duration_ms", "share") == [
        (None, NORA, 24 * HOUR_MS, 1.0),
        (None, JANE, 24 * HOUR_MS, 1.0),
        (None, MATTEO, 6 * HOUR_MS, 1.0),
    ]
    assert report["user_email"][1] == JANE_EMAIL
    assert (report.start, report.end, report.by, report.bucket) == (BEGIN, BEGIN + DAY, ("user",), None)


def test_q3_states_are_told_apart_and_have_shares(acme: onduty.Account) -> None:
    report = acme.time_in_status(BEGIN, BEGIN + DAY, by=("user", "available", "custom_status"), user=JANE)
    assert rows(report, "available", "custom_status_name", "custom_status_emoji", "duration_ms", "share") == [
        (False, None, None, 9 * HOUR_MS, 9 / 24),
        (False, "Vacationing", "🌴", 7 * HOUR_MS, 7 / 24),
        (False, "Lunch", None, HOUR_MS, 1 / 24),
        (True, None, None, 7 * HOUR_MS, 7 / 24),
    ]
    assert report["custom_status_id"][1:3] == [VACATIONING, LUNCH]


def test_q3_rows_are_in_the_order_of_by(acme: onduty.Account) -> None:
    report = acme.time_in_status(BEGIN, BEGIN + DAY, by=("available", "user"))
    assert rows(report, "available", "user_uuid") == [(False, NORA), (False, JANE), (True, JANE), (True, MATTEO)]


def test_q3_teams_and_those_in_none(acme: onduty.Account) -> None:
    report = acme.time_in_status(BEGIN, BEGIN + DAY, by="team,available")
    assert rows(report, "team_uuid", "team_name", "available", "duration_ms", "share") == [
        (None, None, False, 24 * HOUR_MS, 24 / 30),
        (None, None, True, 6 * HOUR_MS, 6 / 30),
        (TEAM, "General", False, 17 * HOUR_MS, 17 / 24),
        (TEAM, "General", True, 7 * HOUR_MS, 7 / 24),
    ]
    assert acme.time_in_status(BEGIN, BEGIN + DAY, by=(), team=TEAM)["duration_ms"] == [24 * HOUR_MS]


def test_q3_buckets_are_cut_in_the_zone(acme: onduty.Account) -> None:
    rome = ZoneInfo("Europe/Rome")
    report = acme.time_in_status(
        datetime(2026, 3, 28, tzinfo=rome),
        datetime(2026, 3, 31, tzinfo=rome),
        by=("available",),
        bucket="day",
        time_zone="Europe/Rome",
        user=JANE,
    )
    assert report["duration_ms"] == [24 * HOUR_MS, 23 * HOUR_MS, 24 * HOUR_MS]
    assert report["bucket"] == [datetime(2026, 3, day, tzinfo=rome) for day in (28, 29, 30)]
    assert report["bucket"][0].utcoffset() == HOUR
    assert report["bucket"][2].utcoffset() == 2 * HOUR


def test_q3_the_open_interval_counts_up_to_now(acme: onduty.Account) -> None:
    before = datetime.now(UTC)
    report = acme.time_in_status(before - HOUR, before + DAY, user=JANE)
    after = datetime.now(UTC)
    assert HOUR <= timedelta(milliseconds=report["duration_ms"][0]) <= after - before + HOUR + MILLISECOND
    assert len(acme.time_in_status(after + HOUR, after + DAY)) == 0


def test_q3_custom_statuses_have_the_names_of_now_also_destroyed_ones(acme: onduty.Account) -> None:
    acme.update_custom_status(LUNCH, name="Pranzo")
    acme.destroy_custom_status(VACATIONING)
    report = acme.time_in_status(BEGIN, BEGIN + DAY, by=("custom_status",), user=JANE)
    assert report["custom_status_name"] == [None, "Vacationing", "Pranzo"]


def test_q3_texts_are_taken_as_over_http(acme: onduty.Account) -> None:
    report = acme.time_in_status("2026-03-02T01:00:00+01:00", "2026-03-03T00:00:00Z")
    assert report["duration_ms"] == acme.time_in_status(BEGIN, BEGIN + DAY)["duration_ms"]


@pytest.mark.parametrize(
    ("arguments", "params"),
    [
        ({"start": datetime(2026, 3, 2)}, ["start"]),
        ({"end": BEGIN - DAY}, ["end"]),
        ({"by": ("user", "colour")}, ["by"]),
        ({"by": "user,user"}, ["by"]),
        ({"bucket": "year"}, ["bucket"]),
        ({"bucket": "hour", "end": BEGIN + timedelta(days=500)}, ["bucket"]),
        ({"time_zone": "Mars/Olympus"}, ["time_zone"]),
        ({"user": "jane"}, ["user"]),
        ({"user": "f" * 32, "team": "f" * 32}, ["team", "user"]),
        ({"team": "22222222222242228222222222222223"}, ["team"]),
    ],
)
def test_q3_what_is_refused_is_named(acme: onduty.Account, arguments: dict[str, object], params: list[str]) -> None:
    with pytest.raises(onduty.InvalidParamsError) as refused:
        acme.time_in_status(**{"start": BEGIN, "end": BEGIN + DAY, **arguments})  # type: ignore[arg-type]
    assert sorted(refused.value.params) == params


def test_q3_a_team_of_another_account_is_none(db: onduty.Database) -> None:
    team = "22222222222242228222222222222223"
    document = {"account": {"name": "globex"}, "teams": [{"uuid": team, "name": "T", "members": []}]}
    db.import_directory(as_bytes(document))
    with pytest.raises(onduty.InvalidParamsError):
        db.account("acme").time_in_status(BEGIN, BEGIN + DAY, team=team)


def test_q3_who_was_removed_and_came_back_did_not_exist_between(db: onduty.Database) -> None:
    acme = db.account("acme")
    far = datetime.now(UTC) + DAY
    removal = {"account": {"name": "acme"}, "users": [{"uuid": NORA, "removed": True}]}
    db.import_directory(as_bytes(removal))
    [removed_ms] = acme.time_in_status(BEGIN, far, user=NORA)["duration_ms"]
    time.sleep(0.3)
    assert acme.time_in_status(BEGIN, far, user=NORA)["duration_ms"] == [removed_ms]
    nora = next(user for user in directory()["users"] if user["uuid"] == NORA)
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [nora]}))
    back = datetime.now(UTC)
    time.sleep(0.01)
    for by in (("user",), ("available", "custom_status")):
        rows = acme.time_in_status(BEGIN, far, by=by, user=NORA)
        assert (
            removed_ms < sum(rows["duration_ms"]) <= removed_ms + (datetime.now(UTC) - back).total_seconds() * 1000 + 50
        )
        assert sum(rows["share"]) == pytest.approx(1)


def test_l3_the_same_as_a_coroutine(acme: onduty.Account) -> None:
    async def ask() -> list[object]:
        account = onduty.aio.Account(acme)
        return (await account.time_in_status(BEGIN, BEGIN + DAY, by=("available",)))["duration_ms"]

    assert asyncio.run(ask()) == acme.time_in_status(BEGIN, BEGIN + DAY, by=("available",))["duration_ms"]


def test_closing_ends_it(db: onduty.Database) -> None:
    acme = db.account("acme")
    db.close()
    with pytest.raises(onduty.ClosedError):
        acme.time_in_status(BEGIN, BEGIN + DAY)


def test_l4_ctrl_c_ends_it(acme: onduty.Account) -> None:
    # No line of Python runs between this Ctrl-C and the reading.
    by = map({signal.SIGINT: "user"}.get, filterfalse(_thread.interrupt_main, [signal.SIGINT]))
    with pytest.raises(KeyboardInterrupt) as raised:
        acme.time_in_status(BEGIN, BEGIN + DAY, by=by)  # type: ignore[arg-type]
    assert raised.traceback[-1].path == Path(__file__)  # and not where the report is made
    assert len(acme.time_in_status(BEGIN, BEGIN + DAY)) == 3


def test_q3_every_name_of_a_sequence_is_one_key(acme: onduty.Account) -> None:
    for by in (("user,team",), ("user", ""), ["user", "user"]):
        with pytest.raises(onduty.InvalidParamsError) as refused:
            acme.time_in_status(BEGIN, BEGIN + DAY, by=by)
        assert list(refused.value.params) == ["by"]
    for wrong in (5, None, [b"user"], (1,)):
        with pytest.raises(TypeError, match="by must be"):
            acme.time_in_status(BEGIN, BEGIN + DAY, by=wrong)  # type: ignore[arg-type]
    assert acme.time_in_status(BEGIN, BEGIN + DAY, by=iter(["user", "available"])).by == ("user", "available")


def test_q3_instants_out_of_reach_are_refused(acme: onduty.Account) -> None:
    rome, new_york = ZoneInfo("Europe/Rome"), ZoneInfo("America/New_York")
    first, last = datetime(1, 1, 1, tzinfo=rome), datetime(9999, 12, 31, 23, 59, tzinfo=new_york)
    for start, end in ((first, last), (first.isoformat()[:19] + "Z", "9999-12-31T23:59:00-05:00")):
        for bucket in (None, "day"):
            with pytest.raises(onduty.InvalidParamsError) as refused:
                acme.time_in_status(start, end, time_zone="Europe/Rome", bucket=bucket)
            assert dict(refused.value.params) == {
                "start": ["must not be before 1970"],
                "end": ["must not be after 9999"],
            }


class HeldBack:
    """Stands for an account: submits a report only once that is to be stopped, and keeps what it came to."""

    def __init__(self, account: onduty.Account) -> None:
        self._account: Any = account
        self.begun = threading.Event()
        self.cancelled = threading.Event()
        self.outcome: object = None

    def submit_time_in_status(
        self, port: onduty._core.CompletionPort, token: int, *arguments: Any, **named: Any
    ) -> None:
        self.begun.set()
        assert self.cancelled.wait(10)
        own = onduty._core.CompletionPort()
        self._account.submit_time_in_status(own, 1, *arguments, **named)
        while not (outcomes := own.drain()):
            time.sleep(0.001)
        self.outcome = outcomes[0][1]
        self._account.submit_time_in_status(port, token, *arguments, **named)


def test_l3_a_cancelled_report_is_stopped(acme: onduty.Account) -> None:
    held = HeldBack(acme)

    async def cancelled() -> None:
        account = onduty.aio.Account(cast(onduty.Account, held))
        reporting = asyncio.ensure_future(account.time_in_status(BEGIN, BEGIN + DAY))
        await asyncio.to_thread(held.begun.wait)
        reporting.cancel()
        await asyncio.sleep(0)
        held.cancelled.set()
        with pytest.raises(asyncio.CancelledError):
            await reporting

    asyncio.run(cancelled())
    assert isinstance(held.outcome, onduty.ClosedError)


def test_l3_what_a_report_is_refused_for_comes_out_of_the_coroutine(acme: onduty.Account) -> None:
    async def refused() -> None:
        account = onduty.aio.Account(acme)
        with pytest.raises(TypeError, match="by must be"):
            await account.time_in_status(BEGIN, BEGIN + DAY, by=5)  # type: ignore[arg-type]
        with pytest.raises(onduty.InvalidParamsError):
            await account.time_in_status(BEGIN, BEGIN - DAY)
        many = [account.time_in_status(BEGIN, BEGIN + DAY, user=JANE) for _ in range(100)]
        assert len(await asyncio.gather(*many)) == 100

    asyncio.run(refused())
