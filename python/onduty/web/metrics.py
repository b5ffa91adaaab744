"""The numbers of `/metrics`, for Prometheus. They need no key and show nothing of an account (E2)."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response

import onduty
from onduty import aio
from onduty.web.exchange import Exchange, Outcome

_DURATIONS_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NO_ROUTE = "none"


class Metrics:
    """The numbers of one application, in a registry of its own. Used on the event loop's thread."""

    def __init__(self, database: aio.Database) -> None:
        self.requests_in_flight = 0
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "onduty_http_requests",
            "Requests that were answered; status is 0 where the client went away first.",
            ["route", "method", "status"],
            registry=self._registry,
        )
        self._durations = Histogram(
            "onduty_http_request_duration_seconds",
            "From a request's head to the end of its answer.",
            ["route", "method"],
            buckets=_DURATIONS_SECONDS,
            registry=self._registry,
        )
        self._updates = Counter(
            "onduty_updates",
            "Requests that write, by what came of them; code tells why where they were refused.",
            ["outcome", "code"],
            registry=self._registry,
        )
        # The look-up of a number by its labels costs more than the counting.
        self._counted: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._counted_updates: dict[tuple[str, str], Counter] = {}
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
        of_route = (route or _NO_ROUTE, method if method in _METHODS else "other", exchange.status or 0)
        requests, durations = self._counted.get(of_route) or self._count_first(*of_route)
        requests.inc()
        durations.observe(duration_seconds)
        if exchange.outcome is not None:
            self._count_update(exchange.outcome, "")
        elif exchange.is_refused_write:
            self._count_update("refused", exchange.error_code or "")

    def count_plain(self, route: str, method: str, duration_seconds: float, outcome: Outcome | None = None) -> None:
        """Counts a request that was answered with 200 and needed no exchange; `outcome` is of one that wrote."""
        requests, durations = self._counted.get((route, method, 200)) or self._count_first(route, method, 200)
        requests.inc()
        durations.observe(duration_seconds)
        if outcome is not None:
            self._count_update(outcome, "")

    def _count_update(self, outcome: str, code: str) -> None:
        updates = self._counted_updates.get((outcome, code))
        if updates is None:
            updates = self._counted_updates[outcome, code] = self._updates.labels(outcome, code)
        updates.inc()

    def _count_first(self, route: str, method: str, status: int) -> tuple[Counter, Histogram]:
        numbers = self._requests.labels(route, method, status), self._durations.labels(route, method)
        self._counted[route, method, status] = numbers
        return numbers

    async def show(self, request: Request) -> Response:
        """GET: all numbers, in the format that the client prefers."""
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(self._registry), headers={"Content-Type": content_type})


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # a log that is not there holds nothing; whether the file is there, /readyz tells
        return 0
