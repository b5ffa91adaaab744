"""Arguments of the library's calls that no call can do anything with: L2, for every method there is."""

import math
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO, NOBODY, PLAN, VACATIONING

TEAM = "ad42a09715814e6483b1c5debd6a2dbc"
CONTACT = JANE  # the seed's example has the same uuid for both
LONE = "\ud800"
INSTANT = "2026-03-29T09:00:00Z"

# A call of every method that takes anything, by name, which would do something if it were let.
CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "all_contacts": ((), {"after": None, "limit": 5}),
    "as_of": ((INSTANT,), {"team": TEAM}),
    "contact": ((CONTACT,), {}),
    "contacts": ((JANE,), {"after": None, "limit": 5}),
    "create_api_key": (("new",), {"scopes": ["read"], "user": JANE}),
    "create_custom_status": (
        ("New",),
        {"emoji": None, "actor": "a", "way": "cli", "idempotency_key": "k"},
    ),
    "custom_status": ((LUNCH,), {}),
    "destroy_custom_status": ((LUNCH,), {"actor": "a", "way": "cli", "idempotency_key": "k"}),
    "find_user": ((JANE,), {}),
    "history": ((JANE,), {"team": TEAM, "since": INSTANT, "until": INSTANT, "after": 0, "limit": 5, "latest": True}),
    "find_plan": ((PLAN,), {}),
    "plan": ((), {"where": {"users": [JANE]}, "set": {"available": False}, "actor": "a"}),
    "undo": ((3,), {"reason": "r", "actor": "a"}),
    "undo_entry": ((1,), {"reason": "r", "actor": "a"}),
    "revoke_api_key": (("planner",), {}),
    "status": ((JANE,), {}),
    "team": ((TEAM,), {}),
    "team_members": ((TEAM,), {"available": True, "after": None, "limit": 5}),
    "time_in_status": (
        (INSTANT, INSTANT),
        {"by": ("user", "team"), "bucket": "day", "time_zone": "Europe/Rome", "user": JANE, "team": TEAM},
    ),
    "update_contact": (
        (CONTACT,),
        {
            "name": "n",
            "note": "x",
            "tags": ["VIP"],
            "custom_fields": {"zipCode": "1"},
            "assigned_user": JANE_EMAIL,
            "team_uuid": TEAM,
            "bot_status": "bot_end",
            "actor": "a",
            "way": "cli",
            "idempotency_key": "k",
        },
    ),
    "update_custom_status": (
        (LUNCH,),
        {"name": "n", "emoji": None, "actor": "a", "way": "cli", "idempotency_key": "k"},
    ),
    "update_status": (
        (JANE,),
        {
            "available": False,
            "custom_status_uuid": LUNCH,
            "reason": "r",
            "actor": "a",
            "if_version": 1,
            "contacts": 5,
            "way": "cli",
            "idempotency_key": "k",
            "assigned_user": JANE_EMAIL,
            "team_uuid": TEAM,
            "tags": ["VIP"],
            "custom_fields": {"zipCode": "1"},
            "bot_status": "bot_end",
        },
    ),
    "statuses": (([JANE],), {}),
    "update_many": (([{"uuid": JANE, "available": True}],), {"actor": "a", "reason": "r"}),
    "users": ((), {"available": True, "team": TEAM, "custom_status": LUNCH, "after": None, "limit": 5}),
}

PLACES = [
    (name, place)
    for name, (positional, named) in CALLS.items()
    for place in (*range(len(positional)), *(each for each in named if each != "unassign_user"))
]
HOSTILE = [
    LONE,
    "",
    "\0",
    2**63,
    -(2**63) - 1,
    10**40,
    -1,
    0,
    None,
    math.nan,
    [LONE],
    {LONE: LONE},
    {"zipCode": 10**40},
]


def with_argument(name: str, place: int | str, value: object) -> tuple[tuple[Any, ...], dict[str, Any]]:
    positional, named = CALLS[name]
    if isinstance(place, str):
        return positional, {**named, place: value}
    return (*positional[:place], value, *positional[place + 1 :]), named


