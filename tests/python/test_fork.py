"""What becomes of databases after fork(): L6."""

import os
import signal
import time
from pathlib import Path

import pytest

import onduty
from tests.documents import JANE
from tests.python import scripts

# A call of every method, by name. Those of a closed list may be missing.
EVERY_CALL = """
db = onduty.open(path)
acme = db.account("acme")
key = db.authenticate(b"test_desk_0123456789abcdef")
body, team, status = b'{"available": true}', "ad42a09715814e6483b1c5debd6a2dbc", "0d6041a2-8b88-49ec-a99b-a88a078a16c1"
arguments = {
    "account": ("acme",), "accounts": (), "authenticate": (b"secret",), "backup": (path + ".copy",), "check": (),
    "import_directory": (b'{"account": {"name": "acme"}}',), "readiness": (), "snapshot": (path + ".copy",),
    "all_contacts": (), "all_contacts_json": (), "api_keys": (), "auth_me_json": (key,),
    "clear_custom_status_json": (JANE,), "contact": (JANE,), "contact_json": (JANE,), "contacts": (JANE,),
    "contacts_json": (JANE,), "create_api_key": ("new",), "create_custom_status": ("New",),
    "create_custom_status_json": (b'{"name": "New"}',), "custom_status": (status,), "custom_status_json": (status,),
    "custom_statuses": (), "custom_statuses_json": (), "destroy_custom_status": (status,),
    "destroy_custom_status_json": (status,), "find_user": (JANE,), "history": (JANE,), "revoke_api_key": ("desk",),
    "status": (JANE,), "status_json": (JANE,), "statuses": ([JANE],),
    "time_in_status": ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"), "time_in_status_json": (),
    "team": (team,), "team_json": (team,), "team_members": (team,),
    "team_members_json": (team,), "teams": (), "teams_json": (), "update_contact": (JANE,),
    "update_contact_json": (JANE, b'{"note": "x"}'), "update_custom_status": (status,),
    "update_custom_status_json": (status, b'{"name": "Later"}'), "update_status": (JANE,),
    "update_many": ([{"uuid": JANE, "available": True}],), "update_many_json": (b"{}",),
    "update_status_json": (JANE, body), "update_statuses_json": (b'{"updates": [{}]}',), "user_of": (key,),
    "users": (), "users_json": (), "as_of": (), "as_of_json": (), "history_json": (), "import_history": (b"{}",),
    "plan": (), "find_plan": (JANE,), "plan_json": (b'{"where": {"available": true}, "set": {"available": true}}',),
    "show_plan_json": (JANE,), "apply_plan_json": (JANE, b""), "undo": (2,), "undo_entry": (1,),
    "undo_json": ("2", b""), "undo_entry_json": ("1", b""),
}
named = {
    "plan": {"where": {"available": True}, "set": {"available": False}},
    "update_contact": {"note": "x"}, "update_custom_status": {"name": "Later"}, "update_status": {"available": True}
}
without_calls = {"account_of", "close", "closed", "name", "path", "queue_length"}

def methods(thing):
    return {name for name in dir(thing) if not name.startswith(("_", "submit_"))} - without_calls

def outcome_of(thing, name):
    port = _core.CompletionPort()
    getattr(thing, "submit_" + name)(port, 7, *arguments[name], **named.get(name, {}))
    while not (outcomes := port.drain()):
        time.sleep(0.001)
    return outcomes[0]

def every_call_is_refused():
    for thing in (db, acme):
        for name in sorted(methods(thing)):
            call = getattr(thing, name)
            assert is_forked(lambda: call(*arguments[name], **named.get(name, {}))), name
            if hasattr(thing, "submit_" + name):
                token, error = outcome_of(thing, name)
                assert (token, type(error)) == (7, onduty.ForkedError), name
    assert (db.path, acme.name, db.closed) == (path, "acme", False)

assert in_child(every_call_is_refused) == 0
assert not os.path.exists(path + ".copy")
assert acme.update_status(JANE, available=False).changed
assert db.check().findings == []
db.close()
"""


def test_l6_every_call_in_a_child_is_refused_and_the_parent_goes_on(db_path: Path) -> None:
    scripts.run(EVERY_CALL, db_path)
    with onduty.open(db_path) as db:
        assert not db.account("acme").status(JANE).available


