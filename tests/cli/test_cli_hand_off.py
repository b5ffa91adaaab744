"""The hand-off of contacts with `onduty status` and `onduty bulk` (H1)."""

from pathlib import Path
from typing import Any

import pytest

import onduty
from tests.cli.command_line import assert_fails, run, run_json
from tests.database_fixtures import Unchanged
from tests.documents import JANE, JANE_EMAIL, MATTEO, NORA, NORA_EMAIL, as_bytes

NIGHT = "00000000-0000-4000-8000-000000000001"
FIELDS: list[dict[str, Any]] = [
    {"name": "mail", "type": "email"},
    {"name": "seats", "type": "number"},
    {"name": "since", "type": "date"},
    {"name": "plan", "type": "dropdown", "options": ["Free", "Paid"]},
    {"name": "Features", "type": "checkbox", "options": ["Dark Mode", "Reports"]},
]
EVERYTHING = ("--hand-off-to", NORA_EMAIL, "--hand-off-team", "night", "--tag", "VIP", "--tag", "New",
              "--field", "zipCode=00100", "--field", "seats=12", "--bot-status", "bot_end")  # fmt: skip


@pytest.fixture
def of(db: onduty.Database, db_path: Path) -> tuple[str, ...]:
    team = {"uuid": NIGHT, "name": "Night", "members": []}
    document = {"account": {"name": "acme"}, "teams": [team], "tags": ["New"], "custom_fields": FIELDS}
    db.import_directory(as_bytes(document))
    return ("--db", str(db_path), "--account", "acme")


def everything_is_handed_off(acme: onduty.Account) -> bool:
    found = acme.contact(JANE)  # which is the uuid of her contact too
    return (
        found.contact.assigned_user == NORA_EMAIL
        and found.contact.tags == ["VIP", "New"]
        and found.contact.custom_fields == {"zipCode": "00100", "seats": "12"}
        and found.conversation.team == NIGHT.replace("-", "")
        and found.conversation.bot_status == "bot_end"
    )


def test_h1_bulk_hands_everything_off_and_takes_it_back(of: tuple[str, ...], acme: onduty.Account) -> None:
    before = acme.contact(JANE)
    told = run_json("bulk", "--user", JANE, "--set-away", *EVERYTHING, "--yes", *of)
    assert told["plan"]["counts"]["contacts"] == 1
    assert everything_is_handed_off(acme)
    assert not acme.status(JANE).available
    assert run("undo", str(told["change_set"]["id"]), *of).exit_code == 0
    assert acme.contact(JANE) == before


def test_h1_status_hands_everything_off(of: tuple[str, ...], acme: onduty.Account) -> None:
    told = run_json("status", JANE_EMAIL, "--away", *EVERYTHING, "--reason", "night", *of)
    assert (told["changed"], told["user_status"]["appearance"]["available"]) == (True, False)
    assert everything_is_handed_off(acme)


def test_h1_a_hand_off_alone_is_a_change_of_contacts_only(of: tuple[str, ...], acme: onduty.Account) -> None:
    version = acme.status(JANE).version
    told = run_json("status", JANE, "--tag", "New", *of)
    assert (told["changed"], told["version"]) == (True, version)
    assert run_json("status", JANE, "--tag", "New", *of)["changed"] is False
    assert "The hand-off changed contacts." in run("status", JANE, "--tag", "VIP", *of).stdout
    assert "The hand-off changed no contact." in run("status", NORA, "--tag", "VIP", *of).stdout
    assert "hand-off" not in run("status", NORA, "--away", *of).stdout


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("zipCode", "00100", "00100"),
        ("zipCode", "a=b", "a=b"),
        ("zipCode", "[urgent] call", "[urgent] call"),
        ("mail", "x@example.com", "x@example.com"),
        ("seats", "12.5", "12.5"),
        ("since", "2026-03-03", "2026-03-03"),
        ("plan", "Paid", "Paid"),
        ("Features", '["Reports"]', ["Reports"]),
        ("Features", '["Reports", "Dark Mode"]', ["Reports", "Dark Mode"]),
    ],
)
def test_s7_a_field_of_each_type(
    of: tuple[str, ...], acme: onduty.Account, field: str, value: str, kept: str | list[str]
) -> None:
    run_json("status", JANE, "--field", f"{field}={value}", *of)
    assert acme.contact(JANE).contact.custom_fields == {field: kept}


@pytest.mark.parametrize(
    ("options", "mention"),
    [
        (("--hand-off-to", "x@y"), "--hand-off-to: is not"),
        (("--hand-off-to", ""), "--hand-off-to: "),
        (("--hand-off-team", "Day"), "no team 'Day'; there are: General, Night"),
        (("--hand-off-team", ""), "no team ''"),
        (("--tag", "Old"), "'Old'"),
        (("--field", "colour=red"), "'colour'"),
        (("--field", "zipCode="), "--field: "),
        (("--field", "seats=many"), "must be a number"),
        (("--field", "Features=Reports"), "must be a list of the field's options: Dark Mode, Reports"),
        (("--field", "Features=[1]"), "--field: "),
    ],
)
def test_s7_s8_s9_what_is_not_there_is_refused(
    of: tuple[str, ...], unchanged: Unchanged, options: tuple[str, ...], mention: str
) -> None:
    with unchanged():
        assert_fails(run("status", JANE, "--away", *options, *of), 1, mention)
        assert_fails(run("bulk", "--user", JANE, "--set-away", *options, "--yes", *of), 1, mention)


@pytest.mark.parametrize(
    ("options", "mention"),
    [
        (("--field", "zipCode"), "NAME=VALUE"),
        (("--field", "zipCode=1", "--field", "zipCode=2"), "--field zipCode is there twice"),
        (("--bot-status", "off"), "--bot-status"),
    ],
)
def test_wrong_use(of: tuple[str, ...], unchanged: Unchanged, options: tuple[str, ...], mention: str) -> None:
    with unchanged():
        assert_fails(run("status", MATTEO, *options, *of), 2, mention)
        assert_fails(run("bulk", "--user", MATTEO, *options, "--yes", *of), 2, mention)
