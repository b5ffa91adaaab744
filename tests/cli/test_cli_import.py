"""`onduty import`: I1, I2, I4 by the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

import onduty
from tests.cli.command_line import assert_fails, interrupt, run, run_json
from tests.database_fixtures import Unchanged
from tests.documents import JANE, JANE_EMAIL, MATTEO, MATTEO_CONTACTS, MATTEO_EMAIL, directory


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Puts a document into a file."""

    def write_document(document: object) -> Path:
        path = tmp_path / "directory.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return path

    return write_document


def test_it_makes_the_database_and_tells_what_it_did(tmp_path: Path, write: Any) -> None:
    told = run_json("import", write(directory()), "--db", tmp_path / "new.db")
    assert (told["account"], told["account_created"], told["dry_run"], told["notes"]) == ("acme", True, False, [])
    assert told["counts"]["contacts"] == {
        "created": MATTEO_CONTACTS + 1,
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
    }
    assert list(told["counts"]) == [
        "api_keys",
        "users",
        "teams",
        "custom_statuses",
        "tags",
        "custom_fields",
        "contacts",
    ]


def test_i1_the_same_again_changes_nothing(
    db_path: Path, db: onduty.Database, write: Any, unchanged: Unchanged
) -> None:
    with unchanged():
        result = run("import", write(directory()), "--db", db_path)
    assert result.exit_code == 0
    assert "account acme: nothing to change" in result.stdout


