"""Options that the commands share, and what they stand for."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import click

import onduty
from onduty.cli.errors import Refused, WrongUse

F = TypeVar("F", bound=Callable[..., Any])

_ACTOR_LENGTH_MAX = 100  # characters
_DATABASE_BEGIN = b"SQLite format 3\0"  # an empty file is a database too


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """One decorator that gives a command all of these options, in this order."""

    def with_options(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return with_options


def is_given(value: object) -> bool:
    """Whether an option is there; one that is there may be empty."""
    return value not in (None, False, ())


def option_names(parameters: Iterable[str]) -> str:
    """The options as they are written, with commas between them."""
    return ", ".join("--" + parameter.replace("_", "-") for parameter in parameters)


def refuse_both(asked: Mapping[str, object], *pairs: tuple[str, str]) -> None:
    """Refuses options that are there together and contradict each other."""
    for one, other in pairs:
        if is_given(asked[one]) and is_given(asked[other]):
            raise WrongUse(f"{option_names([one])} and {option_names([other])} exclude each other")


db_option = click.option(
    "--db",
    "db_path",
    required=True,
    envvar="ONDUTY_DB",
    show_envvar=True,
    metavar="PATH",
    type=click.Path(dir_okay=False),
    help="The database file.",
)
account_option = click.option(
    "--account",
    "account_name",
    envvar="ONDUTY_ACCOUNT",
    show_envvar=True,
    metavar="NAME",
    help="The account. May be left out where the database holds only one.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")


def require_database(db_path: str) -> None:
    """Refuses a database that is not there. Only an import makes one."""
    if os.path.exists(db_path):
        refuse_foreign_file(db_path)
        return
    folder = os.path.dirname(os.path.abspath(db_path))
    if not os.path.isdir(folder):
        raise WrongUse(f"there is no database {db_path}, and no directory {folder}; give another --db")
    raise WrongUse(f"there is no database {db_path}; onduty import FILE --db {db_path} makes one")


def refuse_foreign_file(db_path: str) -> None:
    """Refuses what is no database before anything is made beside it, as opening it does with a lock file."""
    if not os.path.isfile(db_path):
        return
    if os.path.exists(f"{os.path.realpath(db_path)}-lock"):
        # Opening makes nothing new then; and reading the file would drop the locks of this process, if it has any.
        return
    try:
        with open(db_path, "rb") as file:
            begin = file.read(len(_DATABASE_BEGIN))
    except OSError:  # opening it will tell why
        return
    if begin not in (b"", _DATABASE_BEGIN):
        raise WrongUse(f"cannot open the database {db_path}: the file is not a database; give another --db")


@contextmanager
def existing_database(db_path: str) -> Iterator[onduty.Database]:
    """The database at this path, open. One that is not there is not made."""
    require_database(db_path)
    with opened_database(db_path, create=False) as database:
        yield database


@contextmanager
def opened_database(db_path: str, create: bool) -> Iterator[onduty.Database]:
    """The database at this path, open. That it cannot be opened is a wrong use of `--db`."""
    refuse_foreign_file(db_path)
    try:
        database = onduty.open(db_path, create=create)
    except onduty.Error as error:
        raise WrongUse(f"cannot open the database {db_path}: {error.message}") from error
    with database:
        yield database


def find_account(database: onduty.Database, account_name: str | None) -> onduty.Account:
    """The account that `--account` means."""
    names = database.accounts()
    listed = ", ".join(map(repr, names))
    if account_name is not None:
        try:
            return database.account(account_name)
        except onduty.AccountNotFoundError as error:
            message = f"the database has no account '{account_name}'; there are: {listed or 'none'}"
            raise Refused(message, error.code) from error
    if len(names) > 1:
        raise WrongUse(f"the database holds several accounts; give --account with one of {listed}")
    return database.account()


def find_user(account: onduty.Account, uuid_or_email: str) -> onduty.User:
    """The user that a command's USER means."""
    try:
        return account.find_user(uuid_or_email)
    except onduty.UserNotFoundError as error:
        message = f"the account {account.name} has no user '{uuid_or_email}'; give the uuid or e-mail address of one"
        raise Refused(message, error.code) from error


def login_name() -> str:
    """Who changes something by the command line, for the history (U10)."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a process whose user has no name
        name = f"uid {os.getuid()}"
    return name[:_ACTOR_LENGTH_MAX]
