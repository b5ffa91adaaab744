"""A database, a workload, and sides that carry it out, each on a copy of its own, with their work checked."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import compiler, databases, sides, workloads
from benchmarks.databases import State
from benchmarks.workloads import Update

Command = Callable[[Path, Path], list[str | Path]]  # of a database and a workload


@dataclass(frozen=True)
class Trial:
    """What both sides are given, and the database as it was before."""

    database: Path
    workload: Path
    updates: Sequence[Update]
    before: dict[str, State]
    entries: int

    def update(self, command: Command, share_max: int) -> float:
        """The rate of a side that writes, on a copy of the database. `share_max`: how many updates may share a sync."""
        with tempfile.TemporaryDirectory(dir=self.database.parent) as directory:
            return self.update_in_place(command, share_max, Path(shutil.copy(self.database, directory)))

    def update_in_place(self, command: Command, share_max: int, path: Path | None = None) -> float:
        """The same, on this database or that one, whose states are then others."""
        path = path or self.database
        outcome = sides.run(command(path, self.workload), syncs_least=len(self.updates) // share_max)
        self._check_written(path, outcome)
        return len(self.updates) / outcome.seconds

    def _check_written(self, path: Path, outcome: sides.Outcome) -> None:
        states, outcomes = workloads.carry_out(self.updates, self.before)
        databases.check_log_mode(path)
        if {name: count for name, count in outcome.printed["outcomes"].items() if count} != dict(outcomes):
            raise AssertionError(f"outcomes are {outcome.printed['outcomes']}, not {dict(outcomes)}")
        found = databases.read_states(path, {update.user for update in self.updates})
        if found != states:
            wrong = [user for user in states if found.get(user) != states[user]]
            raise AssertionError(f"{len(wrong)} states are wrong, the first {found.get(wrong[0])}")
        if (new := databases.count_entries(path) - self.entries) != outcomes["changed"]:
            raise AssertionError(f"{outcomes['changed']} changes left {new} history entries")

    def read(self, command: Command) -> float:
        """The rate of a side that reads."""
        outcome = sides.run(command(self.database, self.workload))
        available = sum(self.before[update.user].available for update in self.updates)
        if outcome.printed["available"] != available:
            raise AssertionError(f"{outcome.printed['available']} were read as available, not {available}")
        for update, (user, *shown) in zip(self.updates, outcome.printed["sample"], strict=False):
            state = self.before[update.user]
            custom_status = shown[2][0] if shown[2] else None
            if user != update.user or State(shown[0], custom_status, shown[4]) != state:
                raise AssertionError(f"{user} was read as {shown}, not {state}")
        return len(self.updates) / outcome.seconds


@contextmanager
def database(users: int, entries: int = 0) -> Iterator[Path]:
    """A new database, on the disk that the project is on: a folder for temporary files may be in memory."""
    build = Path(__file__).parents[1] / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build, prefix="benchmarks-") as directory:
        path = Path(directory) / "onduty.db"
        databases.make(path, users, entries)
        yield path


def flips(database: Path, chosen: Sequence[str], rounds: int = 1) -> Trial:
    """A trial of updates that are changes all; see workloads.flips."""
    return _trial(database, workloads.flips(chosen, databases.read_states(database, chosen), rounds))


def mixture(database: Path, users: int, count: int, seed: int = 1) -> Trial:
    """A trial of updates of all kinds; see workloads.mixture."""
    return _trial(database, workloads.mixture(users, count, seed))


def _trial(database: Path, updates: list[Update]) -> Trial:
    workload = database.with_suffix(f".{len(updates)}")
    workloads.write(updates, workload)
    before = databases.read_states(database, {update.user for update in updates})
    return Trial(database, workload, updates, before, databases.count_entries(database))


def onduty(kind: str, *more: str) -> Command:
    return lambda path, workload: sides.python("onduty_side", kind, path, workload, *more)


def sqlite(kind: str) -> Command:
    return lambda path, workload: sides.python("rivals.sqlite_side", kind, path, workload)


# What onduty sets on the connection that writes.
SAME_SETTINGS = "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000"


def c_program(updates_a_transaction: int, *settings: str) -> Command:
    """`settings`: SQL; without it SQLite's defaults stand."""
    program = compiler.program("status_updates")
    return lambda path, workload: [program, path, workload, str(updates_a_transaction), *settings]
