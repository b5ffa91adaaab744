"""Who may do what: E2, E3, U10."""

import httpx
import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, JANE, JANE_EMAIL, OTHER_KEY, PLANNER_KEY, WALLBOARD_KEY, as_bytes
from tests.web.client import Client, assert_error, assert_refused, status_path

JANES = status_path(JANE)

UNAUTHORIZED = {
    "no header": {},
    "an unknown key": {"Authorization": "Bearer nobodys"},
    "no key": {"Authorization": "Bearer"},
    "an empty key": {"Authorization": "Bearer  "},
    "another scheme": {"Authorization": f"Basic {DESK_KEY}"},
    "no scheme": {"Authorization": DESK_KEY},
    "a key with something before it": {"Authorization": f"Bearer x{DESK_KEY}"},
    "a key with something after it": {"Authorization": f"Bearer {DESK_KEY} x"},
    "a key of other case": {"Authorization": f"Bearer {DESK_KEY.upper()}"},
}


@pytest.mark.parametrize("headers", UNAUTHORIZED.values(), ids=UNAUTHORIZED)
def test_e2_without_a_good_key_it_is_401(http: Client, headers: dict[str, str], unchanged: Unchanged) -> None:
    with unchanged():
        for method in ("GET", "PUT", "DELETE"):
            response = http.raw(method, JANES, headers=headers)
            assert_error(response, 401, "unauthorized")
            assert response.headers["www-authenticate"] == "Bearer"


def test_e2_every_cause_has_the_same_answer(http: Client) -> None:
    answers = {http.raw("GET", JANES, headers=headers).content for headers in UNAUTHORIZED.values()}
    assert len(answers) == 1


def test_e2_two_keys_are_none(http: Client) -> None:
    headers = [("Authorization", f"Bearer {DESK_KEY}"), ("Authorization", f"Bearer {DESK_KEY}")]
    assert_error(http.raw("GET", JANES, headers=headers), 401, "unauthorized")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer  "])
def test_e2_the_scheme_is_read_in_any_case(http: Client, scheme: str) -> None:
    assert http.raw("GET", JANES, headers={"Authorization": f"{scheme} {DESK_KEY}"}).status_code == 200


def test_e3_a_key_that_may_only_read_writes_nothing(http: Client, unchanged: Unchanged) -> None:
    assert http.get(JANES, key=WALLBOARD_KEY).status_code == 200
    with unchanged():
        assert_error(http.put(JANES, {"available": False}, key=WALLBOARD_KEY), 403, "forbidden")
        assert_error(http.delete(JANES, key=WALLBOARD_KEY), 403, "forbidden")


def test_e3_what_a_key_lacks_is_told(db: onduty.Database, http: Client, unchanged: Unchanged) -> None:
    key = {"name": "actor", "key": "test_actor_0123456789abcdef", "scopes": ["act_for_others"], "user": JANE_EMAIL}
    db.import_directory(as_bytes({"account": {"name": "acme"}, "api_keys": [key]}))
    with unchanged():
        for response, told in (
            (http.get(JANES, key=key["key"]), "'actor' may not read: it lacks the scope read."),
            (http.put(JANES, {"available": False}, key=key["key"]), "'actor' may not write: it lacks the scope write."),
            (http.delete(JANES, key=WALLBOARD_KEY), "'wallboard' may not write: it lacks the scope write."),
        ):
            assert_error(response, 403, "forbidden")
            assert told in response.json()["error"]


def test_e3_a_key_that_may_not_act_for_others_names_nobody(http: Client, unchanged: Unchanged) -> None:
    assert http.put(JANES, {"available": False}, key=PLANNER_KEY).status_code == 200
    with unchanged():
        for actor in ("jane", "", "x" * 101):
            response = http.put(JANES, {"available": True}, key=PLANNER_KEY, headers={"X-Onduty-Actor": actor})
            assert_error(response, 403, "forbidden")


def test_a_key_sees_its_own_account_alone(http: Client) -> None:
    assert http.get(status_path("2" * 32), key=OTHER_KEY).status_code == 200
    assert_error(http.get(JANES, key=OTHER_KEY), 404, "user_not_found")


def put_as(client: Client, actor: bytes, body: object) -> httpx.Response:
    headers = [(b"Authorization", f"Bearer {DESK_KEY}".encode()), (b"X-Onduty-Actor", actor)]
    return client.raw("PUT", JANES, headers=headers, json=body)


@pytest.mark.parametrize("actor", ["j", "Jürgen Köhler", "🌴" * 100], ids=["short", "umlauts", "long"])
def test_u10_an_actor_is_utf8(http: Client, acme: onduty.Account, actor: str) -> None:
    assert put_as(http, actor.encode(), {"available": False}).status_code == 200
    assert acme.history(JANE)[-1].actor == actor


@pytest.mark.parametrize(
    "actor", [b"", b"\xff", "é".encode("latin-1"), b"x" * 101, b"tab\tinside", "\x85".encode()], ids=repr
)
def test_u10_what_cannot_be_an_actor_is_refused_with_the_rest(http: Client, actor: bytes, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(put_as(http, actor, {"available": False}), "X-Onduty-Actor")
        assert_refused(put_as(http, actor, {"available": 1}), "X-Onduty-Actor", "available")


def test_u10_two_actors_are_refused(http: Client, unchanged: Unchanged) -> None:
    headers = [("Authorization", f"Bearer {DESK_KEY}"), ("X-Onduty-Actor", "a"), ("X-Onduty-Actor", "b")]
    with unchanged():
        assert_refused(http.raw("PUT", JANES, headers=headers, json={"available": False}), "X-Onduty-Actor")
        assert_refused(http.raw("DELETE", JANES, headers=headers), "X-Onduty-Actor")


@pytest.mark.parametrize("path", [JANES, f"/users/{JANE}/contacts", "/custom_statuses", "/teams", "/auth/me"])
def test_u10_a_read_refuses_what_cannot_be_an_actor_too(http: Client, path: str) -> None:
    assert_refused(http.get(path, headers={"X-Onduty-Actor": "x" * 101}), "X-Onduty-Actor")
    assert_refused(http.get(f"{path}?colour=1", headers={"X-Onduty-Actor": ""}), "X-Onduty-Actor", "colour")
