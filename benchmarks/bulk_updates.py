"""`account.update_many` of 100,000 updates, against a C program and against Python's sqlite3.

`python -m benchmarks.bulk_updates [--quick] [--pairs N]`. The updates are a mixture: most change the availability, some
the custom status, some change nothing, and some are refused.

Then what reports cost the writer: against the same on a database whose index of the history has only what the pages of
a user's history need.
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

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
        findings: list[Finding] = [_compare(trial, rival, bound, command, settings) for rival, bound, command in rivals]
        return [*findings, _price_of_reports(trial, settings)]


def _price_of_reports(trial: trials.Trial, settings: Settings) -> Comparison:
    plain = replace(trial, database=_without_columns_for_reports(trial.database))
    onduty = trials.onduty("many")
    pairs = alternate(
        lambda: trial.update(onduty, share_max=len(trial.updates)),
        lambda: plain.update(onduty, share_max=len(trial.updates)),
        settings.pairs,
    )
    rival = "the same where the history's index has no columns for reports"
    return Comparison(f"`update_many` of {len(trial.updates):,} updates", rival, 0.9, "updates/s", pairs)


def _without_columns_for_reports(database: Path) -> Path:
    copy = Path(shutil.copy(database, database.with_suffix(".plain")))
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("DROP INDEX status_history_by_user")
        connection.execute("CREATE INDEX status_history_by_user ON status_history(user_id, at, version)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return copy


def _compare(trial: trials.Trial, rival: str, bound: float, command: trials.Command, settings: Settings) -> Comparison:
    pairs = alternate(
        lambda: trial.update(trials.onduty("many"), share_max=len(trial.updates)),
        lambda: trial.update(command, share_max=UPDATES_A_TRANSACTION),
        settings.pairs,
    )
    return Comparison(f"`update_many` of {len(trial.updates):,} updates", rival, bound, "updates/s", pairs)


if __name__ == "__main__":
    main(measure, __doc__)
