"""`onduty status`: shows a user's status, or sets it and shows it.

With `--json`: `{"user": {"uuid": …, "email": …, "name": …}, "user_status": {…}, "version": N, "changed": bool}`,
`user_status` as in the HTTP API. `changed` tells whether this command changed anything.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import click

import onduty
from onduty.cli.errors import Refused, WrongUse
from onduty.cli.options import (
    account_option,
    db_option,
    existing_database,
    find_account,
    find_user,
    json_option,
    login_name,
)
from onduty.cli.output import availability, cell, console, custom_status_label, print_json, readable, table

_UUID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@click.command()
@click.argument("user")
@click.option("--available", is_flag=True, help="Set the user available.")
@click.option("--away", is_flag=True, help="Set the user away.")
@click.option("--custom-status", metavar="ID-OR-NAME", help="Assign this custom status.")
@click.option("--clear", is_flag=True, help="Take the custom status away.")
@click.option("--reason", metavar="TEXT", help="Why, for the history.")
@db_option
@account_option
@json_option
def status(
    user: str,
    available: bool,
    away: bool,
    custom_status: str | None,
    clear: bool,
    reason: str | None,
    db_path: str,
    account_name: str | None,
    as_json: bool,
) -> None:
    """Show the status of USER (a uuid or an e-mail address), or set it and show it."""
    _refuse_contradictions(available, away, custom_status, clear, reason)
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        found = find_user(account, user)
        changed = False
        if available or away or custom_status is not None or clear:
            changed = account.update_status(
                found.uuid,
                available=available if available or away else onduty.UNSET,
                custom_status_uuid=_custom_status_uuid(account, custom_status, clear),
                reason=reason,
                actor=login_name(),
                contacts=0,
                way="cli",
            ).changed
        if as_json:
            print_json(_as_json(account, found, changed))
        else:
            _show(account, found)


def _refuse_contradictions(
    available: bool, away: bool, custom_status: str | None, clear: bool, reason: str | None
) -> None:
    if available and away:
        raise WrongUse("--available and --away exclude each other")
    if custom_status is not None and clear:
        raise WrongUse("--custom-status and --clear exclude each other")
    sets_something = available or away or clear or custom_status is not None
    if reason is not None and not sets_something:
        raise WrongUse(
            "--reason needs something that it is the reason of: --available, --away, --custom-status or --clear"
        )


def _custom_status_uuid(account: onduty.Account, id_or_name: str | None, clear: bool) -> str | onduty.Unset | None:
    if id_or_name is None:
        return None if clear else onduty.UNSET
    return id_or_name if _UUID.fullmatch(id_or_name) else _id_of_name(account, id_or_name)


def _id_of_name(account: onduty.Account, name: str) -> str:
    custom_statuses = account.custom_statuses()
    for custom_status in custom_statuses:
        if _folded(custom_status.name) == _folded(name):
            return custom_status.id
    there_are = ", ".join(each.name for each in custom_statuses) or "none"
    message = f"the account {account.name} has no custom status {name!r}; there are: {there_are}"
    raise Refused(message, "custom_status_not_found")


def _folded(name: str) -> str:
    """The name as uniqueness in an account goes by (C2)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())


def _as_json(account: onduty.Account, user: onduty.User, changed: bool) -> dict[str, Any]:
    answer = account.status_json(user.uuid)
    return {
        "user": {"uuid": user.uuid, "email": user.email, "name": user.name},
        **json.loads(answer.body),
        "version": answer.version,
        "changed": changed,
    }


def _show(account: onduty.Account, user: onduty.User) -> None:
    shown = account.status(user.uuid)
    halves = table("", "", "since")
    halves.add_row("availability", cell(availability(shown.available)), readable(shown.available_updated_at))
    halves.add_row(
        "custom status",
        cell(custom_status_label(shown.custom_status)),
        readable(shown.custom_status_updated_at),
    )
    console().print(cell(f"{user.name} <{user.email}>, {user.uuid}"))
    console().print(halves)
