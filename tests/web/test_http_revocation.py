"""A key that is revoked while a server runs: L5, E2."""

import subprocess
import sys
from pathlib import Path

import httpx

from tests.documents import DESK_KEY, JANE
from tests.web.client import status_path
from tests.web.server_process import ServerProcess


def onduty_keys(*arguments: str | Path) -> None:
    """`onduty keys …`, in a process of its own."""
    command = [sys.executable, "-m", "onduty", "keys", *map(str, arguments), "--account", "acme"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def test_l5_a_key_revoked_by_the_command_line_is_refused_by_the_running_server(db_path: Path) -> None:
    with ServerProcess(db_path) as server:
        headers = {"Authorization": f"Bearer {DESK_KEY}"}
        with httpx.Client(base_url=server.url, headers=headers) as client:
            assert client.get(status_path(JANE)).status_code == 200
            assert client.put(status_path(JANE), json={"available": False}).status_code == 200
            onduty_keys("revoke", "desk", "--db", db_path)
            for answer in (client.get(status_path(JANE)), client.put(status_path(JANE), json={"available": True})):
                assert answer.status_code == 401
                assert answer.json()["code"] == "unauthorized"
                assert answer.headers["www-authenticate"] == "Bearer"


def test_l5_a_key_made_by_the_command_line_works_with_the_running_server(db_path: Path) -> None:
    with ServerProcess(db_path) as server:
        command = [sys.executable, "-m", "onduty", "keys", "create", "new", "--db", str(db_path), "--account", "acme"]
        made = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        secret = made.stdout.splitlines()[1]
        answer = httpx.get(server.url + status_path(JANE), headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 200