def test_every_method_that_takes_arguments_is_tried() -> None:
    methods = {each for each in dir(onduty.Account) if not each.startswith(("_", "submit_")) and "json" not in each}
    assert methods - set(CALLS) == {"name", "api_keys", "custom_statuses", "teams", "user_of"}


def failure_of(
    acme: onduty.Account, name: str, positional: tuple[Any, ...], named: dict[str, Any]
) -> onduty.Error | TypeError | None:
    try:
        getattr(acme, name)(*positional, **named)
    except (onduty.Error, TypeError) as failure:
        return failure
    return None


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_l2_whatever_is_given_the_failure_is_onduty_s_own(acme: onduty.Account, name: str, place: int | str) -> None:
    good = CALLS[name][1][place] if isinstance(place, str) else CALLS[name][0][place]
    for value in HOSTILE:
        failure = failure_of(acme, name, *with_argument(name, place, value))
        # A TypeError only where another type is wanted.
        assert failure is None or isinstance(failure, onduty.Error) or not isinstance(value, type(good)), value
        assert failure is None or str(failure)


REFUSED: list[tuple[Callable[[onduty.Account], object], str]] = [
    (lambda acme: acme.history(JANE, limit=0), "limit"),
    (lambda acme: acme.history(JANE, limit=-1), "limit"),
    (lambda acme: acme.history(JANE, limit=100_001), "limit"),
    (lambda acme: acme.history(JANE, limit=2**64), "limit"),
    (lambda acme: acme.history(after=-1), "after"),
    (lambda acme: acme.history(since=LONE), "since"),
    (lambda acme: acme.history(team=LONE), "team"),
    (lambda acme: acme.as_of(LONE), "instant"),
    (lambda acme: acme.as_of(team=LONE), "team"),
    (lambda acme: acme.plan(where={"available": True}, set={"available": True}, actor=LONE), "actor"),
    (lambda acme: acme.undo_entry(1, reason=LONE), "reason"),
    (lambda acme: acme.undo(3, actor=LONE), "actor"),
    (lambda acme: acme.contacts(JANE, limit=101), "limit"),
    (lambda acme: acme.contacts(JANE, limit=-1), "limit"),
    (lambda acme: acme.contacts(JANE, limit=2**32 + 5), "limit"),
    (lambda acme: acme.users(limit=0), "limit"),
    (lambda acme: acme.team_members(TEAM, limit=-(2**70)), "limit"),
    (lambda acme: acme.all_contacts(limit=0), "limit"),
    (lambda acme: acme.users(team=LONE), "team"),
    (lambda acme: acme.update_status(JANE, available=True, contacts=-1), "contacts"),
    (lambda acme: acme.update_status(JANE, available=True, contacts=2**32), "contacts"),
    (lambda acme: acme.update_status(JANE, available=True, reason=LONE), "reason"),
    (lambda acme: acme.update_status(JANE, available=True, actor=LONE), "actor"),
    (lambda acme: acme.update_status(JANE, available=True, way=LONE), "way"),
    (lambda acme: acme.update_status(JANE, available=True, idempotency_key=LONE), "idempotency_key"),
    (lambda acme: acme.update_status(JANE, custom_status_uuid=LONE), "custom_status_uuid"),
    (lambda acme: acme.update_status(JANE, tags=[LONE]), "tags"),
    (lambda acme: acme.update_contact(CONTACT, note=LONE), "note"),
    (lambda acme: acme.update_contact(CONTACT, custom_fields={"zipCode": math.nan}), "custom_fields"),
    (lambda acme: acme.create_custom_status(LONE), "name"),
    (lambda acme: acme.create_api_key(LONE), "name"),
    (lambda acme: acme.create_api_key("new", scopes=[LONE]), "scopes"),
    (lambda acme: acme.create_api_key("new", user=LONE), "user"),
]


@pytest.mark.parametrize(
    ("call", "param"), REFUSED, ids=[f"{param}-{number}" for number, (_, param) in enumerate(REFUSED)]
)
def test_l2_wrong_values_are_refused_by_name_and_nothing_is_written(
    acme: onduty.Account, unchanged: Unchanged, call: Callable[[onduty.Account], object], param: str
) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        call(acme)
    assert list(refused.value.params) == [param]


