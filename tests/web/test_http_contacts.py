"""Contacts over HTTP: GET of all, of one and of a user's, and PATCH: S7 to S11, C5, C7, H2, H3, U10."""

from typing import Any

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import (
    JANE,
    JANE_EMAIL,
    MATTEO,
    MATTEO_CONTACTS,
    MATTEO_EMAIL,
    NORA,
    OTHER_KEY,
    SEED_CONTACT,
    as_bytes,
)
from tests.web.client import Client, assert_error, assert_refused, status_path
from tests.web.routes import CONTACT, FOREIGN_TEAM, TEAM, add_fields_of_every_type, add_foreign_entries, contact_of

PATH = f"/v1/contacts/{CONTACT}"


@pytest.fixture(autouse=True)
def entries(db: onduty.Database) -> None:
    add_fields_of_every_type(db)
    add_foreign_entries(db)


def patched(http: Client, body: object) -> Any:
    response = http.patch(PATH, body)
    assert response.status_code == 200, response.text
    return response.json()["contact"][0]


def test_s11_contacts_have_the_seeds_keys_in_its_order(http: Client) -> None:
    answer = http.get(f"/v1/users/{JANE}/contacts").json()
    assert list(answer) == ["contacts", "meta"]
    assert [list(contact.items()) for contact in answer["contacts"]] == [list(SEED_CONTACT.items())]
    assert http.get(f"/users/{NORA}/contacts").json() == {"contacts": [], "meta": {"next": None}}


def test_h3_the_answers_cursor_leads_to_the_rest(http: Client) -> None:
    answer = http.put(status_path(MATTEO), {"available": False}).json()
    names = [contact["name"] for contact in answer["contact"]]
    cursor = answer["meta"]["next"]
    while cursor is not None:
        page = http.get(f"/v1/users/{MATTEO}/contacts", params={"after": cursor}).json()
        names += [contact["name"] for contact in page["contacts"]]
        cursor = page["meta"]["next"]
    assert names == [f"Contact {number}" for number in range(MATTEO_CONTACTS)]


@pytest.mark.parametrize("cursor", ["nonsense", "", "%00", "-1"])
def test_h3_a_bad_cursor_is_refused(http: Client, cursor: str) -> None:
    assert_refused(http.get(f"/v1/users/{MATTEO}/contacts?after={cursor}"), "after")


def test_c5_all_contacts_and_one_of_them(http: Client) -> None:
    answer = http.get("/v1/contacts").json()
    assert list(answer) == ["contacts", "meta"]
    assert answer["meta"] == {"page": 1, "pages": 1}
    assert len(answer["contacts"]) == MATTEO_CONTACTS + 1
    seeds = next(contact for contact in answer["contacts"] if contact["uuid"] == JANE)
    assert list(seeds.items()) == list(SEED_CONTACT.items())
    assert http.get(f"/v1/contacts/{JANE}").json() == {
        "contact": seeds,
        "conversation": {"team_uuid": None, "bot_status": "bot_start", "note": None},  # S6
    }


def test_c7_contacts_in_pages_and_after_one(db: onduty.Database, http: Client) -> None:
    contacts = [{"uuid": f"d{number:031x}", "name": f"More {number}", "source": "whatsapp"} for number in range(60)]
    db.import_directory(as_bytes({"account": {"name": "acme"}, "contacts": contacts}))
    pages = [http.get(f"/v1/contacts?page={page}").json() for page in (1, 2)]
    assert [page["meta"] for page in pages] == [{"page": 1, "pages": 2}, {"page": 2, "pages": 2}]
    everyone = [contact["uuid"] for page in pages for contact in page["contacts"]]
    assert len(set(everyone)) == 60 + MATTEO_CONTACTS + 1
    rest = http.get(f"/v1/contacts?after={everyone[70]}").json()["contacts"]
    assert [contact["uuid"] for contact in rest] == everyone[71:]
    assert_refused(http.get("/v1/contacts?after=x&limit=1"), "after", "limit")


# S10: the request of the seed's page is the one of PATCH /contacts.
def test_s10_c5_everything_at_once(http: Client, acme: onduty.Account) -> None:
    before = contact_of(http)
    body = {
        "name": "Renamed",
        "note": "calls back",
        "tags": ["late"],
        "custom_fields": {"age": 7, "mail": "a@b.example", "zipCode": None},
        "assigned_user": JANE_EMAIL.upper(),  # S8
        "team_uuid": TEAM.upper(),  # S9
        "bot_status": "bot_end",  # S5
    }
    contact = patched(http, body)
    changes = {
        "name": "Renamed",
        "tags": ["late"],
        "customFields": {"mail": "a@b.example", "age": 7},
        "assignedUser": JANE_EMAIL,
    }
    assert contact == before["contact"] | changes
    assert list(contact) == list(SEED_CONTACT)
    conversation = {"team_uuid": TEAM, "bot_status": "bot_end", "note": "calls back"}
    assert contact_of(http) == {"contact": contact, "conversation": conversation}
    assert [found.uuid for found in acme.contacts(JANE)[0]] == [JANE, CONTACT]


def test_c5_what_is_absent_stays_and_the_same_again_changes_nothing(http: Client, unchanged: Unchanged) -> None:
    before = contact_of(http)
    assert patched(http, {"name": "Renamed"}) == before["contact"] | {"name": "Renamed"}
    with unchanged():
        assert patched(http, {"name": "Renamed", "tags": ["VIP"]})["name"] == "Renamed"


