"""What others in this process do to the files of an open database: L6."""

import contextlib
import os
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import onduty
from tests.documents import JANE
from tests.python import scripts

# Another program that opens the database, reads, and closes it: SQLite removes the log where it is the last to close.
USED_BY_ANOTHER_PROGRAM = """
import subprocess
def use_as_another_program():
    program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); list(c.execute('SELECT 1 FROM user')); c.close()"
    subprocess.run([sys.executable, "-c", program, path], check=True)
"""

DROPS_ITS_LOCKS = """
import warnings
warnings.simplefilter("ignore", onduty.DatabaseFileWarning)
db = onduty.open(path)
acme = db.account("acme")
for number in range(10):
    for name in (path, path + "-shm"):
        os.close(os.open(name, os.O_RDONLY))
    use_as_another_program()
    print(acme.update_status(JANE, available=bool(number % 2)).after.version, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_l6_no_acknowledged_update_is_lost_when_the_process_drops_its_locks(db_path: Path) -> None:
    with scripts.start(USED_BY_ANOTHER_PROGRAM + DROPS_ITS_LOCKS, db_path) as process:
        output, errors = process.communicate(timeout=60)
    assert errors == ""
    versions = [int(line) for line in output.splitlines()]
    assert len(versions) == 10
    with onduty.open(db_path) as db:
        assert db.account("acme").status(JANE).version == versions[-1]
        assert db.check().findings == []


# All the while, as fast as they can: updates, dropped locks, and programs that close the database.
DROPS_ITS_LOCKS_WHILE_UPDATING = """
import warnings
warnings.simplefilter("ignore", onduty.DatabaseFileWarning)
db = onduty.open(path)
acme = db.account("acme")
stop = False

def drop_locks():
    while not stop:
        for name in (path, path + "-shm"):
            os.close(os.open(name, os.O_RDONLY))

def use():
    while not stop:
        use_as_another_program()

threads = [threading.Thread(target=work) for work in (drop_locks, use)]
for thread in threads:
    thread.start()
end = time.monotonic() + 4
number = 0
while time.monotonic() < end:
    number += 1
    print(acme.update_status(JANE, available=bool(number % 2)).after.version, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_l6_no_acknowledged_update_is_lost_while_locks_are_dropped(db_path: Path) -> None:
    with scripts.start(USED_BY_ANOTHER_PROGRAM + DROPS_ITS_LOCKS_WHILE_UPDATING, db_path) as process:
        output, errors = process.communicate(timeout=60)
    assert errors == ""
    versions = [int(line) for line in output.splitlines(keepends=True) if line.endswith("\n")]
    assert len(versions) > 20
    with onduty.open(db_path) as db:
        assert db.account("acme").status(JANE).version >= versions[-1]
        assert db.check().findings == []


def move_backup_over(path: Path) -> None:
    """As somebody does who restores a backup and forgets that the server runs."""
    copy = path.with_suffix(".copy")
    with onduty.open(path) as db:
        db.backup(copy)
    copy.rename(path)


REPLACEMENTS: dict[str, Callable[[Path], object]] = {
    "the log is removed": lambda path: Path(f"{path}-wal").unlink(),
    "the log is another": lambda path: Path(f"{path}-wal").rename(f"{path}-taken"),
    "the database is removed": lambda path: path.unlink(),
    "the database is a restored backup": move_backup_over,
}


@pytest.mark.parametrize("how", REPLACEMENTS)
def test_l6_updates_are_refused_once_the_files_are_others(db_path: Path, how: str) -> None:
    with onduty.open(db_path) as db:
        acme = db.account("acme")
        acme.update_status(JANE, available=False)
        REPLACEMENTS[how](db_path)
        with pytest.raises(onduty.StorageUnavailableError, match="replaced or removed"):
            acme.update_status(JANE, available=True)
        readiness = db.readiness()
        assert not readiness.can_write
        assert "replaced or removed" in readiness.problem
        assert "not_writable" in {finding.kind for finding in db.check().findings}


@contextlib.contextmanager
def warns_of(path: Path) -> Iterator[None]:
    with pytest.warns(onduty.DatabaseFileWarning) as told:
        yield
    assert len(told) == 1
    assert str(path) in str(told[0].message)
    assert told[0].filename == __file__


def test_l6_who_opens_the_file_of_an_open_database_is_warned(db: onduty.Database, tmp_path: Path) -> None:
    path = Path(db.path)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with warns_of(path):
        os.close(os.open(path, os.O_RDONLY))
    with warns_of(path):
        open(os.fsencode(path), "rb").close()
    with warns_of(link):
        sqlite3.connect(link).close()
    with warns_of(path):
        sqlite3.connect(f"file:{path}?mode=ro", uri=True).close()


def test_l6_a_warning_that_is_an_error_keeps_the_file_from_being_opened(db: onduty.Database) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", onduty.DatabaseFileWarning)
        with pytest.raises(onduty.DatabaseFileWarning):
            sqlite3.connect(db.path)


def test_l6_nobody_is_warned_of_other_files(db: onduty.Database, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "onduty.db"
    other.parent.mkdir()
    with onduty.open(other):
        pass
    other.read_bytes()  # closed, though it has the name of one that is open
    sqlite3.connect(other).close()
    sqlite3.connect(":memory:").close()
    db.close()
    Path(db.path).read_bytes()


def test_l6_a_snapshot_can_be_looked_at_with_other_tools(db: onduty.Database, tmp_path: Path) -> None:
    db.account("acme").update_status(JANE, available=False)
    copy = tmp_path / "copy.db"
    assert db.snapshot(copy).size == copy.stat().st_size
    with contextlib.closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT max(version) FROM user_status").fetchall() == [(2,)]
