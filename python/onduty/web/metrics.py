"""The numbers of `/metrics`, for Prometheus. They need no key and show nothing of an account (E2)."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace

from prometheus_client import CollectorRegistry, Gauge, Info, ProcessCollector
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response

import onduty
from onduty import aio
from onduty.web.exchange import Exchange
from onduty.web.status_routes import STATUS_ROUTE
from onduty.web.tallies import Tallies
from onduty.web.totals import Totals, WorkerProcesses
from onduty.web.worker_slots import WorkerNumbers, WorkerSlots

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NO_ROUTE = "none"
_PUBLISHED_EVERY_SECONDS = 1.0


class Metrics:
    """The numbers of one application, in a registry of its own. Used on the event loop's thread.

    One of several workers has `slots`, begins with what the one before it counted, and shows what all of them did.
    """

    def __init__(self, database: aio.Database, slots: WorkerSlots | None = None) -> None:
        self.requests_in_flight = 0
        self._database = database
        self._slots = slots
        self._tallies = Tallies()
        if slots is not None and (before := slots.own()) is not None:
            self._tallies.add(before.tallies)
        self._registry = CollectorRegistry()
        self._totals = Totals()
        self._registry.register(self._totals)
        self._register_database(database)
        self._register_process()

    def _register_database(self, database: aio.Database) -> None:
        size = Gauge(
            "onduty_database_size_bytes",
            "Sizes of the database's file and of its log, which is brought into the file now and then.",
            ["file"],
            registry=self._registry,
        )
        size.labels("database").set_function(lambda: _size_of(database.path))
        size.labels("log").set_function(lambda: _size_of(f"{database.path}-wal"))

    def _register_process(self) -> None:
        Info("onduty_build", "What this server was made of.", registry=self._registry).info(onduty.build_info())
        if self._slots is None:
            ProcessCollector(registry=self._registry)
        else:
            self._registry.register(WorkerProcesses(self._totals))

    def begin_publishing(self) -> None:
        """From now on, the other workers know what this one counted until a second ago."""
        if self._slots is not None:
            self.publish()
            asyncio.get_running_loop().call_later(_PUBLISHED_EVERY_SECONDS, self.begin_publishing)

    def publish(self) -> None:
        """Tells the other workers, if there are any, what this one counted."""
        if self._slots is not None:
            self._slots.publish(self._own_numbers())

    def _own_numbers(self) -> WorkerNumbers:
        return WorkerNumbers(os.getpid(), self.requests_in_flight, self._database.queue_length, self._tallies.state())

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
        self._totals.workers = self._numbers_of_all()
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(self._registry), headers={"Content-Type": content_type})

    def _numbers_of_all(self) -> dict[int, WorkerNumbers]:
        own = self._own_numbers()
        if self._slots is None:
            return {1: own}
        # First, so that no other worker shows less later than this one does now: a counter must not go back. To the
        # others this very request is over.
        self._slots.publish(replace(own, requests_in_flight=own.requests_in_flight - 1))
        return self._slots.all() | {self._slots.own_number: own}


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # a log that is not there holds nothing; whether the file is there, /readyz tells
        return 0
