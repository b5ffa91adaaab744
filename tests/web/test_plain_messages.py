"""Plain requests are looked at as bytes, ahead of the parser: nothing of that shows in what is answered."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onduty
from onduty.web.plain_protocol import PlainProtocol
from tests.documents import JANE, NOBODY, WALLBOARD_KEY
from tests.python.scripts import lock_held_by_another
from tests.web.client import status_path
from tests.web.server_process import AUTHORIZATION, RawConnection
from tests.web.server_thread import ServerThread

JANES = status_path(JANE)
AWAY = b'{"available": false}'
FREE = b'{"available": true}'
IDLE_SECONDS = 1.2


def message(*fields: str, line: str = f"GET {JANES} HTTP/1.1", body: bytes = b"") -> bytes:
    return "".join(f"{each}\r\n" for each in (line, *fields, "")).encode("latin-1") + body


def get(*fields: str, path: str = JANES, version: str = "HTTP/1.1") -> bytes:
    return message("Host: x", AUTHORIZATION, *fields, line=f"GET {path} {version}")


def put(*fields: str, body: bytes = FREE, path: str = JANES) -> bytes:
    return message("Host: x", AUTHORIZATION, *fields, line=f"PUT {path} HTTP/1.1", body=body)


def sized(*fields: str, body: bytes = FREE, path: str = JANES) -> bytes:
    return put(f"Content-Length: {len(body)}", *fields, body=body, path=path)


PLAIN = [
    get(),
    get("Accept: */*", "user-agent: curl/7.88", "Accept-Encoding: gzip, br", "CONNECTION: keep-alive"),
    get("Content-Length: 0"),
    get(path=JANES.removeprefix("/v1")),
    sized(),
    sized("Content-Type: application/json"),
    sized("X-Forwarded-For:   1.2.3.4\t"),
    sized(body=b'{"available": true, "reason": "back"}'),
    message("Host: x", AUTHORIZATION + " "),
    put("Content-Length: 019"),
]
REFUSED = [
    sized(body=b"[]"),
    sized(body=b'{"available": 1}'),
    sized(body=b'{"available"'),
    sized(path=status_path(NOBODY)),
    sized(body=b'{"custom_status_uuid": "%b"}' % NOBODY.encode()),
    sized("Content-Type: text/plain"),
    sized(body=b""),
    get(path=status_path(NOBODY)),
    message("Host: x"),
    message("Host: x", "Authorization: Bearer nobody"),
    message(f"Authorization: Bearer {WALLBOARD_KEY}", "Content-Length: 19", line=f"PUT {JANES} HTTP/1.1", body=FREE),
]
# What the parser makes of each is its own affair; that nothing else comes first is what is shown here.
ODD = [
    b"\r\n" + get(),
    get().replace(b"\r\n", b"\n"),
    get().replace(b"Host: x", b"Host : x"),
    get().replace(b"Host: x", b" Host: x"),
    get().replace(b"Host: x", b"Host: x\r\n folded: y"),
    get().replace(b"Host: x", b"Host"),
    get().replace(b"Host: x", b": x"),
    get().replace(b"Host: x", b"Ho\x00st: x"),
    get().replace(b"Host: x", b"Host: \x00"),
    get().replace(b"Host: x", b"Host: \x7f"),
    get().replace(b"Host: x", b"Host: a\rb"),
    get().replace(b"Host: x", b"Host: \xe9"),
    get().replace(b"GET", b"get"),
    get().replace(b"GET ", b"GET  "),
    get("X" * 41 + ": y"),
    get("X_Y: z"),
    get(version="HTTP/1.0"),
    get(version="HTTP/1.2"),
    get(version="HTTP/1.1 "),
    get(version="http/1.1"),
    get(path="http://x" + JANES),
    get(path=JANES + "?a=b"),
    get(path=JANES + "/"),
    get(path=JANES.replace("4", "%34")),
    get(AUTHORIZATION),
    get("Authorization: Basic eA=="),
    get("Connection: close"),
    get("Connection: upgrade", "Upgrade: websocket"),
    get("If-Match: *"),
    message("Host: x", AUTHORIZATION.replace("Bearer", "bearer")),
    message("Host: x", AUTHORIZATION.replace("Bearer ", "Bearer  ")),
    put("Content-Length: 19", "Content-Length: 19"),
    put("Content-Length: 19", "Content-Length: 5"),
    put("Content-Length: 19, 19"),
    put("Content-Length: +19"),
    put("Content-Length: 0x13"),
    put("Content-Length: -1"),
    put("Content-Length:"),
    put("Content-Length: 99999999999999999999"),
    put("Content-Length: 19", "Transfer-Encoding: chunked", body=b"13\r\n" + FREE + b"\r\n0\r\n\r\n"),
    put("Transfer-Encoding: chunked", body=b"13\r\n" + FREE + b"\r\n0\r\n\r\n"),
    sized('If-Match: "999"'),
    sized("X-Onduty-Actor: zoe"),
    sized("Expect: 100-continue"),
    sized("Connection: close"),
]


def warm_up(server: ServerThread) -> None:
    """From here on her status and the key are in memory."""
    with server.connection() as connection:
        connection.send_bytes(get(f"Host: {JANE}"))
        assert connection.answer()[0] == 200


@pytest.fixture
def server(db: onduty.Database) -> Iterator[ServerThread]:
    with ServerThread(db) as started:
        warm_up(started)
        yield started


class Taken:
    """Whether requests took the short way; or keeps them from it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.last = False
        self.is_open = True
        take = PlainProtocol._take

        def told(protocol: PlainProtocol, data: bytes) -> bool:
            self.last = self.is_open and take(protocol, data)
            return self.last

        monkeypatch.setattr(PlainProtocol, "_take", told)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Taken:
    return Taken(monkeypatch)


