"""`update_many`: many updates in one call (Q6)."""

import asyncio
import json
import signal
import threading
import uuid
from collections import UserDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import onduty
import onduty.aio
from tests.database_fixtures import Unchanged
from tests.documents import IMPORTED_VERSION, JANE, LUNCH, MATTEO, MATTEO_EMAIL, NOBODY, NORA, VACATIONING


def outcomes(results: onduty.BulkResults) -> list[str]:
    return [result.code or result.outcome for result in results]


def available(user: object, value: object) -> dict[str, object]:
    return {"uuid": user, "available": value}


def params_of(result: onduty.BulkResult) -> list[str]:
    assert result.error is not None
    return list(result.error.params)


def test_q6_a_result_an_update_in_order(acme: onduty.Account) -> None:
    results = acme.update_many([available(JANE, False), available(NOBODY, False), available(JANE, False)])
    assert outcomes(results) == ["changed", "user_not_found", "unchanged"]
    assert (results.changed, results.unchanged, results.refused, len(results)) == (1, 1, 1, 3)
    assert [result.user for result in results] == [JANE, NOBODY, JANE]
    assert [result.version for result in results] == [2, None, 2]
    assert isinstance(results[1].error, onduty.UserNotFoundError)
    assert repr(results) == "BulkResults(changed=1, unchanged=1, refused=1)"
    assert repr(results[0]) == f"BulkResult(user='{JANE}', outcome='changed', version=2)"
    assert not acme.status(JANE).available


def test_q6_results_are_a_sequence(acme: onduty.Account) -> None:
    results = acme.update_many(available(user, False) for user in (JANE, MATTEO, NORA))
    assert [result.user for result in results[1:]] == [MATTEO, NORA]
    assert [result.user for result in reversed(results)] == [NORA, MATTEO, JANE]
    assert results[-1].outcome == "unchanged"
    with pytest.raises(IndexError):
        results[3]
    with pytest.raises(IndexError):
        results[-4]
    assert not len(acme.update_many([]))
    assert acme.update_many([]).change_set is None


def test_q6_each_does_what_a_single_update_does(acme: onduty.Account) -> None:
    updates: list[dict[str, object]] = [
        {"uuid": JANE, "custom_status_uuid": LUNCH},
        {"uuid": JANE, "custom_status_uuid": VACATIONING, "available": False},
        {"uuid": JANE, "custom_status_uuid": None, "reason": "back"},
    ]
    results = acme.update_many(updates, actor="zoe", reason="everybody")
    assert [result.version for result in results] == [2, 3, 4]
    entries = acme.history(JANE, after=acme.history(JANE)[0].seq)
    assert [(entry.way, entry.actor, entry.reason) for entry in entries] == [
        ("bulk", "zoe", "everybody"),
        ("bulk", "zoe", "everybody"),
        ("bulk", "zoe", "back"),
    ]
    assert [entry.after.custom_status and entry.after.custom_status.name for entry in entries] == [
        "Lunch",
        "Vacationing",
        None,
    ]


def test_q6_a_bad_item_is_refused_alone(acme: onduty.Account) -> None:
    bad: list[Any] = [
        5,
        None,
        [JANE],
        {},
        {"uuid": JANE},
        {"uuid": "jane", "available": True},
        {"uuid": 5, "available": True},
        available(JANE, 1),
        available(JANE, None),
        {**available(JANE, True), "colour": "red", 7: 8},
        {**available(JANE, True), "reason": 5},
        {**available(JANE, True), "reason": "x" * 201},
        {**available(JANE, True), "reason": "\ud800"},
        {**available(JANE, True), "custom_status_uuid": NOBODY},
        {**available(JANE, True), "if_version": "1"},
        {**available(JANE, True), "if_version": True},
        {**available(JANE, True), "if_version": 2**70},
        {**available(JANE, True), "tags": ["unknown"]},
        {**available(JANE, True), "custom_fields": {"zipCode": {1}}},
    ]
    results = acme.update_many([*bad, available(JANE, False)])
    assert outcomes(results) == ["invalid_params"] * len(bad) + ["changed"]
    assert [params_of(result) for result in results[:-1]] == [
        ["body"],
        ["body"],
        ["body"],
        ["uuid"],
        ["body"],
        ["uuid"],
        ["uuid"],
        ["available"],
        ["available"],
        ["colour", "body"],
        ["reason"],
        ["reason"],
        ["reason"],
        ["custom_status_uuid"],
        ["if_version"],
        ["if_version"],
        ["if_version"],
        ["tags"],
        ["body"],
    ]


