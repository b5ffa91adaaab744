"""The calls of `onduty` as coroutines, for asyncio.

    import onduty.aio

    async with onduty.aio.open("onduty.db") as db:
        acme = await db.account("acme")
        change = await acme.update_status("414a6d692bd645ed803f2e7ce360d4c8", available=False)

No call starts a thread or blocks the loop: it is handed to the core, whose finished calls are collected in one
completion port a loop, and an eventfd wakes the loop to take them. (`open`, `close` and nothing else use a thread
of the loop's executor.) A `Database` and an `Account` may be used from any number of loops at once.

Cancelling a call stops the waiting, not the call: it happens wholly or not at all, and `Account.status` tells which.
Errors are those of `onduty`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from threading import Lock
from types import TracebackType
from typing import Any, Self, cast
from weakref import WeakKeyDictionary

from onduty import _core
from onduty._core import UNSET, Unset

__all__ = ["Account", "Database", "open"]


class _LoopPort:
    """The completion port of one loop, and the futures that wait for it.

    Used on that loop's thread only. It never refers to the loop but through futures that are still waited for: it is
    the value of a weak dictionary whose key is the loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.completions = _core.CompletionPort()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._last_token = 0
        loop.add_reader(self.completions.fileno(), self._drain)

    def expect(self, future: asyncio.Future[Any]) -> int:
        self._last_token += 1
        self._waiting[self._last_token] = future
        return self._last_token

    def forget(self, token: int) -> None:
        self._waiting.pop(token, None)

    def _drain(self) -> None:
        for token, outcome in self.completions.drain():
            future = self._waiting.pop(token, None)
            if future is None or future.done():  # forgotten, or cancelled
                continue
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    def abandon(self) -> None:
        """Lets go of a closed loop's futures; what the core still finishes for them is dropped."""
        self._waiting.clear()
        self.completions.close()


# Weak, because the id of a loop that is gone is used again for the next one.
_ports: WeakKeyDictionary[asyncio.AbstractEventLoop, _LoopPort] = WeakKeyDictionary()
_ports_lock = Lock()


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
    return await future


