"""The custom statuses (C1 to C3)."""

from typing import Any

from tests.model import shapes
from tests.model.answers import Answer
from tests.model.call import Call
from tests.model.characters import is_one_character
from tests.model.lookups import find_custom_status
from tests.model.state import CustomStatus
from tests.model.status_rules import KEEP, change_user
from tests.model.values import folded, has_control_character

NAME_LENGTH_MAX = 60
KEYS = ("name", "emoji")


def show(call: Call) -> Answer:
    custom_status = find_custom_status(call)
    call.refused.raise_if_any()
    return _answer(custom_status)


def create(call: Call) -> Answer:
    members = call.take_members(KEYS)
    name = _read_name(call, members.get("name"), None)
    emoji = _read_emoji(call, members)
    call.refused.raise_if_any()
    now = call.world.now
    made = CustomStatus(call.world.new_id, name, None if emoji is KEEP else emoji, now, now)
    made.note_name(now)
    call.account.custom_statuses[made.id] = made
    call.world.writes += 1
    return _answer(made, 201)


def change(call: Call) -> Answer:
    custom_status = find_custom_status(call)
    members = call.take_members(KEYS)
    name = _read_name(call, members["name"], custom_status) if "name" in members else custom_status.name
    emoji = _read_emoji(call, members)
    call.refused.raise_if_any()
    wanted = (name, custom_status.emoji if emoji is KEEP else emoji)
    if wanted != (custom_status.name, custom_status.emoji):
        custom_status.name, custom_status.emoji = wanted
        custom_status.updated_at = call.world.now
        custom_status.note_name(call.world.now)
        call.world.writes += 1
    return _answer(custom_status)


def destroy(call: Call) -> Answer:
    custom_status = find_custom_status(call)
    call.refused.raise_if_any()
    for user in call.account.users.values():
        if user.custom_status == custom_status.id:  # C3
            change_user(call, user, KEEP, None, None, way="destroyed")
    custom_status.destroyed = True
    call.world.writes += 1
    return Answer(body={"status": "custom status was destroyed"})


def _answer(custom_status: CustomStatus, status: int = 200) -> Answer:
    return Answer(status, {"customStatus": shapes.custom_status_object(custom_status)})


def _read_name(call: Call, value: Any, itself: CustomStatus | None) -> str:
    name = value.strip() if isinstance(value, str) else ""
    others = [each for each in call.account.custom_statuses_alive().values() if each is not itself]
    is_taken = any(folded(each.name) == folded(name) for each in others)
    if not 1 <= len(name) <= NAME_LENGTH_MAX or has_control_character(name) or is_taken:
        call.refused.add("name")
    return name


def _read_emoji(call: Call, members: dict[str, Any]) -> Any:
    emoji = members.get("emoji", KEEP)
    if emoji is KEEP or emoji is None:
        return emoji
    if not isinstance(emoji, str) or has_control_character(emoji) or not is_one_character(emoji) or not emoji.strip():
        call.refused.add("emoji")
    return emoji
