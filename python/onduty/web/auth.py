"""Who is asking: the API key, its account, and the person it acts for (E2, E3, U10)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from starlette.requests import Request

from onduty import ApiKey, aio
from onduty.web.errors import RequestError
from onduty.web.exchange import exchange_of
from onduty.web.parameters import Refused

ACTOR_HEADER = "X-Onduty-Actor"
ACTOR_LENGTH_MAX = 100  # characters


@dataclass(frozen=True)
class Caller:
    """One authenticated request's origin. `refused` is what was wrong with the actor that it named."""

    api_key: ApiKey
    account: aio.Account
    actor: str | None = None
    refused: Refused = field(default_factory=dict)


async def authenticate_reader(database: aio.Database, request: Request) -> Caller:
    """The caller of a request that reads."""
    api_key = await _authenticate(database, request)
    if not api_key.may_read:
        raise RequestError("forbidden", f"The API key {api_key.name!r} may not read: it lacks the scope read.")
    return _caller(database, request, api_key)


async def authenticate_writer(database: aio.Database, request: Request) -> Caller:
    """The caller of a request that writes."""
    exchange_of(request.scope).is_write = True
    api_key = await _authenticate(database, request)
    if not api_key.may_write:
        raise RequestError("forbidden", f"The API key {api_key.name!r} may not write: it lacks the scope write.")
    return _caller(database, request, api_key)


async def _authenticate(database: aio.Database, request: Request) -> ApiKey:
    """The one place where a key is looked up."""
    secret = _secret_of(request)
    # A missing key is looked up like any other, so that the time of the answer tells nothing.
    api_key = await database.authenticate(secret)
    if not secret:
        raise RequestError("unauthorized", "The API key is missing. Send Authorization: Bearer <key>.")
    exchange_of(request.scope).key_name = api_key.name
    return api_key


def _secret_of(request: Request) -> bytes:
    """The key as it was sent; empty unless there is exactly one Authorization header, of the scheme Bearer."""
    headers = _header_lines(request, b"authorization")
    scheme, _, secret = headers[0].partition(b" ") if len(headers) == 1 else (b"", b"", b"")
    return secret.strip() if scheme.lower() == b"bearer" else b""


def _caller(database: aio.Database, request: Request, api_key: ApiKey) -> Caller:
    account = database.account_of(api_key)
    named = _header_lines(request, ACTOR_HEADER.lower().encode())
    if not named:
        return Caller(api_key, account)
    if not api_key.may_act_for_others:
        raise RequestError(
            "forbidden", f"The API key {api_key.name!r} may not act for others: {ACTOR_HEADER} is refused."
        )
    return _caller_for(api_key, account, named)


def _caller_for(api_key: ApiKey, account: aio.Account, named: list[bytes]) -> Caller:
    actor = named[0].decode("utf-8", "replace")
    reason = "is given more than once" if len(named) > 1 else _reason_against_actor(named[0])
    if reason:
        return Caller(api_key, account, refused={ACTOR_HEADER: [reason]})
    return Caller(api_key, account, actor)


def _reason_against_actor(sent: bytes) -> str | None:
    try:
        actor = sent.decode("utf-8")
    except UnicodeDecodeError:
        return "is not valid UTF-8"
    if not actor:
        return "is empty"
    if len(actor) > ACTOR_LENGTH_MAX:
        return f"is longer than {ACTOR_LENGTH_MAX} characters"
    if any(unicodedata.category(character) == "Cc" for character in actor):
        return "has control characters"
    return None


def _header_lines(request: Request, name: bytes) -> list[bytes]:
    return [value for header, value in request.scope["headers"] if header == name]