def test_l1_unset_and_none_leave_alone_what_they_may(acme: onduty.Account) -> None:
    update = {"uuid": JANE, "available": False, "reason": None, "if_version": None, "custom_status_uuid": onduty.UNSET}
    assert outcomes(acme.update_many([update])) == ["changed"]


def test_q6_users_by_uuid_bytes_and_any_mapping(acme: onduty.Account) -> None:
    updates: list[Mapping[str, object]] = [
        UserDict(available(uuid.UUID(JANE), False)),
        available(bytes.fromhex(MATTEO), False),
        available(str(uuid.UUID(NORA)).upper(), True),
    ]
    results = acme.update_many(updates)
    assert outcomes(results) == ["changed"] * 3
    keys = {"".join(["u", "uid"]): JANE, "".join(["avail", "able"]): True}  # not interned
    assert outcomes(acme.update_many([keys])) == ["changed"]


def test_u7_an_update_may_depend_on_a_version(acme: onduty.Account) -> None:
    updates: list[Mapping[str, object]] = [
        {**available(JANE, value), "if_version": IMPORTED_VERSION} for value in (False, True)
    ]
    results = acme.update_many(updates)
    assert outcomes(results) == ["changed", "precondition_failed"]
    assert not acme.status(JANE).available


def test_h1_an_update_may_hand_off(acme: onduty.Account) -> None:
    updates: list[Mapping[str, object]] = [
        {"uuid": JANE, "assigned_user": MATTEO_EMAIL, "tags": ["VIP"]},
        {"uuid": JANE, "bot_status": "bot_end"},
    ]
    results = acme.update_many(updates)
    assert outcomes(results) == ["changed", "unchanged"]
    assert results[0].version == IMPORTED_VERSION
    assert acme.contact(JANE).contact.assigned_user == MATTEO_EMAIL


def test_q6_atomic_refuses_all_where_one_is_refused(acme: onduty.Account, unchanged: Unchanged) -> None:
    updates: list[Mapping[str, object]] = [
        available(JANE, False),
        {"uuid": MATTEO},
        available(NOBODY, True),
        {"uuid": NORA, "available": 1},
    ]
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_many(updates, atomic=True)
    assert list(refused.value.params) == ["/updates/1/body", "/updates/2/uuid", "/updates/3/available"]
    assert len(refused.value.results) == 0  # type: ignore[attr-defined]
    assert outcomes(acme.update_many(updates[:1], atomic=True)) == ["changed"]


@pytest.mark.parametrize("options", [{"actor": ""}, {"reason": "x" * 201}], ids=str)
def test_u9_u10_bad_options_are_refused(acme: onduty.Account, unchanged: Unchanged, options: dict[str, Any]) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_many([available(JANE, False)], **options)
    assert list(refused.value.params) == list(options)


def alternating(count: int) -> Iterator[Mapping[str, object]]:
    return (available(JANE, number % 2 == 1) for number in range(count))


def test_q6_thousands_as_they_come_with_progress(acme: onduty.Account) -> None:
    told: list[int] = []
    results = acme.update_many(alternating(4500), progress=told.append)
    assert (results.changed, len(results)) == (4500, 4500)
    assert told == sorted(set(told))
    assert told[-1] == 4500
    assert len(told) >= 2
    assert acme.status(JANE).version == IMPORTED_VERSION + 4500


class StoppedError(Exception):
    pass


def raising(count: int, error: BaseException) -> Iterator[Mapping[str, object]]:
    yield from alternating(count)
    raise error


def test_q6_what_the_iterable_raises_leaves_what_is_on_disk(acme: onduty.Account) -> None:
    with pytest.raises(StoppedError) as stopped:
        acme.update_many(raising(3200, StoppedError()))
    done = len(stopped.value.results)  # type: ignore[attr-defined]
    assert done == 3000
    assert acme.status(JANE).version == IMPORTED_VERSION + done


