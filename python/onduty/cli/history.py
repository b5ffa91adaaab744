"""`onduty history`: what became of a user's status, and who did it.

With `--json`: `{"entries": [{"seq": N, "at": INSTANT, "user_uuid": …, "before": STATUS, "after": STATUS, "version": N,
"actor": …, "api_key": …, "way": …, "reason": …}, …]}`, the oldest first; a STATUS is `{"available": bool,
"custom_status": {"id", "name", "emoji"} | null}`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

import click
from rich.text import Text

import onduty
from onduty.cli.options import account_option, db_option, existing_database, find_account, find_user, json_option
from onduty.cli.output import (
    availability,
    cell,
    console,
    custom_status_label,
    exact,
    print_json,
    readable,
    table,
)

_PAGE_SIZE = 1000  # entries
_LIMIT_MAX = 100_000  # entries


@click.command()
@click.argument("user")
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1, _LIMIT_MAX),
    help="Show so many of the latest entries.",
)
@db_option
@account_option
@json_option
def history(user: str, limit: int, db_path: str, account_name: str | None, as_json: bool) -> None:
    """Show the changes of USER's status (a uuid or an e-mail address), the oldest first."""
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        found = find_user(account, user)
        entries = list(deque(_all_entries(account, found.uuid), maxlen=limit))
    if as_json:
        print_json({"entries": [_as_json(entry) for entry in entries]})
    else:
        _show(found, entries)


def _all_entries(account: onduty.Account, user_uuid: str) -> Iterator[onduty.HistoryEntry]:
    after = 0
    while page := account.history(user_uuid, after=after, limit=_PAGE_SIZE):
        yield from page
        after = page[-1].seq


def _as_json(entry: onduty.HistoryEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": exact(entry.at),
        "user_uuid": entry.user,
        "before": _status_as_json(entry.before),
        "after": _status_as_json(entry.after),
        "version": entry.version,
        "actor": entry.actor,
        "api_key": entry.api_key,
        "way": entry.way,
        "reason": entry.reason,
    }


def _status_as_json(status: onduty.RecordedStatus) -> dict[str, Any]:
    custom = status.custom_status
    return {
        "available": status.available,
        "custom_status": None if custom is None else {"id": custom.id, "name": custom.name, "emoji": custom.emoji},
    }


def _show(user: onduty.User, entries: list[onduty.HistoryEntry]) -> None:
    console().print(cell(f"{user.name} <{user.email}>, {user.uuid}"))
    if not entries:
        console().print("Nobody has set this user's status yet.")
        return
    rows = table("seq", "when", "change", "by", "reason")
    rows.columns[0].justify = "right"
    for entry in entries:
        rows.add_row(str(entry.seq), readable(entry.at), _change(entry), _origin(entry), cell(entry.reason))
    console().print(rows)


def _change(entry: onduty.HistoryEntry) -> Text:
    before, after = entry.before, entry.after
    changes = []
    if before.available != after.available:
        changes.append(f"{availability(before.available)} → {availability(after.available)}")
    if before.custom_status != after.custom_status:
        changes.append(f"{custom_status_label(before.custom_status)} → {custom_status_label(after.custom_status)}")
    return Text("\n").join(map(cell, changes))


def _origin(entry: onduty.HistoryEntry) -> Text:
    names = [entry.actor] if entry.actor else []
    if entry.api_key:
        names.append(f"key {entry.api_key}")
    return cell(f"{', '.join(names)} ({entry.way})" if names else entry.way)
