"""The workloads, the naive model that judges them, and the databases that they run on."""

from pathlib import Path

import onduty
from benchmarks import databases, workloads
from benchmarks.databases import CUSTOM_STATUSES, State, uuid_of
from benchmarks.workloads import CLEAR, KEEP, Update

AWAY = State(available=False, custom_status=None, version=0)


def test_model_tells_changes_from_repetitions_and_strangers() -> None:
    updates = [
        Update("a", True, KEEP),
        Update("a", True, KEEP),
        Update("a", False, CUSTOM_STATUSES[0]),
        Update("a", None, CLEAR),
        Update("b", True, KEEP),
    ]
    states, outcomes = workloads.carry_out(updates, {"a": AWAY})
    assert states == {"a": State(available=False, custom_status=None, version=3)}
    assert outcomes == {"changed": 3, "unchanged": 1, "refused": 1}


def test_every_flip_is_a_change() -> None:
    states = dict.fromkeys(workloads.choose(50, 20, seed=1), AWAY)
    updates = workloads.flips(list(states), states, rounds=3)
    assert workloads.carry_out(updates, states)[1] == {"changed": 60}


def test_mixture_has_every_outcome() -> None:
    states = {uuid_of(number): AWAY for number in range(1, 51)}
    outcomes = workloads.carry_out(workloads.mixture(50, 2_000, seed=1), states)[1]
    assert min(outcomes["changed"], outcomes["unchanged"], outcomes["refused"]) > 0


def test_workload_reads_back_as_it_was_written(tmp_path: Path) -> None:
    updates = workloads.mixture(50, 200, seed=1)
    workloads.write(updates, tmp_path / "workload")
    read = workloads.read(tmp_path / "workload")
    assert [update.line() for update in read] == [update.line() for update in updates]


def test_database_made_by_sql_is_sound_and_as_large_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "onduty.db"
    databases.make(path, users=50, entries=100)
    with onduty.open(path, create=False) as db:
        report = db.check()
        status = db.account().status(uuid_of(7))
    assert (report.users, report.entries, report.findings) == (50, 100, [])
    assert status.version == 2
    assert databases.read_states(path, [uuid_of(7), uuid_of(51)]) == {uuid_of(7): State(False, None, 2)}


def test_uuids_are_all_different() -> None:
    assert len({uuid_of(number) for number in range(1, 10_001)}) == 10_000
