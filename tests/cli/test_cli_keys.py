"""`onduty keys`: I3."""

from pathlib import Path

import pytest

import onduty
from tests.cli.command_line import assert_fails, run, run_json
from tests.database_fixtures import Unchanged
from tests.documents import DESK_KEY, JANE_EMAIL

IN_ACME = ("--account", "acme")


def authenticates(db_path: Path, secret: str) -> bool:
    with onduty.open(db_path) as db:
        try:
            db.authenticate(secret.encode())
        except onduty.UnauthorizedError:
            return False
    return True


def test_i3_a_key_is_made_and_its_secret_shown_once(db_path: Path) -> None:
    result = run("keys", "create", "new", "--db", db_path, *IN_ACME)
    assert result.exit_code == 0
    first, secret, last = result.stdout.splitlines()
    assert "new" in first
    assert "read, write" in first
    assert "cannot be shown again" in last
    assert authenticates(db_path, secret)
    assert secret not in run("keys", "list", "--db", db_path, *IN_ACME).stdout


@pytest.mark.parametrize(
    ("options", "scopes"),
    [
        ([], ["read", "write"]),
        (["--read-only"], ["read"]),
        (["--act-for-others"], ["read", "write", "act_for_others"]),
    ],
)
def test_i3_what_a_key_may_do_is_asked_by_options(db_path: Path, options: list[str], scopes: list[str]) -> None:
    made = run_json("keys", "create", "new", *options, "--user", JANE_EMAIL, "--db", db_path, *IN_ACME)
    assert set(made) == {"api_key", "secret"}
    assert made["api_key"]["scopes"] == scopes
    assert made["api_key"]["user"] == JANE_EMAIL
    assert authenticates(db_path, made["secret"])
    assert run_json("keys", "list", "--db", db_path, *IN_ACME)["api_keys"][-1] == made["api_key"]


def test_i3_the_list_is_a_table_and_tells_what_was_revoked(db_path: Path) -> None:
    run("keys", "revoke", "planner", "--db", db_path, *IN_ACME)
    lines = run("keys", "list", "--db", db_path, *IN_ACME).stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith(("desk", "planner", "wallboard"))] == [
        "desk",
        "planner",
        "wallboard",
    ]
    keys = run_json("keys", "list", "--db", db_path, *IN_ACME)["api_keys"]
    assert [key["name"] for key in keys if key["revoked_at"]] == ["planner"]
    assert set(keys[0]) == {"name", "scopes", "user", "created_at", "revoked_at"}


def test_i3_a_key_is_revoked_and_told_when_it_was_already(db_path: Path) -> None:
    assert authenticates(db_path, DESK_KEY)
    first = run_json("keys", "revoke", "desk", "--db", db_path, *IN_ACME)
    assert first["changed"]
    assert not authenticates(db_path, DESK_KEY)  # E2
    again = run_json("keys", "revoke", "desk", "--db", db_path, *IN_ACME)
    assert again == {"api_key": first["api_key"], "changed": False}
    told = run("keys", "revoke", "desk", "--db", db_path, *IN_ACME)
    assert told.exit_code == 0
    assert "already" in told.stdout


def test_i3_refusals_name_the_fault_and_change_nothing(db_path: Path, unchanged: Unchanged, tmp_path: Path) -> None:
    in_acme = ("--db", db_path, *IN_ACME)
    with unchanged():
        assert_fails(run("keys", "create", "desk", *in_acme), 1, "name", "stay taken")
        assert_fails(run("keys", "create", "", *in_acme), 1, "name", "empty")
        assert_fails(run("keys", "create", "new", "--user", "nobody", *in_acme), 1, "user")
        assert_fails(run("keys", "create", "new", "--read-only", "--act-for-others", *in_acme), 2, "exclude")
        assert_fails(run("keys", "revoke", "nobody's", *in_acme), 1, "nobody's", "onduty keys list")
        assert_fails(run("keys", "list", "--db", db_path), 2, "--account")
    assert_fails(run("keys", "list", "--db", tmp_path / "missing.db"), 2, "missing.db")


def test_an_account_without_keys_says_so(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with onduty.open(path) as db:
        db.import_directory('{"account": {"name": "empty"}}')
    assert "onduty keys create" in run("keys", "list", "--db", path).stdout
