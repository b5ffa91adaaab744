"""One request, as the rules see it: who asks, and for what."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from tests.model.answers import Refused
from tests.model.state import Account, ApiKey, World
from tests.model.strict_json import Members


@dataclass(frozen=True)
class Caller:
    account: Account
    way: str  # "api" or "library"
    api_key: ApiKey | None = None
    actor: str | None = None

    @property
    def api_key_name(self) -> str | None:
        return None if self.api_key is None else self.api_key.name


@dataclass(frozen=True)
class Call:
    world: World
    caller: Caller
    ids: tuple[str, ...] = ()  # of the path
    members: Members = field(default_factory=Members)  # of the body
    query: dict[str, str] = field(default_factory=dict)
    if_match: str | None = None
    refused: Refused = field(default_factory=Refused)

    @property
    def account(self) -> Account:
        return self.caller.account

    def take_members(self, allowed: Collection[str]) -> dict[str, Any]:
        """The body's members; those that are unknown or there twice are refused (U4)."""
        names = [name for name, _ in self.members]
        for name in names:
            if name not in allowed or names.count(name) > 1:
                self.refused.add(name)
        return {name: value for name, value in self.members if name in allowed and names.count(name) == 1}
