"""Durable PUT over HTTP at 64 connections, against a handler of the same stack that answers a constant.

`python -m benchmarks.put_over_http [--quick] [--pairs N]`. Each run begins with a new copy of the database, and every
answered update has to be in it afterwards, with one history entry each.
"""

from benchmarks import load, serving, trials
from benchmarks.comparison import Comparison, Finding, Limit, Settings, alternate, main


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(100, 10_000)
    with trials.database(users) as database:
        trial = serving.Trial(database, users, settings.pick(1, 5))
        size, _ = serving.sizes_of_answers(database)
        seen = serving.Measured()
        pairs = alternate(
            lambda: trial.put(serving.onduty_server, seen), lambda: trial.constant(size, "put.lua"), settings.pairs
        )
    task = f"durable PUT over HTTP, {load.CONNECTIONS} connections, {users:,} users, each a change"
    rival = "a handler of the same stack that reads the body and answers a constant of the same size"
    times_median = [one.p99_ms / one.median_ms for one in seen.loads]
    return [
        Comparison(task, rival, 0.7, "requests/s", pairs, seen.note()),
        Limit("99th percentile of such a PUT", 20, "times its median", times_median),
    ]


if __name__ == "__main__":
    main(measure, __doc__)
