"""onduty's side of the library's benchmarks: `python -m benchmarks.onduty_side KIND DATABASE WORKLOAD`.

Prints one JSON object. The workload is read, and the database open, before the clock starts.
"""

import asyncio
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import onduty
import onduty.aio
from benchmarks import workloads
from benchmarks.databases import uuid_of
from benchmarks.workloads import Update

THREADS = 16
TASKS = 1000
USERS_A_CALL = 1000

Printed = dict[str, Any]


def one_thread(account: onduty.Account, updates: Sequence[Update]) -> Printed:
    """One durable update after another."""
    calls = [(update.user, update.keywords()) for update in updates]
    latencies = []
    changed = 0
    start = time.perf_counter()
    for user, asked in calls:
        began = time.perf_counter()
        changed += account.update_status(user, **asked).changed
        latencies.append(time.perf_counter() - began)
    return {"seconds": time.perf_counter() - start, "outcomes": {"changed": changed}, **_latency(latencies)}


def threads(account: onduty.Account, updates: Sequence[Update]) -> Printed:
    """The same by several threads, each one after another."""
    shares = [[(update.user, update.keywords()) for update in updates[i::THREADS]] for i in range(THREADS)]
    counts = [0] * THREADS
    ready = threading.Barrier(THREADS + 1)

    def carry_out(number: int) -> None:
        ready.wait()
        counts[number] = sum(account.update_status(user, **asked).changed for user, asked in shares[number])

    workers = [threading.Thread(target=carry_out, args=(i,)) for i in range(THREADS)]
    for worker in workers:
        worker.start()
    ready.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    return {"seconds": time.perf_counter() - start, "outcomes": {"changed": sum(counts)}}


async def tasks(path: str, updates: Sequence[Update]) -> Printed:
    """The same by many tasks of one event loop, each one after another."""
    shares = [[(update.user, update.keywords()) for update in updates[i::TASKS]] for i in range(TASKS)]
    async with onduty.aio.open(path, create=False) as db:
        account = await db.account()

        async def carry_out(calls: list[tuple[str, dict[str, Any]]]) -> int:
            return sum([(await account.update_status(user, **asked)).changed for user, asked in calls])

        start = time.perf_counter()
        counts = await asyncio.gather(*(carry_out(calls) for calls in shares))
        return {"seconds": time.perf_counter() - start, "outcomes": {"changed": sum(counts)}}


def many(account: onduty.Account, updates: Sequence[Update]) -> Printed:
    """All of them in one call."""
    asked = [update.mapping() for update in updates]
    start = time.perf_counter()
    results = list(account.update_many(asked))
    return {"seconds": time.perf_counter() - start, "outcomes": Counter(result.outcome for result in results)}


def many_and_singles(account: onduty.Account, updates: Sequence[Update], alone: str) -> Printed:
    """All of them in one call, and beside it single updates of another user, one after another."""
    asked = [update.mapping() for update in updates]
    reports = []
    bulk = threading.Thread(target=lambda: reports.append(account.update_many(asked)))
    latencies = []
    available = True
    bulk.start()
    while bulk.is_alive():
        began = time.perf_counter()
        account.update_status(alone, available=available)
        latencies.append(time.perf_counter() - began)
        available = not available
        time.sleep(0.001)
    # Counted now, since making so many objects holds up every other thread of Python's.
    outcomes = Counter(result.outcome for result in reports[0])
    return {"outcomes": outcomes, "singles": len(latencies), **_latency(latencies)}


def _warm_up(account: onduty.Account, users: str) -> None:
    """Reads the status of the first `users` once."""
    if users != "0":
        account.statuses([uuid_of(number) for number in range(1, int(users) + 1)])


def status(account: onduty.Account, updates: Sequence[Update], warm_up: str = "0") -> Printed:
    """Statuses, one by one."""
    _warm_up(account, warm_up)
    users = [update.user for update in updates]
    start = time.perf_counter()
    available = sum(account.status(user).available for user in users)
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "available": available,
        "sample": [_shown(account.status(user)) for user in users[:100]],
    }


def statuses(account: onduty.Account, updates: Sequence[Update], warm_up: str = "0") -> Printed:
    """Statuses, many in one call."""
    _warm_up(account, warm_up)
    users = [update.user for update in updates]
    calls = [users[i : i + USERS_A_CALL] for i in range(0, len(users), USERS_A_CALL)]
    start = time.perf_counter()
    available = 0
    for call in calls:
        available += sum(status is not None and status.available for status in account.statuses(call))
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "available": available,
        "sample": [_shown(s) for s in account.statuses(users[:100]) if s is not None],
    }


def _shown(status: onduty.Status) -> list[Any]:
    custom = status.custom_status
    return [
        status.user,
        status.available,
        round(status.available_updated_at.timestamp() * 1000),
        [custom.id.replace("-", ""), custom.name, custom.emoji] if custom else None,
        round(status.custom_status_updated_at.timestamp() * 1000),
        status.version,
    ]


def _latency(seconds: list[float]) -> Printed:
    ordered = sorted(seconds)
    return {"median_ms": 1000 * ordered[len(ordered) // 2], "p99_ms": 1000 * ordered[len(ordered) * 99 // 100]}


KINDS: dict[str, Callable[..., Printed]] = {
    function.__name__: function for function in (one_thread, threads, many, many_and_singles, status, statuses)
}


def main() -> None:
    kind, path, workload, *more = sys.argv[1:]
    updates = workloads.read(Path(workload))
    if kind == tasks.__name__:
        printed = asyncio.run(tasks(path, updates))
    else:
        with onduty.open(path, create=False) as db:
            printed = KINDS[kind](db.account(), updates, *more)
    print(json.dumps(printed))


if __name__ == "__main__":
    main()