def test_q6_what_progress_raises_does_too(acme: onduty.Account) -> None:
    def stop(done: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError) as stopped:
        acme.update_many(alternating(100_000), progress=stop)
    done = len(stopped.value.results)  # type: ignore[attr-defined]
    assert 0 < done < 100_000
    assert acme.status(JANE).version == IMPORTED_VERSION + done


def test_q6_an_atomic_one_that_is_stopped_changes_nothing(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(StoppedError) as stopped:
        acme.update_many(raising(3200, StoppedError()), atomic=True)
    assert len(stopped.value.results) == 0  # type: ignore[attr-defined]


def test_q6_ctrl_c_tells_what_is_on_disk(acme: onduty.Account) -> None:
    def interrupted() -> Iterator[Mapping[str, object]]:
        for number, update in enumerate(alternating(100_000)):
            if number == 5500:
                signal.raise_signal(signal.SIGINT)
            yield update

    with pytest.raises(KeyboardInterrupt) as stopped:
        acme.update_many(interrupted())
    results = stopped.value.results  # type: ignore[attr-defined]
    assert results.changed == len(results) == 5000
    assert acme.status(JANE).version == IMPORTED_VERSION + 5000


def test_e11_a_failure_tells_what_is_on_disk(db: onduty.Database, acme: onduty.Account) -> None:
    def closing() -> Iterator[Mapping[str, object]]:
        for number, update in enumerate(alternating(5000)):
            if number == 1500:
                db.close()
            yield update

    with pytest.raises(onduty.ClosedError) as failed:
        acme.update_many(closing())
    assert len(failed.value.results) == 1000  # type: ignore[attr-defined]


def test_q6_what_is_not_iterable_is_a_type_error(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(TypeError):
        acme.update_many(5)  # type: ignore[arg-type]


def test_l4_other_threads_run_meanwhile(acme: onduty.Account) -> None:
    ended = threading.Event()

    def update() -> None:
        acme.update_many(alternating(20_000))
        ended.set()

    thread = threading.Thread(target=update)
    thread.start()
    beside = 0
    while not ended.is_set():
        acme.update_status(MATTEO, available=beside % 2 == 1)
        beside += 1
    thread.join()
    assert beside >= 5


def test_q6_lines_of_json_in_and_out(acme: onduty.Account) -> None:
    lines = [json.dumps(available(JANE, False)), "", "nonsense", json.dumps(available(NOBODY, True)), "[]"]
    told: list[int] = []
    answer = acme.update_many_json("\n".join(lines).encode(), actor="zoe", progress=told.append)
    results = [json.loads(line) for line in answer.splitlines()]
    assert results[0] == {"uuid": JANE, "outcome": "changed", "version": 2}
    assert [result.get("code") for result in results[1:]] == ["malformed_json", "user_not_found", "malformed_json"]
    assert results[1]["error"].startswith("Line 3 is not a JSON object")
    assert results[3]["error"].startswith("Line 5 is not a JSON object")
    assert told == [4]
    assert acme.history(JANE)[-1].actor == "zoe"
    assert acme.update_many_json(b"") == b""


def test_q6_thousands_of_lines(acme: onduty.Account) -> None:
    lines = "".join(json.dumps(update) + "\n" for update in alternating(2500))
    answer = acme.update_many_json(lines.encode())
    assert json.loads(answer.splitlines()[-1])["version"] == IMPORTED_VERSION + 2500


def test_q6_atomic_lines(acme: onduty.Account, unchanged: Unchanged) -> None:
    lines = json.dumps(available(JANE, False)) + "\nnonsense"
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_many_json(lines.encode(), atomic=True)
    assert list(refused.value.params) == ["/updates/1"]


def test_l3_the_same_as_coroutines(db_path: Path) -> None:
    async def run() -> tuple[onduty.BulkResults, bytes]:
        async with onduty.aio.open(db_path) as db:
            acme = await db.account("acme")
            results = await acme.update_many(alternating(1500), reason="many")
            return results, await acme.update_many_json(json.dumps(available(JANE, False)).encode())

    results, lines = asyncio.run(run())
    assert results.changed == 1500
    assert json.loads(lines)["outcome"] == "changed"
