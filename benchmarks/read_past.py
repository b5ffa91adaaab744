"""Everybody's status at an instant against the present ones, and a page of a long history against one of a short one.

`python -m benchmarks.read_past [--quick] [--pairs N]`
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import onduty
from benchmarks import databases, trials
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main

ENTRIES_EACH = 100
PAGE = 10  # entries: all that the short history has
PAGES = 3_000  # read in one measurement
_CREATED_AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)  # of everybody
_MOMENT = timedelta(milliseconds=1)  # between two entries of a user


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(500, 100_000)
    long = settings.pick(2_000, 1_000_000)
    with trials.database(users, users * ENTRIES_EACH) as path, onduty.open(path, create=False) as db:
        findings = [_as_of(db.account("acme"), users, settings)]
    with trials.database(1, long) as long_path, trials.database(1, PAGE) as short_path:
        findings += _pages(long_path, short_path, long, settings)
    return findings


def _as_of(account: onduty.Account, users: int, settings: Settings) -> Finding:
    then = _CREATED_AT + 51 * _MOMENT  # after an odd number of changes everybody is available

    def past() -> float:
        begun = time.perf_counter()
        found = account.as_of(then)
        rate = users / (time.perf_counter() - begun)
        if len(found) != users or not all(each.available and each.since == then for each in found):
            raise AssertionError("not everybody is shown as they stood")
        return rate

    def present() -> float:
        begun = time.perf_counter()
        found = account.users()
        rate = users / (time.perf_counter() - begun)
        if len(found) != users or any(each.status.available for each in found):
            raise AssertionError("not everybody is shown as they are")
        return rate

    pairs = alternate(past, present, settings.pairs)
    task = f"`account.as_of` of {users:,} users with {users * ENTRIES_EACH:,} history entries"
    return Comparison(task, "`account.users`, which reads the present", 0.02, "users/s", pairs)


def _pages(long_path: Path, short_path: Path, entries: int, settings: Settings) -> list[Finding]:
    with onduty.open(long_path, create=False) as long_db, onduty.open(short_path, create=False) as short_db:
        long, short = long_db.account("acme"), short_db.account("acme")
        user = databases.uuid_of(1)
        middle = _CREATED_AT + entries // 2 * _MOMENT
        after = long.history(user, since=middle, limit=1)[0].seq

        def rate(read: Callable[[], list[onduty.HistoryEntry]], first_version: int) -> float:
            begun = time.perf_counter()
            for _ in range(PAGES):
                page = read()
            seconds = time.perf_counter() - begun
            if [entry.version for entry in page] != list(range(first_version, first_version + PAGE)):
                raise AssertionError(f"the page begins with version {page[0].version}, not {first_version}")
            return PAGES / seconds

        def brief() -> float:
            return rate(lambda: short.history(user, limit=PAGE), 1)

        reads: list[tuple[str, Callable[[], float]]] = [
            ("the first page", lambda: rate(lambda: long.history(user, limit=PAGE), 1)),
            (
                "a page since an instant",
                lambda: rate(lambda: long.history(user, since=middle, limit=PAGE), entries // 2),
            ),
            ("a page after a seq", lambda: rate(lambda: long.history(user, after=after, limit=PAGE), entries // 2 + 1)),
        ]
        return [
            Comparison(
                f"{name} of a user's history of {entries:,} entries",
                f"a history of {PAGE} entries",
                0.67,
                "pages/s",
                alternate(read, brief, settings.pairs),
            )
            for name, read in reads
        ]


if __name__ == "__main__":
    main(measure, __doc__)
