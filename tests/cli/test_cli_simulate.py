"""`onduty simulate`."""

import errno
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import onduty
from onduty.simulation import Simulation
from tests.cli.command_line import assert_fails, interrupt, run, run_json

INTERRUPTED = "onduty: interrupted; the people were written, their history was not; the same command goes on with it"
SMALL = ("--people", "5", "--days", "10", "--seed", "3")
UNTIL = ("--until", "2026-03-02T01:00:00+01:00")


def interrupted(_: Simulation) -> Iterator[bytes]:
    yield b"a line\n"
    raise KeyboardInterrupt


def simulation(people: int = 5, seed: int = 3, until: datetime = datetime(2026, 3, 2, tzinfo=UTC)) -> Simulation:
    return Simulation(people, 10, seed, until)


def test_q7_it_writes_a_directory_and_a_history(tmp_path: Path) -> None:
    files = ("--directory", tmp_path / "directory.json", "--history", tmp_path / "history.jsonl")
    result = run("simulate", *SMALL, *UNTIL, *files)
    assert result.exit_code == 0
    lines = list(simulation().history())
    assert (tmp_path / "directory.json").read_bytes() == simulation().directory()
    assert (tmp_path / "history.jsonl").read_bytes() == b"".join(lines)
    assert f"5 people, {len(lines)} entries until 2026-03-02T00:00:00.000+00:00" in result.stdout


def test_q7_what_it_writes_can_be_imported(tmp_path: Path) -> None:
    directory, history, db_path = (tmp_path / name for name in ("directory.json", "history.jsonl", "onduty.db"))
    told = run_json("simulate", *SMALL, *UNTIL, "--directory", directory, "--history", history)
    assert run("import", directory, "--db", db_path).exit_code == 0
    report = run_json("import", "--history", history, "--db", db_path)
    assert (report["changed"], report["unchanged"], report["users"]) == (told["entries"], 0, 5)


def test_q7_it_goes_into_a_database(tmp_path: Path) -> None:
    db_path = tmp_path / "onduty.db"
    told = run_json("simulate", *SMALL, *UNTIL, "--db", db_path)
    lines = [json.loads(line) for line in simulation().history()]
    assert told["entries"] == len(lines)
    with onduty.open(db_path) as db:
        entries = db.account("simulated").history()
        assert [(entry.user, entry.at, entry.actor) for entry in entries] == [
            (line["user"], datetime.fromisoformat(line["at"]), line["actor"]) for line in lines
        ]
        assert db.check().findings == []


def test_a_database_takes_several_companies_but_none_twice(tmp_path: Path) -> None:
    db_path = tmp_path / "onduty.db"
    assert run("simulate", *SMALL, "--db", db_path).exit_code == 0
    assert_fails(run("simulate", *SMALL, "--db", db_path), 1, "simulated", "--account")
    assert run("simulate", "--seed", "4", *SMALL[:4], "--db", db_path, "--account", "acme").exit_code == 0
    assert_fails(run("simulate", *SMALL, "--db", tmp_path), 2)


def test_q7_a_database_takes_no_end_in_the_future(tmp_path: Path) -> None:
    db_path = tmp_path / "onduty.db"
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert_fails(run("simulate", *SMALL, "--until", later, "--db", db_path), 2, "--until", "future")
    assert not db_path.exists()
    assert run("simulate", *SMALL, "--until", datetime.now(UTC).isoformat(), "--db", db_path).exit_code == 0


def test_after_ctrl_c_there_is_none_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory, history = tmp_path / "directory.json", tmp_path / "history.jsonl"
    history.write_text("precious")
    monkeypatch.setattr(Simulation, "history", interrupted)
    ended = run("simulate", *SMALL, "--directory", directory, "--history", history, "--overwrite")
    assert (ended.exit_code, ended.stderr) == (1, "onduty: interrupted; no file was written\n")
    assert list(tmp_path.iterdir()) == [history]
    assert history.read_text() == "precious"


