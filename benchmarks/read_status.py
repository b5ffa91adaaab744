"""`account.status(uuid)` of users at random, against a select of Python's sqlite3 and a dict.

`python -m benchmarks.read_status [--quick] [--pairs N]`
"""

from benchmarks import trials, workloads
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(200, 100_000)
    with trials.database(users, entries=users) as database:
        trial = trials.flips(database, workloads.choose(users, users, seed=1))
        pairs = alternate(
            lambda: trial.read(trials.onduty("status")),
            lambda: trial.read(trials.sqlite("status")),
            settings.pairs,
        )
    task = f"`account.status(uuid)`, random over {users:,} users"
    return [Comparison(task, "Python's sqlite3: a select and a dict", 4, "reads/s", pairs)]


if __name__ == "__main__":
    main(measure, __doc__)
