"""Requests about users' statuses."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model import body_strategies, strategies
from tests.model.chances import among, mostly
from tests.model.machine import Machine, senders

PATHS = st.builds("{}/users/{}/status{}".format, strategies.PREFIXES, strategies.USERS, strategies.SLASHES)
METHODS = mostly(among("GET", "GET", "HEAD"), among("POST", "PATCH", "TRACE"))


class StatusMachine(Machine):
    """PUT, GET and DELETE of a status."""

    @rule(
        path=PATHS,
        sender=senders(),
        body=body_strategies.bodies(body_strategies.STATUS),
        query=strategies.CONTACTS_QUERIES,
        if_match=strategies.IF_MATCHES,
        idempotency_key=strategies.IDEMPOTENCY_KEYS,
        content_type=strategies.CONTENT_TYPES,
    )
    def update_status(self, path: str, sender: dict[str, Any], **more: Any) -> None:
        self.ask("PUT", path, sender, **more)

    @rule(
        path=PATHS,
        sender=senders(),
        query=strategies.REASON_QUERIES,
        if_match=strategies.IF_MATCHES,
        idempotency_key=strategies.IDEMPOTENCY_KEYS,
    )
    def clear_custom_status(self, path: str, sender: dict[str, Any], **more: Any) -> None:
        self.ask("DELETE", path, sender, **more)

    @rule(method=METHODS, path=PATHS, sender=senders(), query=strategies.CONTACTS_QUERIES)
    def show_status(self, method: str, path: str, sender: dict[str, Any], query: Any) -> None:
        self.ask(method, path, sender, query=query)
