"""The catalogue of custom statuses over HTTP: C1, C2, C3, C7, C8."""

import re
from typing import Any

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import JANE, LUNCH, MATTEO, NORA, VACATIONING
from tests.web.client import Client, assert_error, assert_refused, status_path

LIST = "/v1/custom_statuses"
LUNCH_PATH = f"{LIST}/{LUNCH}"
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000")


def names(http: Client) -> list[str]:
    return [status["name"] for status in http.get(LIST).json()["customStatuses"]]


def create(http: Client, **body: object) -> Any:
    response = http.post(LIST, body)
    assert response.status_code == 201
    return response.json()["customStatus"]


def test_c1_the_list_has_callbells_shape(http: Client) -> None:
    answer = http.get(LIST).json()
    assert list(answer) == ["customStatuses", "meta"]
    assert answer["meta"] == {"page": 1, "pages": 1}
    for status in answer["customStatuses"]:
        assert list(status) == ["name", "createdAt", "updatedAt", "emoji", "id"]
        assert TIME.fullmatch(status["createdAt"])
        assert TIME.fullmatch(status["updatedAt"])
    assert [(status["name"], status["emoji"]) for status in answer["customStatuses"]] == [
        ("Vacationing", "🌴"),
        ("Lunch", None),
    ]


def test_c1_one_is_created_shown_updated_and_destroyed(http: Client) -> None:
    created = create(http, name="Walk", emoji="🚶")
    path = f"{LIST}/{created['id']}"
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", created["id"])  # C8
    assert http.get(path).json() == {"customStatus": created}
    updated = http.put(path, {"name": "Stroll"})
    assert updated.status_code == 200
    assert updated.json()["customStatus"] | {"updatedAt": ""} == created | {"name": "Stroll", "updatedAt": ""}
    destroyed = http.delete(path)
    assert (destroyed.status_code, destroyed.json()) == (200, {"status": "custom status was destroyed"})
    for response in (http.get(path), http.put(path, {"name": "Walk"}), http.delete(path)):
        assert_error(response, 404, "custom_status_not_found")


def test_c1_callbells_examples_destroy_by_another_path(http: Client) -> None:
    response = http.delete(f"/v1/custom_status/{LUNCH}")
    assert (response.status_code, response.json()) == (200, {"status": "custom status was destroyed"})
    assert names(http) == ["Vacationing"]


def test_c8_what_is_absent_stays(http: Client) -> None:
    path = f"{LIST}/{VACATIONING}"
    assert http.put(path, {"emoji": None}).json()["customStatus"]["name"] == "Vacationing"
    assert http.put(path, {"name": "Away"}).json()["customStatus"]["emoji"] is None
    assert http.put(path, {"emoji": "🏝"}).json()["customStatus"]["name"] == "Away"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "tab\tinside", None, 7, "lunch", "ＬＵＮＣＨ", " Lunch "])
def test_c2_what_cannot_be_a_name_is_refused(http: Client, name: object, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.post(LIST, {"name": name}), "name")
        assert_refused(http.put(f"{LIST}/{VACATIONING}", {"name": name}), "name")


@pytest.mark.parametrize("emoji", ["", "ab", "🌴🌴", 7, "\n"])
def test_c2_an_emoji_is_one_character(http: Client, emoji: object, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.post(LIST, {"name": "Walk", "emoji": emoji}), "emoji")
        assert_refused(http.put(LUNCH_PATH, {"emoji": emoji}), "emoji")


@pytest.mark.parametrize("emoji", ["🌴", "👩🏽‍🚒", "🇮🇹", "x", "é"])
def test_c2_as_people_count_characters(http: Client, emoji: str) -> None:
    assert create(http, name="Walk", emoji=emoji)["emoji"] == emoji


def test_c2_names_are_trimmed(http: Client) -> None:
    assert create(http, name="  Walk \t")["name"] == "Walk"


@pytest.mark.parametrize("body", [{"colour": "red"}, {"customStatus": {"name": "Walk"}}, {}])
def test_u4_every_key_at_fault_is_named(http: Client, body: dict[str, object], unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.post(LIST, body), "name", *body)
        if body:
            assert_refused(http.put(LUNCH_PATH, {**body, "name": ""}), "name", *body)


def test_c3_whoever_had_it_has_none(http: Client, acme: onduty.Account) -> None:
    for user in (JANE, MATTEO):
        http.put(status_path(user), {"custom_status_uuid": LUNCH})
    before = {user: http.get(status_path(user)) for user in (JANE, MATTEO, NORA)}
    http.delete(LUNCH_PATH, headers={"X-Onduty-Actor": "jane"})
    for user in (JANE, MATTEO):
        after = http.get(status_path(user))
        assert after.json()["user_status"]["custom_status"] is None
        assert after.headers["etag"] == f'"{int(before[user].headers["etag"].strip(chr(34))) + 1}"'
        entry = acme.history(user)[-1]
        assert (entry.way, entry.actor, entry.api_key) == ("destroyed", "jane", "desk")
        assert entry.before.custom_status is not None
        assert entry.before.custom_status.name == "Lunch"
    assert http.get(status_path(NORA)).content == before[NORA].content


def test_c3_its_name_is_free_again_and_it_cannot_be_assigned(http: Client, unchanged: Unchanged) -> None:
    http.delete(LUNCH_PATH)
    with unchanged():
        assert_refused(http.put(status_path(JANE), {"custom_status_uuid": LUNCH}), "custom_status_uuid")
    assert create(http, name="Lunch")["id"] != LUNCH


def test_u7_renaming_moves_no_version(http: Client) -> None:
    tag = http.put(status_path(JANE), {"custom_status_uuid": LUNCH}).headers["etag"]
    http.put(LUNCH_PATH, {"name": "Dinner"})
    status = http.get(status_path(JANE))
    assert status.headers["etag"] == tag
    assert status.json()["user_status"]["custom_status"]["name"] == "Dinner"


def test_c7_pages_hold_50_in_order_of_creation(http: Client) -> None:
    for number in range(49):
        create(http, name=f"Status {number}")
    first, second, beyond = (http.get(f"{LIST}?page={page}").json() for page in (1, 2, 3))
    assert first["meta"] == {"page": 1, "pages": 2}
    assert len(first["customStatuses"]) == 50
    assert [status["name"] for status in second["customStatuses"]] == ["Status 48"]
    assert (beyond["customStatuses"], beyond["meta"]) == ([], {"page": 3, "pages": 2})


@pytest.mark.parametrize("page", ["0", "-1", "1000001", "x", "", "1.0"])
def test_c7_another_page_is_refused(http: Client, page: str) -> None:
    assert_refused(http.get(f"{LIST}?page={page}"), "page")
