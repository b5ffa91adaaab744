"""The C++ core, as Python sees it. Use it through `onduty`; the names here are re-exported there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from os import PathLike
from types import TracebackType
from typing import Any, Final, Protocol, Self, TypeAlias, TypedDict, final, overload
from uuid import UUID
from zoneinfo import ZoneInfo

from onduty.reports import TimeInStatus

__version__: Final[str]

_Uuid: TypeAlias = str | UUID
_Instant: TypeAlias = datetime | str  # with a time zone; RFC 3339 with an offset or Z
_FieldValue: TypeAlias = str | int | float | Sequence[str]  # of a custom field
_Headers: TypeAlias = list[tuple[bytes, bytes]]

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None, /) -> object: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None, /) -> tuple[object, object]: ...

# Mappings that are an update each; or columns by name; or a table.
_Updates: TypeAlias = Iterable[Mapping[str, object]] | Mapping[str, object] | _ArrowStream | _ArrowArray

# Lines of JSON, a file of them, or entries one by one.
_HistorySource: TypeAlias = bytes | PathLike[str] | Iterable[bytes | str | Mapping[str, object]]

@final
class Unset:
    """The type of UNSET: a parameter that was left out, where None means something else."""

UNSET: Final[Unset]

class _Comparable:
    """Equal to those with the same members. Nothing of it ever changes."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, memo: object, /) -> Self: ...

class _PlanWhere(TypedDict, total=False):
    """The users to whom all of it applies."""

    users: Iterable[_Uuid]  # or e-mails
    team: _Uuid
    available: bool
    custom_status: _Uuid | None  # None: those who have none

_PlanSet: TypeAlias = Mapping[str, object]  # the keys of a status update

class _Value(_Comparable):
    """Can be pickled too."""

    def __getstate__(self) -> tuple[object, ...]: ...
    def __setstate__(self, state: tuple[object, ...], /) -> None: ...

def build_info() -> dict[str, str]: ...
def read_instant(instant: _Instant) -> int | str: ...  # milliseconds since 1970, or what is wrong with it

class Error(Exception):
    """Base of every failure; `code` is the spelling of the HTTP API, `params` names refused parameters."""

    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def params(self) -> dict[str, list[str]]: ...

class MalformedJsonError(Error): ...
class UnauthorizedError(Error): ...
class ForbiddenError(Error): ...
class NotFoundError(Error): ...
class AccountNotFoundError(NotFoundError): ...
class UserNotFoundError(NotFoundError): ...
class ContactNotFoundError(NotFoundError): ...
class CustomStatusNotFoundError(NotFoundError): ...
class TeamNotFoundError(NotFoundError): ...
class IdempotencyConflictError(Error): ...
class PlanAppliedError(Error): ...
class PlanOutdatedError(Error): ...
class PlanExpiredError(Error): ...
class PreconditionFailedError(Error): ...
class BodyTooLargeError(Error): ...
class InvalidParamsError(Error): ...
class OverloadedError(Error): ...
class StorageUnavailableError(Error): ...
class StorageFullError(Error): ...
class ClosedError(Error): ...
class ForkedError(Error): ...
class IncompatibleDatabaseError(Error): ...

@final
class CustomStatus(_Value):
    @property
    def id(self) -> str: ...  # dashed
    @property
    def name(self) -> str: ...
    @property
    def emoji(self) -> str | None: ...

@final
class Status(_Value):
    """A user's status at one moment; instants are datetimes in UTC."""

    @property
    def user(self) -> str: ...  # 32 hex digits
    @property
    def available(self) -> bool: ...
    @property
    def available_updated_at(self) -> datetime: ...
    @property
    def custom_status(self) -> CustomStatus | None: ...
    @property
    def custom_status_updated_at(self) -> datetime: ...
    @property
    def version(self) -> int: ...

