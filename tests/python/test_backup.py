"""Copies of a database that is in use."""

import asyncio
import threading
from pathlib import Path

import pytest

import onduty
from onduty import aio
from tests.database_dump import DatabaseReader
from tests.database_fixtures import Unchanged
from tests.documents import JANE


def test_a_backup_opens_and_holds_everything(
    db: onduty.Database, tmp_path: Path, database_reader: DatabaseReader
) -> None:
    db.account("acme").update_status(JANE, available=False, reason="lunch")
    copy = tmp_path / "copy" / "onduty.db"
    copy.parent.mkdir()
    assert db.backup(copy).size == copy.stat().st_size
    assert [file.name for file in copy.parent.iterdir()] == ["onduty.db"]
    assert database_reader.tables(copy) == database_reader.tables(Path(db.path))
    with onduty.open(copy) as opened:
        assert opened.account("acme").history(JANE)[-1].reason == "lunch"
        assert opened.check().findings == []


def test_s1_a_backup_holds_what_was_acknowledged_before_it_began(db: onduty.Database, tmp_path: Path) -> None:
    acme = db.account("acme")
    stop = threading.Event()
    acknowledged = [0]

    def update() -> None:
        while not stop.is_set():
            acknowledged.append(acme.update_status(JANE, available=bool(len(acknowledged) % 2)).after.version)

    updating = threading.Thread(target=update)
    updating.start()
    try:
        for number in range(10):
            copy = tmp_path / f"copy {number}.db"
            before = acknowledged[-1]
            db.backup(copy)
            with onduty.open(copy) as opened:
                assert before <= opened.account("acme").status(JANE).version
                assert opened.check().findings == []
    finally:
        stop.set()
        updating.join()
    assert len(acme.history(JANE, limit=100_000)) == acme.status(JANE).version >= acknowledged[-1]


def test_a_file_that_is_there_is_replaced_only_when_asked(
    db: onduty.Database, tmp_path: Path, unchanged: Unchanged
) -> None:
    copy = tmp_path / "precious.txt"
    copy.write_text("precious")
    with pytest.raises(onduty.InvalidParamsError, match="exists"):
        db.backup(copy)
    assert copy.read_text() == "precious"
    with unchanged():
        db.backup(copy, overwrite=True)
    with onduty.open(copy) as opened:
        assert opened.accounts() == ["acme", "globex"]


def test_a_database_in_use_is_never_replaced(db: onduty.Database, tmp_path: Path, unchanged: Unchanged) -> None:
    with onduty.open(tmp_path / "other.db") as other, unchanged():
        for path in (db.path, f"{db.path}-wal", other.path):
            with pytest.raises(onduty.InvalidParamsError):
                db.backup(path, overwrite=True)
        assert other.readiness().can_write


def test_progress_is_told(db: onduty.Database, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    size = db.backup(tmp_path / "copy.db", progress=lambda done, total: told.append((done, total))).size
    assert told
    assert all(0 < done <= total <= size for done, total in told)


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError])
def test_of_one_that_is_interrupted_nothing_is_left(
    db: onduty.Database, tmp_path: Path, unchanged: Unchanged, failure: type[BaseException]
) -> None:
    def fail(done: int, total: int) -> None:
        raise failure("enough")

    before = sorted(tmp_path.iterdir())
    with unchanged(), pytest.raises(failure, match="enough"):
        db.backup(tmp_path / "copy.db", progress=fail)
    assert sorted(tmp_path.iterdir()) == before
    assert db.readiness().can_write


def test_l3_backup_and_check_by_coroutines(db_path: Path, tmp_path: Path) -> None:
    async def copy() -> None:
        async with aio.open(db_path) as db:
            for name, call in (("backup", db.backup), ("snapshot", db.snapshot)):
                report = await call(tmp_path / name)
                assert report.size == (tmp_path / name).stat().st_size
            assert (await db.check()).findings == []
            assert not db.closed
        assert db.closed

    asyncio.run(copy())
