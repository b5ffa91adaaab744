"""Plans and undoing as a caller meets them: by the library's calls, or by requests to the whole application."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

import onduty
from onduty.web import create_app
from tests.web.client import Client

Body = dict[str, Any]


class Refused(Exception):  # noqa: N818 - as the other models have it
    """With the code of the error."""


@dataclass(frozen=True)
class SeenPlan:
    id: str
    items: list[tuple[str, str, list[str]]]  # user, outcome, contacts that move


@dataclass(frozen=True)
class SeenSet:
    id: int | None
    applied: int
    unchanged: int
    skipped: set[tuple[str, str]]  # user or contact, and why
    noted: set[str | None]


class PlanSystem(Protocol):
    """Each call raises Refused where the error is one of the contract's."""

    def plan(self, where: Body, update: Body) -> SeenPlan: ...
    def apply(self, plan_id: str, *, atomic: bool) -> SeenSet: ...
    def undo(self, change_set: int) -> SeenSet: ...
    def undo_entry(self, seq: int) -> SeenSet: ...
    def update(self, user: str, update: Body) -> None: ...
    def update_many(self, updates: Sequence[tuple[str, Body]]) -> int | None: ...
    def close(self) -> None: ...


class LibraryPlans:
    def __init__(self, db: onduty.Database) -> None:
        self._account = db.account()

    def plan(self, where: Body, update: Body) -> SeenPlan:
        try:
            made = self._account.plan(where=where, set=update)  # type: ignore[arg-type]
        except onduty.Error as error:
            raise Refused(error.code) from error
        return SeenPlan(made.id, [(item.user, item.outcome, list(item.contacts)) for item in made.items])

    def apply(self, plan_id: str, *, atomic: bool) -> SeenSet:
        try:
            return _seen(self._account.find_plan(plan_id).apply(atomic=atomic))
        except onduty.Error as error:
            raise Refused(error.code) from error

    def undo(self, change_set: int) -> SeenSet:
        return _seen(self._account.undo(change_set))

    def undo_entry(self, seq: int) -> SeenSet:
        return _seen(self._account.undo_entry(seq))

    def update(self, user: str, update: Body) -> None:
        try:
            self._account.update_status(user, **update)
        except onduty.Error as error:
            raise Refused(error.code) from error

    def update_many(self, updates: Sequence[tuple[str, Body]]) -> int | None:
        return self._account.update_many([{"uuid": user, **update} for user, update in updates]).change_set

    def close(self) -> None:
        """Nothing is open but the database, which is whose who made this."""


class HttpPlans:
    def __init__(self, db: onduty.Database) -> None:
        self._client = Client(create_app(db))

    def plan(self, where: Body, update: Body) -> SeenPlan:
        plan = _answer(self._client.post("/v1/plans", {"where": where, "set": update}), 201)["plan"]
        again = _answer(self._client.get(f"/v1/plans/{plan['id']}"))["plan"]
        assert again == plan
        items = [(item["user_uuid"], item["outcome"], item.get("contacts", [])) for item in plan["items"]]
        return SeenPlan(plan["id"], items)

    def apply(self, plan_id: str, *, atomic: bool) -> SeenSet:
        return _seen_json(self._client.post(f"/v1/plans/{plan_id}/apply", {"atomic": atomic}))

    def undo(self, change_set: int) -> SeenSet:
        return _seen_json(self._client.post(f"/v1/change_sets/{change_set}/undo"))

    def undo_entry(self, seq: int) -> SeenSet:
        return _seen_json(self._client.post(f"/v1/history/{seq}/undo"))

    def update(self, user: str, update: Body) -> None:
        _answer(self._client.put(f"/v1/users/{user}/status", update))

    def update_many(self, updates: Sequence[tuple[str, Body]]) -> int | None:
        body = {"updates": [{"uuid": user, **update} for user, update in updates]}
        change_set: int | None = _answer(self._client.put("/v1/users/status", body))["change_set"]
        return change_set

    def close(self) -> None:
        self._client.close()


def _answer(response: httpx.Response, status: int = 200) -> Any:
    body = response.json()
    if response.status_code >= 400:
        raise Refused(body["code"])
    assert response.status_code == status
    return body


def _seen(change_set: onduty.ChangeSet) -> SeenSet:
    skipped = {(note.user or note.contact or "", note.code) for note in change_set.skipped}
    noted = {note.user for note in change_set.notes}
    return SeenSet(change_set.id, change_set.applied, change_set.unchanged, skipped, noted)


def _seen_json(response: httpx.Response) -> SeenSet:
    seen = _answer(response)["change_set"]
    skipped = {(note.get("user_uuid") or note["contact_uuid"], note["code"]) for note in seen["skipped"]}
    noted = {note.get("user_uuid") for note in seen.get("notes", [])}
    return SeenSet(seen["id"], seen["applied"], seen["unchanged"], skipped, noted)
