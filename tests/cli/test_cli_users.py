"""`onduty users`."""

import time
from pathlib import Path

import pytest

import onduty
from onduty.cli.output import exact
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


def test_in_a_pipe_no_word_is_folded(db_path: Path, lunching: onduty.Account) -> None:
    shown = run("users", "--db", db_path, *IN_ACME, environment={"COLUMNS": ""})
    emails = [user.user.email for user in lunching.users()]
    assert [line for line in shown.stdout.splitlines()[2:] if any(email in line for email in emails)] == (
        shown.stdout.splitlines()[2:]
    )
    assert max(map(len, shown.stdout.splitlines())) > 80


def test_what_is_not_there_is_told_with_what_is(db_path: Path, tmp_path: Path) -> None:
    in_acme = ("--db", db_path, *IN_ACME)
    assert_fails(run("users", "--team", "Sales", *in_acme), 1, "Sales", "General")
    assert_fails(run("users", "--custom-status", "Dentist", *in_acme), 1, "Dentist", "Vacationing, Lunch")
    assert_fails(run("users", "--available", "--away", *in_acme), 2, "exclude")
    assert_fails(run("users", "--db", tmp_path / "missing.db"), 2, "missing.db")


def test_q2_as_they_were_at_an_instant(db_path: Path, lunching: onduty.Account) -> None:
    at = exact(lunching.history(JANE)[-1].at)
    time.sleep(0.002)  # instants are told to the millisecond
    lunching.update_status(JANE, available=True, custom_status_uuid=None)
    period = ("--at", at, "--db", db_path, *IN_ACME)
    (jane,) = run_json("users", "--team", "General", *period)["users"]
    assert jane == {
        "uuid": JANE,
        "email": JANE_EMAIL,
        "name": "Jane Doe",
        "available": False,
        "custom_status": {"id": LUNCH, "name": "Lunch", "emoji": None},
        "since": at,
    }
    assert [user["email"] for user in run_json("users", "--available", *period)["users"]] == [MATTEO_EMAIL]
    assert [user["email"] for user in run_json("users", "--custom-status", "lunch", *period)["users"]] == [JANE_EMAIL]
    shown = run("users", *period)
    assert all(word in shown.stdout for word in ("Jane Doe", "away", "Lunch"))
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert run("users", "--at", "1999-01-01T00:00:00Z", "--db", db_path, *IN_ACME).stdout == "No user matches.\n"
    assert_fails(run("users", "--at", "noon", "--db", db_path, *IN_ACME), 1, "onduty: --at: must be", "offset")
