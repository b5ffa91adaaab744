"""The history, read in parts and by filters: Q1."""

import asyncio
import json
import multiprocessing
import time
import uuid
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import onduty
from onduty import aio
from tests.database_fixtures import Unchanged
from tests.documents import JANE, LUNCH, MATTEO, NOBODY, NORA, as_bytes
from tests.python.test_lists import FOREIGN_USER, GENERAL, refused_by


@pytest.fixture
def changed(acme: onduty.Account) -> onduty.Account:
    """Three more changes of Jane's and one of Nora's, each of another instant."""
    for user, available in ((JANE, False), (NORA, True), (JANE, True), (JANE, False)):
        acme.update_status(user, available=available)
        time.sleep(0.002)  # instants are told to the millisecond
    return acme


def seqs(entries: list[onduty.HistoryEntry]) -> list[int]:
    return [entry.seq for entry in entries]


def test_q1_one_users_history_and_everybodys(changed: onduty.Account) -> None:
    everything = changed.history()
    assert [entry.user for entry in everything] == [JANE, MATTEO, JANE, NORA, JANE, JANE]
    assert seqs(everything) == sorted(seqs(everything))
    for user in (JANE, MATTEO, NORA):
        assert changed.history(user) == [entry for entry in everything if entry.user == user]
    assert changed.history(uuid.UUID(JANE), limit=2) == changed.history(JANE)[:2]
    assert changed.history(user=JANE, limit=2, latest=True) == changed.history(JANE)[-2:]
    assert changed.history(limit=3, latest=True) == everything[-3:]


def test_q1_reading_on_begins_behind_any_seq(changed: onduty.Account) -> None:
    everything = changed.history()
    for after in [0, *seqs(everything), 10**9]:
        expected = [entry for entry in everything if entry.seq > after]
        assert changed.history(after=after) == expected
        assert changed.history(JANE, after=after) == [entry for entry in expected if entry.user == JANE]


def test_q1_since_is_included_and_until_is_not(changed: onduty.Account) -> None:
    everything = changed.history()
    third = everything[3].at
    assert changed.history(since=third) == everything[3:]
    assert changed.history(until=third) == everything[:3]
    assert changed.history(since=third, until=third) == []
    assert changed.history(JANE, since=third, after=everything[4].seq) == [everything[5]]
    assert changed.history(since=third.isoformat()) == everything[3:]
    in_rome = third.astimezone(timezone(timedelta(hours=2)))
    assert changed.history(since=in_rome, until=in_rome + timedelta(milliseconds=1)) == [everything[3]]


def test_q1_a_teams_history_is_its_members(changed: onduty.Account) -> None:
    assert changed.history(team=GENERAL) == changed.history(JANE)
    assert changed.history(JANE, team=GENERAL) == changed.history(JANE)
    assert changed.history(NORA, team=uuid.UUID(GENERAL)) == []


def test_q1_who_was_removed_stays_in_everybodys_history(db: onduty.Database, changed: onduty.Account) -> None:
    before = changed.history()
    changed.update_status(JANE, custom_status_uuid=LUNCH)
    changed.destroy_custom_status(LUNCH)
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [{"uuid": JANE, "removed": True}]}))
    after = changed.history()
    assert after[: len(before)] == before
    lunch, destroyed = after[len(before) :]
    assert lunch.after.custom_status is not None
    assert lunch.after.custom_status.name == "Lunch"
    assert (destroyed.way, destroyed.before) == ("destroyed", lunch.after)
    with pytest.raises(onduty.UserNotFoundError):
        changed.history(JANE)


def test_q1_what_is_wrong_is_named(changed: onduty.Account, unchanged: Unchanged) -> None:
    now = datetime.now(UTC)
    with unchanged():
        assert refused_by(lambda: changed.history(since=now, until=now - timedelta(seconds=1))) == ["until"]
        assert refused_by(lambda: changed.history(limit=0, team="General")) == ["limit", "team"]
        assert refused_by(lambda: changed.history(limit=100_001)) == ["limit"]
        assert refused_by(lambda: changed.history(since="2026-03-29", until="soon")) == ["since", "until"]
        assert refused_by(lambda: changed.history(since=datetime(1969, 12, 31, tzinfo=UTC))) == ["since"]
        assert refused_by(lambda: changed.history(team=NOBODY)) == ["team"]


def test_q1_a_datetime_without_a_time_zone_is_refused_clearly(changed: onduty.Account) -> None:
    with pytest.raises(onduty.InvalidParamsError, match="without a time zone"):
        changed.history(since=datetime(2026, 3, 29, 9, 0))
    with pytest.raises(TypeError):
        changed.history(since=5)  # type: ignore[arg-type]


def test_e4_whoever_is_not_of_the_account_is_nobody(changed: onduty.Account) -> None:
    for user in (FOREIGN_USER, NOBODY, "x"):
        with pytest.raises(onduty.UserNotFoundError):
            changed.history(user)


def test_l3_the_same_as_a_coroutine(db: onduty.Database, changed: onduty.Account) -> None:
    async def read() -> Any:
        account = await aio.Database(db).account("acme")
        entries = await account.history(JANE, limit=2)
        return entries, json.loads((await account.history_json(JANE, limit="2")).body)

    entries, shown = asyncio.run(read())
    assert entries == changed.history(JANE, limit=2)
    assert [entry["seq"] for entry in shown["entries"]] == seqs(entries)
    assert shown["meta"] == {"next": entries[-1].seq}


def _write(path: str, user: str, count: int) -> None:
    with onduty.open(path) as db:
        acme = db.account("acme")
        for number in range(count):
            acme.update_status(user, available=bool(number % 2))


def test_q1_a_feed_misses_nothing_while_processes_write(db_path: Path, acme: onduty.Account) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(str(db_path), user, 60)) for user in (JANE, MATTEO)]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    is_last = False
    while not is_last:
        is_last = not any(writer.is_alive() for writer in writers)
        while page := acme.history(after=seen[-1] if seen else 0, limit=5):
            seen += seqs(page)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert seen == seqs(acme.history(limit=1000))
    assert len(seen) == len(set(seen)) == 2 + 120
