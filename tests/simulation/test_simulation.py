"""The made-up company."""

import json
import tracemalloc
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice, pairwise
from typing import Any

import pytest

import onduty
from onduty.simulation import Simulation

UNTIL = datetime(2026, 3, 2, tzinfo=UTC)
YEAR = Simulation(people=40, days=365, seed=7, until=UNTIL)


@pytest.fixture(scope="module")
def directory() -> Any:
    return json.loads(YEAR.directory())


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    return [json.loads(line) for line in YEAR.history()]


def test_the_same_seed_gives_the_same_bytes_anywhere() -> None:
    small = Simulation(people=3, days=5, seed=1, until=UNTIL)
    written = small.directory() + b"".join(small.history())
    assert sha256(written).hexdigest() == "40fe6fe373cfe590147e40a6cbf206730300147e24d7295ceed06d1abd0b5703"
    assert written == small.directory() + b"".join(small.history())


def test_another_seed_gives_another_company() -> None:
    one, other = (Simulation(people=3, days=5, seed=seed, until=UNTIL) for seed in (1, 2))
    assert one.directory() != other.directory()
    assert list(one.history()) != list(other.history())


def test_q7_entries_have_the_form_of_an_import(entries: list[dict[str, Any]]) -> None:
    known = {"user", "at", "available", "custom_status_id", "actor", "reason"}
    assert all({"user", "at", "actor"} < set(entry) <= known for entry in entries)
    lines = list(islice(YEAR.history(), 100))
    assert all(line.endswith(b"}\n") and line.count(b"\n") == 1 for line in lines)


def test_q7_entries_are_in_the_order_of_time_and_within_the_period(entries: list[dict[str, Any]]) -> None:
    instants = [datetime.fromisoformat(entry["at"]) for entry in entries]
    assert instants == sorted(instants)
    assert instants[0] >= YEAR.start
    assert instants[-1] < UNTIL
    assert len({at.date() for at in instants}) > 350


def test_q7_a_users_entries_are_after_each_other_and_after_their_creation(
    directory: Any, entries: list[dict[str, Any]]
) -> None:
    before = {user["uuid"]: user["createdAt"] for user in directory["users"]}
    for entry in entries:
        assert datetime.fromisoformat(entry["at"]) > datetime.fromisoformat(before[entry["user"]])
        before[entry["user"]] = entry["at"]


def test_every_entry_changes_something(entries: list[dict[str, Any]]) -> None:
    state: defaultdict[str, dict[str, Any]] = defaultdict(lambda: {"available": False, "custom_status_id": None})
    for entry in entries:
        changes = {key: entry[key] for key in entry if key in ("available", "custom_status_id")}
        assert changes
        assert all(state[entry["user"]][key] != value for key, value in changes.items())
        state[entry["user"]] |= changes


def test_the_year_is_plausible(directory: Any, entries: list[dict[str, Any]]) -> None:
    names = {status["id"]: status["name"] for status in directory["custom_statuses"]}
    statuses = Counter(names[entry["custom_status_id"]] for entry in entries if entry.get("custom_status_id"))
    assert set(statuses) == set(names.values())
    assert statuses["Lunch"] > statuses["Training"] > statuses["Sick"] > 10
    days = Counter(datetime.fromisoformat(entry["at"]).weekday() for entry in entries)
    assert min(days[day] for day in range(5)) > 2 * max(days[5], days[6]) > 0
    assert 3 < len(entries) / (YEAR.people * YEAR.days) < 7
    by_lead = [entry for entry in entries if entry.get("reason") == "forgot to log out"]
    assert len(by_lead) > 20
    assert {entry["actor"] for entry in by_lead} == {directory["users"][0]["email"]}
    last = {entry["user"]: entry["at"] for entry in entries}
    assert any(at < "2026-01" for at in last.values())
    assert any(user["createdAt"] > "2025-04" for user in directory["users"])