def test_i2_a_bad_document_is_refused_with_every_problem(
    db_path: Path, db: onduty.Database, write: Any, unchanged: Unchanged
) -> None:
    with unchanged():
        path = write(directory(tags=[5, "VIP", None]))
        result = run("import", path, "--db", db_path)
        as_json = run("import", path, "--db", db_path, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "2 reasons" in result.stderr
    assert "/tags/0" in result.stderr
    assert set(json.loads(as_json.stderr)["error"]) == {"/tags/0", "/tags/2"}


def test_i2_a_single_problem_is_one_line(db_path: Path, write: Any) -> None:
    assert_fails(run("import", write(directory(tags=[5])), "--db", db_path), 1, "/tags/0")
    assert_fails(run("import", write("{"), "--db", db_path), 1, "JSON")


def test_a_file_that_is_no_document_is_named(tmp_path: Path, write: Any) -> None:
    for text in ("{", "[1]", '{"a": 1}\n{"a": 2}'):
        path = write(text)
        assert_fails(run("import", path, "--db", tmp_path / "new.db"), 1, f"{path}: The body is not a JSON object")
    assert_fails(run("import", "-", "--db", tmp_path / "new.db", text_input="{"), 1, "standard input: ")


@pytest.mark.parametrize("lines", [1, 2])
def test_q7_a_history_among_the_documents_is_told(db_path: Path, write: Any, lines: int) -> None:
    path = write('\n{"user": "jane", "at": "2024-03-01T08:00:00Z", "available": true}\n' * lines)
    for more in ((), ("--dry-run",), ("--json",)):
        assert_fails(run("import", path, "--db", db_path, *more), 2, f"{path} holds changes of the past", "--history")


def test_i2_a_dry_run_changes_nothing_and_makes_nothing(
    tmp_path: Path, db_path: Path, db: onduty.Database, write: Any, unchanged: Unchanged
) -> None:
    path = write(directory(tags=["VIP", "New"]))
    with unchanged():
        assert run_json("import", path, "--dry-run", "--db", db_path)["counts"]["tags"]["created"] == 1
    absent = tmp_path / "absent.db"
    told = run_json("import", path, "--dry-run", "--db", absent)
    assert (told["account_created"], told["dry_run"]) == (True, True)
    assert not absent.exists()


def test_i2_a_dry_run_says_what_would_change(db_path: Path, db: onduty.Database, write: Any) -> None:
    db.account("acme").revoke_api_key("planner")
    users = [
        {"uuid": JANE, "name": "Jane Roe", "available": False},
        {"email": "new@example.com", "name": "N"},
        {"uuid": MATTEO, "removed": True},
    ]
    path = write(
        directory(users=users, tags=["[b]New[/b]"], account={"name": "acme", "bot": {"name": "Bot"}}, contacts=[])
    )
    told = run_json("import", path, "--dry-run", "--overwrite-state", "--db", db_path)
    assert (told["account_changed"], told["account_created"]) == (True, False)
    assert [(each["what"], each["pointer"], each["name"], each["keys"]) for each in told["changes"]] == [
        ("changed", "/account", "acme", ["bot"]),
        ("removed", "/users/2", MATTEO_EMAIL, []),
        ("changed", "/users/0", JANE_EMAIL, ["name", "available"]),
        ("created", "/users/1", "new@example.com", []),
        ("created", "/tags/0", "[b]New[/b]", []),
        ("left", "/api_keys/1", "planner", []),
    ]
    assert {each["kind"] for each in told["changes"]} == {"account", "users", "tags", "api_keys"}
    shown = run("import", path, "--dry-run", "--overwrite-state", "--db", db_path).stdout
    rows = [line.split() for line in shown.splitlines()]
    assert ["changed", "/users/0", JANE_EMAIL, "name,", "available"] in rows
    assert ["created", "/tags/0", "[b]New[/b]"] in rows
    assert "changes" not in run_json("import", path, "--db", db_path)


def test_i2_a_long_list_of_changes_is_cut_for_people(db_path: Path, write: Any) -> None:
    path = write(directory(tags=[f"tag {number}" for number in range(100)]))
    shown = run("import", path, "--dry-run", "--db", db_path).stdout
    assert "… and 60 more; --json lists all of them" in shown
    assert "tag 39" in shown
    assert "tag 40" not in shown
    assert len(run_json("import", path, "--dry-run", "--db", db_path)["changes"]) == 100


@pytest.mark.parametrize(("is_done", "told"), [(False, "nothing was written"), (True, "all of it had been written")])
def test_i2_ctrl_c_tells_whether_it_is_in(
    db_path: Path,
    db: onduty.Database,
    write: Any,
    monkeypatch: pytest.MonkeyPatch,
    is_done: bool,
    told: str,
) -> None:
    path = write(directory(tags=["VIP", "New"]))
    interrupt(monkeypatch, "import_directory", is_done)
    ended = run("import", path, "--db", db_path)
    assert (ended.exit_code, ended.stderr) == (1, f"onduty: interrupted; {told}\n")
    dry = run("import", path, "--dry-run", "--db", db_path, "--json")
    assert json.loads(dry.stdout)["counts"]["tags"]["created"] == (0 if is_done else 1)


def test_i2_ctrl_c_in_a_dry_run(tmp_path: Path, db_path: Path, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (db_path, tmp_path / "absent.db"):
        interrupt(monkeypatch, "import_directory", True)
        ended = run("import", write(directory()), "--dry-run", "--db", path)
        assert (ended.exit_code, ended.stderr) == (1, "onduty: interrupted; nothing was written\n")


def test_i4_states_of_what_is_there_are_applied_where_that_is_asked_for(
    db_path: Path, acme: onduty.Account, write: Any
) -> None:
    path = write(directory(users=[{"uuid": JANE, "email": JANE_EMAIL, "name": "Jane Doe", "available": False}]))
    run_json("import", path, "--db", db_path)
    assert acme.status(JANE).available
    run_json("import", path, "--db", db_path, "--overwrite-state")
    assert not acme.status(JANE).available


def test_a_dash_is_standard_input(tmp_path: Path) -> None:
    result = run("import", "-", "--db", tmp_path / "new.db", text_input=json.dumps(directory()))
    assert result.exit_code == 0
    assert "new account acme: imported" in result.stdout


def test_the_table_has_a_row_a_kind(tmp_path: Path, write: Any) -> None:
    result = run("import", write(directory()), "--db", tmp_path / "new.db")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["contacts", str(MATTEO_CONTACTS + 1), "0", "0", "0"] in rows
    assert ["custom", "statuses", "2", "0", "0", "0"] in rows
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_files_that_cannot_be_had_are_wrong_use(tmp_path: Path, write: Any) -> None:
    assert_fails(run("import", tmp_path / "absent.json", "--db", tmp_path / "new.db"), 2, "absent.json")
    assert_fails(run("import", tmp_path, "--db", tmp_path / "new.db"), 2)
    assert_fails(run("import", write(directory())), 2, "--db")
    assert not (tmp_path / "new.db").exists()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, write: Any) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear reader\n" * 500)
    assert_fails(run("import", write(directory()), "--db", letter), 2, "letter.db")
    assert letter.read_text() == "Dear reader\n" * 500
    assert {each.name for each in tmp_path.iterdir()} == {"letter.db", "directory.json"}


@pytest.mark.parametrize("document", [directory(tags=["VIP", 5]), "{"], ids=["a bad entry", "no JSON"])
def test_i2_a_refused_document_makes_no_database(tmp_path: Path, write: Any, document: object) -> None:
    path = write(document)
    assert_fails(run("import", path, "--db", tmp_path / "new.db"), 1)
    assert list(tmp_path.iterdir()) == [path]


def test_an_import_into_no_directory_is_wrong_use(tmp_path: Path, write: Any) -> None:
    assert_fails(run("import", write(directory()), "--db", tmp_path / "none" / "x.db"), 2, f"{tmp_path / 'none'}")


def test_i2_problems_of_shape_and_of_content_come_together(
    db_path: Path, db: onduty.Database, write: Any, unchanged: Unchanged
) -> None:
    with unchanged():
        path = write(directory(tags=[5], contacts=[{"uuid": "5" * 32, "name": "C", "tags": ["Stale"]}]))
        result = run("import", path, "--db", db_path, "--json")
    assert result.exit_code == 1
    assert set(json.loads(result.stderr)["error"]) == {"/tags/0", "/contacts/0/tags/0"}
