"""A plan for 100,000 users: how long it takes, and applying it against `update_many` of the same updates.

`python -m benchmarks.plans [--quick] [--pairs N]`.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import onduty
from benchmarks import databases
from benchmarks.comparison import Comparison, Finding, Limit, Settings, alternate, main

LIMIT_SECONDS = 2


def measure(settings: Settings) -> list[Finding]:
    users = settings.pick(200, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "onduty.db"
        databases.make(path, users)
        with onduty.open(path, create=False) as db:
            trial = _Trial(db.account(), users)
            pairs = alternate(trial.apply, trial.update_many, settings.pairs)
    planned = Limit(f"`plan` for {users:,} users", LIMIT_SECONDS, "s", trial.planned_seconds)
    return [planned, Comparison(f"`Plan.apply` to {users:,} users", "`update_many`", 1, "updates/s", pairs)]


class _Trial:
    def __init__(self, account: onduty.Account, users: int) -> None:
        self._account = account
        self._users = [databases.uuid_of(number) for number in range(1, users + 1)]
        self._available = False
        self.planned_seconds: list[float] = []
        self._set_all()

    def apply(self) -> float:
        """Users a second."""
        change = {"available": not self._available}
        plans: list[onduty.Plan] = []
        self.planned_seconds.append(
            _seconds(lambda: plans.append(self._account.plan(where={"available": self._available}, set=change)))
        )
        done: list[onduty.ChangeSet] = []
        seconds = _seconds(lambda: done.append(plans[0].apply()))
        self._available = not self._available
        assert done[0].applied == len(self._users)
        return len(self._users) / seconds

    def update_many(self) -> float:
        """Users a second."""
        self._available = not self._available
        return len(self._users) / _seconds(self._set_all)

    def _set_all(self) -> None:
        updates = [{"uuid": user, "available": self._available} for user in self._users]
        assert self._account.update_many(updates).refused == 0


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(measure, __doc__)
