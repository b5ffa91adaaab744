"""Bringing a directory in: I1, I2, I4 through the library."""

import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import (
    DESK_KEY,
    JANE,
    JANE_EMAIL,
    MATTEO_CONTACTS,
    NORA_EMAIL,
    VACATIONING,
    Document,
    as_bytes,
    directory,
)


def test_a_new_account_is_counted_by_kind(tmp_path_db: onduty.Database) -> None:
    report = tmp_path_db.import_directory(as_bytes(directory()))
    assert (report.account, report.account_created, report.dry_run) == ("acme", True, False)
    created = {kind: counts.created for kind, counts in report.counts.items()}
    assert created == {
        "api_keys": 3,
        "users": 3,
        "teams": 1,
        "custom_statuses": 2,
        "tags": 1,
        "custom_fields": 1,
        "contacts": MATTEO_CONTACTS + 1,
    }
    assert not report.nothing_changed


def test_i1_the_same_again_changes_nothing(db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged():
        report = db.import_directory(as_bytes(directory()))
    assert report.nothing_changed
    assert {counts.created + counts.changed + counts.removed for counts in report.counts.values()} == {0}


def test_i1_text_is_taken_as_well_as_bytes(db: onduty.Database) -> None:
    assert db.import_directory(as_bytes(directory()).decode()).nothing_changed


def test_i1_a_removed_user_is_not_found_any_more(db: onduty.Database, acme: onduty.Account) -> None:
    report = db.import_directory(as_bytes(directory(users=[{"email": NORA_EMAIL, "removed": True}])))
    assert report.counts["users"].removed == 1
    with pytest.raises(onduty.UserNotFoundError):
        acme.find_user(NORA_EMAIL)


def test_i1_what_is_not_named_stays(db: onduty.Database, acme: onduty.Account) -> None:
    db.import_directory(as_bytes(directory(users=[{"uuid": JANE, "email": JANE_EMAIL, "name": "Jane Roe"}])))
    assert acme.find_user(JANE).name == "Jane Roe"
    assert acme.find_user(NORA_EMAIL).name == "Nora Lind"


def test_i2_one_bad_entry_refuses_the_whole_document_and_all_are_named(
    db: onduty.Database, unchanged: Unchanged
) -> None:
    bad = directory(
        users=[{"uuid": "no uuid", "email": JANE_EMAIL, "name": "J"}, {"uuid": "3" * 32, "email": "x", "name": 7}],
        tags=["VIP", "New", 5],
    )
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        db.import_directory(as_bytes(bad))
    assert {"/users/0/uuid", "/users/1/name", "/tags/2"} <= set(refused.value.params)


@pytest.mark.parametrize("document", [b"", b"[]", b'{"account"', b'{"account": {"name": "a"}} x'])
def test_i2_what_is_no_json_object_is_refused(db: onduty.Database, document: bytes, unchanged: Unchanged) -> None:
    with unchanged(), pytest.raises(onduty.MalformedJsonError):
        db.import_directory(document)


def test_i2_a_dry_run_says_what_would_change_and_changes_nothing(db: onduty.Database, unchanged: Unchanged) -> None:
    document = as_bytes(directory(tags=["VIP", "New"]))
    with unchanged():
        report = db.import_directory(document, dry_run=True)
    assert report.dry_run
    assert report.counts["tags"].created == 1
    assert db.import_directory(document).counts["tags"].created == 1


def test_i3_keys_are_kept_as_digests(db: onduty.Database, unchanged: Unchanged) -> None:
    key = db.authenticate(DESK_KEY.encode())
    assert (key.name, key.account, key.may_read, key.may_write, key.may_act_for_others) == (
        "desk",
        "acme",
        True,
        True,
        True,
    )
    assert db.account_of(key).name == "acme"
    with pytest.raises(onduty.UnauthorizedError):
        db.authenticate(DESK_KEY.encode() + b"x")


def jane_away() -> Document:
    jane = {"uuid": JANE, "email": JANE_EMAIL, "name": "Jane Doe", "available": False}
    return directory(users=[jane | {"custom_status_id": VACATIONING}])


def test_i4_importing_again_does_not_undo_what_happened_since(
    db: onduty.Database, acme: onduty.Account, unchanged: Unchanged
) -> None:
    with unchanged():
        db.import_directory(as_bytes(jane_away()))
    assert acme.status(JANE).available


def test_i4_unless_that_is_asked_for(db: onduty.Database, acme: onduty.Account) -> None:
    db.import_directory(as_bytes(jane_away()), overwrite_state=True)
    status = acme.status(JANE)
    assert (status.available, status.custom_status and status.custom_status.id) == (False, VACATIONING)
    assert acme.history(JANE)[-1].way == "import"


def large_document() -> bytes:
    users = [
        {"uuid": f"{number + 1:032x}", "email": f"u{number}@example.com", "name": f"User {number}"}
        for number in range(60_000)  # a second or so: progress is told every tenth of one
    ]
    return as_bytes(directory(api_keys=[], users=users, teams=[], contacts=[]))


def test_progress_is_told_while_a_long_import_runs(tmp_path_db: onduty.Database) -> None:
    told: list[tuple[int, int]] = []
    tmp_path_db.import_directory(large_document(), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert all(0 <= done <= total for done, total in told)


def test_what_progress_raises_stops_the_import_which_then_changes_nothing(tmp_path_db: onduty.Database) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tmp_path_db.import_directory(large_document(), progress=interrupt)
    assert tmp_path_db.accounts() == []


def test_i2_problems_of_shape_do_not_hide_the_others_and_cause_none(db: onduty.Database, unchanged: Unchanged) -> None:
    bad = directory(
        users=[{"uuid": "3" * 32, "email": "new@example.com", "name": 7}],
        teams=[{"uuid": "4" * 32, "name": "T", "members": ["new@example.com", "nobody@example.com"]}],
        contacts=[{"uuid": "5" * 32, "name": "C", "colour": "red", "tags": ["Stale"]}],
    )
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        db.import_directory(as_bytes(bad))
    assert set(refused.value.params) == {
        "/users/0/name",
        "/teams/0/members/1",
        "/contacts/0/colour",
        "/contacts/0/tags/0",
    }


def test_i2_the_same_user_twice_is_told_with_the_other_entry(db: onduty.Database, unchanged: Unchanged) -> None:
    bad = directory(users=[{"uuid": JANE, "name": "Jane"}, {"email": JANE_EMAIL.upper(), "name": "Jane"}])
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        db.import_directory(as_bytes(bad))
    assert refused.value.params == {"/users/1/email": ["is the e-mail of the user at /users/0"]}


def test_i1_the_email_of_somebody_removed_names_a_new_person(db: onduty.Database, acme: onduty.Account) -> None:
    before = acme.find_user(NORA_EMAIL).uuid
    nora = {"email": NORA_EMAIL, "name": "Nora Lind"}
    db.import_directory(as_bytes(directory(users=[{**nora, "removed": True}])))
    assert db.import_directory(as_bytes(directory(users=[nora]))).counts["users"].created == 1
    assert acme.find_user(NORA_EMAIL).uuid != before
    with pytest.raises(onduty.UserNotFoundError):
        acme.status(before)


def test_i1_creations_as_the_api_gives_them_change_nothing(db: onduty.Database) -> None:
    contact = {"uuid": "5" * 32, "name": "C", "createdAt": "2020-11-13T21:08:53.311Z"}
    db.import_directory(as_bytes(directory(contacts=[contact])))
    again = db.import_directory(as_bytes(directory(contacts=[{**contact, "createdAt": "2020-11-13T21:08:53Z"}])))
    assert again.nothing_changed


@pytest.mark.parametrize(
    ("account", "pointer"),
    [
        ({"dashboard_url": "https://dash.callbell.eu/?a=b"}, "/account/dashboard_url"),
        ({"dashboard_url": "https://dash.callbell.eu#top"}, "/account/dashboard_url"),
        ({"name": "ac\x00me"}, "/account/name"),
        ({"name": " "}, "/account/name"),
    ],
)
def test_i2_accounts_of_which_no_links_or_names_can_be_made(
    db: onduty.Database, unchanged: Unchanged, account: Document, pointer: str
) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        db.import_directory(as_bytes({"account": {"name": "acme", **account}}))
    assert list(refused.value.params) == [pointer]


def test_c2_names_are_trimmed(db: onduty.Database) -> None:
    document = directory(tags=[" VIP\t"])
    document["account"]["name"] = " acme "
    assert db.import_directory(as_bytes(document)).nothing_changed


def test_i2_an_account_has_one_default_team(db: onduty.Database, unchanged: Unchanged) -> None:
    bad = directory(teams=[{"uuid": "4" * 32, "name": "T", "default": True}])
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as refused:
        db.import_directory(as_bytes(bad))
    assert list(refused.value.params) == ["/teams/0/default"]
