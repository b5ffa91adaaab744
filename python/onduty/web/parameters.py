"""Query parameters: which a request may have, and what is wrong with the others (C7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request

from onduty import InvalidParamsError
from onduty.web.errors import RequestError

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


def read_query(request: Request, *allowed: str) -> QueryParameters:
    """Reads the query. Refused parameters are told later, with everything else that is refused."""
    query = request.scope["query_string"].decode("latin-1")
    if not query:
        return QueryParameters()
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    counts = Counter(name for name, _ in pairs)
    refused = {name: reasons for name, count in counts.items() if (reasons := _reasons_against(name, count, allowed))}
    return QueryParameters({name: value for name, value in pairs if name not in refused}, refused)


def _reasons_against(name: str, count: int, allowed: tuple[str, ...]) -> list[str]:
    if name not in allowed:
        return ["is not a parameter of this request"]
    return ["is given more than once"] if count > 1 else []


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
