"""Teams and custom statuses by the names that people know them by, or by their ids."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import onduty
from onduty.cli.errors import Refused


def team_uuid(account: onduty.Account, name: str) -> str:
    """The team that `--team` means."""
    teams = account.teams()
    matching = [team.uuid for team in teams if _means(name, team.name, team.uuid)]
    if len(matching) > 1:
        raise Refused(
            f"several teams are called {name!r}; give the uuid of one: {', '.join(matching)}", "team_not_found"
        )
    if matching:
        return matching[0]
    raise Refused(_nothing_of_name(account, "team", name, (team.name for team in teams)), "team_not_found")


def custom_status_id(account: onduty.Account, name: str) -> str:
    """The custom status that `--custom-status` means."""
    custom_statuses = account.custom_statuses()
    for each in custom_statuses:
        if _means(name, each.name, each.id):
            return each.id
    names = (each.name for each in custom_statuses)
    raise Refused(_nothing_of_name(account, "custom status", name, names), "custom_status_not_found")


def _nothing_of_name(account: onduty.Account, kind: str, name: str, names: Iterable[str]) -> str:
    return f"the account {account.name} has no {kind} {name!r}; there are: {', '.join(names) or 'none'}"


def _means(given: str, name: str, uuid: str) -> bool:
    return _folded(given) == _folded(name) or _digits(given) == _digits(uuid)


def _digits(uuid: str) -> str:
    return uuid.lower().replace("-", "")


def _folded(name: str) -> str:
    """The name as uniqueness in an account goes by (C2)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())
