"""`onduty import --history`: brings changes of the past along (Q7)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import onduty
from onduty.cli.errors import WrongUse
from onduty.cli.interruption import EVERYTHING, NOTHING, told_when_interrupted
from onduty.cli.options import existing_database, find_account
from onduty.cli.output import one_line, print_json
from onduty.cli.progress import progress_bar


def import_history(file: str, db_path: str, account_name: str | None, dry_run: bool, as_json: bool) -> None:
    """Brings the file's lines in, and says what became of them."""
    last: list[int] = []  # of the history before, once it is known
    with (
        told_when_interrupted(lambda: _left(db_path, account_name, last)),
        existing_database(db_path) as database,
        progress_bar("Importing") as progress,
    ):
        found = find_account(database, account_name)
        account = found.name
        last += [entry.seq for entry in found.history(limit=1, latest=True)] or [0]
        source = sys.stdin.buffer if file == "-" else Path(file)
        try:
            report = database.import_history(source, account=account, dry_run=dry_run, progress=progress)
        except OSError as error:
            raise WrongUse(f"cannot read {file}: {error.strerror or error}") from error
    if as_json:
        print_json(_as_json(account, report))
    else:
        click.echo(_told(account, report))


def _left(db_path: str, account_name: str | None, last: list[int]) -> str:
    """What is on disk after Ctrl-C: the file goes in whole or not at all, and all of it behind what was there."""
    if not last:
        return NOTHING
    with existing_database(db_path) as database:
        entries = find_account(database, account_name).history(after=last[0])
    return EVERYTHING if any(entry.way == "import" for entry in entries) else NOTHING


def _as_json(account: str, report: onduty.HistoryImportReport) -> dict[str, object]:
    return {
        "account": account,
        "dry_run": report.dry_run,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "users": report.users,
        "change_set": report.change_set,
    }


def _told(account: str, report: onduty.HistoryImportReport) -> str:
    what = "would be written" if report.dry_run else "written"
    told = f"account {one_line(account)}: {report.changed:,} changes of {report.users:,} users {what}"
    return told if report.unchanged == 0 else f"{told}; {report.unchanged:,} changed nothing"