def test_a_disk_that_is_full_leaves_none_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Simulation) -> Iterator[bytes]:
        yield b"a line\n"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Simulation, "history", full)
    files = ("--directory", tmp_path / "directory.json", "--history", tmp_path / "history.jsonl")
    assert_fails(run("simulate", *SMALL, *files), 1, "history.jsonl", "No space left")
    assert list(tmp_path.iterdir()) == []


def test_links_and_pipes_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "file").chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")
    assert run("simulate", *SMALL, "--directory", "/dev/null", "--history", link, "--overwrite").exit_code == 0
    assert link.is_symlink()
    assert (tmp_path / "file").read_bytes() != b"old"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640
    assert Path("/dev/null").is_char_device()


def test_ctrl_c_before_anything_is_in_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db_path = tmp_path / "onduty.db"
    interrupt(monkeypatch, "accounts", False)
    ended = run("simulate", *SMALL, *UNTIL, "--db", db_path)
    assert (ended.exit_code, ended.stderr) == (1, "onduty: interrupted; nothing was written\n")
    interrupt(monkeypatch, "import_history", True)
    ended = run("simulate", *SMALL, *UNTIL, "--db", db_path)
    assert (ended.exit_code, ended.stderr) == (1, "onduty: interrupted; all of it had been written\n")


@pytest.mark.parametrize("account", ["", " ", "x" * 101, "x\ny"])
def test_an_account_that_cannot_be_makes_nothing(tmp_path: Path, account: str) -> None:
    files = ("--directory", tmp_path / "directory.json", "--history", tmp_path / "history.jsonl")
    for where in (files, ("--db", tmp_path / "onduty.db")):
        assert_fails(run("simulate", *SMALL, "--account", account, *where), 2, "--account: ")
    assert list(tmp_path.iterdir()) == []


def test_after_ctrl_c_the_same_command_goes_on_with_the_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db_path = tmp_path / "onduty.db"
    with monkeypatch.context() as patched:
        patched.setattr(Simulation, "history", interrupted)
        ended = run("simulate", *SMALL, *UNTIL, "--db", db_path)
        assert (ended.exit_code, ended.stderr.strip()) == (1, INTERRUPTED)
    told = run_json("simulate", *SMALL, *UNTIL, "--db", db_path)
    assert told["entries"] == len(list(simulation().history()))
    with onduty.open(db_path) as db:
        assert len(db.account("simulated").history()) == told["entries"]
        assert db.check().findings == []
    assert_fails(run("simulate", *SMALL, *UNTIL, "--db", db_path), 1, "simulated already")


def test_it_goes_on_on_another_day_too(tmp_path: Path) -> None:
    db_path = tmp_path / "onduty.db"
    with onduty.open(db_path) as db:
        db.import_directory(simulation().directory())
    later = ("--until", "2026-03-04T00:00:00Z")
    told = run_json("simulate", *SMALL, *later, "--db", db_path)
    assert told["entries"] == len(list(simulation(until=datetime(2026, 3, 4, tzinfo=UTC)).history()))


@pytest.mark.parametrize("other", [simulation(people=6), simulation(people=4), simulation(seed=4)])
def test_another_company_without_a_history_is_left_alone(tmp_path: Path, other: Simulation) -> None:
    db_path = tmp_path / "onduty.db"
    with onduty.open(db_path) as db:
        db.import_directory(other.directory())
    assert_fails(run("simulate", *SMALL, *UNTIL, "--db", db_path), 1, "simulated already")
    with onduty.open(db_path) as db:
        assert len(db.account("simulated").users()) == other.people


def test_spaces_around_the_name_are_not_part_of_it(tmp_path: Path) -> None:
    db_path = tmp_path / "onduty.db"
    assert run_json("simulate", *SMALL, "--account", " acme ", "--db", db_path)["account"] == "acme"
    assert_fails(run("simulate", *SMALL, "--account", "acme ", "--db", db_path), 1, "account acme already")


