"""Failures as answers: one table of statuses, one shape of body (§5 of the contract: E1 to E12)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import onduty
from onduty.web.discarding import DiscardingResponse
from onduty.web.exchange import exchange_of
from onduty.web.request_ids import request_logger
from onduty.web.storage_failures import StorageFailures

_log = request_logger("onduty.web")

STATUS_OF_CODE: Mapping[str, int] = {
    "malformed_json": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "account_not_found": 404,
    "user_not_found": 404,
    "contact_not_found": 404,
    "custom_status_not_found": 404,
    "team_not_found": 404,
    "not_found": 404,
    "method_not_allowed": 405,
    "idempotency_conflict": 409,
    "plan_applied": 409,
    "plan_outdated": 409,
    "plan_expired": 410,
    "precondition_failed": 412,
    "body_too_large": 413,
    "unsupported_media_type": 415,
    "invalid_params": 422,
    "internal_error": 500,
    "overloaded": 503,
    "storage_unavailable": 503,
    "storage_full": 507,
}

_HEADERS_OF_CODE: Mapping[str, Mapping[str, str]] = {
    "unauthorized": {"WWW-Authenticate": "Bearer"},
    "overloaded": {"Retry-After": "1"},
    "storage_unavailable": {"Retry-After": "60"},  # somebody has to mend it first
}

# Failures of this process, not of the request: to a client the storage is out of reach.
_STORAGE_IS_GONE = ("closed", "forked", "incompatible_database")


class RequestError(Exception):
    """A request that the web layer itself refuses. `error` is a text, or the reasons against each parameter."""

    def __init__(
        self, code: str, error: str | Mapping[str, list[str]], headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code, error)
        self.code = code
        self.error = error
        self.headers = headers


def stopping(outcome: str) -> RequestError:
    """What a request is refused with when the server has no time left for it."""
    message = f"The server is stopping; {outcome}. Send the request again when it is back."
    return RequestError("storage_unavailable", message, {"Retry-After": "1", "Connection": "close"})


def error_response(
    code: str, error: str | Mapping[str, list[str]], headers: Mapping[str, str] | None = None
) -> Response:
    """The answer to a failed request."""
    kind = DiscardingResponse if code == "body_too_large" else Response
    return kind(
        json.dumps({"error": error, "code": code}, ensure_ascii=False).encode("utf-8", "replace"),
        status_code=STATUS_OF_CODE[code],
        headers={**_HEADERS_OF_CODE.get(code, {}), **(headers or {})},
        media_type="application/json",
    )


def _as_request_error(failure: Exception) -> RequestError:
    if isinstance(failure, RequestError):
        return failure
    if isinstance(failure, onduty.Error) and failure.code in _STORAGE_IS_GONE:
        return RequestError("storage_unavailable", failure.message)
    if isinstance(failure, onduty.Error) and failure.code in STATUS_OF_CODE:
        return RequestError(failure.code, failure.params or failure.message)
    _log.error("A request failed unexpectedly", exc_info=failure)
    return RequestError("internal_error", "The server failed unexpectedly; its log tells more.")


class ErrorAnswers:
    """Answers what is raised below it, always in JSON. The unexpected is logged; no answer shows its trace.

    Neither does one show `database_path`, when that is given.
    """

    def __init__(self, app: ASGIApp, database_path: str = "") -> None:
        self._app = app
        self._storage_failures = StorageFailures(database_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on; an ASGI application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except ClientDisconnect:
            _log.debug("A client went away before it was answered")
        except Exception as failure:
            if started:  # Too late for another answer; the server cuts the connection.
                raise
            error = _as_request_error(failure)
            exchange_of(scope).error_code = error.code
            await self._response(error)(scope, receive, send)

    def _response(self, error: RequestError) -> Response:
        text = error.error
        if error.code == "storage_unavailable" and isinstance(text, str):
            text = self._storage_failures.told(text)
        return error_response(error.code, text, error.headers)
