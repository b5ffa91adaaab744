"""Errors over HTTP: E1 to E12, their order and their shape."""

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import onduty
from onduty.web import create_app
from onduty.web.errors import STATUS_OF_CODE, ErrorAnswers
from tests.database_fixtures import Unchanged
from tests.documents import JANE, LUNCH, NOBODY, OTHER_KEY, PLANNER_KEY, WALLBOARD_KEY
from tests.web.client import Client, assert_error, assert_refused, status_path

JANES = status_path(JANE)

MALFORMED = {
    "empty": b"",
    "cut off": b'{"available": true',
    "something after it": b'{"available": true}x',
    "a byte order mark": b'\xef\xbb\xbf{"available": true}',
    "not UTF-8": b'{"reason": "\xff"}',
    "too deep": b"[" * 17 + b"]" * 17,
    "an array": b"[]",
    "null": b"null",
    "a number out of range": b'{"available": 1e999}',
    "a lone surrogate": b'{"reason": "\\udc00"}',
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_e1_what_is_no_json_object_is_400(http: Client, body: bytes, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(http.put(JANES, content=body), 400, "malformed_json")


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/", "/v2/users", "/user", f"/users/{JANE}/status/x", "//healthz"])
def test_e4_what_is_no_route_is_404_with_or_without_a_key(http: Client, path: str) -> None:
    for key in (None, "wrong"):
        assert_error(http.get(path, key=key), 404, "not_found")


def test_e4_the_prefix_and_the_slash_are_taken_off_once(http: Client) -> None:
    for path in (f"/v1/v1/users/{JANE}/status", f"{JANES}//"):
        assert_error(http.get(path), 404, "not_found")


@pytest.mark.parametrize("user", [NOBODY, "jane", JANE[:-1], "%F0%9F%8C%B4", "2" * 32])
def test_e4_who_is_not_in_the_account_is_404(http: Client, user: str, unchanged: Unchanged) -> None:
    with unchanged():
        for response in (
            http.get(status_path(user)),
            http.put(status_path(user), {"available": True}),
            http.delete(status_path(user)),
            http.get(f"/v1/users/{user}/contacts"),
        ):
            assert_error(response, 404, "user_not_found")


def test_e4_a_foreign_user_is_answered_like_an_unknown_one(http: Client) -> None:
    foreign, unknown = (http.put(status_path(user), {"available": True}) for user in (JANE, NOBODY))
    assert foreign.status_code == 200
    foreign, unknown = (http.put(status_path(user), {"available": True}, key=OTHER_KEY) for user in (JANE, NOBODY))
    assert foreign.content == unknown.content
    assert_error(foreign, 404, "user_not_found")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b'{"available": tru}', "line 1, column 15"),
        (b'{"available": true,\n "reason": "\xff"}', "line 2, column 13"),
        (b'{"available": true,\n "reason": "lunch', "line 2, column 12"),
        (b'{"available": true}\n}', "line 2, column 1"),
    ],
    ids=["syntax", "not UTF-8", "a string without end", "something behind it"],
)
def test_e1_the_message_tells_where_the_fault_is(http: Client, body: bytes, place: str) -> None:
    for response in (http.put(JANES, content=body), http.request("POST", "/custom_statuses", content=body)):
        assert_error(response, 400, "malformed_json")
        assert place in response.json()["error"]


def test_e10_unknown_and_repeated_query_parameters_are_named(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.put(f"{JANES}?contacts=1&contacts=2&colour=red", {"available": True}), "contacts", "colour")
        assert_refused(http.put(f"{JANES}?reason=r", {"available": 1}), "reason", "available")
        assert_refused(http.delete(f"{JANES}?contacts=1&reason=a&reason=b"), "contacts", "reason")
        assert_refused(http.get(f"{JANES}?contacts=1&%FF=2"), "contacts", "\ufffd")
        assert_refused(http.get(f"/users/{JANE}/contacts?after=nonsense&limit=3"), "after", "limit")


# The first that applies answers: each step leaves one more fault out, in the contract's order.
def test_the_order_of_errors(http: Client, unchanged: Unchanged) -> None:
    big, text, broken, wrong = b"x" * 70_000, {"Content-Type": "text/plain"}, b"{", b'{"available": 1}'
    actor, stale = {"X-Onduty-Actor": "jane"}, {"If-Match": '"99"'}
    query = status_path(NOBODY) + "?colour=red"
    with unchanged():
        for expected, response in (
            (404, http.request("PATCH", "/nowhere", key=None, content=big, headers=text)),
            (405, http.request("PATCH", query, key=None, content=big, headers=text)),
            (401, http.put(query, key="wrong", content=big, headers=text)),
            (403, http.put(query, key=WALLBOARD_KEY, content=big, headers=text)),
            (403, http.put(query, key=PLANNER_KEY, content=big, headers=text | actor)),
            (413, http.put(query, content=big, headers=text)),
            (415, http.put(query, content=broken, headers=text)),
            (400, http.put(query, content=broken, headers=stale)),
            (404, http.put(query, content=wrong, headers=stale)),
            (422, http.put(JANES + "?colour=red", content=b'{"available": true}', headers=stale)),
            (412, http.put(JANES, content=b'{"available": true}', headers=stale)),
        ):
            assert response.status_code == expected, response.text


