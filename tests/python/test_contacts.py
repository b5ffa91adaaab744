"""Changing a contact through the library: S10, C5, U8."""

from collections.abc import Callable

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import JANE, JANE_EMAIL, MATTEO

CONTACT = JANE  # the seed's example has the same uuid for both


def test_s10_the_contact_after_the_change_is_given(acme: onduty.Account) -> None:
    after = acme.update_contact(CONTACT, name="Ada", tags=["VIP"], custom_fields={"zipCode": "0815"})
    assert after == acme.contact(CONTACT).contact
    assert (after.name, after.tags, after.custom_fields) == ("Ada", ["VIP"], {"zipCode": "0815"})


def test_c5_an_empty_list_takes_every_tag_away(acme: onduty.Account) -> None:
    acme.update_contact(CONTACT, tags=["VIP"])
    assert acme.update_contact(CONTACT, tags=[]).tags == []


def test_u8_a_call_with_a_key_is_carried_out_once(acme: onduty.Account, unchanged: Unchanged) -> None:
    first = acme.update_contact(CONTACT, name="Ada", custom_fields={"zipCode": "0815"}, idempotency_key="k")
    acme.update_contact(CONTACT, name="Eve")
    with unchanged():
        assert acme.update_contact(CONTACT, name="Ada", custom_fields={"zipCode": "0815"}, idempotency_key="k") == first
    assert acme.contact(CONTACT).contact.name == "Eve"


@pytest.mark.parametrize(
    "call",
    [
        lambda acme: acme.update_contact(CONTACT, name="Eve", idempotency_key="k"),
        lambda acme: acme.update_contact(CONTACT, name="Ada", note="", idempotency_key="k"),
        lambda acme: acme.update_status(MATTEO, available=False, idempotency_key="k"),
    ],
    ids=["another value", "another key", "another method"],
)
def test_e6_another_call_with_its_key_is_refused(
    acme: onduty.Account, unchanged: Unchanged, call: Callable[[onduty.Account], object]
) -> None:
    acme.update_contact(CONTACT, name="Ada", idempotency_key="k")
    with unchanged(), pytest.raises(onduty.IdempotencyConflictError):
        call(acme)


def test_u8_a_refused_call_leaves_its_key_free(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError):
        acme.update_contact(CONTACT, tags=["none"], idempotency_key="k")
    assert acme.update_contact(CONTACT, assigned_user=JANE_EMAIL, idempotency_key="k").assigned_user == JANE_EMAIL


def test_h1_a_change_tells_whether_the_hand_off_changed_contacts(acme: onduty.Account) -> None:
    for changed in (True, False):
        change = acme.update_status(JANE, tags=["VIP"])
        assert (change.changed, change.contacts_changed) == (False, changed)
