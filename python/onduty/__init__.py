"""onduty: who is on duty, now and at any time before.

    import onduty

    with onduty.open("onduty.db") as db:  # creates it, or opens it
        acme = db.account("acme")
        change = acme.update_status("414a6d692bd645ed803f2e7ce360d4c8", available=False, reason="lunch", actor="jane")
        change.changed, change.before, change.after  # values, not views of the database

Every failure is an `onduty.Error`, one class a kind: `error.code` is the spelling of the HTTP API, and `error.params`
names what was refused. Objects may be used from any thread; every call that can block lets other threads run. The same
calls as coroutines are in `onduty.aio`, the HTTP API is `onduty.web.create_app`, the command line is `onduty.cli`.
"""

from onduty._core import (
    UNSET,
    Account,
    AccountNotFoundError,
    Answer,
    ApiKey,
    ClosedError,
    Contact,
    ContactNotFoundError,
    CustomStatus,
    CustomStatusNotFoundError,
    Database,
    Error,
    ForbiddenError,
    ForkedError,
    HistoryEntry,
    IdempotencyConflictError,
    ImportCounts,
    ImportReport,
    IncompatibleDatabaseError,
    InvalidParamsError,
    MalformedJsonError,
    NotFoundError,
    OverloadedError,
    PreconditionFailedError,
    Readiness,
    RecordedStatus,
    Status,
    StatusChange,
    StorageFullError,
    StorageUnavailableError,
    TeamNotFoundError,
    UnauthorizedError,
    Unset,
    User,
    UserNotFoundError,
    __version__,
    build_info,
    open,
)

__all__ = [
    "UNSET",
    "Account",
    "AccountNotFoundError",
    "Answer",
    "ApiKey",
    "ClosedError",
    "Contact",
    "ContactNotFoundError",
    "CustomStatus",
    "CustomStatusNotFoundError",
    "Database",
    "Error",
    "ForbiddenError",
    "ForkedError",
    "HistoryEntry",
    "IdempotencyConflictError",
    "ImportCounts",
    "ImportReport",
    "IncompatibleDatabaseError",
    "InvalidParamsError",
    "MalformedJsonError",
    "NotFoundError",
    "OverloadedError",
    "PreconditionFailedError",
    "Readiness",
    "RecordedStatus",
    "Status",
    "StatusChange",
    "StorageFullError",
    "StorageUnavailableError",
    "TeamNotFoundError",
    "UnauthorizedError",
    "Unset",
    "User",
    "UserNotFoundError",
    "__version__",
    "build_info",
    "open",
]
