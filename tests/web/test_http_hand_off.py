"""A status update that is also a hand-off: S5 to S9, H1 to H4, U5, U7, U8."""

from typing import Any

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import (
    JANE,
    JANE_EMAIL,
    LUNCH,
    MATTEO,
    MATTEO_CONTACTS,
    MATTEO_EMAIL,
    NORA_EMAIL,
    SEED_CONTACT,
    as_bytes,
)
from tests.web.client import Client, assert_error, assert_refused, status_path
from tests.web.routes import FOREIGN_TEAM, TEAM, add_fields_of_every_type, add_foreign_entries, matteos_contacts

MATTEOS = status_path(MATTEO)
EVERYTHING = {
    "assigned_user": JANE_EMAIL.upper(),
    "team_uuid": TEAM,
    "tags": ["late"],
    "custom_fields": {"age": 7, "zipCode": "00200"},
    "bot_status": "bot_end",
}


@pytest.fixture(autouse=True)
def entries(db: onduty.Database) -> None:
    add_fields_of_every_type(db)
    add_foreign_entries(db)


def uuids(contacts: list[Any]) -> list[str]:
    return [contact["uuid"] for contact in contacts]


def test_h1_each_contact_of_the_user_is_handed_off(http: Client) -> None:
    contacts = matteos_contacts(http)
    answer = http.put(MATTEOS, {"available": False, **EVERYTHING}).json()
    assert list(answer) == ["contact", "meta", "user_status"]
    assert answer["user_status"]["appearance"]["available"] is False
    assert uuids(answer["contact"]) == uuids(contacts)[:20]
    for contact in answer["contact"]:
        assert list(contact) == list(SEED_CONTACT)
        assert contact["assignedUser"] == JANE_EMAIL
        assert sorted(contact["tags"]) == ["VIP", "late"]
        assert contact["customFields"] == {"zipCode": "00200", "age": 7}
    assert matteos_contacts(http) == []
    assert len(http.get(f"/v1/users/{JANE}/contacts").json()["contacts"]) == MATTEO_CONTACTS + 1


def test_h1_conversations_too(http: Client) -> None:
    contacts = uuids(matteos_contacts(http))
    http.put(MATTEOS, EVERYTHING)
    for contact in contacts:
        conversation = http.get(f"/v1/contacts/{contact}").json()["conversation"]
        assert conversation == {"team_uuid": TEAM, "bot_status": "bot_end", "note": None}


def test_h3_the_cursor_walks_exactly_those_that_were_handed_off(http: Client) -> None:
    contacts = uuids(matteos_contacts(http))
    answer = http.put(MATTEOS, {"assigned_user": NORA_EMAIL}).json()
    http.patch(f"/v1/contacts/{JANE}", {"assigned_user": MATTEO_EMAIL})  # came later
    rest = http.get(f"/v1/users/{MATTEO}/contacts", params={"after": answer["meta"]["next"]}).json()
    assert uuids(answer["contact"]) + uuids(rest["contacts"]) == contacts
    assert {contact["assignedUser"] for contact in rest["contacts"]} == {NORA_EMAIL}


@pytest.mark.parametrize("asked", [0, 1, 100])
def test_h3_as_many_as_asked_for(http: Client, asked: int) -> None:
    answer = http.put(f"{MATTEOS}?contacts={asked}", {"tags": ["late"]}).json()
    assert len(answer["contact"]) == min(asked, MATTEO_CONTACTS)


@pytest.mark.parametrize("parameter", EVERYTHING)
def test_s5_s9_each_parameter_alone_makes_a_hand_off(http: Client, parameter: str) -> None:
    before = http.get(MATTEOS)
    response = http.put(MATTEOS, {parameter: EVERYTHING[parameter]})
    assert response.status_code == 200
    # The status is as it was: no version, no clock.
    assert response.headers["etag"] == before.headers["etag"]
    assert response.json()["user_status"] == before.json()["user_status"]


