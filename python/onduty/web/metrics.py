"""The numbers of `/metrics`, for Prometheus. They need no key and show nothing of an account (E2)."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Gauge, Info, ProcessCollector
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response

import onduty
from onduty import aio
from onduty.web.exchange import Exchange
from onduty.web.status_routes import STATUS_ROUTE
from onduty.web.tallies import Tallies

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NO_ROUTE = "none"


class Metrics:
    """The numbers of one application, in a registry of its own. Used on the event loop's thread."""

    def __init__(self, database: aio.Database) -> None:
        self.requests_in_flight = 0
        self._registry = CollectorRegistry()
        self._tallies = Tallies()
        self._registry.register(self._tallies)
        self._register_states()
        self._register_database(database)

    def _register_database(self, database: aio.Database) -> None:
        queue = Gauge("onduty_writer_queue_length", "Writes that wait for the writer.", registry=self._registry)
        queue.set_function(lambda: database.queue_length)
        size = Gauge(
            "onduty_database_size_bytes",
            "Sizes of the database's file and of its log, which is brought into the file now and then.",
            ["file"],
            registry=self._registry,
        )
        size.labels("database").set_function(lambda: _size_of(database.path))
        size.labels("log").set_function(lambda: _size_of(f"{database.path}-wal"))

    def _register_states(self) -> None:
        in_flight = Gauge(
            "onduty_http_requests_in_flight", "Requests that are being answered.", registry=self._registry
        )
        in_flight.set_function(lambda: self.requests_in_flight)
        Info("onduty_build", "What this server was made of.", registry=self._registry).info(onduty.build_info())
        ProcessCollector(registry=self._registry)

    def count(self, route: str | None, method: str, exchange: Exchange, duration_seconds: float) -> None:
        """Counts one request; `route` is the template of its path."""
        known_method = method if method in _METHODS else "other"
        self._tallies.count_request(route or _NO_ROUTE, known_method, exchange.status or 0, duration_seconds)
        if exchange.outcome is not None:
            self._tallies.count_update(exchange.outcome, "")
        elif exchange.is_refused_write:
            self._tallies.count_update("refused", exchange.error_code or "")

    def count_plain_get(self, duration_seconds: float) -> None:
        """Counts a plain GET of a status, which was answered with 200."""
        self._tallies.count_request(STATUS_ROUTE, "GET", 200, duration_seconds)

    def count_plain_put(self, duration_seconds: float, has_changed: bool) -> None:
        """Counts a plain PUT of a status, which was answered with 200."""
        self._tallies.count_request(STATUS_ROUTE, "PUT", 200, duration_seconds)
        self._tallies.count_update("changed" if has_changed else "unchanged", "")

    async def show(self, request: Request) -> Response:
        """GET: all numbers, in the format that the client prefers."""
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(self._registry), headers={"Content-Type": content_type})


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # a log that is not there holds nothing; whether the file is there, /readyz tells
        return 0
