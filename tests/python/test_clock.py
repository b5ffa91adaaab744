"""U11: time in a user's history never runs backwards, even when the machine's clock does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import onduty
from tests.database_dump import change
from tests.documents import JANE, JANE_EMAIL, MATTEO

AHEAD = timedelta(hours=1)


def let_history_be_ahead(path: Path) -> datetime:
    """Makes Jane's last change lie in the future, as after a clock that was wrong; gives that instant."""
    at = (datetime.now(UTC) + AHEAD).replace(microsecond=0)
    at_ms = round(at.timestamp() * 1000)
    jane = f"(SELECT id FROM user WHERE email = '{JANE_EMAIL}')"
    change(
        path,
        f"UPDATE user_status SET available_at = {at_ms} WHERE user_id = {jane};"
        f"UPDATE status_history SET at = {at_ms} WHERE user_id = {jane};",
    )
    return at


def test_u11_an_entry_is_not_before_the_users_last(db_path: Path) -> None:
    at = let_history_be_ahead(db_path)
    with onduty.open(str(db_path)) as db:
        acme = db.account("acme")
        after = acme.update_status(JANE, available=False).after
        acme.update_status(JANE, available=True)
        entries = acme.history(JANE)
        assert after.available_updated_at == at
        assert [entry.at for entry in entries] == [at, at, at]
        assert [entry.seq for entry in entries] == sorted({entry.seq for entry in entries})
        assert acme.update_status(MATTEO, available=False).after.available_updated_at < at - AHEAD / 2


def test_u11_a_history_that_is_ahead_of_the_clock_is_told(db_path: Path, db: onduty.Database) -> None:
    assert db.readiness().warnings == []
    db.close()
    let_history_be_ahead(db_path)
    with onduty.open(str(db_path)) as again:
        readiness = again.readiness()
    assert readiness.can_write
    assert len(readiness.warnings) == 1
    assert "clock" in readiness.warnings[0]
