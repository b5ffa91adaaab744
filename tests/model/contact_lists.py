"""Contacts in answers, and the cursors that go on behind them (H2, H3)."""

from dataclasses import dataclass
from typing import Any

from tests.model import shapes
from tests.model.answers import Answer, Cursor
from tests.model.call import Call
from tests.model.lookups import find_user
from tests.model.state import Contact, User

CONTACTS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Walk:
    """What a cursor goes on with."""

    account: str
    user: str
    touched: tuple[str, ...] | None  # the contacts of a hand-off; None: those assigned to the user when it is read
    after: str  # uuid


def listed(
    call: Call, user: User, touched: list[Contact] | None, limit: int, after: str = ""
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """At most `limit` contacts behind `after`, and `meta` with the cursor for the rest."""
    contacts = call.account.contacts_of(user.uuid) if touched is None else touched
    rest = [contact for contact in contacts if contact.uuid > after]
    shown, left = rest[:limit], rest[limit:]
    cursor = None
    if left:
        if touched is not None:
            call.world.writes += 1
        of_hand_off = None if touched is None else tuple(contact.uuid for contact in touched)
        cursor = Cursor(len(call.world.walks))
        call.world.walks[cursor] = Walk(call.account.name, user.uuid, of_hand_off, shown[-1].uuid if shown else after)
    return [shapes.contact_object(call.account, contact) for contact in shown], {"next": cursor}


def show_of_user(call: Call) -> Answer:
    user = find_user(call)
    after = call.query.get("after")
    walk = Walk(call.account.name, user.uuid, None, "") if after is None else _walk_of(call, user, after)
    if walk is None:
        call.refused.add("after")
    call.refused.raise_if_any()
    assert walk is not None
    touched = None
    if walk.touched is not None:
        touched = [call.account.contacts[uuid] for uuid in walk.touched]
    contacts, meta = listed(call, user, touched, CONTACTS_ON_A_PAGE, walk.after)
    return Answer(body={"contacts": contacts, "meta": meta})


def _walk_of(call: Call, user: User, text: str) -> Walk | None:
    """A walk that this text was given for, if it is this user's."""
    walks = [call.world.walks[cursor] for cursor, shown in call.world.cursor_texts.items() if shown == text]
    return next((walk for walk in walks if (walk.account, walk.user) == (call.account.name, user.uuid)), None)
