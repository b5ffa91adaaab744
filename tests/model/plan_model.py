"""Plans and undoing (Q4, Q5) in the plainest form: who is what, and what each change set changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tests.model.plan_systems import Refused

Key = str  # the uuid of a user or contact


@dataclass
class Thing:
    """A user or a contact: what it is, and how often that changed."""

    now: dict[str, Any]
    version: int = 0
    notes: int = 0  # changes of what no plan looks at

    def with_(self, changes: dict[str, Any]) -> dict[str, Any]:
        return {**self.now, **changes}


@dataclass(frozen=True)
class Change:
    """What one entry of a history tells."""

    key: Key
    before: dict[str, Any]
    version: int  # that it made
    user: Key  # whose update it belongs to


@dataclass
class ChangeSet:
    users: list[Change] = field(default_factory=list)
    contacts: list[Change] = field(default_factory=list)


@dataclass
class Outcome:
    change_set: ChangeSet = field(default_factory=ChangeSet)
    applied: int = 0
    unchanged: int = 0
    skipped: set[tuple[Key, str]] = field(default_factory=set)
    noted: set[Key] = field(default_factory=set)


@dataclass
class Plan:
    update: dict[str, Any]
    items: list[tuple[Key, int, list[tuple[Key, Any, Any]]]]  # user, version, contacts with what they would become
    applied: bool = False


@dataclass
class PlanModel:
    """Users have `available` and `custom_status`, contacts `user`, `tags`."""

    users: dict[Key, Thing]
    contacts: dict[Key, Thing]
    custom_statuses: set[str]

    def select(self, where: dict[str, Any]) -> list[Key]:
        chosen = where.get("users", sorted(self.users))
        conditions = {name: value for name, value in where.items() if name in ("available", "custom_status")}
        return [key for key in dict.fromkeys(chosen) if conditions.items() <= self.users[key].now.items()]

    def plan(self, where: dict[str, Any], update: dict[str, Any]) -> Plan:
        self._check(update)
        return Plan(update, [(key, self.users[key].version, self._moves(key, update)) for key in self.select(where)])

    def apply(self, plan: Plan, *, atomic: bool) -> Outcome:
        if plan.applied:
            raise Refused("plan_applied")
        outcome = Outcome()
        gone = plan.update.get("custom_status") not in (None, *self.custom_statuses)
        saved = self._saved()
        for user, version, moves in plan.items:
            if self.users[user].version != version:
                outcome.skipped.add((user, "changed_since"))
            elif gone:
                outcome.skipped.add((user, "invalid_params"))
            elif self._moves(user, plan.update) != moves:
                outcome.skipped.add((user, "changed_since"))
            else:
                self._count(outcome, self._update(user, plan.update, outcome.change_set))
        if atomic and outcome.skipped:
            self.users, self.contacts = saved
            raise Refused("plan_outdated")
        plan.applied = True
        return outcome

    def update(self, user: Key, update: dict[str, Any]) -> ChangeSet:
        self._check(update)
        change_set = ChangeSet()
        self._update(user, update, change_set)
        return change_set

    def note(self, contact: Key) -> None:
        """Somebody changes a contact otherwise."""
        self.contacts[contact].version += 1
        self.contacts[contact].notes += 1

    def destroy(self, custom_status: str) -> ChangeSet:
        self.custom_statuses.discard(custom_status)
        change_set = ChangeSet()
        for key, user in self.users.items():
            if user.now["custom_status"] == custom_status:
                self._set(self.users, key, {"custom_status": None}, key, change_set.users)
        return change_set

    def undo(self, change_set: ChangeSet) -> Outcome:
        outcome = Outcome()
        for key, before, _ in self._untouched(self.users, change_set.users, outcome):
            if before["custom_status"] not in (None, *self.custom_statuses):
                before["custom_status"] = None
                outcome.noted.add(key)
            self._count(outcome, self._set(self.users, key, before, key, outcome.change_set.users))
        for key, before, user in self._untouched(self.contacts, change_set.contacts, outcome):
            self._count(outcome, self._set(self.contacts, key, before, user, outcome.change_set.contacts))
        return outcome

    def undo_entry(self, change_set: ChangeSet, user: Key) -> Outcome:
        """Of a user's last entry in the set, with the contacts of the user's updates."""
        contacts = [change for change in change_set.contacts if change.user == user]
        return self.undo(ChangeSet([[change for change in change_set.users if change.key == user][-1]], contacts))

    def _check(self, update: dict[str, Any]) -> None:
        if update.get("custom_status") not in (None, *self.custom_statuses):
            raise Refused("invalid_params")

    def _saved(self) -> tuple[dict[Key, Thing], dict[Key, Thing]]:
        users = {key: Thing(dict(each.now), each.version, each.notes) for key, each in self.users.items()}
        contacts = {key: Thing(dict(each.now), each.version, each.notes) for key, each in self.contacts.items()}
        return users, contacts

    def _moves(self, user: Key, update: dict[str, Any]) -> list[tuple[Key, Any, Any]]:
        """The contacts that change, each with what differs before and after."""
        moves = []
        for key, contact in sorted(self.contacts.items()):
            after = contact.with_(self._handed_off(contact, update))
            if contact.now["user"] == user and after != contact.now:
                differs = {name for name in after if after[name] != contact.now[name]}
                before = {name: contact.now[name] for name in differs}
                moves.append((key, before, {name: after[name] for name in differs}))
        return moves

    def _handed_off(self, contact: Thing, update: dict[str, Any]) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        if "user" in update:
            changes["user"] = update["user"]
        if "tag" in update and update["tag"] not in contact.now["tags"]:
            changes["tags"] = (*contact.now["tags"], update["tag"])
        return changes

    def _update(self, user: Key, update: dict[str, Any], change_set: ChangeSet) -> bool:
        """Whether anything changed."""
        moves = self._moves(user, update)
        for key, _, after in moves:
            self._set(self.contacts, key, after, user, change_set.contacts)
        halves: dict[str, Any] = {name: update[name] for name in ("available", "custom_status") if name in update}
        return self._set(self.users, user, halves, user, change_set.users) or bool(moves)

    def _set(
        self, things: dict[Key, Thing], key: Key, changes: dict[str, Any], user: Key, entries: list[Change]
    ) -> bool:
        thing = things[key]
        before, after = thing.now, thing.with_(changes)
        if after == before:
            return False
        thing.now, thing.version = after, thing.version + 1
        entries.append(Change(key, before, thing.version, user))
        return True

    def _untouched(
        self, things: dict[Key, Thing], changes: Iterable[Change], outcome: Outcome
    ) -> Iterable[tuple[Key, dict[str, Any], Key]]:
        """Each whom only these changes changed since the first, with what it was before, and whose update that was."""
        for key, grouped in groupby(sorted(changes, key=lambda change: (change.key, change.version)), lambda c: c.key):
            entries = list(grouped)
            versions = [change.version for change in entries]
            if versions == list(range(versions[0], things[key].version + 1)):
                yield key, dict(entries[0].before), entries[0].user
            else:
                outcome.skipped.add((key, "changed_since"))

    @staticmethod
    def _count(outcome: Outcome, changed: bool) -> None:
        outcome.applied += changed
        outcome.unchanged += not changed
