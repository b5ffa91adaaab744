"""U8 over HTTP: a request with a key is carried out once, however often it comes. E6."""

from pathlib import Path

import httpx
import pytest

import onduty
from onduty.web import create_app
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, JANE, LUNCH, MATTEO, NOBODY, OTHER_KEY, PLANNER_KEY, WALLBOARD_KEY
from tests.web.client import Client, assert_error, assert_refused, status_path
from tests.web.routes import CONTACT, FOREIGN_USER, WRITES, RouteRequest

JANES = status_path(JANE)
KEY = {"Idempotency-Key": "a key of the client's"}

every_write = pytest.mark.parametrize("route", WRITES, ids=str)


def assert_replayed(first: httpx.Response, again: httpx.Response) -> None:
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert (again.status_code, again.content) == (first.status_code, first.content)
    for name in ("etag", "content-type", "content-length"):
        assert again.headers.get(name) == first.headers.get(name)


@every_write
def test_u8_a_second_request_gets_the_first_answer_and_changes_nothing(
    http: Client, route: RouteRequest, unchanged: Unchanged
) -> None:
    first = route.send(http, headers=KEY)
    assert first.status_code in {200, 201, 204}
    with unchanged():
        assert_replayed(first, route.send(http, headers=KEY))


@every_write
def test_u8_also_after_a_restart(db_path: Path, route: RouteRequest) -> None:
    answers = []
    for _ in range(2):
        with onduty.open(str(db_path)) as db:
            client = Client(create_app(db))
            answers.append(route.send(client, headers=KEY))
            client.close()
    assert_replayed(*answers)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", JANES, {"available": True}),
        ("DELETE", JANES, None),
        ("PATCH", f"/v1/contacts/{CONTACT}", {"name": "Contact 3"}),
        ("PUT", f"/v1/custom_statuses/{LUNCH}", {"name": "Lunch"}),
    ],
)
def test_u8_also_where_the_first_changed_nothing(http: Client, method: str, path: str, body: object) -> None:
    first = http.request(method, path, json=body, headers=KEY)
    if method == "PUT" and path == JANES:
        http.put(JANES, {"available": False})
    assert_replayed(first, http.request(method, path, json=body, headers=KEY))


