"""The numbers of one server's workers, of which there may be one only, as `/metrics` shows them."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from onduty.web.tallies import Tallies
from onduty.web.worker_slots import WorkerNumbers


class Totals(Collector):
    """What the workers counted, added up."""

    def __init__(self) -> None:
        self.workers: dict[int, WorkerNumbers] = {}  # by their numbers

    def collect(self) -> Iterator[Metric]:
        """All of it, as the registry wants it."""
        tallies = Tallies()
        for each in self.workers.values():
            tallies.add(each.tallies)
        yield from tallies.collect()
        running = [each for each in self.workers.values() if each.is_running()]
        yield GaugeMetricFamily(
            "onduty_http_requests_in_flight",
            "Requests that are being answered.",
            value=sum(each.requests_in_flight for each in running),
        )
        yield GaugeMetricFamily(
            "onduty_writer_queue_length",
            "Writes that wait for the writer.",
            value=sum(each.queue_length for each in running),
        )


class WorkerProcesses(Collector):
    """Memory, processor time and open files of each worker, told apart by the label `worker`."""

    def __init__(self, totals: Totals) -> None:
        self._totals = totals

    def collect(self) -> Iterator[Metric]:
        """All of it, as the registry wants it."""
        families: dict[str, Metric] = {}
        for number, worker in self._totals.workers.items():
            for family in _process_numbers(worker.process_id):
                known = families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
                for sample in family.samples:
                    known.add_sample(sample.name, {"worker": str(number)}, sample.value)
        yield from families.values()


def _process_numbers(process_id: int) -> list[Metric]:
    """Nothing of a process that has ended."""
    return list(ProcessCollector(pid=lambda: process_id, registry=None).collect())
