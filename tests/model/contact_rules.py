"""What changes contacts: the hand-off of a status update (H1) and PATCH of one contact (C5)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.model import shapes
from tests.model.answers import Answer
from tests.model.call import Call
from tests.model.field_values import fits
from tests.model.lookups import find_contact
from tests.model.state import Contact, ContactEntry
from tests.model.strict_json import Members
from tests.model.values import fits_a_line, fits_many_lines, read_uuid

HAND_OFF_KEYS = ("assigned_user", "team_uuid", "tags", "custom_fields", "bot_status")
PATCH_KEYS = (*HAND_OFF_KEYS, "name", "note", "unassign_user")
NAME_LENGTH_MAX = 200
NOTE_LENGTH_MAX = 1000


@dataclass
class ContactUpdate:
    """What to set of a contact, by the names of its own fields; the tags to add, and the custom fields to merge."""

    set: dict[str, Any] = field(default_factory=dict)
    tags_to_add: list[str] = field(default_factory=list)
    custom_fields: dict[str, Any] = field(default_factory=dict)  # None clears one


def read_hand_off(call: Call, members: dict[str, Any]) -> ContactUpdate:
    update = ContactUpdate()
    _read_what_both_take(call, members, update, may_clear=False)
    update.tags_to_add = _read_tags(call, members)
    return update


def show(call: Call) -> Answer:
    contact = find_contact(call)
    call.refused.raise_if_any()
    shown = shapes.contact_object(call.account, contact)
    return Answer(body={"contact": shown, "conversation": shapes.conversation_object(contact)})


def patch(call: Call) -> Answer:
    contact = find_contact(call)
    members = call.take_members(PATCH_KEYS)
    update = _read_patch(call, members)
    call.refused.asks_for_nothing = not call.members
    call.refused.raise_if_any()
    change_contact(call, contact, update, None)
    return Answer(body={"contact": [shapes.contact_object(call.account, contact)]})


def change_contact(call: Call, contact: Contact, update: ContactUpdate, reason: str | None) -> None:
    """With an entry of its own, where it differs (U10)."""
    wanted = dict(update.set)
    if update.tags_to_add:
        wanted["tags"] = contact.tags + [tag for tag in update.tags_to_add if tag not in contact.tags]
    if update.custom_fields:
        merged = contact.custom_fields | update.custom_fields
        wanted["custom_fields"] = {name: value for name, value in merged.items() if value is not None}
    after = {name: value for name, value in wanted.items() if getattr(contact, name) != value}
    if not after:
        return
    before = {name: getattr(contact, name) for name in after}
    for name, value in after.items():
        setattr(contact, name, value)
    call.world.writes += 1
    caller = call.caller
    contact.history.append(
        ContactEntry(call.world.now, before, after, caller.way, caller.actor, caller.api_key_name, reason)
    )


def _read_patch(call: Call, members: dict[str, Any]) -> ContactUpdate:
    update = ContactUpdate()
    _read_what_both_take(call, members, update, may_clear=True)
    if "tags" in members:
        update.set["tags"] = _read_tags(call, members)
    if "name" in members:
        update.set["name"] = _read_text(call, members, "name", NAME_LENGTH_MAX, fits_a_line)
    if "note" in members:
        update.set["note"] = _read_text(call, members, "note", NOTE_LENGTH_MAX, fits_many_lines) or None
    if "unassign_user" in members:
        update.set["assigned_user"] = None
        if members["unassign_user"] is not True or _names_assigned_user(call):
            call.refused.add("unassign_user")
    return update


def _names_assigned_user(call: Call) -> bool:
    values = [value for name, value in call.members if name == "assigned_user"]
    return bool(values) and isinstance(values[0], str)


def _read_text(
    call: Call, members: dict[str, Any], name: str, length_max: int, fits_rule: Callable[[str, int], bool]
) -> str:
    text = members[name]
    if not isinstance(text, str) or not fits_rule(text, length_max):
        call.refused.add(name)
        return ""
    return text


def _read_what_both_take(call: Call, members: dict[str, Any], update: ContactUpdate, *, may_clear: bool) -> None:
    if "assigned_user" in members:
        update.set["assigned_user"] = _read_assigned_user(call, members["assigned_user"])
    if "team_uuid" in members:
        update.set["team"] = _read_team(call, members["team_uuid"])
    if "bot_status" in members:
        update.set["bot_status"] = _read_bot_status(call, members["bot_status"])
    if "custom_fields" in members:
        update.custom_fields = _read_custom_fields(call, members["custom_fields"], may_clear=may_clear)


def _read_assigned_user(call: Call, email: Any) -> str | None:
    user = call.account.user_by_email(email) if isinstance(email, str) else None
    if user is None:  # S8
        call.refused.add("assigned_user")
        return None
    return user.uuid


def _read_team(call: Call, value: Any) -> str | None:
    team = read_uuid(value)
    if team not in call.account.teams:  # S9
        call.refused.add("team_uuid")
    return team


def _read_bot_status(call: Call, value: Any) -> Any:
    if not call.account.bot_enabled or value not in ("bot_start", "bot_end"):  # S5
        call.refused.add("bot_status")
    return value


def _read_tags(call: Call, members: dict[str, Any]) -> list[str]:
    """S7. A tag that is named twice is there once."""
    tags = members.get("tags", [])
    if not isinstance(tags, list) or isinstance(tags, Members) or not all(isinstance(tag, str) for tag in tags):
        call.refused.add("tags")
        return []
    unknown = [tag for tag in tags if tag not in call.account.tags]
    if unknown:
        call.refused.add("tags", *unknown)
    return list(dict.fromkeys(tags))


def _read_custom_fields(call: Call, value: Any, *, may_clear: bool) -> dict[str, Any]:
    if not isinstance(value, Members):
        call.refused.add("custom_fields")
        return {}
    names = [name for name, _ in value]
    wrong = [name for name, item in value if names.count(name) > 1 or not _fits(call, name, item, may_clear)]
    if wrong:
        call.refused.add("custom_fields", *wrong)
    return {name: None if item == "" else item for name, item in value}


def _fits(call: Call, name: str, value: Any, may_clear: bool) -> bool:
    custom_field = call.account.custom_fields.get(name)
    if custom_field is None:  # S7
        return False
    if value is None or value == "":
        return may_clear
    is_empty_list = isinstance(value, list) and not isinstance(value, Members) and not value
    return fits(custom_field, value) and (may_clear or not is_empty_list)  # H1
