"""`account.time_in_status`: a month by user, availability and day, against DuckDB on a table of its own.

`python -m benchmarks.time_in_status [--quick] [--pairs N] [--entries N]`

Each user has 100 entries, spread over a year; DuckDB has the same in a file of its own, in the order of time, and all
the processors, where onduty reads on one. Both give their rows ordered, in columns in memory; DuckDB's name users by
number. The rows are compared before anything is timed.
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import onduty
from benchmarks import trials
from benchmarks.comparison import Comparison, Finding, Settings, SkippedError, alternate, main

ENTRIES_A_USER = 100
YEAR_BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
MONTH_BEGIN = datetime(2025, 7, 1, tzinfo=UTC)
MONTH_END = datetime(2025, 8, 1, tzinfo=UTC)
_STEP_MS = 365 * 86_400_000 // ENTRIES_A_USER
_MS = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _ms(at: datetime) -> int:
    return (at - _EPOCH) // _MS


# Of user u and version v, in SQL that both take: somewhere within the v-th of a hundred parts of the year.
_AT = f"{_ms(YEAR_BEGIN)} + (v - 1) * {_STEP_MS} + (u * 2654435761 + v * 40503) % {_STEP_MS}"
_AVAILABLE = "(u + v) % 2"

_DUCKDB_REPORT = """
WITH before AS (SELECT u, arg_max(available, since) AS available FROM history WHERE since <= $begin GROUP BY u),
changes AS (
  SELECT u, $begin AS since, coalesce(before.available, false) AS available FROM people LEFT JOIN before USING (u)
  UNION ALL SELECT u, since, available FROM history WHERE since > $begin AND since < $end
),
spans AS (
  SELECT u, available, since AS span_begin, lead(since, 1, $end) OVER (PARTITION BY u ORDER BY since) AS span_end
  FROM changes
),
parts AS (
  SELECT u, available, span_begin, span_end, unnest(range(span_begin // $day, (span_end - 1) // $day + 1)) AS day
  FROM spans WHERE span_begin < span_end
)
SELECT day * $day AS bucket, u, available,
  sum(least(span_end, (day + 1) * $day) - greatest(span_begin, day * $day))::BIGINT AS duration_ms
FROM parts GROUP BY ALL ORDER BY ALL
"""


def measure(settings: Settings, entries: int | None = None) -> list[Finding]:
    try:
        import duckdb
        import numpy  # noqa: F401 - what rows are compared with
    except ImportError as missing:
        raise SkippedError(f"{missing.name} is not installed") from missing
    users = (entries or settings.pick(20_000, 10_000_000)) // ENTRIES_A_USER
    with trials.database(users) as path, closing(duckdb.connect(path.with_suffix(".duckdb"))) as rival:
        _fill(path, users)
        _fill_duckdb(rival, users)
        with onduty.open(str(path)) as db:
            account = db.account()
            _compare(_of_onduty(_read(account)), _of_duckdb(_ask(rival)))
            pairs = alternate(
                lambda: users * ENTRIES_A_USER / _seconds(lambda: _read(account)),
                lambda: users * ENTRIES_A_USER / _seconds(lambda: _ask(rival)),
                settings.pairs,
            )
    task = f"`account.time_in_status`: a month by user and day of {users * ENTRIES_A_USER:,} entries of {users:,} users"
    return [Comparison(task, "DuckDB, from its own table", 1, "entries/s", pairs, f"DuckDB {duckdb.__version__}")]


def _fill(path: Path, users: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        (index,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'status_history_by_user'").fetchone()
        connection.execute("BEGIN")
        connection.execute("DROP INDEX status_history_by_user")
        connection.execute(
            f"WITH RECURSIVE users(u) AS (VALUES (1) UNION ALL SELECT u + 1 FROM users WHERE u < {users}),"
            f" versions(v) AS (VALUES (1) UNION ALL SELECT v + 1 FROM versions WHERE v < {ENTRIES_A_USER})"
            " INSERT INTO status_history(user_id, at, version, available_before, available_after, way)"
            f" SELECT u, {_AT}, v, 1 - {_AVAILABLE}, {_AVAILABLE}, 1 FROM versions CROSS JOIN users"
        )
        connection.execute(index)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_duckdb(connection: Any, users: int) -> None:
    connection.execute(f"CREATE TABLE people AS SELECT range AS u FROM range(1, {users + 1})")
    connection.execute(
        f"CREATE TABLE history AS SELECT u, {_AT} AS since, ({_AVAILABLE})::BOOLEAN AS available"
        f" FROM (SELECT range AS v FROM range(1, {ENTRIES_A_USER + 1})), people ORDER BY v, u"
    )
    connection.execute("CHECKPOINT")


def _read(account: onduty.Account) -> onduty.TimeInStatus:
    return account.time_in_status(MONTH_BEGIN, MONTH_END, by=("user", "available"), bucket="day")


def _ask(connection: Any) -> Any:
    parameters = {"begin": _ms(MONTH_BEGIN), "end": _ms(MONTH_END), "day": 86_400_000}
    return connection.execute(_DUCKDB_REPORT, parameters).fetchnumpy()


def _seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def _of_onduty(report: onduty.TimeInStatus) -> Any:
    """(bucket, user's number, available, milliseconds), a row each, in order."""
    import numpy

    columns = report._columns
    places = {name: index for index, name in enumerate(report.columns)}
    number_of = numpy.array([int(uuid[8:], 16) for uuid in columns.texts(places["user_uuid"])])
    users = number_of[numpy.asarray(columns.memory(places["user_uuid"]))]
    rest = [numpy.asarray(columns.memory(places[name])) for name in ("bucket", "available", "duration_ms")]
    return _ordered(rest[0], users, rest[1], rest[2])


def _of_duckdb(found: Any) -> Any:
    return _ordered(*(found[name] for name in ("bucket", "u", "available", "duration_ms")))


def _ordered(*columns: Any) -> Any:
    import numpy

    rows = numpy.column_stack([column.astype("int64") for column in columns])
    return rows[numpy.lexsort(rows.T[::-1])]


def _compare(ours: Any, theirs: Any) -> None:
    if ours.shape != theirs.shape or (ours != theirs).any():
        raise AssertionError(f"onduty gives {ours.shape[0]} rows, DuckDB {theirs.shape[0]}, and they differ")


if __name__ == "__main__":
    if "--entries" in sys.argv:
        place = sys.argv.index("--entries")
        size = int(sys.argv[place + 1])
        del sys.argv[place : place + 2]
        main(lambda settings: measure(settings, size), __doc__)
    else:
        main(measure, __doc__)
