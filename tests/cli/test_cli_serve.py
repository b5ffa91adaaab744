"""`onduty serve`: its options. What the server does is in `tests/web/test_server.py`."""

import json
from pathlib import Path

from tests.cli.command_line import assert_fails, run


def test_wrong_options_are_wrong_use(db_path: Path) -> None:
    assert_fails(run("serve"), 2, "--db")
    for port in ("-1", "65536", "http"):
        assert_fails(run("serve", "--db", db_path, "--port", port), 2, "--port")
    for workers in ("0", "-1", "65", "many"):
        assert_fails(run("serve", "--db", db_path, "--workers", workers), 2, "--workers")
    for queue_max in ("0", "1000001", "long"):
        assert_fails(run("serve", "--db", db_path, "--queue-max", queue_max), 2, "--queue-max")


def test_a_directory_that_is_not_there_is_what_is_told(tmp_path: Path) -> None:
    for command in (("serve",), ("status", "somebody")):
        result = run(*command, "--db", tmp_path / "none" / "x.db")
        assert_fails(result, 2, f"no directory {tmp_path / 'none'}")
        assert "import" not in result.stderr


def test_a_foreign_file_gets_no_lock_beside_it(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear reader")
    for command in (("serve", "--port", "0"), ("status", "somebody")):
        assert_fails(run(*command, "--db", letter), 2, "letter.db", "not a database")
    assert list(tmp_path.iterdir()) == [letter]


def test_a_host_that_is_no_name_is_wrong_use(db_path: Path) -> None:
    assert_fails(run("serve", "--db", db_path, "--host", "a..b", "--port", "0"), 2, "a..b")


def test_a_database_that_is_not_there_is_told_as_json_too(tmp_path: Path) -> None:
    result = run("serve", "--db", tmp_path / "missing.db", "--port", "0", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    error = json.loads(result.stderr)
    assert error["code"] == "wrong_use"
    assert "missing.db" in error["error"]
