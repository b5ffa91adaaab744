"""What becomes of calls once a database is closed: each of them says so."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

import onduty
import onduty.aio
from tests.documents import DESK_KEY, JANE
from tests.python.test_arguments import CALLS


def assert_closed(call: Callable[[], object]) -> None:
    with pytest.raises(onduty.ClosedError) as closed:
        call()
    assert closed.value.code == "closed"


def test_a_closed_database_cannot_be_entered(db_path: Path) -> None:
    db = onduty.open(db_path)
    db.close()
    assert_closed(db.__enter__)
    with onduty.open(db_path) as again:
        assert again.account("acme").status(JANE).available


def test_every_call_of_a_closed_database_says_so(db: onduty.Database, acme: onduty.Account, tmp_path: Path) -> None:
    key = db.authenticate(DESK_KEY.encode())
    db.close()
    for name, (positional, named) in CALLS.items():
        method = getattr(acme, name)
        assert_closed(lambda method=method, positional=positional, named=named: method(*positional, **named))  # type: ignore[misc]
    assert_closed(lambda: acme.update_many([]))
    for call in (acme.api_keys, acme.custom_statuses, acme.teams, db.account, db.accounts, db.readiness, db.check):
        assert_closed(call)
    assert_closed(lambda: acme.user_of(key))
    assert_closed(lambda: db.account_of(key))
    assert_closed(lambda: db.authenticate(b"secret"))
    assert_closed(lambda: db.backup(tmp_path / "copy.db"))
    assert_closed(lambda: db.import_directory(b'{"account": {"name": "acme"}}'))
    assert_closed(lambda: acme.update_status_json(JANE, b'{"available": true}'))
    assert (db.closed, db.queue_length, acme.name) == (True, 0, "acme")
    assert not (tmp_path / "copy.db").exists()


async def enter(db: onduty.aio.Database) -> None:
    async with db:
        raise AssertionError("it is closed")


def test_l3_a_closed_database_cannot_be_entered_from_a_loop_either(db: onduty.Database) -> None:
    db.close()
    assert_closed(lambda: asyncio.run(enter(onduty.aio.Database(db))))
    assert_closed(lambda: asyncio.run(onduty.aio.Database(db).readiness()))
