"""Plain requests take a short way; what they are answered shows nothing of it (S1, U2, U7, E1 to E10)."""

import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.types import Receive, Scope, Send

import onduty
from onduty import aio
from onduty.web.metrics import Metrics
from onduty.web.plain_requests import PlainStatusRequests
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, JANE, LUNCH, MATTEO, NOBODY, PLANNER_KEY, WALLBOARD_KEY
from tests.web.client import Client, assert_error, assert_refused, status_path

JANES = status_path(JANE)
LONG_WAY = {"X-Request-Id": "a"}  # a field that no plain request has
_VARYING = re.compile(r'("last_updated_at":")[^"]+')


async def no_way(scope: Scope, receive: Receive, send: Send) -> None:
    """What has to go the long way ends here."""
    await send({"type": "http.response.start", "status": 599, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def short(db: onduty.Database) -> Iterator[Client]:
    """The short way alone, with the keys and users known already."""
    for key in (DESK_KEY, PLANNER_KEY, WALLBOARD_KEY):
        db.authenticate(key.encode())
    db.account("acme").statuses([JANE, MATTEO])
    database = aio.Database(db)
    client = Client(PlainStatusRequests(no_way, database, Metrics(database)))
    yield client
    client.close()


def comparable(answer: httpx.Response) -> tuple[int, list[str], str]:
    headers = [name for name, _ in answer.headers.raw]
    return answer.status_code, sorted(name.decode().lower() for name in headers), _VARYING.sub(r"\1", answer.text)


@pytest.mark.parametrize("path", [JANES, f"/users/{JANE}/status", f"/v1/users/{JANE.upper()}/status"])
def test_s13_a_plain_get_is_answered_from_memory_as_the_long_way_answers(
    short: Client, http: Client, path: str
) -> None:
    plain, long = short.get(path), http.get(path, headers=LONG_WAY)
    assert plain.status_code == 200
    assert comparable(plain) == comparable(long)
    assert plain.text == long.text
    assert plain.headers["etag"] == long.headers["etag"]


def test_s1_a_plain_put_writes_and_is_answered_as_the_long_way_answers(
    short: Client, http: Client, acme: onduty.Account
) -> None:
    before = acme.status(JANE)
    body = {"available": not before.available, "custom_status_uuid": LUNCH, "reason": "noon"}
    plain = short.put(JANES, body)
    assert plain.status_code == 200
    assert plain.headers["etag"] == f'"{before.version + 1}"'
    assert acme.status(JANE).version == before.version + 1
    entry = acme.history(JANE)[-1]
    assert (entry.way, entry.api_key, entry.reason) == ("api", "desk", "noon")  # U10
    again = http.put(JANES, body, headers=LONG_WAY)  # U2
    assert comparable(plain) == comparable(again)


def test_u1_a_get_after_a_put_shows_what_was_put(short: Client) -> None:
    for available in (True, False, True):
        put = short.put(JANES, {"available": available})
        shown = short.get(JANES)
        assert shown.json()["user_status"] == put.json()["user_status"]
        assert shown.headers["etag"] == put.headers["etag"]


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("GET", JANES, {"key": None}),
        ("GET", JANES, {"key": "nonsense"}),
        ("GET", JANES, {"headers": LONG_WAY}),
        ("GET", JANES, {"headers": {"X-Onduty-Actor": "jane"}}),
        ("GET", JANES + "?a=1", {}),
        ("GET", JANES + "/", {}),
        ("GET", status_path(NOBODY), {}),
        ("GET", status_path("jane"), {}),
        ("HEAD", JANES, {}),
        ("PUT", JANES, {"key": WALLBOARD_KEY, "json": {"available": True}}),
        ("PUT", JANES, {"headers": {"Idempotency-Key": "a"}, "json": {"available": True}}),
        ("PUT", JANES, {"headers": {"If-Match": '"1"'}, "json": {"available": True}}),
        ("PUT", JANES, {"headers": {"Content-Type": "text/plain"}, "content": b"{}"}),
        ("PUT", JANES, {"content": b'{"available": tru}'}),
        ("PUT", JANES, {"content": b'{"reason": "' + b"x" * 65536 + b'"}'}),
        ("PUT", JANES + "?contacts=1", {"json": {"available": True}}),
        ("DELETE", JANES, {}),
    ],
)
def test_what_is_not_plain_goes_the_long_way_and_writes_nothing_on_the_short_one(
    short: Client, unchanged: Unchanged, method: str, path: str, more: dict[str, object]
) -> None:
    with unchanged():
        assert short.request(method, path, **more).status_code == 599  # type: ignore[arg-type]


def test_refusals_are_those_of_the_long_way(http: Client, unchanged: Unchanged) -> None:
    http.get(JANES)
    with unchanged():
        assert_refused(http.put(JANES, {"available": 1, "colour": 2}), "available", "colour")  # U4
        assert_refused(http.put(JANES, {"custom_status_uuid": NOBODY}), "custom_status_uuid")  # S4
        assert_refused(http.put(JANES, {"uuid": MATTEO, "available": True}), "uuid")  # S2
        assert_error(http.put(status_path(NOBODY), {"available": True}), 404, "user_not_found")  # E4
        assert_error(http.put(JANES, content=b"[]"), 400, "malformed_json")  # E1


def test_a_refusal_by_the_writer_has_a_request_id_and_is_counted(http: Client) -> None:
    http.get(JANES)
    refused = http.put(JANES, {"custom_status_uuid": NOBODY})
    assert len(refused.headers["x-request-id"]) == 32
    numbers = http.get("/metrics", key=None).text
    assert 'onduty_http_requests_total{method="PUT",route="/users/{user}/status",status="422"} 1.0' in numbers
    assert 'onduty_updates_total{code="invalid_params",outcome="refused"} 1.0' in numbers


def test_l5_a_key_that_is_revoked_elsewhere_is_refused_on_the_short_way_too(
    short: Client, http: Client, db: onduty.Database
) -> None:
    assert short.get(JANES).status_code == 200
    with onduty.open(db.path) as elsewhere:
        elsewhere.account("acme").revoke_api_key("desk")
        for answer in (short.get(JANES), short.put(JANES, {"available": True})):
            assert answer.status_code == 599
        for answer in (http.get(JANES), http.put(JANES, {"available": True})):
            assert_error(answer, 401, "unauthorized")


def test_a_database_that_is_closed_is_told(http: Client, db: onduty.Database) -> None:
    http.get(JANES)
    db.close()
    assert_error(http.get(JANES), 503, "storage_unavailable")
    assert_error(http.put(JANES, {"available": True}), 503, "storage_unavailable")
