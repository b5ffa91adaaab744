"""Changes of the past that come in by a file: Q7."""

import asyncio
import copy
import json
import os
import pickle
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import onduty
from onduty import aio
from tests.database_fixtures import Unchanged
from tests.documents import JANE, LUNCH, NOBODY, NORA, NORA_CREATED_AT, NORA_EMAIL

MORNING = datetime(2024, 3, 1, 8, tzinfo=UTC)


def entry(minutes: int, **more: Any) -> dict[str, Any]:
    """Of Nora's, whose history is empty."""
    return {"user": NORA_EMAIL, "at": (MORNING + timedelta(minutes=minutes)).isoformat(), **more}


def lines(*entries: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in entries)


DAY = (
    entry(0, available=True, actor="nora", reason="shift"),
    entry(240, custom_status_id=LUNCH),
    entry(300, custom_status_id=None),
    entry(480, available=False),
)


def test_q7_it_is_as_if_it_had_happened_then(db: onduty.Database, acme: onduty.Account) -> None:
    assert acme.status(NORA).version == 0  # and is in memory
    report = db.import_history(lines(*DAY), account="acme")
    assert (report.changed, report.unchanged, report.users) == (4, 0, 1)
    entries = acme.history(NORA)
    assert [each.at for each in entries] == [datetime.fromisoformat(each["at"]) for each in DAY]
    assert [each.version for each in entries] == [1, 2, 3, 4]
    assert {each.way for each in entries} == {"import"}
    assert {each.change_set for each in entries} == {report.change_set}
    assert (entries[0].actor, entries[0].reason, entries[1].actor) == ("nora", "shift", None)
    status = acme.status(NORA)
    assert (status.available, status.version) == (False, 4)
    assert status.available_updated_at == entries[3].at
    assert status.custom_status_updated_at == entries[2].at
    at_lunch = {each.user.uuid: each for each in acme.as_of(MORNING + timedelta(minutes=250))}[NORA]
    assert at_lunch.custom_status is not None
    assert (at_lunch.available, at_lunch.custom_status.name) == (True, "Lunch")
    assert db.check().findings == []


