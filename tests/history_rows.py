"""Histories written straight into a database's file, with instants that tests choose."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    at: datetime
    available: bool
    custom_status: str | None = None  # its id


@dataclass(frozen=True)
class Life:
    """When a user was there, and what became of the user's status."""

    created_at: datetime
    removed_at: datetime | None = None
    entries: Sequence[Entry] = ()


def to_ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def write_life(path: Path | str, user: str, life: Life) -> None:
    """Replaces what the database, which nobody has open, tells of a user's past."""
    with closing(sqlite3.connect(path)) as connection, connection:
        user_id = connection.execute("SELECT id FROM user WHERE uuid = ?", (bytes.fromhex(user),)).fetchone()[0]
        connection.execute(
            "UPDATE user SET created_at = ?, removed_at = ? WHERE id = ?",
            (to_ms(life.created_at), None if life.removed_at is None else to_ms(life.removed_at), user_id),
        )
        connection.execute("DELETE FROM status_history WHERE user_id = ?", (user_id,))
        before: tuple[bool, int | None] = (False, None)
        for version, entry in enumerate(life.entries, 1):
            after = (entry.available, _revision(connection, entry.custom_status))
            connection.execute(
                "INSERT INTO status_history(user_id, at, version, available_before, custom_revision_before,"
                " available_after, custom_revision_after, way) VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                (user_id, to_ms(entry.at), version, *before, *after),
            )
            before = after


def _revision(connection: sqlite3.Connection, custom_status: str | None) -> int | None:
    if custom_status is None:
        return None
    sql = (
        "SELECT max(r.id) FROM custom_status c JOIN custom_status_revision r ON r.custom_status_id = c.id"
        " WHERE c.uuid = ?"
    )
    found: int = connection.execute(sql, (bytes.fromhex(custom_status.replace("-", "")),)).fetchone()[0]
    return found