class Account:
    """One account of a database, with the calls of `onduty.Account` as coroutines."""

    def __init__(self, account: _core.Account) -> None:
        self._account = account

    @property
    def name(self) -> str:
        """The account's name."""
        return self._account.name

    async def update_status(
        self,
        user: str,
        *,
        available: bool | Unset = UNSET,
        custom_status_uuid: str | Unset | None = UNSET,
        reason: str | None = None,
        actor: str | None = None,
        if_version: int | None = None,
        contacts: int = 20,
        way: str = "library",
    ) -> _core.StatusChange:
        """Changes one user's status; on disk when it returns.

        What is left out stays as it is, `custom_status_uuid=None` unassigns.
        """
        change = await _call(
            self._account.submit_update_status,
            user,
            available=available,
            custom_status_uuid=custom_status_uuid,
            reason=reason,
            actor=actor,
            if_version=if_version,
            contacts=contacts,
            way=way,
        )
        return cast(_core.StatusChange, change)

    async def status(self, user: str) -> _core.Status:
        """The user's status as of the last commit of any process."""
        return cast(_core.Status, await _call(self._account.submit_status, user))

    async def contacts(
        self, user: str, *, after: str | None = None, limit: int = 20
    ) -> tuple[list[_core.Contact], str | None]:
        """Contacts of the user in order of uuid, and the `after` that asks for the rest (None at the end)."""
        page = await _call(self._account.submit_contacts, user, after=after, limit=limit)
        return cast(tuple[list[_core.Contact], str | None], page)

    async def find_user(self, uuid_or_email: str) -> _core.User:
        """The user with this uuid or this e-mail address, in any case."""
        return cast(_core.User, await _call(self._account.submit_find_user, uuid_or_email))

    async def history(self, user: str, *, after: int = 0, limit: int = 1000) -> list[_core.HistoryEntry]:
        """The user's changes with a greater `seq` than `after`, in order of `seq`."""
        entries = await _call(self._account.submit_history, user, after=after, limit=limit)
        return cast(list[_core.HistoryEntry], entries)

    async def custom_statuses(self) -> list[_core.CustomStatus]:
        """Custom statuses that are not destroyed, in order of creation."""
        return cast(list[_core.CustomStatus], await _call(self._account.submit_custom_statuses))

    async def update_status_json(
        self,
        user: str,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: _core.ApiKey | None = None,
        if_match: str | None = None,
        contacts: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> _core.Answer:
        """A request of the HTTP API, bytes in and bytes out. `refused` is what the caller already has against it."""
        answer = await _call(
            self._account.submit_update_status_json,
            user,
            body,
            actor=actor,
            api_key=api_key,
            if_match=if_match,
            contacts=contacts,
            refused=refused,
        )
        return cast(_core.Answer, answer)

    async def clear_custom_status_json(
        self,
        user: str,
        *,
        reason: str | None = None,
        actor: str | None = None,
        api_key: _core.ApiKey | None = None,
        if_match: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> _core.Answer:
        """DELETE of the HTTP API: unassigns the custom status."""
        answer = await _call(
            self._account.submit_clear_custom_status_json,
            user,
            reason=reason,
            actor=actor,
            api_key=api_key,
            if_match=if_match,
            refused=refused,
        )
        return cast(_core.Answer, answer)

    async def status_json(self, user: str) -> _core.Answer:
        """GET of the HTTP API."""
        return cast(_core.Answer, await _call(self._account.submit_status_json, user))

    async def contacts_json(self, user: str, *, after: str | None = None) -> _core.Answer:
        """GET of the user's contacts in the HTTP API; `after` is a cursor of an earlier answer."""
        return cast(_core.Answer, await _call(self._account.submit_contacts_json, user, after=after))


class Database:
    """One database, with the calls of `onduty.Database` as coroutines.

    Wraps a database that is open; `close` closes that one.
    """

    def __init__(self, database: _core.Database) -> None:
        self._database = database

    @property
    def path(self) -> str:
        """Where the file is."""
        return self._database.path

    async def account(self, name: str | None = None) -> Account:
        """The account of that name; without one, the only account there is."""
        return Account(cast(_core.Account, await _call(self._database.submit_account, name)))

    def account_of(self, api_key: _core.ApiKey) -> Account:
        """The account that the key belongs to. Looks nothing up, so there is nothing to wait for."""
        return Account(self._database.account_of(api_key))

    async def accounts(self) -> list[str]:
        """The names of all accounts, in order."""
        return cast(list[str], await _call(self._database.submit_accounts))

    async def authenticate(self, secret: bytes) -> _core.ApiKey:
        """The key that a client showed; `UnauthorizedError`, the same for every cause."""
        return cast(_core.ApiKey, await _call(self._database.submit_authenticate, secret))

    async def import_directory(
        self, document: bytes | str, *, dry_run: bool = False, overwrite_state: bool = False
    ) -> _core.ImportReport:
        """Applies one directory document, or nothing of it."""
        report = await _call(
            self._database.submit_import_directory, document, dry_run=dry_run, overwrite_state=overwrite_state
        )
        return cast(_core.ImportReport, report)

    async def readiness(self) -> _core.Readiness:
        """Whether an update would be taken now."""
        return cast(_core.Readiness, await _call(self._database.submit_readiness))

    async def close(self) -> None:
        """Finishes what was accepted and lets go. Later calls fail with `ClosedError`. Idempotent."""
        await asyncio.to_thread(self._database.close)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        await self.close()


class _Opening:
    """What `open` gives: await it for the database, or enter it to have the database closed at the end."""

    def __init__(self, path: str, create: bool, queue_max: int) -> None:
        self._path = path
        self._create = create
        self._queue_max = queue_max
        self._opened: Database | None = None

    async def _open(self) -> Database:
        opened = await asyncio.to_thread(_core.open, self._path, create=self._create, queue_max=self._queue_max)
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


def open(path: str, *, create: bool = True, queue_max: int = 10000) -> _Opening:
    """Opens the database file at `path`: `db = await open(path)` or `async with open(path) as db`.

    Makes the file when there is none, unless `create` is False. At most `queue_max` updates wait for the writer; more
    are refused with `OverloadedError`. Errors: `IncompatibleDatabaseError`, `StorageUnavailableError`.
    """
    return _Opening(path, create, queue_max)
