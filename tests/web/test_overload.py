"""A server that is asked for more than it can do, or by clients that take their time."""

import asyncio
import json
import socket
import sqlite3
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.documents import JANE, NORA
from tests.web.client import status_path
from tests.web.server_process import AUTHORIZATION, RawConnection, ServerProcess

QUEUE_MAX = 8
CONNECTIONS = 256
GROWTH_MB_MAX = 10
AWAY = b'{"available": false}'


def put_bytes(user: str, body: bytes = AWAY) -> bytes:
    head = f"PUT {status_path(user)} HTTP/1.1\r\nHost: x\r\n{AUTHORIZATION}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def memory_mb(server: ServerProcess) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def locked(db_path: Path) -> Iterator[None]:
    """Meanwhile nobody else can write to the database. REQUIRES: it is not open in this process."""
    with closing(sqlite3.connect(db_path, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


class Crowd(threading.Thread):
    """Many connections, each of which sends one update after another."""

    def __init__(self, server: ServerProcess) -> None:
        super().__init__()
        self._address = server.url.removeprefix("http://").split(":")
        self._end = threading.Event()
        self.answers: Counter[tuple[int, str]] = Counter()

    def run(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        await asyncio.gather(*(self._send_updates() for _ in range(CONNECTIONS)))

    async def _send_updates(self) -> None:
        reader, writer = await asyncio.open_connection(*self._address)
        while not self._end.is_set():
            writer.write(put_bytes(JANE))
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].split()[0]))
            status = int(head.split()[1])
            assert status == 200 or b"retry-after: 1\r\n" in head.lower()
            self.answers[status, json.loads(body).get("code", "")] += 1
        writer.close()

    def stop(self) -> None:
        """Waits for the answers that are under way."""
        self._end.set()
        self.join(30)
        assert not self.is_alive()


def seconds_of_put(connection: RawConnection, user: str) -> float:
    began = time.monotonic()
    connection.send_bytes(put_bytes(user))
    assert connection.answer()[0] == 200
    return time.monotonic() - began


@pytest.mark.timed
@pytest.mark.slow
def test_e11_a_crowd_beyond_the_queue_is_refused_in_constant_memory(db_path: Path) -> None:
    with ServerProcess(db_path, "--queue-max", str(QUEUE_MAX)) as server, server.connection() as connection:
        with locked(db_path):
            crowd = Crowd(server)
            crowd.start()
            time.sleep(2)
            before_mb = memory_mb(server)
            time.sleep(4)
            growth_mb = memory_mb(server) - before_mb
            refused = crowd.answers.total()
        crowd.stop()
        assert seconds_of_put(connection, NORA) < 1
        assert growth_mb < GROWTH_MB_MAX
    assert set(crowd.answers) == {(503, "overloaded"), (200, "")}
    assert crowd.answers[503, "overloaded"] >= refused > 10 * CONNECTIONS


def drip(connections: list[RawConnection], data: bytes, end: threading.Event) -> None:
    """Sends the same byte after byte on all of them, to their ends but for one."""
    for byte in data[:-1]:
        for connection in connections:
            connection.send_bytes(bytes([byte]))
        if end.wait(0.02):
            return


@contextmanager
def slow_and_idle(server: ServerProcess, connections: int) -> Iterator[None]:
    """Half of them say nothing, half of them an update a byte at a time."""
    with ExitStack() as stack:
        opened = [stack.enter_context(server.connection()) for _ in range(connections)]
        end = threading.Event()
        slow = threading.Thread(target=drip, args=(opened[::2], put_bytes(JANE, AWAY + b" " * 2000), end))
        slow.start()
        try:
            yield
        finally:
            end.set()
            slow.join(10)


@pytest.mark.timed
def test_slow_and_idle_connections_hold_nobody_up(db_path: Path) -> None:
    with ServerProcess(db_path) as server, slow_and_idle(server, 200), server.connection() as connection:
        durations = [seconds_of_put(connection, NORA) for _ in range(200)]
        assert statistics.median(durations) < 0.05
        assert max(durations) < 1


@pytest.mark.timed
@pytest.mark.parametrize("request_line", [b"GET / HTTP/1.1\r\n\r\n", b"GET /v1/contacts HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_requests_sent_ahead_by_who_reads_no_answer_take_little_memory(db_path: Path, request_line: bytes) -> None:
    with ServerProcess(db_path) as server, ExitStack() as stack:
        with server.connection() as connection:
            seconds_of_put(connection, NORA)
        before_mb = memory_mb(server)
        for _ in range(64):
            connected = stack.enter_context(socket.create_connection(connection_address(server)))
            connected.setblocking(False)
            connected.send(request_line * (60_000 // len(request_line)))
        time.sleep(2)
        with server.connection() as connection:
            assert seconds_of_put(connection, NORA) < 1
        assert memory_mb(server) - before_mb < 40


def connection_address(server: ServerProcess) -> tuple[str, int]:
    host, port = server.url.removeprefix("http://").split(":")
    return host, int(port)
