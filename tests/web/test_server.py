"""`onduty serve` as a process, over real sockets: start, stop, and what connections go through."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, IMPORTED_VERSION, JANE, MATTEO, NORA
from tests.web.client import status_path
from tests.web.server_process import AUTHORIZATION, STOP_SECONDS_MAX, RawConnection, ServerProcess

JANES = status_path(JANE)
AWAY = b'{"available": false}'


@pytest.fixture
def server(db_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(db_path) as started:
        yield started


@pytest.fixture
def connection(server: ServerProcess) -> Iterator[RawConnection]:
    with server.connection() as connected:
        yield connected


def put_head(length: int, *more: str) -> tuple[str, ...]:
    return (f"PUT {JANES} HTTP/1.1", AUTHORIZATION, f"Content-Length: {length}", *more)


def run_serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onduty.cli", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def assert_cannot_start(ended: subprocess.CompletedProcess[str], mentions: str) -> None:
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert mentions in ended.stderr


def test_it_tells_where_it_listens_once_it_answers(db_path: Path) -> None:
    command = [sys.executable, "-m", "onduty.cli", "serve", "--db", str(db_path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("listening on http://127.0.0.1:")
        assert httpx.get(f"{line.split()[-1]}/healthz").json() == {"status": "ok"}
        process.terminate()
        assert process.wait(STOP_SECONDS_MAX) == 0


@pytest.mark.skipif(not socket.has_ipv6, reason="needs IPv6")
@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_an_ipv6_host_stands_in_brackets(db_path: Path, host: str) -> None:
    with ServerProcess(db_path, "--host", host) as server:
        assert server.url.startswith("http://[::1]:")
        assert httpx.get(f"{server.url}/readyz").status_code == 200


def test_a_port_in_use_is_one_line_and_exit_2(db_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert_cannot_start(run_serve("--db", str(db_path), "--port", port), port)


def test_a_host_that_is_not_ours_is_one_line_and_exit_2(db_path: Path) -> None:
    assert_cannot_start(run_serve("--db", str(db_path), "--host", "192.0.2.1", "--port", "0"), "192.0.2.1")


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    assert_cannot_start(run_serve("--db", str(path), "--port", "0"), str(path))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_one_line_and_exit_2(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader\n" * 500)
    assert_cannot_start(run_serve("--db", str(path), "--port", "0"), str(path))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_closes_the_database_and_exits_0(server: ServerProcess, db_path: Path, number: signal.Signals) -> None:
    assert httpx.put(server.url + JANES, content=AWAY, headers=bearer()).status_code == 200
    assert server.stop(number) == (0, "")
    log = db_path.with_name(db_path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0
    with onduty.open(str(db_path)) as db:
        assert db.account("acme").status(JANE).version == IMPORTED_VERSION + 1


def test_the_access_log_is_off_unless_it_is_asked_for(server: ServerProcess) -> None:
    assert httpx.get(server.url + JANES, headers=bearer()).status_code == 200
    assert server.stop() == (0, "")


def test_the_access_log_goes_to_stderr_a_line_a_request(db_path: Path) -> None:
    with ServerProcess(db_path, "--access-log") as server:
        for request_id in ("first", "second"):
            headers = bearer() | {"X-Request-Id": request_id}
            answer = httpx.put(server.url + JANES + "?contacts=0", content=AWAY, headers=headers)
            assert answer.headers["x-request-id"] == request_id
        code, log = server.stop()
    assert code == 0
    first, second = log.splitlines()
    assert f"onduty.access: PUT {JANES} 200 " in first
    assert first.endswith('request="first" key="desk"')
    assert second.endswith('request="second" key="desk"')
    assert DESK_KEY not in log


@pytest.mark.timed
def test_a_stop_does_not_wait_for_idle_connections(server: ServerProcess, connection: RawConnection) -> None:
    connection.send("GET /healthz HTTP/1.1")
    assert connection.answer()[0] == 200
    began = time.monotonic()
    assert server.stop() == (0, "")
    assert time.monotonic() - began < 4


def test_a_stop_finishes_a_request_that_was_accepted(server: ServerProcess, connection: RawConnection) -> None:
    connection.send(*put_head(len(AWAY)), body=AWAY[:5])
    time.sleep(0.3)
    server.process.terminate()
    time.sleep(0.3)
    with pytest.raises(ConnectionRefusedError), server.connection():
        pass
    connection.send_bytes(AWAY[5:])
    status, headers, body = connection.answer()
    assert (status, headers["connection"]) == (200, "close")
    assert json.loads(body)["user_status"]["appearance"]["available"] is False
    assert server.process.wait(STOP_SECONDS_MAX) == 0


def assert_told_of_the_stop(connection: RawConnection) -> None:
    status, headers, body = connection.answer()
    assert (status, headers["content-type"], headers["connection"]) == (503, "application/json", "close")
    assert json.loads(body)["code"] == "storage_unavailable"
    assert "The server is stopping; nothing was written." in json.loads(body)["error"]
    assert headers["retry-after"] == "1"
    assert connection.is_closed_by_server()


@pytest.mark.timed
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_e11_a_stop_takes_ten_seconds_at_most_and_tells(
    server: ServerProcess, connection: RawConnection, number: signal.Signals, unchanged: Unchanged
) -> None:
    with unchanged():
        connection.send(*put_head(len(AWAY)), body=AWAY[:5])
        time.sleep(0.3)
        began = time.monotonic()
        code, log = server.stop(number)
        assert 5 < time.monotonic() - began < 11
        assert code == 0
        assert len(log.splitlines()) <= 1
        assert_told_of_the_stop(connection)


@pytest.mark.timed
def test_e11_a_second_interrupt_stops_at_once_and_tells(server: ServerProcess, connection: RawConnection) -> None:
    connection.send(*put_head(len(AWAY)), body=AWAY[:5])
    time.sleep(0.3)
    server.process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    began = time.monotonic()
    assert server.stop(signal.SIGINT) == (0, "")
    assert time.monotonic() - began < 4
    assert_told_of_the_stop(connection)


def test_a_log_that_nobody_reads_holds_nobody_up(db_path: Path) -> None:
    with ServerProcess(db_path, "--access-log") as server:
        with httpx.Client(base_url=server.url, timeout=10) as client:
            path = "/healthz/" + "x" * 1000
            assert {client.get(path).status_code for _ in range(300)} == {404}  # a pipe holds 64 KiB
        server.process.terminate()
        assert server.process.wait(STOP_SECONDS_MAX) == 0


def test_kept_alive_connections_take_one_request_after_another(connection: RawConnection) -> None:
    for number in range(1, 6):
        body = json.dumps({"available": number % 2 == 0}).encode()
        connection.send(*put_head(len(body)), body=body)
        status, headers, _ = connection.answer()
        assert (status, headers["etag"]) == (200, f'"{IMPORTED_VERSION + number}"')


def test_e5_head_leaves_the_connection_in_step(connection: RawConnection) -> None:
    connection.send(f"GET {JANES} HTTP/1.1", AUTHORIZATION)
    get = connection.answer()
    connection.send(f"HEAD {JANES} HTTP/1.1", AUTHORIZATION)
    head = connection.answer(has_body=False)
    assert (head[0], head[1]["content-length"]) == (200, get[1]["content-length"])
    connection.send(f"OPTIONS {JANES} HTTP/1.1")
    assert connection.answer()[0] == 204
    connection.send("GET /healthz HTTP/1.1")
    assert connection.answer()[2] == b'{"status":"ok"}'


def test_requests_sent_in_one_go_are_answered_in_order(connection: RawConnection) -> None:
    requests = [
        f"GET {status_path(user)} HTTP/1.1\r\n{AUTHORIZATION}\r\nHost: x\r\n\r\n" for user in (JANE, NORA, JANE)
    ]
    connection.send_bytes("".join(requests).encode())
    answers = [json.loads(connection.answer()[2])["user_status"]["appearance"]["available"] for _ in requests]
    assert answers == [True, False, True]


def test_e2_a_refused_request_with_a_body_leaves_the_connection_in_step(connection: RawConnection) -> None:
    for _ in range(3):
        connection.send(f"PUT {JANES} HTTP/1.1", "Content-Length: 20000", body=b"x" * 20000)
        assert connection.answer()[0] == 401
    connection.send("GET /healthz HTTP/1.1")
    assert connection.answer()[0] == 200


def test_e8_the_answer_comes_before_the_end_of_a_declared_body(connection: RawConnection) -> None:
    connection.send(*put_head(10_000_000_000), body=b"x" * 1000)
    status, headers, body = connection.answer()
    assert (status, headers["connection"], json.loads(body)["code"]) == (413, "close", "body_too_large")
    assert connection.is_closed_by_server()


def test_e8_the_answer_comes_before_the_end_of_an_undeclared_body(connection: RawConnection) -> None:
    connection.send(f"PUT {JANES} HTTP/1.1", AUTHORIZATION, "Transfer-Encoding: chunked")
    for _ in range(20):
        connection.send_bytes(b"1000\r\n" + b"x" * 4096 + b"\r\n")
    assert connection.answer()[0] == 413
    assert connection.is_closed_by_server()


def test_e8_a_client_that_sends_everything_first_still_gets_the_answer(server: ServerProcess) -> None:
    for size in (70_000, 300_000, 900_000):
        with server.connection() as connection:
            connection.send(*put_head(size), body=b" " * size)
            assert connection.answer()[0] == 413


@pytest.mark.timed
def test_e8_a_client_that_waits_for_leave_is_spared_the_body(connection: RawConnection) -> None:
    began = time.monotonic()
    connection.send(*put_head(1_000_000, "Expect: 100-continue"))
    assert connection.answer()[0] == 413
    assert connection.is_closed_by_server()
    assert time.monotonic() - began < 1.5


def test_a_client_that_waits_for_leave_gets_it(connection: RawConnection) -> None:
    connection.send(*put_head(len(AWAY), "Expect: 100-continue"))
    assert connection.answer()[0] == 100
    connection.send_bytes(AWAY)
    assert connection.answer()[0] == 200


@pytest.mark.parametrize(
    "nonsense", [b"hello\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"\x16\x03\x01"]
)
def test_what_is_no_http_is_400_in_json(connection: RawConnection, nonsense: bytes) -> None:
    connection.send_bytes(nonsense)
    status, headers, body = connection.answer()
    assert (status, headers["content-type"]) == (400, "application/json")
    assert list(json.loads(body)) == ["error", "code"]
    assert connection.is_closed_by_server()


def test_s1_what_is_answered_is_on_disk_for_other_processes(server: ServerProcess, db_path: Path) -> None:
    with onduty.open(str(db_path)) as db, httpx.Client(base_url=server.url, headers=bearer()) as client:
        for number in range(1, 20):
            client.put(JANES, json={"available": number % 2 == 0})
            assert db.account("acme").status(JANE).version == IMPORTED_VERSION + number


def test_u7_many_connections_at_once_lose_nothing(server: ServerProcess) -> None:
    def update(thread: int) -> int:
        with httpx.Client(base_url=server.url, headers=bearer(), timeout=30) as client:
            user = (JANE, MATTEO, NORA)[thread % 3]
            answers = [client.put(status_path(user), json={"available": bool((thread + n) % 2)}) for n in range(10)]
        return sum(answer.status_code == 200 for answer in answers)

    with ThreadPoolExecutor(64) as pool:
        assert sum(pool.map(update, range(64))) == 640


def bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {DESK_KEY}"}
