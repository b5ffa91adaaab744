"""Fixtures about databases, for the tests of the library and of what stands on it."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

import onduty
from tests.database_dump import DatabaseReader
from tests.documents import FOREIGN_PLAN, PLAN, as_bytes, directory, other_directory

Unchanged = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with two accounts. Copy it; it is made once."""
    path = tmp_path_factory.mktemp("filled") / "onduty.db"
    with onduty.open(str(path)) as db:
        db.import_directory(as_bytes(directory()))
        db.import_directory(as_bytes(other_directory()))
    _add_plans(path)
    return path


def _add_plans(path: Path) -> None:
    """A plan of each account under an id that is known: ids of plans are random."""
    with closing(sqlite3.connect(path)) as database, database:
        for account_id, plan_uuid in ((1, PLAN), (2, FOREIGN_PLAN)):
            plan = database.execute(
                "INSERT INTO plan(account_id, uuid, created_at, asked, changes, unchanged, refused, contacts)"
                """ VALUES (?, ?, ?, '{"available":true}', 0, 1, 0, 0)""",
                (account_id, bytes.fromhex(plan_uuid), time.time_ns() // 1_000_000),
            )
            database.execute(
                "INSERT INTO plan_item(plan_id, position, user_id, version, available_before, available_after,"
                " has_contacts) SELECT ?, 1, user_id, version, available, 1, 0 FROM user_status"
                " WHERE user_id = (SELECT min(id) FROM user WHERE account_id = ?)",
                (plan.lastrowid, account_id),
            )


@pytest.fixture
def db_path(filled_database: Path, tmp_path: Path) -> Path:
    """A test's own database with the accounts of `tests.documents`."""
    return shutil.copyfile(filled_database, tmp_path / "onduty.db")


@pytest.fixture
def db(db_path: Path) -> Iterator[onduty.Database]:
    with onduty.open(str(db_path)) as opened:
        yield opened


@pytest.fixture
def acme(db: onduty.Database) -> onduty.Account:
    return db.account("acme")


@pytest.fixture(scope="session")
def database_reader() -> Iterator[DatabaseReader]:
    reader = DatabaseReader()
    yield reader
    reader.close()


@pytest.fixture
def unchanged(database_reader: DatabaseReader, db_path: Path) -> Unchanged:
    """`with unchanged(): …` fails when the database is not afterwards what it was before."""
    return lambda: database_reader.unchanged(db_path)
