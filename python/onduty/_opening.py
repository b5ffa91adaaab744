"""Opening databases, and telling who touches the files of open ones without onduty (L6)."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from os import PathLike
from urllib.parse import unquote, urlsplit
from weakref import WeakSet

from onduty import _core

# Closing one of these drops the locks that SQLite has on it, whoever in the process opened it.
_LOCKED_SUFFIXES = ("", "-shm")


class DatabaseFileWarning(RuntimeWarning):
    """Something in this process opens the file of a database that is open here, other than by onduty.

    When it closes the file, the process loses the locks that SQLite has on it. The one that keeps other programs from
    removing the log of an open database onduty holds twice, so that no update is lost. Those that keep a read from
    being disturbed by another process it cannot hold for SQLite: reads may fail or be wrong.
    """


class _OpenDatabases:
    """The databases that are open in this process. Changed under the GIL only, and read by the audit hook."""

    def __init__(self) -> None:
        self._databases: WeakSet[_core.Database] = WeakSet()
        self._names: frozenset[str] = frozenset()  # of their files, without directories
        self._is_watching = False

    def add(self, database: _core.Database) -> None:
        self._databases.add(database)
        paths = [each.path for each in list(self._databases) if not each.closed]
        self._names = frozenset(os.path.basename(path) + suffix for path in paths for suffix in _LOCKED_SUFFIXES)
        if not self._is_watching:
            self._is_watching = True
            sys.addaudithook(self._audit)
            os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        # Locks belong to a process: what a child closes does not touch those of its parent.
        self._databases = WeakSet()
        self._names = frozenset()

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        # Called for every event there is: what does not matter has to be through quickly.
        if event == "open":
            if self._names and isinstance(arguments[0], str | bytes | PathLike):
                path = os.fsdecode(arguments[0])
                if os.path.basename(path) in self._names:
                    self._warn_of(path, "open()")
        elif event == "sqlite3.connect" and self._names and isinstance(arguments[0], str | bytes | PathLike):
            self._warn_of(_path_of(os.fsdecode(arguments[0])), "sqlite3.connect()")

    def _warn_of(self, path: str, what: str) -> None:
        if any(_is_same_file(path, file) for file in self._locked_files()):
            message = (
                f"{what} of {path}, which belongs to a database that onduty has open in this process: closing it drops "
                "SQLite's locks on it. Look at a copy, made by Database.snapshot(), or use another process."
            )
            warnings.warn(message, DatabaseFileWarning, stacklevel=3)

    def _locked_files(self) -> Iterator[str]:
        for database in list(self._databases):
            if not database.closed:
                yield from (database.path + suffix for suffix in _LOCKED_SUFFIXES)


def _path_of(name: str) -> str:
    """The path in what sqlite3.connect() takes: a path, or a URI."""
    return unquote(urlsplit(name).path) if name.startswith("file:") else name


def _is_same_file(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):  # one is not there, or is no path at all
        return False


_open_databases = _OpenDatabases()


def open(path: str | PathLike[str], *, create: bool = True, queue_max: int = 10000) -> _core.Database:
    """Opens the database file at `path`, making it when there is none, unless `create` is False.

    At most `queue_max` updates wait for the writer; more are refused with `OverloadedError`. From the first call on, an
    audit hook warns (`DatabaseFileWarning`) of what opens the file of an open database in this process without onduty.
    When it fails, the file is as it was. Errors: `IncompatibleDatabaseError`, `InvalidParamsError`, `StorageFullError`,
    `OverloadedError` (others kept it locked for 10 seconds), `StorageUnavailableError`.
    """
    database = _core.open(path, create=create, queue_max=queue_max)
    _open_databases.add(database)
    return database
