"""The JSON objects of the answers (§2, §3)."""

from typing import Any

from tests.model.state import Account, Contact, CustomStatus, Named, Recorded, Team, User
from tests.model.values import Shown, Unordered, dashed, place


def user_status(account: Account, user: User) -> dict[str, Any]:
    custom_status = None
    if user.custom_status is not None:
        held = account.custom_statuses[user.custom_status]
        custom_status = {
            "id": dashed(held.id),
            "name": held.name,
            "emoji": held.emoji,
            "last_updated_at": Shown(user.custom_status_at, "millisecond"),
        }
    appearance = {"available": user.available, "last_updated_at": Shown(user.available_at, "millisecond")}
    return {"custom_status": custom_status, "appearance": appearance}


def contact_object(account: Account, contact: Contact) -> dict[str, Any]:
    """The seed's keys, in its order (S11)."""
    conversation = contact.conversation
    assigned = contact.assigned_user
    return {
        "uuid": contact.uuid,
        "name": contact.name,
        "phoneNumber": contact.phone_number,
        "avatarUrl": contact.avatar_url,
        "createdAt": Shown(contact.created_at, "second"),
        "source": contact.source,
        "href": f"{account.dashboard_url}/contacts/{contact.uuid}",
        "conversationHref": None if conversation is None else f"{account.dashboard_url}/chat/{conversation}",
        "tags": list(contact.tags),
        "assignedUser": None if assigned is None else account.users[assigned].email,
        "customFields": Unordered(contact.custom_fields),
    }


def conversation_object(contact: Contact) -> dict[str, Any]:
    return {"team_uuid": contact.team, "bot_status": contact.bot_status, "note": contact.note}


def custom_status_object(custom_status: CustomStatus) -> dict[str, Any]:
    return {
        "name": custom_status.name,
        "createdAt": Shown(custom_status.created_at, "catalogue"),
        "updatedAt": Shown(custom_status.updated_at, "catalogue"),
        "emoji": custom_status.emoji,
        "id": dashed(custom_status.id),
    }


def team_object(team: Team) -> dict[str, Any]:
    created_at = Shown(team.created_at, "second")
    shown = {"uuid": team.uuid, "name": team.name, "createdAt": created_at}
    return shown | {"default": team.default, "members": len(team.members)}


def member_object(account: Account, user: User) -> dict[str, Any]:
    """C4. What is not assigned is absent."""
    updated_at = max(user.available_at, user.custom_status_at, key=place)
    shown = {"email": user.email, "name": user.name, "available": user.available}
    shown["lastUpdatedAt"] = Shown(updated_at, "second")
    if user.custom_status is not None:
        held = account.custom_statuses[user.custom_status]
        since = {"updatedAt": Shown(user.custom_status_at, "second")}
        shown["userCustomStatus"] = since | {"id": dashed(held.id), "name": held.name, "emoji": held.emoji}
    return shown


def recorded(account: Account, user: User) -> Recorded:
    """The user's status, named as it is now."""
    if user.custom_status is None:
        return Recorded(user.available, None)
    held = account.custom_statuses[user.custom_status]
    return Recorded(user.available, Named(held.id, held.name, held.emoji))
