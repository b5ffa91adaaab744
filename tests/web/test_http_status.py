"""PUT, GET and DELETE of a user's status over HTTP: S1 to S4, S11 to S13, U1 to U11, H2."""

from datetime import datetime
from typing import Any

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import JANE, LUNCH, MATTEO, MATTEO_CONTACTS, NOBODY, NORA, SEED_CONTACT, VACATIONING
from tests.web.client import Client, assert_error, assert_refused, status_path

JANES = status_path(JANE)


def user_status(client: Client, user: str = JANE) -> Any:
    return client.get(status_path(user)).json()["user_status"]


def instant(half: Any) -> datetime:
    return datetime.fromisoformat(half["last_updated_at"])


def test_s1_one_request_changes_both_halves(http: Client, acme: onduty.Account) -> None:
    response = http.put(JANES, {"available": False, "custom_status_uuid": VACATIONING})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    status = acme.status(JANE)
    assert (status.available, status.custom_status and status.custom_status.id) == (False, VACATIONING)


def test_s11_s12_the_answer_holds_the_seeds_contact_key_for_key(http: Client) -> None:
    answer = http.put(JANES, {"available": False}).json()
    assert list(answer) == ["contact", "meta", "user_status"]
    assert [list(contact.items()) for contact in answer["contact"]] == [list(SEED_CONTACT.items())]


@pytest.mark.parametrize("path", [f"/users/{JANE}/status", f"/v1/users/{JANE}/status", f"/v1/users/{JANE}/status/"])
def test_s13_with_the_prefix_and_without_it_is_the_same_request(http: Client, path: str) -> None:
    assert http.put(path, {"available": False}).headers["etag"] == '"2"'
    assert http.put(JANES, {"available": False}).headers["etag"] == '"2"'
    assert http.get(path).json() == http.get(JANES).json()
    assert http.delete(path).status_code == 204


@pytest.mark.parametrize("user", [JANE.upper(), "414a6d69-2bd6-45ed-803f-2e7ce360d4c8"])
def test_s2_the_path_takes_every_spelling_of_a_uuid(http: Client, user: str) -> None:
    assert http.put(status_path(user), {"available": False, "uuid": JANE}).status_code == 200
    assert http.get(status_path(user)).json() == http.get(JANES).json()


def test_s2_a_body_for_another_user_is_refused(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.put(JANES, {"available": False, "uuid": MATTEO}), "uuid")


@pytest.mark.parametrize("value", [None, 0, 1, "true", "", [], {}])
def test_s3_only_json_booleans_are_availabilities(http: Client, value: object, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.put(JANES, {"available": value}), "available")


@pytest.mark.parametrize("value", [NOBODY, "22222222-2222-4222-8222-222222222222", "Vacationing", 7, True])
def test_s4_the_custom_status_must_exist_in_the_account(http: Client, value: object, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.put(JANES, {"available": False, "custom_status_uuid": value}), "custom_status_uuid")


def test_s4_null_unassigns_and_absent_leaves_alone(http: Client) -> None:
    http.put(JANES, {"custom_status_uuid": VACATIONING})
    assert http.put(JANES, {"available": False}).json()["user_status"]["custom_status"]["id"] == VACATIONING
    assert http.put(JANES, {"custom_status_uuid": None}).json()["user_status"]["custom_status"] is None


def test_u1_two_halves_two_clocks(http: Client) -> None:
    before = user_status(http)
    http.put(JANES, {"available": False})
    away = user_status(http)
    assert instant(away["appearance"]) > instant(before["appearance"])
    http.put(JANES, {"custom_status_uuid": LUNCH})
    lunch = user_status(http)
    assert lunch["appearance"] == away["appearance"]
    assert instant(lunch["custom_status"]) >= instant(away["appearance"])
    assert lunch["custom_status"]["emoji"] is None


