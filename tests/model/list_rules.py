"""Lists, and what else is only read (C4, C6, C7)."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from tests.model import shapes
from tests.model.answers import Answer
from tests.model.call import Call
from tests.model.lookups import find_team
from tests.model.state import Contact, CustomStatus, Team, User
from tests.model.values import place, read_uuid

ENTRIES_ON_A_PAGE = 50
PAGE_MAX = 1_000_000
Entry = TypeVar("Entry", User, Team, Contact, CustomStatus)


def users(call: Call) -> Answer:
    account = call.account
    is_wanted = _read_choice(call, "available", {"true": True, "false": False})
    team = _read_known(call, "team", account.teams)
    custom_status = _read_known(call, "custom_status", account.custom_statuses_alive())
    found = [
        user
        for user in _behind(call, account.users)
        if is_wanted in (None, user.available)
        and (team is None or user.uuid in team.members)
        and (custom_status is None or user.custom_status == custom_status.id)
    ]
    return _page(call, "users", found, lambda user: {"uuid": user.uuid} | shapes.member_object(account, user))


def contacts(call: Call) -> Answer:
    found = _behind(call, call.account.contacts)
    return _page(call, "contacts", found, lambda contact: shapes.contact_object(call.account, contact))


def teams(call: Call) -> Answer:
    return _page(call, "teams", call.account.teams.values(), shapes.team_object)


def custom_statuses(call: Call) -> Answer:
    return _page(call, "customStatuses", call.account.custom_statuses_alive().values(), shapes.custom_status_object)


def team(call: Call) -> Answer:
    found = find_team(call)
    call.refused.raise_if_any()
    return Answer(body={"team": shapes.team_object(found)})


def team_members(call: Call) -> Answer:
    members = [call.account.users[uuid] for uuid in find_team(call).members]
    is_wanted = _read_choice(call, "status", {"available": True, "away": False})
    found = [user for user in members if is_wanted in (None, user.available)]
    return _page(call, "users", found, lambda user: shapes.member_object(call.account, user))


def me(call: Call) -> Answer:
    call.refused.raise_if_any()
    key = call.caller.api_key
    assert key is not None
    user = call.account.user_by_email(key.user)
    assert user is not None
    return Answer(body={"status": "ok", "user_email": user.email, "user_name": user.name, "api_key": key.name})


def _page(call: Call, name: str, entries: Iterable[Entry], shown: Callable[[Entry], dict[str, Any]]) -> Answer:
    page = _read_page(call)
    call.refused.raise_if_any()
    in_order = sorted(entries, key=_order)
    on_page = in_order[(page - 1) * ENTRIES_ON_A_PAGE : page * ENTRIES_ON_A_PAGE]
    meta = {"page": page, "pages": max(1, math.ceil(len(in_order) / ENTRIES_ON_A_PAGE))}
    return Answer(body={name: [shown(entry) for entry in on_page], "meta": meta})


def _order(entry: Entry) -> Any:
    """C7: of creation, then of uuid."""
    return place(entry.created_at), entry.uuid


def _read_page(call: Call) -> int:
    text = call.query.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text) <= PAGE_MAX:
        call.refused.add("page")
        return 1
    return int(text)


def _behind(call: Call, entries: Mapping[str, Entry]) -> list[Entry]:
    after = _read_known(call, "after", entries)
    return [entry for entry in entries.values() if after is None or _order(entry) > _order(after)]


def _read_known(call: Call, name: str, known: Mapping[str, Entry]) -> Entry | None:
    """What a parameter names; it is refused when it names nothing."""
    if name not in call.query:
        return None
    found = known.get(read_uuid(call.query[name]) or "")
    if found is None:
        call.refused.add(name)
    return found


def _read_choice(call: Call, name: str, choices: dict[str, bool]) -> bool | None:
    if name not in call.query:
        return None
    if call.query[name] not in choices:
        call.refused.add(name)
    return choices.get(call.query[name])
