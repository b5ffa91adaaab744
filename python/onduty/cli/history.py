"""`onduty history`: what became of statuses, and who did it.

With `--json`: `{"entries": [{"seq": N, "at": INSTANT, "user_uuid": …, "before": STATUS, "after": STATUS, "version": N,
"actor": …, "api_key": …, "way": …, "reason": …, "change_set": N}, …]}`, the oldest first; a STATUS is `{"available":
bool, "custom_status": {"id", "name", "emoji"} | null}`.
"""

from __future__ import annotations

from typing import Any

import click
from rich.text import Text

import onduty
from onduty.cli.names import team_uuid
from onduty.cli.options import account_option, db_option, existing_database, find_account, find_user, json_option
from onduty.cli.output import (
    availability,
    cell,
    console,
    custom_status_label,
    exact,
    print_json,
    readable,
    status_as_json,
    table,
)

_LIMIT_MAX = 100_000  # entries


@click.command()
@click.argument("user", required=False)
@click.option("--team", metavar="NAME", help="Only of members of this team.")
@click.option("--since", metavar="INSTANT", help="Only from this instant on, such as 2026-03-29T09:00:00+02:00.")
@click.option("--until", metavar="INSTANT", help="Only before this instant.")
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
def history(
    user: str | None,
    team: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    db_path: str,
    account_name: str | None,
    as_json: bool,
) -> None:
    """Show the changes of USER's status (a uuid or an e-mail address), or of everybody's, the oldest first."""
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        found = None if user is None else find_user(account, user)
        entries = account.history(
            None if found is None else found.uuid,
            team=None if team is None else team_uuid(account, team),
            since=since,
            until=until,
            limit=limit,
            latest=True,
        )
        people = {} if as_json or found is not None else _names(account, entries)
    if as_json:
        print_json({"entries": [_as_json(entry) for entry in entries]})
    elif found is not None:
        _show_user(found, entries)
    else:
        _show_all(entries, people)


def _names(account: onduty.Account, entries: list[onduty.HistoryEntry]) -> dict[str, str]:
    """What people are called, by uuid. Who was removed since was there when the entry was made."""
    names = {each.user.uuid: each.user.name for each in account.users()}
    for entry in reversed(entries):
        if entry.user not in names:
            names |= {each.user.uuid: each.user.name for each in account.as_of(entry.at) if each.user.uuid not in names}
            names.setdefault(entry.user, entry.user)
    return names


def _as_json(entry: onduty.HistoryEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": exact(entry.at),
        "user_uuid": entry.user,
        "before": status_as_json(entry.before),
        "after": status_as_json(entry.after),
        "version": entry.version,
        "actor": entry.actor,
        "api_key": entry.api_key,
        "way": entry.way,
        "reason": entry.reason,
        "change_set": entry.change_set,
    }


def _show_user(user: onduty.User, entries: list[onduty.HistoryEntry]) -> None:
    console().print(cell(f"{user.name} <{user.email}>, {user.uuid}"))
    if not entries:
        console().print("There are no changes of this user's status.")
        return
    _print(entries)


def _show_all(entries: list[onduty.HistoryEntry], people: dict[str, str]) -> None:
    if not entries:
        console().print("There are no changes.")
        return
    _print(entries, people)


def _print(entries: list[onduty.HistoryEntry], people: dict[str, str] | None = None) -> None:
    """A row an entry, with who it is where it may be one of several people. What `onduty undo` takes comes first."""
    rows = table("seq", "set", "when", *([] if people is None else ["who"]), "change", "by", "reason")
    rows.columns[0].justify = rows.columns[1].justify = "right"
    for entry in entries:
        who = [] if people is None else [cell(people[entry.user])]
        numbers = (str(entry.seq), str(entry.change_set))
        rows.add_row(*numbers, readable(entry.at), *who, _change(entry), _origin(entry), cell(entry.reason))
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
