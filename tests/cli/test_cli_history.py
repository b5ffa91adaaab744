"""`onduty history`."""

import time
from datetime import datetime
from pathlib import Path

import onduty
from onduty.cli.output import exact
from tests.cli.command_line import assert_fails, run, run_json
from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO, NORA, VACATIONING, as_bytes

IN_ACME = ("--account", "acme")


def test_q1_entries_have_the_shape_of_the_api(db_path: Path, acme: onduty.Account) -> None:
    acme.update_status(JANE, available=False, custom_status_uuid=VACATIONING, reason="beach", actor="jane")
    acme.update_status(JANE, custom_status_uuid=LUNCH)
    _, first, second = run_json("history", JANE_EMAIL, "--db", db_path, *IN_ACME)["entries"]
    at = first.pop("at")
    assert first == {
        "seq": first["seq"],
        "user_uuid": JANE,
        "before": {"available": True, "custom_status": None},
        "after": {
            "available": False,
            "custom_status": {"id": VACATIONING, "name": "Vacationing", "emoji": "🌴"},
        },
        "version": 2,
        "actor": "jane",
        "api_key": None,
        "way": "library",
        "reason": "beach",
        "change_set": acme.history(JANE)[1].change_set,
    }
    assert at.endswith("+00:00")
    assert datetime.fromisoformat(at) == acme.history(JANE)[1].at
    assert second["before"] == first["after"]
    assert second["after"]["custom_status"]["emoji"] is None


def test_the_latest_entries_are_shown_the_oldest_of_them_first(db_path: Path, acme: onduty.Account) -> None:
    for number in range(60):
        acme.update_status(JANE, available=bool(number % 2))
    versions = [entry["version"] for entry in run_json("history", JANE, "--db", db_path, *IN_ACME)["entries"]]
    assert versions == list(range(12, 62))
    few = run_json("history", JANE, "--limit", "2", "--db", db_path, *IN_ACME)["entries"]
    assert [entry["version"] for entry in few] == [60, 61]


def test_q1_everybodys_changes_are_shown_without_a_user(db_path: Path, acme: onduty.Account) -> None:
    acme.update_status(JANE, available=False)
    acme.update_status(NORA, available=True)
    entries = run_json("history", "--db", db_path, *IN_ACME)["entries"]
    assert [entry["user_uuid"] for entry in entries] == [JANE, MATTEO, JANE, NORA]
    assert [entry["seq"] for entry in entries] == [entry.seq for entry in acme.history()]
    assert [entry["change_set"] for entry in entries] == [entry.change_set for entry in acme.history()]
    few = run_json("history", "--limit", "1", "--team", "general", "--db", db_path, *IN_ACME)["entries"]
    assert few == [entries[2]]
    text = run("history", "--db", db_path, *IN_ACME, environment={"COLUMNS": "120"}).stdout
    assert "Nora Lind" in text
    assert "away → available" in " ".join(text.split())


def test_q1_a_period(db_path: Path, acme: onduty.Account) -> None:
    for available in (False, True, False):
        acme.update_status(JANE, available=available)
        time.sleep(0.002)  # instants are told to the millisecond
    _, first, second, third = acme.history(JANE)
    period = ("--since", exact(first.at), "--until", exact(third.at))
    entries = run_json("history", JANE, *period, "--db", db_path, *IN_ACME)["entries"]
    assert [entry["seq"] for entry in entries] == [first.seq, second.seq]
    nothing = run("history", "--until", "1999-01-01T00:00:00Z", "--db", db_path, *IN_ACME)
    assert nothing.stdout == "There are no changes.\n"


def test_the_table_tells_who_what_and_why(db_path: Path, acme: onduty.Account) -> None:
    acme.update_status(JANE, available=False, custom_status_uuid=VACATIONING, reason="on the beach", actor="jane")
    result = run("history", JANE, "--db", db_path, *IN_ACME)
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    for expected in ("Jane Doe", "available → away", "Vacationing", "jane", "library", "on the beach"):
        assert expected in text
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "\x1b" not in result.stdout


def test_the_table_tells_what_undo_takes(db_path: Path, acme: onduty.Account) -> None:
    acme.plan(where={"users": [JANE, MATTEO]}, set={"available": False}).apply()
    entry = acme.history(JANE)[-1]
    for arguments in ((JANE,), ()):
        rows = run("history", *arguments, "--db", db_path, *IN_ACME, environment={"COLUMNS": "200"}).stdout.splitlines()
        headings = next(line.split() for line in rows if line.startswith("seq"))
        assert headings[:2] == ["seq", "set"]
        assert any(row.split()[:2] == [str(entry.seq), str(entry.change_set)] for row in rows)


def test_q1_who_was_removed_is_told_by_name(db_path: Path, db: onduty.Database, acme: onduty.Account) -> None:
    acme.update_status(NORA, available=True)
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [{"uuid": NORA, "removed": True}]}))
    text = run("history", "--db", db_path, *IN_ACME).stdout
    assert "Nora Lind" in text
    assert NORA not in text


def test_u6_who_was_never_set_has_no_entries(db_path: Path) -> None:
    assert run_json("history", NORA, "--db", db_path, *IN_ACME) == {"entries": []}
    assert "no changes of this user" in run("history", NORA, "--db", db_path, *IN_ACME).stdout


def test_wrong_use_and_refusals(db_path: Path, tmp_path: Path) -> None:
    assert_fails(run("history", "nobody@example.com", "--db", db_path, *IN_ACME), 1, "nobody@example.com")
    assert_fails(run("history", JANE, "--limit", "0", "--db", db_path, *IN_ACME), 2, "--limit")
    since = run("history", "--since", "2026-03-29T09:00:00", "--db", db_path, *IN_ACME)
    assert_fails(since, 1, "onduty: --since: ", "offset")
    assert_fails(run("history", "--until", "noon", "--db", db_path, *IN_ACME), 1, "onduty: --until: ")
    assert_fails(run("history", "--db", db_path, "--account", "nope"), 1, "no account 'nope'; there are: 'acme'")
    assert_fails(run("history", "--team", "nobody's", "--db", db_path, *IN_ACME), 1, "nobody's", "General")
    assert_fails(run("history", JANE, "--db", tmp_path / "missing.db"), 2, "missing.db")
