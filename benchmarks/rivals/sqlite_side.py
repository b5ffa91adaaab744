"""The rival in Python: `python -m benchmarks.rivals.sqlite_side KIND DATABASE WORKLOAD`.

The same logic on the same tables with Python's sqlite3 module, written for speed: one connection, its statement cache,
transactions by hand. Prints one JSON object; the workload is read before the clock starts.
"""

import json
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import workloads
from benchmarks.workloads import Update

UPDATES_A_TRANSACTION = 1000
USERS_A_CALL = 1000
WAY_BULK = 5
KEYS = {"uuid", "available", "custom_status_uuid"}
UNKNOWN = 0  # row ids begin at 1

FIND = (
    "SELECT s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version"
    " FROM user u JOIN user_status s ON s.user_id = u.id"
    " WHERE u.account_id = 1 AND u.uuid = ? AND u.removed_at IS NULL"
)
FIND_CUSTOM_STATUS = "SELECT id FROM custom_status WHERE account_id = 1 AND uuid = ? AND destroyed_at IS NULL"
FIND_REVISION = "SELECT max(id) FROM custom_status_revision WHERE custom_status_id = ?"
UPDATE = (
    "UPDATE user_status SET available = ?, custom_status_id = ?, available_at = ?, custom_status_at = ?, version = ?"
    " WHERE user_id = ?"
)
APPEND = (
    "INSERT INTO status_history(user_id, at, version, available_before, available_after, custom_revision_before,"
    " custom_revision_after, way, change_set_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SHOW = (
    "SELECT u.uuid, s.available, s.available_at, c.uuid, c.name, c.emoji, s.custom_status_at, s.version"
    " FROM user u JOIN user_status s ON s.user_id = u.id LEFT JOIN custom_status c ON c.id = s.custom_status_id"
    " WHERE u.account_id = 1 AND u.removed_at IS NULL AND u.uuid "
)
NAMES = (
    "uuid",
    "available",
    "available_at",
    "custom_status_uuid",
    "custom_status_name",
    "custom_status_emoji",
    "custom_status_at",
    "version",
)

Printed = dict[str, Any]


class Updates:
    """The logic of an update, statement by statement."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._change_set_id: int | None = None

    def many(self, updates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """A result for each, from the same mappings that `update_many` takes."""
        results: list[dict[str, Any]] = []
        for begin in range(0, len(updates), UPDATES_A_TRANSACTION):
            self._execute("BEGIN IMMEDIATE")
            if begin == 0:
                self._add_change_set()
            results += [self._one(update) for update in updates[begin : begin + UPDATES_A_TRANSACTION]]
            self._execute("COMMIT")
        return results

    def _add_change_set(self) -> None:
        added = self._execute("INSERT INTO change_set(account_id, at, way) VALUES (1, ?, ?)", (_now(), WAY_BULK))
        self._change_set_id = added.lastrowid

    def _one(self, update: dict[str, Any]) -> dict[str, Any]:
        user = update["uuid"]
        if not update.keys() <= KEYS or not isinstance(update.get("available", True), bool):
            return {"uuid": user, "outcome": "refused", "code": "invalid_params"}
        row = self._execute(FIND, (bytes.fromhex(user),)).fetchone()
        if row is None:
            return {"uuid": user, "outcome": "refused", "code": "user_not_found"}
        user_id, available, custom_id, available_at, custom_at, version = row
        custom_wanted = custom_id
        if "custom_status_uuid" in update:
            custom_wanted = self._custom_status(update["custom_status_uuid"])
            if custom_wanted == UNKNOWN:
                return {"uuid": user, "outcome": "refused", "code": "invalid_params"}
        wanted = update.get("available", available)
        if wanted == available and custom_wanted == custom_id:
            return {"uuid": user, "outcome": "unchanged", "version": version}
        at = max(_now(), available_at, custom_at)
        new_available_at = at if wanted != available else available_at
        new_custom_at = at if custom_wanted != custom_id else custom_at
        self._execute(UPDATE, (wanted, custom_wanted, new_available_at, new_custom_at, version + 1, user_id))
        before, after = self._revision_of(custom_id), self._revision_of(custom_wanted)
        entry = (user_id, at, version + 1, available, wanted, before, after, WAY_BULK, self._change_set_id)
        self._execute(APPEND, entry)
        return {"uuid": user, "outcome": "changed", "version": version + 1}

    def _custom_status(self, uuid: str | None) -> int | None:
        if uuid is None:
            return None
        found = self._execute(FIND_CUSTOM_STATUS, (bytes.fromhex(uuid),)).fetchone()
        return UNKNOWN if found is None else int(found[0])

    def _revision_of(self, custom_status_id: int | None) -> int | None:
        if custom_status_id is None:
            return None
        return self._execute(FIND_REVISION, (custom_status_id,)).fetchone()[0]  # type: ignore[no-any-return]


def _now() -> int:
    return time.time_ns() // 1_000_000


def many(connection: sqlite3.Connection, updates: Sequence[Update]) -> Printed:
    asked = [update.mapping() for update in updates]
    start = time.perf_counter()
    results = Updates(connection).many(asked)
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "outcomes": Counter(result["outcome"] for result in results),
        "synchronous": connection.execute("PRAGMA synchronous").fetchone()[0],
    }


def status(connection: sqlite3.Connection, updates: Sequence[Update]) -> Printed:
    users = [update.user for update in updates]
    sql = SHOW + "= ?"

    def read(user: str) -> dict[str, Any]:
        return dict(zip(NAMES, connection.execute(sql, (bytes.fromhex(user),)).fetchone(), strict=True))

    start = time.perf_counter()
    available = sum(read(user)["available"] for user in users)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "available": available, "sample": [_shown(read(user)) for user in users[:100]]}


def statuses(connection: sqlite3.Connection, updates: Sequence[Update]) -> Printed:
    users = [update.user for update in updates]
    calls = [users[i : i + USERS_A_CALL] for i in range(0, len(users), USERS_A_CALL)]

    def read(call: list[str]) -> dict[bytes, dict[str, Any]]:
        sql = f"{SHOW} IN ({','.join('?' * len(call))})"
        rows = connection.execute(sql, [bytes.fromhex(user) for user in call])
        return {row[0]: dict(zip(NAMES, row, strict=True)) for row in rows}

    start = time.perf_counter()
    available = 0
    for call in calls:
        found = read(call)
        available += sum(found[bytes.fromhex(user)]["available"] for user in call)
    seconds = time.perf_counter() - start
    found = read(users[:100])
    sample = [_shown(found[bytes.fromhex(user)]) for user in users[:100]]
    return {"seconds": seconds, "available": available, "sample": sample}


def _shown(status: dict[str, Any]) -> list[Any]:
    uuid = status["custom_status_uuid"]
    custom = [uuid.hex(), status["custom_status_name"], status["custom_status_emoji"]] if uuid else None
    return [
        status["uuid"].hex(),
        bool(status["available"]),
        status["available_at"],
        custom,
        status["custom_status_at"],
        status["version"],
    ]


KINDS: dict[str, Callable[[sqlite3.Connection, Sequence[Update]], Printed]] = {
    function.__name__: function for function in (many, status, statuses)
}


def main() -> None:
    kind, path, workload = sys.argv[1:]
    updates = workloads.read(Path(workload))
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    print(json.dumps(KINDS[kind](connection, updates)))
    connection.close()


if __name__ == "__main__":
    main()
