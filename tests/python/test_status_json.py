"""The bytes of requests and of their answers: S2 to S4, S11, S12, U3, U4, E1."""

import json
from typing import Any

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import JANE, NORA, SEED_CONTACT, VACATIONING

MALFORMED = {
    "empty": b"",
    "cut off": b'{"available": true',
    "something after it": b'{"available": true} {}',
    "a byte order mark": b'\xef\xbb\xbf{"available": true}',
    "not UTF-8": b'{"reason": "\xff", "available": true}',
    "UTF-16": '{"available": true}'.encode("utf-16"),
    "nested too deep": b'{"reason": ' + b"[" * 16 + b"1" + b"]" * 16 + b"}",
    "an array": b'[{"available": true}]',
    "a number out of range": b'{"available": true, "reason": 1e999}',
    "an integer out of range": b'{"available": true, "reason": 99999999999999999999999}',
    "a leading zero": b'{"available": 01}',
    "a lone surrogate": b'{"available": true, "reason": "\\ud800"}',
    "a comment": b'{"available": true} // yes',
    "single quotes": b"{'available': true}",
}

REFUSED: dict[str, tuple[Any, list[str]]] = {
    "S2 another user": ({"uuid": NORA, "available": True}, ["uuid"]),
    "S2 no uuid": ({"uuid": "jane", "available": True}, ["uuid"]),
    "S2 null": ({"uuid": None, "available": True}, ["uuid"]),
    "S3 null": ({"available": None}, ["available"]),
    "S3 a number": ({"available": 1}, ["available"]),
    "S3 a string": ({"available": "true"}, ["available"]),
    "S3 a list": ({"available": [True]}, ["available"]),
    "S4 a number": ({"custom_status_uuid": 5}, ["custom_status_uuid"]),
    "S4 no uuid": ({"custom_status_uuid": "Vacationing"}, ["custom_status_uuid"]),
    "S4 unknown": ({"custom_status_uuid": "f" * 32}, ["custom_status_uuid"]),
    "U4 an unknown key": ({"availabel": True, "available": True}, ["availabel"]),
    "U4 wrong in many ways": (
        {"available": "yes", "custom_status_uuid": 1, "reason": [], "colour": "red"},
        ["available", "colour", "custom_status_uuid", "reason"],
    ),
    "U9 too long": ({"available": False, "reason": "x" * 201}, ["reason"]),
    "U9 no string": ({"available": False, "reason": None}, ["reason"]),
}


def answer_to(account: onduty.Account, user: str, body: object) -> Any:
    return json.loads(account.update_status_json(user, json.dumps(body).encode()).body)


def test_s11_and_s12_the_answer_is_the_seeds_contact_and_the_status(acme: onduty.Account) -> None:
    answer = answer_to(acme, JANE, {"available": False, "custom_status_uuid": VACATIONING})
    assert list(answer) == ["contact", "meta", "user_status"]
    assert [list(contact.items()) for contact in answer["contact"]] == [list(SEED_CONTACT.items())]
    assert answer["meta"] == {"next": None}
    custom_status = answer["user_status"]["custom_status"]
    assert list(custom_status) == ["id", "name", "emoji", "last_updated_at"]
    assert custom_status["id"] == VACATIONING
    assert answer["user_status"]["appearance"]["available"] is False


def test_the_answers_to_put_and_get_tell_the_same_status(acme: onduty.Account) -> None:
    put = acme.update_status_json(JANE, b'{"available": false}')
    get = acme.status_json(JANE)
    assert json.loads(put.body)["user_status"] == json.loads(get.body)["user_status"]
    assert put.version == get.version == acme.status(JANE).version


def test_s2_the_body_may_repeat_the_user(acme: onduty.Account) -> None:
    dashed = "414A6D69-2BD6-45ED-803F-2E7CE360D4C8"
    assert (
        answer_to(acme, JANE, {"uuid": dashed, "available": False})["user_status"]["appearance"]["available"] is False
    )


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_e1_what_is_no_json_object_is_refused(acme: onduty.Account, body: bytes, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.MalformedJsonError):
        acme.update_status_json(JANE, body)


@pytest.mark.parametrize(("body", "params"), REFUSED.values(), ids=REFUSED)
def test_refused_parameters_are_all_named(
    acme: onduty.Account, body: object, params: list[str], unchanged: Unchanged
) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        answer_to(acme, JANE, body)
    assert sorted(refused.value.params) == params


@pytest.mark.parametrize(
    "body",
    [b'{"available": true, "available": true}', b'{"available": true, "\\u0061vailable": false}'],
    ids=["plain", "escaped"],
)
def test_u4_a_key_given_twice_is_refused(acme: onduty.Account, body: bytes, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_status_json(JANE, body)
    assert list(refused.value.params) == ["available"]


@pytest.mark.parametrize("body", [{}, {"uuid": JANE}, {"reason": "because"}, {"uuid": JANE, "reason": "because"}])
def test_u3_an_update_of_nothing_is_refused(acme: onduty.Account, body: object, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError):
        answer_to(acme, JANE, body)


def test_what_the_caller_refuses_is_told_with_the_rest(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_status_json(JANE, b'{"available": 1}', refused={"X-Onduty-Actor": ["is empty"]})
    assert set(refused.value.params) == {"X-Onduty-Actor", "available"}
    with unchanged(), pytest.raises(onduty.UserNotFoundError):
        acme.update_status_json("f" * 32, b'{"available": 1}', refused={"X-Onduty-Actor": ["is empty"]})


def test_clearing_leaves_availability_alone(acme: onduty.Account) -> None:
    acme.update_status(JANE, available=True, custom_status_uuid=VACATIONING)
    cleared = acme.clear_custom_status_json(JANE, reason="back")
    status = acme.status(JANE)
    assert (status.available, status.custom_status, status.version) == (True, None, cleared.version)
    assert acme.history(JANE)[-1].reason == "back"
    assert acme.clear_custom_status_json(JANE).version == cleared.version


def test_contacts_json_walks_all_contacts(acme: onduty.Account) -> None:
    page = json.loads(acme.contacts_json(JANE).body)
    assert page == {"contacts": [SEED_CONTACT], "meta": {"next": None}}
    with pytest.raises(onduty.InvalidParamsError) as refused:
        acme.contacts_json(JANE, after="nonsense")
    assert list(refused.value.params) == ["after"]
