"""`/v1/plans`, and taking back what was changed (Q4, Q5)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

import onduty
from onduty.web import create_app
from onduty.web.plan_routes import PLAN_BODY_SIZE_MAX
from tests.database_dump import change
from tests.database_fixtures import Unchanged
from tests.documents import (
    FOREIGN_PLAN,
    IMPORTED_VERSION,
    JANE,
    JANE_EMAIL,
    LUNCH,
    MATTEO,
    MATTEO_CONTACTS,
    NOBODY,
    NORA,
    NORA_EMAIL,
    OTHER_KEY,
    PLANNER_KEY,
    VACATIONING,
    WALLBOARD_KEY,
)
from tests.web.client import Client, assert_error, assert_refused
from tests.web.routes import TEAM

PATH = "/v1/plans"
AWAY = {"available": False}
NONE: dict[str, object] = {"available": True, "custom_status": None}


def make(http: Client, where: dict[str, Any], update: dict[str, Any], **more: Any) -> Any:
    response = http.post(PATH, {"where": where, "set": update}, **more)
    assert response.status_code == 201, response.text
    return response.json()["plan"]


def apply(http: Client, plan: Any, **body: Any) -> httpx.Response:
    return http.post(f"{PATH}/{plan['id']}/apply", body)


def applied(http: Client, plan: Any, **body: Any) -> Any:
    response = apply(http, plan, **body)
    assert response.status_code == 200, response.text
    return response.json()["change_set"]


def undone(http: Client, path: str, **body: Any) -> Any:
    response = http.post(f"/v1/{path}/undo", body or None)
    assert response.status_code == 200, response.text
    return response.json()["change_set"]


def test_q4_a_plan_shows_what_it_would_do_and_does_nothing(http: Client, acme: onduty.Account) -> None:
    versions = [acme.status(user).version for user in (JANE, NORA)]
    plan = make(http, {"users": [NORA_EMAIL.upper(), JANE]}, {"available": False, "custom_status_uuid": LUNCH})
    expires_in = datetime.fromisoformat(plan["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=59) < expires_in <= timedelta(hours=1)
    assert plan["counts"] == {"change": 2, "unchanged": 0, "refused": 0, "contacts": 0}
    lunch = {"available": False, "custom_status": {"id": LUNCH, "name": "Lunch", "emoji": None}}
    away = {"available": False, "custom_status": None}
    assert plan["items"] == [
        {"user_uuid": NORA, "outcome": "change", "before": away, "after": lunch},
        {"user_uuid": JANE, "outcome": "change", "before": NONE, "after": lunch},
    ]
    assert [acme.status(user).version for user in (JANE, NORA)] == versions
    shown = http.get(f"{PATH}/{plan['id']}").json()
    assert shown == {"plan": plan, "meta": {"next": None}}


def test_q4_q5_applied_and_taken_back_and_forth(http: Client, acme: onduty.Account) -> None:
    plan = make(http, {"users": [JANE, MATTEO, NORA]}, AWAY)
    change_set = applied(http, plan, reason="night")
    assert change_set == {"id": change_set["id"], "applied": 2, "unchanged": 1, "skipped": []}
    entry = acme.history(JANE)[-1]
    assert (entry.way, entry.reason, entry.api_key, entry.change_set) == ("bulk", "night", "desk", change_set["id"])
    acme.update_status(MATTEO, available=True)
    acme.update_status(MATTEO, available=False)
    back = undone(http, f"change_sets/{change_set['id']}", reason="too early")
    assert (back["applied"], back["unchanged"]) == (1, 0)
    assert [(each["user_uuid"], each["code"]) for each in back["skipped"]] == [(MATTEO, "changed_since")]
    assert acme.status(JANE).available
    entry = acme.history(JANE)[-1]
    assert (entry.way, entry.reason, entry.change_set) == ("undo", "too early", back["id"])
    assert undone(http, f"change_sets/{back['id']}")["applied"] == 1
    assert not acme.status(JANE).available


def test_q5_twice_tells_that_there_is_nothing_left(http: Client, unchanged: Unchanged) -> None:
    change_set = applied(http, make(http, {"available": True}, AWAY))
    undone(http, f"change_sets/{change_set['id']}")
    with unchanged():
        again = undone(http, f"change_sets/{change_set['id']}")
    assert (again["id"], again["applied"]) == (None, 0)
    assert {each["code"] for each in again["skipped"]} == {"changed_since"}


def test_q5_a_single_update_is_undone_by_its_seq(http: Client, acme: onduty.Account) -> None:
    http.put(f"/v1/users/{JANE}/status", {"available": False, "custom_status_uuid": VACATIONING})
    entry = acme.history(JANE)[-1]
    assert undone(http, f"history/{entry.seq}")["applied"] == 1
    assert (acme.status(JANE).available, acme.status(JANE).custom_status) == (True, None)
    assert undone(http, f"change_sets/{entry.change_set}")["skipped"][0]["code"] == "changed_since"


def test_q5_a_status_destroyed_since_comes_back_as_none_and_says_so(http: Client, acme: onduty.Account) -> None:
    http.put(f"/v1/users/{JANE}/status", {"custom_status_uuid": LUNCH})
    http.put(f"/v1/users/{JANE}/status", {"custom_status_uuid": VACATIONING, "available": False})
    seq = acme.history(JANE)[-1].seq
    http.delete(f"/v1/custom_statuses/{LUNCH}")
    back = undone(http, f"history/{seq}")
    assert (back["applied"], back["skipped"]) == (1, [])
    assert [(each["user_uuid"], each["code"]) for each in back["notes"]] == [(JANE, "custom_status_destroyed")]
    assert (acme.status(JANE).available, acme.status(JANE).custom_status) == (True, None)


def test_q4_q5_a_hand_off_is_shown_moved_and_taken_back(http: Client, acme: onduty.Account) -> None:
    plan = make(http, {"users": [MATTEO, NORA]}, {"assigned_user": JANE_EMAIL})
    assert plan["counts"] == {"change": 1, "unchanged": 1, "refused": 0, "contacts": MATTEO_CONTACTS}
    moving = plan["items"][0]["contacts"]
    assert moving == sorted(moving)
    assert applied(http, plan, atomic=True)["applied"] == 1
    first = moving[0]
    change_set = applied(http, make(http, {"users": [JANE]}, {"team_uuid": TEAM}))
    http.patch(f"/v1/contacts/{first}", {"note": "touched"})
    back = undone(http, f"change_sets/{change_set['id']}")
    assert back["applied"] == MATTEO_CONTACTS  # and Jane's own, without the one
    assert [(each["contact_uuid"], each["code"]) for each in back["skipped"]] == [(first, "changed_since")]


def test_q4_who_changed_since_is_skipped_and_with_atomic_refuses_all(
    http: Client, acme: onduty.Account, unchanged: Unchanged
) -> None:
    plan = make(http, {"available": True}, AWAY)
    acme.update_status(JANE, custom_status_uuid=LUNCH)
    with unchanged():
        assert_error(apply(http, plan, atomic=True), 409, "plan_outdated")
    change_set = applied(http, plan)
    assert change_set["applied"] == 1
    assert [(each["user_uuid"], each["code"]) for each in change_set["skipped"]] == [(JANE, "changed_since")]
    assert acme.status(JANE).available


def test_q4_a_plan_applies_once(http: Client, unchanged: Unchanged) -> None:
    plan = make(http, {"available": True}, AWAY)
    change_set = applied(http, plan)
    with unchanged():
        response = apply(http, plan)
        assert_error(response, 409, "plan_applied")
        assert str(change_set["id"]) in response.json()["error"]


def test_q4_of_many_at_once_one_applies(http: Client, acme: onduty.Account) -> None:
    plan = make(http, {"users": [JANE]}, AWAY)
    answers = http.send_at_once("POST", f"{PATH}/{plan['id']}/apply", [{}] * 8)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert acme.status(JANE).version == IMPORTED_VERSION + 1


def test_q4_a_selection_that_matches_nobody_is_an_empty_plan(http: Client, unchanged: Unchanged) -> None:
    plan = make(http, {"custom_status": LUNCH}, AWAY)
    assert (plan["items"], plan["counts"]["change"]) == ([], 0)
    assert applied(http, plan) == {"id": None, "applied": 0, "unchanged": 0, "skipped": []}
    with unchanged():
        assert_refused(http.post(PATH, {"where": {}, "set": AWAY}), "where")


@pytest.mark.parametrize(
    ("where", "users"),
    [
        ({"team": TEAM}, [JANE]),
        ({"available": False}, [NORA]),
        ({"custom_status": None}, [JANE, MATTEO, NORA]),
        ({"users": [NORA, JANE], "available": True}, [JANE]),
        ({"users": [JANE, JANE_EMAIL, JANE.upper()]}, [JANE]),
        ({"team": TEAM, "available": False}, []),
    ],
)
def test_q4_all_conditions_apply_together(http: Client, where: dict[str, Any], users: list[str]) -> None:
    plan = make(http, where, {"custom_status_uuid": LUNCH})
    assert sorted(item["user_uuid"] for item in plan["items"]) == sorted(users)


def test_q4_whom_the_update_itself_refuses_is_shown(http: Client) -> None:
    plan = make(http, {"users": [JANE, NORA]}, {"uuid": NORA, "available": True})
    assert [item["outcome"] for item in plan["items"]] == ["refused", "change"]
    assert plan["items"][0]["errors"] == {"uuid": ["is not the user whom the update is for"]}
    change_set = applied(http, plan, atomic=True)
    assert (change_set["applied"], change_set["skipped"][0]["code"]) == (1, "invalid_params")


def test_q4_e10_everything_wrong_is_named_by_its_place(http: Client, unchanged: Unchanged) -> None:
    where = {"users": [JANE, NOBODY, "x@y"], "team": NOBODY, "custom_status": NOBODY, "colour": 1}
    with unchanged():
        assert_refused(
            http.post(PATH + "?page=1", {"where": where, "set": {"available": 1, "tags": ["none"]}, "atomic": True}),
            "page",
            "atomic",
            "/where/colour",
            "/where/users/1",
            "/where/users/2",
            "/where/team",
            "/where/custom_status",
            "/set/available",
            "/set/tags",
        )
        assert_refused(http.post(PATH, {}), "where", "set")
        assert_refused(http.post(PATH, {"where": {"available": True}, "set": {}}), "set")


def test_q4_q5_e10_of_applying_and_undoing(http: Client, acme: onduty.Account, unchanged: Unchanged) -> None:
    plan = make(http, {"available": True}, AWAY)
    body = {"atomic": 1, "reason": "x" * 201, "colour": 1}
    seq = acme.history(JANE)[-1].seq
    with unchanged():
        assert_refused(http.post(f"{PATH}/{plan['id']}/apply", body), "atomic", "reason", "colour")
        assert_refused(http.post(f"/v1/history/{seq}/undo", body), "atomic", "reason", "colour")
        assert_refused(http.get(f"{PATH}/{plan['id']}?after=x"), "after")
    assert applied(http, plan)["applied"] == 2


def test_q4_items_come_a_thousand_at_a_time(http: Client, db: onduty.Database) -> None:
    users = [f'{{"uuid": "e{number:031x}", "email": "u{number}@example.com", "name": "n"}}' for number in range(1500)]
    db.import_directory(f'{{"account": {{"name": "acme"}}, "users": [{", ".join(users)}]}}')
    created = http.post(PATH, {"where": {"available": False}, "set": {"available": True}}).json()
    assert (len(created["plan"]["items"]), created["meta"]) == (1000, {"next": 1000})
    rest = http.get(f"{PATH}/{created['plan']['id']}?after=1000").json()
    assert (len(rest["plan"]["items"]), rest["meta"]) == (501, {"next": None})
    assert rest["plan"]["counts"] == created["plan"]["counts"]
    seen = {item["user_uuid"] for page in (created, rest) for item in page["plan"]["items"]}
    assert len(seen) == 1501


def test_q4_e4_what_is_not_there_or_not_ours(http: Client, acme: onduty.Account, unchanged: Unchanged) -> None:
    plan = make(http, {"available": True}, AWAY)
    seq, change_set = acme.history(JANE)[-1].seq, acme.history(JANE)[-1].change_set
    with unchanged():
        for identity in (FOREIGN_PLAN, NOBODY, "x"):
            assert_error(http.get(f"{PATH}/{identity}"), 404, "not_found")
            assert_error(http.post(f"{PATH}/{identity}/apply"), 404, "not_found")
        assert_error(apply_as_other(http, plan), 404, "not_found")
        for path in (f"history/{seq}", f"change_sets/{change_set}"):
            assert_error(http.post(f"/v1/{path}/undo", key=OTHER_KEY), 404, "not_found")
        for number in ("0", "-1", "999998", "999999", "x", "1.0"):
            assert_error(http.post(f"/v1/change_sets/{number}/undo"), 404, "not_found")
            assert_error(http.post(f"/v1/history/{number}/undo"), 404, "not_found")


def apply_as_other(http: Client, plan: Any) -> httpx.Response:
    return http.post(f"{PATH}/{plan['id']}/apply", key=OTHER_KEY)


def test_e3_all_but_showing_needs_a_key_that_writes(http: Client, unchanged: Unchanged) -> None:
    plan = make(http, {"available": True}, AWAY, key=PLANNER_KEY)
    with unchanged():
        for path in (PATH, f"{PATH}/{plan['id']}/apply", "/v1/change_sets/2/undo", "/v1/history/1/undo"):
            assert_error(http.post(path, {}, key=WALLBOARD_KEY), 403, "forbidden")
        assert http.get(f"{PATH}/{plan['id']}", key=WALLBOARD_KEY).status_code == 200


def test_e8_a_plan_may_have_8_mib(http: Client, unchanged: Unchanged) -> None:
    body = b'{"where": {"available": true}, "set": {"available": false}}'
    assert http.post(PATH, content=body + b" " * (PLAN_BODY_SIZE_MAX - len(body))).status_code == 201
    with unchanged():
        assert_error(http.post(PATH, content=b" " * (PLAN_BODY_SIZE_MAX + 1)), 413, "body_too_large")


def test_u8_u10_applying_again_with_the_key_gives_the_first_answer(http: Client, acme: onduty.Account) -> None:
    plan = make(http, {"users": [JANE]}, AWAY)
    headers = {"Idempotency-Key": "k", "X-Onduty-Actor": "zoe"}
    first, again = (http.post(f"{PATH}/{plan['id']}/apply", {}, headers=headers) for _ in range(2))
    assert again.content == first.content
    assert again.headers["idempotent-replayed"] == "true"
    assert acme.history(JANE)[-1].actor == "zoe"


def test_q4_a_plan_expires(db_path: Path) -> None:
    with onduty.open(db_path) as db:
        http = Client(create_app(db))
        left, used = (make(http, {"users": [user]}, AWAY) for user in (JANE, MATTEO))
        applied(http, used)
        http.close()
    change(db_path, "UPDATE plan SET created_at = created_at - 3600000")
    with onduty.open(db_path) as db:
        version = db.account("acme").status(JANE).version
        http = Client(create_app(db))
        assert_error(http.get(f"{PATH}/{left['id']}"), 410, "plan_expired")
        assert_error(apply(http, left), 410, "plan_expired")
        assert_error(apply(http, used), 409, "plan_applied")
        http.close()
        assert db.account("acme").status(JANE).version == version
