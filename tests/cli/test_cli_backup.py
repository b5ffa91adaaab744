"""`onduty backup`."""

from pathlib import Path

import onduty
from tests.cli.command_line import assert_fails, run, run_json
from tests.database_dump import DatabaseReader
from tests.database_fixtures import Unchanged
from tests.documents import JANE
from tests.web.server_process import ServerProcess


def test_the_copy_is_made_and_told(db_path: Path, tmp_path: Path, database_reader: DatabaseReader) -> None:
    copy = tmp_path / "copy.db"
    result = run("backup", copy, "--db", db_path)
    assert result.exit_code == 0
    assert str(copy) in result.stdout
    assert database_reader.tables(copy) == database_reader.tables(db_path)
    other = tmp_path / "other.db"
    assert run_json("backup", other, "--db", db_path) == {"file": str(other), "size": other.stat().st_size}


def test_a_running_server_is_copied_with_all_it_acknowledged(db_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with ServerProcess(db_path) as server:
        with onduty.open(db_path) as db:
            version = db.account("acme").update_status(JANE, available=False).after.version
        assert run("backup", copy, "--db", db_path).exit_code == 0
        assert server.stop()[0] == 0
    with onduty.open(copy) as db:
        assert db.account("acme").status(JANE).version == version
        assert db.check().findings == []


def test_what_is_there_is_replaced_only_with_overwrite(db_path: Path, tmp_path: Path, unchanged: Unchanged) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    with unchanged():
        assert_fails(run("backup", copy, "--db", db_path), 1, "copy.db", "--overwrite")
        assert copy.read_text() == "precious"
        assert run("backup", copy, "--overwrite", "--db", db_path).exit_code == 0
        assert_fails(run("backup", db_path, "--overwrite", "--db", db_path), 1, "itself")
        assert_fails(run("backup", tmp_path / "missing" / "copy.db", "--db", db_path), 1, "missing")
    assert_fails(run("backup", tmp_path / "new.db", "--db", tmp_path / "nothing.db"), 2, "nothing.db")
    with onduty.open(copy) as db:
        assert db.accounts() == ["acme", "globex"]
