"""Single updates beside an `update_many` of 100,000: how long the slowest of a hundred takes.

That is the slowest of all in a bulk that is shorter. The results of the bulk are not looked at before it is over: who
makes a list of them in one call keeps every other thread of Python's waiting for as long as that takes.

`python -m benchmarks.bulk_beside_singles [--quick] [--pairs N]`
"""

import shutil
import tempfile
from pathlib import Path

from benchmarks import databases, sides, trials
from benchmarks.comparison import Finding, Limit, Settings, main


def measure(settings: Settings) -> list[Finding]:
    users, count = settings.pick(100, 100_000), settings.pick(2_000, 100_000)
    with trials.database(users) as database:
        trial = trials.mixture(database, users - 1, count)  # leaves the last user to the single updates
        outcomes = [_run(trial, databases.uuid_of(users)) for _ in range(settings.pairs)]
    note = f"{outcomes[-1].printed['singles']} single updates beside the last bulk, whose results were made after it"
    times = [outcome.printed["p99_ms"] for outcome in outcomes]
    return [Limit(f"99th percentile of single updates beside an `update_many` of {count:,}", 100, "ms", times, note)]


def _run(trial: trials.Trial, alone: str) -> sides.Outcome:
    with tempfile.TemporaryDirectory(dir=trial.database.parent) as directory:
        path = Path(shutil.copy(trial.database, directory))
        versions = databases.sum_versions(path)
        outcome = sides.run([*trials.onduty("many_and_singles")(path, trial.workload), alone])
        changes = databases.sum_versions(path) - versions
        entries = databases.count_entries(path) - trial.entries
    changed = outcome.printed["outcomes"]["changed"] + outcome.printed["singles"]
    if not changes == entries == changed:
        raise AssertionError(f"{changed} changes were acknowledged, {changes} are there, with {entries} entries")
    return outcome


if __name__ == "__main__":
    main(measure, __doc__)
