"""The past by filters and at instants (Q1, Q2): what comes of going through everything, and what the library says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import onduty
from tests.model.agreement import Agreement
from tests.model.state import Account, Entry, User
from tests.model.values import Instant, Shown, dashed, place, written_instant

HISTORY_LENGTH_MAX = 100_000
MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Event:
    """One change of the account, and how the library shows it, which the overview has found to be the same."""

    user: User
    entry: Entry
    seen: onduty.HistoryEntry


def check_past(agreement: Agreement, expected: Account, account: onduty.Account) -> None:
    """Fails unless the library's answers are those that a walk through the whole history gives."""
    events = _events(expected, account)
    assert account.history(limit=HISTORY_LENGTH_MAX) == [event.seen for event in events]
    for event in _some(events):
        _check_filters(expected, account, events, event)
        _check_as_of(agreement, expected, account, event)


def _events(expected: Account, account: onduty.Account) -> list[Event]:
    """In order of seq."""
    events = []
    for user in expected.users.values():
        pairs = zip(user.history, account.history(user.uuid, limit=HISTORY_LENGTH_MAX), strict=True)
        events += [Event(user, entry, seen) for entry, seen in pairs]
    return sorted(events, key=lambda event: event.seen.seq)


def _some(events: list[Event]) -> list[Event]:
    return [events[index] for index in sorted({0, len(events) // 2, len(events) - 1})] if events else []


def _check_filters(expected: Account, account: onduty.Account, events: list[Event], pivot: Event) -> None:
    at, seq, user = pivot.seen.at, pivot.seen.seq, pivot.user.uuid
    filters: list[dict[str, Any]] = [
        {"since": at},
        {"until": at},
        {"user": user, "since": at, "limit": 2},
        {"user": user, "after": seq - 1, "until": at + MOMENT},
        {"after": seq, "limit": 3},
        {"user": user, "after": seq},
        {"limit": 2, "latest": True, "until": at},
        *({"team": team, "after": seq - 1} for team in expected.teams),
    ]
    for each in filters:
        assert account.history(**each) == _filtered(expected, events, **each), each


def _filtered(
    expected: Account,
    events: list[Event],
    *,
    user: str | None = None,
    team: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: int = 0,
    limit: int = 1000,
    latest: bool = False,
) -> list[onduty.HistoryEntry]:
    found = [
        event.seen
        for event in events
        if user in (None, event.user.uuid)
        and (team is None or event.user.uuid in expected.teams[team].members)
        and (since is None or event.seen.at >= since)
        and (until is None or event.seen.at < until)
        and event.seen.seq > after
    ]
    return found[-limit:] if latest else found[:limit]


def _check_as_of(agreement: Agreement, expected: Account, account: onduty.Account, pivot: Event) -> None:
    """At the change, and just before it: requests that write are at least a moment apart."""
    at, moment = pivot.seen.at, place(pivot.entry.at)
    for instant, is_reached in ((at, _up_to(moment)), (at - MOMENT, _before(moment))):
        people = [_as_of(expected, user, is_reached) for user in _in_order(expected) if is_reached(user.created_at)]
        agreement.check(people, [_seen(past) for past in account.as_of(instant)], f"as of {instant}")


def _up_to(moment: tuple[int, float]) -> Any:
    return lambda instant: place(instant) <= moment


def _before(moment: tuple[int, float]) -> Any:
    return lambda instant: place(instant) < moment


def _in_order(expected: Account) -> list[User]:
    return sorted(expected.users.values(), key=lambda user: (place(user.created_at), user.uuid))


def _as_of(expected: Account, user: User, is_reached: Any) -> dict[str, Any]:
    reached = [entry for entry in user.history if is_reached(entry.at)]
    last = reached[-1] if reached else None
    since: Instant = last.at if last else user.created_at
    return {
        "uuid": user.uuid,
        "available": last.after.available if last else False,  # U6
        "custom_status": _name_then(expected, last, is_reached),
        "since": Shown(since, "millisecond"),
    }


def _name_then(expected: Account, last: Entry | None, is_reached: Any) -> dict[str, Any] | None:
    held = last.after.custom_status if last else None
    if held is None:
        return None
    names = [(held.name, held.emoji)]
    names += [(name, emoji) for since, name, emoji in expected.custom_statuses[held.id].names if is_reached(since)]
    name, emoji = names[-1]
    return {"id": dashed(held.id), "name": name, "emoji": emoji}


def _seen(past: onduty.PastStatus) -> dict[str, Any]:
    custom = past.custom_status
    return {
        "uuid": past.user.uuid,
        "available": past.available,
        "custom_status": None if custom is None else {"id": custom.id, "name": custom.name, "emoji": custom.emoji},
        "since": written_instant(past.since, "millisecond"),
    }
