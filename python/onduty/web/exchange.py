"""One request and its answer, as the log and the numbers see it."""

from __future__ import annotations

from typing import Literal

from starlette.types import Scope

Outcome = Literal["changed", "unchanged", "replayed"]

_KEY = "onduty.exchange"  # of the ASGI scope


class Exchange:
    """What is found out about one request while it is answered. Used by the task that answers it."""

    __slots__ = ("error_code", "is_write", "key_name", "outcome", "request_id", "status")

    def __init__(self, request_id: str) -> None:
        self.request_id = request_id
        self.key_name: str | None = None  # of the API key, once it is known
        self.status: int | None = None  # of the answer, once it is begun
        self.error_code: str | None = None  # when the request was refused or failed
        self.is_write = False  # whether it was to write
        self.outcome: Outcome | None = None  # of one that was to write, and was not refused

    @property
    def is_refused_write(self) -> bool:
        """Whether it was to write, and an error is all that came of it."""
        return self.is_write and self.error_code is not None


def begin_exchange(scope: Scope, request_id: str) -> Exchange:
    """A new exchange, which `exchange_of` finds from now on."""
    exchange = Exchange(request_id)
    scope[_KEY] = exchange
    return exchange


def exchange_of(scope: Scope) -> Exchange:
    """The exchange that the scope belongs to; where nobody observes it, one that nobody will look at."""
    exchange: Exchange = scope.get(_KEY) or Exchange("")
    return exchange
