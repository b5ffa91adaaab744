"""`onduty users`."""

from pathlib import Path

import pytest

import onduty
from tests.cli.command_line import assert_fails, run, run_json
from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO_EMAIL, NORA_EMAIL

IN_ACME = ("--account", "acme")


@pytest.fixture
def lunching(acme: onduty.Account) -> onduty.Account:
    """Jane is away for lunch; Matteo is available, and Nora was never set."""
    acme.update_status(JANE, available=False, custom_status_uuid=LUNCH)
    return acme


@pytest.mark.parametrize(
    ("options", "emails"),
    [
        ([], [NORA_EMAIL, JANE_EMAIL, MATTEO_EMAIL]),  # in order of creation
        (["--available"], [MATTEO_EMAIL]),
        (["--away"], [NORA_EMAIL, JANE_EMAIL]),
        (["--team", "general"], [JANE_EMAIL]),
        (["--custom-status", "LUNCH"], [JANE_EMAIL]),
        (["--away", "--team", "General", "--custom-status", LUNCH], [JANE_EMAIL]),
        (["--available", "--team", "General"], []),
    ],
)
def test_users_are_shown_by_what_is_asked(
    db_path: Path, lunching: onduty.Account, options: list[str], emails: list[str]
) -> None:
    assert lunching.name == "acme"
    users = run_json("users", *options, "--db", db_path, *IN_ACME)["users"]
    assert [user["email"] for user in users] == emails
    shown = run("users", *options, "--db", db_path, *IN_ACME, environment={"COLUMNS": "160"})
    assert shown.exit_code == 0
    assert [email for email in (JANE_EMAIL, MATTEO_EMAIL, NORA_EMAIL) if email in shown.stdout] == sorted(emails)
    assert ("No user matches" in shown.stdout) == (not emails)


def test_users_have_the_documented_shape(db_path: Path, lunching: onduty.Account) -> None:
    (user,) = run_json("users", "--custom-status", "Lunch", "--db", db_path, *IN_ACME)["users"]
    status = lunching.status(JANE)
    assert user == {
        "uuid": JANE,
        "email": JANE_EMAIL,
        "name": "Jane Doe",
        "available": False,
        "available_since": status.available_updated_at.isoformat(timespec="milliseconds"),
        "custom_status": {"id": LUNCH, "name": "Lunch", "emoji": None},
        "custom_status_since": status.custom_status_updated_at.isoformat(timespec="milliseconds"),
        "version": status.version,
    }


def test_a_narrow_terminal_gets_a_table_too(db_path: Path, lunching: onduty.Account) -> None:
    assert lunching.name == "acme"
    shown = run("users", "--db", db_path, *IN_ACME)
    assert shown.exit_code == 0
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_what_is_not_there_is_told_with_what_is(db_path: Path, tmp_path: Path) -> None:
    in_acme = ("--db", db_path, *IN_ACME)
    assert_fails(run("users", "--team", "Sales", *in_acme), 1, "Sales", "General")
    assert_fails(run("users", "--custom-status", "Dentist", *in_acme), 1, "Dentist", "Vacationing, Lunch")
    assert_fails(run("users", "--available", "--away", *in_acme), 2, "exclude")
    assert_fails(run("users", "--db", tmp_path / "missing.db"), 2, "missing.db")
