"""GET of a user's contacts: H2, H3."""

import pytest

from tests.documents import JANE, MATTEO, MATTEO_CONTACTS, NORA, SEED_CONTACT
from tests.web.client import Client, assert_refused, status_path


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