def test_files_come_before_a_database_of_the_environment(tmp_path: Path) -> None:
    files = ("--directory", tmp_path / "directory.json", "--history", tmp_path / "history.jsonl")
    environment = {"ONDUTY_DB": str(tmp_path / "onduty.db")}
    assert run("simulate", *SMALL, *files, environment=environment).exit_code == 0
    assert not (tmp_path / "onduty.db").exists()


def test_json_tells_what_was_written(tmp_path: Path) -> None:
    files = ("--directory", tmp_path / "directory.json", "--history", tmp_path / "history.jsonl")
    told = run_json("simulate", *SMALL, *UNTIL, *files, "--account", "acme")
    entries = len((tmp_path / "history.jsonl").read_bytes().splitlines())
    assert told == {
        "account": "acme",
        "people": 5,
        "start": "2026-02-20T00:00:00.000+00:00",
        "until": "2026-03-02T00:00:00.000+00:00",
        "entries": entries,
    }


def test_without_an_end_it_ends_with_yesterday(tmp_path: Path) -> None:
    files = ("--directory", tmp_path / "directory.json", "--history", tmp_path / "history.jsonl")
    until = datetime.fromisoformat(run_json("simulate", *SMALL, *files)["until"])
    assert (until.hour, until.minute) == (0, 0)
    assert 0 <= (datetime.now(UTC) - until).total_seconds() < 2 * 86_400


def test_what_is_there_is_replaced_only_with_overwrite(tmp_path: Path) -> None:
    history = tmp_path / "history.jsonl"
    history.write_text("precious")
    files = ("--directory", tmp_path / "directory.json", "--history", history)
    assert_fails(run("simulate", *SMALL, *files), 1, "history.jsonl", "--overwrite")
    assert history.read_text() == "precious"
    assert not (tmp_path / "directory.json").exists()
    assert run("simulate", *SMALL, *files, "--overwrite").exit_code == 0
    assert history.read_text() != "precious"


def test_one_file_cannot_hold_both(tmp_path: Path) -> None:
    file, link, hard_link = tmp_path / "file", tmp_path / "link", tmp_path / "hard_link"
    link.symlink_to(file)
    (tmp_path / "folder").mkdir()
    detour = tmp_path / "folder" / ".." / "file"
    for other in (file, link, detour):
        assert_fails(run("simulate", *SMALL, "--directory", file, "--history", other), 2, "--directory and --history")
    assert not file.exists()
    file.write_text("precious")
    hard_link.hardlink_to(file)
    for other in (file, link, hard_link):
        assert run("simulate", *SMALL, "--directory", file, "--history", other, "--overwrite").exit_code == 2
    assert file.read_text() == "precious"


def test_wrong_use_and_refusals(tmp_path: Path) -> None:
    files = ("--directory", tmp_path / "directory.json", "--history", tmp_path / "history.jsonl")
    assert_fails(run("simulate", "--people", "0", *files), 2, "--people")
    assert_fails(run("simulate", "--until", "yesterday", *files), 2, "yesterday", "2026-03-02T00:00:00Z")
    assert_fails(run("simulate", "--until", "2026-03-02T00:00:00", *files), 2, "offset")
    assert_fails(run("simulate", "--until", "1976-03-02T00:00:00Z", "--days", "1000", *files), 2, "1975")
    assert_fails(run("simulate", "--until", "0001-01-01T00:00:00+14:00", *files), 2)
    assert_fails(run("simulate", *files[:2]), 2, "--history")
    assert_fails(run("simulate", *files[2:]), 2, "--directory")
    assert_fails(run("simulate", *SMALL), 2, "--db")
    assert_fails(run("simulate", *files[:3], tmp_path / "missing" / "file"), 1, "missing")
    assert not (tmp_path / "history.jsonl").exists()
