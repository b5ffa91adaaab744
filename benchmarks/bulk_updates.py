"""`account.update_many` of 100,000 updates, against a C program and against Python's sqlite3.

`python -m benchmarks.bulk_updates [--quick] [--pairs N]`. The updates are a mixture: most change the availability, some
the custom status, some change nothing, and some are refused.
"""

from benchmarks import trials
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main
from benchmarks.rivals.sqlite_side import UPDATES_A_TRANSACTION


def measure(settings: Settings) -> list[Finding]:
    users, count = settings.pick(100, 100_000), settings.pick(2_000, 100_000)
    rivals = [
        ("a C program on SQLite, transactions of 1,000", 0.75, trials.c_program(UPDATES_A_TRANSACTION)),
        ("the same logic on Python's sqlite3, transactions of 1,000", 4, trials.sqlite("many")),
    ]
    with trials.database(users) as database:
        trial = trials.mixture(database, users, count)
        return [_compare(trial, rival, bound, command, settings) for rival, bound, command in rivals]


def _compare(trial: trials.Trial, rival: str, bound: float, command: trials.Command, settings: Settings) -> Comparison:
    pairs = alternate(
        lambda: trial.update(trials.onduty("many"), share_max=len(trial.updates)),
        lambda: trial.update(command, share_max=UPDATES_A_TRANSACTION),
        settings.pairs,
    )
    return Comparison(f"`update_many` of {len(trial.updates):,} updates", rival, bound, "updates/s", pairs)


if __name__ == "__main__":
    main(measure, __doc__)
