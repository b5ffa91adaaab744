"""One durable `update_status` after another, one thread, against a C program that commits row by row.

`python -m benchmarks.single_updates [--quick] [--pairs N]`
"""

from benchmarks import trials, workloads
from benchmarks.comparison import Comparison, Finding, Settings, alternate, main


def measure(settings: Settings) -> list[Finding]:
    users, count = settings.pick(100, 10_000), settings.pick(50, 2_000)
    with trials.database(users) as database:
        trial = trials.flips(database, workloads.choose(users, count, seed=1))
        plain = _compare(trial, "a C program on SQLite, an update a transaction", 0.85, [], settings)
        same = _compare(trial, "the C program with onduty's cache and log", None, [trials.SAME_SETTINGS], settings)
    return [plain, same]


def _compare(
    trial: trials.Trial, rival: str, bound: float | None, rivals_settings: list[str], settings: Settings
) -> Comparison:
    pairs = alternate(
        lambda: trial.update(trials.onduty("one_thread"), share_max=1),
        lambda: trial.update(trials.c_program(1, *rivals_settings), share_max=1),
        settings.pairs,
    )
    return Comparison("`update_status`, one durable update after another", rival, bound, "updates/s", pairs)


if __name__ == "__main__":
    main(measure, __doc__)
