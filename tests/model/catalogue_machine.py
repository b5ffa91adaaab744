"""Requests about custom statuses."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model import body_strategies, strategies
from tests.model.machine import Machine, senders

PATHS = st.builds(
    "{}/custom_statuses/{}{}".format, strategies.PREFIXES, strategies.CUSTOM_STATUS_IDS, strategies.SLASHES
)
DESTROY_PATHS = st.one_of(
    PATHS, st.builds("{}/custom_status/{}".format, strategies.PREFIXES, strategies.CUSTOM_STATUS_IDS)
)
LIST_PATHS = strategies.PREFIXES.map(lambda prefix: f"{prefix}/custom_statuses")


class CatalogueMachine(Machine):
    """What changes the catalogue."""

    @rule(
        path=LIST_PATHS,
        sender=senders(),
        body=body_strategies.bodies(body_strategies.CATALOGUE),
        idempotency_key=strategies.IDEMPOTENCY_KEYS,
        content_type=strategies.CONTENT_TYPES,
    )
    def create_custom_status(self, path: str, sender: dict[str, Any], **more: Any) -> None:
        self.ask("POST", path, sender, **more)

    @rule(
        path=PATHS,
        sender=senders(),
        body=body_strategies.bodies(body_strategies.CATALOGUE),
        idempotency_key=strategies.IDEMPOTENCY_KEYS,
    )
    def change_custom_status(self, path: str, sender: dict[str, Any], **more: Any) -> None:
        self.ask("PUT", path, sender, **more)

    @rule(path=DESTROY_PATHS, sender=senders(), idempotency_key=strategies.IDEMPOTENCY_KEYS)
    def destroy_custom_status(self, path: str, sender: dict[str, Any], idempotency_key: str | None) -> None:
        self.ask("DELETE", path, sender, idempotency_key=idempotency_key)

    @rule(method=st.sampled_from(("GET", "HEAD", "PATCH")), path=st.one_of(PATHS, LIST_PATHS), sender=senders())
    def show_catalogue(self, method: str, path: str, sender: dict[str, Any]) -> None:
        self.ask(method, path, sender)