@every_write
def test_e6_another_request_with_the_key_is_409(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    assert route.send(http, headers=KEY).is_success
    with unchanged():
        for other in WRITES:
            if other != route:
                assert_error(other.send(http, headers=KEY), 409, "idempotency_conflict")


def test_e6_each_part_makes_another_request(http: Client, unchanged: Unchanged) -> None:
    body = b'{"available": false}'
    assert http.put(JANES, content=body, headers=KEY).status_code == 200
    with unchanged():
        for response in (
            http.put(JANES, content=body + b" ", headers=KEY),
            http.put(JANES + "?contacts=20", content=body, headers=KEY),
            http.put(status_path(MATTEO), content=body, headers=KEY),
            http.put(status_path(JANE.upper()), content=body, headers=KEY),
            http.delete(JANES, headers=KEY),
        ):
            assert_error(response, 409, "idempotency_conflict")


def test_e6_a_body_that_means_nothing_makes_another_request_too(http: Client) -> None:
    first = http.delete(JANES, headers=KEY, content=b"x")
    assert_replayed(first, http.delete(JANES, headers=KEY, content=b"x"))
    assert_error(http.delete(JANES, headers=KEY, content=b"y"), 409, "idempotency_conflict")
    assert_error(http.delete(JANES, headers=KEY), 409, "idempotency_conflict")


def test_s13_u8_with_the_prefix_and_without_it_is_the_same_request(http: Client) -> None:
    first = http.put(f"/v1/users/{JANE}/status?contacts=0", {"available": False}, headers=KEY)
    for path in (f"/users/{JANE}/status", f"/v1/users/{JANE}/status/", f"/users/{JANE}/status/"):
        assert_replayed(first, http.put(path + "?contacts=0", {"available": False}, headers=KEY))


def test_u8_keys_of_different_api_keys_do_not_meet(http: Client) -> None:
    first = http.put(JANES, {"available": False}, headers=KEY)
    planners = http.put(JANES, {"available": True}, headers=KEY, key=PLANNER_KEY)
    others = http.put(status_path(FOREIGN_USER), {"available": True}, headers=KEY, key=OTHER_KEY)
    for response in (first, planners, others):
        assert response.status_code == 200
        assert "idempotent-replayed" not in response.headers
    assert_replayed(first, http.put(JANES, {"available": False}, headers=KEY))
    assert_replayed(planners, http.put(JANES, {"available": True}, headers=KEY, key=PLANNER_KEY))


def test_u8_a_retry_with_its_first_version_is_replayed_not_412(http: Client) -> None:
    headers = KEY | {"If-Match": '"1"'}
    first = http.put(JANES, {"available": False}, headers=headers)
    assert first.headers["etag"] == '"2"'
    assert_replayed(first, http.put(JANES, {"available": False}, headers=headers))
    assert_error(http.put(JANES, {"available": False}, headers={"If-Match": '"1"'}), 412, "precondition_failed")


def test_u8_the_answer_is_the_first_one_whatever_happened_since(http: Client) -> None:
    first = http.put(JANES, {"available": False}, headers=KEY)
    http.put(JANES, {"available": True})
    assert_replayed(first, http.put(JANES, {"available": False}, headers=KEY))
    assert http.get(JANES).json()["user_status"]["appearance"]["available"] is True


@every_write
def test_u8_a_refused_request_leaves_its_key_free(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    with unchanged():
        refused = http.request(route.method, route.path.format(id=route.own) + "?colour=red", json={}, headers=KEY)
    assert_error(refused, 422, "invalid_params")
    first = route.send(http, headers=KEY)
    assert first.is_success
    assert "idempotent-replayed" not in first.headers


@pytest.mark.parametrize("refusal", [404, 412])
def test_u8_other_refusals_leave_the_key_free_too(http: Client, refusal: int) -> None:
    if refusal == 404:
        refused = http.put(status_path(NOBODY), {"available": False}, headers=KEY)
    else:
        refused = http.put(JANES, {"available": False}, headers=KEY | {"If-Match": '"9"'})
    assert refused.status_code == refusal
    assert http.put(JANES, {"available": False}, headers=KEY).status_code == 200


# The conflict is told after what is wrong with the request itself, and before what depends on what is stored.
def test_e6_comes_after_400_and_before_404(http: Client, unchanged: Unchanged) -> None:
    http.put(JANES, {"available": False}, headers=KEY)
    nobodys = status_path(NOBODY)
    with unchanged():
        for expected, response in (
            (401, http.put(nobodys, {"available": True}, headers=KEY, key="wrong")),
            (403, http.put(nobodys, {"available": True}, headers=KEY, key=WALLBOARD_KEY)),
            (413, http.put(nobodys, content=b" " * 70_000, headers=KEY)),
            (415, http.put(nobodys, content=b"{}", headers=KEY | {"Content-Type": "text/plain"})),
            (400, http.put(nobodys, content=b"{", headers=KEY)),
            (409, http.put(nobodys, {"available": 1}, headers=KEY)),
            (409, http.put(JANES + "?colour=red", {"available": 1}, headers=KEY | {"If-Match": '"9"'})),
        ):
            assert response.status_code == expected, response.text


@every_write
@pytest.mark.parametrize("key", ["", "x" * 256, "tab\tinside", "é"], ids=["empty", "long", "tab", "umlaut"])
def test_u8_what_cannot_be_a_key_is_refused(http: Client, route: RouteRequest, key: str, unchanged: Unchanged) -> None:
    headers = {"Authorization": f"Bearer {DESK_KEY}".encode(), "Idempotency-Key": key.encode("latin-1")}
    with unchanged():
        response = http.raw(route.method, route.path.format(id=route.own), headers=headers, json=route.body)
    assert_refused(response, "Idempotency-Key")


@every_write
def test_u8_two_keys_are_refused_with_the_rest(http: Client, route: RouteRequest, unchanged: Unchanged) -> None:
    headers = [("Authorization", f"Bearer {DESK_KEY}"), ("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
    path = route.path.format(id=route.own)
    with unchanged():
        assert_refused(http.raw(route.method, path, headers=headers, json=route.body), "Idempotency-Key")
        response = http.raw(route.method, path + "?colour=red", headers=headers, json=route.body)
        assert_refused(response, "Idempotency-Key", "colour")


@pytest.mark.parametrize("key", ["x", "x" * 255, " !~ "])
def test_u8_a_key_is_printable_ascii(http: Client, key: str) -> None:
    headers = {"Idempotency-Key": key}
    first = http.put(JANES, {"available": False}, headers=headers)
    assert_replayed(first, http.put(JANES, {"available": False}, headers=headers))


def test_u8_reads_do_not_look_at_keys(http: Client) -> None:
    first = http.get(JANES, headers=KEY)
    http.put(JANES, {"available": False})
    assert http.get(JANES, headers=KEY).content != first.content


def test_u8_requests_at_once_are_carried_out_once(http: Client) -> None:
    answers = http.send_at_once("PUT", JANES, [{"available": False}] * 20, KEY)
    assert [answer.status_code for answer in answers] == [200] * 20
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotent-replayed" not in answer.headers for answer in answers) == 1
    assert http.get(JANES).headers["etag"] == '"2"'
