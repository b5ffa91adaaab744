"""`onduty import --history`: brings changes of the past along (Q7)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import onduty
from onduty.cli.errors import WrongUse
from onduty.cli.options import existing_database, find_account
from onduty.cli.output import one_line, print_json
from onduty.cli.progress import progress_bar


def import_history(file: str, db_path: str, account_name: str | None, dry_run: bool, as_json: bool) -> None:
    """Brings the file's lines in, and says what became of them."""
    with existing_database(db_path) as database, progress_bar("Importing") as progress:
        account = find_account(database, account_name).name
        source = sys.stdin.buffer if file == "-" else Path(file)
        try:
            report = database.import_history(source, account=account, dry_run=dry_run, progress=progress)
        except OSError as error:
            raise WrongUse(f"cannot read {file}: {error.strerror or error}") from error
    if as_json:
        print_json(_as_json(account, report))
    else:
        click.echo(_told(account, report))


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
