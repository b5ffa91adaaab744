"""Connections that are slow, idle or say too much: they are hung up on, and hold nobody up meanwhile."""

import asyncio
import contextlib
import json
import logging
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import onduty
from onduty import aio
from onduty.web import protocol
from tests.database_fixtures import Unchanged
from tests.documents import JANE
from tests.web.client import status_path
from tests.web.server_process import AUTHORIZATION, RawConnection
from tests.web.server_thread import ServerThread

JANES = status_path(JANE)
AWAY = b'{"available": false}'
SECONDS_MAX = 0.4


@pytest.fixture
def server(db: onduty.Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerThread]:
    monkeypatch.setattr(protocol, "REQUEST_SECONDS_MAX", SECONDS_MAX)
    with ServerThread(db) as started:
        yield started


def assert_refused(connection: RawConnection, status: int, code: str) -> None:
    found, headers, body = connection.answer()
    assert (found, json.loads(body)["code"]) == (status, code)
    assert list(json.loads(body)) == ["error", "code"]
    assert (headers["content-type"], headers["connection"]) == ("application/json", "close")
    assert connection.is_closed_by_server()


def test_a_connection_that_asks_nothing_is_closed(server: ServerThread) -> None:
    with server.connection() as connection:
        began = time.monotonic()
        assert connection.is_closed_by_server()
        assert SECONDS_MAX * 0.9 < time.monotonic() - began < 5


