from collections.abc import Iterator
from pathlib import Path

import pytest

import onduty
from tests.database_fixtures import acme, database_reader, db, db_path, filled_database, unchanged

__all__ = ["acme", "database_reader", "db", "db_path", "filled_database", "unchanged"]


@pytest.fixture
def tmp_path_db(tmp_path: Path) -> Iterator[onduty.Database]:
    """A new and empty database."""
    with onduty.open(str(tmp_path / "empty.db")) as opened:
        yield opened