def test_c5_an_empty_note_and_an_empty_list_clear(http: Client) -> None:
    patched(http, {"note": "n"})
    assert contact_of(http)["conversation"]["note"] == "n"
    assert patched(http, {"note": "", "tags": []})["tags"] == []
    assert contact_of(http)["conversation"]["note"] is None


@pytest.mark.parametrize("nothing", [None, ""])
def test_c5_null_and_an_empty_text_clear_a_field(http: Client, nothing: object) -> None:
    assert patched(http, {"custom_fields": {"age": "7"}})["customFields"] == {"zipCode": "00100", "age": "7"}
    assert patched(http, {"custom_fields": {"zipCode": nothing}})["customFields"] == {"age": "7"}


def test_c5_unassigning(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        response = http.patch(PATH, {"unassign_user": True, "assigned_user": JANE_EMAIL})
        assert_refused(response, "unassign_user")
        for value in (False, None, 1, "true"):
            assert_refused(http.patch(PATH, {"unassign_user": value}), "unassign_user")
    assert patched(http, {"unassign_user": True})["assignedUser"] is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mail", "nobody"),
        ("age", "seven"),
        ("age", [7]),
        ("since", "2026-02-30"),
        ("size", "M"),
        ("features", ["dark", "slow"]),
        ("features", "dark"),
        ("zipCode", 100),
        ("zipCode", True),
    ],
)
def test_c5_a_value_fits_its_fields_type(http: Client, field: str, value: object, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(http.patch(PATH, {"custom_fields": {field: value}}), 422, "invalid_params")


def test_c5_values_of_every_type(http: Client) -> None:
    fields = {
        "zipCode": "1",
        "mail": "a@b.example",
        "age": 1.5,
        "since": "2026-03-03",
        "size": "S",
        "features": ["fast", "dark"],
    }
    assert patched(http, {"custom_fields": fields})["customFields"] == fields


@pytest.mark.parametrize(
    "body",
    [
        {"name": None},
        {"note": None},
        {"note": "x" * 1001},
        {"tags": None},
        {"tags": "VIP"},
        {"tags": ["nobodys"]},  # S7
        {"custom_fields": None},
        {"custom_fields": {"nobodys": "x"}},  # S7
        {"assigned_user": None},
        {"assigned_user": "nobody@example.com"},  # S8
        {"assigned_user": "hank@globex.example"},
        {"team_uuid": None},
        {"team_uuid": "x"},  # S9
        {"team_uuid": FOREIGN_TEAM},
        {"bot_status": None},
        {"bot_status": "bot"},
        {},
        {"available": True},
        {"uuid": CONTACT, "colour": "red"},
    ],
    ids=str,
)
def test_c5_what_is_refused_changes_nothing(http: Client, body: dict[str, object], unchanged: Unchanged) -> None:
    with unchanged():
        response = http.patch(PATH, body)
    assert_error(response, 422, "invalid_params")


def test_c5_everything_that_is_refused_is_in_one_answer(http: Client, unchanged: Unchanged) -> None:
    body = {
        "name": 1,
        "note": 1,
        "tags": ["nobodys"],
        "custom_fields": 1,
        "assigned_user": "nobody@example.com",
        "team_uuid": "x",
        "bot_status": "x",
        "colour": "red",
    }
    with unchanged():
        assert_refused(http.patch(PATH + "?page=1", body), *body, "page")


def test_s7_each_that_does_not_exist_is_named(http: Client) -> None:
    response = http.patch(PATH, {"tags": ["VIP", "one", "two"], "custom_fields": {"three": "3", "zipCode": "1"}})
    text = str(response.json()["error"])
    assert all(name in text for name in ("one", "two", "three"))
    assert "zipCode" not in text


def test_s5_without_a_bot_there_is_no_bot_status(db: onduty.Database, http: Client, unchanged: Unchanged) -> None:
    db.import_directory(as_bytes({"account": {"name": "acme", "bot": {"enabled": False}}}))
    with unchanged():
        assert_refused(http.patch(PATH, {"bot_status": "bot_end"}), "bot_status")
        assert_refused(http.put(status_path(MATTEO), {"bot_status": "bot_end"}), "bot_status")


def test_e4_a_contact_of_another_account_is_not_there(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        assert_error(http.patch(PATH, {"name": "x"}, key=OTHER_KEY), 404, "contact_not_found")


def test_c5_a_patch_moves_no_version_of_a_user(http: Client) -> None:
    tags = [http.get(status_path(user)).headers["etag"] for user in (JANE, MATTEO)]
    patched(http, {"assigned_user": JANE_EMAIL})
    assert [http.get(status_path(user)).headers["etag"] for user in (JANE, MATTEO)] == tags
    assert "etag" not in http.patch(PATH, {"assigned_user": MATTEO_EMAIL}).headers


def test_c5_a_number_fits_a_finite_double(http: Client, unchanged: Unchanged) -> None:
    with unchanged():
        assert_refused(http.patch(PATH, {"custom_fields": {"age": "1e400"}}), "custom_fields")
    assert patched(http, {"custom_fields": {"age": "1e300"}})["customFields"]["age"] == "1e300"
