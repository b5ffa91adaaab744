"""Methods and paths: E5, S13, and the application mounted in another."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Message

import onduty
from onduty.web import create_app
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, JANE, LUNCH, WALLBOARD_KEY
from tests.web.client import Client, assert_error, status_path
from tests.web.routes import TEAM

JANES = status_path(JANE)
METHODS_OF_PATH = {
    JANES: {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"},
    f"/users/{JANE}/contacts": {"GET", "HEAD", "OPTIONS"},
    "/users": {"GET", "HEAD", "OPTIONS"},
    "/contacts": {"GET", "HEAD", "OPTIONS"},
    f"/contacts/{JANE}": {"GET", "HEAD", "PATCH", "OPTIONS"},
    "/custom_statuses": {"GET", "HEAD", "POST", "OPTIONS"},
    f"/custom_statuses/{LUNCH}": {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"},
    "/teams": {"GET", "HEAD", "OPTIONS"},
    f"/teams/{TEAM}": {"GET", "HEAD", "OPTIONS"},
    f"/teams/{TEAM}/members": {"GET", "HEAD", "OPTIONS"},
    "/auth/me": {"GET", "HEAD", "OPTIONS"},
    "/openapi.json": {"GET", "HEAD", "OPTIONS"},
    "/docs": {"GET", "HEAD", "OPTIONS"},
    "/healthz": {"GET", "HEAD", "OPTIONS"},
    "/readyz": {"GET", "HEAD", "OPTIONS"},
}


def allowed(value: str) -> set[str]:
    return set(value.split(", "))


@pytest.mark.parametrize("path", METHODS_OF_PATH)
def test_e5_another_method_is_405_and_told_which_there_are(http: Client, path: str, unchanged: Unchanged) -> None:
    with unchanged():
        for method in {"GET", "PUT", "POST", "PATCH", "DELETE", "TRACE", "BREW"} - METHODS_OF_PATH[path]:
            response = http.request(method, path, key=None)
            assert_error(response, 405, "method_not_allowed")
            assert allowed(response.headers["allow"]) == METHODS_OF_PATH[path]


@pytest.mark.parametrize("path", METHODS_OF_PATH)
def test_e5_options_is_204_with_every_method(http: Client, path: str) -> None:
    for spelling in (path, path + "/"):
        response = http.request("OPTIONS", spelling, key=None)
        assert (response.status_code, response.content) == (204, b"")
        assert allowed(response.headers["allow"]) == METHODS_OF_PATH[path]


def test_e5_c1_callbells_other_path_only_destroys(http: Client, unchanged: Unchanged) -> None:
    path = f"/v1/custom_status/{LUNCH}"
    with unchanged():
        for method in ("GET", "HEAD", "PUT", "POST"):
            response = http.request(method, path)
            assert response.status_code == 405
            assert allowed(response.headers["allow"]) == {"DELETE", "OPTIONS"}
        assert allowed(http.request("OPTIONS", path).headers["allow"]) == {"DELETE", "OPTIONS"}


@pytest.mark.parametrize("path", METHODS_OF_PATH)
def test_e5_head_is_get_without_a_body(http: Client, path: str) -> None:
    request_id = {"X-Request-Id": "the same"}
    get, head = http.get(path, headers=request_id), http.request("HEAD", path, headers=request_id)
    assert (head.status_code, head.headers, head.content) == (get.status_code, get.headers, b"")
    assert int(head.headers["content-length"]) == len(get.content) > 0


@pytest.mark.parametrize("path", [*METHODS_OF_PATH, "/nowhere"])
def test_e5_head_sends_no_body_even_to_a_server_that_would_pass_it_on(db: onduty.Database, path: str) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"authorization", f"Bearer {DESK_KEY}".encode())]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "HEAD",
        "path": path,
        "query_string": b"",
        "headers": headers,
    }
    asyncio.run(create_app(db)(scope, receive, send))  # type: ignore[arg-type]
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[1]["body"] == b""


def test_e5_head_of_an_error_has_no_body_either(http: Client) -> None:
    for path in (status_path("nobody"), "/nowhere"):
        head = http.request("HEAD", path)
        assert (head.status_code, head.content) == (404, b"")


@pytest.mark.parametrize("path", METHODS_OF_PATH)
def test_e5_one_slash_at_the_end_is_ignored_never_redirected(http: Client, path: str) -> None:
    assert http.get(path + "/").content == http.get(path).content
    assert_error(http.get(path + "//"), 404, "not_found")


def test_head_may_be_asked_with_a_key_that_only_reads(http: Client) -> None:
    assert http.request("HEAD", JANES, key=WALLBOARD_KEY).status_code == 200


@pytest.mark.parametrize("prefix", ["/presence", "/v1/presence", "/deep/er"])
def test_s13_the_application_can_be_mounted_anywhere(db: onduty.Database, prefix: str) -> None:
    client = Client(Starlette(routes=[Mount(prefix, app=create_app(db))]))
    for path in (f"{prefix}{JANES}", f"{prefix}/users/{JANE}/status/"):
        assert client.put(path, {"available": False}, key=DESK_KEY).status_code == 200
    assert_error(client.get(f"{prefix}/nowhere"), 404, "not_found")
    assert_error(client.get(f"{prefix}{status_path('nobody')}"), 404, "user_not_found")
    client.close()