def test_nobody_works_round_the_clock_for_weeks(entries: list[dict[str, Any]]) -> None:
    """A log-out that was forgotten ends with the next day of work."""
    changed = defaultdict(list)
    for entry in entries:
        if "available" in entry:
            changed[entry["user"]].append((datetime.fromisoformat(entry["at"]), entry["available"]))
    stretches = [after - at for each in changed.values() for (at, available), (after, _) in pairwise(each) if available]
    assert max(stretches) < timedelta(days=5)
    assert sorted(stretches)[len(stretches) // 2] < timedelta(hours=3)


def test_shifts_keep_their_local_time_when_clocks_are_set() -> None:
    spring = Simulation(people=60, days=4, seed=3, until=datetime(2026, 3, 31, tzinfo=UTC))
    first: dict[tuple[str, str], datetime] = {}
    for line in spring.history():
        entry = json.loads(line)
        if entry.get("available"):
            first.setdefault((entry["user"], entry["at"][:10]), datetime.fromisoformat(entry["at"]))
    rome = [user for user, day in first if day == "2026-03-27" and (user, "2026-03-30") in first]
    moved = [first[user, "2026-03-27"] + timedelta(days=3) - first[user, "2026-03-30"] for user in rome]
    assert sum(timedelta(minutes=25) < each < timedelta(minutes=95) for each in moved) > len(moved) / 3


@pytest.mark.parametrize("days", [1, 2, 30])
@pytest.mark.parametrize("until", [UNTIL, datetime(2026, 3, 2, 13, 37, 11, 500, tzinfo=UTC)])
def test_short_periods_and_odd_ends(days: int, until: datetime) -> None:
    short = Simulation(people=5, days=days, seed=1, until=until)
    instants = [datetime.fromisoformat(json.loads(line)["at"]) for line in short.history()]
    assert instants
    assert until - timedelta(days=days) <= min(instants)
    assert max(instants) < until


def test_memory_does_not_grow_with_the_days() -> None:
    def peak(days: int) -> int:
        tracemalloc.start()
        for _ in Simulation(people=20, days=days, seed=1, until=UNTIL).history():
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(5)
    assert peak(400) < 1.5 * peak(40)


def test_what_cannot_be_simulated_is_refused() -> None:
    for people, days in ((0, 1), (1, 0)):
        with pytest.raises(ValueError, match="at least one"):
            Simulation(people, days, 1, UNTIL)
    with pytest.raises(ValueError, match="time zone"):
        Simulation(1, 1, 1, datetime(2026, 3, 2))
    with pytest.raises(ValueError, match="1975"):
        Simulation(1, 20_000, 1, UNTIL)


def test_i1_the_directory_can_be_imported(tmp_path_db: onduty.Database) -> None:
    report = tmp_path_db.import_directory(YEAR.directory())
    assert report.account == "simulated"
    assert (report.counts["users"].created, report.counts["custom_statuses"].created) == (40, 7)
    account = tmp_path_db.account()
    assert {team.name for team in account.teams()} >= {"General", "Support Rome"}
    assert sum(team.members for team in account.teams() if not team.is_default) == 40
    assert tmp_path_db.import_directory(YEAR.directory()).nothing_changed
    assert {each.status.version for each in account.users()} == {0}


def test_q7_the_history_can_be_imported(tmp_path_db: onduty.Database) -> None:
    small = Simulation(people=12, days=60, seed=5, until=UNTIL)
    lines = [json.loads(line) for line in small.history()]
    tmp_path_db.import_directory(small.directory())
    report = tmp_path_db.import_history(small.history())
    assert (report.changed, report.unchanged) == (len(lines), 0)
    account = tmp_path_db.account()
    last = {line["user"]: datetime.fromisoformat(line["at"]) for line in lines}
    assert {each.user.uuid: each.since for each in account.as_of(UNTIL) if each.user.uuid in last} == last
    assert tmp_path_db.check().findings == []
