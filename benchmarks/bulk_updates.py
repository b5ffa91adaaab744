"""`account.update_many` of 100,000 updates, against a C program and against Python's sqlite3.

`python -m benchmarks.bulk_updates [--quick] [--pairs N]`. The updates are a mixture: most change the availability, some
the custom status, some change nothing, and some are refused.

Then what reports cost the writer: against the same on a database whose index of the history has only what the pages of
a user's history need.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import trials
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main
from benchmarks.rivals.sqlite_side import UPDATES_A_TRANSACTION

PAGES_INDEX = "user_id, at, version"
REPORTS_INDEX = PAGES_INDEX + ", available_after, custom_revision_after"


def measure(settings: Settings) -> list[Finding]:
    users, count = settings.pick(100, 100_000), settings.pick(2_000, 100_000)
    tuned = trials.c_program(UPDATES_A_TRANSACTION, trials.SAME_SETTINGS)
    rivals: list[tuple[str, float | None, trials.Command]] = [
        ("a C program on SQLite, transactions of 1,000", 0.75, trials.c_program(UPDATES_A_TRANSACTION)),
        ("the C program with onduty's cache and log", None, tuned),
        ("the same logic on Python's sqlite3, transactions of 1,000", 4, trials.sqlite("many")),
    ]
    with trials.database(users) as database:
        trial = trials.mixture(database, users, count)
        findings: list[Finding] = [
            _compare(trial, rival, bound, partial(trial.update, command, UPDATES_A_TRANSACTION), settings)
            for rival, bound, command in rivals
        ]
    entries = users * settings.pick(2, 20)
    with trials.database(users, entries) as database:
        trial = trials.mixture(_with_index_of_history(database, REPORTS_INDEX), users, count)
        return [*findings, _price_of_reports(trial, settings)]


def _price_of_reports(trial: trials.Trial, settings: Settings) -> Comparison:
    plain = replace(trial, database=_with_index_of_history(trial.database, PAGES_INDEX))
    rival = "the same where the history's index has no columns for reports"
    return _compare(trial, rival, 0.9, lambda: _update_many(plain), settings)


def _with_index_of_history(database: Path, columns: str) -> Path:
    """A copy with that index, made anew, so that both are as full."""
    copy = Path(shutil.copy(database, database.with_name(f"{columns.count(',')}.db")))
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("DROP INDEX status_history_by_user")
        connection.execute(f"CREATE INDEX status_history_by_user ON status_history({columns})")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return copy


def _update_many(trial: trials.Trial) -> float:
    return trial.update(trials.onduty("many"), share_max=len(trial.updates))


def _compare(
    trial: trials.Trial, rival: str, bound: float | None, run: Callable[[], float], settings: Settings
) -> Comparison:
    """`run` gives the rival's rate."""
    pairs = alternate(lambda: _update_many(trial), run, settings.pairs)
    task = f"`update_many` of {len(trial.updates):,} updates"
    if trial.entries:
        task += f" beside {trial.entries:,} history entries"
    return Comparison(task, rival, bound, "updates/s", pairs)


if __name__ == "__main__":
    main(measure, __doc__)
