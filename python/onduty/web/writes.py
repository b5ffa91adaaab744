"""What every request that writes hands to the core beside its own parameters, whatever it is (U8, U10)."""

from __future__ import annotations

from hashlib import sha256
from typing import TypedDict

from starlette.requests import Request

from onduty import ApiKey
from onduty.web.auth import Caller
from onduty.web.parameters import QueryParameters, Refused

IDEMPOTENCY_HEADER = "Idempotency-Key"


class WriteArguments(TypedDict):
    """Arguments that all calls of the core have that carry out a request."""

    actor: str | None
    api_key: ApiKey
    refused: Refused
    idempotency_key: str | None
    path: str


def write_arguments(
    request: Request, caller: Caller, query: QueryParameters, ignored_body: bytes = b""
) -> WriteArguments:
    """The arguments for one request. `ignored_body` means nothing, and makes it another request all the same."""
    keys = request.headers.getlist(IDEMPOTENCY_HEADER)
    refused = {**caller.refused, **query.refused}
    if len(keys) > 1:
        refused[IDEMPOTENCY_HEADER] = ["is given more than once"]
    return {
        "actor": caller.actor,
        "api_key": caller.api_key,
        "refused": refused,
        "idempotency_key": keys[0] if len(keys) == 1 else None,
        "path": _path_with_query(request) + (f"#{sha256(ignored_body).hexdigest()}" if ignored_body else ""),
    }


def _path_with_query(request: Request) -> str:
    """The path as the routes know it, so that a request with the prefix and one without are the same (S13)."""
    query: bytes = request.scope["query_string"]
    path: str = request.scope["path"]
    return f"{path}?{query.decode('latin-1')}" if query else path
