"""The id of a request, in its answer and in the log; the access log."""

import json
import logging
import re
from collections.abc import Iterator

import pytest

import onduty
from onduty import aio
from onduty.web import create_app
from onduty.web.access_log import ACCESS_LOGGER
from onduty.web.errors import ErrorAnswers
from onduty.web.metrics import Metrics
from onduty.web.observation import Observation
from tests.documents import DESK_KEY, JANE
from tests.web.client import Client, status_path
from tests.web.routes import ALL, RouteRequest

JANES = status_path(JANE)
MADE = re.compile("[0-9a-f]{32}")


@pytest.mark.parametrize("sent", ["x", "a id with spaces ~!", "x" * 128, "100%s"])
def test_the_clients_id_is_given_back(http: Client, sent: str) -> None:
    for path in (JANES, "/nowhere", "/healthz", "/metrics"):
        assert http.get(path, headers={"X-Request-Id": sent}).headers["x-request-id"] == sent


@pytest.mark.parametrize("sent", [b"", b"x" * 129, b"tab\tinside", "é".encode(), b"\xff"], ids=repr)
def test_another_is_made_for_what_cannot_be_one(http: Client, sent: bytes) -> None:
    headers = [(b"X-Request-Id", sent), (b"Authorization", f"Bearer {DESK_KEY}".encode())]
    response = http.raw("GET", JANES, headers=headers)
    assert response.status_code == 200
    assert MADE.fullmatch(response.headers["x-request-id"])


def test_another_is_made_for_two(http: Client) -> None:
    response = http.raw("GET", "/healthz", headers=[("X-Request-Id", "a"), ("X-Request-Id", "b")])
    assert MADE.fullmatch(response.headers["x-request-id"])


@pytest.mark.parametrize("route", ALL, ids=str)
def test_every_answer_has_one_and_no_two_the_same(http: Client, route: RouteRequest) -> None:
    answers = [route.send(http), route.send(http), route.send(http, key=None), http.request("OPTIONS", "/users")]
    ids = [answer.headers.get_list("x-request-id") for answer in answers]
    assert all(len(found) == 1 and MADE.fullmatch(found[0]) for found in ids)
    assert len({found[0] for found in ids}) == len(ids)


def test_errors_have_one_too(http: Client) -> None:
    for answer in (
        http.get("/nowhere"),
        http.request("BREW", JANES),
        http.put(JANES, content=b" " * 70_000),
        http.put(JANES, content=b"{"),
    ):
        assert MADE.fullmatch(answer.headers["x-request-id"])


def test_it_is_in_what_is_logged_of_the_request(db: onduty.Database, caplog: pytest.LogCaptureFixture) -> None:
    async def fails(scope: object, receive: object, send: object) -> None:
        raise RuntimeError("for the log")

    client = Client(Observation(ErrorAnswers(fails), Metrics(aio.Database(db)), access_log=False))
    with caplog.at_level(logging.ERROR, logger="onduty.web"):
        response = client.get("/", headers={"X-Request-Id": "100%s sure"})
    client.close()
    assert response.status_code == 500
    assert response.headers["x-request-id"] == "100%s sure"
    [record] = caplog.records
    assert record.getMessage().startswith("[100%s sure] ")


@pytest.fixture
def logged_http(db: onduty.Database) -> Iterator[Client]:
    client = Client(create_app(db, access_log=True))
    yield client
    client.close()


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == ACCESS_LOGGER]


def test_the_access_log_is_off_unless_it_is_asked_for(http: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        http.get(JANES)
    assert lines(caplog) == []


def test_the_access_log_has_a_line_a_request(logged_http: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=ACCESS_LOGGER):
        logged_http.put(JANES + "?contacts=0", {"available": False, "reason": "private"}, headers={"X-Request-Id": "i"})
        logged_http.get("/v1/nowhere/", key=None, headers={"X-Request-Id": 'a" key="desk'})
    first, second = lines(caplog)
    assert re.fullmatch(rf'PUT {JANES} 200 [0-9]+\.[0-9]{{3}} ms request="i" key="desk"', first)
    assert re.fullmatch(r"GET /v1/nowhere/ 404 [0-9.]+ ms request=.* key=null", second)
    assert json.dumps('a" key="desk') in second


def test_the_access_log_tells_no_secret(logged_http: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=ACCESS_LOGGER):
        logged_http.delete(JANES + "?reason=private", headers={"Idempotency-Key": "secret"})
        logged_http.get(JANES, key="wrong_key")
    assert len(lines(caplog)) == 2
    assert not any(word in caplog.text for word in (DESK_KEY, "private", "secret", "wrong_key"))


def test_a_path_cannot_forge_a_line(logged_http: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=ACCESS_LOGGER):
        logged_http.get("/x%0AGET%20/y%20200", key=None)
    [line] = lines(caplog)
    assert line.startswith("GET /x%0AGET%20/y%20200 404 ")
