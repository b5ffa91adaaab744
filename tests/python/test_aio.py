"""The calls as coroutines: L3."""

import asyncio
import gc
import os
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvloop

import onduty
from onduty import aio
from tests.database_fixtures import Unchanged
from tests.documents import (
    DESK_KEY,
    IMPORTED_VERSION,
    JANE,
    JANE_EMAIL,
    LUNCH,
    MATTEO,
    VACATIONING,
    as_bytes,
    directory,
)

CONTACT = JANE  # the seed's example has the same uuid for both
LoopFactory = Callable[[], asyncio.AbstractEventLoop]
LOOPS: dict[str, LoopFactory] = {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@pytest.fixture(params=LOOPS.values(), ids=list(LOOPS))
def runner(request: pytest.FixtureRequest) -> asyncio.Runner:
    return asyncio.Runner(loop_factory=request.param)


def test_l3_u8_calls_with_a_key_are_carried_out_once(runner: asyncio.Runner, db: onduty.Database) -> None:
    async def calls() -> None:
        adb = aio.Database(db)
        acme = await adb.account("acme")
        renamed = await acme.update_contact(CONTACT, name="Ada", note="x", idempotency_key="k1")
        made = await acme.create_custom_status("Sick", idempotency_key="k2")
        await acme.update_contact(CONTACT, name="Eve")
        await acme.destroy_custom_status(made.id, idempotency_key="k3")
        assert await acme.update_contact(CONTACT, name="Ada", note="x", idempotency_key="k1") == renamed
        assert await acme.create_custom_status("Sick", idempotency_key="k2") == made
        await acme.destroy_custom_status(made.id, idempotency_key="k3")
        assert (await acme.contact(CONTACT)).contact.name == "Eve"
        with pytest.raises(onduty.IdempotencyConflictError):
            await acme.update_contact(CONTACT, name="Zoe", idempotency_key="k1")
        assert adb.queue_length == 0

    with runner:
        runner.run(calls())


def test_l3_every_call_gives_what_its_twin_gives(runner: asyncio.Runner, db: onduty.Database) -> None:
    async def calls() -> None:
        adb = aio.Database(db)
        acme, twin = await adb.account("acme"), db.account("acme")
        assert acme.name == "acme"
        assert await adb.accounts() == db.accounts()
        change = await acme.update_status(JANE, available=False, custom_status_uuid=VACATIONING, actor="jane")
        assert change.changed
        assert (await acme.status(JANE)).version == twin.status(JANE).version == 2
        assert (await acme.find_user(JANE_EMAIL)).uuid == JANE
        assert [entry.seq for entry in await acme.history(JANE)] == [entry.seq for entry in twin.history(JANE)]
        assert [each.id for each in await acme.custom_statuses()] == [VACATIONING, LUNCH]
        contacts, after = await acme.contacts(MATTEO, limit=3)
        assert ([each.name for each in contacts], after) == (["Contact 0", "Contact 1", "Contact 2"], contacts[-1].uuid)
        assert (await acme.status_json(JANE)).body == twin.status_json(JANE).body
        assert (await acme.contacts_json(JANE)).body == twin.contacts_json(JANE).body
        assert (await acme.update_status_json(JANE, b'{"available": true}')).version == 3
        assert (await acme.clear_custom_status_json(JANE)).version == 4
        key = await adb.authenticate(DESK_KEY.encode())
        assert adb.account_of(key).name == "acme"
        assert (await adb.readiness()).can_write
        assert (await adb.import_directory(as_bytes(directory()))).nothing_changed

    with runner:
        runner.run(calls())


def test_l3_errors_are_those_of_the_library(runner: asyncio.Runner, db: onduty.Database, unchanged: Unchanged) -> None:
    async def calls() -> None:
        acme = await aio.Database(db).account("acme")
        with pytest.raises(onduty.UserNotFoundError):
            await acme.status("f" * 32)
        with pytest.raises(onduty.InvalidParamsError) as refused:
            await acme.update_status(JANE, available=False, reason="x" * 201)
        assert list(refused.value.params) == ["reason"]
        with pytest.raises(onduty.PreconditionFailedError):
            await acme.update_status(JANE, available=False, if_version=9)
        with pytest.raises(TypeError):
            await acme.update_status(JANE, contacts="many")  # type: ignore[arg-type]

    with unchanged(), runner:
        runner.run(calls())


def test_open_is_awaited_or_entered(tmp_path: Path) -> None:
    async def calls() -> None:
        path = str(tmp_path / "new.db")
        db = await aio.open(path)
        assert (db.path, await db.accounts()) == (path, [])
        await db.close()
        async with aio.open(path, create=False) as again:
            await again.accounts()
        with pytest.raises(onduty.ClosedError):
            await again.accounts()
        with pytest.raises(onduty.Error):
            await aio.open(str(tmp_path / "missing.db"), create=False)

    asyncio.run(calls())


def test_many_calls_at_once_start_no_threads_and_lose_nothing(runner: asyncio.Runner, db: onduty.Database) -> None:
    async def calls() -> None:
        acme = await aio.Database(db).account("acme")
        before = threading.active_count()
        native_before = len(os.listdir("/proc/self/task"))
        updates = [acme.update_status(JANE, available=bool(number % 2)) for number in range(1000)]
        results = await asyncio.gather(*updates)
        assert threading.active_count() == before
        assert len(os.listdir("/proc/self/task")) == native_before
        changed = [change.after.version for change in results if change.changed]
        assert changed == list(range(IMPORTED_VERSION + 1, IMPORTED_VERSION + 1 + len(changed)))
        assert len(await acme.history(JANE, limit=2000)) == changed[-1]

    with runner:
        runner.run(calls())


def test_the_loop_is_not_blocked_while_updates_are_written(runner: asyncio.Runner, db: onduty.Database) -> None:
    async def calls() -> float:
        acme = await aio.Database(db).account("acme")
        loop = asyncio.get_running_loop()
        longest = 0.0
        updates = asyncio.gather(*(acme.update_status(JANE, available=bool(n % 2)) for n in range(300)))
        while not updates.done():
            began = loop.time()
            await asyncio.sleep(0)
            longest = max(longest, loop.time() - began)
        await updates
        return longest

    with runner:
        assert runner.run(calls()) < 0.5


def test_l3_a_cancelled_call_happened_wholly_or_not_at_all(runner: asyncio.Runner, db: onduty.Database) -> None:
    async def calls() -> None:
        acme = await aio.Database(db).account("acme")
        tasks = [asyncio.create_task(acme.update_status(JANE, available=bool(n % 2))) for n in range(200)]
        await asyncio.sleep(0)
        for task in tasks[::3]:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {onduty.StatusChange, asyncio.CancelledError}
        assert (await acme.status(JANE)).version == len(await acme.history(JANE))

    with runner:
        runner.run(calls())


def test_l3_the_status_tells_what_became_of_a_call_as_soon_as_its_cancellation_is_known(
    runner: asyncio.Runner, db: onduty.Database
) -> None:
    async def calls() -> None:
        acme = await aio.Database(db).account("acme")
        for number in range(50):
            task = asyncio.create_task(acme.update_status(JANE, available=bool(number % 2)))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            seen = (await acme.status(JANE)).version
            await asyncio.sleep(0.002)
            assert (await acme.status(JANE)).version == seen

    with runner:
        runner.run(calls())


def test_l3_a_bulk_that_is_cancelled_ends_and_tells_what_it_did(runner: asyncio.Runner, db: onduty.Database) -> None:
    def updates() -> Iterator[dict[str, object]]:
        for number in range(200_000):
            yield {"uuid": JANE, "available": bool(number % 2)}

    async def calls() -> None:
        acme = await aio.Database(db).account("acme")
        before = (await acme.status(JANE)).version
        bulk = asyncio.create_task(acme.update_many(updates()))
        await asyncio.sleep(0.1)
        bulk.cancel()
        with pytest.raises(asyncio.CancelledError) as cancelled:
            await bulk
        seen = (await acme.status(JANE)).version
        assert seen - before == cancelled.value.results.changed  # type: ignore[attr-defined]
        assert seen - before < 200_000 - 1
        await asyncio.sleep(0.2)
        assert (await acme.status(JANE)).version == seen

    with runner:
        runner.run(calls())


def test_a_loop_closed_with_calls_under_way_harms_nobody(db: onduty.Database) -> None:
    async def leaves_early() -> None:
        acme = aio.Account(db.account("acme"))
        tasks = [asyncio.ensure_future(acme.update_status(JANE, available=bool(n % 2))) for n in range(50)]
        await asyncio.sleep(0)
        assert not all(task.done() for task in tasks)

    for make_loop in LOOPS.values():
        loop = make_loop()
        loop.run_until_complete(leaves_early())
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
    assert db.account("acme").update_status(MATTEO, available=False).changed


def open_descriptors() -> int:
    gc.collect()
    return len(os.listdir("/proc/self/fd"))


def test_loops_come_and_go_without_leaving_descriptors(db: onduty.Database) -> None:
    async def calls() -> None:
        await aio.Database(db).readiness()

    for make_loop in LOOPS.values():
        with asyncio.Runner(loop_factory=make_loop) as warm_up:
            warm_up.run(calls())
        before = open_descriptors()
        for _ in range(20):
            with asyncio.Runner(loop_factory=make_loop) as runner:
                runner.run(calls())
        assert open_descriptors() <= before + 1


def test_a_loop_is_not_kept_alive_by_its_port(db: onduty.Database) -> None:
    async def calls() -> None:
        await aio.Database(db).readiness()

    for make_loop in LOOPS.values():
        loop = make_loop()
        loop.run_until_complete(calls())
        loop.close()
        gone = weakref.ref(loop)
        del loop
        gc.collect()
        assert gone() is None


def test_loops_in_several_threads_share_a_database(db: onduty.Database) -> None:
    async def updates(user: str) -> None:
        acme = await aio.Database(db).account("acme")
        for number in range(50):
            await acme.update_status(user, available=bool(number % 2))

    users = [JANE, MATTEO] * 2
    threads = [threading.Thread(target=asyncio.run, args=(updates(user),)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    acme = db.account("acme")
    for user in (JANE, MATTEO):
        assert [entry.version for entry in acme.history(user)] == list(range(1, acme.status(user).version + 1))
