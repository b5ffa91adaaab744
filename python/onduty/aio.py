"""The calls of `onduty` as coroutines, for asyncio.

    import onduty.aio

    async with onduty.aio.open("onduty.db") as db:
        acme = await db.account("acme")
        change = await acme.update_status("414a6d692bd645ed803f2e7ce360d4c8", available=False)

No call starts a thread or blocks the loop: it is handed to the core, whose finished calls are collected in one
completion port a loop, and an eventfd wakes the loop to take them. (`open`, `close`, `backup`, `snapshot`, `check`,
`import_history` and `update_many` use a thread of the loop's executor, and `time_in_status` to read its arguments.) A
`Database` and an `Account` may be used from any number of loops at once.

A call that is cancelled happens wholly or not at all, and `Account.status` tells which from the moment at which the
`CancelledError` comes: that waits for the call to have ended. Cancelling once more ends this waiting too. `update_many`
stops between two parts; the `CancelledError` has what it did as `results`. `time_in_status` stops where it is. Errors
are those of `onduty`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from datetime import datetime
from os import PathLike
from threading import Event
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from onduty import _core, _opening
from onduty._completions import call as _call
from onduty._completions import coroutine as _coroutine
from onduty._completions import stoppable as _stoppable

__all__ = ["Account", "Database", "Plan", "open"]

T = TypeVar("T")


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


class Plan:
    """A plan, with the calls of `onduty.Plan` as coroutines."""

    def __init__(self, plan: _core.Plan) -> None:
        self._core = plan

    @property
    def id(self) -> str:
        """For `Account.find_plan`."""
        return self._core.id

    @property
    def counts(self) -> _core.PlanCounts:
        """How many users come to what."""
        return self._core.counts

    @property
    def items(self) -> _core.PlanItems:
        """What becomes of each user."""
        return self._core.items

    @property
    def expires_at(self) -> datetime:
        """From then on it cannot be applied."""
        return self._core.expires_at

    apply = _coroutine(_core.Plan.apply)

    def __repr__(self) -> str:
        return repr(self._core)


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

    async def plan(self, *, where: _core._PlanWhere, set: _core._PlanSet, actor: str | None = None) -> Plan:
        """As `onduty.Account.plan`."""
        return Plan(await self._plan(where=where, set=set, actor=actor))

    async def find_plan(self, id: _core._Uuid) -> Plan:
        """As `onduty.Account.find_plan`."""
        return Plan(await self._find_plan(id))

    _plan = _coroutine(_core.Account.plan)
    _find_plan = _coroutine(_core.Account.find_plan)
    update_status = _coroutine(_core.Account.update_status)
    status = _coroutine(_core.Account.status)
    statuses = _coroutine(_core.Account.statuses)
    contacts = _coroutine(_core.Account.contacts)
    update_contact = _coroutine(_core.Account.update_contact)
    find_user = _coroutine(_core.Account.find_user)
    history = _coroutine(_core.Account.history)
    time_in_status = _stoppable(_core.Account.time_in_status)
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
    undo = _coroutine(_core.Account.undo)
    undo_entry = _coroutine(_core.Account.undo_entry)
    custom_statuses = _coroutine(_core.Account.custom_statuses)
    custom_status = _coroutine(_core.Account.custom_status)
    create_custom_status = _coroutine(_core.Account.create_custom_status)
    update_custom_status = _coroutine(_core.Account.update_custom_status)
    destroy_custom_status = _coroutine(_core.Account.destroy_custom_status)

    # Requests of the HTTP API: bytes in, bytes out.
    update_status_json = _coroutine(_core.Account.update_status_json)
    update_statuses_json = _coroutine(_core.Account.update_statuses_json)
    plan_json = _coroutine(_core.Account.plan_json)
    show_plan_json = _coroutine(_core.Account.show_plan_json)
    apply_plan_json = _coroutine(_core.Account.apply_plan_json)
    undo_json = _coroutine(_core.Account.undo_json)
    undo_entry_json = _coroutine(_core.Account.undo_entry_json)
    clear_custom_status_json = _coroutine(_core.Account.clear_custom_status_json)
    status_json = _coroutine(_core.Account.status_json)
    contacts_json = _coroutine(_core.Account.contacts_json)
    history_json = _coroutine(_core.Account.history_json)
    as_of_json = _coroutine(_core.Account.as_of_json)
    update_contact_json = _coroutine(_core.Account.update_contact_json)
    contact_json = _coroutine(_core.Account.contact_json)
    all_contacts_json = _coroutine(_core.Account.all_contacts_json)
    time_in_status_json = _stoppable(_core.Account.time_in_status_json)
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
