"""`update_many` of 100,000 updates, against a C program and Python's sqlite3 on the same tables, with the same logic.

`python -m benchmarks.update_many [--quick]`. The rivals commit, and sync, every 1,000 updates. Each run begins with a
new copy of the database and is checked: every update changed its user, and left one history entry.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import onduty

UPDATES_PER_TRANSACTION = 1000  # of the rivals
FULL = 2  # PRAGMA synchronous
RIVAL_SOURCE = Path(__file__).with_name("update_many_rival.c")

Update = dict[str, object]
Run = Callable[[Path], float]

_FIND = (
    "SELECT s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version FROM user u"
    " JOIN user_status s ON s.user_id = u.id WHERE u.account_id = 1 AND u.uuid = ? AND u.removed_at IS NULL"
)
_UPDATE = (
    "UPDATE user_status SET available = ?, custom_status_id = ?, available_at = ?, custom_status_at = ?, version = ?"
    " WHERE user_id = ?"
)
_APPEND = (
    "INSERT INTO status_history(user_id, at, version, available_before, available_after, way, reason, change_set_id)"
    " VALUES (?, ?, ?, ?, ?, 5, ?, ?)"
)


@dataclass(frozen=True)
class Round:
    """How long each took, in seconds."""

    onduty: float
    c: float
    python: float


def updates_of(users: int, count: int) -> list[Update]:
    """Each changes its user: they come round and round, and are available and away in turn."""
    return [
        {"uuid": f"{i % users + 1:032x}", "available": (i // users) % 2 == 0, "reason": "end of shift"}
        for i in range(count)
    ]


def make_database(path: Path, users: int) -> None:
    people = [{"uuid": f"{i + 1:032x}", "email": f"user{i}@example.com", "name": f"User {i}"} for i in range(users)]
    with onduty.open(str(path)) as db:
        db.import_directory(json.dumps({"account": {"name": "acme"}, "users": people}))


def check_database(path: Path, count: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        entries = connection.execute("SELECT count(*) FROM status_history").fetchone()[0]
        versions = connection.execute("SELECT sum(version) FROM user_status").fetchone()[0]
    if not entries == versions == count:
        raise AssertionError(f"{count} updates left {entries} history entries and {versions} versions")


def run_onduty(path: Path, updates: Sequence[Update]) -> float:
    with onduty.open(str(path)) as db:
        account = db.account()
        began = time.perf_counter()
        results = account.update_many(updates)
        took_seconds = time.perf_counter() - began
        if results.changed != len(updates) or db.check().findings:
            raise AssertionError(f"not all is well: {results}")
    return took_seconds


def run_c(path: Path, program: Path, users: int, count: int) -> float:
    command = [str(program), str(path), str(users), str(count)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    took_seconds, changed, synchronous = output.split()
    if (int(changed), int(synchronous)) != (count, FULL):
        raise AssertionError(output)
    return float(took_seconds)


class PythonRival:
    """The logic of an update in Python, on its sqlite3 module."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cursor = connection.cursor()
        self._cursor.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        if self._cursor.execute("PRAGMA synchronous").fetchone() != (FULL,):
            raise AssertionError("commits are not synced")
        self._change_set: int | None = None

    def carry_out_all(self, updates: Sequence[Update]) -> list[tuple[str, int]]:
        results = []
        for begin in range(0, len(updates), UPDATES_PER_TRANSACTION):
            self._cursor.execute("BEGIN IMMEDIATE")
            results += [self._carry_out(update) for update in updates[begin : begin + UPDATES_PER_TRANSACTION]]
            self._cursor.execute("COMMIT")
        return results

    def _carry_out(self, update: Update) -> tuple[str, int]:
        available, reason = update["available"], update.get("reason")
        if not isinstance(available, bool) or not isinstance(reason, str) or len(reason) > 200:
            return "refused", 0
        found = self._cursor.execute(_FIND, (bytes.fromhex(str(update["uuid"])),)).fetchone()
        if found is None:
            return "refused", 0
        user_id, before, custom_status_id, available_at, custom_status_at, version = found
        if bool(before) == available:
            return "unchanged", version
        at = max(time.time_ns() // 1_000_000, available_at, custom_status_at)
        state = (available, custom_status_id, at, custom_status_at, version + 1, user_id)
        self._cursor.execute(_UPDATE, state)
        self._cursor.execute(_APPEND, (user_id, at, version + 1, before, available, reason, self._ensure_change_set()))
        return "changed", version + 1

    def _ensure_change_set(self) -> int | None:
        if self._change_set is None:
            insert = "INSERT INTO change_set(account_id, at, way) VALUES (1, 1700000000000, 5)"
            self._change_set = self._cursor.execute(insert).lastrowid
        return self._change_set


def run_python(path: Path, updates: Sequence[Update]) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        rival = PythonRival(connection)
        began = time.perf_counter()
        results = rival.carry_out_all(updates)
        took_seconds = time.perf_counter() - began
    if {outcome for outcome, _ in results} != {"changed"}:
        raise AssertionError("not every update changed something")
    return took_seconds


def compile_rival(folder: Path) -> Path:
    program = folder / "update_many_rival"
    subprocess.run(["cc", "-O2", "-o", str(program), str(RIVAL_SOURCE), "-lsqlite3"], check=True)
    return program


def timed(run: Run, template: Path, count: int) -> float:
    with tempfile.TemporaryDirectory(dir=template.parent) as directory:
        path = Path(shutil.copy(template, Path(directory) / "onduty.db"))
        took_seconds = run(path)
        check_database(path, count)
    return took_seconds


def measure(rounds: int, users: int, count: int) -> list[Round]:
    updates = updates_of(users, count)
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as directory:
        template = Path(directory) / "template.db"
        make_database(template, users)
        program = compile_rival(Path(directory))
        return [
            Round(
                timed(lambda path: run_onduty(path, updates), template, count),
                timed(lambda path: run_c(path, program, users, count), template, count),
                timed(lambda path: run_python(path, updates), template, count),
            )
            for _ in range(rounds)
        ]


def _spread(ratios: list[float]) -> str:
    return f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def report(rounds: list[Round], count: int) -> str:
    median_seconds = statistics.median(each.onduty for each in rounds)
    return (
        f"update_many of {count} updates, {len(rounds)} rounds, {median_seconds:.2f} s in the median: "
        f"against a C program {_spread([each.c / each.onduty for each in rounds])}; "
        f"against Python's sqlite3 {_spread([each.python / each.onduty for each in rounds])}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="one short round: checks the answers, judges no time")
    quick = arguments.parse_args().quick
    users = count = 2_000 if quick else 100_000
    print(report(measure(1 if quick else 5, users, count), count))


if __name__ == "__main__":
    main()
