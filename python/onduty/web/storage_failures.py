"""A database that cannot be used: all about it goes to the log, and to clients what they may know and can do."""

from __future__ import annotations

import time

from onduty.web.request_ids import request_logger

_LOG_INTERVAL_SECONDS = 60.0  # between two lines of the same text
_ADVICE = "Unless that passes, see the server's log, mend what it tells, and restart the server."

_log = request_logger("onduty.web")


class StorageFailures:
    """Tells the failures of the database at `path`. Used on the event loop's thread."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._logged_at: dict[str, float] = {}  # by message, of which there are few

    def told(self, message: str) -> str:
        """What a client is told, who is not to know where files of the server are. Logs the whole message."""
        self._log(message)
        return f"{self._without_path(message)} {_ADVICE}"

    def _log(self, message: str) -> None:
        now = time.monotonic()
        logged_at = self._logged_at.get(message)
        if logged_at is None or now - logged_at > _LOG_INTERVAL_SECONDS:
            self._logged_at[message] = now
            _log.error("The database cannot be used: %s", message)

    def _without_path(self, message: str) -> str:
        if not self._path:
            return message
        return message.replace(f"file {self._path}", "file").replace(self._path, "the database file")
