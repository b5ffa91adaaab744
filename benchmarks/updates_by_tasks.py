"""Durable updates by 1,000 tasks of an event loop, against one thread.

`python -m benchmarks.updates_by_tasks [--quick] [--pairs N]`
"""

from benchmarks import trials, workloads
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main
from benchmarks.onduty_side import TASKS


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(2_000, 20_000)
    with trials.database(users) as database:
        together = trials.flips(database, workloads.choose(users, users, seed=1))
        alone = trials.flips(database, workloads.choose(users, settings.pick(50, 2_000), seed=1))
        pairs = alternate(
            lambda: together.update(trials.onduty("tasks"), share_max=TASKS),
            lambda: alone.update(trials.onduty("one_thread"), share_max=1),
            settings.pairs,
        )
    return [Comparison(f"durable updates by {TASKS:,} asyncio tasks", "one thread", 8, "updates/s", pairs)]


if __name__ == "__main__":
    main(measure, __doc__)
