"""`onduty users`: who is available, and who is not.

With `--json`: `{"users": [{"uuid": …, "email": …, "name": …, "available": bool, "available_since": INSTANT,
"custom_status": {"id", "name", "emoji"} | null, "custom_status_since": INSTANT, "version": N}, …]}`, in order of
creation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

import click

import onduty
from onduty.cli.errors import Refused, WrongUse
from onduty.cli.options import account_option, db_option, existing_database, find_account, json_option
from onduty.cli.output import availability, cell, console, custom_status_label, exact, print_json, readable, table


@click.command()
@click.option("--available", is_flag=True, help="Only those who are available.")
@click.option("--away", is_flag=True, help="Only those who are away.")
@click.option("--team", metavar="NAME", help="Only members of this team.")
@click.option("--custom-status", metavar="NAME", help="Only those who have this custom status.")
@db_option
@account_option
@json_option
def users(
    available: bool,
    away: bool,
    team: str | None,
    custom_status: str | None,
    db_path: str,
    account_name: str | None,
    as_json: bool,
) -> None:
    """Show the users of an account with their statuses."""
    if available and away:
        raise WrongUse("--available and --away exclude each other")
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        found = account.users(
            available=available if available or away else None,
            team=None if team is None else team_uuid(account, team),
            custom_status=None if custom_status is None else _custom_status_id(account, custom_status),
        )
    if as_json:
        print_json({"users": [_as_json(each) for each in found]})
    elif found:
        _show(found)
    else:
        click.echo("No user matches.")


def team_uuid(account: onduty.Account, name: str) -> str:
    """The team that `--team` means."""
    teams = account.teams()
    matching = [team.uuid for team in teams if _folded(team.name) == _folded(name) or team.uuid == name.lower()]
    if len(matching) > 1:
        raise Refused(
            f"several teams are called {name!r}; give the uuid of one: {', '.join(matching)}", "team_not_found"
        )
    if matching:
        return matching[0]
    raise Refused(_nothing_of_name(account, "team", name, (team.name for team in teams)), "team_not_found")


def _custom_status_id(account: onduty.Account, name: str) -> str:
    custom_statuses = account.custom_statuses()
    for each in custom_statuses:
        if _folded(each.name) == _folded(name) or each.id == name.lower():
            return each.id
    names = (each.name for each in custom_statuses)
    raise Refused(_nothing_of_name(account, "custom status", name, names), "custom_status_not_found")


def _nothing_of_name(account: onduty.Account, kind: str, name: str, names: Iterable[str]) -> str:
    return f"the account {account.name} has no {kind} {name!r}; there are: {', '.join(names) or 'none'}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())


def _as_json(found: onduty.UserStatus) -> dict[str, Any]:
    user, status = found.user, found.status
    custom = status.custom_status
    return {
        "uuid": user.uuid,
        "email": user.email,
        "name": user.name,
        "available": status.available,
        "available_since": exact(status.available_updated_at),
        "custom_status": None if custom is None else {"id": custom.id, "name": custom.name, "emoji": custom.emoji},
        "custom_status_since": exact(status.custom_status_updated_at),
        "version": status.version,
    }


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
