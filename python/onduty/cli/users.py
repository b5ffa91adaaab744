"""`onduty users`: who is available, and who is not.

With `--json`: `{"users": [{"uuid": …, "email": …, "name": …, "available": bool, "available_since": INSTANT,
"custom_status": {"id", "name", "emoji"} | null, "custom_status_since": INSTANT, "version": N}, …]}`, in order of
creation. With `--at`: `{"users": [{"uuid": …, "email": …, "name": …, "available": bool, "custom_status": {"id", "name",
"emoji"} | null, "since": INSTANT}, …]}`.
"""

from __future__ import annotations

from typing import Any

import click

import onduty
from onduty.cli.errors import WrongUse
from onduty.cli.names import custom_status_id, team_uuid
from onduty.cli.options import account_option, db_option, existing_database, find_account, json_option
from onduty.cli.output import (
    availability,
    cell,
    console,
    custom_status_as_json,
    custom_status_label,
    exact,
    print_json,
    readable,
    table,
)


@click.command()
@click.option("--available", is_flag=True, help="Only those who are available.")
@click.option("--away", is_flag=True, help="Only those who are away.")
@click.option("--team", metavar="NAME", help="Only members of this team.")
@click.option("--custom-status", metavar="NAME", help="Only those who have this custom status.")
@click.option("--at", metavar="INSTANT", help="As it was then, such as 2026-03-29T14:05:00+02:00.")
@db_option
@account_option
@json_option
def users(
    available: bool,
    away: bool,
    team: str | None,
    custom_status: str | None,
    at: str | None,
    db_path: str,
    account_name: str | None,
    as_json: bool,
) -> None:
    """Show the users of an account with their statuses."""
    if available and away:
        raise WrongUse("--available and --away exclude each other")
    wanted = available if available or away else None
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        team = None if team is None else team_uuid(account, team)
        custom_status = None if custom_status is None else custom_status_id(account, custom_status)
        if at is None:
            show_users(account.users(available=wanted, team=team, custom_status=custom_status), as_json)
        else:
            past = account.as_of(at, team=team)
            show_past([each for each in past if _matches(each, wanted, custom_status)], as_json)


def _matches(past: onduty.PastStatus, available: bool | None, custom_status: str | None) -> bool:
    has = None if past.custom_status is None else past.custom_status.id
    return available in (None, past.available) and custom_status in (None, has)


def show_users(found: list[onduty.UserStatus], as_json: bool) -> None:
    """Prints people as they are now."""
    if as_json:
        print_json({"users": [_as_json(each) for each in found]})
    elif found:
        _show(found)
    else:
        click.echo("No user matches.")


def show_past(found: list[onduty.PastStatus], as_json: bool) -> None:
    """Prints people as they were at an instant."""
    if as_json:
        print_json({"users": [_past_as_json(each) for each in found]})
    elif found:
        _show_past(found)
    else:
        click.echo("No user matches.")


def _as_json(found: onduty.UserStatus) -> dict[str, Any]:
    user, status = found.user, found.status
    return {
        "uuid": user.uuid,
        "email": user.email,
        "name": user.name,
        "available": status.available,
        "available_since": exact(status.available_updated_at),
        "custom_status": custom_status_as_json(status.custom_status),
        "custom_status_since": exact(status.custom_status_updated_at),
        "version": status.version,
    }


def _past_as_json(found: onduty.PastStatus) -> dict[str, Any]:
    return {
        "uuid": found.user.uuid,
        "email": found.user.email,
        "name": found.user.name,
        "available": found.available,
        "custom_status": custom_status_as_json(found.custom_status),
        "since": exact(found.since),
    }


def _show_past(found: list[onduty.PastStatus]) -> None:
    rows = table("name", "e-mail", "availability", "custom status", "since")
    for each in found:
        rows.add_row(
            cell(each.user.name),
            cell(each.user.email),
            availability(each.available),
            cell(custom_status_label(each.custom_status)),
            readable(each.since),
        )
    console().print(rows)


def _show(found: list[onduty.UserStatus]) -> None:
    rows = table("name", "e-mail", "availability", "since", "custom status", "since")
    for each in found:
        status = each.status
        custom_since = None if status.custom_status is None else readable(status.custom_status_updated_at)
        rows.add_row(
            cell(each.user.name),
            cell(each.user.email),
            availability(status.available),
            readable(status.available_updated_at),
            cell(custom_status_label(status.custom_status)),
            cell(custom_since),
        )
    console().print(rows)
