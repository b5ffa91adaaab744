"""Ctrl-C while another process holds the lock: L4."""

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import onduty
from tests.documents import JANE, as_bytes, directory
from tests.python.scripts import lock_held_by_another

pytestmark = pytest.mark.timed

DELAY_S = 0.4  # from the call to Ctrl-C
PATIENCE_S = 2.0  # from Ctrl-C to its exception: far from the 10 seconds that a lock is waited for


def seconds_to_interrupt(call: Callable[[], object]) -> float:
    """Sends this process a Ctrl-C while `call` waits; how long it took to come back from then."""
    sent_at = [0.0]

    def press() -> None:
        sent_at[0] = time.monotonic()
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(DELAY_S, press)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            call()
        return time.monotonic() - sent_at[0]
    finally:
        timer.join()


def test_l4_an_update_that_waits_can_be_interrupted_and_is_done_or_not(db: onduty.Database, db_path: Path) -> None:
    acme = db.account("acme")
    before = acme.status(JANE)
    with lock_held_by_another(db_path):
        assert seconds_to_interrupt(lambda: acme.update_status(JANE, available=not before.available)) < PATIENCE_S
        assert acme.status(JANE).version == before.version
    deadline = time.monotonic() + 10
    while acme.status(JANE).version == before.version and time.monotonic() < deadline:
        time.sleep(0.01)
    assert acme.status(JANE).version == before.version + 1  # it goes its way, and the status tells


def test_l4_opening_can_be_interrupted(db_path: Path, db: onduty.Database) -> None:
    db.close()
    with lock_held_by_another(db_path):
        assert seconds_to_interrupt(lambda: onduty.open(db_path)) < PATIENCE_S
    with onduty.open(db_path) as again:
        assert again.check().findings == []


def test_l4_an_import_that_waits_for_its_turn_is_left_at_once_and_never_done(
    db: onduty.Database, db_path: Path
) -> None:
    document = as_bytes(directory(tags=["VIP", "New"]))
    with lock_held_by_another(db_path):
        assert seconds_to_interrupt(lambda: db.import_directory(document)) < PATIENCE_S
    assert db.import_directory(document).counts["tags"].created == 1


def test_l4_leaving_the_block_by_ctrl_c_does_not_wait_either(db: onduty.Database, db_path: Path) -> None:
    version = db.account("acme").status(JANE).version

    def work() -> None:
        with db:
            db.account("acme").update_status(JANE, available=False)

    with lock_held_by_another(db_path):
        assert seconds_to_interrupt(work) < PATIENCE_S
    with onduty.open(db_path) as again:
        assert again.account("acme").status(JANE).version == version
        assert again.check().findings == []


def test_l4_closing_can_be_interrupted(db: onduty.Database, db_path: Path) -> None:
    with lock_held_by_another(db_path):
        assert seconds_to_interrupt(db.close) < PATIENCE_S
    assert db.closed
