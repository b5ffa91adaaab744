"""The status update that a command's options name: what becomes of users, and of the contacts that they look after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import click

import onduty
from onduty.cli.errors import WrongUse
from onduty.cli.names import custom_status_id, team_uuid
from onduty.cli.options import together

HAND_OFF = ("hand_off_to", "hand_off_team", "tag", "field", "bot_status")  # as commands get its options

hand_off_options = together(
    click.option("--hand-off-to", metavar="E-MAIL", help="Assign the contacts to this user."),
    click.option("--hand-off-team", metavar="NAME", help="Pass the contacts on to this team."),
    click.option("--tag", multiple=True, metavar="NAME", help="Add this tag to the contacts; may be repeated."),
    click.option(
        "--field",
        multiple=True,
        metavar="NAME=VALUE",
        help="Set this custom field of the contacts; may be repeated. Of a checkbox, VALUE is a list as in JSON.",
    ),
    click.option("--bot-status", type=click.Choice(("bot_start", "bot_end")), help="Of the contacts' conversations."),
)


def status_update(
    account: onduty.Account,
    *,
    available: bool,
    away: bool,
    custom_status: str | None,
    clear: bool,
    reason: str | None,
    **handed: Any,
) -> dict[str, Any]:
    """The update with the keys that it has everywhere; what is handed are the options of `HAND_OFF`."""
    update: dict[str, Any] = {}
    if available or away:
        update["available"] = available
    if custom_status is not None:
        update["custom_status_uuid"] = custom_status_id(account, custom_status)
    if clear:
        update["custom_status_uuid"] = None
    if reason is not None:
        update["reason"] = reason
    return update | _hand_off(account, handed)


def _hand_off(account: onduty.Account, handed: Mapping[str, Any]) -> dict[str, Any]:
    team = handed["hand_off_team"]
    given = {
        "assigned_user": handed["hand_off_to"],
        "team_uuid": None if team is None else team_uuid(account, team),
        "tags": list(handed["tag"]) or None,
        "custom_fields": _custom_fields(handed["field"]) or None,
        "bot_status": handed["bot_status"],
    }
    return {key: value for key, value in given.items() if value is not None}


def _custom_fields(fields: Iterable[str]) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise WrongUse(f"--field {field} has no value; write it as NAME=VALUE")
        if name in values:
            raise WrongUse(f'--field {name} is there twice; the options of a checkbox are one list: {name}=["A","B"]')
        values[name] = _field_value(value)
    return values


def _field_value(text: str) -> str | list[str]:
    """A list where the text spells one, as a checkbox wants it. All other types of fields take texts, numbers too."""
    if text.startswith("["):
        try:
            return list(json.loads(text))
        except ValueError:
            pass
    return text
