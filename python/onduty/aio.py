"""The calls of `onduty` as coroutines, for asyncio.

    import onduty.aio

    async with onduty.aio.open("onduty.db") as db:
        acme = await db.account("acme")
        change = await acme.update_status("414a6d692bd645ed803f2e7ce360d4c8", available=False)

No call starts a thread or blocks the loop: it is handed to the core, whose finished calls are collected in one
completion port a loop, and an eventfd wakes the loop to take them. (`open`, `close`, `backup`, `snapshot`, `check`,
`import_history` and `update_many` use a thread of the loop's executor.) A `Database` and an `Account` may be used from
any number of loops at once.

A call that is cancelled happens wholly or not at all, and `Account.status` tells which from the moment at which the
`CancelledError` comes: that waits for the call to have ended. Cancelling once more ends this waiting too. `update_many`
stops between two parts; the `CancelledError` has what it did as `results`. Errors are those of `onduty`.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Generator
from os import PathLike
from threading import Event, Lock
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Protocol, Self, TypeVar, cast
from weakref import WeakKeyDictionary

from onduty import _core, _opening

__all__ = ["Account", "Database", "open"]

P = ParamSpec("P")
T = TypeVar("T")


class _Waiter(Protocol):
    """What a finished call is told to: a future, or what is as good."""

    def done(self) -> bool: ...
    def set_result(self, result: Any, /) -> None: ...
    def set_exception(self, exception: BaseException, /) -> None: ...


class _Ending:
    """Waits for a call to have ended, however it did."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.ended: asyncio.Future[None] = loop.create_future()

    def done(self) -> bool:
        return self.ended.done()

    def set_result(self, result: Any, /) -> None:
        self.ended.set_result(None)

    def set_exception(self, exception: BaseException, /) -> None:
        self.ended.set_result(None)


class _LoopPort:
    """The completion port of one loop, and the futures that wait for it.

    Used on that loop's thread only. It never refers to the loop but through futures that are still waited for: it is
    the value of a weak dictionary whose key is the loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.completions = _core.CompletionPort()
        self._waiting: dict[int, _Waiter] = {}
        self._last_token = 0
        loop.add_reader(self.completions.fileno(), self._drain)

    def expect(self, future: _Waiter) -> int:
        self._last_token += 1
        self._waiting[self._last_token] = future
        return self._last_token

    def forget(self, token: int) -> None:
        self._waiting.pop(token, None)

    async def end_of(self, token: int) -> None:
        """Waits for a call whose future was cancelled."""
        if token in self._waiting:
            ending = _Ending(asyncio.get_running_loop())
            self._waiting[token] = ending
            await ending.ended

    def _drain(self) -> None:
        for token, outcome in self.completions.drain():
            future = self._waiting.pop(token, None)
            if future is None or future.done():  # forgotten, or cancelled
                continue
            try:
                if isinstance(outcome, BaseException):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)
            except Exception as failure:  # noqa: BLE001 - of one that is no future; the others must have theirs
                context = {"message": "An answer could not be passed on", "exception": failure}
                asyncio.get_running_loop().call_exception_handler(context)

    def abandon(self) -> None:
        """Lets go of a closed loop's futures; what the core still finishes for them is dropped."""
        self._waiting.clear()
        self.completions.close()


# Weak, because the id of a loop that is gone is used again for the next one.
_ports: WeakKeyDictionary[asyncio.AbstractEventLoop, _LoopPort] = WeakKeyDictionary()
_ports_lock = Lock()


def _renew_lock() -> None:
    global _ports_lock
    _ports_lock = Lock()  # another thread of the parent may have held it


os.register_at_fork(after_in_child=_renew_lock)


def _port_of(loop: asyncio.AbstractEventLoop) -> _LoopPort:
    port = _ports.get(loop)
    if port is None:
        port = _LoopPort(loop)
        with _ports_lock:
            _abandon_closed_loops()
            _ports[loop] = port
    return port


def _abandon_closed_loops() -> None:
    # A loop that was closed with calls under way would be kept alive by their futures.
    for loop in [loop for loop in _ports if loop.is_closed()]:
        _ports.pop(loop).abandon()


async def _call(submit: Callable[..., None], *arguments: Any, **named: Any) -> Any:
    loop = asyncio.get_running_loop()
    port = _port_of(loop)
    future = loop.create_future()
    token = port.expect(future)
    try:
        submit(port.completions, token, *arguments, **named)
    except BaseException:
        port.forget(token)
        raise
    try:
        return await future
    except asyncio.CancelledError:
        await port.end_of(token)
        raise


