from collections.abc import Iterator

import pytest

import onduty
from onduty.web import create_app
from tests.database_fixtures import acme, database_reader, db, db_path, filled_database, unchanged
from tests.web.client import Client

__all__ = ["acme", "database_reader", "db", "db_path", "filled_database", "unchanged"]


@pytest.fixture
def http(db: onduty.Database) -> Iterator[Client]:
    """A client of the whole application, with the key that may do everything."""
    client = Client(create_app(db))
    yield client
    client.close()
