"""One durable `update_status` after another, one thread, against a C program that commits row by row.

`python -m benchmarks.single_updates [--quick] [--pairs N]`
"""

from benchmarks import trials, workloads
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main


def measure(settings: Settings) -> list[Finding]:
    users, count = settings.pick(100, 10_000), settings.pick(50, 2_000)
    with trials.database(users) as database:
        trial = trials.flips(database, workloads.choose(users, count, seed=1))
        pairs = alternate(
            lambda: trial.update(trials.onduty("one_thread"), share_max=1),
            lambda: trial.update(trials.c_program(updates_a_transaction=1), share_max=1),
            settings.pairs,
        )
    task = "`update_status`, one durable update after another"
    return [Comparison(task, "a C program on SQLite, an update a transaction", 0.85, "updates/s", pairs)]


if __name__ == "__main__":
    main(measure, __doc__)
