"""`onduty check`."""

import json
from pathlib import Path

from tests.cli.command_line import assert_fails, run, run_json
from tests.database_dump import change
from tests.database_fixtures import Unchanged
from tests.documents import JANE_EMAIL


def test_a_sound_database_is_well(db_path: Path, unchanged: Unchanged) -> None:
    with unchanged():
        result = run("check", "--db", db_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "all is well: 4 users" in result.stdout
    assert run_json("check", "--db", db_path) == {"users": 4, "entries": 2, "findings": []}


def test_what_is_wrong_is_told_with_a_remedy_and_exit_code_1(db_path: Path) -> None:
    change(db_path, "UPDATE user_status SET version = 7 WHERE user_id < 3")  # U7
    result = run("check", "--db", db_path)
    assert (result.exit_code, result.stderr) == (1, "")
    assert JANE_EMAIL in result.stdout
    assert result.stdout.count("please report it") == 1  # once for all that it helps
    as_json = run("check", "--db", db_path, "--json")
    assert as_json.exit_code == 1
    found = json.loads(as_json.stdout)["findings"]
    assert [finding["kind"] for finding in found] == ["history", "history"]
    assert set(found[0]) == {"kind", "problem", "remedy"}


def test_u11_a_history_ahead_of_the_clock_is_told(db_path: Path) -> None:
    change(db_path, "UPDATE user_status SET available_at = 4102444800000 WHERE user_id = 3")
    result = run("check", "--db", db_path)
    assert result.exit_code == 1
    assert "ahead of this machine's clock" in result.stdout


def test_a_database_that_cannot_be_opened_is_wrong_use(tmp_path: Path) -> None:
    assert_fails(run("check", "--db", tmp_path / "missing.db"), 2, "missing.db")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, " * 100)
    assert_fails(run("check", "--db", letter), 2, "letter.txt")
