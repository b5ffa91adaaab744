"""The status update through the library: S1 to S4, U1 to U11, H2, L1."""

from datetime import UTC, datetime, timedelta

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import (
    JANE,
    JANE_EMAIL,
    LUNCH,
    MATTEO,
    MATTEO_CONTACTS,
    NOBODY,
    NORA,
    NORA_CREATED_AT,
    VACATIONING,
)


def test_s1_one_call_changes_both_halves(acme: onduty.Account) -> None:
    change = acme.update_status(JANE, available=False, custom_status_uuid=VACATIONING)
    assert change.changed
    assert (change.before.available, change.before.custom_status) == (True, None)
    assert not change.after.available
    assert change.after.custom_status is not None
    assert (change.after.custom_status.name, change.after.custom_status.emoji) == ("Vacationing", "🌴")
    assert acme.status(JANE).custom_status == change.after.custom_status
    assert change.after.version == change.before.version + 1
    assert len(acme.history(JANE)) == change.after.version


@pytest.mark.parametrize(
    "spelling",
    [JANE, JANE.upper(), "414a6d69-2bd6-45ed-803f-2e7ce360d4c8", "414A6D69-2BD6-45ED-803F-2E7CE360D4C8"],
)
def test_s2_a_uuid_in_every_spelling(acme: onduty.Account, spelling: str) -> None:
    assert acme.status(spelling).user == JANE
    assert acme.update_status(spelling, available=False).after.user == JANE


@pytest.mark.parametrize("user", [NOBODY, "jane", "", JANE[:-1], JANE + "0", JANE_EMAIL])
def test_e4_who_is_not_there_is_not_found(acme: onduty.Account, user: str, unchanged: Unchanged) -> None:
    with unchanged():
        for call in (lambda: acme.status(user), lambda: acme.update_status(user, available=False)):
            with pytest.raises(onduty.UserNotFoundError):
                call()