def test_a_404_of_the_user_comes_before_a_422_of_the_query(http: Client) -> None:
    assert_error(http.get(status_path(NOBODY) + "?colour=red"), 404, "user_not_found")
    assert_error(http.get(f"/users/{NOBODY}/contacts?colour=red"), 404, "user_not_found")
    assert_error(http.delete(status_path(NOBODY) + "?colour=red"), 404, "user_not_found")


# Each is no UTF-8: a byte that is none, one that is cut off, a surrogate, more bytes than needed.
@pytest.mark.parametrize("text", ["%ff", "a%C3", "%ED%A0%80", "%C0%AF"])
def test_e10_a_query_that_is_no_utf8_is_named(http: Client, text: str, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.delete(f"{JANES}?reason={text}"), "reason")
        assert_refused(http.put(f"{JANES}?contacts={text}", {"available": 1}), "contacts", "available")
        assert_refused(http.get(f"/users?available={text}&colour={text}"), "available", "colour")


def test_u9_a_query_that_is_utf8_is_taken(http: Client, acme: onduty.Account) -> None:
    http.put(JANES, {"custom_status_uuid": LUNCH})
    assert http.delete(f"{JANES}?reason=Caf%C3%A9+%F0%9F%8C%B4+%EF%BF%BD").status_code == 204
    assert acme.history(JANE)[-1].reason == "Café 🌴 \ufffd"


def test_e11_a_database_that_is_gone_is_503_and_says_what_to_do(db: onduty.Database, http: Client) -> None:
    db.close()
    for response in (http.get(JANES), http.put(JANES, {"available": True}), http.get("/readyz")):
        assert_error(response, 503, "storage_unavailable")
        assert int(response.headers["retry-after"]) >= 30
        assert "restart the server" in response.json()["error"]


def test_e11_no_answer_shows_where_files_of_the_server_are(
    db_path: Path, db: onduty.Database, http: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert http.put(JANES, {"available": True}).status_code == 200
    db_path.rename(db_path.with_name("taken_away.db"))
    with caplog.at_level(logging.ERROR, logger="onduty.web"):
        answers = [http.put(JANES, {"available": False}), *(http.get("/readyz") for _ in range(20))]
    for answer in answers:
        assert_error(answer, 503, "storage_unavailable")
        assert "The database file or its log was replaced or removed" in answer.json()["error"]
        assert str(db_path.parent) not in answer.text
        assert db_path.name not in answer.text
    assert str(db_path) in caplog.text
    assert 1 <= len(caplog.records) <= 2  # not a line a request


def test_e11_a_full_queue_is_503_and_to_be_tried_again(db_path: Path) -> None:
    with onduty.open(str(db_path), queue_max=1) as db:
        client = Client(create_app(db))
        bodies = [{"available": bool(number % 2)} for number in range(500)]
        answers = client.put_at_once(JANES, bodies)
        changed = {answer.headers["etag"] for answer in answers if answer.status_code == 200}
        assert client.get(JANES).headers["etag"] == f'"{max(int(tag.strip(chr(34))) for tag in changed)}"'
        client.close()
    refused = [answer for answer in answers if answer.status_code != 200]
    assert refused
    for answer in refused:
        assert_error(answer, 503, "overloaded")
        assert answer.headers["retry-after"] == "1"


KINDS_AND_STATUSES: dict[type[onduty.Error], int] = {
    onduty.MalformedJsonError: 400,
    onduty.UnauthorizedError: 401,
    onduty.ForbiddenError: 403,
    onduty.UserNotFoundError: 404,
    onduty.ContactNotFoundError: 404,
    onduty.CustomStatusNotFoundError: 404,
    onduty.TeamNotFoundError: 404,
    onduty.IdempotencyConflictError: 409,
    onduty.PreconditionFailedError: 412,
    onduty.InvalidParamsError: 422,
    onduty.OverloadedError: 503,
    onduty.StorageUnavailableError: 503,
    onduty.ClosedError: 503,
    onduty.StorageFullError: 507,  # E12
}


@pytest.mark.parametrize("kind", KINDS_AND_STATUSES, ids=lambda kind: kind.__name__)
def test_e12_every_failure_of_the_library_has_its_status(kind: type[onduty.Error]) -> None:
    async def fails(scope: object, receive: object, send: object) -> None:
        raise kind("the message")

    client = Client(ErrorAnswers(fails))
    response = client.get("/")
    client.close()
    assert response.status_code == KINDS_AND_STATUSES[kind]
    assert response.json()["code"] == ("storage_unavailable" if kind is onduty.ClosedError else kind.code)


def test_e11_e12_every_code_has_the_status_of_the_contract() -> None:
    assert STATUS_OF_CODE["overloaded"] == STATUS_OF_CODE["storage_unavailable"] == 503
    assert STATUS_OF_CODE["storage_full"] == 507
    assert STATUS_OF_CODE["idempotency_conflict"] == 409


@pytest.fixture
def failing() -> Iterator[Client]:
    async def fails(scope: object, receive: object, send: object) -> None:
        raise RuntimeError("secret detail")

    client = Client(ErrorAnswers(fails))
    yield client
    client.close()


def test_what_is_unexpected_is_500_without_a_trace_and_logged_with_it(
    failing: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="onduty.web"):
        response = failing.get("/")
    assert_error(response, 500, "internal_error")
    assert "secret" not in response.text
    assert "RuntimeError: secret detail" in caplog.text


def test_no_answer_shows_more_than_its_error(http: Client) -> None:
    response: httpx.Response = http.put(JANES, content=b"\x00" * 100)
    assert "Traceback" not in response.text
    assert create_app.__name__ not in response.text
