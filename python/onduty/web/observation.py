"""What every request leaves behind: its id in the answer, a line in the access log, and the numbers of `/metrics`."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onduty.web.access_log import log_access
from onduty.web.exchange import Exchange, begin_exchange
from onduty.web.metrics import Metrics
from onduty.web.request_ids import REQUEST_ID_HEADER, current_request_id, request_id_of

_ID_HEADER = REQUEST_ID_HEADER.lower().encode()

BEGAN = "onduty.began"  # of the ASGI scope: when the request began, where that was before it came here


class Observation:
    """Watches each request pass; changes nothing of it but for the header with the id. An ASGI application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, access_log: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on; an ASGI application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began: float = scope.get(BEGAN) or time.perf_counter()
        exchange = begin_exchange(scope, request_id_of(scope["headers"]))
        scope.pop("route", None)  # of an application that this one is mounted in
        current_request_id.set(exchange.request_id)  # for the rest of the task: the server too may log of the request
        self._metrics.requests_in_flight += 1
        try:
            await self._app(scope, receive, _observed(send, exchange))
        finally:
            self._metrics.requests_in_flight -= 1
            self._ended(scope, exchange, time.perf_counter() - began)

    def _ended(self, scope: Scope, exchange: Exchange, duration_seconds: float) -> None:
        route = scope["route"].path if "route" in scope else None
        self._metrics.count(route, scope["method"], exchange, duration_seconds)
        if self._access_log:
            log_access(scope, exchange, duration_seconds)


def _observed(send: Send, exchange: Exchange) -> Send:
    async def observed(message: Message) -> None:
        if message["type"] == "http.response.start":
            exchange.status = message["status"]
            message["headers"] = [*message["headers"], (_ID_HEADER, exchange.request_id.encode())]
        await send(message)

    return observed
