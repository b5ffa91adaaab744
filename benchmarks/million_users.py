"""The other tasks with 1,000,000 users and 2,000,000 history entries, against the same with 1,000 users.

`python -m benchmarks.million_users [--quick] [--pairs N]`. Both databases are made once and used on, and each run is
checked by what it adds. Reads are measured of a process that has run for a while: all statuses have been read once
before the clock starts, or a server has answered such requests for some seconds. Then the server's memory with a
million users.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import serving, trials, workloads
from benchmarks.comparison import Comparison, Finding, Limit, Settings, alternate, main
from benchmarks.onduty_side import TASKS, THREADS
from benchmarks.rivals.sqlite_side import UPDATES_A_TRANSACTION

SMALL = 1_000  # users
READS = 20_000
ENTRIES_EACH = 2
C_PROGRAM = "the C program of `update_many`, to compare with"


@dataclass(frozen=True)
class Size:
    """One of the two databases."""

    database: Path
    users: int
    settings: Settings
    seeds: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    served: serving.Measured = field(default_factory=serving.Measured)

    def put(self) -> float:
        """The first task: the large database, which is not copied, has users left whom no other task has changed."""
        trial = serving.Trial(self.database, self.users, self.settings.pick(1, 5))
        if self.users <= SMALL:
            return trial.put(serving.onduty_server, self.served)
        first = len(self.served.loads) * (self.users // self.settings.pairs)
        return trial.put_in_place(serving.onduty_server, self.served, self.database, first)

    def get(self) -> float:
        trial = serving.Trial(self.database, self.users, self.settings.pick(1, 5))
        return trial.get(serving.onduty_server, self.served, warm_up_seconds=self.settings.pick(1, 8))

    def one_thread(self) -> float:
        return self._flips(trials.onduty("one_thread"), self.settings.pick(50, SMALL), 1, share_max=1)

    def threads(self) -> float:
        per_thread = self.settings.pick(5, 60)
        return self._flips(trials.onduty("threads"), THREADS * per_thread, 10, share_max=THREADS)

    def tasks(self) -> float:
        return self._flips(trials.onduty("tasks"), TASKS, self.settings.pick(1, 20), share_max=TASKS)

    def many(self) -> float:
        return self._mixture(trials.onduty("many"))

    def many_in_c(self) -> float:
        return self._mixture(trials.c_program(UPDATES_A_TRANSACTION))

    def status(self) -> float:
        return self._reads("status")

    def statuses(self) -> float:
        return self._reads("statuses")

    # Each user's updates go to the same thread or task in each round, so that they keep their order.
    def _flips(self, command: trials.Command, count: int, rounds: int, share_max: int) -> float:
        chosen = workloads.choose(self.users, count, next(self.seeds))
        return trials.flips(self.database, chosen, rounds).update_in_place(command, share_max)

    def _mixture(self, command: trials.Command) -> float:
        count = self.settings.pick(2_000, 100_000)
        return trials.mixture(self.database, self.users, count, next(self.seeds)).update_in_place(command, count)

    def _reads(self, kind: str) -> float:
        chosen = workloads.choose(self.users, min(self.users, READS), next(self.seeds))
        trial = trials.flips(self.database, chosen, self.settings.pick(1, READS // len(chosen)))
        return trial.read(trials.onduty(kind, str(self.users)))


def tasks() -> dict[str, tuple[Callable[[Size], float], str]]:
    """What is measured at both sizes, the PUT first."""
    return {
        "PUT over HTTP": (Size.put, "requests/s"),
        "GET over HTTP": (Size.get, "requests/s"),
        "`update_status`, one thread": (Size.one_thread, "updates/s"),
        f"`update_status`, {THREADS} threads": (Size.threads, "updates/s"),
        f"`update_status`, {TASKS:,} tasks": (Size.tasks, "updates/s"),
        "`status`": (Size.status, "reads/s"),
        "`statuses`": (Size.statuses, "reads/s"),
        "`update_many`": (Size.many, "updates/s"),
        C_PROGRAM: (Size.many_in_c, "updates/s"),
    }


def measure(settings: Settings) -> list[Finding]:
    large = settings.pick(4_000, 1_000_000)
    with (
        trials.database(large, large * ENTRIES_EACH) as large_path,
        trials.database(SMALL, SMALL * ENTRIES_EACH) as small_path,
    ):
        return _measure(Size(large_path, large, settings), Size(small_path, SMALL, settings), settings)


def _measure(large: Size, small: Size, settings: Settings) -> list[Finding]:
    findings: list[Finding] = []
    for name, (run, unit) in tasks().items():
        pairs = alternate(lambda run=run: run(large), lambda run=run: run(small), settings.pairs)  # type: ignore[misc]
        task = f"{name}, with {large.users:,} users and {ENTRIES_EACH * large.users:,} history entries"
        bound = None if name == C_PROGRAM else 0.75
        findings.append(Comparison(task, f"the same with {SMALL:,} users", bound, unit, pairs))
    memory = large.served.memory_mb
    return [*findings, Limit(f"memory of the server at {large.users:,} users", 300, "MB", memory)]


if __name__ == "__main__":
    main(measure, __doc__)
