"""Several processes on one database: L5."""

import subprocess
import sys
from pathlib import Path

import onduty
from tests.documents import JANE

UPDATER = """
import sys
import onduty

with onduty.open(sys.argv[1], create=False) as db:
    acme = db.account("acme")
    for number in range(int(sys.argv[2])):
        acme.update_status(sys.argv[3], available=bool(number % 2))
"""


def start_updater(path: Path, updates: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", UPDATER, str(path), str(updates), JANE])


def test_l5_processes_that_write_at_once_lose_nothing(db_path: Path, acme: onduty.Account) -> None:
    updaters = [start_updater(db_path, 100) for _ in range(2)]
    for number in range(100):
        acme.update_status(JANE, available=bool(number % 2))
    assert [updater.wait(60) for updater in updaters] == [0, 0]
    versions = [entry.version for entry in acme.history(JANE)]
    assert versions == list(range(1, acme.status(JANE).version + 1))


def test_l5_what_another_process_committed_is_seen(db_path: Path, acme: onduty.Account) -> None:
    assert start_updater(db_path, 1).wait(60) == 0
    assert not acme.status(JANE).available
    assert acme.update_status(JANE, available=False).changed is False
