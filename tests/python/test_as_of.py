"""Everybody's status at an instant: Q2."""

import asyncio
import copy
import json
import pickle
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import onduty
from onduty import aio
from tests.documents import JANE, LUNCH, MATTEO, NORA, NORA_CREATED_AT, as_bytes, directory
from tests.python.test_lists import FOREIGN_USER, GENERAL, refused_by

MOMENT = timedelta(milliseconds=1)


def by_uuid(users: list[onduty.PastStatus]) -> dict[str, onduty.PastStatus]:
    return {each.user.uuid: each for each in users}


def test_q2_each_instant_shows_what_was_so(acme: onduty.Account) -> None:
    for body in ({"available": False}, {"custom_status_uuid": LUNCH}, {"available": True}):
        time.sleep(0.002)  # instants are told to the millisecond
        acme.update_status(JANE, **body)
    entries = acme.history(JANE)
    for before, entry in zip([None, *entries], entries, strict=False):
        then = by_uuid(acme.as_of(entry.at))[JANE]
        assert (then.available, then.custom_status) == (entry.after.available, entry.after.custom_status)
        assert then.since == entry.at
        earlier = by_uuid(acme.as_of((entry.at - MOMENT).isoformat()))
        if before is None:
            assert JANE not in earlier  # she was created by the import that set her status
        else:
            assert earlier[JANE].since == before.at


def test_q2_now_is_what_users_shows(acme: onduty.Account) -> None:
    acme.update_status(NORA, custom_status_uuid=LUNCH)
    now = acme.as_of()
    assert now == acme.as_of(datetime.now(UTC) + timedelta(days=1))
    for past, present in zip(now, acme.users(), strict=True):
        assert past.user == present.user
        assert past.available == present.status.available
        assert past.custom_status == present.status.custom_status


def test_q2_who_did_not_exist_yet_is_absent(acme: onduty.Account) -> None:
    created = datetime.fromisoformat(NORA_CREATED_AT)
    (nora,) = acme.as_of(created)
    assert (nora.user.uuid, nora.available, nora.custom_status, nora.since) == (NORA, False, None, created)  # U6
    assert acme.as_of(created - MOMENT) == []


def test_q2_who_and_what_was_removed_since_is_there(db: onduty.Database, acme: onduty.Account) -> None:
    acme.update_status(JANE, custom_status_uuid=LUNCH)
    time.sleep(0.002)
    acme.update_custom_status(LUNCH, name="Pranzo", emoji="🍝")
    time.sleep(0.002)
    before = acme.as_of()
    lunch = acme.history(JANE)[-1].at
    then = datetime.now(UTC)
    time.sleep(0.002)
    acme.destroy_custom_status(LUNCH)
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [{"uuid": JANE, "removed": True}]}))
    time.sleep(0.002)
    assert acme.as_of(then) == before
    shown = by_uuid(before)[JANE].custom_status
    assert shown is not None
    assert (shown.name, shown.emoji) == ("Pranzo", "🍝")
    earlier = by_uuid(acme.as_of(lunch))[JANE].custom_status
    assert earlier is not None
    assert earlier.name == "Lunch"
    assert sorted(by_uuid(acme.as_of())) == sorted([MATTEO, NORA])


def test_q2_who_was_removed_and_came_back_is_absent_between(db: onduty.Database, acme: onduty.Account) -> None:
    jane = next(user for user in directory()["users"] if user["uuid"] == JANE)
    instants = [datetime.now(UTC)]
    for entry in ({"uuid": JANE, "removed": True}, jane):
        time.sleep(0.002)
        db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [entry]}))
        time.sleep(0.002)
        instants.append(datetime.now(UTC))
    assert [JANE in by_uuid(acme.as_of(at)) for at in instants] == [True, False, True]


def test_q2_a_teams_members(acme: onduty.Account) -> None:
    assert list(by_uuid(acme.as_of(team=GENERAL))) == [JANE]


def test_q2_what_is_wrong_is_named(acme: onduty.Account) -> None:
    assert refused_by(lambda: acme.as_of("2026-03-29", team="x")) == ["instant", "team"]
    with pytest.raises(onduty.InvalidParamsError, match="without a time zone"):
        acme.as_of(datetime(2026, 3, 29))
    assert FOREIGN_USER not in by_uuid(acme.as_of())


def test_past_statuses_are_values(acme: onduty.Account) -> None:
    acme.update_status(JANE, custom_status_uuid=LUNCH)
    past = by_uuid(acme.as_of())[JANE]
    assert pickle.loads(pickle.dumps(past)) == copy.deepcopy(past) == past
    assert hash(past) == hash(pickle.loads(pickle.dumps(past)))
    assert past != by_uuid(acme.as_of())[NORA]
    assert "Lunch" in repr(past)


def test_l3_the_same_as_a_coroutine(db: onduty.Database, acme: onduty.Account) -> None:
    async def read() -> Any:
        account = await aio.Database(db).account("acme")
        return await account.as_of(team=GENERAL), json.loads((await account.as_of_json(team=GENERAL)).body)

    people, shown = asyncio.run(read())
    assert people == acme.as_of(team=GENERAL)
    assert [user["uuid"] for user in shown["users"]] == [JANE]