@final
class Contact(_Value):
    @property
    def uuid(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def phone_number(self) -> str | None: ...
    @property
    def avatar_url(self) -> str | None: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def source(self) -> str | None: ...
    @property
    def href(self) -> str: ...
    @property
    def conversation_href(self) -> str | None: ...
    @property
    def tags(self) -> list[str]: ...
    @property
    def assigned_user(self) -> str | None: ...
    @property
    def custom_fields(self) -> dict[str, str | int | float | list[str]]: ...

@final
class StatusChange(_Value):
    @property
    def changed(self) -> bool: ...
    @property
    def contacts_changed(self) -> bool: ...  # by the hand-off
    @property
    def before(self) -> Status: ...
    @property
    def after(self) -> Status: ...
    @property
    def contacts(self) -> list[Contact]: ...
    @property
    def contacts_next(self) -> str | None: ...

@final
class BulkResult:
    """What one update of a bulk came to."""

    @property
    def user(self) -> str | None: ...  # None where the update named none
    @property
    def outcome(self) -> str: ...  # changed, unchanged, refused
    @property
    def version(self) -> int | None: ...  # None when refused
    @property
    def code(self) -> str | None: ...
    @property
    def error(self) -> Error | None: ...

@final
class BulkResults:
    """What a bulk came to: a sequence, a result an update."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> BulkResult: ...
    @overload
    def __getitem__(self, index: slice, /) -> list[BulkResult]: ...
    def __iter__(self) -> Iterator[BulkResult]: ...
    @property
    def changed(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def change_set(self) -> int | None: ...

@final
class RecordedStatus(_Value):
    @property
    def available(self) -> bool: ...
    @property
    def custom_status(self) -> CustomStatus | None: ...

@final
class HistoryEntry(_Value):
    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def user(self) -> str: ...
    @property
    def before(self) -> RecordedStatus: ...
    @property
    def after(self) -> RecordedStatus: ...
    @property
    def version(self) -> int: ...
    @property
    def way(self) -> str: ...
    @property
    def actor(self) -> str | None: ...
    @property
    def api_key(self) -> str | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def change_set(self) -> int: ...

@final
class User(_Value):
    @property
    def uuid(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def name(self) -> str: ...

@final
class UserStatus(_Value):
    """A user with the status, as it stood when it was read."""

    @property
    def user(self) -> User: ...
    @property
    def status(self) -> Status: ...

@final
class PastStatus(_Value):
    """One user as it was at an instant."""

    @property
    def user(self) -> User: ...
    @property
    def available(self) -> bool: ...
    @property
    def custom_status(self) -> CustomStatus | None: ...  # by the name that it had then
    @property
    def since(self) -> datetime: ...  # the last change before, or the creation

@final
class Team(_Value):
    @property
    def uuid(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def is_default(self) -> bool: ...
    @property
    def members(self) -> int: ...  # how many

@final
class Conversation(_Value):
    @property
    def team(self) -> str | None: ...
    @property
    def bot_status(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...

@final
class ContactDetails(_Value):
    @property
    def contact(self) -> Contact: ...
    @property
    def conversation(self) -> Conversation: ...

@final
class PlanCounts(_Value):
    @property
    def change(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def contacts(self) -> int: ...

@final
class PlanItem(_Value):
    """What a plan does to one user."""

    @property
    def user(self) -> str: ...
    @property
    def outcome(self) -> str: ...  # change, unchanged, refused
    @property
    def before(self) -> RecordedStatus: ...
    @property
    def after(self) -> RecordedStatus: ...
    @property
    def contacts(self) -> list[str]: ...  # that the hand-off changes
    @property
    def errors(self) -> dict[str, list[str]]: ...

@final
class PlanItems:
    """A plan's items: a sequence, an item a user."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> PlanItem: ...
    @overload
    def __getitem__(self, index: slice, /) -> list[PlanItem]: ...
    def __iter__(self) -> Iterator[PlanItem]: ...

@final
class Plan:
    """A change of many users that is not made yet."""

    @property
    def id(self) -> str: ...
    @property
    def counts(self) -> PlanCounts: ...
    @property
    def items(self) -> PlanItems: ...
    @property
    def expires_at(self) -> datetime: ...
    def apply(self, *, atomic: bool = False, reason: str | None = None, actor: str | None = None) -> ChangeSet: ...

@final
class ChangeSetNote(_Value):
    """Something to be told of one user or contact."""

    @property
    def user(self) -> str | None: ...
    @property
    def contact(self) -> str | None: ...
    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...

@final
class ChangeSet(_Value):
    """What applying a plan, or an undo, came to."""

    @property
    def id(self) -> int | None: ...  # None where nothing was changed
    @property
    def applied(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def skipped(self) -> list[ChangeSetNote]: ...
    @property
    def notes(self) -> list[ChangeSetNote]: ...

@final
class CustomStatusDetails(_Value):
    """A custom status as the catalogue has it."""

    @property
    def id(self) -> str: ...  # dashed
    @property
    def name(self) -> str: ...
    @property
    def emoji(self) -> str | None: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def updated_at(self) -> datetime: ...

@final
class ImportCounts(_Value):
    @property
    def created(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def removed(self) -> int: ...

@final
class ImportChange(_Value):
    """What an import would do with one entry of the document."""

    @property
    def pointer(self) -> str: ...  # where the entry stands, "/users/3"
    @property
    def kind(self) -> str: ...  # under which key of the document, "users"
    @property
    def what(self) -> str: ...  # "created", "changed", "removed", or "left" as it is
    @property
    def name(self) -> str: ...  # by which people know it
    @property
    def keys(self) -> list[str]: ...  # of "changed"

@final
class ImportReport(_Value):
    @property
    def account(self) -> str: ...
    @property
    def account_created(self) -> bool: ...
    @property
    def account_changed(self) -> bool: ...  # its dashboard's address or its bot
    @property
    def dry_run(self) -> bool: ...
    @property
    def counts(self) -> dict[str, ImportCounts]: ...  # by the document's keys: api_keys, users, …
    @property
    def notes(self) -> list[str]: ...
    @property
    def changes(self) -> list[ImportChange]: ...  # with dry_run
    @property
    def nothing_changed(self) -> bool: ...

@final
class HistoryImportReport(_Value):
    """What an import of the past did, or would do."""

    @property
    def dry_run(self) -> bool: ...
    @property
    def changed(self) -> int: ...  # entries that are in the history now
    @property
    def unchanged(self) -> int: ...  # entries that changed nothing
    @property
    def users(self) -> int: ...  # whose history has become longer
    @property
    def change_set(self) -> int | None: ...

@final
class Readiness(_Value):
    @property
    def can_write(self) -> bool: ...
    @property
    def problem(self) -> str: ...
    @property
    def warnings(self) -> list[str]: ...

@final
class ApiKey(_Comparable):
    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def may_read(self) -> bool: ...
    @property
    def may_write(self) -> bool: ...
    @property
    def may_act_for_others(self) -> bool: ...

@final
class ApiKeyInfo(_Value):
    """An API key, for those who manage them."""

    @property
    def name(self) -> str: ...
    @property
    def scopes(self) -> list[str]: ...  # of "read", "write", "act_for_others"
    @property
    def user(self) -> str | None: ...  # e-mail
    @property
    def created_at(self) -> datetime: ...
    @property
    def revoked_at(self) -> datetime | None: ...

@final
class ApiKeyRevocation(_Value):
    @property
    def changed(self) -> bool: ...  # False when it was revoked already
    @property
    def key(self) -> ApiKeyInfo: ...

@final
class BackupReport(_Value):
    @property
    def size(self) -> int: ...  # bytes

@final
class Finding(_Value):
    """One thing that is not as it should be."""

    @property
    def kind(self) -> str: ...  # damaged_file, broken_reference, history, clock, settings, not_writable
    @property
    def problem(self) -> str: ...
    @property
    def remedy(self) -> str: ...

@final
class CheckReport(_Value):
    @property
    def users(self) -> int: ...
    @property
    def entries(self) -> int: ...
    @property
    def findings(self) -> list[Finding]: ...

@final
class Answer(_Comparable):
    """What a request of the HTTP API is answered with."""

    @property
    def body(self) -> bytes: ...
    @property
    def version(self) -> int | None: ...  # for ETag
    @property
    def http_status(self) -> int: ...
    @property
    def replayed(self) -> bool: ...  # an earlier request with the same idempotency key got this
    @property
    def changed(self) -> bool: ...  # something was written

@final
class ColumnMemory:
    """Memory of a column, by the buffer protocol: read-only, and there for as long as anything looks at it."""

    def __buffer__(self, flags: int, /) -> memoryview: ...

@final
class Columns:
    """The columns of a table; `onduty.Table` is what shows them.

    Made of (name, kind, values) each. Instants are milliseconds since 1970, and None is nothing, in texts and instants.
    """

    def __init__(self, columns: list[tuple[str, str, list[Any]]], *, time_zone: str = "UTC") -> None: ...
    def __len__(self) -> int: ...
    @property
    def names(self) -> list[str]: ...
    @property
    def kinds(self) -> list[str]: ...  # integer, real, flag, text or instant
    def cells(self, column: int, start: int, stop: int) -> list[Any]: ...  # instants as milliseconds since 1970
    def is_empty(self, column: int) -> bool: ...  # no row has a value
    def texts(self, column: int) -> list[str]: ...  # the different texts; memory() has places in it, -1 for none
    def memory(self, column: int) -> ColumnMemory: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class StopFlag:
    """What a submitted report is told to stop by."""

    def __init__(self) -> None: ...
    def set(self) -> None: ...  # it stops soon, with ClosedError

@final
class CompletionPort:
    """Where finished asynchronous calls are collected. One a loop; drain() on the loop's thread only."""

    def __init__(self) -> None: ...
    def fileno(self) -> int: ...  # readable when there is something to drain
    def drain(self) -> list[tuple[int, object]]: ...  # (token, value or Error instance)
    def close(self) -> None: ...

@final
class Account:
    """One account. Every method has a twin `submit_<name>(port, token, *same arguments)` that returns at once.

    (But for update_many and update_many_json, which read what they are given as they go. Those of time_in_status and
    time_in_status_json also take `stop`, a StopFlag.)

    Its outcome comes out of port.drain() as (token, value) or (token, Error instance). `onduty.aio` is made of them.
    """

    @property
    def name(self) -> str: ...
    def update_status(
        self,
        user: _Uuid,
        *,
        available: bool | Unset = ...,
        custom_status_uuid: _Uuid | Unset | None = ...,
        reason: str | None = None,
        actor: str | None = None,
        if_version: int | None = None,
        contacts: int = 20,
        way: str = "library",
        idempotency_key: str | None = None,
        assigned_user: str | Unset = ...,
        team_uuid: _Uuid | Unset = ...,
        tags: Sequence[str] | Unset = ...,
        custom_fields: Mapping[str, _FieldValue] | Unset = ...,
        bot_status: str | Unset = ...,
    ) -> StatusChange: ...
    def update_many(
        self,
        updates: _Updates,
        *,
        atomic: bool = False,
        actor: str | None = None,
        reason: str | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> BulkResults: ...
    def update_many_json(
        self,
        lines: bytes,
        *,
        atomic: bool = False,
        actor: str | None = None,
        reason: str | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> bytes: ...
    def plan(self, *, where: _PlanWhere, set: _PlanSet, actor: str | None = None) -> Plan: ...
    def find_plan(self, id: _Uuid) -> Plan: ...
    def undo(
        self, change_set: ChangeSet | int, *, reason: str | None = None, actor: str | None = None
    ) -> ChangeSet: ...
    def undo_entry(self, seq: int, *, reason: str | None = None, actor: str | None = None) -> ChangeSet: ...
    def plan_json(
        self,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def show_plan_json(
        self, id: str, *, after: str | None = None, refused: dict[str, list[str]] | None = None
    ) -> Answer: ...
    def apply_plan_json(
        self,
        id: str,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def undo_json(
        self,
        id: str,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def undo_entry_json(
        self,
        id: str,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def update_statuses_json(
        self,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def update_contact(
        self,
        contact: _Uuid,
        *,
        name: str | Unset = ...,
        note: str | Unset = ...,
        tags: Sequence[str] | Unset = ...,
        custom_fields: Mapping[str, _FieldValue | None] | Unset = ...,
        assigned_user: str | Unset = ...,
        unassign_user: bool | Unset = ...,
        team_uuid: _Uuid | Unset = ...,
        bot_status: str | Unset = ...,
        actor: str | None = None,
        way: str = "library",
        idempotency_key: str | None = None,
    ) -> Contact: ...
    def update_contact_json(
        self,
        contact: _Uuid,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def status(self, user: _Uuid) -> Status: ...
    def statuses(self, users: Sequence[_Uuid]) -> list[Status | None]: ...
    def contacts(
        self, user: _Uuid, *, after: str | None = None, limit: int = 20
    ) -> tuple[list[Contact], str | None]: ...
    def find_user(self, uuid_or_email: _Uuid) -> User: ...
    def history(
        self,
        user: _Uuid | None = None,
        *,
        team: _Uuid | None = None,
        since: _Instant | None = None,
        until: _Instant | None = None,
        after: int = 0,
        limit: int = 1000,
        latest: bool = False,
    ) -> list[HistoryEntry]: ...
    def as_of(self, instant: _Instant | None = None, *, team: _Uuid | None = None) -> list[PastStatus]: ...
    def time_in_status(
        self,
        start: datetime | str,
        end: datetime | str,
        *,
        by: Iterable[str] | str = ("user",),
        bucket: str | None = None,
        time_zone: str | ZoneInfo = "UTC",
        user: _Uuid | None = None,
        team: _Uuid | None = None,
    ) -> TimeInStatus: ...
    def users(
        self,
        *,
        available: bool | None = None,
        team: _Uuid | None = None,
        custom_status: _Uuid | None = None,
        after: _Uuid | None = None,
        limit: int | None = None,
    ) -> list[UserStatus]: ...
    def team_members(
        self, team: _Uuid, *, available: bool | None = None, after: _Uuid | None = None, limit: int | None = None
    ) -> list[UserStatus]: ...
    def teams(self) -> list[Team]: ...
    def team(self, team: _Uuid) -> Team: ...
    def all_contacts(self, *, after: _Uuid | None = None, limit: int | None = None) -> list[Contact]: ...
    def contact(self, contact: _Uuid) -> ContactDetails: ...
    def user_of(self, api_key: ApiKey) -> User | None: ...
    def api_keys(self) -> list[ApiKeyInfo]: ...
    def create_api_key(
        self, name: str, *, scopes: Sequence[str] = ..., user: _Uuid | None = None
    ) -> tuple[ApiKeyInfo, str]: ...
    def revoke_api_key(self, name: str) -> ApiKeyRevocation: ...
    def custom_statuses(self) -> list[CustomStatusDetails]: ...
    def custom_status(self, custom_status: _Uuid) -> CustomStatusDetails: ...
    def create_custom_status(
        self,
        name: str,
        *,
        emoji: str | None = None,
        actor: str | None = None,
        way: str = "library",
        idempotency_key: str | None = None,
    ) -> CustomStatusDetails: ...
    def update_custom_status(
        self,
        custom_status: _Uuid,
        *,
        name: str | Unset = ...,
        emoji: str | Unset | None = ...,
        actor: str | None = None,
        way: str = "library",
        idempotency_key: str | None = None,
    ) -> CustomStatusDetails: ...
    def destroy_custom_status(
        self,
        custom_status: _Uuid,
        *,
        actor: str | None = None,
        way: str = "library",
        idempotency_key: str | None = None,
    ) -> None: ...
    def update_status_json(
        self,
        user: _Uuid,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        if_match: str | None = None,
        contacts: str | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def clear_custom_status_json(
        self,
        user: _Uuid,
        *,
        reason: str | None = None,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        if_match: str | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def status_json(self, user: _Uuid) -> Answer: ...
    def contacts_json(self, user: _Uuid, *, after: str | None = None) -> Answer: ...
    def history_json(
        self,
        user: _Uuid | None = None,
        *,
        after: str | None = None,
        since: str | None = None,
        until: str | None = None,
        team: str | None = None,
        limit: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> Answer: ...
    def as_of_json(
        self,
        *,
        at: str | None = None,
        team: str | None = None,
        page: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> Answer: ...
    def contact_json(self, contact: _Uuid, *, refused: dict[str, list[str]] | None = None) -> Answer: ...
    def all_contacts_json(
        self,
        *,
        page: str | None = None,
        after: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> Answer: ...
    def time_in_status_json(
        self,
        *,
        start: str | None = None,
        end: str | None = None,
        by: str | None = None,
        bucket: str | None = None,
        time_zone: str | None = None,
        user: str | None = None,
        team: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> Answer: ...
    def users_json(
        self,
        *,
        available: str | None = None,
        team: str | None = None,
        custom_status: str | None = None,
        page: str | None = None,
        after: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> Answer: ...
    def teams_json(self, *, page: str | None = None, refused: dict[str, list[str]] | None = None) -> Answer: ...
    def team_json(self, team: _Uuid, *, refused: dict[str, list[str]] | None = None) -> Answer: ...
    def team_members_json(
        self,
        team: _Uuid,
        *,
        page: str | None = None,
        status: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> Answer: ...
    def auth_me_json(self, api_key: ApiKey, *, refused: dict[str, list[str]] | None = None) -> Answer: ...
    def custom_statuses_json(
        self,
        *,
        page: str | None = None,
        refused: dict[str, list[str]] | None = None,
    ) -> Answer: ...
    def custom_status_json(self, custom_status: _Uuid, *, refused: dict[str, list[str]] | None = None) -> Answer: ...
    def create_custom_status_json(
        self,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def update_custom_status_json(
        self,
        custom_status: _Uuid,
        body: bytes,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...
    def destroy_custom_status_json(
        self,
        custom_status: _Uuid,
        *,
        actor: str | None = None,
        api_key: ApiKey | None = None,
        refused: dict[str, list[str]] | None = None,
        idempotency_key: str | None = None,
        path: str = "",
    ) -> Answer: ...

@final
class Database:
    """One database. Every method has a `submit_` twin as Account's have.

    But for backup(), check(), close(), import_history() and snapshot().
    """

    @property
    def path(self) -> str: ...
    def account(self, name: str | None = None) -> Account: ...
    def account_of(self, api_key: ApiKey) -> Account: ...  # no look-up
    def accounts(self) -> list[str]: ...
    def authenticate(self, secret: bytes) -> ApiKey: ...
    def import_directory(
        self,
        document: bytes | str,
        *,
        dry_run: bool = False,
        overwrite_state: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> ImportReport: ...
    def import_history(
        self,
        source: _HistorySource,
        *,
        account: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int, int], object] | None = None,
    ) -> HistoryImportReport: ...
    def readiness(self) -> Readiness: ...
    def backup(
        self,
        path: str | PathLike[str],
        *,
        overwrite: bool = False,
        progress: Callable[[int, int], object] | None = None,
    ) -> BackupReport: ...
    def snapshot(
        self,
        path: str | PathLike[str],
        *,
        overwrite: bool = False,
        progress: Callable[[int, int], object] | None = None,
    ) -> BackupReport: ...
    def check(self) -> CheckReport: ...
    @property
    def closed(self) -> bool: ...
    @property
    def queue_length(self) -> int: ...  # writes that wait for the writer now
    def close(self) -> None: ...
    def submit_account(self, port: CompletionPort, token: int, name: str | None = None) -> None: ...
    def submit_import_directory(
        self,
        port: CompletionPort,
        token: int,
        document: bytes | str,
        *,
        dry_run: bool = False,
        overwrite_state: bool = False,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

def open(path: str | PathLike[str], *, create: bool = True, queue_max: int = 10000) -> Database: ...

@final
class PlainPut: ...

@final
class PlainRequests:
    def __init__(self, database: Database) -> None: ...
    def get(self, path: str, headers: _Headers) -> tuple[_Headers, bytes, bool] | None: ...
    def begin_put(self, path: str, headers: _Headers) -> PlainPut | None: ...
    def put(self, request: PlainPut, body: bytes, port: CompletionPort, token: int) -> bool: ...
    def get_message(self, message: bytes) -> tuple[bytes, bool] | None: ...
    def put_message(self, message: bytes, port: CompletionPort, token: int) -> bool: ...
