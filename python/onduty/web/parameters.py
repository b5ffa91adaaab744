"""Query parameters: which a request may have, and what is wrong with the others (C7)."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request

from onduty import InvalidParamsError
from onduty.web.errors import RequestError

_ESCAPE = "surrogateescape"

Refused = dict[str, list[str]]
T = TypeVar("T")


@dataclass(frozen=True)
class QueryParameters:
    """The parameters of one request. `refused` names those that it may not have, with the reasons."""

    values: dict[str, str] = field(default_factory=dict)
    refused: Refused = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """The text of one parameter; None when it is absent, or was refused."""
        return self.values.get(name)


def read_query(request: Request, *allowed: str, also_refused: Refused | None = None) -> QueryParameters:
    """Reads the query. What is refused, and `also_refused`, is told later with everything else that is."""
    query: bytes = request.scope["query_string"]
    if not query:
        return QueryParameters(refused=also_refused or {})
    sent: dict[str, list[str]] = {}
    # What is no UTF-8 comes as lone surrogates, which text never holds.
    for name, value in parse_qsl(query.decode("utf-8", _ESCAPE), keep_blank_values=True, errors=_ESCAPE):
        sent.setdefault(name, []).append(value)
    reasons = {name: _reasons_against(name, values, allowed) for name, values in sent.items()}
    refused = {_valid(name): found for name, found in reasons.items() if found}
    values = {name: values[0] for name, values in sent.items() if not reasons[name]}
    return QueryParameters(values, {**(also_refused or {}), **refused})


def _reasons_against(name: str, values: list[str], allowed: tuple[str, ...]) -> list[str]:
    if name not in allowed:
        return ["is not a parameter of this request"]
    if len(values) > 1:
        return ["is given more than once"]
    return [] if _valid(values[0]) == values[0] else ["is not valid UTF-8"]


def _valid(text: str) -> str:
    """The text with replacement characters for what is no UTF-8."""
    return text.encode("utf-8", _ESCAPE).decode("utf-8", "replace")


async def refusing(call: Awaitable[T], refused: Refused) -> T:
    """What `call` gives, unless something was refused: then all of it, `call`'s own refusals included, in one answer.

    Failures that come before 422 in the order of errors, such as an unknown user, are raised as they are.
    """
    if not refused:
        return await call
    try:
        await call
    except InvalidParamsError as error:
        raise RequestError("invalid_params", {**refused, **error.params}) from error
    raise RequestError("invalid_params", refused)
