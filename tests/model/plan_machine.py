"""Sequences of plans, updates and undoing: each step goes to the system and to the model."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

import onduty
from tests.documents import DESK_KEY, as_bytes
from tests.model.plan_model import ChangeSet, Outcome, Plan, PlanModel, Thing
from tests.model.plan_systems import HttpPlans, LibraryPlans, PlanSystem, Refused, SeenSet

USERS = [f"{number:032x}" for number in range(1, 5)]
CONTACTS = [f"c{number:031x}" for number in range(6)]
CUSTOM_STATUSES = [f"0000000{number}-0000-4000-8000-000000000000" for number in range(3)]
TAGS = ("red", "blue")

_users = st.sampled_from(USERS)
_places = st.integers(0, 50)  # of what was made before, from the last
_updates = st.fixed_dictionaries(
    {},
    optional={
        "available": st.booleans(),
        "custom_status": st.sampled_from([None, *CUSTOM_STATUSES]),
        "user": _users,
        "tag": st.sampled_from(TAGS),
    },
).filter(bool)
_selections = st.fixed_dictionaries(
    {},
    optional={
        "users": st.lists(_users, max_size=5),
        "available": st.booleans(),
        "custom_status": st.sampled_from([None, *CUSTOM_STATUSES]),
    },
).filter(bool)


def email(user: str) -> str:
    return f"u{int(user, 16)}@example.com"


def document() -> dict[str, Any]:
    return {
        "account": {"name": "acme"},
        "api_keys": [{"name": "desk", "key": DESK_KEY, "scopes": ["read", "write"]}],
        "users": [{"uuid": user, "email": email(user), "name": "n"} for user in USERS],
        "custom_statuses": [{"id": each, "name": each} for each in CUSTOM_STATUSES],
        "tags": list(TAGS),
        "contacts": [
            {"uuid": contact, "name": "c", "assignedUser": email(USERS[number % 3])}
            for number, contact in enumerate(CONTACTS)
        ],
    }


def as_body(update: dict[str, Any]) -> dict[str, Any]:
    body = {name: update[name] for name in ("available",) if name in update}
    if "custom_status" in update:
        body["custom_status_uuid"] = update["custom_status"]
    if "user" in update:
        body["assigned_user"] = email(update["user"])
    if "tag" in update:
        body["tags"] = [update["tag"]]
    return body


class PlanMachine(RuleBasedStateMachine):
    """What happens between a plan and its application, and between a change and its undo."""

    make_system: Callable[[onduty.Database], PlanSystem]

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        with onduty.open(self._folder / "onduty.db") as db:
            db.import_directory(as_bytes(document()))
        self._open()
        users = {user: Thing({"available": False, "custom_status": None}) for user in USERS}
        contacts = {contact: Thing({"user": USERS[number % 3], "tags": ()}) for number, contact in enumerate(CONTACTS)}
        self._model = PlanModel(users, contacts, set(CUSTOM_STATUSES))
        self._plans: list[tuple[str, Plan]] = []
        self._change_sets: list[tuple[int, ChangeSet]] = []
        self._entries: list[tuple[int, ChangeSet, str]] = []

    def _open(self) -> None:
        self._db = onduty.open(self._folder / "onduty.db", create=False)
        self._acme = self._db.account()
        self._system = type(self).make_system(self._db)

    def _close(self) -> None:
        self._system.close()
        self._db.close()

    def teardown(self) -> None:
        self._close()
        shutil.rmtree(self._folder)

    @rule(where=_selections, update=_updates)
    def plan(self, where: dict[str, Any], update: dict[str, Any]) -> None:
        gone = where.get("custom_status") not in (None, *self._model.custom_statuses)
        try:
            expected = self._model.plan(where, update)
        except Refused:
            gone = True
        if gone:
            with pytest.raises(Refused, match="invalid_params"):
                self._system.plan(where, as_body(update))
            return
        made = self._system.plan(where, as_body(update))
        for (seen, outcome, contacts), (user, _, moves) in zip(made.items, expected.items, strict=True):
            assert (seen, contacts) == (user, [contact for contact, *_ in moves])
            halves: dict[str, Any] = {name: update[name] for name in ("available", "custom_status") if name in update}
            changes = bool(moves) or self._model.users[user].with_(halves) != self._model.users[user].now
            assert outcome == ("change" if changes else "unchanged")
        self._plans.append((made.id, expected))
        self._check()

    @rule(place=_places, atomic=st.booleans())
    def apply(self, place: int, atomic: bool) -> None:
        if not self._plans:
            return
        plan_id, plan = self._plans[-1 - place % len(self._plans)]
        expected = self._applied(plan, atomic)
        if isinstance(expected, Outcome):
            self._agree(expected, self._system.apply(plan_id, atomic=atomic))
        else:
            with pytest.raises(Refused, match=expected):
                self._system.apply(plan_id, atomic=atomic)
        self._check()

    def _applied(self, plan: Plan, atomic: bool) -> Outcome | str:
        """What the model does, or the code of what it refuses it with."""
        try:
            return self._model.apply(plan, atomic=atomic)
        except Refused as refused:
            return str(refused)

    @rule(user=_users, update=_updates)
    def update(self, user: str, update: dict[str, Any]) -> None:
        expected, refused = self._updated(user, update)
        with pytest.raises(Refused, match="invalid_params") if refused else contextlib.nullcontext():
            self._system.update(user, as_body(update))
        if expected.users:
            self._keep(self._acme.history(user, limit=1000)[-1].change_set, expected)
        self._check()

    def _updated(self, user: str, update: dict[str, Any]) -> tuple[ChangeSet, bool]:
        """What the model changes, and whether it refuses."""
        try:
            return self._model.update(user, update), False
        except Refused:
            return ChangeSet(), True

    @rule(updates=st.lists(st.tuples(_users, _updates), min_size=1, max_size=4))
    def update_many(self, updates: list[tuple[str, dict[str, Any]]]) -> None:
        self._update_many(updates)

    def _update_many(self, updates: list[tuple[str, dict[str, Any]]]) -> None:
        whole = ChangeSet()
        for user, update in updates:
            made, _ = self._updated(user, update)
            whole.users += made.users
            whole.contacts += made.contacts
        self._keep(self._system.update_many([(user, as_body(update)) for user, update in updates]), whole)
        self._check()

    @rule(contact=st.sampled_from(CONTACTS))
    def note(self, contact: str) -> None:
        self._model.note(contact)
        self._acme.update_contact(contact, note=str(self._model.contacts[contact].version))
        self._check()

    @rule(custom_status=st.sampled_from(CUSTOM_STATUSES), chance=st.integers(0, 4))
    def destroy(self, custom_status: str, chance: int) -> None:
        if chance == 0 and custom_status in self._model.custom_statuses:
            self._model.destroy(custom_status)
            self._acme.destroy_custom_status(custom_status)
            self._check()

    @rule(place=_places)
    def undo(self, place: int) -> None:
        if self._change_sets:
            change_set_id, change_set = self._change_sets[-1 - place % len(self._change_sets)]
            self._agree(self._model.undo(change_set), self._system.undo(change_set_id))
            self._check()

    @rule(place=_places)
    def undo_entry(self, place: int) -> None:
        if self._entries:
            seq, change_set, user = self._entries[-1 - place % len(self._entries)]
            self._agree(self._model.undo_entry(change_set, user), self._system.undo_entry(seq))
            self._check()

    @rule()
    def restart(self) -> None:
        """Plans are still there."""
        assert self._db.check().findings == []
        self._close()
        self._open()

    def _agree(self, expected: Outcome, seen: SeenSet) -> None:
        assert (seen.applied, seen.unchanged) == (expected.applied, expected.unchanged)
        assert (seen.skipped, seen.noted) == (expected.skipped, expected.noted)
        self._keep(seen.id, expected.change_set)

    def _keep(self, change_set_id: int | None, change_set: ChangeSet) -> None:
        assert (change_set_id is None) == (not change_set.users and not change_set.contacts)
        if change_set_id is None:
            return
        self._change_sets.append((change_set_id, change_set))
        for user in {change.key for change in change_set.users}:
            entry = self._acme.history(user, limit=1000)[-1]
            assert entry.change_set == change_set_id
            self._entries.append((entry.seq, change_set, user))

    def _check(self) -> None:
        for user, expected in self._model.users.items():
            status = self._acme.status(user)
            custom = None if status.custom_status is None else status.custom_status.id
            assert {"available": status.available, "custom_status": custom} == expected.now
            assert status.version == expected.version
        for contact, thing in self._model.contacts.items():
            seen = self._acme.contact(contact).contact
            assert (seen.assigned_user, tuple(seen.tags)) == (email(thing.now["user"]), thing.now["tags"])


class LibraryPlanMachine(PlanMachine):
    make_system = LibraryPlans


class HttpPlanMachine(PlanMachine):
    make_system = HttpPlans
