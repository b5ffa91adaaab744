"""Servers under load: onduty's and its rivals', with what they answered and wrote checked."""

import json
import shutil
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import onduty
from benchmarks import databases, load, sides
from benchmarks.databases import SECRET, uuid_of

Command = Callable[[Path], list[str | Path]]  # of a database


@dataclass
class Measured:
    """What was seen of one server over all its runs."""

    loads: list[load.Load] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)

    @property
    def median_ms(self) -> float:
        return statistics.median(seen.median_ms for seen in self.loads)

    @property
    def p99_ms(self) -> float:
        return statistics.median(seen.p99_ms for seen in self.loads)

    def note(self) -> str:
        return (
            f"a request took {self.median_ms:.1f} ms in the median, {self.p99_ms:.1f} ms at the 99th percentile;"
            f" server memory {max(self.memory_mb):.0f} MB"
        )


@dataclass(frozen=True)
class Trial:
    """A database and how long it is under load."""

    database: Path
    users: int
    seconds: float

    def put(self, command: Command, measured: Measured) -> float:
        """The rate of durable updates, on a copy of the database, all of them checked."""
        with tempfile.TemporaryDirectory(dir=self.database.parent) as directory:
            return self.put_in_place(command, measured, Path(shutil.copy(self.database, directory)))

    def put_in_place(self, command: Command, measured: Measured, path: Path, first: int = 0) -> float:
        """The same, on that database, which has new states then. `first`: at which user to begin; see put.lua."""
        versions, entries = databases.sum_versions(path), databases.count_entries(path)
        with load.server(command(path)) as server:
            seen = load.run(server.url, self.seconds, "put.lua", [SECRET, str(self.users), str(first)])
            # Each connection waits for its answer, so that no more than these can share a sync.
            server.syncs.expect(seen.requests // load.CONNECTIONS)
            self._note(server, seen, measured)
        changes = databases.sum_versions(path) - versions
        databases.check_log_mode(path)
        if not seen.requests <= changes <= seen.requests + load.CONNECTIONS:
            raise AssertionError(f"{seen.requests} updates were answered, {changes} are in the database")
        if (new := databases.count_entries(path) - entries) != changes:
            raise AssertionError(f"{changes} changes left {new} history entries")
        return seen.rate

    def get(self, command: Command, measured: Measured, warm_up_seconds: float = 0) -> float:
        """The rate of reads."""
        with load.server(command(self.database)) as server:
            check_status(server.url, self.database)
            if warm_up_seconds:
                load.run(server.url, warm_up_seconds, "get.lua", [SECRET, str(self.users), "1"])
            seen = load.run(server.url, self.seconds, "get.lua", [SECRET, str(self.users), "2"])
            self._note(server, seen, measured)
        return seen.rate

    def constant(self, size: int, script: str) -> float:
        """The rate of the same requests to a handler that answers a constant of `size` bytes."""
        with load.server(sides.python("constant_app", str(size))) as server:
            return load.run(server.url, self.seconds, script, [SECRET, str(self.users), "0"]).rate

    @staticmethod
    def _note(server: load.Server, seen: load.Load, measured: Measured) -> None:
        measured.loads.append(seen)
        measured.memory_mb.append(server.memory_mb)


def onduty_server(path: Path) -> list[str | Path]:
    return [sys.executable, "-m", "onduty.cli", "serve", "--db", path, "--port", "0"]


def request(url: str, method: str, body: bytes | None = None) -> tuple[Any, str]:
    """The answer's JSON and its ETag."""
    headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method)) as answer:
        return json.load(answer), answer.headers["ETag"]


def check_status(url: str, path: Path) -> None:
    """The server says of a user what the database holds."""
    user = uuid_of(1)
    state = databases.read_states(path, [user])[user]
    answer, etag = request(f"{url}/v1/users/{user}/status", "GET")
    if answer["user_status"]["appearance"]["available"] != state.available or etag != f'"{state.version}"':
        raise AssertionError(f"the server answered {answer}, {etag}; the database holds {state}")


def sizes_of_answers(database: Path) -> tuple[int, int]:
    """How many bytes onduty answers PUT and GET of a status with."""
    with (
        tempfile.TemporaryDirectory(dir=database.parent) as directory,
        onduty.open(shutil.copy(database, directory), create=False) as db,
    ):
        account = db.account()
        put = account.update_status_json(uuid_of(1), b'{"available": false}')
        return len(put.body), len(account.status_json(uuid_of(1)).body)