def test_u2_the_same_again_changes_nothing(http: Client, unchanged: Unchanged) -> None:
    first = http.put(JANES, {"available": False, "custom_status_uuid": LUNCH})
    with unchanged():
        again = http.put(JANES, {"available": False, "custom_status_uuid": LUNCH})
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("body", [{}, {"uuid": JANE}, {"reason": "r"}])
def test_u3_an_update_of_nothing_is_refused(http: Client, body: object, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(http.put(JANES, body), 422, "invalid_params")


def test_u4_u5_every_offending_key_is_named_and_nothing_is_written(http: Client, unchanged: Unchanged) -> None:
    body = b'{"available": false, "available": true, "custom_status_uuid": 1, "colour": "red", "reason": 5}'
    with unchanged():
        response = http.put(JANES, content=body)
    assert_refused(response, "available", "custom_status_uuid", "colour", "reason")


def test_u6_who_was_never_set_is_away(http: Client) -> None:
    response = http.get(status_path(NORA))
    assert response.json()["user_status"] == {
        "custom_status": None,
        "appearance": {"available": False, "last_updated_at": "2021-03-04T05:06:07.000+00:00"},
    }


def test_u7_the_etag_rises_by_one_with_each_change(http: Client) -> None:
    tags = [http.put(JANES, {"available": bool(number % 2)}).headers["etag"] for number in range(3)]
    assert tags == ['"2"', '"3"', '"4"']
    assert http.get(JANES).headers["etag"] == '"4"'


@pytest.mark.parametrize("tag", ['"2"', "*", " * ", '"7", "2"', '"7" ,"2" , W/"2"'])
def test_u7_a_matching_tag_lets_the_update_pass(http: Client, tag: str) -> None:
    http.put(JANES, {"available": False})
    assert http.put(JANES, {"available": True}, headers={"If-Match": tag}).status_code == 200
    assert http.get(JANES).headers["etag"] == '"3"'


# E7: another version, a weak tag or a malformed one.
@pytest.mark.parametrize("tag", ['"3"', 'W/"2"', "2", '"2', "", '"02"', '"a"', '"3", "4"', "**", '"*"'])
def test_u7_e7_any_other_tag_is_412(http: Client, tag: str, unchanged: Unchanged) -> None:
    http.put(JANES, {"available": False, "custom_status_uuid": LUNCH})
    with unchanged():
        for body in ({"available": True}, {"available": False}):
            assert_error(http.put(JANES, body, headers={"If-Match": tag}), 412, "precondition_failed")
        assert_error(http.delete(JANES, headers={"If-Match": tag}), 412, "precondition_failed")


def test_u7_lines_of_if_match_are_one_list(http: Client) -> None:
    http.put(JANES, {"available": False})
    headers = [("Authorization", "Bearer test_desk_0123456789abcdef"), ("If-Match", '"7"'), ("If-Match", '"2"')]
    response = http.raw("PUT", JANES, headers=headers, json={"available": True})
    assert response.status_code == 200


def test_u9_reasons_are_kept(http: Client, acme: onduty.Account) -> None:
    http.put(JANES, {"available": False, "custom_status_uuid": LUNCH, "reason": "hungry 🍕"})
    http.delete(JANES + "?reason=eaten%20%F0%9F%8D%95")
    assert [entry.reason for entry in acme.history(JANE)[1:]] == ["hungry 🍕", "eaten 🍕"]


def test_u9_a_longer_reason_is_refused(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.put(JANES, {"available": False, "reason": "é" * 201}), "reason")
        assert_refused(http.delete(JANES, params={"reason": "é" * 201}), "reason")


def test_u10_the_history_keeps_the_key_and_the_actor(http: Client, acme: onduty.Account) -> None:
    http.put(JANES, {"available": False}, headers={"X-Onduty-Actor": "jane"})
    http.put(JANES, {"available": True})
    _, first, second = acme.history(JANE)
    assert (first.api_key, first.actor, first.way) == ("desk", "jane", "api")
    assert (second.api_key, second.actor, second.way) == ("desk", None, "api")


def test_u11_history_is_in_order(http: Client, acme: onduty.Account) -> None:
    for number in range(6):
        http.put(JANES, {"available": bool(number % 2)})
    entries = acme.history(JANE)
    assert [entry.version for entry in entries] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


def test_delete_unassigns_and_leaves_availability_alone(http: Client, unchanged: Unchanged) -> None:
    http.put(JANES, {"custom_status_uuid": LUNCH})
    before = user_status(http)["appearance"]
    response = http.delete(JANES)
    assert (response.status_code, response.content) == (204, b"")
    assert user_status(http) == {"custom_status": None, "appearance": before}
    with unchanged():
        assert http.delete(JANES).status_code == 204


def test_h2_the_answer_holds_the_users_contacts(http: Client) -> None:
    answer = http.put(status_path(MATTEO), {"available": False}).json()
    assert [contact["name"] for contact in answer["contact"]] == [f"Contact {number}" for number in range(20)]
    assert http.put(status_path(NORA), {"available": True}).json()["contact"] == []


@pytest.mark.parametrize("asked", [0, 1, 20, 100])
def test_h3_as_many_contacts_as_asked_for(http: Client, asked: int) -> None:
    answer = http.put(f"{status_path(MATTEO)}?contacts={asked}", {"available": False}).json()
    assert len(answer["contact"]) == min(asked, MATTEO_CONTACTS)


@pytest.mark.parametrize("asked", ["-1", "101", "ten", "", "1.0", "+1", "%D9%A1"])
def test_h3_another_number_is_refused(http: Client, asked: str, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.put(f"{JANES}?contacts={asked}", {"available": False}), "contacts")
