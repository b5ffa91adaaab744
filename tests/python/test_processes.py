"""Several processes on one database: L5."""

import fcntl
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, IMPORTED_VERSION, JANE
from tests.python import scripts

# Prints the version of each update once it is acknowledged.
WRITES = """
with onduty.open(path, create=False) as db:
    acme = db.account("acme")
    for number in range(int(sys.argv[3])):
        change = acme.update_status(JANE, available=bool(number % 2), reason=f"{sys.argv[2]} {number}")
        print(change.after.version if change.changed else 0, number, flush=True)
"""

# Prints the version that it sees, again and again, until its standard input ends.
READS = """
import select
with onduty.open(path, create=False) as db:
    acme = db.account("acme")
    last = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        version = acme.status(JANE).version
        entries = acme.history(JANE, limit=100_000)
        assert version >= last, (last, version)
        assert len(entries) >= version
        assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
        last = version
    print(last, flush=True)
"""

# Sends Jane away with each line that it is given, and answers with the version.
WRITES_WHEN_TOLD = """
with onduty.open(path, create=False) as db:
    acme = db.account("acme")
    for line in sys.stdin:
        print(acme.update_status(JANE, available=False).after.version, flush=True)
"""


def test_l5_processes_that_write_at_once_lose_nothing(db_path: Path, acme: onduty.Account) -> None:
    writers = [scripts.start(WRITES, db_path, name, 100) for name in ("first", "second")]
    for number in range(100):
        acme.update_status(JANE, available=bool(number % 2))
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    versions = [entry.version for entry in acme.history(JANE)]
    assert versions == list(range(1, acme.status(JANE).version + 1))


def test_l5_what_another_process_committed_is_seen_at_once(db_path: Path, acme: onduty.Account) -> None:
    with scripts.start(WRITES_WHEN_TOLD, db_path, stdin=-1) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        for _ in range(100):
            other.stdin.write("\n")
            other.stdin.flush()
            version = int(other.stdout.readline())
            assert acme.status(JANE).version == version
            change = acme.update_status(JANE, available=True)
            assert change.before.version == version
        other.communicate()
    assert acme.status(JANE).version == IMPORTED_VERSION + 200


def test_l5_a_process_that_is_killed_takes_nothing_with_it(db_path: Path) -> None:
    assert_one_of_two_writers_can_be_killed(db_path, 0.5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_l5_a_process_can_be_killed_at_any_moment(db_path: Path, seed: int) -> None:
    assert_one_of_two_writers_can_be_killed(db_path, random.Random(seed).uniform(0.2, 1.0))


def assert_one_of_two_writers_can_be_killed(db_path: Path, seconds: float) -> None:
    reader = scripts.start(READS, db_path, stdin=-1)
    killed = scripts.start(WRITES, db_path, "killed", 1_000_000)
    surviving = scripts.start(WRITES, db_path, "surviving", 1000)
    threading.Timer(seconds, killed.kill).start()
    outputs = {name: each.communicate(timeout=120) for name, each in (("surviving", surviving), ("killed", killed))}
    assert (surviving.returncode, outputs["surviving"][1]) == (0, "")
    assert killed.returncode == -signal.SIGKILL
    read, errors = reader.communicate("")
    assert errors == ""
    with onduty.open(db_path) as db:
        acme = db.account("acme")
        reasons = {entry.version: entry.reason for entry in acme.history(JANE, limit=100_000)}
        assert list(reasons) == list(range(1, len(reasons) + 1))
        assert int(read) <= acme.status(JANE).version == len(reasons)
        for name, (output, _) in outputs.items():
            for version, number in acknowledged(output):
                assert reasons[version] == f"{name} {number}"
        assert db.check().findings == []


def acknowledged(output: str) -> Iterator[tuple[int, int]]:
    """The version and the number of each update that changed something; a line that was cut off is not complete."""
    for line in output.splitlines(keepends=True):
        version, _, number = line.partition(" ")
        if line.endswith("\n") and version != "0":
            yield int(version), int(number)


REVOKES = """
with onduty.open(path) as db:
    assert db.account("acme").revoke_api_key("desk").changed
"""


def test_l5_a_key_that_another_process_revoked_is_refused_from_then_on(
    db_path: Path, db: onduty.Database, acme: onduty.Account
) -> None:
    key = db.authenticate(DESK_KEY.encode())
    assert acme.update_status_json(JANE, b'{"available": false}', api_key=key).http_status == 200
    scripts.run(REVOKES, db_path)
    with pytest.raises(onduty.UnauthorizedError):
        db.authenticate(DESK_KEY.encode())
    with pytest.raises(onduty.UnauthorizedError):  # also where it was authenticated before
        acme.update_status_json(JANE, b'{"available": true}', api_key=key)
    assert not acme.status(JANE).available


@contextmanager
def writing_process(db_path: Path) -> Iterator[None]:
    """As if another process were writing all the while: its lock is taken."""
    descriptor = os.open(f"{db_path}-lock", os.O_RDWR)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX, 2)
        yield
    finally:
        os.close(descriptor)


@pytest.mark.timed
@pytest.mark.slow
def test_l5_an_update_that_waited_10_seconds_for_another_process_is_overloaded(
    db_path: Path, acme: onduty.Account, unchanged: Unchanged
) -> None:
    outcomes: list[tuple[float, BaseException]] = []

    def update() -> None:
        begin = time.monotonic()
        with pytest.raises(onduty.OverloadedError) as refused:
            acme.update_status(JANE, available=False)
        outcomes.append((time.monotonic() - begin, refused.value))

    with unchanged(), writing_process(db_path):
        waiting = [threading.Thread(target=update) for _ in range(3)]
        for thread in waiting:
            thread.start()
            time.sleep(1)
        for thread in waiting:
            thread.join()
    assert len(outcomes) == 3
    assert all(9.9 < seconds < 11 for seconds, _ in outcomes), outcomes
    assert acme.update_status(JANE, available=False).changed