async def _in_thread(
    call: Callable[..., T], argument: Any, *, progress: Callable[..., object] | None, **named: Any
) -> T:
    """A bulk or an import, which a thread carries out; cancelled, it ends where it next tells how far it is."""
    is_cancelled = Event()

    def tell(*how_far: int) -> None:
        if is_cancelled.is_set():
            raise _CancelledInThreadError
        if progress is not None:
            progress(*how_far)

    running = asyncio.ensure_future(asyncio.to_thread(call, argument, progress=tell, **named))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError as cancelled:
        is_cancelled.set()
        await asyncio.wait([running])
        outcome = running.exception() if not running.cancelled() else None
        cancelled.results = getattr(outcome, "results", None)  # type: ignore[attr-defined]
        raise


class _CancelledInThreadError(Exception):
    """Ends a bulk whose coroutine was cancelled."""


def _coroutine(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """The coroutine method for a method of the core, by its twin `submit_<name>`."""
    name = f"submit_{method.__name__}"

    async def call(self: Account | Database, /, *arguments: Any, **named: Any) -> Any:
        return await _call(getattr(self._core, name), *arguments, **named)

    call.__name__ = method.__name__
    call.__doc__ = method.__doc__
    return call


class Account:
    """One account of a database, with the calls of `onduty.Account` as coroutines."""

    def __init__(self, account: _core.Account, database: _core.Database | None = None) -> None:
        self._core = account
        self._database = database  # which would close when nothing held it

    @property
    def name(self) -> str:
        """The account's name."""
        return self._core.name

    async def update_many(
        self,
        updates: _core._Updates,
        *,
        atomic: bool = False,
        actor: str | None = None,
        reason: str | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> _core.BulkResults:
        """As `onduty.Account.update_many`. `updates` is read, and `progress` called, by another thread."""
        return await _in_thread(
            self._core.update_many, updates, atomic=atomic, actor=actor, reason=reason, progress=progress
        )

    async def update_many_json(
        self,
        lines: bytes,
        *,
        atomic: bool = False,
        actor: str | None = None,
        reason: str | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> bytes:
        """As `onduty.Account.update_many_json`. `progress` is called by another thread."""
        return await _in_thread(
            self._core.update_many_json, lines, atomic=atomic, actor=actor, reason=reason, progress=progress
        )

    update_status = _coroutine(_core.Account.update_status)
    status = _coroutine(_core.Account.status)
    statuses = _coroutine(_core.Account.statuses)
    contacts = _coroutine(_core.Account.contacts)
    update_contact = _coroutine(_core.Account.update_contact)
    find_user = _coroutine(_core.Account.find_user)
    history = _coroutine(_core.Account.history)
    time_in_status = _coroutine(_core.Account.time_in_status)
    as_of = _coroutine(_core.Account.as_of)
    users = _coroutine(_core.Account.users)
    teams = _coroutine(_core.Account.teams)
    team = _coroutine(_core.Account.team)
    team_members = _coroutine(_core.Account.team_members)
    all_contacts = _coroutine(_core.Account.all_contacts)
    contact = _coroutine(_core.Account.contact)
    user_of = _coroutine(_core.Account.user_of)
    api_keys = _coroutine(_core.Account.api_keys)
    create_api_key = _coroutine(_core.Account.create_api_key)
    revoke_api_key = _coroutine(_core.Account.revoke_api_key)
    custom_statuses = _coroutine(_core.Account.custom_statuses)
    custom_status = _coroutine(_core.Account.custom_status)
    create_custom_status = _coroutine(_core.Account.create_custom_status)
    update_custom_status = _coroutine(_core.Account.update_custom_status)
    destroy_custom_status = _coroutine(_core.Account.destroy_custom_status)

    # Requests of the HTTP API: bytes in, bytes out.
    update_status_json = _coroutine(_core.Account.update_status_json)
    update_statuses_json = _coroutine(_core.Account.update_statuses_json)
    clear_custom_status_json = _coroutine(_core.Account.clear_custom_status_json)
    status_json = _coroutine(_core.Account.status_json)
    contacts_json = _coroutine(_core.Account.contacts_json)
    history_json = _coroutine(_core.Account.history_json)
    as_of_json = _coroutine(_core.Account.as_of_json)
    update_contact_json = _coroutine(_core.Account.update_contact_json)
    contact_json = _coroutine(_core.Account.contact_json)
    all_contacts_json = _coroutine(_core.Account.all_contacts_json)
    time_in_status_json = _coroutine(_core.Account.time_in_status_json)
    users_json = _coroutine(_core.Account.users_json)
    teams_json = _coroutine(_core.Account.teams_json)
    team_json = _coroutine(_core.Account.team_json)
    team_members_json = _coroutine(_core.Account.team_members_json)
    auth_me_json = _coroutine(_core.Account.auth_me_json)
    custom_statuses_json = _coroutine(_core.Account.custom_statuses_json)
    custom_status_json = _coroutine(_core.Account.custom_status_json)
    create_custom_status_json = _coroutine(_core.Account.create_custom_status_json)
    update_custom_status_json = _coroutine(_core.Account.update_custom_status_json)
    destroy_custom_status_json = _coroutine(_core.Account.destroy_custom_status_json)


class Database:
    """One database, with the calls of `onduty.Database` as coroutines.

    Wraps a database that is open; `close` closes that one.
    """

    def __init__(self, database: _core.Database) -> None:
        self._core = database

    @property
    def path(self) -> str:
        """Where the file is."""
        return self._core.path

    async def account(self, name: str | None = None) -> Account:
        """The account of that name; without one, the only account there is."""
        return Account(await _call(self._core.submit_account, name), self._core)

    def account_of(self, api_key: _core.ApiKey) -> Account:
        """The account that the key belongs to. Looks nothing up, so there is nothing to wait for."""
        return Account(self._core.account_of(api_key))

    async def import_directory(
        self, document: bytes | str, *, dry_run: bool = False, overwrite_state: bool = False
    ) -> _core.ImportReport:
        """Applies one directory document, or nothing of it."""
        submit = self._core.submit_import_directory
        report = await _call(submit, document, dry_run=dry_run, overwrite_state=overwrite_state)
        return cast(_core.ImportReport, report)

    async def import_history(
        self,
        source: _core._HistorySource,
        *,
        account: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int, int], object] | None = None,
    ) -> _core.HistoryImportReport:
        """As `onduty.Database.import_history`. `source` is read, and `progress` called, by another thread."""
        return await _in_thread(self._core.import_history, source, account=account, dry_run=dry_run, progress=progress)

    accounts = _coroutine(_core.Database.accounts)
    authenticate = _coroutine(_core.Database.authenticate)
    readiness = _coroutine(_core.Database.readiness)

    async def backup(self, path: str | PathLike[str], *, overwrite: bool = False) -> _core.BackupReport:
        """Copies the database to the file `path` while it is in use; whole and on disk when it returns."""
        return await asyncio.to_thread(self._core.backup, path, overwrite=overwrite)

    async def snapshot(self, path: str | PathLike[str], *, overwrite: bool = False) -> _core.BackupReport:
        """A copy for other tools to look at, made as `backup` makes it."""
        return await asyncio.to_thread(self._core.snapshot, path, overwrite=overwrite)

    async def check(self) -> _core.CheckReport:
        """Reads everything, for what is not as it should be."""
        return await asyncio.to_thread(self._core.check)

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._core.closed

    @property
    def queue_length(self) -> int:
        """How many writes wait for the writer now."""
        return self._core.queue_length

    async def close(self) -> None:
        """Finishes what was accepted and lets go. Later calls fail with `ClosedError`. Idempotent."""
        await asyncio.to_thread(self._core.close)

    async def __aenter__(self) -> Self:
        self._core.__enter__()  # a closed one is refused
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        await self.close()


class _Opening:
    """What `open` gives: await it for the database, or enter it to have the database closed at the end."""

    def __init__(self, path: str | PathLike[str], create: bool, queue_max: int) -> None:
        self._path = path
        self._create = create
        self._queue_max = queue_max
        self._opened: Database | None = None

    async def _open(self) -> Database:
        opened = await asyncio.to_thread(_opening.open, self._path, create=self._create, queue_max=self._queue_max)
        return Database(opened)

    def __await__(self) -> Generator[Any, None, Database]:
        return self._open().__await__()

    async def __aenter__(self) -> Database:
        self._opened = await self._open()
        return self._opened

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if self._opened is not None:
            await self._opened.close()


def open(path: str | PathLike[str], *, create: bool = True, queue_max: int = 10000) -> _Opening:
    """Opens the database file at `path`: `db = await open(path)` or `async with open(path) as db`.

    Makes the file when there is none, unless `create` is False. At most `queue_max` updates wait for the writer; more
    are refused with `OverloadedError`. Errors: `IncompatibleDatabaseError`, `StorageUnavailableError`.
    """
    return _Opening(path, create, queue_max)
