"""The access log: a line a request, on the logger `onduty.access`. Off unless it is asked for."""

from __future__ import annotations

import json
import logging
from urllib.parse import quote

from starlette.types import Scope

from onduty.web.exchange import Exchange

ACCESS_LOGGER = "onduty.access"

_SAFE_IN_PATH = "/%:@!$&'()*+,;=~"

_log = logging.getLogger(ACCESS_LOGGER)


def log_access(scope: Scope, exchange: Exchange, duration_seconds: float) -> None:
    """Method, path, status, duration, request id and the API key's name.

    Never a key itself, a body or a query, which may hold what is nobody else's business.
    """
    _log.info(
        "%s %s %s %.3f ms request=%s key=%s",
        scope["method"],
        _path_as_sent(scope),
        exchange.status or "unanswered",
        duration_seconds * 1000,
        json.dumps(exchange.request_id),
        json.dumps(exchange.key_name),
    )


def _path_as_sent(scope: Scope) -> str:
    """The path, with everything escaped that could break or forge a line."""
    raw: bytes | None = scope.get("raw_path")
    return quote(scope["path"]) if raw is None else quote(raw.partition(b"?")[0], safe=_SAFE_IN_PATH)
