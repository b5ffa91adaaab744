"""Counting requests at the price of a few additions; the numbers are made into Prometheus's when they are asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from operator import add
from typing import Any

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

_DURATIONS_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_BOUNDS = (*map(str, _DURATIONS_SECONDS), "+Inf")

_Family = CounterMetricFamily | HistogramMetricFamily


class _Durations:
    """How many requests took how long."""

    __slots__ = ("counts", "total_seconds")

    def __init__(self) -> None:
        self.counts = [0] * len(_BOUNDS)
        self.total_seconds = 0.0


class Tallies(Collector):
    """Requests by route, method and status, their durations, and what came of updates. Used on one thread."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._durations: defaultdict[tuple[str, str], _Durations] = defaultdict(_Durations)
        self._updates: Counter[tuple[str, str]] = Counter()

    def count_request(self, route: str, method: str, status: int, duration_seconds: float) -> None:
        """Counts one request that was answered; status 0 where the client went away first."""
        self._requests[route, method, str(status)] += 1
        durations = self._durations[route, method]
        durations.counts[bisect_left(_DURATIONS_SECONDS, duration_seconds)] += 1
        durations.total_seconds += duration_seconds

    def count_update(self, outcome: str, code: str) -> None:
        """Counts one request that was to write; `code` tells why it was refused, if it was."""
        self._updates[outcome, code] += 1

    def state(self) -> dict[str, Any]:
        """All of it as JSON knows it, for `add`."""
        return {
            "requests": [[*labels, count] for labels, count in self._requests.items()],
            "durations": [[*labels, each.counts, each.total_seconds] for labels, each in self._durations.items()],
            "updates": [[*labels, count] for labels, count in self._updates.items()],
        }

    def add(self, state: dict[str, Any]) -> None:
        """Counts what other tallies counted until they gave this `state`."""
        for route, method, status, count in state["requests"]:
            self._requests[route, method, status] += count
        for route, method, counts, total_seconds in state["durations"]:
            durations = self._durations[route, method]
            durations.counts = list(map(add, durations.counts, counts))
            durations.total_seconds += total_seconds
        for outcome, code, count in state["updates"]:
            self._updates[outcome, code] += count

    def collect(self) -> Iterator[_Family]:
        """All of it, as the registry wants it."""
        yield self._collect_requests()
        yield self._collect_durations()
        yield self._collect_updates()

    def _collect_requests(self) -> CounterMetricFamily:
        family = CounterMetricFamily(
            "onduty_http_requests",
            "Requests that were answered; status is 0 where the client went away first.",
            labels=["route", "method", "status"],
        )
        for labels, count in self._requests.items():
            family.add_metric(labels, count)
        return family

    def _collect_durations(self) -> HistogramMetricFamily:
        family = HistogramMetricFamily(
            "onduty_http_request_duration_seconds",
            "From a request's head to the end of its answer.",
            labels=["route", "method"],
        )
        for labels, durations in self._durations.items():
            buckets = list(zip(_BOUNDS, accumulate(durations.counts), strict=True))
            family.add_metric(labels, buckets, durations.total_seconds)
        return family

    def _collect_updates(self) -> CounterMetricFamily:
        family = CounterMetricFamily(
            "onduty_updates",
            "Requests that write, by what came of them; code tells why where they were refused.",
            labels=["outcome", "code"],
        )
        for labels, count in self._updates.items():
            family.add_metric(labels, count)
        return family
