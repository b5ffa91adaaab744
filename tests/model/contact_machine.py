"""Requests about contacts: hand-off, PATCH, and lists that go on."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.model import body_strategies, places, strategies
from tests.model.chances import among, seldom
from tests.model.machine import Machine, senders
from tests.model.status_machine import PATHS as STATUS_PATHS

PATHS = st.builds("{}/contacts/{}{}".format, strategies.PREFIXES, strategies.CONTACT_IDS, strategies.SLASHES)
LIST_PATHS = st.builds("{}/users/{}/contacts".format, strategies.PREFIXES, strategies.USERS)
LIST_QUERIES = seldom(st.just(()), among("", "x", "0" * 31, "é", "<cursor-0>x").map(lambda text: (("after", text),)))


class ContactMachine(Machine):
    """What changes contacts."""

    @rule(
        path=STATUS_PATHS,
        sender=senders(),
        body=body_strategies.bodies(body_strategies.HAND_OFF | body_strategies.STATUS),
        query=strategies.CONTACTS_QUERIES,
        if_match=strategies.IF_MATCHES,
        idempotency_key=strategies.IDEMPOTENCY_KEYS,
    )
    def hand_off(self, path: str, sender: dict[str, Any], **more: Any) -> None:
        self.ask("PUT", path, sender, **more)

    @rule(
        path=PATHS,
        sender=senders(),
        body=body_strategies.bodies(body_strategies.PATCH),
        idempotency_key=strategies.IDEMPOTENCY_KEYS,
        content_type=strategies.CONTENT_TYPES,
    )
    def patch(self, path: str, sender: dict[str, Any], **more: Any) -> None:
        self.ask("PATCH", path, sender, **more)

    @rule(method=st.sampled_from(("GET", "HEAD", "PUT")), path=PATHS, sender=senders())
    def show_contact(self, method: str, path: str, sender: dict[str, Any]) -> None:
        self.ask(method, path, sender)

    @rule(
        path=LIST_PATHS,
        sender=senders(),
        query=LIST_QUERIES,
    )
    def show_of_user(self, path: str, sender: dict[str, Any], query: Any) -> None:
        self.ask("GET", path, sender, query=query)

    @precondition(lambda self: self.has_cursors())
    @rule(number=st.integers(0, 20))
    def go_on_with_list(self, number: int) -> None:
        """Behind a cursor, for the user and in the account that it was given for (H3)."""
        path = f"/users/{places.walker(number)}/contacts"
        self.ask("GET", path, {"authorization": places.sender(number)}, query=(("after", places.cursor(number)),))
