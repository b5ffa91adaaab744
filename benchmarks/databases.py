"""Databases of any size for the benchmarks, and what is in them, read by Python's own sqlite3."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import onduty

SECRET = "benchmark_key"
CUSTOM_STATUSES = [f"{i + 1:08x}-0000-4000-8000-000000000000" for i in range(4)]
_CREATED_AT = 1_700_000_000_000  # milliseconds since 1970
_SCATTER = 2_654_435_761  # odd, so that neighbours by number lie far apart by uuid and none coincide


@dataclass(frozen=True)
class State:
    """What the database holds of one user; an absent user has none."""

    available: bool
    custom_status: str | None  # 32 hex digits
    version: int


def uuid_of(number: int) -> str:
    """The uuid of the user of that number, from 1; put.lua and get.lua know it too."""
    return f"{number * _SCATTER % 2**32:08x}{number:024x}"


def make(path: Path, users: int, entries: int = 0) -> None:
    """A database of `users` users with `entries` history entries, the same number each, and one API key.

    onduty makes the tables; the rows come by SQL, since a million users as one document would take minutes.
    """
    _make_empty(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _fill(connection, users, entries // users)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _make_empty(path: Path) -> None:
    statuses = [{"id": uuid, "name": f"Status {i}", "emoji": "🌴"} for i, uuid in enumerate(CUSTOM_STATUSES)]
    keys = [{"name": "benchmark", "key": SECRET}]
    document = {"account": {"name": "acme"}, "api_keys": keys, "custom_statuses": statuses}
    with onduty.open(str(path)) as db:
        db.import_directory(json.dumps(document))


def _fill(connection: sqlite3.Connection, users: int, entries_each: int) -> None:
    numbers = range(1, users + 1)
    connection.executemany(
        "INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at) VALUES (?, 1, ?, ?, ?, ?, ?)",
        (
            (n, bytes.fromhex(uuid_of(n)), f"user{n}@example.com", f"user{n}@example.com", f"User {n}", _CREATED_AT)
            for n in numbers
        ),
    )
    connection.executemany(
        "INSERT INTO user_status(user_id, available, available_at, custom_status_at, version) VALUES (?, ?, ?, ?, ?)",
        ((n, entries_each % 2, _CREATED_AT + entries_each, _CREATED_AT, entries_each) for n in numbers),
    )
    connection.executemany(
        "INSERT INTO status_history(user_id, at, version, available_before, available_after, way)"
        " VALUES (?, ?, ?, ?, ?, 1)",
        ((n, _CREATED_AT + v, v, (v - 1) % 2, v % 2) for v in range(1, entries_each + 1) for n in numbers),
    )


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to look at a database that nobody has open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def read_states(path: Path, users: Iterable[str]) -> dict[str, State]:
    """The states of those of the users who exist."""
    sql = (
        "SELECT s.available, hex(c.uuid), s.version FROM user u JOIN user_status s ON s.user_id = u.id"
        " LEFT JOIN custom_status c ON c.id = s.custom_status_id WHERE u.account_id = 1 AND u.uuid = ?"
    )
    states = {}
    with reading(path) as connection:
        for user in users:
            row = connection.execute(sql, (bytes.fromhex(user),)).fetchone()
            if row is not None:
                states[user] = State(bool(row[0]), row[1].lower() or None, row[2])
    return states


def count_entries(path: Path) -> int:
    with reading(path) as connection:
        return int(connection.execute("SELECT count(*) FROM status_history").fetchone()[0])


def sum_versions(path: Path) -> int:
    with reading(path) as connection:
        return int(connection.execute("SELECT sum(version) FROM user_status").fetchone()[0])


def check_log_mode(path: Path) -> None:
    with reading(path) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        raise AssertionError(f"the database has journal mode {mode}, not wal")
