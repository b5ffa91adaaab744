"""The catalogue of custom statuses: C1 to C3, C8."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, JANE, LUNCH, MATTEO, VACATIONING, WALLBOARD_KEY

FOREIGN = "22222222-2222-4222-8222-222222222222"  # of the account "globex"
UNKNOWN = "f" * 32

REFUSED_NAMES: dict[str, Any] = {
    "empty": "",
    "blank": " \t\u00a0",
    "too long": "x" * 61,
    "a control character": "a\x07b",
    "a number": 5,
    "none": None,
    "taken": "Vacationing",
    "taken, in another case": " vACATIONING ",
    "taken, in another width": "Ｖａｃａｔｉｏｎｉｎｇ",
    "a lone surrogate": "a\ud800",
}

REFUSED_EMOJI: dict[str, Any] = {
    "empty": "",
    "blank": " ",
    "two": "🌴🌴",
    "a word": "palm",
    "a control character": "\x00",
    "a number": 1,
    "a lone surrogate": "\udf34",
}


def as_json(answer: onduty.Answer) -> Any:
    return json.loads(answer.body)


def test_c1_what_was_created_is_listed_last(acme: onduty.Account) -> None:
    created = acme.create_custom_status(" In a meeting ", emoji="📅")
    assert (created.name, created.emoji) == ("In a meeting", "📅")
    assert created.created_at == created.updated_at
    assert acme.custom_status(created.id) == created
    assert [each.id for each in acme.custom_statuses()] == [VACATIONING, LUNCH, created.id]
    assert acme.update_status(JANE, custom_status_uuid=created.id).after.custom_status is not None


def test_c1_an_update_moves_its_instant_and_leaves_out_what_is_absent(acme: onduty.Account) -> None:
    before = acme.custom_status(VACATIONING)
    renamed = acme.update_custom_status(VACATIONING, name="Holidays")
    assert (renamed.name, renamed.emoji, renamed.created_at) == ("Holidays", "🌴", before.created_at)
    assert renamed.updated_at > before.updated_at
    assert acme.update_custom_status(VACATIONING, emoji=None).emoji is None
    assert acme.custom_status(VACATIONING).name == "Holidays"


def test_c1_the_same_again_changes_nothing(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged():
        assert acme.update_custom_status(VACATIONING, name="Vacationing", emoji="🌴") == acme.custom_status(VACATIONING)
        acme.update_custom_status(VACATIONING)


@pytest.mark.parametrize("name", REFUSED_NAMES.values(), ids=REFUSED_NAMES)
def test_c2_a_bad_name_is_refused(acme: onduty.Account, name: Any, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.create_custom_status(name)
    assert list(refused.value.params) == ["name"]
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_custom_status(LUNCH, name=name)
    assert list(refused.value.params) == ["name"]


@pytest.mark.parametrize("emoji", REFUSED_EMOJI.values(), ids=REFUSED_EMOJI)
def test_c2_a_bad_emoji_is_refused(acme: onduty.Account, emoji: Any, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.create_custom_status("Sick", emoji=emoji)
    assert list(refused.value.params) == ["emoji"]
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_custom_status(LUNCH, emoji=emoji)
    assert list(refused.value.params) == ["emoji"]


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧‍👦", "🇮🇹", "👍🏽", "☕️", "A", None])
def test_c2_an_emoji_is_one_character_as_people_count_them(acme: onduty.Account, emoji: str | None) -> None:
    assert acme.create_custom_status("x" * 60, emoji=emoji).emoji == emoji


def test_c3_destroying_takes_it_from_everyone(acme: onduty.Account) -> None:
    for user in (JANE, MATTEO):
        acme.update_status(user, custom_status_uuid=VACATIONING)
    versions = {user: acme.status(user).version for user in (JANE, MATTEO)}
    acme.destroy_custom_status(VACATIONING, actor="zoe", way="cli")
    for user, version in versions.items():
        status, entry = acme.status(user), acme.history(user)[-1]
        assert (status.custom_status, status.version) == (None, version + 1)
        assert status.custom_status_updated_at == entry.at
        assert (entry.way, entry.actor, entry.version) == ("destroyed", "zoe", version + 1)
        assert entry.before.custom_status is not None
        assert entry.before.custom_status.name == "Vacationing"  # the history goes on showing it
        assert entry.after.custom_status is None
    assert [each.id for each in acme.custom_statuses()] == [LUNCH]
    assert acme.create_custom_status("vacationing").id != VACATIONING  # the name is free again
    with pytest.raises(onduty.InvalidParamsError):
        acme.update_status(JANE, custom_status_uuid=VACATIONING)


def test_c3_who_does_not_have_it_is_left_alone(acme: onduty.Account) -> None:
    before = acme.status(JANE)
    acme.destroy_custom_status(LUNCH)
    assert acme.status(JANE) == before


@pytest.mark.parametrize("custom_status", [FOREIGN, UNKNOWN, "lunch", ""])
def test_e4_a_foreign_one_is_answered_like_an_unknown_one(
    acme: onduty.Account, custom_status: str, unchanged: Unchanged
) -> None:
    refused = {"colour": ["is not a parameter of this request"]}
    attempts = (
        lambda: acme.custom_status(custom_status),
        lambda: acme.update_custom_status(custom_status, name="x"),
        lambda: acme.destroy_custom_status(custom_status),
        lambda: acme.custom_status_json(custom_status, refused=refused),
        lambda: acme.update_custom_status_json(custom_status, b'{"name": 5}', refused=refused),
        lambda: acme.destroy_custom_status_json(custom_status, refused=refused),
    )
    for attempt in attempts:
        with unchanged(), pytest.raises(onduty.CustomStatusNotFoundError) as missing:
            attempt()
        assert missing.value.message == "There is no such custom status."


def test_c1_and_c8_the_bytes_of_the_answers(acme: onduty.Account) -> None:
    created = acme.create_custom_status_json('{"name": "Sick", "emoji": "🤒"}'.encode())
    assert created.http_status == 201
    body = as_json(created)["customStatus"]
    assert list(body) == ["name", "createdAt", "updatedAt", "emoji", "id"]
    assert (body["name"], body["emoji"], len(body["id"])) == ("Sick", "🤒", 36)
    assert body["createdAt"].endswith(" +0000")
    assert as_json(acme.custom_status_json(body["id"])) == as_json(created)
    updated = acme.update_custom_status_json(body["id"], b'{"emoji": null}')
    assert (updated.http_status, as_json(updated)["customStatus"]["emoji"]) == (200, None)
    listed = as_json(acme.custom_statuses_json())
    assert [each["name"] for each in listed["customStatuses"]] == ["Vacationing", "Lunch", "Sick"]
    assert listed["meta"] == {"page": 1, "pages": 1}
    assert as_json(acme.destroy_custom_status_json(body["id"])) == {"status": "custom status was destroyed"}
    with pytest.raises(onduty.CustomStatusNotFoundError):
        acme.destroy_custom_status_json(body["id"])


@pytest.mark.parametrize(
    ("body", "params"),
    [
        (b"{}", ["name"]),
        (b'{"emoji": null}', ["name"]),
        (b'{"name": null}', ["name"]),
        (b'{"name": "x", "n\\u0061me": "y"}', ["name"]),
        (b'{"customStatus": {"name": "x"}}', ["customStatus", "name"]),
        (b'{"name": "Lunch", "emoji": "ab", "colour": "red", "id": 1}', ["colour", "emoji", "id", "name"]),
    ],
)
def test_u4_a_refused_post_names_every_key(
    acme: onduty.Account, body: bytes, params: list[str], unchanged: Unchanged
) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.create_custom_status_json(body)
    assert sorted(refused.value.params) == params


def test_c8_a_put_of_nothing_changes_nothing(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged():
        assert as_json(acme.update_custom_status_json(LUNCH, b"{}"))["customStatus"]["name"] == "Lunch"


def test_e1_what_is_no_json_object_is_refused(acme: onduty.Account, unchanged: Unchanged) -> None:
    for body in (b"", b"[]", b'{"name": "x"', b'{"name": "\\ud800"}'):
        with unchanged(), pytest.raises(onduty.MalformedJsonError):
            acme.create_custom_status_json(body)
        with unchanged(), pytest.raises(onduty.MalformedJsonError):
            acme.update_custom_status_json(LUNCH, body)


def test_u8_a_request_that_is_repeated_is_carried_out_once(acme: onduty.Account, unchanged: Unchanged) -> None:
    first = acme.create_custom_status_json(b'{"name": "Sick"}', idempotency_key="k1", path="/v1/custom_statuses")
    with unchanged():
        again = acme.create_custom_status_json(b'{"name": "Sick"}', idempotency_key="k1", path="/v1/custom_statuses")
    assert (again.replayed, again.http_status, again.body) == (True, 201, first.body)
    with unchanged(), pytest.raises(onduty.IdempotencyConflictError):
        acme.create_custom_status_json(b'{"name": "Busy"}', idempotency_key="k1", path="/v1/custom_statuses")
    acme.destroy_custom_status_json(LUNCH, idempotency_key="k2", path="/x")
    assert acme.destroy_custom_status_json(LUNCH, idempotency_key="k2", path="/x").replayed


def test_u8_a_call_with_a_key_is_carried_out_once(acme: onduty.Account, unchanged: Unchanged) -> None:
    first = acme.create_custom_status("Sick", emoji="🤒", idempotency_key="k1")
    changed = acme.update_custom_status(first.id, name="Ill", idempotency_key="k2")
    acme.destroy_custom_status(first.id, idempotency_key="k3")
    with unchanged():
        assert acme.create_custom_status("Sick", emoji="🤒", idempotency_key="k1") == first
        assert acme.update_custom_status(first.id, name="Ill", idempotency_key="k2") == changed
        acme.destroy_custom_status(first.id, idempotency_key="k3")
    calls: list[Callable[[], object]] = [
        lambda: acme.create_custom_status("Sick", idempotency_key="k1"),
        lambda: acme.update_custom_status(LUNCH, name="Ill", idempotency_key="k2"),
        lambda: acme.destroy_custom_status(LUNCH, idempotency_key="k3"),
        lambda: acme.update_status(JANE, available=True, idempotency_key="k1"),
    ]
    for call in calls:
        with unchanged(), pytest.raises(onduty.IdempotencyConflictError):
            call()


def test_u10_each_entry_has_the_name_of_its_time(acme: onduty.Account) -> None:
    for name in ("Siesta", "Nap"):
        acme.update_custom_status(LUNCH, name=name)
        acme.update_status(JANE, custom_status_uuid=LUNCH)
        acme.update_status(JANE, custom_status_uuid=None)
    shown = [entry.after.custom_status or entry.before.custom_status for entry in acme.history(JANE)[-4:]]
    assert [each and each.name for each in shown] == ["Siesta", "Siesta", "Nap", "Nap"]


def test_u10_the_api_key_of_who_destroyed_it_is_in_the_history(db: onduty.Database, acme: onduty.Account) -> None:
    acme.update_status(JANE, custom_status_uuid=LUNCH)
    acme.destroy_custom_status_json(LUNCH, api_key=db.authenticate(DESK_KEY.encode()), actor="zoe")
    entry = acme.history(JANE)[-1]
    assert (entry.way, entry.api_key, entry.actor) == ("destroyed", "desk", "zoe")


def test_u10_a_bad_actor_and_way_are_refused(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.destroy_custom_status(LUNCH, actor="", way="api")
    assert sorted(refused.value.params) == ["actor", "way"]


def test_e2_a_key_that_was_revoked_since_changes_nothing(
    db: onduty.Database, acme: onduty.Account, unchanged: Unchanged
) -> None:
    key = db.authenticate(WALLBOARD_KEY.encode())
    db.import_directory(
        json.dumps({"account": {"name": "acme"}, "api_keys": [{"name": "wallboard", "removed": True}]}).encode()
    )
    with unchanged(), pytest.raises(onduty.UnauthorizedError):
        acme.create_custom_status_json(b'{"name": "Sick"}', api_key=key)
