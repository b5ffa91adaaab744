"""Several processes on one database, and forks: L5, L6."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_l6_a_forked_child_gets_an_error_and_the_parent_goes_on(db: onduty.Database, acme: onduty.Account) -> None:
    child = os.fork()
    if child == 0:
        os._exit(_code_of_child(db, acme))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert acme.update_status(JANE, available=False).changed


def _code_of_child(db: onduty.Database, acme: onduty.Account) -> int:
    """0 where each call is refused in the child, and letting go does no harm."""
    for call in (db.accounts, lambda: acme.status(JANE), lambda: acme.update_status(JANE, available=False)):
        try:
            call()
        except onduty.ForkedError:
            continue
        return 1
    db.close()
    return 0
