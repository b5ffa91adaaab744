"""The checks of the benchmarks notice a side that is wrong or not durable."""

import sys
from pathlib import Path

import pytest

from benchmarks import databases, sides, trials, workloads
from benchmarks.databases import uuid_of

USERS = 20


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "onduty.db"
    databases.make(path, USERS)
    return path


def printing(text: str) -> list[str | Path]:
    return [sys.executable, "-c", f"print({text!r})"]


def test_a_side_that_syncs_too_seldom_is_found(database: Path) -> None:
    trial = trials.flips(database, workloads.choose(USERS, 10, seed=1))
    with pytest.raises(AssertionError, match="syncs were seen"):
        trial.update(trials.c_program(updates_a_transaction=10), share_max=1)


def test_a_side_that_runs_without_full_is_found() -> None:
    with pytest.raises(AssertionError, match="synchronous=1"):
        sides.run(printing('{"seconds": 1, "synchronous": 1}'))


def test_a_side_that_writes_nothing_is_found(database: Path) -> None:
    trial = trials.flips(database, [uuid_of(1)])
    idle = printing('{"seconds": 1, "outcomes": {"changed": 1}}')
    with pytest.raises(AssertionError, match="states are wrong"):
        trial.update(lambda path, workload: idle, share_max=2)


def test_a_side_that_miscounts_is_found(database: Path) -> None:
    trial = trials.flips(database, [uuid_of(1)])
    with pytest.raises(AssertionError, match="outcomes are"):
        trial.update(lambda path, workload: printing('{"seconds": 1, "outcomes": {}}'), share_max=2)


def test_a_side_that_reads_wrongly_is_found(database: Path) -> None:
    trial = trials.flips(database, [uuid_of(1)])
    shown = f'{{"seconds": 1, "available": 0, "sample": [["{uuid_of(1)}", false, 0, null, 0, 7]]}}'
    with pytest.raises(AssertionError, match="was read as"):
        trial.read(lambda path, workload: printing(shown))


def test_syncs_of_a_process_are_counted(tmp_path: Path) -> None:
    code = (
        "import os, sys; f = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY); os.fsync(f); os.fdatasync(f); print('{}')"
    )
    assert sides.run([sys.executable, "-c", code, tmp_path / "file"]).syncs == 2