def test_s3_only_true_and_false_are_availabilities(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged():
        for value in (1, "true", None, 0.0):
            with pytest.raises(onduty.InvalidParamsError) as refused:
                acme.update_status(JANE, available=value)  # type: ignore[arg-type]
            assert list(refused.value.params) == ["available"]


@pytest.mark.parametrize("custom_status", [NOBODY, "22222222-2222-4222-8222-222222222222", "Vacationing", ""])
def test_s4_an_unknown_or_foreign_custom_status_is_refused(
    acme: onduty.Account, custom_status: str, unchanged: Unchanged
) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_status(JANE, available=False, custom_status_uuid=custom_status)
    assert list(refused.value.params) == ["custom_status_uuid"]


def test_s4_and_l1_none_unassigns_and_unset_leaves_alone(acme: onduty.Account) -> None:
    acme.update_status(JANE, custom_status_uuid=VACATIONING)
    kept = acme.update_status(JANE, available=False, custom_status_uuid=onduty.UNSET).after
    assert kept.custom_status is not None
    cleared = acme.update_status(JANE, custom_status_uuid=None).after
    assert cleared.custom_status is None
    assert not cleared.available


def test_u1_each_half_has_its_own_clock(acme: onduty.Account) -> None:
    before = acme.status(JANE)
    away = acme.update_status(JANE, available=False).after
    assert away.available_updated_at > before.available_updated_at
    assert away.custom_status_updated_at == before.custom_status_updated_at
    lunch = acme.update_status(JANE, custom_status_uuid=LUNCH).after
    assert lunch.available_updated_at == away.available_updated_at
    assert lunch.custom_status_updated_at > before.custom_status_updated_at


def test_u2_the_same_value_again_changes_nothing(acme: onduty.Account, unchanged: Unchanged) -> None:
    first = acme.update_status(JANE, available=False, custom_status_uuid=LUNCH)
    with unchanged():
        again = acme.update_status(JANE, available=False, custom_status_uuid=LUNCH, reason="again")
    assert not again.changed
    assert (again.before.version, again.after.version) == (first.after.version, first.after.version)


def test_u3_an_update_of_nothing_is_refused(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged():
        for reason in (None, "no reason"):
            with pytest.raises(onduty.InvalidParamsError):
                acme.update_status(JANE, reason=reason)


def test_u5_one_refused_parameter_refuses_all(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_status(JANE, available=False, custom_status_uuid=NOBODY, reason="x" * 201)
    assert set(refused.value.params) == {"custom_status_uuid", "reason"}


def test_u6_who_was_never_set_is_away_since_the_beginning(acme: onduty.Account) -> None:
    status = acme.status(NORA)
    created_at = datetime.fromisoformat(NORA_CREATED_AT)
    assert not status.available
    assert status.custom_status is None
    assert (status.available_updated_at, status.custom_status_updated_at) == (created_at, created_at)
    assert acme.history(NORA) == []


def test_u7_the_version_rises_by_one_with_each_change(acme: onduty.Account) -> None:
    start = acme.status(JANE).version
    versions = [acme.update_status(JANE, available=bool(number % 2)).after.version for number in range(4)]
    assert versions == [start + 1, start + 2, start + 3, start + 4]
    assert acme.status(JANE).version == start + 4


def test_u7_another_version_is_refused_even_where_nothing_would_change(
    acme: onduty.Account, unchanged: Unchanged
) -> None:
    current = acme.status(JANE)
    with unchanged():
        for available in (True, False):
            with pytest.raises(onduty.PreconditionFailedError):
                acme.update_status(JANE, available=available, if_version=current.version + 1)
    assert acme.update_status(JANE, available=False, if_version=current.version).changed


@pytest.mark.parametrize("length", [0, 200])
def test_u9_a_reason_of_up_to_200_characters_is_kept(acme: onduty.Account, length: int) -> None:
    acme.update_status(JANE, available=False, reason="🌴" * length)
    assert acme.history(JANE)[-1].reason in ("🌴" * length, "🌴" * length or None)


def test_u9_a_longer_reason_is_refused(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_status(JANE, available=False, reason="x" * 201)
    assert list(refused.value.params) == ["reason"]


def test_u10_the_history_tells_who_what_and_why(acme: onduty.Account) -> None:
    began = datetime.now(UTC)
    acme.update_status(JANE, available=False, custom_status_uuid=VACATIONING, reason="beach", actor="Jürgen")
    imported, entry = acme.history(JANE)
    assert (imported.way, imported.after.available) == ("import", True)
    assert (entry.user, entry.actor, entry.api_key, entry.way, entry.reason) == (
        JANE,
        "Jürgen",
        None,
        "library",
        "beach",
    )
    assert (entry.before.available, entry.before.custom_status) == (True, None)
    assert not entry.after.available
    assert entry.after.custom_status is not None
    assert entry.after.custom_status.name == "Vacationing"
    assert entry.version == acme.status(JANE).version
    assert timedelta(milliseconds=-1) < entry.at - began < timedelta(minutes=1)


@pytest.mark.parametrize("actor", ["", "x" * 101, "a\nb", "\x7f"])
def test_u10_an_actor_that_cannot_be_one_is_refused(acme: onduty.Account, actor: str, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_status(JANE, available=False, actor=actor)
    assert list(refused.value.params) == ["actor"]


def test_u10_the_way_is_kept_and_must_be_known(acme: onduty.Account) -> None:
    acme.update_status(JANE, available=False, way="cli")
    assert acme.history(JANE)[-1].way == "cli"
    with pytest.raises(onduty.InvalidParamsError):
        acme.update_status(JANE, available=True, way="smoke signal")


def test_u11_history_is_in_order_of_seq_and_of_time(acme: onduty.Account) -> None:
    for number in range(10):
        acme.update_status(JANE, available=bool(number % 2))
        acme.update_status(MATTEO, available=bool(number % 2))
    entries = acme.history(JANE)
    assert [entry.seq for entry in entries] == sorted({entry.seq for entry in entries})
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))


def test_history_is_read_in_parts(acme: onduty.Account) -> None:
    for number in range(5):
        acme.update_status(JANE, available=bool(number % 2))
    whole = acme.history(JANE)
    first = acme.history(JANE, limit=2)
    rest = acme.history(JANE, after=first[-1].seq)
    assert [entry.seq for entry in first + rest] == [entry.seq for entry in whole]
    assert acme.history(JANE, after=whole[-1].seq) == []


def test_h2_the_answer_holds_the_contacts_assigned_to_the_user(acme: onduty.Account) -> None:
    change = acme.update_status(MATTEO, available=False)
    assert [contact.name for contact in change.contacts] == [f"Contact {number}" for number in range(20)]
    assert change.contacts_next is not None
    rest, end = acme.contacts(MATTEO, after=change.contacts_next)
    assert len(change.contacts) + len(rest) == MATTEO_CONTACTS
    assert end is None
    first = change.contacts[0]
    assert (first.tags, first.custom_fields, first.source) == (["VIP"], {"zipCode": "00100"}, "whatsapp")


@pytest.mark.parametrize("asked", [0, 1, 25, 100])
def test_h3_as_many_contacts_as_asked_for(acme: onduty.Account, asked: int) -> None:
    change = acme.update_status(MATTEO, available=False, contacts=asked)
    assert len(change.contacts) == min(asked, MATTEO_CONTACTS)


def test_h3_who_has_no_contacts_gets_none(acme: onduty.Account) -> None:
    change = acme.update_status(NORA, available=True)
    assert (change.contacts, change.contacts_next) == ([], None)


def test_find_user_takes_a_uuid_or_an_email_in_any_case(acme: onduty.Account) -> None:
    for spelling in (JANE, JANE_EMAIL, JANE_EMAIL.upper()):
        user = acme.find_user(spelling)
        assert (user.uuid, user.email, user.name) == (JANE, JANE_EMAIL, "Jane Doe")
    with pytest.raises(onduty.UserNotFoundError):
        acme.find_user("hank@globex.example")


def test_custom_statuses_in_order_of_creation(acme: onduty.Account) -> None:
    listed = [(each.id, each.name, each.emoji) for each in acme.custom_statuses()]
    assert listed == [(VACATIONING, "Vacationing", "🌴"), (LUNCH, "Lunch", None)]
