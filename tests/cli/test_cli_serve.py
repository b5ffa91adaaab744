"""`onduty serve`: its options. What the server does is in `tests/web/test_server.py`."""

import json
from pathlib import Path

from tests.cli.command_line import assert_fails, run


def test_wrong_options_are_wrong_use(db_path: Path) -> None:
    assert_fails(run("serve"), 2, "--db")
    for port in ("-1", "65536", "http"):
        assert_fails(run("serve", "--db", db_path, "--port", port), 2, "--port")


def test_a_database_that_is_not_there_is_told_as_json_too(tmp_path: Path) -> None:
    result = run("serve", "--db", tmp_path / "missing.db", "--port", "0", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    error = json.loads(result.stderr)
    assert error["code"] == "wrong_use"
    assert "missing.db" in error["error"]
