"""`PUT /v1/users/status`: many updates in one request (Q6)."""

import json
from typing import Any

import pytest

import onduty
from onduty.web.bulk_routes import BULK_BODY_SIZE_MAX
from tests.database_fixtures import Unchanged
from tests.documents import IMPORTED_VERSION, JANE, MATTEO, NOBODY, NORA, WALLBOARD_KEY
from tests.web.client import Client, assert_error, assert_refused
from tests.web.routes import FOREIGN_USER

PATH = "/v1/users/status"


def available(user: str, value: object, **more: object) -> dict[str, object]:
    return {"uuid": user, "available": value, **more}


def put(http: Client, *updates: object, **more: Any) -> Any:
    response = http.put(PATH, {"updates": updates, **more})
    assert response.status_code == 200, response.text
    return response.json()


def test_q6_one_result_an_update_in_order(http: Client, acme: onduty.Account) -> None:
    answer = put(
        http, available(JANE, False), available(FOREIGN_USER, False), available(JANE, False), 5, {"uuid": NORA}
    )
    changed, foreign, unchanged, no_object, nothing = answer["results"]
    assert changed == {"uuid": JANE, "outcome": "changed", "version": IMPORTED_VERSION + 1}
    assert foreign == {
        "uuid": FOREIGN_USER,
        "outcome": "refused",
        "code": "user_not_found",
        "error": "There is no such user.",
    }
    assert unchanged == {"uuid": JANE, "outcome": "unchanged", "version": IMPORTED_VERSION + 1}
    assert no_object == {
        "uuid": None,
        "outcome": "refused",
        "code": "invalid_params",
        "error": {"body": ["must be an object"]},
    }
    assert (nothing["uuid"], nothing["code"], list(nothing["error"])) == (NORA, "invalid_params", ["body"])
    assert isinstance(answer["change_set"], int)
    assert not acme.status(JANE).available


def test_q6_nothing_changed_belongs_to_no_change_set(http: Client) -> None:
    assert put(http) == {"results": [], "change_set": None}
    assert put(http, available(JANE, True))["change_set"] is None


def test_q6_updates_may_depend_on_versions(http: Client) -> None:
    updates = [available(JANE, value, if_version=IMPORTED_VERSION) for value in (False, True)]
    assert [result.get("code") for result in put(http, *updates)["results"]] == [None, "precondition_failed"]


def test_q6_atomic_refuses_all_with_422_where_one_is_refused(http: Client, unchanged: Unchanged) -> None:
    updates = [available(JANE, False), available(NOBODY, True), available(MATTEO, 1, colour="red")]
    with unchanged():
        response = http.put(PATH, {"updates": updates, "atomic": True})
        assert_refused(response, "/updates/1/uuid", "/updates/2/available", "/updates/2/colour")
    assert [result["outcome"] for result in put(http, updates[0], atomic=True)["results"]] == ["changed"]


def test_u10_the_history_tells_way_key_and_actor(http: Client, acme: onduty.Account) -> None:
    body = {"updates": [available(JANE, False, reason="holiday")]}
    assert http.put(PATH, body, headers={"X-Onduty-Actor": "zoe"}).status_code == 200
    entry = acme.history(JANE)[-1]
    assert (entry.way, entry.actor, entry.api_key, entry.reason) == ("bulk", "zoe", "desk", "holiday")


def test_e8_a_body_may_have_8_mib(http: Client, unchanged: Unchanged) -> None:
    body = json.dumps({"updates": [available(JANE, False)]}).encode()
    assert http.put(PATH, content=body + b" " * (BULK_BODY_SIZE_MAX - len(body))).status_code == 200
    with unchanged():
        too_large = http.put(PATH, content=body + b" " * (BULK_BODY_SIZE_MAX - len(body) + 1))
        assert_error(too_large, 413, "body_too_large")


def test_e10_what_is_wrong_with_the_request_as_a_whole_is_422(http: Client, unchanged: Unchanged) -> None:
    update = available(JANE, False)
    with unchanged():
        assert_refused(http.put(PATH, {}), "updates")
        assert_refused(http.put(PATH, {"updates": {}, "atomic": 1, "colour": 2}), "updates", "atomic", "colour")
        assert_refused(http.put(PATH + "?contacts=1", {"updates": [update]}), "contacts")
        assert_error(http.put(PATH, content=b'{"updates": [}'), 400, "malformed_json")
        assert_error(http.put(PATH, {"updates": [update]}, key=WALLBOARD_KEY), 403, "forbidden")


def test_e5_the_path_answers_to_put_alone(http: Client) -> None:
    response = http.get(PATH)
    assert_error(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "PUT, OPTIONS"


def test_u8_refusals_are_replayed_with_the_rest(http: Client, unchanged: Unchanged) -> None:
    body = {"updates": [available(JANE, False), available(NOBODY, False)]}
    first = http.put(PATH, body, headers={"Idempotency-Key": "k"})
    with unchanged():
        again = http.put(PATH, body, headers={"Idempotency-Key": "k"})
        assert again.content == first.content
        assert again.headers["idempotent-replayed"] == "true"
        assert_error(http.put(PATH, {"updates": []}, headers={"Idempotency-Key": "k"}), 409, "idempotency_conflict")


@pytest.mark.timed
def test_h4_others_have_their_turn_between_two_parts(http: Client) -> None:
    updates = [available(JANE, number % 2 == 1) for number in range(20_000)]
    answer, durations_seconds = http.put_beside(PATH, {"updates": updates}, f"/v1/users/{MATTEO}/status")
    assert answer.status_code == 200
    assert len(answer.json()["results"]) == 20_000
    assert len(durations_seconds) >= 5
    assert max(durations_seconds) < 1
