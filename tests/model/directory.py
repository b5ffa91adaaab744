"""The directory import (I1, I3, I4), as far as these tests use it: a document for the first time, and again."""

from datetime import datetime
from typing import Any

from tests.model import shapes
from tests.model.answers import Refusal
from tests.model.state import Account, ApiKey, Contact, CustomField, CustomStatus, Entry, Team, User, World
from tests.model.values import Instant, folded, read_instant, read_uuid

# Of a contact, what a document replaces (I1), by the names of the model.
_REPLACED = {"name": "name", "phoneNumber": "phone_number", "avatarUrl": "avatar_url", "source": "source"}


def import_directory(world: World, document: dict[str, Any]) -> None:
    """Raises a Refusal, with nothing written, when two custom statuses would have one name."""
    world.tick()
    account = _account_of(world, document["account"])
    _check_names(account, document)
    for entry in document["api_keys"]:
        api_key = ApiKey(entry["name"], account.name, frozenset(entry["scopes"]), entry["user"])
        world.api_keys.setdefault(entry["key"], api_key)
    for entry in document["custom_statuses"]:
        _import_custom_status(world, account, entry)
    for entry in document["users"]:
        _import_user(world, account, entry)
    for entry in document["teams"]:
        _import_team(world, account, entry)
    account.tags = list(document["tags"])
    for entry in document["custom_fields"]:
        account.custom_fields[entry["name"]] = CustomField(entry["type"], tuple(entry.get("options", ())))
    for entry in document["contacts"]:
        _import_contact(world, account, entry)


def _account_of(world: World, entry: dict[str, Any]) -> Account:
    made = Account(entry["name"], entry["dashboard_url"], entry["bot"]["enabled"])
    return world.accounts.setdefault(made.name, made)


def _check_names(account: Account, document: dict[str, Any]) -> None:
    """C2, for the account as it would be afterwards."""
    names = {each.id: each.name for each in account.custom_statuses_alive().values()}
    for entry in document["custom_statuses"]:
        custom_status = read_uuid(entry["id"]) or ""
        if custom_status in names or custom_status not in account.custom_statuses:
            names[custom_status] = entry["name"]
    if len({folded(name) for name in names.values()}) < len(names):
        raise Refusal("invalid_params", more_params=True)


def _import_custom_status(world: World, account: Account, entry: dict[str, Any]) -> None:
    custom_status = read_uuid(entry["id"]) or ""
    known = account.custom_statuses.get(custom_status)
    if known is None:
        created_at = _instant(world, entry)
        made = CustomStatus(custom_status, entry["name"], entry["emoji"], created_at, created_at)
        made.note_name(created_at)
        account.custom_statuses[custom_status] = made
    elif not known.destroyed and (known.name, known.emoji) != (entry["name"], entry["emoji"]):
        known.name, known.emoji, known.updated_at = entry["name"], entry["emoji"], world.now
        known.note_name(world.now)
        world.writes += 1


def _import_user(world: World, account: Account, entry: dict[str, Any]) -> None:
    """The state is for those whom this import creates (I4); others are as they were."""
    if entry["uuid"] in account.users:
        return
    created_at = _instant(world, entry)
    user = User(entry["uuid"], entry["email"], entry["name"], created_at, created_at, created_at)
    account.users[user.uuid] = user
    before = shapes.recorded(account, user)
    if entry.get("available"):
        user.available, user.available_at = True, world.now
    if entry.get("custom_status_id"):
        user.custom_status, user.custom_status_at = read_uuid(entry["custom_status_id"]), world.now
    after = shapes.recorded(account, user)
    if after != before:
        user.version = 1
        user.history.append(Entry(world.now.number, world.now, before, after, 1, "import", None, None, None))


def _import_team(world: World, account: Account, entry: dict[str, Any]) -> None:
    members = [user.uuid for email in entry["members"] if (user := account.user_by_email(email))]
    made = Team(entry["uuid"], entry["name"], _instant(world, entry), entry["default"], members)
    account.teams.setdefault(made.uuid, made)


def _import_contact(world: World, account: Account, entry: dict[str, Any]) -> None:
    known = account.contacts.get(entry["uuid"])
    contact = known or _new_contact(world, account, entry)
    account.contacts[contact.uuid] = contact
    for key, name in _REPLACED.items():
        if key in entry and getattr(contact, name) != entry[key]:
            setattr(contact, name, entry[key])
            world.writes += 1


def _new_contact(world: World, account: Account, entry: dict[str, Any]) -> Contact:
    contact = Contact(entry["uuid"], entry["name"], _instant(world, entry))
    if entry.get("conversationHref"):
        contact.conversation = entry["conversationHref"].rpartition("/")[2]
    contact.bot_status = "bot_start" if account.bot_enabled else None  # S6
    contact.tags = list(entry.get("tags", ()))
    contact.custom_fields = dict(entry.get("customFields", {}))
    assigned_user = account.user_by_email(entry["assignedUser"]) if entry.get("assignedUser") else None
    contact.assigned_user = None if assigned_user is None else assigned_user.uuid
    return contact


def _instant(world: World, entry: dict[str, Any]) -> Instant:
    if "createdAt" not in entry:
        return world.now
    created_at: datetime = read_instant(entry["createdAt"])
    return created_at
