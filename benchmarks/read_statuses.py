"""`account.statuses(1,000 uuids)` of users at random, against Python's sqlite3 with `IN (…)` and a dict each.

`python -m benchmarks.read_statuses [--quick] [--pairs N]`
"""

from benchmarks import trials, workloads
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main
from benchmarks.onduty_side import USERS_A_CALL


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(2_000, 100_000)
    with trials.database(users, entries=users) as database:
        trial = trials.flips(database, workloads.choose(users, users, seed=1))
        pairs = alternate(
            lambda: trial.read(trials.onduty("statuses")),
            lambda: trial.read(trials.sqlite("statuses")),
            settings.pairs,
        )
    task = f"`account.statuses` of {USERS_A_CALL:,} uuids, random over {users:,} users"
    return [Comparison(task, "Python's sqlite3: `IN (…)` and a dict each", 8, "reads/s", pairs)]


if __name__ == "__main__":
    main(measure, __doc__)
