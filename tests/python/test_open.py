"""Opening and closing, and what a failure looks like."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import onduty
from tests.documents import JANE


def test_a_database_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with onduty.open(str(path)) as db:
        assert db.path == str(path)
        assert db.accounts() == []
    assert path.exists()


def test_a_database_is_not_made_when_that_is_not_wanted(tmp_path: Path) -> None:
    with pytest.raises(onduty.Error) as refused:
        onduty.open(str(tmp_path / "missing.db"), create=False)
    assert refused.value.message
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, " * 1000)
    with pytest.raises(onduty.IncompatibleDatabaseError):
        onduty.open(str(path))
    assert path.read_text() == "Dear reader, " * 1000


def test_a_closed_database_refuses_every_call(db: onduty.Database, acme: onduty.Account) -> None:
    db.close()
    db.close()
    for call in (db.accounts, lambda: acme.status(JANE), lambda: acme.update_status(JANE, available=True)):
        with pytest.raises(onduty.ClosedError):
            call()


def test_leaving_the_block_closes(db_path: Path) -> None:
    with onduty.open(str(db_path)) as db:
        pass
    with pytest.raises(onduty.ClosedError):
        db.accounts()


def test_accounts_are_listed_and_found(db: onduty.Database) -> None:
    assert db.accounts() == ["acme", "globex"]
    assert db.account("acme").name == "acme"


def test_an_account_that_is_missing_or_ambiguous_is_refused_with_the_names_there_are(db: onduty.Database) -> None:
    with pytest.raises(onduty.AccountNotFoundError):
        db.account("initech")
    with pytest.raises(onduty.Error, match=r"acme.*globex"):
        db.account(None)


def test_build_info_tells_versions() -> None:
    info = onduty.build_info()
    assert info["onduty"] == onduty.__version__
    assert info["sqlite"].startswith("3.")
    assert all(info.values())


FAILURES: dict[str, tuple[type[onduty.Error], Callable[[onduty.Database], object]]] = {
    "malformed_json": (onduty.MalformedJsonError, lambda db: db.account("acme").update_status_json(JANE, b"{")),
    "user_not_found": (onduty.UserNotFoundError, lambda db: db.account("acme").status("f" * 32)),
    "account_not_found": (onduty.AccountNotFoundError, lambda db: db.account("initech")),
    "invalid_params": (onduty.InvalidParamsError, lambda db: db.account("acme").update_status(JANE)),
    "precondition_failed": (
        onduty.PreconditionFailedError,
        lambda db: db.account("acme").update_status(JANE, available=False, if_version=99),
    ),
    "unauthorized": (onduty.UnauthorizedError, lambda db: db.authenticate(b"nobody's")),
}


@pytest.mark.parametrize("code", FAILURES)
def test_l2_every_kind_of_failure_is_an_error_of_its_own_class_and_code(db: onduty.Database, code: str) -> None:
    kind, call = FAILURES[code]
    with pytest.raises(onduty.Error) as caught:
        call(db)
    assert type(caught.value) is kind
    assert caught.value.code == code
    assert str(caught.value) == caught.value.message != ""


def test_l2_params_name_what_was_refused_and_are_empty_otherwise(acme: onduty.Account) -> None:
    with pytest.raises(onduty.InvalidParamsError) as refused:
        acme.update_status(JANE, available=True, reason="x" * 201)
    assert list(refused.value.params) == ["reason"]
    with pytest.raises(onduty.UserNotFoundError) as missing:
        acme.status("f" * 32)
    assert missing.value.params == {}


def test_not_found_errors_share_a_base() -> None:
    kinds = (onduty.AccountNotFoundError, onduty.UserNotFoundError, onduty.TeamNotFoundError)
    assert all(issubclass(kind, onduty.NotFoundError) for kind in kinds)


def test_nothing_is_left_beside_a_file_of_somebody_else(tmp_path: Path) -> None:
    letter, theirs, empty = tmp_path / "letter.txt", tmp_path / "theirs.db", tmp_path / "empty.db"
    letter.write_text("Dear reader")
    empty.touch()
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE letters(text)")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, create in ((letter, True), (theirs, True), (empty, False)):
        with pytest.raises(onduty.IncompatibleDatabaseError, match=path.name):
            onduty.open(path, create=create)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