ENDS = {
    "nothing": "pass",
    "close": "db.close(); db.close()",
    "with": "db.__exit__(None, None, None)",
    "del": "global db, acme; del db, acme",
    "collect": "global db, acme; import gc; loop = [db, acme]; loop.append(loop); del db, acme, loop; gc.collect()",
}

END_OF_CHILD = """
db = onduty.open(path)
acme = db.account("acme")
acme.update_status(JANE, available=False)

def end():
    {end}

assert in_child(end) == 0
assert os.path.exists(path + "-wal")
assert acme.update_status(JANE, available=True).changed
assert db.check().findings == []
"""


@pytest.mark.parametrize("end", ENDS)
def test_l6_a_child_only_lets_go_at_its_end(db_path: Path, end: str) -> None:
    scripts.run(END_OF_CHILD.replace("{end}", ENDS[end]), db_path)
    with onduty.open(db_path) as db:
        assert db.account("acme").status(JANE).available


OPENS_ANEW = """
db = onduty.open(path)
acme = db.account("acme")
before = acme.status(JANE).version

def update_too():
    with onduty.open(path) as own:
        for number in range(50):
            own.account("acme").update_status(JANE, available=bool(number % 2), reason=f"child {number}")

sys.stdout.flush()
child = os.fork()
if child == 0:
    update_too()
    sys.exit(0)
for number in range(50):
    acme.update_status(JANE, available=bool(number % 2), reason=f"parent {number}")
assert end_of(child) == 0
entries = acme.history(JANE)
assert [entry.version for entry in entries] == list(range(1, acme.status(JANE).version + 1))
assert db.check().findings == []
"""


def test_l6_a_child_may_open_the_database_anew(db_path: Path) -> None:
    scripts.run(OPENS_ANEW, db_path)


# SQLite in the child would believe to hold the parent's locks. Then, once the parent has closed the database, the next
# to close it takes itself for the last and removes the log that the child writes to.
OPENS_ANEW_AND_IS_KILLED = """
import subprocess
db = onduty.open(path)
acme = db.account("acme")
acme.status(JANE)
opened, is_opened = os.pipe()
go_on, is_going_on = os.pipe()
child = os.fork()
if child == 0:
    own = onduty.open(path).account("acme")
    own.update_status(JANE, available=False)
    os.write(is_opened, b"x")
    os.read(go_on, 1)
    print(own.update_status(JANE, available=True).after.version, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
os.read(opened, 1)
db.close()
subprocess.run([sys.executable, "-c", f"import onduty; onduty.open({path!r}).close()"], check=True)
os.write(is_going_on, b"x")
assert end_of(child) == -9
"""


def test_l6_no_update_of_a_child_is_lost(db_path: Path) -> None:
    acknowledged = int(scripts.run(OPENS_ANEW_AND_IS_KILLED, db_path))
    with onduty.open(db_path) as db:
        assert db.account("acme").status(JANE).version == acknowledged
        assert db.check().findings == []


FORKS_WHILE_UPDATING = """
db = onduty.open(path)
acme = db.account("acme")
stop = False
acknowledged = []

def update(user):
    number = 0
    while not stop:
        number += 1
        change = acme.update_status(user, available=bool(number % 2))
        acme.history(user, limit=20)
        acknowledged.append((user, change.after.version))

threads = [threading.Thread(target=update, args=(user,)) for user in (JANE, MATTEO, NORA)]
for thread in threads:
    thread.start()

def look():
    assert is_forked(lambda: acme.status(JANE))
    assert is_forked(lambda: acme.update_status(JANE, available=True))

def open_anew():
    with onduty.open(path) as own:
        own.account("acme").update_status(JANE, available=True, reason="child")

for number in range(int(sys.argv[2])):
    assert in_child(look if number % 2 else open_anew) == 0, number
stop = True
for thread in threads:
    thread.join()
assert acknowledged
for user in (JANE, MATTEO, NORA):
    versions = [version for each, version in acknowledged if each == user]
    entries = acme.history(user, limit=100_000)
    assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
    assert max(versions) <= len(entries) == acme.status(user).version
assert db.check().findings == []
"""


