"""Bodies: how large, of what type (E8, E9), and how far they are read."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.types import Message

import onduty
from onduty.web import create_app
from onduty.web.bodies import BODY_SIZE_MAX, is_json
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, JANE
from tests.web.client import Client, assert_error, status_path

JANES = status_path(JANE)


def padded(size: int) -> bytes:
    body = json.dumps({"available": False}).encode()
    return body + b" " * (size - len(body))


async def in_chunks(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 1000):
        yield body[start : start + 1000]


def test_e8_a_body_up_to_the_limit_is_taken(http: Client) -> None:
    assert http.put(JANES, content=padded(BODY_SIZE_MAX)).status_code == 200
    assert http.put(JANES, content=in_chunks(padded(BODY_SIZE_MAX))).status_code == 200


def test_e8_a_larger_body_is_413_declared_or_not(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(http.put(JANES, content=padded(BODY_SIZE_MAX + 1)), 413, "body_too_large")
        assert_error(http.put(JANES, content=in_chunks(padded(BODY_SIZE_MAX + 1))), 413, "body_too_large")
        assert_error(http.request("DELETE", JANES, content=padded(BODY_SIZE_MAX + 1)), 413, "body_too_large")


class Exchange:
    """One request whose body never ends, and what the application did with it."""

    def __init__(self, *headers: tuple[bytes, bytes]) -> None:
        self.headers = [(b"authorization", f"Bearer {DESK_KEY}".encode()), *headers]
        self.received_before_answer = 0
        self.received_after_answer = 0
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        if self.sent:
            self.received_after_answer += 1
        else:
            self.received_before_answer += 1
        return {"type": "http.request", "body": b"x" * 4096, "more_body": True}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    def run(self, db: onduty.Database) -> None:
        scope: dict[str, Any] = {
            "type": "http",
            "http_version": "1.1",
            "method": "PUT",
            "path": JANES,
            "query_string": b"",
            "headers": self.headers,
        }
        asyncio.run(asyncio.wait_for(_call(create_app(db), scope, self), 30))


async def _call(app: Any, scope: dict[str, Any], exchange: Exchange) -> None:
    await app(scope, exchange.receive, exchange.send)


def test_e8_what_is_declared_too_large_is_not_read_before_the_answer(db: onduty.Database) -> None:
    exchange = Exchange((b"content-length", b"1000000000"))
    exchange.run(db)
    assert exchange.sent[0]["status"] == 413
    assert exchange.received_before_answer == 0


def test_e8_what_never_ends_is_read_to_the_limit_only(db: onduty.Database) -> None:
    exchange = Exchange()
    exchange.run(db)
    assert exchange.sent[0]["status"] == 413
    assert exchange.received_before_answer == BODY_SIZE_MAX // 4096 + 1


def test_e8_some_of_the_rest_is_taken_so_that_the_client_comes_to_read_the_answer(db: onduty.Database) -> None:
    for headers in ([], [(b"content-length", b"1000000000")]):
        exchange = Exchange(*headers)
        exchange.run(db)
        assert (b"connection", b"close") in exchange.sent[0]["headers"]
        assert json.loads(exchange.sent[1]["body"])["code"] == "body_too_large"
        assert exchange.received_after_answer == 1024 * 1024 // 4096
        assert exchange.sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


def test_e8_a_client_that_waits_for_leave_is_not_given_it(db: onduty.Database) -> None:
    exchange = Exchange((b"content-length", b"1000000000"), (b"expect", b"100-continue"))
    exchange.run(db)
    assert (exchange.received_before_answer, exchange.received_after_answer) == (0, 0)


def test_a_client_that_goes_away_changes_nothing(db: onduty.Database, unchanged: Unchanged) -> None:
    class Gone(Exchange):
        async def receive(self) -> Message:
            return {"type": "http.disconnect"}

    exchange = Gone()
    with unchanged():
        exchange.run(db)
    assert exchange.sent == []


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json", "application/json;x", ""],
)
def test_e9_json_under_any_of_its_names_is_taken(http: Client, content_type: str) -> None:
    response = http.put(JANES, content=b'{"available": false}', headers={"Content-Type": content_type})
    assert response.status_code == 200


def test_e9_no_content_type_is_taken_as_json(http: Client) -> None:
    response = http.put(JANES, content=b'{"available": false}')
    assert "content-type" not in response.request.headers
    assert response.status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "text/json", "application/jsonx", "+json", ";"]
)
def test_e9_anything_else_is_415(http: Client, content_type: str, unchanged: Unchanged) -> None:
    with unchanged():
        response = http.put(JANES, content=b'{"available": false}', headers={"Content-Type": content_type})
    assert_error(response, 415, "unsupported_media_type")


def test_e9_is_about_bodies_only(http: Client) -> None:
    headers = {"Content-Type": "text/plain"}
    assert_error(http.put(JANES, headers=headers), 400, "malformed_json")
    assert http.get(JANES, headers=headers).status_code == 200
    assert http.delete(JANES, headers=headers).status_code == 204


def test_e9_media_types() -> None:
    assert is_json("application/vnd.api+json ; a=b")
    assert not is_json("application/vnd.api+xml")
