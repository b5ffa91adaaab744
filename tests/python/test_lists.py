"""Lists of users, teams and contacts, and what they hold: C4 to C7, E4."""

import asyncio
import json
from typing import Any

import pytest

import onduty
from onduty import aio
from tests.database_fixtures import Unchanged
from tests.documents import (
    DESK_KEY,
    JANE,
    JANE_EMAIL,
    LUNCH,
    MATTEO,
    MATTEO_EMAIL,
    NOBODY,
    NORA,
    NORA_CREATED_AT,
    OTHER_KEY,
    SEED_CONTACT,
    VACATIONING,
    as_bytes,
)

GENERAL = "ad42a09715814e6483b1c5debd6a2dbc"
FOREIGN_STATUS = "22222222-2222-4222-8222-222222222222"  # of the account "globex"
FOREIGN_USER = "2" * 32
CROWD = 120  # people more, so that there are pages


def user_of_crowd(number: int) -> dict[str, Any]:
    """Two of each second, so that uuids decide between them; the later the number, the older."""
    created = CROWD - number // 2
    return {
        "uuid": f"{(7919 * (number + 1)) % 10007:032x}",
        "email": f"crowd{number}@example.com",
        "name": f"Crowd {number}",
        "createdAt": f"2022-01-01T00:{created // 60:02}:{created % 60:02}Z",
        "available": number % 3 == 0,
    }


@pytest.fixture
def crowd(db: onduty.Database, acme: onduty.Account) -> onduty.Account:
    document = {"account": {"name": "acme"}, "users": [user_of_crowd(number) for number in range(CROWD)]}
    db.import_directory(as_bytes(document))
    return acme


def as_json(answer: onduty.Answer) -> Any:
    return json.loads(answer.body)


def uuids(users: list[onduty.UserStatus]) -> list[str]:
    return [each.user.uuid for each in users]


def refused_by(attempt: Any) -> list[str]:
    with pytest.raises(onduty.InvalidParamsError) as refused:
        attempt()
    return sorted(refused.value.params)


def test_users_have_their_statuses(acme: onduty.Account) -> None:
    acme.update_status(MATTEO, available=False, custom_status_uuid=LUNCH)
    users = acme.users()
    assert sorted(uuids(users)) == sorted([JANE, MATTEO, NORA])
    for each in users:
        assert each.status == acme.status(each.user.uuid)
        assert each.user == acme.find_user(each.user.uuid)


def test_users_are_found_by_what_applies_to_them(acme: onduty.Account) -> None:
    acme.update_status(MATTEO, custom_status_uuid=LUNCH)
    assert uuids(acme.users(available=False)) == [NORA]
    assert sorted(uuids(acme.users(available=True))) == sorted([JANE, MATTEO])
    assert uuids(acme.users(team=GENERAL)) == [JANE]
    assert uuids(acme.users(custom_status=LUNCH)) == [MATTEO]
    assert uuids(acme.users(custom_status=LUNCH, team=GENERAL)) == []
    assert uuids(acme.users(custom_status=VACATIONING)) == []


def test_c7_a_list_is_in_order_of_creation_then_uuid(crowd: onduty.Account) -> None:
    expected = sorted(map(user_of_crowd, range(CROWD)), key=lambda user: (user["createdAt"], user["uuid"]))
    listed = [uuid for uuid in uuids(crowd.users()) if uuid not in {JANE, MATTEO, NORA}]
    assert listed == [user["uuid"] for user in expected]


def test_c7_pages_hold_fifty(crowd: onduty.Account) -> None:
    everyone = uuids(crowd.users())
    seen: list[str] = []
    for number in (1, 2, 3):
        page = as_json(crowd.users_json(page=str(number)))
        assert page["meta"] == {"page": number, "pages": 3}
        seen += [user["uuid"] for user in page["users"]]
    assert seen == everyone
    assert as_json(crowd.users_json(page="4")) == {"users": [], "meta": {"page": 4, "pages": 3}}
    assert as_json(crowd.users_json(page="1000000"))["users"] == []
    assert as_json(crowd.users_json(available="true"))["meta"] == {"page": 1, "pages": 1}


def remove(db: onduty.Database, *users: str) -> None:
    removed = [{"uuid": user, "removed": True} for user in users]
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": removed}))


def test_c7_a_walk_skips_and_repeats_nobody_who_matched_throughout(db: onduty.Database, crowd: onduty.Account) -> None:
    away = uuids(crowd.users(available=False))
    walked: list[str] = []
    while page := as_json(crowd.users_json(available="false", after=walked[-1] if walked else None))["users"]:
        walked += [user["uuid"] for user in page]
        if len(walked) == 50:  # from before, the last one seen, from behind
            remove(db, walked[0], away[60])
            crowd.update_status(walked[-1], available=True)
            crowd.update_status(away[51], available=True)
    assert walked == [user for user in away if user not in {away[51], away[60]}]
    remove(db, walked[49])  # now the one that the list goes on behind is gone altogether
    assert uuids(crowd.users(available=False, after=walked[49])) == walked[50:]


