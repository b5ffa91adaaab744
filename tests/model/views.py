"""What the library's values hold, as the JSON that the model writes."""

from typing import Any

import onduty
from tests.model import shapes
from tests.model.agreement import Agreement
from tests.model.state import Account, Entry, Recorded, User
from tests.model.values import Shown, dashed, written_instant


def _expected_user(account: Account, user: User) -> dict[str, Any]:
    return {
        "status": _expected_status(account, user),
        "history": [_expected_entry(entry) for entry in user.history],
        "contacts": [shapes.contact_object(account, contact) for contact in account.contacts_of(user.uuid)],
    }


def _seen_user(account: onduty.Account, user: str) -> dict[str, Any]:
    contacts, _ = account.contacts(user, limit=100)
    return {
        "status": seen_status(account.status(user)),
        "history": [_seen_entry(entry) for entry in account.history(user)],
        "contacts": [seen_contact(contact) for contact in contacts],
    }


def _expected_status(account: Account, user: User) -> dict[str, Any]:
    return {
        "available": user.available,
        "available_updated_at": Shown(user.available_at, "millisecond"),
        "custom_status": _expected_recorded(shapes.recorded(account, user))["custom_status"],
        "custom_status_updated_at": Shown(user.custom_status_at, "millisecond"),
        "version": user.version,
    }


def seen_status(status: onduty.Status) -> dict[str, Any]:
    return {
        "available": status.available,
        "available_updated_at": written_instant(status.available_updated_at, "millisecond"),
        "custom_status": _seen_custom_status(status.custom_status),
        "custom_status_updated_at": written_instant(status.custom_status_updated_at, "millisecond"),
        "version": status.version,
    }


def _expected_entry(entry: Entry) -> dict[str, Any]:
    return {
        "at": Shown(entry.at, "millisecond"),
        "before": _expected_recorded(entry.before),
        "after": _expected_recorded(entry.after),
        "version": entry.version,
        "way": entry.way,
        "actor": entry.actor,
        "api_key": entry.api_key,
        "reason": entry.reason,
    }


def _seen_entry(entry: onduty.HistoryEntry) -> dict[str, Any]:
    return {
        "at": written_instant(entry.at, "millisecond"),
        "before": _seen_recorded(entry.before),
        "after": _seen_recorded(entry.after),
        "version": entry.version,
        "way": entry.way,
        "actor": entry.actor,
        "api_key": entry.api_key,
        "reason": entry.reason,
    }


def _expected_recorded(recorded: Recorded) -> dict[str, Any]:
    named = recorded.custom_status
    custom_status = None if named is None else {"id": dashed(named.id), "name": named.name, "emoji": named.emoji}
    return {"available": recorded.available, "custom_status": custom_status}


def _seen_recorded(recorded: onduty.RecordedStatus) -> dict[str, Any]:
    return {"available": recorded.available, "custom_status": _seen_custom_status(recorded.custom_status)}


def _seen_custom_status(custom_status: onduty.CustomStatus | None) -> dict[str, Any] | None:
    if custom_status is None:
        return None
    return {"id": custom_status.id, "name": custom_status.name, "emoji": custom_status.emoji}


def seen_user_status(status: onduty.Status) -> dict[str, Any]:
    """As the answer of an update shows it (§2)."""
    custom_status = _seen_custom_status(status.custom_status)
    if custom_status is not None:
        custom_status["last_updated_at"] = written_instant(status.custom_status_updated_at, "millisecond")
    updated_at = written_instant(status.available_updated_at, "millisecond")
    return {
        "custom_status": custom_status,
        "appearance": {"available": status.available, "last_updated_at": updated_at},
    }


def seen_custom_status_object(custom_status: onduty.CustomStatusDetails) -> dict[str, Any]:
    """As the catalogue shows it (C1)."""
    return {
        "name": custom_status.name,
        "createdAt": written_instant(custom_status.created_at, "catalogue"),
        "updatedAt": written_instant(custom_status.updated_at, "catalogue"),
        "emoji": custom_status.emoji,
        "id": custom_status.id,
    }


def seen_contact(contact: onduty.Contact) -> dict[str, Any]:
    return {
        "uuid": contact.uuid,
        "name": contact.name,
        "phoneNumber": contact.phone_number,
        "avatarUrl": contact.avatar_url,
        "createdAt": written_instant(contact.created_at, "second"),
        "source": contact.source,
        "href": contact.href,
        "conversationHref": contact.conversation_href,
        "tags": contact.tags,
        "assignedUser": contact.assigned_user,
        "customFields": contact.custom_fields,
    }


def check_overview(agreement: Agreement, expected: Account, account: onduty.Account) -> None:
    """Fails unless the library tells of the account's people what the model does."""
    order_and_seq = []
    for user in expected.users.values():
        agreement.check(_expected_user(expected, user), _seen_user(account, user.uuid), f"{user.name}")
        seqs = [entry.seq for entry in account.history(user.uuid)]
        order_and_seq += list(zip([entry.order for entry in user.history], seqs, strict=True))
    by_seq = sorted(order_and_seq, key=lambda pair: pair[1])
    assert by_seq == sorted(order_and_seq, key=lambda pair: pair[0]), "seq does not rise with the changes (U11)"
