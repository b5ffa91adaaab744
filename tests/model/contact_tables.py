"""Contacts and their history as they are stored: no call of the library tells all of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tests.database_dump import Tables
from tests.model.agreement import Agreement
from tests.model.state import Contact, ContactEntry, World
from tests.model.values import Shown, written_instant

_COLUMNS = {
    "account": "id name",
    "user": "id account_id uuid",
    "team": "id account_id uuid",
    "tag": "id account_id name",
    "custom_field": "id account_id name",
    "api_key": "id account_id name",
    "contact": "id account_id uuid name phone_number avatar_url created_at source conversation_id assigned_user_id"
    " team_id bot_status note",
    "contact_history": "seq contact_id change_set_id user_id before after",
    "change_set": "id account_id at way api_key_id actor reason",
}
_WAYS = {1: "api", 2: "library"}
Row = dict[str, Any]


class ContactTables:
    """The rows of one dump, by id."""

    def __init__(self, tables: Tables) -> None:
        self._rows = {name: _rows(tables[name], columns.split()) for name, columns in _COLUMNS.items()}
        self._change_set_of: dict[int, int] = {}  # of each moment
        self._moment_of: dict[int, int] = {}

    def check(self, agreement: Agreement, world: World) -> None:
        """Fails unless the stored contacts are the model's."""
        seen = {(self._name_of("account", row["account_id"]), row["uuid"]): row for row in self._all("contact")}
        expected = {(account.name, uuid) for account in world.accounts.values() for uuid in account.contacts}
        assert set(seen) == expected
        for (account, uuid), row in seen.items():
            contact = world.accounts[account].contacts[uuid]
            agreement.check(_expected(contact), self._seen(row), f"contact {uuid} of {account}")
            self._check_change_sets(contact, row)

    def _seen(self, row: Row) -> Row:
        return {
            "name": row["name"],
            "assigned_user": self._uuid_of("user", row["assigned_user_id"]),
            "team": self._uuid_of("team", row["team_id"]),
            "bot_status": row["bot_status"],
            "note": row["note"],
            "history": [self._seen_entry(entry) for entry in self._history(row)],
        }

    def _seen_entry(self, entry: Row) -> Row:
        change_set = self._rows["change_set"][entry["change_set_id"]]
        at = datetime.fromtimestamp(change_set["at"] / 1000, UTC)
        return {
            "at": written_instant(at, "millisecond"),
            "before": self._seen_part(json.loads(entry["before"])),
            "after": self._seen_part(json.loads(entry["after"])),
            "way": _WAYS[change_set["way"]],
            "actor": change_set["actor"],
            "api_key": self._name_of("api_key", change_set["api_key_id"]),
            "reason": change_set["reason"],
        }

    def _seen_part(self, part: Row) -> Row:
        readers: dict[str, tuple[str, Callable[[Any], Any]]] = {
            "assigned_user_id": ("assigned_user", lambda id: self._uuid_of("user", id)),
            "team_id": ("team", lambda id: self._uuid_of("team", id)),
            "tag_ids": ("tags", lambda ids: [self._name_of("tag", id) for id in ids]),
            "custom_fields": ("custom_fields", lambda values: self._sorted_fields(values)),
        }
        seen = {}
        for key, value in part.items():
            name, reader = readers.get(key, (key, lambda value: value))
            seen[name] = reader(value)
        return dict(sorted(seen.items()))

    def _sorted_fields(self, values: Row) -> Row:
        return dict(sorted((str(self._name_of("custom_field", int(id))), value) for id, value in values.items()))

    def _check_change_sets(self, contact: Contact, row: Row) -> None:
        """What one request changed bears one id, and nothing else bears it."""
        for entry, stored in zip(contact.history, self._history(row), strict=True):
            change_set = stored["change_set_id"]
            assert self._change_set_of.setdefault(entry.at.number, change_set) == change_set
            assert self._moment_of.setdefault(change_set, entry.at.number) == entry.at.number

    def _history(self, row: Row) -> list[Row]:
        return [entry for entry in self._all("contact_history") if entry["contact_id"] == row["id"]]

    def _all(self, table: str) -> list[Row]:
        return list(self._rows[table].values())

    def _name_of(self, table: str, id: int | None) -> Any:
        return None if id is None else self._rows[table][id]["name"]

    def _uuid_of(self, table: str, id: int | None) -> Any:
        return None if id is None else self._rows[table][id]["uuid"]


def _rows(rows: list[list[Any]], columns: list[str]) -> dict[int, Row]:
    return {row[0]: dict(zip(columns, row, strict=False)) for row in rows}


def _expected(contact: Contact) -> Row:
    return {
        "name": contact.name,
        "assigned_user": contact.assigned_user,
        "team": contact.team,
        "bot_status": contact.bot_status,
        "note": contact.note,
        "history": [_expected_entry(entry) for entry in contact.history],
    }


def _expected_entry(entry: ContactEntry) -> Row:
    return {
        "at": Shown(entry.at, "millisecond"),
        "before": _expected_part(entry.before, entry.after),
        "after": _expected_part(entry.after, entry.before),
        "way": entry.way,
        "actor": entry.actor,
        "api_key": entry.api_key,
        "reason": entry.reason,
    }


def _expected_part(part: Row, other: Row) -> Row:
    """Of the custom fields only those that differ, as they are stored."""
    expected = dict(sorted(part.items()))
    if "custom_fields" in expected:
        mine, theirs = part["custom_fields"], other["custom_fields"]
        names = sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))
        expected["custom_fields"] = {name: mine.get(name) for name in names}
    return expected
