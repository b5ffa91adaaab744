"""Durable PUT over HTTP at 64 connections, against the same service on FastAPI, pydantic, SQLAlchemy and SQLite.

`python -m benchmarks.put_beside_framework [--quick] [--pairs N]`. Both serve copies of one database, and must answer
alike; every answered update has to be in it afterwards, with one history entry each.
"""

import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import load, serving, sides, trials
from benchmarks.comparison import Comparison, Finding, Settings, SkippedError, alternate, main
from benchmarks.databases import CUSTOM_STATUSES, uuid_of

REQUESTS = (
    b'{"available": true}',
    b'{"available": true}',
    f'{{"available": false, "custom_status_uuid": "{CUSTOM_STATUSES[0]}", "reason": "lunch"}}'.encode(),
    b'{"custom_status_uuid": null}',
)


def framework_server(path: Path) -> list[str | Path]:
    return sides.python("rivals.framework_app", path)


def expect_framework() -> None:
    for module in ("fastapi", "sqlalchemy"):
        if importlib.util.find_spec(module) is None:
            raise SkippedError(f"{module} is missing; pip install --group bench")


def measure(settings: Settings) -> list[Finding]:
    expect_framework()
    users = settings.pick(100, 10_000)
    with trials.database(users) as database:
        check_answers(database)
        trial = serving.Trial(database, users, settings.pick(1, 5))
        ours, theirs = serving.Measured(), serving.Measured()
        pairs = alternate(
            lambda: trial.put(serving.onduty_server, ours),
            lambda: trial.put(framework_server, theirs),
            settings.pairs,
        )
    task = f"durable PUT over HTTP, {load.CONNECTIONS} connections, {users:,} users, each a change"
    rival = "the same service on FastAPI, pydantic, SQLAlchemy 2 and SQLite"
    return [Comparison(task, rival, 8, "requests/s", pairs, f"theirs: {theirs.note()}")]


def check_answers(database: Path) -> None:
    """Both answer the same requests alike, but for the instants."""
    ours, theirs = answers(database, serving.onduty_server), answers(database, framework_server)
    if ours != theirs:
        raise AssertionError(f"onduty answers {ours}, the framework {theirs}")


def answers(database: Path, command: Callable[[Path], list[str | Path]]) -> list[Any]:
    with tempfile.TemporaryDirectory(dir=database.parent) as directory:
        path = Path(shutil.copy(database, directory))
        with load.server(command(path)) as server:
            url = f"{server.url}/v1/users/{uuid_of(1)}/status"
            return [_without_instants(serving.request(url, "PUT", body)) for body in REQUESTS]


def _without_instants(answer: Any) -> Any:
    if isinstance(answer, dict):
        return {key: _without_instants(value) for key, value in answer.items() if key != "last_updated_at"}
    return [_without_instants(value) for value in answer] if isinstance(answer, list | tuple) else answer


if __name__ == "__main__":
    main(measure, __doc__)