@pytest.mark.slow
def test_l6_forks_while_other_threads_update(db_path: Path) -> None:
    scripts.run(FORKS_WHILE_UPDATING, db_path, 60)


MULTIPROCESSING = """
import multiprocessing

db = onduty.open(path)
acme = db.account("acme")

def work(number):
    assert is_forked(lambda: acme.status(JANE))
    with onduty.open(path) as own:
        return own.account("acme").update_status(JANE, available=bool(number % 2)).after.version

with multiprocessing.get_context("fork").Pool(3) as pool:
    versions = pool.map(work, range(12), chunksize=1)
assert acme.status(JANE).version == max(versions)
assert acme.update_status(JANE, available=False, reason="parent").after.version <= max(versions) + 1
"""


def test_l6_multiprocessing_by_fork(db_path: Path) -> None:
    scripts.run(MULTIPROCESSING, db_path)


EVENT_LOOPS = """
import asyncio
import onduty.aio

async def in_parent():
    async with onduty.aio.open(path) as db:
        acme = await db.account("acme")
        await acme.update_status(JANE, available=False)
        loop = asyncio.get_running_loop()
        reading = [asyncio.create_task(acme.status(JANE)) for _ in range(50)]

        def in_new_loop():
            async def read():
                try:
                    await acme.status(JANE)
                except onduty.ForkedError:
                    return
                raise AssertionError("not refused")

            asyncio.run(read())

        def in_inherited_loop():
            from onduty._completions import port_of
            port = port_of(loop)
            assert is_forked(lambda: acme._core.submit_status(port.completions, 1, JANE))
            assert port.completions.drain() == []
            port.completions.close()

        for work in (in_new_loop, in_inherited_loop):
            assert in_child(work, end=os._exit) == 0  # whose end must not close the loop that it shares
        assert {(await each).version for each in reading} == {2}
        assert (await acme.update_status(JANE, available=True)).changed

asyncio.run(in_parent())
"""


def test_l6_event_loops_of_the_parent_are_left_alone(db_path: Path) -> None:
    scripts.run(EVENT_LOOPS, db_path)


DESCRIPTORS = """
import fcntl

db = onduty.open(path)
acme = db.account("acme")
acme.update_status(JANE, available=False)
port = _core.CompletionPort()
found = {}
for descriptor in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{descriptor}")
        flags = fcntl.fcntl(int(descriptor), fcntl.F_GETFD)
    except OSError:  # the one that listed the others
        continue
    if target.startswith(path) or "eventfd" in target:
        found[os.path.basename(target)] = flags
assert {"onduty.db", "onduty.db-wal", "onduty.db-shm", "onduty.db-lock", "anon_inode:[eventfd]"} <= set(found), found
assert set(found.values()) == {fcntl.FD_CLOEXEC}, found
"""


def test_l6_programs_that_are_started_inherit_no_descriptor(db_path: Path) -> None:
    scripts.run(DESCRIPTORS, db_path)


# A long import holds the lock when its process is killed; a child of it lives on.
KILLED_WITH_THE_LOCK = """
from tests.documents import as_bytes, directory

users = [{"uuid": f"{number:032x}", "email": f"u{number}@example.com", "name": "N"} for number in range(1, 200_000)]
document = as_bytes({"account": {"name": "large"}, "users": users})
db = onduty.open(path)
under_way = threading.Event()
threading.Thread(target=lambda: db.import_directory(document, progress=lambda done, total: under_way.set())).start()
under_way.wait()
child = os.fork()
if child == 0:
    os.close(1)
    os.close(2)
    time.sleep(60)
    os._exit(0)
print(child, flush=True)
time.sleep(60)
"""


@pytest.mark.slow
def test_l6_a_child_does_not_hold_the_lock_of_a_parent_that_was_killed(db_path: Path) -> None:
    with scripts.start(KILLED_WITH_THE_LOCK, db_path) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    try:
        begin = time.monotonic()
        with onduty.open(db_path) as db:
            assert db.accounts() == ["acme", "globex"]  # nothing of the import
            assert db.account("acme").update_status(JANE, available=False).changed
        assert time.monotonic() - begin < 5
    finally:
        os.kill(child, signal.SIGKILL)
