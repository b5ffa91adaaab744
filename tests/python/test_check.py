"""`Database.check()`: each thing that it tells of, made with statements that onduty does not run."""

from pathlib import Path

import pytest

import onduty
from tests.database_dump import change
from tests.documents import JANE, JANE_EMAIL, LUNCH


def findings(path: Path) -> list[onduty.Finding]:
    with onduty.open(path) as db:
        found = db.check().findings
    assert all(finding.problem and finding.remedy for finding in found)
    return found


def test_a_sound_database_has_nothing_to_tell(db: onduty.Database, acme: onduty.Account) -> None:
    for number in range(10):
        acme.update_status(JANE, available=bool(number % 2), custom_status_uuid=LUNCH if number % 3 else None)
    acme.destroy_custom_status(LUNCH)
    report = db.check()
    assert report.findings == []
    assert report.users == 4
    assert report.entries == 2 + len(acme.history(JANE)) - 1


# What is done to the database, the kind of finding, and what its text names.
DAMAGES = {
    "version": ("UPDATE user_status SET version = 7 WHERE user_id = 1", "history", JANE_EMAIL),  # U7
    "state": ("UPDATE user_status SET available = 0 WHERE user_id = 1", "history", "left"),  # U10
    "custom status": ("UPDATE user_status SET custom_status_id = 1 WHERE user_id = 1", "history", "left"),
    "entry": ("DELETE FROM status_history WHERE user_id = 1", "history", "0 entries"),
    "time": (
        "INSERT INTO status_history(user_id, at, version, available_before, available_after, way)"
        " VALUES (1, 5, 2, 1, 1, 2); UPDATE user_status SET version = 2 WHERE user_id = 1",
        "history",
        "earlier instant",  # U11
    ),
    "clock": ("UPDATE user_status SET available_at = 4102444800000 WHERE user_id = 3", "clock", "ahead"),  # U11
    "reference": ("UPDATE contact SET assigned_user_id = 99 WHERE id = 1", "broken_reference", "user"),
    "index": (
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'user_by_email'",
        "damaged_file",
        "never used",
    ),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_what_is_wrong_is_told_with_a_remedy(db_path: Path, what: str) -> None:
    statements, kind, mention = DAMAGES[what]
    change(db_path, statements)
    found = findings(db_path)
    assert [finding.kind for finding in found] == [kind]
    assert mention in found[0].problem


def test_a_check_changes_nothing(db_path: Path) -> None:
    change(db_path, DAMAGES["version"][0])
    assert findings(db_path) == findings(db_path) != []
