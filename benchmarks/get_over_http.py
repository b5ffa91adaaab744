"""GET of a status over HTTP at 64 connections, against a handler of the same stack that answers a constant.

`python -m benchmarks.get_over_http [--quick] [--pairs N]`
"""

from benchmarks import load, serving, trials
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(100, 10_000)
    with trials.database(users, entries=users) as database:
        trial = serving.Trial(database, users, settings.pick(1, 5))
        _, size = serving.sizes_of_answers(database)
        seen = serving.Measured()
        pairs = alternate(
            lambda: trial.get(serving.onduty_server, seen), lambda: trial.constant(size, "get.lua"), settings.pairs
        )
    task = f"GET of a status over HTTP, {load.CONNECTIONS} connections, random over {users:,} users"
    rival = "a handler of the same stack that answers a constant of the same size"
    return [Comparison(task, rival, 0.75, "requests/s", pairs, seen.note())]


if __name__ == "__main__":
    main(measure, __doc__)