def test_c7_pages_behind_an_entry_are_counted_from_there(crowd: onduty.Account) -> None:
    everyone = uuids(crowd.users())
    page = as_json(crowd.users_json(after=everyone[9]))
    assert page["meta"] == {"page": 1, "pages": 3}
    assert [user["uuid"] for user in page["users"]] == everyone[10:60]
    assert as_json(crowd.users_json(after=everyone[-1])) == {"users": [], "meta": {"page": 1, "pages": 1}}
    assert uuids(crowd.users(after=everyone[9], limit=7)) == everyone[10:17]
    assert uuids(crowd.users(limit=2**63 - 1)) == everyone


BAD_PAGES = ["", "0", "-1", "01", "1.0", "one", "1000001", "99999999999999999999"]


@pytest.mark.parametrize("page", BAD_PAGES)
def test_c7_a_bad_page_is_refused_by_every_list(acme: onduty.Account, page: str) -> None:
    assert refused_by(lambda: acme.users_json(page=page)) == ["page"]
    assert refused_by(lambda: acme.teams_json(page=page)) == ["page"]
    assert refused_by(lambda: acme.team_members_json(GENERAL, page=page)) == ["page"]
    assert refused_by(lambda: acme.all_contacts_json(page=page)) == ["page"]
    assert refused_by(lambda: acme.custom_statuses_json(page=page)) == ["page"]


@pytest.mark.parametrize(
    ("team", "custom_status", "after"),
    [(NOBODY, FOREIGN_STATUS, FOREIGN_USER), (JANE, NOBODY, NOBODY), ("x", "y", "z"), ("", "", "")],
)
def test_c7_filters_by_what_the_account_does_not_have_are_refused(
    acme: onduty.Account, team: str, custom_status: str, after: str, unchanged: Unchanged
) -> None:
    everything = ["after", "custom_status", "team"]
    with unchanged():
        assert refused_by(lambda: acme.users(team=team, custom_status=custom_status, after=after)) == everything
        assert refused_by(lambda: acme.users_json(team=team, custom_status=custom_status, after=after)) == everything
        assert refused_by(lambda: acme.all_contacts_json(after=after)) == ["after"]
        assert refused_by(lambda: acme.all_contacts(after=after)) == ["after"]


def test_c7_all_that_is_refused_is_told_at_once(acme: onduty.Account) -> None:
    assert refused_by(lambda: acme.users_json(page="1", after=JANE)) == ["page"]  # one or the other
    assert refused_by(lambda: acme.all_contacts_json(page="1", after=JANE)) == ["page"]
    assert refused_by(lambda: acme.users_json(available="yes", refused={"x": ["no"]})) == ["available", "x"]
    assert refused_by(lambda: acme.users(limit=0)) == ["limit"]


def test_c4_teams_and_their_members(acme: onduty.Account) -> None:
    (general,) = acme.teams()
    assert (general.uuid, general.name, general.is_default, general.members) == (GENERAL, "General", True, 1)
    assert acme.team(GENERAL.upper()) == general
    body = as_json(acme.team_json(GENERAL))["team"]
    assert list(body) == ["uuid", "name", "createdAt", "default", "members"]
    assert as_json(acme.teams_json()) == {"teams": [body], "meta": {"page": 1, "pages": 1}}


def test_c4_members_show_their_statuses(acme: onduty.Account) -> None:
    def members(status: str | None = None) -> Any:
        return as_json(acme.team_members_json(GENERAL, status=status))["users"]

    assert [list(user) for user in members()] == [["email", "name", "available", "lastUpdatedAt"]]
    acme.update_status(JANE, custom_status_uuid=LUNCH, available=True)
    assert members("away") == []
    (jane,) = members("available")
    assert jane["email"] == JANE_EMAIL
    assert list(jane["userCustomStatus"]) == ["updatedAt", "id", "name", "emoji"]
    assert jane["userCustomStatus"]["id"] == LUNCH
    assert jane["lastUpdatedAt"] == jane["userCustomStatus"]["updatedAt"]  # the later of the two clocks
    assert uuids(acme.team_members(GENERAL, available=True)) == [JANE]
    assert refused_by(lambda: acme.team_members_json(GENERAL, status="busy", page="0")) == ["page", "status"]


def test_u6_a_user_nobody_has_set_was_last_updated_at_the_creation(acme: onduty.Account) -> None:
    (nora,) = as_json(acme.users_json(available="false"))["users"]
    assert nora == {
        "uuid": NORA,
        "email": "nora.lind@example.com",
        "name": "Nora Lind",
        "available": False,
        "lastUpdatedAt": NORA_CREATED_AT,
    }


