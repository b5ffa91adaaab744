"""Plain requests on real connections: what they are answered, and that they keep the connection in step."""

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import IMPORTED_VERSION, JANE, MATTEO, NOBODY
from tests.web.client import status_path
from tests.web.server_process import AUTHORIZATION, STOP_SECONDS_MAX, RawConnection, ServerProcess

JANES = status_path(JANE)
AWAY = b'{"available": false}'
FREE = b'{"available": true}'


@pytest.fixture
def server(db_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(db_path) as started:
        with started.connection() as connection:
            for user in (JANE, MATTEO):  # from here on the key and they are in memory
                connection.send(f"GET {status_path(user)} HTTP/1.1", AUTHORIZATION)
                assert connection.answer()[0] == 200
        yield started


@pytest.fixture
def connection(server: ServerProcess) -> Iterator[RawConnection]:
    with server.connection() as connected:
        yield connected


def put(body: bytes, *more: str, path: str = JANES) -> bytes:
    lines = (f"PUT {path} HTTP/1.1", AUTHORIZATION, "Host: x", f"Content-Length: {len(body)}", *more, "", "")
    return "\r\n".join(lines).encode() + body


def get(*more: str, version: str = "1.1", path: str = JANES) -> bytes:
    return "\r\n".join((f"GET {path} HTTP/{version}", AUTHORIZATION, "Host: x", *more, "", "")).encode()


def is_available(body: bytes) -> bool:
    available: bool = json.loads(body)["user_status"]["appearance"]["available"]
    return available


def test_the_headers_are_those_of_the_long_way(connection: RawConnection) -> None:
    for plain, long in ((get(), get("X-Request-Id: a")), (put(AWAY), put(AWAY, "X-Request-Id: a"))):
        connection.send_bytes(plain + long)
        short_answer, long_answer = connection.answer(), connection.answer()
        assert short_answer[0] == long_answer[0] == 200
        assert sorted(short_answer[1]) == sorted(long_answer[1])
        assert short_answer[1]["content-type"] == long_answer[1]["content-type"]
        assert json.loads(short_answer[2]) == json.loads(long_answer[2])


def test_u1_requests_sent_in_one_go_are_carried_out_and_answered_in_order(connection: RawConnection) -> None:
    connection.send_bytes(put(AWAY) + get() + put(FREE) + put(FREE) + get() + put(b"[]") + get())
    answers = [connection.answer() for _ in range(7)]
    assert [answer[0] for answer in answers] == [200, 200, 200, 200, 200, 400, 200]
    assert [is_available(answer[2]) for answer in answers if answer[0] == 200] == [False, False, True, True, True, True]
    assert answers[-1][1]["etag"] == f'"{IMPORTED_VERSION + 2}"'  # U2: the same again is no change


def test_a_body_may_come_in_pieces(connection: RawConnection) -> None:
    request = put(AWAY)
    for piece in (request[:20], request[20:-9], request[-9:-1], request[-1:]):
        connection.send_bytes(piece)
        time.sleep(0.05)
    assert connection.answer()[0] == 200


@pytest.mark.parametrize(
    ("request_bytes", "status", "code"),
    [
        (put(AWAY, path=status_path(NOBODY)), 404, "user_not_found"),
        (put(b'{"custom_status_uuid": "%b"}' % NOBODY.encode()), 422, "invalid_params"),
        (put(b'{"available": 1}'), 422, "invalid_params"),
        (put(b'{"available"'), 400, "malformed_json"),
        (put(AWAY, "Content-Type: text/plain"), 415, "unsupported_media_type"),
        (put(AWAY, "X-Onduty-Actor: " + "x" * 101), 422, "invalid_params"),
        (get(path=status_path(NOBODY)), 404, "user_not_found"),
    ],
)
def test_e4_e10_a_refusal_is_as_ever_and_leaves_the_connection_in_step(
    connection: RawConnection, unchanged: Unchanged, request_bytes: bytes, status: int, code: str
) -> None:
    with unchanged():
        connection.send_bytes(request_bytes + get())
        refused = connection.answer()
        assert (refused[0], json.loads(refused[2])["code"]) == (status, code)
        assert refused[1]["content-type"] == "application/json"
        assert len(refused[1]["x-request-id"]) == 32
        assert connection.answer()[0] == 200


def test_a_client_that_wants_the_connection_closed_gets_that(server: ServerProcess) -> None:
    for request in (get("Connection: close"), put(AWAY, "Connection: close"), get(version="1.0")):
        with server.connection() as connection:
            connection.send_bytes(request)
            assert connection.answer()[0] == 200
            assert connection.is_closed_by_server()


def test_s1_a_client_that_goes_away_has_made_its_change(server: ServerProcess, db_path: Path) -> None:
    with server.connection() as connection:
        connection.send_bytes(put(AWAY))
    with onduty.open(str(db_path)) as db:
        deadline = time.monotonic() + 5
        while db.account("acme").status(JANE).available and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not db.account("acme").status(JANE).available
    with server.connection() as connection:
        connection.send_bytes(get())
        assert not is_available(connection.answer()[2])


def test_nonsense_behind_an_update_leaves_the_answers_to_others(server: ServerProcess) -> None:
    with server.connection() as other:
        for round_number in range(10):
            with server.connection() as bad:
                bad.send_bytes(put(AWAY) + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + b"\0nonsense\r\n\r\n")
                other.send_bytes(put(FREE if round_number % 2 else AWAY, path=status_path(MATTEO)))
                assert other.answer()[0] == 200


def test_a_stop_finishes_an_update_whose_body_is_still_to_come(
    server: ServerProcess, connection: RawConnection
) -> None:
    request = put(AWAY)
    connection.send_bytes(request[:-5])
    time.sleep(0.3)
    server.process.terminate()
    time.sleep(0.3)
    connection.send_bytes(request[-5:])
    status, headers, body = connection.answer()
    assert (status, headers["connection"], is_available(body)) == (200, "close", False)
    assert server.process.wait(STOP_SECONDS_MAX) == 0


@pytest.mark.slow
def test_e11_a_stop_that_cannot_wait_for_the_storage_tells_that_the_outcome_is_unknown(
    server: ServerProcess, connection: RawConnection, db_path: Path
) -> None:
    # A tool that knows nothing of onduty keeps the database.
    other = sqlite3.connect(db_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    connection.send_bytes(put(AWAY))
    time.sleep(0.3)
    server.process.terminate()
    status, _, body = connection.answer()
    assert status == 503
    assert json.loads(body)["code"] in ("storage_unavailable", "overloaded")
    other.execute("ROLLBACK")
    other.close()
    assert server.process.wait(STOP_SECONDS_MAX) == 0


def test_plain_requests_are_counted(server: ServerProcess, connection: RawConnection) -> None:
    connection.send_bytes(put(AWAY) + put(AWAY) + get() + put(b'{"available": 1}'))
    for _ in range(4):
        connection.answer()
    connection.send("GET /metrics HTTP/1.1")
    numbers = connection.answer()[2].decode()
    route = 'route="/users/{user}/status"'
    assert f'onduty_http_requests_total{{method="PUT",{route},status="200"}} 2.0' in numbers
    assert f'onduty_http_requests_total{{method="GET",{route},status="200"}} 3.0' in numbers
    assert 'onduty_updates_total{code="",outcome="changed"} 1.0' in numbers
    assert 'onduty_updates_total{code="",outcome="unchanged"} 1.0' in numbers
    assert 'onduty_updates_total{code="invalid_params",outcome="refused"} 1.0' in numbers
    assert "onduty_http_requests_in_flight 1.0" in numbers
