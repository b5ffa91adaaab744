"""`onduty status`: shows a user's status, or sets it and shows it.

With `--json`: `{"user": {"uuid": …, "email": …, "name": …}, "user_status": {…}, "version": N, "changed": bool}`,
`user_status` as in the HTTP API. `changed` tells whether this command changed anything.
"""

from __future__ import annotations

import json
from typing import Any

import click

import onduty
from onduty.cli.errors import WrongUse
from onduty.cli.options import (
    account_option,
    db_option,
    existing_database,
    find_account,
    find_user,
    is_given,
    json_option,
    login_name,
    option_names,
    refuse_both,
)
from onduty.cli.output import availability, cell, console, custom_status_label, print_json, readable, table
from onduty.cli.status_updates import HAND_OFF, hand_off_options, status_update

_CHANGES = ("available", "away", "custom_status", "clear", *HAND_OFF)  # as the options come that change something


@click.command()
@click.argument("user")
@click.option("--available", is_flag=True, help="Set the user available.")
@click.option("--away", is_flag=True, help="Set the user away.")
@click.option("--custom-status", metavar="ID-OR-NAME", help="Assign this custom status.")
@click.option("--clear", is_flag=True, help="Take the custom status away.")
@hand_off_options
@click.option("--reason", metavar="TEXT", help="Why, for the history.")
@db_option
@account_option
@json_option
def status(user: str, db_path: str, account_name: str | None, as_json: bool, **asked: Any) -> None:
    """Show the status of USER (a uuid or an e-mail address), or set it and show it.

    A hand-off is of the contacts that are assigned to USER: they go to another user or team, get tags or custom fields.
    """
    refuse_both(asked, ("available", "away"), ("custom_status", "clear"))
    changes = any(is_given(asked[each]) for each in _CHANGES)
    if asked["reason"] is not None and not changes:
        raise WrongUse(f"--reason needs something that it is the reason of: {option_names(_CHANGES)}")
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        found = find_user(account, user)
        change = _update(account, found, asked) if changes else None
        if as_json:
            print_json(_as_json(account, found, change))
        else:
            _show(account, found)
            if change is not None and any(is_given(asked[each]) for each in HAND_OFF):
                click.echo(f"The hand-off changed {'contacts' if change.contacts_changed else 'no contact'}.")


def _update(account: onduty.Account, user: onduty.User, asked: dict[str, Any]) -> onduty.StatusChange:
    update = status_update(account, **asked)
    return account.update_status(user.uuid, **update, actor=login_name(), contacts=0, way="cli")


def _as_json(account: onduty.Account, user: onduty.User, change: onduty.StatusChange | None) -> dict[str, Any]:
    answer = account.status_json(user.uuid)
    return {
        "user": {"uuid": user.uuid, "email": user.email, "name": user.name},
        **json.loads(answer.body),
        "version": answer.version,
        "changed": change is not None and (change.changed or change.contacts_changed),
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
