"""`onduty serve --workers`: several processes on one database and one port."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, IMPORTED_VERSION, JANE
from tests.web.client import status_path
from tests.web.server_process import AUTHORIZATION, STOP_SECONDS_MAX, RawConnection, ServerProcess
from tests.web.worker_processes import connection_to, has_come_back, is_running, only, wait_until, workers_of

JANES = status_path(JANE)
BODIES = (b'{"available": false}', b'{"available": true}')


@pytest.fixture
def server(db_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(db_path, "--workers", "2") as started:
        yield started


def put(connection: RawConnection, body: bytes) -> tuple[int, str]:
    """The status of the answer, and the version after it."""
    connection.send(f"PUT {JANES} HTTP/1.1", AUTHORIZATION, f"Content-Length: {len(body)}", body=body)
    status, headers, _ = connection.answer()
    return status, headers["etag"]


def shown(connection: RawConnection) -> tuple[int, str]:
    connection.send(f"GET {JANES} HTTP/1.1", AUTHORIZATION)
    status, headers, _ = connection.answer()
    return status, headers["etag"]


def test_l5_every_worker_answers_and_sees_what_the_others_wrote(server: ServerProcess) -> None:
    one, other = workers_of(server)
    with connection_to(server, one) as first, connection_to(server, other) as second:
        for number in range(1, 21):
            writer, reader = (first, second) if number % 3 else (second, first)
            changed = (200, f'"{IMPORTED_VERSION + number}"')
            assert put(writer, BODIES[number % 2 == 0]) == changed
            assert shown(reader) == changed


def test_a_worker_that_stands_still_holds_up_only_what_it_has_accepted(server: ServerProcess) -> None:
    one, other = workers_of(server)
    for worker in (one, other, one):
        with only(server, worker), server.connection() as connection:
            connection.send("GET /healthz HTTP/1.1")
            assert connection.answer()[0] == 200


def run_serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onduty.cli", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def assert_cannot_start(ended: subprocess.CompletedProcess[str], mentions: str) -> None:
    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    assert mentions in ended.stderr


def test_a_database_that_no_worker_can_open_is_one_line_and_exit_2(tmp_path: Path) -> None:
    path = tmp_path / "another.db"
    with closing(sqlite3.connect(path)) as another:
        another.execute("create table letters (text)")
    ended = run_serve("--db", str(path), "--port", "0", "--workers", "3")
    assert_cannot_start(ended, f"cannot open the database {path}: ")


def test_a_port_in_use_is_one_line_and_exit_2(db_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert_cannot_start(run_serve("--db", str(db_path), "--port", port, "--workers", "2"), port)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_before_the_workers_answer_is_a_stop(db_path: Path, number: signal.Signals) -> None:
    server = ServerProcess(db_path, "--workers", "3")
    wait_until(lambda: len(workers_of(server)) > 0)
    server.process.send_signal(number)
    output, errors = server.process.communicate(timeout=STOP_SECONDS_MAX)
    assert (server.process.returncode, output, errors) == (0, "", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_every_worker_and_exits_0(server: ServerProcess, db_path: Path, number: signal.Signals) -> None:
    workers = workers_of(server)
    assert httpx.put(server.url + JANES, content=BODIES[0], headers=bearer()).status_code == 200
    began = time.monotonic()
    assert server.stop(number) == (0, "")
    assert time.monotonic() - began < 10
    assert not any(map(is_running, workers))
    log = db_path.with_name(db_path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0
    with onduty.open(str(db_path)) as db:
        assert db.account("acme").status(JANE).version == IMPORTED_VERSION + 1


def bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {DESK_KEY}"}


def begin_put(connection: RawConnection) -> None:
    """A request of which the body is not all there."""
    body = BODIES[0]
    connection.send(f"PUT {JANES} HTTP/1.1", AUTHORIZATION, f"Content-Length: {len(body)}", body=body[:5])
    time.sleep(0.3)


def test_a_stop_finishes_a_request_that_was_accepted_and_takes_no_more(server: ServerProcess) -> None:
    with server.connection() as connection:
        begin_put(connection)
        server.process.terminate()
        wait_until(lambda: not listens(server))
        connection.send_bytes(BODIES[0][5:])
        status, headers, _ = connection.answer()
        assert (status, headers["connection"]) == (200, "close")
    assert server.stop() == (0, "")


def listens(server: ServerProcess) -> bool:
    try:
        with server.connection():
            return True
    except (ConnectionRefusedError, ConnectionResetError):
        return False


@pytest.mark.timed
def test_e11_a_second_interrupt_stops_at_once_and_tells(server: ServerProcess, unchanged: Unchanged) -> None:
    with server.connection() as connection:
        begin_put(connection)
        server.process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        began = time.monotonic()
        assert server.stop(signal.SIGINT) == (0, "")
        assert time.monotonic() - began < 4
        status, _, body = connection.answer()
        assert (status, json.loads(body)["code"]) == (503, "storage_unavailable")


@pytest.mark.timed
@pytest.mark.slow
def test_e11_a_stop_takes_ten_seconds_at_most(server: ServerProcess) -> None:
    still, _ = workers_of(server)
    with server.connection() as connection:
        begin_put(connection)
        os.kill(still, signal.SIGSTOP)  # it cannot even be asked to stop
        began = time.monotonic()
        code, log = server.stop()
        assert 9 < time.monotonic() - began < 11
        assert code == 0
        assert "1 workers did not stop in time, and are killed" in log
        assert not is_running(still)


def test_no_worker_is_left_when_the_parent_is_killed(server: ServerProcess) -> None:
    workers = workers_of(server)
    server.process.kill()
    server.process.wait()
    wait_until(lambda: not any(map(is_running, workers)))
    assert not listens(server)


def test_a_worker_that_is_killed_is_started_again_and_told(server: ServerProcess) -> None:
    before = workers_of(server)
    os.kill(before[0], signal.SIGKILL)
    wait_until(lambda: has_come_back(server, before))
    new = workers_of(server)[-1]
    with connection_to(server, new) as connection:
        assert put(connection, BODIES[0]) == (200, f'"{IMPORTED_VERSION + 1}"')
    code, log = server.stop()
    assert code == 0
    told = rf"worker 1 \(process {before[0]}\) was ended by signal 9 \(SIGKILL\); it is started again in 0\.1 s"
    assert len(log.splitlines()) == 1
    assert re.search(told, log)


def test_a_worker_that_cannot_be_started_again_is_tried_ever_later(server: ServerProcess, db_path: Path) -> None:
    before = workers_of(server)
    away = db_path.rename(db_path.with_name("away.db"))
    os.kill(before[0], signal.SIGKILL)
    time.sleep(2.5)
    away.rename(db_path)
    wait_until(lambda: len(workers_of(server)) == 2)
    time.sleep(1)
    with connection_to(server, workers_of(server)[-1]) as connection:
        assert shown(connection)[0] == 200
    code, log = server.stop()
    assert code == 0
    first, *further = log.splitlines()
    assert "SIGKILL" in first
    assert further
    assert all(f"worker 1 could not start: cannot open the database {db_path}: " in line for line in further)
    pauses = [float(found) for found in re.findall(r"again in ([\d.]+) s", log)]
    assert pauses == [0.1 * 2**tries for tries in range(len(pauses))]


def test_the_access_log_has_the_requests_of_every_worker(db_path: Path) -> None:
    with ServerProcess(db_path, "--workers", "2", "--access-log") as server:
        for worker in workers_of(server):
            with connection_to(server, worker):
                pass
        code, log = server.stop()
    assert code == 0
    assert [line.partition(": ")[2][:17] for line in log.splitlines()] == ["GET /healthz 200 "] * 2


def counted(connection: RawConnection, name: str, **labels: str) -> float:
    """One number as the worker of this connection shows it."""
    connection.send("GET /metrics HTTP/1.1")
    families = text_string_to_metric_families(connection.answer()[2].decode())
    samples = (sample for family in families for sample in family.samples)
    return sum(sample.value for sample in samples if sample.name == name and labels.items() <= sample.labels.items())


REQUESTS = ("onduty_http_requests_total", {"route": "/users/{user}/status"})
CHANGES = ("onduty_updates_total", {"outcome": "changed"})


def test_metrics_of_any_worker_are_of_all(server: ServerProcess) -> None:
    one, other = workers_of(server)
    with connection_to(server, one) as first, connection_to(server, other) as second:
        for number in range(6):
            put(first, BODIES[number % 2])
        for _ in range(4):
            shown(second)
        assert counted(first, REQUESTS[0], **REQUESTS[1]) >= 6
        assert counted(second, REQUESTS[0], **REQUESTS[1]) == 10  # the first has told meanwhile, as it was asked
        time.sleep(1.5)
        for connection in (first, second):
            assert counted(connection, REQUESTS[0], **REQUESTS[1]) == 10
            assert counted(connection, CHANGES[0], **CHANGES[1]) == 6
            assert counted(connection, "onduty_http_requests_in_flight") == 1
            memory = [counted(connection, "process_resident_memory_bytes", worker=worker) for worker in ("1", "2")]
            assert min(memory) > 1_000_000


def test_metrics_go_on_from_what_a_killed_worker_had_counted(server: ServerProcess) -> None:
    before = workers_of(server)
    with connection_to(server, before[0]) as connection:
        for number in range(5):
            put(connection, BODIES[number % 2])
        assert counted(connection, CHANGES[0], **CHANGES[1]) == 5
    os.kill(before[0], signal.SIGKILL)
    wait_until(lambda: has_come_back(server, before))
    for worker in workers_of(server):
        with connection_to(server, worker) as connection:
            assert counted(connection, CHANGES[0], **CHANGES[1]) == 5
            assert counted(connection, "onduty_http_requests_in_flight") == 1