def test_s6_what_names_no_bot_status_leaves_it(http: Client) -> None:
    http.put(MATTEOS, {"bot_status": "bot_end"})
    answer = http.put(MATTEOS, {"tags": ["late"]}).json()
    conversation = http.get(f"/v1/contacts/{answer['contact'][0]['uuid']}").json()["conversation"]
    assert conversation["bot_status"] == "bot_end"


@pytest.mark.parametrize(
    "body",
    [
        {"assigned_user": "nobody@example.com"},  # S8
        {"assigned_user": "hank@globex.example"},
        {"assigned_user": None},
        {"assigned_user": ""},
        {"team_uuid": "f" * 32},  # S9
        {"team_uuid": FOREIGN_TEAM},
        {"team_uuid": None},
        {"tags": ["VIP", "nobodys"]},  # S7
        {"tags": None},
        {"tags": [1]},
        {"custom_fields": {"nobodys": 1}},  # S7
        {"custom_fields": {"zipCode": None}},  # H1: it clears nothing
        {"custom_fields": {"zipCode": ""}},
        {"custom_fields": {"age": "seven"}},
        {"bot_status": "bot"},  # S5
        {"bot_status": None},
        {"note": "n"},
        {"unassign_user": True},
        {"name": "n"},
    ],
    ids=str,
)
def test_u5_what_is_refused_changes_nothing(http: Client, body: dict[str, object], unchanged: Unchanged) -> None:
    with unchanged():
        response = http.put(MATTEOS, {"available": False, "custom_status_uuid": LUNCH, **body})
    assert_error(response, 422, "invalid_params")


def test_u4_everything_that_is_refused_is_in_one_answer(http: Client, unchanged: Unchanged) -> None:
    body = {
        "available": 1,
        "custom_status_uuid": "x",
        "assigned_user": "nobody@example.com",
        "team_uuid": "x",
        "tags": ["nobodys"],
        "custom_fields": 1,
        "bot_status": "x",
        "colour": "red",
    }
    with unchanged():
        assert_refused(http.put(MATTEOS + "?contacts=101", body), *body, "contacts")


def test_u7_another_version_hands_nothing_off(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(http.put(MATTEOS, EVERYTHING, headers={"If-Match": '"9"'}), 412, "precondition_failed")


def test_u8_a_hand_off_is_carried_out_once(http: Client, unchanged: Unchanged) -> None:
    key = {"Idempotency-Key": "hand-off"}
    first = http.put(MATTEOS, EVERYTHING, headers=key)
    http.patch(f"/v1/contacts/{first.json()['contact'][0]['uuid']}", {"assigned_user": MATTEO_EMAIL})
    with unchanged():
        again = http.put(MATTEOS, EVERYTHING, headers=key)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.content == first.content


def add_contacts_of_matteo(db: onduty.Database, count: int) -> None:
    contacts = [
        {"uuid": f"e{number:031x}", "name": f"More {number}", "source": "whatsapp", "assignedUser": MATTEO_EMAIL}
        for number in range(count)
    ]
    db.import_directory(as_bytes({"account": {"name": "acme"}, "contacts": contacts}))


@pytest.mark.timed
@pytest.mark.slow
def test_h4_ten_thousand_contacts_do_not_hold_other_users_up_for_a_second(db: onduty.Database, http: Client) -> None:
    add_contacts_of_matteo(db, 10_000)
    answer, waits_seconds = http.put_beside(MATTEOS, {"assigned_user": NORA_EMAIL}, status_path(JANE))
    assert answer.status_code == 200
    assert matteos_contacts(http) == []
    assert len(waits_seconds) > 2
    assert max(waits_seconds) < 1
    contact = http.get(f"/v1/contacts/e{9_999:031x}").json()["contact"]
    assert contact["assignedUser"] == NORA_EMAIL


def test_u2_the_same_again_changes_nothing(http: Client, unchanged: Unchanged) -> None:
    http.put(MATTEOS, {"tags": ["late"]})
    with unchanged():  # all of them in the answer: a cursor would be remembered
        assert http.put(MATTEOS + "?contacts=100", {"tags": ["late"]}).status_code == 200
