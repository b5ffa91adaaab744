"""`onduty status`."""

import getpass
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import onduty
from tests.cli.command_line import assert_fails, run, run_json
from tests.database_fixtures import Unchanged
from tests.documents import IMPORTED_VERSION, JANE, JANE_EMAIL, LUNCH, NORA_EMAIL, VACATIONING, as_bytes, directory

IN_ACME = ("--account", "acme")


def test_it_shows_without_changing(db_path: Path, acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged():
        shown = run_json("status", JANE_EMAIL, "--db", db_path, *IN_ACME)
    assert list(shown) == ["user", "user_status", "version", "changed"]
    assert shown["user"] == {"uuid": JANE, "email": JANE_EMAIL, "name": "Jane Doe"}
    assert shown["user_status"] == json.loads(acme.status_json(JANE).body)["user_status"]
    assert (shown["version"], shown["changed"]) == (IMPORTED_VERSION, False)


def test_it_sets_both_halves_and_shows_them(db_path: Path, acme: onduty.Account) -> None:
    options = ("--away", "--custom-status", "vacationing", "--reason", "beach")
    shown = run_json("status", JANE, *options, "--db", db_path, *IN_ACME)
    assert (shown["version"], shown["changed"]) == (IMPORTED_VERSION + 1, True)
    assert shown["user_status"]["custom_status"]["id"] == VACATIONING
    assert not acme.status(JANE).available


def test_u10_the_history_keeps_the_login_name(db_path: Path, acme: onduty.Account) -> None:
    run_json("status", JANE, "--away", "--reason", "beach", "--db", db_path, *IN_ACME)
    entry = acme.history(JANE)[-1]
    assert (entry.actor, entry.way, entry.api_key, entry.reason) == (getpass.getuser(), "cli", None, "beach")


def test_u2_the_same_again_changes_nothing(db_path: Path, db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged():
        assert run_json("status", JANE, "--available", "--db", db_path, *IN_ACME)["changed"] is False


@pytest.mark.parametrize("custom_status", [LUNCH, LUNCH.replace("-", "").upper(), "Lunch", " LUNCH ", "ｌｕｎｃｈ"])
def test_a_custom_status_goes_by_id_or_name(db_path: Path, custom_status: str) -> None:
    shown = run_json("status", JANE, "--custom-status", custom_status, "--db", db_path, *IN_ACME)
    assert shown["user_status"]["custom_status"]["id"] == LUNCH
    cleared = run_json("status", JANE, "--clear", "--db", db_path, *IN_ACME)
    assert cleared["user_status"]["custom_status"] is None


def test_s4_a_custom_status_that_is_not_there_is_refused(
    db_path: Path, db: onduty.Database, unchanged: Unchanged
) -> None:
    with unchanged():
        named = run("status", JANE, "--away", "--custom-status", "Siesta", "--db", db_path, *IN_ACME)
        assert_fails(named, 1, "Siesta", "Vacationing, Lunch")
        by_id = run("status", JANE, "--away", "--custom-status", "f" * 32, "--db", db_path, *IN_ACME)
        assert_fails(by_id, 1, "f" * 32, "Vacationing, Lunch")


def test_u9_too_long_a_reason_is_refused(db_path: Path, db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged():
        assert_fails(run("status", JANE, "--away", "--reason", "x" * 201, "--db", db_path, *IN_ACME), 1, "reason")


def test_e4_who_is_not_there_is_refused(db_path: Path, db: onduty.Database, unchanged: Unchanged) -> None:
    with unchanged():
        for user in ("nobody@example.com", "f" * 32, "hank@globex.example"):
            assert_fails(run("status", user, "--away", "--db", db_path, *IN_ACME), 1, user, "acme")


def test_errors_are_json_where_that_is_asked_for(db_path: Path) -> None:
    result = run("status", JANE, "--away", "--reason", "x" * 201, "--db", db_path, *IN_ACME, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    error = json.loads(result.stderr)
    assert (list(error["error"]), error["code"]) == (["reason"], "invalid_params")
    result = run("status", "nobody@example.com", "--db", db_path, *IN_ACME, "--json")
    assert json.loads(result.stderr)["code"] == "user_not_found"


@pytest.mark.parametrize(
    "options",
    [
        ("--available", "--away"),
        ("--custom-status", "Lunch", "--clear"),
        ("--reason", "r"),
        ("--colour", "red"),
        ("--limit", "3"),
    ],
)
def test_contradictions_are_wrong_use(
    db_path: Path, db: onduty.Database, options: tuple[str, ...], unchanged: Unchanged
) -> None:
    with unchanged():
        assert_fails(run("status", JANE, *options, "--db", db_path, *IN_ACME), 2)


def test_the_account_is_asked_for_only_where_there_are_several(tmp_path: Path, db_path: Path) -> None:
    assert_fails(run("status", JANE, "--db", db_path), 2, "--account", "'acme', 'globex'")
    assert_fails(run("history", JANE, "--db", db_path), 2, "--account", "'acme', 'globex'")
    assert_fails(run("status", JANE, "--db", db_path, "--account", "initech"), 1, "initech")
    single = tmp_path / "single.db"
    with onduty.open(str(single)) as db:
        db.import_directory(as_bytes(directory()))
    assert run_json("status", JANE, "--db", single)["user"]["uuid"] == JANE


def test_the_environment_stands_in_for_options(db_path: Path) -> None:
    environment = {"ONDUTY_DB": str(db_path), "ONDUTY_ACCOUNT": "acme"}
    assert run("status", JANE, environment=environment).exit_code == 0
    assert run("status", JANE, "--account", "globex", environment=environment).exit_code == 1


def test_without_a_database_it_is_wrong_use(tmp_path: Path) -> None:
    assert_fails(run("status", JANE), 2, "--db")
    missing = tmp_path / "missing.db"
    assert_fails(run("status", JANE, "--db", missing), 2, str(missing), "onduty import")
    assert list(tmp_path.iterdir()) == []


def test_the_table_tells_both_halves(db_path: Path) -> None:
    run("status", JANE, "--away", "--custom-status", "Vacationing", "--db", db_path, *IN_ACME)
    result = run("status", JANE, "--db", db_path, *IN_ACME)
    assert result.exit_code == 0
    for expected in ("Jane Doe", JANE_EMAIL, "away", "🌴 Vacationing", "UTC"):
        assert expected in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\u202e", "\\u202e"),
        ("\u2066", "\\u2066"),
        ("\u200b", "\\u200b"),
        ("\ufeff", "\\ufeff"),
        ("\u2028", "\\u2028"),
        ("\xad", "\\xad"),
        ("\U000e0041", "\\U000e0041"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
    ],
    ids=ascii,
)
def test_format_characters_are_shown_and_not_sent(
    db_path: Path, acme: onduty.Account, character: str, shown: str
) -> None:
    acme.update_status(JANE, available=False, reason=f"a{character}b", actor=f"c{character}d")
    told = run("history", JANE, "--db", db_path, *IN_ACME)
    text = "".join(told.stdout.split())
    assert f"a{shown}b" in text
    assert f"c{shown}d" in text
    as_json = run("history", JANE, "--db", db_path, *IN_ACME, "--json")
    assert json.loads(as_json.stdout)["entries"][-1]["reason"] == f"a{character}b"
    assert (character in as_json.stdout) == (character == shown)


@pytest.mark.parametrize("character", ["\x7f", "\x9b", "\u202e", "\U000e0041"], ids=ascii)
def test_json_holds_what_terminals_obey_escaped(db_path: Path, acme: onduty.Account, character: str) -> None:
    result = run("status", f"nobody{character}@example.com", "--db", db_path, *IN_ACME, "--json")
    assert character not in result.stderr
    assert f"nobody{character}@example.com" in json.loads(result.stderr)["error"]


def test_names_of_others_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "onduty.db"
    users = [{"uuid": JANE, "email": JANE_EMAIL, "name": "[bold]Jane[/bold] [x"}]
    with onduty.open(str(path)) as db:
        db.import_directory(as_bytes(directory(users=users, teams=[], contacts=[], api_keys=[])))
        db.account("acme").update_status(JANE, available=True, reason="\x1b[2J")
    assert "[bold]Jane[/bold] [x" in run("status", JANE, "--db", path).stdout
    history = run("history", JANE, "--db", path).stdout
    assert "\x1b" not in history
    assert "\\x1b[2J" in history


def test_the_command_runs_as_a_process_beside_a_server(db_path: Path, acme: onduty.Account) -> None:
    command = shutil.which("onduty", path=str(Path(sys.executable).parent))
    assert command is not None
    arguments = [command, "status", NORA_EMAIL, "--available", "--db", str(db_path), *IN_ACME, "--json"]
    ended = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert acme.find_user(NORA_EMAIL).uuid == json.loads(ended.stdout)["user"]["uuid"]
    assert acme.status(acme.find_user(NORA_EMAIL).uuid).available
