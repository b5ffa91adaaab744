"""S1: what was acknowledged survives a server that is killed under load."""

import os
import random
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest

import onduty
from tests.documents import DESK_KEY, JANE, MATTEO, NORA
from tests.web.client import status_path
from tests.web.server_process import ServerProcess
from tests.web.worker_processes import has_come_back, wait_until, workers_of

ROUNDS = 10
USERS = (JANE, MATTEO, NORA)
CLIENTS_A_USER = 3


class Load(threading.Thread):
    """A client that updates one user until its server is gone, and keeps what was acknowledged."""

    def __init__(self, url: str, user: str) -> None:
        super().__init__()
        self._url = url
        self.user = user
        self.acknowledged: list[tuple[int, bool]] = []

    def run(self) -> None:
        with httpx.Client(base_url=self._url, headers={"Authorization": f"Bearer {DESK_KEY}"}) as client:
            available = True
            while True:
                available = not available
                try:
                    answer = client.put(status_path(self.user), json={"available": available})
                except httpx.TransportError:
                    return
                assert answer.status_code == 200
                self.acknowledged.append((int(answer.headers["etag"].strip('"')), available))


def started_load(server: ServerProcess) -> list[Load]:
    clients = [Load(server.url, user) for user in USERS * CLIENTS_A_USER]
    for client in clients:
        client.start()
    return clients


def load_until_killed(db_path: Path, seconds: float) -> list[Load]:
    with ServerProcess(db_path) as server:
        clients = started_load(server)
        time.sleep(seconds)
        server.process.kill()
        for client in clients:
            client.join(60)
    return clients


def assert_nothing_lost(acme: onduty.Account, clients: list[Load]) -> None:
    for user in USERS:
        entries = acme.history(user, limit=100_000)
        assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
        availability_of_version = [False, *(entry.after.available for entry in entries)]  # U6: away at first
        status = acme.status(user)
        assert (status.version, status.available) == (len(entries), availability_of_version[-1])
        for client in clients:
            for version, available in client.acknowledged if client.user == user else []:
                assert availability_of_version[version] == available


@pytest.mark.slow
def test_s1_nothing_acknowledged_is_lost_when_the_server_is_killed(db_path: Path) -> None:
    chance = random.Random(414)
    acknowledged = 0
    for _ in range(ROUNDS):
        clients = load_until_killed(db_path, chance.uniform(0.3, 1.2))
        acknowledged += sum(len(client.acknowledged) for client in clients)
        with onduty.open(str(db_path), create=False) as db:
            assert_nothing_lost(db.account("acme"), clients)
    assert acknowledged > 20 * ROUNDS


def kill_one(server: ServerProcess, chance: random.Random) -> None:
    """Kills a worker under load; returns when there is another in its place."""
    before = workers_of(server)
    os.kill(chance.choice(before), signal.SIGKILL)
    wait_until(lambda: has_come_back(server, before))


@pytest.mark.slow
def test_s1_nothing_acknowledged_is_lost_when_workers_are_killed(db_path: Path) -> None:
    chance = random.Random(415)
    clients: list[Load] = []
    with ServerProcess(db_path, "--workers", "3") as server:
        for _ in range(ROUNDS // 2):
            clients += started_load(server)
            time.sleep(chance.uniform(0.3, 0.8))
            kill_one(server, chance)
        assert server.stop()[0] == 0
        for client in clients:
            client.join(60)
    with onduty.open(str(db_path), create=False) as db:
        assert_nothing_lost(db.account("acme"), clients)
    assert sum(len(client.acknowledged) for client in clients) > 10 * ROUNDS
