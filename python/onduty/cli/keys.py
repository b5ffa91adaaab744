"""`onduty keys`: makes, lists and revokes the API keys of an account.

With `--json`, `create` prints `{"api_key": KEY, "secret": TEXT}`, `list` prints `{"api_keys": [KEY, …]}` and `revoke`
prints `{"api_key": KEY, "changed": bool}`; a KEY is `{"name": …, "scopes": ["read", "write", "act_for_others"], "user":
E-MAIL | null, "created_at": INSTANT, "revoked_at": INSTANT | null}`. The secret is nowhere but in the first of these.
"""

from __future__ import annotations

from typing import Any

import click

import onduty
from onduty.cli.errors import Refused, WrongUse
from onduty.cli.options import account_option, db_option, existing_database, find_account, json_option
from onduty.cli.output import cell, console, exact, one_line, print_json, readable, table

_SCOPE_LABELS = {"read": "read", "write": "write", "act_for_others": "act for others"}


@click.group()
def keys() -> None:
    """Make, list and revoke API keys."""


@keys.command()
@click.argument("name")
@click.option("--read-only", is_flag=True, help="A key that may only read.")
@click.option("--act-for-others", is_flag=True, help="A key that may name who acts, in X-Onduty-Actor.")
@click.option("--user", metavar="USER", help="Whose key it is: a uuid or an e-mail address.")
@db_option
@account_option
@json_option
def create(
    name: str,
    read_only: bool,
    act_for_others: bool,
    user: str | None,
    db_path: str,
    account_name: str | None,
    as_json: bool,
) -> None:
    """Make the API key NAME and show its secret, this once."""
    if read_only and act_for_others:
        raise WrongUse("--read-only and --act-for-others exclude each other: who only reads does nothing for others")
    scopes = ["read"] if read_only else ["read", "write"]
    if act_for_others:
        scopes.append("act_for_others")
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        key, secret = account.create_api_key(name, scopes=scopes, user=user)
    if as_json:
        print_json({"api_key": _as_json(key), "secret": secret})
        return
    click.echo(f"made the API key {one_line(key.name)} of {one_line(account.name)} ({_scopes(key)}). Its secret:")
    click.echo(secret)
    click.echo("Keep it now: only its digest is stored, so it cannot be shown again.")


@keys.command("list")
@db_option
@account_option
@json_option
def list_keys(db_path: str, account_name: str | None, as_json: bool) -> None:
    """Show the API keys of an account, revoked ones too."""
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        found = account.api_keys()
    if as_json:
        print_json({"api_keys": [_as_json(key) for key in found]})
    elif found:
        _show(found)
    else:
        click.echo(f"The account {one_line(account.name)} has no API keys; onduty keys create NAME makes one.")


@keys.command()
@click.argument("name")
@db_option
@account_option
@json_option
def revoke(name: str, db_path: str, account_name: str | None, as_json: bool) -> None:
    """Revoke the API key NAME: every process refuses it from now on. Its name stays taken."""
    with existing_database(db_path) as database:
        account = find_account(database, account_name)
        try:
            revocation = account.revoke_api_key(name)
        except onduty.NotFoundError as error:
            message = f"the account {account.name} has no API key {name!r}; onduty keys list shows those that there are"
            raise Refused(message, error.code) from error
    key = revocation.key
    if as_json:
        print_json({"api_key": _as_json(key), "changed": revocation.changed})
    elif revocation.changed:
        click.echo(f"revoked the API key {one_line(key.name)}; it is refused from now on")
    else:
        at = "" if key.revoked_at is None else f" at {readable(key.revoked_at)}"
        click.echo(f"the API key {one_line(key.name)} was revoked already{at}; nothing was changed")


def _as_json(key: onduty.ApiKeyInfo) -> dict[str, Any]:
    return {
        "name": key.name,
        "scopes": key.scopes,
        "user": key.user,
        "created_at": exact(key.created_at),
        "revoked_at": None if key.revoked_at is None else exact(key.revoked_at),
    }


def _scopes(key: onduty.ApiKeyInfo) -> str:
    return ", ".join(_SCOPE_LABELS[scope] for scope in key.scopes)


def _show(found: list[onduty.ApiKeyInfo]) -> None:
    rows = table("name", "may", "user", "created", "revoked")
    for key in found:
        revoked = None if key.revoked_at is None else readable(key.revoked_at)
        rows.add_row(cell(key.name), _scopes(key), cell(key.user), readable(key.created_at), cell(revoked))
    console().print(rows)