def test_c5_contacts_are_listed_and_shown(acme: onduty.Account) -> None:
    contacts = acme.all_contacts()
    assert len(contacts) == 26
    assert [each["uuid"] for each in as_json(acme.all_contacts_json())["contacts"]] == [each.uuid for each in contacts]
    assert contacts[0].uuid == JANE  # the oldest
    assert [each.uuid for each in acme.all_contacts(after=JANE, limit=2)] == [each.uuid for each in contacts[1:3]]
    acme.update_contact(JANE, note="calls back", team_uuid=GENERAL)
    details = acme.contact(JANE)
    assert details.contact == contacts[0]
    assert (details.conversation.team, details.conversation.note) == (GENERAL, "calls back")
    body = as_json(acme.contact_json(JANE))
    assert list(body["contact"].items()) == list(SEED_CONTACT.items())
    assert body["conversation"] == {
        "team_uuid": GENERAL,
        "bot_status": details.conversation.bot_status,
        "note": "calls back",
    }


def test_c6_a_key_tells_whose_it_is(db: onduty.Database, acme: onduty.Account) -> None:
    key = db.authenticate(DESK_KEY.encode())
    answer = as_json(acme.auth_me_json(key))
    assert list(answer.items()) == [
        ("status", "ok"),
        ("user_email", JANE_EMAIL),
        ("user_name", "Jane Doe"),
        ("api_key", "desk"),
    ]
    assert acme.user_of(key) == acme.find_user(JANE)
    nobodys = {"account": {"name": "acme"}, "api_keys": [{"name": "desk", "user": None}]}
    db.import_directory(as_bytes(nobodys))
    assert as_json(acme.auth_me_json(key)) == {"status": "ok", "user_email": None, "user_name": None, "api_key": "desk"}
    assert acme.user_of(key) is None


def test_e4_what_is_foreign_is_answered_like_what_is_unknown(db: onduty.Database) -> None:
    globex = db.account_of(db.authenticate(OTHER_KEY.encode()))
    refused = {"colour": ["is not a parameter of this request"]}
    for team in (GENERAL, NOBODY, "general", ""):
        for attempt in (globex.team_json, globex.team_members_json):
            with pytest.raises(onduty.TeamNotFoundError):
                attempt(team, refused=refused)
        with pytest.raises(onduty.TeamNotFoundError):
            globex.team(team)
    for contact in (JANE, NOBODY, "x"):
        with pytest.raises(onduty.ContactNotFoundError):
            globex.contact_json(contact, refused=refused)
        with pytest.raises(onduty.ContactNotFoundError):
            globex.contact(contact)
    assert uuids(globex.users()) == [FOREIGN_USER]
    assert globex.all_contacts() == []
    assert globex.teams() == []


def test_422_is_told_for_what_is_there(acme: onduty.Account) -> None:
    refused = {"colour": ["is not a parameter of this request"]}
    assert refused_by(lambda: acme.team_json(GENERAL, refused=refused)) == ["colour"]
    assert refused_by(lambda: acme.contact_json(JANE, refused=refused)) == ["colour"]
    assert refused_by(lambda: acme.custom_status_json(LUNCH, refused=refused)) == ["colour"]


def test_l3_the_calls_are_there_as_coroutines(db: onduty.Database) -> None:
    async def calls() -> None:
        acme, twin = await aio.Database(db).account("acme"), db.account("acme")
        key = db.authenticate(DESK_KEY.encode())
        created = await acme.create_custom_status("Sick", emoji="🤒")
        assert await acme.custom_status(created.id) == twin.custom_status(created.id) == created
        assert (await acme.update_custom_status(created.id, name="Ill")).name == "Ill"
        assert (await acme.users(custom_status=created.id)) == []
        assert (await acme.users()) == twin.users()
        assert (await acme.team(GENERAL)) == twin.team(GENERAL)
        assert (await acme.teams()) == twin.teams()
        assert (await acme.team_members(GENERAL)) == twin.team_members(GENERAL)
        assert (await acme.all_contacts()) == twin.all_contacts()
        assert (await acme.contact(JANE)) == twin.contact(JANE)
        assert (await acme.user_of(key)) == twin.user_of(key)
        assert (await acme.users_json()).body == twin.users_json().body
        assert (await acme.team_members_json(GENERAL)).body == twin.team_members_json(GENERAL).body
        assert (await acme.auth_me_json(key)).body == twin.auth_me_json(key).body
        assert (await acme.create_custom_status_json(b'{"name": "Busy"}')).http_status == 201
        await acme.destroy_custom_status(created.id)
        with pytest.raises(onduty.CustomStatusNotFoundError):
            await acme.custom_status(created.id)

    asyncio.run(calls())


def test_an_e_mail_that_is_shown_is_the_users_own(acme: onduty.Account) -> None:
    assert {each.user.email for each in acme.users()} == {JANE_EMAIL, MATTEO_EMAIL, "nora.lind@example.com"}