def test_e4_names_that_nothing_can_have_belong_to_nothing(db: onduty.Database, acme: onduty.Account) -> None:
    with pytest.raises(onduty.AccountNotFoundError):
        db.account(LONE)
    with pytest.raises(onduty.UserNotFoundError):
        acme.find_user(LONE)
    with pytest.raises(onduty.TeamNotFoundError):
        acme.team(LONE)
    with pytest.raises(onduty.NotFoundError):
        acme.revoke_api_key(LONE)


def test_u7_a_version_that_there_cannot_be_is_not_the_current_one(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged():
        for version in (2**63, -1, 10**30):
            with pytest.raises(onduty.PreconditionFailedError):
                acme.update_status(JANE, available=False, if_version=version)


def test_i2_a_document_that_is_not_unicode_is_refused_with_the_place(db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged():
        for document in (b'{\n"account": {"name": "\xff"}}', '{\n"account": {"name": "\ud800"}}'):
            with pytest.raises(onduty.MalformedJsonError, match=r"UTF-8, about line 2, column 22\."):
                db.import_directory(document)


def test_s2_a_uuid_object_is_a_uuid(acme: onduty.Account) -> None:
    jane, matteo, lunch, team = UUID(JANE), UUID(MATTEO), UUID(LUNCH), UUID(TEAM)
    change = acme.update_status(jane, custom_status_uuid=lunch, team_uuid=team)
    assert change.after == acme.status(jane)
    assert acme.contact(UUID(CONTACT)).conversation.team == TEAM
    assert acme.find_user(matteo).uuid == MATTEO
    assert acme.history(jane)[-1].user == JANE
    assert [each.user.uuid for each in acme.users(team=team, custom_status=lunch)] == [JANE]
    assert acme.users(after=jane) == acme.users(after=JANE)
    assert acme.update_contact(UUID(CONTACT), name="x", team_uuid=team).uuid == CONTACT
    assert acme.contacts(jane)[0] == acme.contacts(JANE)[0]
    assert acme.team_members(team) == acme.team_members(TEAM)
    assert acme.custom_status(lunch).id == LUNCH
    assert acme.create_api_key("jane's", user=jane)[0].user == JANE_EMAIL
    acme.update_custom_status(lunch, emoji="🍝")
    acme.destroy_custom_status(lunch)
    with pytest.raises(onduty.UserNotFoundError):
        acme.status(UUID(NOBODY))


def test_none_where_it_means_nothing_is_a_type_error(db: onduty.Database, acme: onduty.Account) -> None:
    calls: list[Callable[..., object]] = [
        acme.status,
        acme.contact,
        acme.team,
        acme.user_of,
        db.account_of,
    ]
    for call in (*calls, db.import_directory, db.authenticate, db.backup, onduty.open):
        with pytest.raises(TypeError):
            call(None)
    with pytest.raises(TypeError):
        acme.history(JANE, limit=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("queue_max", [0, -1, 1_000_001, 2**64])
def test_a_queue_of_no_length_is_refused(tmp_path_db: onduty.Database, queue_max: int) -> None:
    with pytest.raises(onduty.InvalidParamsError, match="queue_max"):
        onduty.open(tmp_path_db.path, queue_max=queue_max)


@pytest.mark.parametrize("path", [f"{LONE}.db", "a\0b.db"])
def test_what_no_file_can_be_called_is_refused(db: onduty.Database, path: str) -> None:
    for call in (onduty.open, db.backup, db.snapshot):
        with pytest.raises(onduty.InvalidParamsError) as refused:
            call(path)
        assert list(refused.value.params) == ["path"]


def test_values_that_are_good_are_still_taken(acme: onduty.Account) -> None:
    assert len(acme.history(JANE, limit=100_000)) == 1
    assert len(acme.users(limit=10**40)) == 3
    assert acme.update_status(JANE, custom_status_uuid=VACATIONING, contacts=0).contacts == []