def test_q7_bytes_paths_lines_and_mappings_are_the_same(db_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "history.ndjson"
    file.write_bytes(lines(*DAY))
    as_objects = ({**each, "user": UUID(NORA), "at": datetime.fromisoformat(each["at"])} for each in DAY)
    sources: list[Any] = [lines(*DAY), file, lines(*DAY).splitlines(), [json.dumps(each) for each in DAY], as_objects]
    dumped = []
    for number, source in enumerate(sources):
        path = tmp_path / f"{number}.db"
        path.write_bytes(db_path.read_bytes())
        with onduty.open(path) as db:
            db.import_history(source, account="acme")
            dumped.append(db.account("acme").history(NORA))
    assert all(each == dumped[0] for each in dumped)
    assert len(dumped[0]) == 4


def test_q7_one_bad_line_refuses_all(db: onduty.Database, unchanged: Unchanged) -> None:
    bad: list[tuple[bytes, str]] = [
        (b'{"user": ', "JSON"),
        (lines(entry(900)), "available or custom_status_id"),
        (lines(entry(900, available=1)), "available"),
        (lines(entry(900, available=True, colour=1)), "colour"),
        (lines({"user": NOBODY, "at": "2024-03-01T09:00:00Z", "available": True}), "user"),
        (lines({"user": "2" * 32, "at": "2024-03-01T09:00:00Z", "available": True}), "user"),  # of "globex"
        (lines(entry(900, custom_status_id="22222222-2222-4222-8222-222222222222")), "custom_status_id"),
        (lines({**entry(0, available=True), "at": "2024-03-01T09:00:00"}), "offset"),
        (lines(entry(479, available=True)), "before"),
        (lines(entry(60 * 24 * 365 * 100, available=True)), "future"),
        (lines({**entry(0, available=True), "user": JANE}), "last"),
        (lines(entry(900, available=True, reason="x" * 201)), "reason"),
    ]
    with unchanged():
        for text, mention in bad:
            with pytest.raises(onduty.InvalidParamsError) as refused:
                db.import_history(lines(*DAY) + text, account="acme")
            assert list(refused.value.params) == ["line 5"], text
            assert mention in refused.value.params["line 5"][0]


def test_q7_nobody_has_a_history_before_the_creation(db: onduty.Database, unchanged: Unchanged) -> None:
    created = datetime.fromisoformat(NORA_CREATED_AT)
    first = {"user": NORA, "at": (created - timedelta(milliseconds=1)).isoformat(), "available": True}
    with unchanged(), pytest.raises(onduty.InvalidParamsError, match="creation"):
        db.import_history(lines(first), account="acme")
    assert db.import_history(lines({**first, "at": NORA_CREATED_AT}), account="acme").changed == 1


def test_q7_of_many_bad_lines_the_first_are_told(db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        db.import_history(b"{}\n" * 1000, account="acme")
    assert len(refused.value.params) <= 101
    assert "more" in refused.value.params
    assert "line 1" in refused.value.params


def test_u2_what_was_so_already_is_no_entry(db: onduty.Database, acme: onduty.Account) -> None:
    report = db.import_history(lines(entry(0, available=False), entry(1, available=True)), account="acme")
    assert (report.changed, report.unchanged) == (1, 1)
    assert len(acme.history(NORA)) == 1


def test_q7_a_dry_run_writes_nothing(db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged():
        report = db.import_history(lines(*DAY), account="acme", dry_run=True)
    assert (report.dry_run, report.changed, report.users, report.change_set) == (True, 4, 1, None)


def test_q7_what_is_no_history_is_a_type_error(db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged():
        for source in ("text", 5, None, [5], [b"{}\n{}"], [object()]):
            with pytest.raises(TypeError):
                db.import_history(source, account="acme")  # type: ignore[arg-type]
        with pytest.raises(FileNotFoundError):
            db.import_history(Path("/nowhere/history"), account="acme")
        with pytest.raises(onduty.AccountNotFoundError):
            db.import_history(b"")
        with pytest.raises(onduty.InvalidParamsError, match="offset"):
            db.import_history([{**DAY[0], "at": datetime(2024, 3, 1)}], account="acme")


def test_q7_what_a_source_raises_ends_it(db: onduty.Database, unchanged: Unchanged) -> None:
    def entries() -> Iterator[bytes]:
        yield lines(DAY[0])
        raise ZeroDivisionError

    with unchanged(), pytest.raises(ZeroDivisionError):
        db.import_history(entries(), account="acme")


def long_history(count: int) -> bytes:
    return lines(*(entry(number, available=number % 2 == 0) for number in range(count)))


def test_q7_progress_is_told_and_may_stop_it(db: onduty.Database, acme: onduty.Account, unchanged: Unchanged) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise ZeroDivisionError

    text = long_history(150_000)
    with unchanged(), pytest.raises(ZeroDivisionError):
        db.import_history(text, account="acme", progress=stop)
    told: list[tuple[int, int]] = []
    db.import_history(text, account="acme", progress=lambda done, total: told.append((done, total)))
    assert told
    assert {total for _, total in told} <= {0, 150_000}
    assert acme.status(NORA).version == 150_000


def test_q7_ctrl_c_leaves_everything_as_it_was(db: onduty.Database, unchanged: Unchanged) -> None:
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()

    def endless() -> Iterator[bytes]:
        while True:
            yield b"\n"

    with unchanged(), pytest.raises(KeyboardInterrupt):
        db.import_history(endless(), account="acme")


def test_l3_the_same_as_a_coroutine(db: onduty.Database, acme: onduty.Account) -> None:
    report = asyncio.run(aio.Database(db).import_history(lines(*DAY), account="acme"))
    assert report.changed == len(acme.history(NORA)) == 4


def test_l3_a_cancelled_import_has_happened_wholly_or_not(db: onduty.Database, acme: onduty.Account) -> None:
    async def cancelled() -> None:
        importing = asyncio.ensure_future(aio.Database(db).import_history(long_history(100_000), account="acme"))
        await asyncio.sleep(0.2)
        importing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await importing

    asyncio.run(cancelled())
    assert acme.status(NORA).version in (0, 100_000)


def test_reports_are_values(db: onduty.Database) -> None:
    report = db.import_history(lines(*DAY), account="acme")
    assert pickle.loads(pickle.dumps(report)) == copy.copy(report) == report
    assert hash(report) == hash(copy.deepcopy(report))
    assert report != db.import_history(b"", account="acme")
    assert "changed=4" in repr(report)


def written(history: list[onduty.HistoryEntry]) -> bytes:
    """A history as the lines of a file."""
    return lines(
        *(
            {
                "user": each.user,
                "at": each.at.isoformat(),
                "available": each.after.available,
                "custom_status_id": each.after.custom_status.id if each.after.custom_status else None,
                "actor": each.actor,
                "reason": each.reason,
            }
            for each in history
        )
    )


def test_u11_a_history_with_entries_of_one_instant_goes_into_another_database(
    db: onduty.Database, acme: onduty.Account, tmp_path: Path
) -> None:
    other_path = tmp_path / "other.db"
    db.snapshot(other_path)
    of_an_instant = (entry(0, available=True), entry(0, custom_status_id=LUNCH), entry(0, available=False))
    db.import_history(lines(*of_an_instant), account="acme")
    acme.update_status(NORA, available=True, actor="zoe", reason="back")
    history = acme.history(NORA)
    assert history[0].at == history[2].at
    with onduty.open(other_path) as other:
        other.import_history(written(history), account="acme")
        taken = other.account("acme").history(NORA)
        assert other.check().findings == []
        status = other.account("acme").status(NORA)
    facts = [[(each.at, each.before, each.after, each.version, each.actor) for each in of] for of in (history, taken)]
    assert facts[0] == facts[1]
    assert status == acme.status(NORA)


def test_q7_the_past_goes_in_before_the_present(tmp_path: Path) -> None:
    nora = {"email": NORA_EMAIL, "name": "Nora", "createdAt": "2024-01-01T00:00:00Z"}
    bare = {"account": {"name": "acme"}, "custom_statuses": [{"id": LUNCH, "name": "Lunch"}], "users": [nora]}
    whole = {**bare, "users": [{**nora, "available": True, "custom_status_id": LUNCH}]}
    with onduty.open(tmp_path / "late.db") as late:
        late.import_directory(json.dumps(whole))
        with pytest.raises(onduty.InvalidParamsError, match="without available and custom_status_id"):
            late.import_history(lines(*DAY))
    with onduty.open(tmp_path / "new.db") as new:
        new.import_directory(json.dumps(bare))
        new.import_history(lines(*DAY))
        new.import_directory(json.dumps(whole), overwrite_state=True)
        ways = [each.way for each in new.account().history()]
        status = new.account().status(new.account().find_user(NORA_EMAIL).uuid)
    assert ways == ["import"] * 5
    assert (status.available, status.version) == (True, 5)
