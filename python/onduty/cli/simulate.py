"""`onduty simulate`: makes up a company and its year.

With `--json`: `{"account": NAME, "people": N, "start": INSTANT, "until": INSTANT, "entries": N}`.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, time

import click

import onduty
from onduty.cli.errors import Refused, WrongUse
from onduty.cli.import_directory import tried
from onduty.cli.interruption import EVERYTHING, NOTHING, told_when_interrupted
from onduty.cli.options import json_option, opened_database
from onduty.cli.output import exact, one_line, print_json
from onduty.cli.progress import progress_bar
from onduty.cli.whole_files import write_whole
from onduty.simulation import Simulation

_PEOPLE_MAX = 1_000_000
_DAYS_MAX = 10_000
_FILE = click.Path(dir_okay=False)


def _instant(_: click.Context, __: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no instant; write it as 2026-03-02T00:00:00Z") from error
    if at.tzinfo is None:
        raise click.BadParameter(f"{value!r} has no offset; write it as 2026-03-02T00:00:00Z")
    return at


@click.command()
@click.option("--people", default=100, show_default=True, type=click.IntRange(1, _PEOPLE_MAX), help="So many.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, _DAYS_MAX), help="So many.")
@click.option("--seed", default=1, show_default=True, type=int, help="Another one gives other people and days.")
@click.option(
    "--until",
    callback=_instant,
    metavar="INSTANT",
    help="The end of the last day.  [default: the beginning of today, in UTC]",
)
@click.option("--account", default="simulated", show_default=True, metavar="NAME", help="The account's name.")
@click.option("--directory", "directory_path", type=_FILE, help="Write the directory document there.")
@click.option("--history", "history_path", type=_FILE, help="Write the history there, a line an entry.")
@click.option("--overwrite", is_flag=True, help="Replace the files where they are there already.")
@click.option(
    "--db",
    "db_path",
    envvar="ONDUTY_DB",
    show_envvar=True,
    metavar="PATH",
    type=_FILE,
    help="The database that it goes into where no files are named. It is made if there is none.",
)
@json_option
def simulate(
    people: int,
    days: int,
    seed: int,
    until: datetime | None,
    account: str,
    directory_path: str | None,
    history_path: str | None,
    overwrite: bool,
    db_path: str | None,
    as_json: bool,
) -> None:
    """Make up a company: its directory document, and the history of its people, in two files or in a database.

    They work in shifts and in several time zones, have breaks, fall ill, go on holiday and forget to log out. The same
    options give the same bytes.
    """
    simulation = _simulation(people, days, seed, until, account)
    if directory_path is not None and history_path is not None:
        with told_when_interrupted(lambda: "no file was written"):
            entries = _into_files(simulation, directory_path, history_path, overwrite)
    elif directory_path is None and history_path is None and db_path is not None:
        with told_when_interrupted(lambda: _left(simulation, db_path)):
            entries = _into_database(simulation, db_path)
    else:
        raise WrongUse("give --directory and --history for two files, or neither and --db for a database")
    if as_json:
        print_json(_as_json(simulation, entries))
    else:
        name, end = one_line(simulation.account), exact(simulation.until)
        click.echo(f"account {name}: {people:,} people, {entries:,} entries until {end}")


def _simulation(people: int, days: int, seed: int, until: datetime | None, account: str) -> Simulation:
    end = until or datetime.combine(datetime.now(UTC).date(), time.min, UTC)
    try:
        simulation = Simulation(people, days, seed, end.astimezone(UTC), account.strip())  # as an import takes names
        tried(json.dumps({"account": {"name": simulation.account}}).encode())
    except onduty.InvalidParamsError as error:
        reasons = ", ".join(reason for each in error.params.values() for reason in each)
        raise WrongUse(f"--account: {reasons}") from error
    except (ValueError, OverflowError) as error:
        raise WrongUse(str(error)) from error
    return simulation


def _into_files(simulation: Simulation, directory_path: str, history_path: str, overwrite: bool) -> int:
    if _are_same(directory_path, history_path):
        raise WrongUse("--directory and --history are one file; give two")
    for path in (directory_path, history_path):
        if os.path.exists(path) and not overwrite:
            raise Refused(f"{path} exists; choose another name, or replace it with --overwrite", "invalid_params")
    _, entries = write_whole([(directory_path, [simulation.directory()]), (history_path, simulation.history())])
    return entries


def _are_same(one: str, other: str) -> bool:
    if os.path.exists(one) and os.path.exists(other):  # hard links are one file too
        return os.path.samefile(one, other)
    return os.path.realpath(one) == os.path.realpath(other)


def _into_database(simulation: Simulation, db_path: str) -> int:
    if simulation.until > datetime.now(UTC):
        raise WrongUse(f"--until {exact(simulation.until)} lies in the future; a database takes what has happened only")
    directory = simulation.directory()
    with opened_database(db_path, create=True) as database, progress_bar("Importing") as progress:
        if simulation.account in database.accounts() and not _is_unfinished(database, simulation.account, directory):
            name = one_line(simulation.account)
            raise Refused(f"the database has an account {name} already; give another --account", "invalid_params")
        account = database.import_directory(directory).account
        return database.import_history(simulation.history(), account=account, progress=progress).changed


def _left(simulation: Simulation, db_path: str) -> str:
    """What is on disk after Ctrl-C."""
    if not os.path.exists(db_path):
        return NOTHING
    with opened_database(db_path, create=False) as database:
        if simulation.account not in database.accounts():
            return NOTHING
        if database.account(simulation.account).history(limit=1):
            return EVERYTHING
    return "the people were written, their history was not; the same command goes on with it"


def _is_unfinished(database: onduty.Database, account: str, directory: bytes) -> bool:
    """Whether the account is what a run leaves that was ended before the history was in: this company, without a past.

    By default a run on another day has another end, and with it other dates of creation.
    """
    if database.account(account).history(limit=1):
        return False
    try:
        changes = database.import_directory(directory, dry_run=True).changes
    except onduty.InvalidParamsError:  # it has what belongs to others
        return False
    return all(change.what == "changed" and change.keys == ["createdAt"] for change in changes)


def _as_json(simulation: Simulation, entries: int) -> dict[str, object]:
    return {
        "account": simulation.account,
        "people": simulation.people,
        "start": exact(simulation.start),
        "until": exact(simulation.until),
        "entries": entries,
    }
