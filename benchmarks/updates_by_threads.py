"""Durable `update_status` by 16 threads, against one thread.

`python -m benchmarks.updates_by_threads [--quick] [--pairs N]`
"""

from benchmarks import trials, workloads
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main
from benchmarks.onduty_side import THREADS


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(200, 10_000)
    with trials.database(users) as database:
        together = trials.flips(database, workloads.choose(users, users, seed=1))
        alone = trials.flips(database, workloads.choose(users, settings.pick(50, 2_000), seed=1))
        pairs = alternate(
            lambda: together.update(trials.onduty("threads"), share_max=THREADS),
            lambda: alone.update(trials.onduty("one_thread"), share_max=1),
            settings.pairs,
        )
    return [Comparison(f"durable `update_status` by {THREADS} threads", "one thread of it", 4, "updates/s", pairs)]


if __name__ == "__main__":
    main(measure, __doc__)
