"""Many threads at once: S1, L4, U7."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import IMPORTED_VERSION, JANE, LUNCH, VACATIONING

THREADS = 16
UPDATES_A_THREAD = 40


def in_threads(work: Callable[[int], list[int]]) -> list[int]:
    with ThreadPoolExecutor(THREADS) as pool:
        return [version for versions in pool.map(work, range(THREADS)) for version in versions]


def test_u7_versions_are_gapless_whoever_updates(acme: onduty.Account) -> None:
    def update(thread: int) -> list[int]:
        wanted = (VACATIONING, LUNCH, None)
        versions = []
        for number in range(UPDATES_A_THREAD):
            change = acme.update_status(
                JANE, available=bool((thread + number) % 2), custom_status_uuid=wanted[number % 3], actor=f"t{thread}"
            )
            if change.changed:
                assert change.after.version == change.before.version + 1
                versions.append(change.after.version)
        return versions

    versions = in_threads(update)
    entries = acme.history(JANE)
    assert [entry.version for entry in entries] == [IMPORTED_VERSION, *sorted(versions)]
    assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
    for earlier, later in pairwise(entries):
        assert earlier.after.available == later.before.available
        assert earlier.after.custom_status == later.before.custom_status
        assert earlier.at <= later.at


def test_u7_of_those_who_start_from_one_version_one_wins(acme: onduty.Account) -> None:
    def update(thread: int) -> list[int]:
        try:
            return [
                acme.update_status(JANE, available=False, reason=str(thread), if_version=IMPORTED_VERSION).after.version
            ]
        except onduty.PreconditionFailedError:
            return []

    assert in_threads(update) == [IMPORTED_VERSION + 1]
    assert len(acme.history(JANE)) == IMPORTED_VERSION + 1


def test_l4_other_threads_run_while_a_call_waits(acme: onduty.Account) -> None:
    stop = threading.Event()
    longest = 0.0

    def watch() -> None:
        nonlocal longest
        last = time.monotonic()
        while not stop.is_set():
            now = time.monotonic()
            longest = max(longest, now - last)
            last = now
            time.sleep(0.001)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(200):
        acme.update_status(JANE, available=bool(number % 2))
    stop.set()
    watcher.join()
    assert longest < 0.5


def test_closing_while_others_update_finishes_what_was_accepted(db: onduty.Database, acme: onduty.Account) -> None:
    acknowledged: list[int] = []

    def update() -> None:
        for number in range(100_000):
            try:
                acknowledged.append(acme.update_status(JANE, available=bool(number % 2)).after.version)
            except onduty.ClosedError:
                return

    threads = [threading.Thread(target=update) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    db.close()
    for thread in threads:
        thread.join(30)
    with onduty.open(db.path) as again:
        assert again.account("acme").status(JANE).version == max(acknowledged)


def test_e11_a_full_queue_is_overloaded_and_writes_nothing_of_what_it_refused(
    db: onduty.Database, unchanged: Unchanged
) -> None:
    db.close()
    with onduty.open(db.path, queue_max=1) as small:
        port = onduty._core.CompletionPort()
        acme = small.account("acme")
        submit: Callable[..., None] = getattr(acme, "submit_update_status")  # noqa: B009  the stub leaves the twins out
        for token in range(5000):
            submit(port, token, JANE, available=bool(token % 2))
        outcomes: dict[int, object] = {}
        while len(outcomes) < 5000:
            outcomes.update(port.drain())
            time.sleep(0.001)
        refused = [outcome for outcome in outcomes.values() if isinstance(outcome, onduty.Error)]
        assert {type(outcome) for outcome in refused} == {onduty.OverloadedError}
        changes = [each for each in outcomes.values() if isinstance(each, onduty.StatusChange) and each.changed]
        assert acme.status(JANE).version == IMPORTED_VERSION + len(changes) == len(acme.history(JANE))
        with unchanged(), pytest.raises(onduty.InvalidParamsError):
            acme.update_status(JANE)
