"""What a request is answered with: an answer, or a refusal that changed nothing."""

from dataclasses import dataclass, field
from typing import Any

STATUS_OF_CODE = {
    "malformed_json": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "user_not_found": 404,
    "contact_not_found": 404,
    "custom_status_not_found": 404,
    "team_not_found": 404,
    "method_not_allowed": 405,
    "idempotency_conflict": 409,
    "precondition_failed": 412,
    "body_too_large": 413,
    "unsupported_media_type": 415,
    "invalid_params": 422,
}


@dataclass(frozen=True)
class Cursor:
    """Stands for a text that only the server knows (H3)."""

    number: int


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: Any = None  # JSON with Shown and Cursor in it; None: empty
    version: int | None = None  # ETag
    replayed: bool = False


@dataclass(frozen=True)
class Refusal(Exception):  # noqa: N818 - the contract's word
    """An error of §5."""

    code: str
    params: dict[str, frozenset[str]] = field(default_factory=dict)  # and what the reasons of each must mention
    more_params: bool = False  # the contract leaves open which parameters are named

    @property
    def status(self) -> int:
        return STATUS_OF_CODE[self.code]


class Refused:
    """Gathers what is wrong with the parameters of one request (U4)."""

    def __init__(self) -> None:
        self.params: dict[str, set[str]] = {}
        self.asks_for_nothing = False

    def add(self, param: str, *mentions: str) -> None:
        self.params.setdefault(param, set()).update(mentions)

    def raise_if_any(self) -> None:
        if self.params or self.asks_for_nothing:
            params = {name: frozenset(mentions) for name, mentions in self.params.items()}
            raise Refusal("invalid_params", params, more_params=self.asks_for_nothing)
