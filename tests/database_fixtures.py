"""Fixtures about databases, for the tests of the library and of what stands on it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

import onduty
from tests.database_dump import DatabaseReader
from tests.documents import as_bytes, directory, other_directory

Unchanged = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with two accounts. Copy it; it is made once."""
    path = tmp_path_factory.mktemp("filled") / "onduty.db"
    with onduty.open(str(path)) as db:
        db.import_directory(as_bytes(directory()))
        db.import_directory(as_bytes(other_directory()))
    return path


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