def test_a_head_that_does_not_end_is_408(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send_bytes(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
        assert_refused(connection, 408, "request_timeout")


def seconds_until_cut(connection: RawConnection) -> float:
    began = time.monotonic()
    while time.monotonic() - began < 10:
        try:
            connection.send_bytes(b"X-Slow: 1\r\n")
        except OSError:
            break
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.mark.timed
def test_a_little_at_a_time_does_not_help(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send_bytes(b"GET /healthz HTTP/1.1\r\n")
        assert seconds_until_cut(connection) < 3


def test_a_body_that_does_not_end_is_408_and_changes_nothing(server: ServerThread, unchanged: Unchanged) -> None:
    with unchanged(), server.connection() as connection:
        connection.send(f"PUT {JANES} HTTP/1.1", AUTHORIZATION, f"Content-Length: {len(AWAY) + 1}", body=AWAY)
        assert_refused(connection, 408, "request_timeout")


def test_a_second_request_that_does_not_end_is_408_too(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send("GET /healthz HTTP/1.1")
        assert connection.answer()[0] == 200
        connection.send_bytes(b"GET /hea")
        assert_refused(connection, 408, "request_timeout")


def test_what_was_answered_before_its_end_is_closed_without_another_answer(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send(f"PUT {JANES} HTTP/1.1", "Content-Length: 100", body=b"x")
        assert connection.answer()[0] == 401
        assert connection.is_closed_by_server()


def test_an_idle_connection_is_kept_for_longer(server: ServerThread) -> None:
    with server.connection() as connection:
        for _ in range(3):
            connection.send("GET /healthz HTTP/1.1")
            assert connection.answer()[0] == 200
            time.sleep(SECONDS_MAX * 1.5)


def test_a_head_that_is_too_large_is_431(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send_bytes(b"GET /healthz HTTP/1.1\r\n")
        line = b"X-More: " + b"x" * 1000 + b"\r\n"
        for _ in range(protocol.HEAD_SIZE_MAX // len(line) + 1):
            connection.send_bytes(line)
        assert_refused(connection, 431, "head_too_large")


def bytes_taken(connection: RawConnection, piece: bytes, size_max: int) -> int:
    """How much the server takes before it hangs up, of `size_max` bytes at most."""
    sent = 0
    try:
        while sent < size_max:
            connection.send_bytes(piece)
            sent += len(piece)
    except OSError:
        pass
    return sent


@pytest.mark.parametrize("piece", [b"X-More: " + b"x" * 1014 + b"\r\n", b"x" * 1024], ids=["many", "one"])
def test_headers_without_end_are_not_kept(server: ServerThread, piece: bytes) -> None:
    with server.connection() as connection:
        connection.send_bytes(b"GET /healthz HTTP/1.1\r\nX-More: ")
        assert bytes_taken(connection, piece, 100_000_000) < 20_000_000  # the system's buffers hold some


@pytest.mark.parametrize("piece", [b"X-More: " + b"x" * 1014 + b"\r\n", b"x" * 1024], ids=["many", "one"])
def test_headers_after_the_body_are_not_kept_either(
    server: ServerThread, piece: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "REQUEST_SECONDS_MAX", 30.0)
    with server.connection() as connection:
        connection.send(f"PUT {JANES} HTTP/1.1", AUTHORIZATION, "Transfer-Encoding: chunked")
        connection.send_bytes(b"1\r\n{\r\n0\r\nX-More: ")
        assert bytes_taken(connection, piece, 100_000_000) < 20_000_000


def test_a_body_in_small_chunks_is_taken(server: ServerThread) -> None:
    body = b'{"available": false}'.ljust(60_000)
    with server.connection() as connection:
        connection.send(f"PUT {JANES} HTTP/1.1", AUTHORIZATION, "Transfer-Encoding: chunked")
        chunks = b"".join(b"1\r\n%c\r\n" % each for each in body)
        for begin in range(0, len(chunks), 10_001):
            connection.send_bytes(chunks[begin : begin + 10_001])
        connection.send_bytes(b"0\r\nX-After: y\r\n\r\n")
        assert connection.answer()[0] == 200


@pytest.fixture
def slow_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks with a key, or without one, may go away before it is looked up."""
    authenticate = aio.Database.authenticate

    async def authenticate_slowly(database: aio.Database, secret: bytes) -> onduty.ApiKey:
        await asyncio.sleep(0.05)
        return await authenticate(database, secret)

    monkeypatch.setattr(aio.Database, "authenticate", authenticate_slowly)


@pytest.mark.usefixtures("slow_keys")
@pytest.mark.parametrize("is_reset", [False, True], ids=["ended", "reset"])
@pytest.mark.parametrize("requests", [1, 2, 3, 7])
def test_clients_that_go_away_leave_nothing_in_the_log(
    server: ServerThread, caplog: pytest.LogCaptureFixture, requests: int, is_reset: bool
) -> None:
    request = f"GET {JANES} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with caplog.at_level(logging.INFO):
        for _ in range(5):
            connected = socket.create_connection(server.address, timeout=10)
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", is_reset, 0))
            connected.sendall(request * requests)
            assert connected.recv(1) == b"H"  # the first answer is there; further ones are to come
            connected.close()
        time.sleep(0.3)
        with server.connection() as connection:
            connection.send("GET /healthz HTTP/1.1")
            assert connection.answer()[0] == 200
    assert caplog.text == ""


def test_a_large_head_within_the_limit_is_taken(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send_bytes(b"GET /healthz HTTP/1.1\r\n")
        for number in range(50):
            connection.send_bytes(b"X-More-%d: " % number + b"x" * 1000 + b"\r\n")
        connection.send_bytes(b"\r\n")
        assert connection.answer()[0] == 200


@pytest.mark.timed
def test_slow_and_idle_connections_hold_nobody_up(server: ServerThread, db_path: Path) -> None:
    connections = [socket.create_connection(server.address, timeout=10) for _ in range(200)]
    for number, connection in enumerate(connections):
        connection.sendall(b"" if number % 2 else b"PUT ")
    host, port = server.address
    with httpx.Client(base_url=f"http://{host}:{port}") as client:
        began = time.monotonic()
        headers = dict([AUTHORIZATION.split(": ")])
        for number in range(20):
            assert client.put(JANES, json={"available": bool(number % 2)}, headers=headers).status_code == 200
        assert time.monotonic() - began < 5
    for connection in connections:
        connection.close()


GET_HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


def test_requests_sent_ahead_of_their_answers_are_answered(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send_bytes(GET_HEALTH * protocol.REQUESTS_AHEAD_MAX)
        assert {connection.answer()[0] for _ in range(protocol.REQUESTS_AHEAD_MAX)} == {200}
        connection.send("GET /healthz HTTP/1.1")
        assert connection.answer()[0] == 200


def test_a_request_after_large_ones_has_no_head_that_is_too_large(server: ServerThread) -> None:
    """Its beginning comes in one read with what was before it."""
    with server.connection() as connection:
        request = b"GET /healthz HTTP/1.1\r\nX-More: " + b"x" * 30_000 + b"\r\n\r\n"
        connection.send_bytes(request * 4 + GET_HEALTH[:9])
        assert [connection.answer()[0] for _ in range(4)] == [200] * 4
        connection.send_bytes(GET_HEALTH[9:])
        assert connection.answer()[0] == 200


def test_who_sends_too_far_ahead_is_hung_up_on(server: ServerThread) -> None:
    with server.connection() as connection:
        connection.send_bytes(GET_HEALTH * 2000)
        answers = 0
        with contextlib.suppress(ConnectionResetError, IndexError):  # the latter at the end of the connection
            while connection.answer()[0] == 200:
                answers += 1
        assert answers < 2000


@pytest.mark.parametrize("method", ["FOO", "brew", "GETS", "P!T"])
def test_e5_a_method_that_the_parser_does_not_know_is_405_with_those_there_are(
    server: ServerThread, unchanged: Unchanged, method: str
) -> None:
    with unchanged(), server.connection() as connection:
        for _ in range(2):
            connection.send(f"{method} {JANES} HTTP/1.1", AUTHORIZATION, f"Content-Length: {len(AWAY)}", body=AWAY)
            status, headers, body = connection.answer()
            assert (status, json.loads(body)["code"]) == (405, "method_not_allowed")
            assert headers["allow"] == "GET, HEAD, PUT, DELETE, OPTIONS"
        connection.send(f"GET {JANES} HTTP/1.1", AUTHORIZATION)
        assert connection.answer()[0] == 200


@pytest.mark.parametrize("head", [b"\x00FOO / HTTP/1.1\r\n\r\n", b"FOO\r\n\r\n", b"FOO / HTTP/x\r\n\r\n", b"FO"])
def test_what_begins_with_no_method_is_400(server: ServerThread, head: bytes) -> None:
    with server.connection() as connection:
        connection.send_bytes(head)
        assert_refused(connection, 400, "malformed_request")
