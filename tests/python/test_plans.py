"""`plan`, `Plan.apply`, `undo` (Q4, Q5)."""

import asyncio
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import onduty
import onduty.aio
from tests.database_dump import change
from tests.database_fixtures import Unchanged
from tests.documents import (
    JANE,
    JANE_EMAIL,
    LUNCH,
    MATTEO,
    MATTEO_CONTACTS,
    MATTEO_EMAIL,
    NOBODY,
    NORA,
    NORA_EMAIL,
    PLAN,
    VACATIONING,
    as_bytes,
)

AWAY = {"available": False}


def codes(notes: list[onduty.ChangeSetNote]) -> list[tuple[str | None, str]]:
    return [(note.user or note.contact, note.code) for note in notes]


def test_q4_a_plan_shows_what_it_would_do(acme: onduty.Account) -> None:
    plan = acme.plan(where={"users": [NORA_EMAIL, JANE]}, set={"available": True, "custom_status_uuid": LUNCH})
    assert repr(plan) == f"Plan(id='{plan.id}', change=2, unchanged=0, refused=0, contacts=0)"
    assert plan.counts == acme.find_plan(plan.id).counts
    assert len(plan.items) == 2
    nora, jane = plan.items
    assert (nora.user, nora.outcome, nora.errors, nora.contacts) == (NORA, "change", {}, [])
    assert (nora.before.available, nora.after.available) == (False, True)
    assert jane.after.custom_status is not None
    assert jane.after.custom_status.name == "Lunch"
    assert list(plan.items) == list(acme.find_plan(plan.id).items)
    assert plan.items[-1] == plan.items[1:][0] == jane
    with pytest.raises(IndexError):
        plan.items[2]
    assert acme.status(JANE).custom_status is None


def test_q4_q5_applied_and_taken_back(acme: onduty.Account) -> None:
    applied = acme.plan(where={"available": True}, set=AWAY).apply(reason="night", actor="jane")
    assert (applied.applied, applied.unchanged, applied.skipped, applied.notes) == (2, 0, [], [])
    assert repr(applied) == f"ChangeSet(id={applied.id}, applied=2, unchanged=0, skipped=0)"
    entry = acme.history(MATTEO)[-1]
    assert (entry.way, entry.actor, entry.reason, entry.change_set) == ("bulk", "jane", "night", applied.id)
    undone = acme.undo(applied, reason="too early", actor="zoe")
    assert undone.applied == 2
    assert acme.status(MATTEO).available
    entry = acme.history(MATTEO)[-1]
    assert (entry.way, entry.actor, entry.reason) == ("undo", "zoe", "too early")
    assert undone.id is not None
    assert acme.undo(undone.id).applied == 2
    assert codes(acme.undo(undone).skipped) == [(JANE, "changed_since"), (MATTEO, "changed_since")]


def test_q5_what_update_many_changed_is_undone_too(acme: onduty.Account) -> None:
    changes: list[tuple[str, dict[str, Any]]] = [(JANE, AWAY), (NORA, {"available": True}), (JANE, {"available": True})]
    results = acme.update_many([{"uuid": user, **change} for user, change in changes])
    assert results.change_set is not None
    undone = acme.undo(results.change_set)
    assert (undone.applied, undone.unchanged) == (1, 1)  # Jane is as she was
    assert not acme.status(NORA).available


def test_q5_a_single_update_by_its_seq_or_its_change_set(acme: onduty.Account) -> None:
    acme.update_status(JANE, available=False, custom_status_uuid=VACATIONING)
    entry = acme.history(JANE)[-1]
    assert acme.undo_entry(entry.seq).applied == 1
    assert acme.status(JANE).custom_status is None
    acme.update_status(MATTEO, available=False, assigned_user=JANE_EMAIL)
    assert acme.undo_entry(acme.history(MATTEO)[-1].seq).applied == 1 + MATTEO_CONTACTS
    with pytest.raises(onduty.NotFoundError):
        acme.undo_entry(10**20)
    with pytest.raises(onduty.NotFoundError):
        acme.undo(-1)
    with pytest.raises(TypeError):
        acme.undo("2")  # type: ignore[arg-type]


def test_q5_a_change_set_of_nothing_is_undone_to_nothing(acme: onduty.Account, unchanged: Unchanged) -> None:
    nothing = acme.plan(where={"users": [NORA]}, set=AWAY).apply()
    assert nothing.id is None
    with unchanged():
        assert acme.undo(nothing).applied == 0


def test_q4_where_takes_what_python_has(acme: onduty.Account) -> None:
    users = (user for user in (uuid.UUID(JANE), MATTEO_EMAIL))
    plan = acme.plan(where={"users": users}, set=MappingProxyType({"custom_status_uuid": uuid.UUID(LUNCH)}))
    assert [item.user for item in plan.items] == [JANE, MATTEO]
    assert len(acme.plan(where={"custom_status": None}, set=AWAY).items) == 3
    assert len(acme.plan(where={"custom_status": uuid.UUID(LUNCH)}, set=AWAY).items) == 0


