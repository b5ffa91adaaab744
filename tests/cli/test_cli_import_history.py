"""`onduty import --history`: Q7."""

import json
from pathlib import Path

import pytest

import onduty
from tests.cli.command_line import assert_fails, interrupt, run, run_json
from tests.database_fixtures import Unchanged
from tests.documents import JANE, NORA, NORA_EMAIL, as_bytes, directory

IN_ACME = ("--account", "acme")
ENTRIES = [
    {"user": NORA_EMAIL, "at": "2024-03-01T08:00:00Z", "available": True},
    {"user": NORA, "at": "2024-03-01T09:00:00Z", "available": True},
    {"user": NORA, "at": "2024-03-01T17:00:00+01:00", "available": False, "actor": "nora"},
]


def written(folder: Path, *more: str) -> Path:
    file = folder / "history.ndjson"
    file.write_text("\n".join([*map(json.dumps, ENTRIES), *more]))
    return file


def test_q7_a_file_is_brought_in(db_path: Path, tmp_path: Path, acme: onduty.Account) -> None:
    file = written(tmp_path)
    tried = run_json("import", "--history", file, "--dry-run", "--db", db_path, *IN_ACME)
    expected = {"account": "acme", "changed": 2, "unchanged": 1, "users": 1}
    assert tried == {**expected, "dry_run": True, "change_set": None}
    assert acme.history(NORA) == []
    result = run("import", "--history", file, "--db", db_path, *IN_ACME)
    assert result.exit_code == 0
    assert result.stdout == "account acme: 2 changes of 1 users written; 1 changed nothing\n"
    assert [entry.actor for entry in acme.history(NORA)] == [None, "nora"]


def test_q7_standard_input(db_path: Path, acme: onduty.Account) -> None:
    text = "\n".join(map(json.dumps, ENTRIES))
    result = run("import", "--history", "-", "--db", db_path, *IN_ACME, text_input=text)
    assert result.exit_code == 0
    assert len(acme.history(NORA)) == 2


def test_q7_a_bad_line_is_told_and_nothing_is_written(db_path: Path, tmp_path: Path, unchanged: Unchanged) -> None:
    with unchanged():
        result = run("import", "--history", written(tmp_path, "{}"), "--db", db_path, *IN_ACME)
    assert result.exit_code == 1
    assert "line 4" in result.stderr
    assert "user is required" in result.stderr


def test_q7_problems_that_are_not_listed_are_counted(db_path: Path, tmp_path: Path) -> None:
    file = written(tmp_path, *[json.dumps({**ENTRIES[0], "user": "nobody"})] * 1103)
    lines = run("import", "--history", file, "--db", db_path, *IN_ACME).stderr.splitlines()
    assert lines[0] == "onduty: refused for 1,103 reasons, and nothing was changed:"
    assert (len(lines), lines[-1]) == (102, "  … and 1,003 more")


@pytest.mark.parametrize(("is_done", "told"), [(False, "nothing was written"), (True, "all of it had been written")])
def test_q7_ctrl_c_tells_whether_it_is_in(
    db_path: Path, tmp_path: Path, acme: onduty.Account, monkeypatch: pytest.MonkeyPatch, is_done: bool, told: str
) -> None:
    interrupt(monkeypatch, "import_history", is_done)
    acme.update_status(JANE, available=False)
    ended = run("import", "--history", written(tmp_path), "--db", db_path, *IN_ACME)
    assert (ended.exit_code, ended.stderr) == (1, f"onduty: interrupted; {told}\n")
    assert len(acme.history(NORA)) == (2 if is_done else 0)


def test_wrong_use(db_path: Path, tmp_path: Path) -> None:
    file = written(tmp_path)
    assert_fails(run("import", "--history", file, "--db", tmp_path / "missing.db"), 2, "missing.db")
    assert_fails(run("import", "--history", file, "--db", db_path), 2, "--account")
    assert_fails(run("import", "--history", file, "--overwrite-state", "--db", db_path, *IN_ACME), 2, "overwrite")
    assert_fails(run("import", "--history", tmp_path / "none", "--db", db_path, *IN_ACME), 2, "none")
    document = tmp_path / "directory.json"
    document.write_bytes(as_bytes(directory()))
    assert_fails(run("import", document, "--db", db_path, *IN_ACME), 2, "--account")
    result = run("import", document, "--db", db_path, environment={"ONDUTY_ACCOUNT": "acme"})
    assert result.exit_code == 0


def test_q7_a_simulated_year_comes_in(tmp_path: Path) -> None:
    document, history, path = tmp_path / "directory.json", tmp_path / "simulated.ndjson", tmp_path / "simulated.db"
    made = ("--people", "5", "--days", "20", "--until", "2024-06-01T00:00:00Z")
    assert run("simulate", *made, "--directory", document, "--history", history).exit_code == 0
    assert run("import", document, "--db", path).exit_code == 0
    report = run_json("import", "--history", history, "--db", path)
    assert report["changed"] + report["unchanged"] == len(history.read_text().splitlines()) > 50
    with onduty.open(path) as db:
        assert db.check().findings == []
        assert len(db.account().history(limit=100_000)) >= report["changed"]
