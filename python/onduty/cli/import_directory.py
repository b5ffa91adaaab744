"""`onduty import`: brings an account's directory in, or its past.

With `--json`: `{"account": NAME, "account_created": bool, "account_changed": bool, "dry_run": bool, "counts": {KIND:
{"created": N, "changed": N, "unchanged": N, "removed": N}, …}, "notes": [TEXT, …]}`, the kinds named as in the
document. With `--dry-run` also `"changes": [{"pointer": POINTER, "kind": KIND, "what": "created" | "changed" |
"removed" | "left", "name": NAME, "keys": [KEY, …]}, …]`: every entry that would not stay as it is, and those left
although the document has them, since they were revoked or destroyed.

Of a history, with `--json`: `{"account": NAME, "dry_run": bool, "changed": N, "unchanged": N, "users": N, "change_set":
N | null}`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.text import Text

import onduty
from onduty.cli.errors import Refused, WrongUse
from onduty.cli.import_history import import_history
from onduty.cli.interruption import EVERYTHING, NOTHING, told_when_interrupted
from onduty.cli.options import account_option, db_option, json_option, opened_database
from onduty.cli.output import cell, console, one_line, print_json, table
from onduty.cli.progress import progress_bar

# A terminal's worth.
_CHANGES_SHOWN_MAX = 40


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@db_option
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--history", "is_history", is_flag=True, help="FILE holds changes of the past, a line of JSON each.")
@account_option
@click.option(
    "--overwrite-state", is_flag=True, help="Apply statuses, tags and assignments also to what exists already."
)
@json_option
@click.pass_context
def import_directory(
    context: click.Context,
    file: str,
    db_path: str,
    dry_run: bool,
    is_history: bool,
    account_name: str | None,
    overwrite_state: bool,
    as_json: bool,
) -> None:
    """Bring the directory document FILE (- for standard input) into the database, which is made if there is none.

    With --history, FILE holds changes of statuses that happened in the past, of people who are there already.
    """
    if is_history and overwrite_state:
        raise WrongUse("--overwrite-state is for directory documents, not for a --history")
    if is_history:
        import_history(file, db_path, account_name, dry_run, as_json)
        return
    if context.get_parameter_source("account_name") is click.core.ParameterSource.COMMANDLINE:
        raise WrongUse("a directory document names its account; --account is for a --history")
    document = _read(file)
    left = partial(_left, document, db_path, dry_run, overwrite_state)
    with told_when_interrupted(left), _told_of(file, document):
        is_new = not os.path.exists(db_path)
        if is_new:
            report = tried(document)
        if not (is_new and dry_run):
            report = _imported(document, db_path, dry_run, overwrite_state)
    if as_json:
        print_json(report_as_json(report))
    else:
        _show(report)


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise WrongUse(f"cannot read {file}: {error.strerror or error}") from error


@contextmanager
def _told_of(file: str, document: bytes) -> Iterator[None]:
    """Tells of which file something is wrong, and when it is another kind of file."""
    try:
        yield
    except (onduty.MalformedJsonError, onduty.InvalidParamsError) as error:
        name = "standard input" if file == "-" else file
        if _begins_as_history(document):
            raise WrongUse(f"{name} holds changes of the past, a line each; give --history with it") from error
        if isinstance(error, onduty.MalformedJsonError):
            raise Refused(f"{name}: {error.message}", error.code) from error
        raise


def _begins_as_history(document: bytes) -> bool:
    try:
        entry = json.loads(document.lstrip().partition(b"\n")[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(entry, dict) and {"user", "at"} <= entry.keys()


def tried(document: bytes) -> onduty.ImportReport:
    """What the document would make of a new database: a refused one is to leave none behind."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_database(f"{folder}/dry_run.db", create=True) as database,
        progress_bar("Checking") as progress,
    ):
        return database.import_directory(document, dry_run=True, progress=progress)


def _imported(document: bytes, db_path: str, dry_run: bool, overwrite_state: bool) -> onduty.ImportReport:
    with opened_database(db_path, create=True) as database, progress_bar("Importing") as progress:
        return database.import_directory(document, dry_run=dry_run, overwrite_state=overwrite_state, progress=progress)


def _left(document: bytes, db_path: str, dry_run: bool, overwrite_state: bool) -> str:
    """What is on disk after Ctrl-C. A document that is in changes nothing any more (I1)."""
    if dry_run or not os.path.exists(db_path):
        return NOTHING
    with opened_database(db_path, create=False) as database:
        try:
            report = database.import_directory(document, dry_run=True, overwrite_state=overwrite_state)
        except (onduty.MalformedJsonError, onduty.InvalidParamsError):
            return NOTHING
    return EVERYTHING if report.nothing_changed else NOTHING


def report_as_json(report: onduty.ImportReport) -> dict[str, object]:
    """The documented shape of what an import did."""
    shown: dict[str, object] = {
        "account": report.account,
        "account_created": report.account_created,
        "account_changed": report.account_changed,
        "dry_run": report.dry_run,
        "counts": {kind: _counts_as_json(counts) for kind, counts in report.counts.items()},
        "notes": report.notes,
    }
    if report.dry_run:
        shown["changes"] = [_change_as_json(change) for change in report.changes]
    return shown


def _change_as_json(change: onduty.ImportChange) -> dict[str, object]:
    return {
        "pointer": change.pointer,
        "kind": change.kind,
        "what": change.what,
        "name": change.name,
        "keys": change.keys,
    }


def _counts_as_json(counts: onduty.ImportCounts) -> dict[str, int]:
    return {
        "created": counts.created,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "removed": counts.removed,
    }


def _show(report: onduty.ImportReport) -> None:
    click.echo(_headline(report))
    counts = table("", "created", "changed", "unchanged", "removed")
    for column in counts.columns[1:]:
        column.justify = "right"
    for kind, count in report.counts.items():
        numbers = (count.created, count.changed, count.unchanged, count.removed)
        counts.add_row(kind.replace("_", " "), *map(str, numbers))
    console().print(counts)
    _show_changes(report.changes)
    for note in report.notes:
        click.echo(f"note: {one_line(note)}")


def _show_changes(changes: list[onduty.ImportChange]) -> None:
    if not changes:
        return
    shown = table("", "entry", "name", "other values")
    for change in changes[:_CHANGES_SHOWN_MAX]:
        keys = ", ".join(change.keys) if change.keys else ""
        shown.add_row(change.what, cell(change.pointer), cell(one_line(change.name)), Text(keys))
    click.echo()
    console().print(shown)
    if len(changes) > _CHANGES_SHOWN_MAX:
        click.echo(f"… and {len(changes) - _CHANGES_SHOWN_MAX} more; --json lists all of them")


def _headline(report: onduty.ImportReport) -> str:
    account = f"{'new account' if report.account_created else 'account'} {one_line(report.account)}"
    if report.nothing_changed:
        return f"{account}: nothing to change"
    return f"{account}: this would change" if report.dry_run else f"{account}: imported"