def answers(server: ServerThread, sent: bytes) -> list[Any]:
    """What comes back for one read of bytes, and for a plain GET behind it, without what differs each time."""
    with server.connection() as connection:
        connection.send_bytes(sent)
        return [_seen(connection), *_then(connection)]


def _then(connection: RawConnection) -> list[Any]:
    try:
        connection.send_bytes(get())
        return [_seen(connection)]
    except (OSError, IndexError):  # it was hung up
        return ["closed"]


def _seen(connection: RawConnection) -> Any:
    status, headers, body = connection.answer()
    for name in ("date", "x-request-id"):
        headers.pop(name, None)
    return status, headers, body.replace(b" ", b"")


@pytest.mark.parametrize("sent", [*PLAIN, *REFUSED, *ODD])
def test_every_form_of_a_request_is_answered_as_by_the_parsers_way(
    server: ServerThread, taken: Taken, sent: bytes
) -> None:
    answers(server, sized())
    taken.is_open = False
    expected = answers(server, sent)
    taken.is_open = True
    assert answers(server, sent) == expected


@pytest.mark.parametrize("sent", PLAIN)
def test_plain_ones_take_the_short_way(server: ServerThread, taken: Taken, sent: bytes) -> None:
    with server.connection() as connection:
        connection.send_bytes(sent)
        assert connection.answer()[0] == 200
        assert taken.last


@pytest.mark.parametrize("sent", ODD)
def test_odd_ones_do_not(server: ServerThread, taken: Taken, sent: bytes) -> None:
    with server.connection() as connection:
        connection.send_bytes(sent)
        connection.answer()
        assert not taken.last


def test_a_plain_request_waits_for_the_end_of_one_that_is_not_complete(server: ServerThread, taken: Taken) -> None:
    slow = sized("If-Match: *", body=AWAY)
    with server.connection() as connection:
        connection.send_bytes(slow[:-3])
        connection.send_bytes(slow[-3:] + get())
        assert connection.answer()[0] == 200
        status, _, body = connection.answer()
        assert (status, json.loads(body)["user_status"]["appearance"]["available"]) == (200, False)
        assert not taken.last


def test_the_end_of_a_body_that_looks_like_a_request_is_none(server: ServerThread, taken: Taken) -> None:
    body = b" " * 50 + get()
    head = put(f"Content-Length: {len(body)}", body=b"")
    with server.connection() as connection:
        connection.send_bytes(head + body[:50])
        time.sleep(0.2)
        connection.send_bytes(body[50:])
        assert connection.answer()[0] == 400
        connection.send_bytes(get())
        assert connection.answer()[0] == 200


@pytest.fixture
def impatient_server(monkeypatch: pytest.MonkeyPatch, db: onduty.Database) -> Iterator[ServerThread]:
    monkeypatch.setattr("onduty.web.server._KEEP_ALIVE_SECONDS", IDLE_SECONDS)
    with ServerThread(db) as started:
        warm_up(started)
        yield started


def test_a_connection_is_kept_for_as_long_as_requests_come_and_a_while_longer(
    impatient_server: ServerThread, taken: Taken
) -> None:
    with impatient_server.connection() as connection:
        for _ in range(6):
            time.sleep(IDLE_SECONDS / 4)
            connection.send_bytes(get())
            sent_at = time.monotonic()
            assert connection.answer()[0] == 200
        assert taken.last
        assert connection.is_closed_by_server()
        assert time.monotonic() - sent_at >= IDLE_SECONDS * 0.9  # uvloop's clock has whole milliseconds


def test_a_plain_request_does_not_shorten_the_patience_after_another(
    impatient_server: ServerThread, taken: Taken
) -> None:
    with impatient_server.connection() as connection:
        connection.send_bytes(get())
        assert connection.answer()[0] == 200
        ways = [taken.last]
        time.sleep(IDLE_SECONDS / 2)
        connection.send_bytes(get("X-Onduty-Actor: zoe"))
        sent_at = time.monotonic()
        assert connection.answer()[0] == 200
        ways.append(taken.last)
        assert ways == [True, False]
        assert connection.is_closed_by_server()
        assert time.monotonic() - sent_at >= IDLE_SECONDS * 0.9


def test_nobody_is_hung_up_on_before_the_answer(impatient_server: ServerThread, taken: Taken, db_path: Path) -> None:
    with impatient_server.connection() as connection:
        connection.send_bytes(get())
        assert connection.answer()[0] == 200
        assert taken.last
        with lock_held_by_another(db_path):
            connection.send_bytes(sized(body=AWAY))
            time.sleep(1.5 * IDLE_SECONDS)
        assert connection.answer()[0] == 200
        assert taken.last
        assert connection.is_closed_by_server()