def test_q4_what_is_refused_is_named_by_its_place(acme: onduty.Account, unchanged: Unchanged) -> None:
    bad: Any = {"users": [JANE, NOBODY, "\ud800"], "colour": 1}
    with unchanged():
        with pytest.raises(onduty.InvalidParamsError) as refused:
            acme.plan(where={"users": [JANE, NOBODY]}, set={"available": 1}, actor="")
        assert set(refused.value.params) == {"/where/users/1", "/set/available", "actor"}
        with pytest.raises(onduty.InvalidParamsError) as refused:
            acme.plan(where=bad, set=AWAY)
        assert set(refused.value.params) == {"where"}
        with pytest.raises(onduty.InvalidParamsError):
            acme.plan(where={}, set=AWAY)
        with pytest.raises(onduty.InvalidParamsError):
            acme.plan(where={"available": True}, set={"available": float("nan")})
        with pytest.raises(TypeError):
            acme.plan(where={"available": object()}, set=AWAY)  # type: ignore[typeddict-item]


def test_q4_applies_once_and_only_what_is_there(acme: onduty.Account, unchanged: Unchanged) -> None:
    plan = acme.plan(where={"available": True}, set=AWAY)
    acme.update_status(JANE, custom_status_uuid=LUNCH)
    with unchanged():
        with pytest.raises(onduty.PlanOutdatedError) as outdated:
            plan.apply(atomic=True)
        assert JANE in outdated.value.message
        with pytest.raises(onduty.InvalidParamsError):
            plan.apply(reason="x" * 201)
    assert codes(plan.apply().skipped) == [(JANE, "changed_since")]
    with unchanged(), pytest.raises(onduty.PlanAppliedError):
        plan.apply()
    for identity in (NOBODY, "x"):
        with pytest.raises(onduty.NotFoundError):
            acme.find_plan(identity)


def test_q4_another_process_applies_a_plan(acme: onduty.Account, db_path: Path) -> None:
    plan = acme.plan(where={"users": [JANE]}, set=AWAY)
    program = (
        "import onduty, sys\n"
        "with onduty.open(sys.argv[1]) as db:\n"
        "    print(db.account('acme').find_plan(sys.argv[2]).apply().applied)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(db_path), plan.id], capture_output=True, text=True, check=True
    )
    assert done.stdout == "1\n"
    assert not acme.status(JANE).available
    with pytest.raises(onduty.PlanAppliedError):
        plan.apply()


def test_q4_a_plan_that_waits_is_found_after_a_restart(db_path: Path) -> None:
    with onduty.open(str(db_path)) as db:
        assert db.account("acme").find_plan(PLAN).apply().unchanged == 1
    with onduty.open(str(db_path)) as db, pytest.raises(onduty.PlanAppliedError):
        db.account("acme").find_plan(PLAN).apply()


def test_l3_the_same_as_coroutines(acme: onduty.Account, db: onduty.Database) -> None:
    async def use() -> None:
        account = await onduty.aio.Database(db).account("acme")
        plan = await account.plan(where={"available": True}, set=AWAY, actor="jane")
        found = await account.find_plan(plan.id)
        assert (repr(found), found.expires_at) == (repr(plan), plan.expires_at)
        assert (plan.counts.change, len(plan.items)) == (2, 2)
        applied = await plan.apply()
        assert applied.applied == 2
        assert (await account.undo(applied)).applied == 2
        assert (await account.undo_entry(acme.history(JANE)[-1].seq)).applied == 1

    asyncio.run(use())


def test_q4_a_hundred_thousand_users(db: onduty.Database, acme: onduty.Account) -> None:
    """How long it takes is told by the benchmark; here that it works at all, and in bearable time."""
    count = 100_000
    users = [{"uuid": f"e{number:031x}", "email": f"u{number}@x.com", "name": "n"} for number in range(count)]
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": users}))
    began = time.monotonic()
    plan = acme.plan(where={"available": False}, set={"available": True})
    planned = time.monotonic()
    applied = plan.apply()
    done = time.monotonic()
    undone = acme.undo(applied)
    print(f"plan {planned - began:.2f} s, apply {done - planned:.2f} s, undo {time.monotonic() - done:.2f} s")
    assert (applied.applied, undone.applied) == (count + 1, count + 1)
    assert time.monotonic() - began < 60


def let_grow_old(path: Path) -> None:
    """As if all plans were made an hour earlier. REQUIRES: nobody has the database open."""
    change(path, "UPDATE plan SET created_at = created_at - 3600000")


def test_q4_an_expired_plan_is_told_as_such(db: onduty.Database, acme: onduty.Account, db_path: Path) -> None:
    left = acme.plan(where={"users": [JANE]}, set=AWAY)
    used = acme.plan(where={"users": [MATTEO]}, set=AWAY)
    used.apply()
    version = acme.status(JANE).version
    db.close()
    let_grow_old(db_path)
    with onduty.open(db_path) as again:
        account = again.account("acme")
        with pytest.raises(onduty.PlanExpiredError):
            account.find_plan(left.id)
        for plan, error in ((left, onduty.PlanExpiredError), (used, onduty.PlanAppliedError)):
            with pytest.raises(error):
                account.apply_plan_json(plan.id, b"")
        assert account.status(JANE).version == version
