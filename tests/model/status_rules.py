"""PUT, GET and DELETE of a user's status (S1 to S9, U1 to U11)."""

from typing import Any

from tests.model import conditions, shapes
from tests.model.answers import Answer, Refusal
from tests.model.call import Call
from tests.model.contact_lists import listed
from tests.model.contact_rules import HAND_OFF_KEYS, ContactUpdate, change_contact, read_hand_off
from tests.model.lookups import find_user
from tests.model.state import Contact, Entry, User
from tests.model.values import read_uuid

REASON_LENGTH_MAX = 200
CONTACTS_IN_ANSWER = 20
CONTACTS_IN_ANSWER_MAX = 100
KEEP: Any = object()


def show(call: Call) -> Answer:
    user = find_user(call)
    call.refused.raise_if_any()
    return Answer(body={"user_status": shapes.user_status(call.account, user)}, version=user.version)


def update(call: Call) -> Answer:
    user = find_user(call)
    members = call.take_members(("uuid", "available", "custom_status_uuid", "reason", *HAND_OFF_KEYS))
    _check_uuid(call, members, user)
    available = _read_available(call, members)
    custom_status = _read_custom_status(call, members)
    reason = _read_reason(call, members)
    hand_off = read_hand_off(call, members)
    limit = _read_limit(call)
    # U3
    call.refused.asks_for_nothing = {name for name, _ in call.members} <= {"uuid", "reason"}
    call.refused.raise_if_any()
    _check_condition(call, user)

    touched = call.account.contacts_of(user.uuid)
    hands_off = any(key in members for key in HAND_OFF_KEYS)
    change_user(call, user, available, custom_status, reason)
    _hand_off(call, touched, hand_off, reason)
    contacts, meta = listed(call, user, touched if hands_off else None, limit)
    body = {"contact": contacts, "meta": meta, "user_status": shapes.user_status(call.account, user)}
    return Answer(body=body, version=user.version)


def clear(call: Call) -> Answer:
    user = find_user(call)
    reason = call.query.get("reason")
    if reason is not None and len(reason) > REASON_LENGTH_MAX:
        call.refused.add("reason")
    call.refused.raise_if_any()
    _check_condition(call, user)
    change_user(call, user, KEEP, None, reason)
    return Answer(204, version=user.version)


def change_user(
    call: Call, user: User, available: Any, custom_status: Any, reason: str | None, way: str | None = None
) -> None:
    """Moves what differs, its clock (U1) and the version (U7), and keeps who did it (U10); else nothing (U2)."""
    now = call.world.now
    before = shapes.recorded(call.account, user)
    changed = False
    if available is not KEEP and available != user.available:
        user.available, user.available_at, changed = available, now, True
    if custom_status is not KEEP and custom_status != user.custom_status:
        user.custom_status, user.custom_status_at, changed = custom_status, now, True
    if changed:
        user.version += 1
        after = shapes.recorded(call.account, user)
        caller = call.caller
        entry = Entry(
            now.number, now, before, after, user.version, way or caller.way, caller.actor, caller.api_key_name, reason
        )
        user.history.append(entry)
        call.world.writes += 1


def _check_uuid(call: Call, members: dict[str, Any], user: User) -> None:
    if "uuid" in members and read_uuid(members["uuid"]) != user.uuid:
        call.refused.add("uuid")


def _read_available(call: Call, members: dict[str, Any]) -> Any:
    if "available" not in members:
        return KEEP
    available = members["available"]
    if available is not True and available is not False:
        call.refused.add("available")
    return available


def _read_custom_status(call: Call, members: dict[str, Any]) -> Any:
    if "custom_status_uuid" not in members:
        return KEEP
    value = members["custom_status_uuid"]
    if value is None:
        return None
    found = call.account.custom_statuses_alive().get(read_uuid(value) or "")
    if found is None:
        call.refused.add("custom_status_uuid")
        return KEEP
    return found.id


def _read_reason(call: Call, members: dict[str, Any]) -> str | None:
    if "reason" not in members:
        return None
    reason = members["reason"]
    if not isinstance(reason, str) or len(reason) > REASON_LENGTH_MAX:
        call.refused.add("reason")
        return None
    return reason


def _read_limit(call: Call) -> int:
    text = call.query.get("contacts", str(CONTACTS_IN_ANSWER))
    if not text.isdecimal() or int(text) > CONTACTS_IN_ANSWER_MAX:
        call.refused.add("contacts")
        return 0
    return int(text)


def _check_condition(call: Call, user: User) -> None:
    if not conditions.holds(call.if_match, user.version):
        raise Refusal("precondition_failed")


def _hand_off(call: Call, contacts: list[Contact], update: ContactUpdate, reason: str | None) -> None:
    for contact in contacts:
        change_contact(call, contact, update, reason)
